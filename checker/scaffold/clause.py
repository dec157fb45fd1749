"""A new clause: on a page in every language, in the policy file, and tied to the passage that it restates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from checker.policy.passages import read_sources_file, source_files, write_sources_file
from checker.policy.untranslated import MARK, page_language
from checker.review.ledger import open_ledgers
from checker.scaffold.made import Made
from checker.scaffold.policy_file import note_messages, policy_path
from checker.scaffold.yaml_text import added, quoted

NO_REASON = f"{MARK} Say why no rule rests on this clause, or cite it in a rule and remove this line."


@dataclass(frozen=True)
class Clause:
    """A clause that is to be added: `texts` by language, and the numbers of the vendor's `passages`."""

    policy: str
    id: str
    page: str
    texts: Mapping[str, str]
    reason: str = ""
    passages: Sequence[int] = ()


def new_clause(root: Path, clause: Clause, original: str) -> Made:
    """Write it; a language without a text gets that of the language `original`, marked as such."""
    made = Made()
    for path in sorted((root / "docs").glob(f"*/{clause.policy}/{clause.page}.md")):
        text, language = path.read_text(encoding="utf-8"), path.parts[-3]
        own = language in clause.texts or page_language(text)
        mark = f"{{ #{clause.id} }}" if own else f"{{ #{clause.id} lang={original} }}"
        said = clause.texts.get(language, clause.texts[original])
        made.write(path, f"{text.rstrip()}\n\n{said}\n{mark}\n")
    reason, path = clause.reason or NO_REASON, policy_path(root, clause.policy)
    made.write(path, added(path.read_text(encoding="utf-8"), ("informative",), f"{clause.id}: {quoted(reason)}"))
    _tie(root, clause, original, made)
    note_messages(root, clause.policy, {reason: {}}, made)
    _accept(root, clause)
    made.next_steps += [
        f"If a rule rests on it: cite it in {path}, and remove it there under “informative”.",
        f"Compare the translations: checker review {clause.policy}/{clause.id}.",
        f"Prove the policy: checker verify {clause.policy}.",
    ]
    return made


def _tie(root: Path, clause: Clause, original: str, made: Made) -> None:
    """Add the clause to its passages, in the ledger of the vendor's text."""
    path = source_files(policy_path(root, clause.policy)).get(original)
    if path and clause.passages:
        ledger = read_sources_file(path)
        passages = tuple(
            replace(each, clauses=(*each.clauses, clause.id), reason="") if each.id in clause.passages else each
            for each in ledger.passages
        )
        write_sources_file(replace(ledger, passages=passages))
        made.note(path)


def _accept(root: Path, clause: Clause) -> None:
    """Record that the reason was written for this text: until now both are the same person's, and new."""
    ledger = open_ledgers(root)[0].get(clause.policy)
    if ledger and not ledger.is_new:
        ledger.accept(each for each in ledger.pending(clause.id) if not each.is_translation)
