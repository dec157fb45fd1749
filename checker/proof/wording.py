"""Property: every message that a verdict can hold can be said in each language, and each link leads to its clause.

A few answer sets are chosen so that every message comes up in one of them; those are rendered as the terminal and the
page do. The engine knows no language, so what holds for a message here holds wherever it stands.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from checker.core.engine.decide import decide
from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.core.words.draft import drafts
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import summary, view
from checker.languages import LANGUAGES
from checker.moment import today
from checker.proof.explore import Exploration, Outcome
from checker.proof.finding import Failure, Proof
from checker.proof.judged import complete_paths
from checker.proof.subject import Subject
from checker.proof.walks import Way
from checker.proof.witness import Answers, raw_answers

TEXTLESS = ("text", "label", "language", "href", "remark", "decided", "for")


class Untranslated(NullTranslations):
    """Where a catalogue looks for what it lacks: keeps a list."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def gettext(self, message: str) -> str:
        """The message as it is, noted."""
        self.messages.append(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The plural as it is, noted."""
        return self.gettext(msgid2)


def prove_wording(subject: Subject) -> Proof:
    """Each message of each language is translated, filled in, and linked to a clause that is on its page."""
    exploration = subject.exploration
    chosen = list(_chosen(exploration))
    elements = {element for outcome, path in complete_paths(exploration) for element in _elements(outcome, path)}
    failures = [failure for path in chosen for failure in _misworded(subject, path)]
    counted = f"{len(elements)} elements of verdicts in {len(chosen)} of them, {len(LANGUAGES)} languages"
    return Proof(counted, tuple({failure.what: failure for failure in failures}.values()))


def _chosen(exploration: Exploration) -> Iterator[Way]:
    """Answers in which every element of a verdict comes up; with nothing known; and with each fact not known."""
    seen: set[object] = set()
    for outcome, path in complete_paths(exploration):
        if not seen.issuperset(elements := _elements(outcome, path)):
            seen |= elements
            yield path
    yield {}
    yield from ({fact: size} for fact, size in enumerate(exploration.sizes))


def _elements(outcome: Outcome, path: Way) -> set[object]:
    """What of an outcome, and of the answers that led to it, is put in words."""
    values = {*outcome.offers.items(), *outcome.terms.items(), ("channel", outcome.channel)}
    return {outcome.status, *values, *outcome.rules, *outcome.checklist, *path.items()}


def _misworded(subject: Subject, path: Way) -> Iterator[Failure]:
    policy, ids, day = subject.exploration.policy, list[Any](), today()
    answers = raw_answers(policy, path, day)
    for language, words in subject.words.items():
        missing = Untranslated()
        rendered = _rendered(policy, answers, day, _listening(words, missing), subject.words)
        ids.append(_ids(rendered))
        for what in _faults(rendered, missing, subject.docs / language):
            yield Failure(f"In {language}, {what}", "every message in each language", path)
    if any(each != ids[0] for each in ids):
        yield Failure("The verdict is not the same in each language.", "the same ids", path)


def _rendered(
    policy: Policy, answers: Answers, day: date, words: Words, languages: Mapping[str, Words]
) -> dict[str, Any]:
    spoken = {**languages, words.language: words}
    verdict = decide(policy, answers, day)
    return {
        "document": document(verdict, words),
        "view": view(verdict, words),
        "summary": [each["label"] + each["answer"] for each in summary(verdict, words)],
        "drafts": [each["text"] for each in drafts(verdict, words.language, spoken)],
    }


def _listening(words: Words, missing: Untranslated) -> Words:
    """The same words, where what the catalogue lacks is noted; English needs no catalogue."""
    if words.language == "en":
        return words
    catalogue = copy.copy(words.catalogue)
    catalogue.add_fallback(missing)
    return replace(words, catalogue=catalogue)


def _faults(rendered: dict[str, Any], missing: Untranslated, pages: Path) -> Iterator[str]:
    for message in dict.fromkeys(missing.messages):
        yield f"this is not translated: “{message}”."
    for key, text in _texts(rendered, ""):
        if key == "href" and not _leads_somewhere(text, pages):
            yield f"this link leads nowhere: {text}."
        if re.search(r"\{\w*\}", text) or (not text and key in ("quote", "label", "heading", "lead")):
            yield f"this is not filled in: “{text}”."


def _texts(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(each, name)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each, key)


def _leads_somewhere(href: str, pages: Path) -> bool:
    """Whether the page, in this language's folder, has an element of that name."""
    address, _, anchor = href.partition("#")
    address = address.removeprefix(f"{pages.name}/").rstrip("/")
    pattern = rf"\{{[^}}\n]*#{re.escape(anchor)}(?![\w-])"
    files = [pages / f"{address}.md", pages / address / "index.md"]
    return any(file.exists() and re.search(pattern, file.read_text(encoding="utf-8")) for file in files)


def _ids(value: Any) -> Any:
    """The document without its texts."""
    if isinstance(value, dict) and "document" in value:
        return _ids(value["document"])
    if isinstance(value, dict):
        return {name: _ids(each) for name, each in value.items() if name not in TEXTLESS}
    return [_ids(each) for each in value] if isinstance(value, list) else value
