"""A new option of a question: in the policy file, among what visitors say, and in the catalogues."""

from collections.abc import Mapping
from pathlib import Path

from checker.languages import WRITTEN_IN
from checker.policy.sayings import read_sayings, words_path
from checker.policy.source import read_yaml
from checker.policy.untranslated import MARK
from checker.scaffold.made import Made
from checker.scaffold.policy_file import note_messages, policy_path
from checker.scaffold.yaml_text import added, quoted

TO_SAY = f"{MARK} Say this answer as a short clause, such as “you have the Basic plan”."


def new_option(
    root: Path, policy: str, fact: str, name: str, labels: Mapping[str, str], said: Mapping[str, str]
) -> Made:
    """Write the option behind those that the question has. `labels` and `said` are by language."""
    made, path = Made(), policy_path(root, policy)
    text = path.read_text(encoding="utf-8")
    text = added(text, ("facts", fact, "options"), f"{name}: {quoted(labels[WRITTEN_IN])}")
    clause = said.get(WRITTEN_IN, TO_SAY)
    texts = {labels[WRITTEN_IN]: labels}
    if "said" in _entries(path, fact):
        text = added(text, ("facts", fact, "said"), f"{name}: {quoted(clause)}")
        texts[clause] = said
    made.write(path, text)
    _say(path, fact, name, made)
    note_messages(root, policy, texts, made)
    made.next_steps += [
        f"Its place among the others is the last one: move it in {path} if another is right.",
        f"See which rules it needs: checker verify {policy}.",
        f"If visitors answer in their own words, add what they say when they mean it: {words_path(path)}.",
        f"Give the policy a new “version” in {path}, then run: checker release.",
    ]
    return made


def _entries(path: Path, fact: str) -> Mapping[str, object]:
    facts = read_yaml(path).entries["facts"]
    assert isinstance(facts, dict)
    found = facts[fact]
    return found if isinstance(found, dict) else {}


def _say(path: Path, fact: str, name: str, made: Made) -> None:
    """If visitors answer this question in their own words, the option has a place there too, under the last heading."""
    sayings, words = read_sayings(path), words_path(path)
    if sayings and sayings.fact == fact:
        entry = f"{name}: {{heading: {list(sayings.headings)[-1]}}}"
        made.write(words, added(words.read_text(encoding="utf-8"), ("options",), entry))
