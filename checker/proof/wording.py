"""Property: every message that a verdict can contain can be said in each language, and each link leads to its clause.

A few answer sets are chosen so that every message comes up in one of them; those are rendered as the terminal and the
page do. The engine knows no language, so what is true of a message here is true wherever it is.
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
from checker.core.model.diagram import Diagram, leaves
from checker.core.model.kinds import KINDS, NONE
from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.core.words.draft import drafts
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import summary, view
from checker.proof.cover import complete
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import Way, leaf_after, meeting, where
from checker.proof.witness import Answers, raw_answers

MANY = 5
"""Of so many texts that a language lacks, each is named."""
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
    elements = dict(_elements(exploration))
    chosen = _chosen(exploration, elements)
    lacking: dict[str, dict[str, Way]] = {language: {} for language in _written(subject)}
    failures = [failure for path in chosen for failure in _misworded(subject, path, lacking)]
    failures += [failure for language, texts in lacking.items() for failure in _untranslated(language, texts)]
    counted = f"{len(elements)} elements of verdicts in {len(chosen)} of them, in {', '.join(_written(subject))}"
    return Proof(counted, tuple({failure.what: failure for failure in failures}.values()))


def _written(subject: Subject) -> dict[str, Words]:
    """The words of the languages that it is written in: of a draft, those in which it has pages."""
    folder = subject.exploration.policy.id
    return {
        language: words
        for language, words in subject.words.items()
        if not subject.file.status or (subject.docs / language / folder).exists()
    }


def _must_be_translated(subject: Subject, words: Words) -> bool:
    """Neither the texts of a draft need a translation, nor anything in a language that is one."""
    return not subject.file.status and words.catalogue.info().get("x-status") != "draft"


def _elements(exploration: Exploration) -> Iterator[tuple[object, tuple[Diagram, ...]]]:
    """What of a verdict and of answers is put in words, and the diagrams that are all True where it is."""
    policy, space = exploration.policy, exploration.space
    channel = exploration.beside_status(policy.draft.channel if policy.draft else -1)
    for name, diagram in {**exploration.values, "channel": channel}.items():
        for leaf in sorted(leaves(diagram), key=str):
            yield (name, leaf), (where(space, diagram, {leaf}),)
    for rule in policy.rules:
        cited = exploration.shown(rule), exploration.own(rule.active)
        yield ("rule", rule.id), cited
        for way in rule.instead:
            yield ("instead", way.id), (*cited, exploration.own(way.when))
    for item in policy.checklist:
        yield ("checklist", item.clause), (where(space, exploration.beside_status(item.shown), {True}),)
    for fact, (asked, size) in enumerate(zip(exploration.asked, exploration.sizes, strict=True)):
        for group in range(size):
            yield (fact, group), (asked, space.node(fact, tuple(each == group for each in range(size))))
    for several in (each for each in policy.facts if KINDS[each.type].many):
        none = (space.node(at, (False, True)) for at in policy.positions(several.id))
        yield (several.id, NONE), (exploration.own(several.asked), *none)


def _chosen(exploration: Exploration, elements: Mapping[object, tuple[Diagram, ...]]) -> list[Way]:
    """Answers in which every element of a verdict comes up; with nothing known; and with all said to be not known."""
    missing, chosen = dict(elements), list[Way]()

    def unseen(fact: int) -> int:
        """An answer that has not come up; when all have, another for each verdict, so that much comes up in each."""
        size = exploration.sizes[fact]
        return next((group for group in range(size) if (fact, group) in missing), len(chosen) % size)

    for element, true in elements.items():
        way = meeting(exploration.space, *true) if element in missing else None
        if way is not None:
            path = complete(exploration, way, unseen)
            chosen.append(path)
            for each in [each for each, true in missing.items() if all(leaf_after(one, path) for one in true)]:
                del missing[each]
    return [*chosen, {}, dict(enumerate(exploration.sizes))]


def _misworded(subject: Subject, path: Way, lacking: dict[str, dict[str, Way]]) -> Iterator[Failure]:
    """What is wrong in the verdict on these answers; the texts that a language lacks are noted for later."""
    policy, ids, day = subject.exploration.policy, list[Any](), subject.exploration.day
    answers = raw_answers(policy, path, day)
    for language, words in _written(subject).items():
        missing = Untranslated()
        rendered = _rendered(policy, answers, day, _listening(words, missing), subject.words)
        ids.append(_ids(rendered))
        for message in missing.messages if _must_be_translated(subject, words) else ():
            lacking[language].setdefault(message, path)
        for what in _faults(rendered, subject.docs / language):
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


def _untranslated(language: str, texts: dict[str, Way]) -> Iterator[Failure]:
    """The texts of a policy that is new would drown everything else."""
    for message, path in list(texts.items())[: 1 if len(texts) > MANY else None]:
        what = "this is not translated:" if len(texts) <= MANY else f"{len(texts)} texts are not translated, such as"
        yield Failure(f"In {language}, {what} “{message}”.", "every message in each language", path)


def _faults(rendered: dict[str, Any], pages: Path) -> Iterator[str]:
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
