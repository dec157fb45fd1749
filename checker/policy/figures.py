"""Figures are tied to their clause: what a policy file or a reading counts must appear in the clauses that it cites.

So no verdict says 48 hours once the clause says 24. If a figure is in another clause, or is this site's own, the
policy file says so under `figures`, by `rules/…`, `terms/…`, `desk`, `draft` or `reading/…`.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from checker.languages import LANGUAGES, WRITTEN_IN
from checker.policy.clauses import Clauses
from checker.policy.numbers import counted, said, weekdays
from checker.policy.placed import Text
from checker.policy.problems import Place, Problem, allowed
from checker.policy.untranslated import page_language
from checker.policy.written import Through, Written

SECTION = re.compile(r"^## .*\{[^}\n]*#reading-(?P<number>\d+)[^}\n]*\}.*\n(?P<text>(?:(?!## ).*\n?)*)", re.MULTILINE)
OWN_LINK = re.compile(r"\[[^]]*\]\((?:reading\.md)?#reading-\d+\)")
OTHER_READING = re.compile(
    r"\b(?:readings?|interpretaci(?:ón|ones)|interpretazion[ei])"
    r"(?:[ ,]+(?:and |or |to |y |o |e |a |da )?\d+)+|^ *\d+\. ",
    re.IGNORECASE | re.MULTILINE,
)
LINK = re.compile(r"\]\([^)\s]*#([\w-]+)\)")
Counting = tuple[Text, str, Collection[str]]
"""The place of something that may count, what it says, and the clauses that it rests on."""
MEND = "Say what the clause says, cite the clause that says it, or give the reason under “figures” in the policy file."


@dataclass(frozen=True)
class Claim:
    """Something that counts: where, in what entry, what it says in which language, and the clauses that it cites."""

    place: Place
    entry: str
    figures: frozenset[str]
    clauses: tuple[str, ...]
    language: str = WRITTEN_IN


def check_figures(file: Written, clauses: Clauses, docs: Path) -> Iterator[Problem]:
    """Figures of the policy file and of the readings below `docs` that no clause has, and needless reasons."""
    claims = [*_claims(file), *_readings(file, docs)]
    needed = set[str]()
    for claim in claims:
        unread = _is_unread(claim, clauses)
        missing = claim.figures - _stated(claim.clauses, clauses, claim.language)
        if missing or unread:
            needed.add(claim.entry)
        if (missing := missing - _excused(file, claim, clauses)) and not unread:
            yield Problem(claim.place, _what(claim, missing, clauses), MEND)
    yield from _unknown_days(file, clauses)
    yield from _needless(file, {claim.entry for claim in claims}, needed)


def _excused(file: Written, claim: Claim, clauses: Clauses) -> set[str]:
    """The figures for which the file gives a reason."""
    reason = file.figures.get(Text(claim.entry))
    return _stated(reason.clauses, clauses, claim.language) | set(reason.numbers) if reason else set()


def _needless(file: Written, known: set[str], needed: set[str]) -> Iterator[Problem]:
    """Reasons for what is not there, or needs none."""
    for name in file.figures:
        if name not in known:
            yield Problem(name.place(), f"There is no “{name}” that counts.", allowed(name, sorted(known)))
        elif name not in needed:
            yield Problem(name.place(), f"All figures of “{name}” stand in its clauses.", "Remove the line.")


def _is_unread(claim: Claim, clauses: Clauses) -> bool:
    """Whether the language lacks one of its clauses, as its page cannot be read: that is said there."""
    others = {name for texts in clauses.values() for name in texts}
    return any(name in others and name not in clauses[claim.language] for name in claim.clauses)


def message_problems(
    place: Place, sources: list[str], translations: list[str], languages: tuple[str, str]
) -> Iterator[Problem]:
    """A translation, in all its forms, that says other figures than the message."""
    source, target = " ".join(sources), " ".join(translations)
    here, there = languages
    if not target.strip() or counted(source, here) == counted(target, there):
        return
    lacking = counted(source, here) - said(target, there)
    extra = counted(target, there) - said(source, here)
    if lacking or extra:
        parts = [f"“{', '.join(sorted(lacking))}” is not in the translation"] if lacking else []
        parts += [f"“{', '.join(sorted(extra))}” is only in the translation"] if extra else []
        yield Problem(place, f"“{sources[0]}”: {'; '.join(parts)}.", "Say the same figures.")


def _claims(file: Written) -> Iterator[Claim]:
    """Those of the policy file."""
    for leaf, text, clauses in (*_of_terms(file), *_of_rules(file), *_of_draft(file), *_of_hours(file)):
        if figures := counted(text, WRITTEN_IN):
            entry = "/".join(map(str, leaf.keys[: 2 if leaf.keys[0] in ("rules", "terms") else 1]))
            yield Claim(leaf.place(), entry, figures, tuple(clauses))


def _readings(file: Written, docs: Path) -> Iterator[Claim]:
    """Those of the readings, in every language; numbers of readings and of items in lists do not count."""
    for language in LANGUAGES:
        path = docs / language / file.policy / "reading.md"
        text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        for section in SECTION.finditer(text):
            plain = OTHER_READING.sub(" ", re.sub(r"\]\([^)]*\)|\{[^}]*\}", "]", OWN_LINK.sub(" ", section["text"])))
            figures = counted(plain, page_language(text) or language)
            place = Place.at(path, text, section.start("text") + _start(section["text"], figures))
            cited = tuple(dict.fromkeys(LINK.findall(section["text"])))
            yield Claim(place, f"reading/{section['number']}", figures, cited, language)


def _of_terms(file: Written) -> Iterator[Counting]:
    for term in file.terms.values():
        for case in term.cases:
            yield case.text, case.text, [case.clause]
            yield case.text, " ".join(_leaves(case.value)), [case.clause]
            if case.through:
                yield case.through.fact, _window(case.through), [case.clause]


def _of_rules(file: Written) -> Iterator[Counting]:
    for rule in file.rules.values():
        for text in (rule.action, rule.remark, rule.short):
            if text is not None:
                yield text, text, rule.clauses
        for advice in rule.instead:
            yield advice.text, advice.text, [*([advice.clause] if advice.clause else []), *rule.clauses]


def _of_draft(file: Written) -> Iterator[Counting]:
    for blank in file.draft.blanks if file.draft else ():
        yield blank.text, blank.text, [blank.clause]
    for channel in file.draft.channels if file.draft else ():
        for text in (channel.text, channel.email):
            if text is not None:
                yield text, text, [channel.clause]


def _of_hours(file: Written) -> Iterator[Counting]:
    for hours in file.desk.openings if file.desk else ():
        for text in (hours.start, hours.end):
            if text is not None:
                yield text, text, [hours.clause]


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, Mapping | tuple):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _leaves(each)
    elif value is not None:
        yield str(value)


def _window(through: Through) -> str:
    """The length of a window, as clauses say it: twelve months are a year."""
    years = through.unit == "months" and through.length % 12 == 0
    return str(through.length // 12 if years else through.length)


def _stated(cited: Collection[str], clauses: Clauses, language: str) -> set[str]:
    found = [clauses[language][name] for name in cited if name in clauses[language]]
    return {figure for clause in found for figure in said(clause.text, clause.still_in or language)}


def _unknown_days(file: Written, clauses: Clauses) -> Iterator[Problem]:
    """Days when the desk is open, as the file says, while the clause names others."""
    for hours in file.desk.openings if file.desk else ():
        clause = clauses[WRITTEN_IN].get(hours.clause)
        named = {day.lower() for day in weekdays(clause.text, WRITTEN_IN)} if clause else set[str]()
        days = set(hours.days) or named
        ends = {hours.days[0], hours.days[-1]} if hours.days else named
        if named and not ends <= named <= days:
            plan = hours.clause.keys[2]
            what = f"“desk / hours / {plan}”: the clause “{hours.clause}” names {', '.join(sorted(named))}."
            yield Problem(hours.clause.place(), what, MEND)


def _what(claim: Claim, missing: Collection[str], clauses: Clauses) -> str:
    cited = [f"“{name}”" for name in claim.clauses if name in clauses[claim.language]]
    return f"“{', '.join(sorted(missing))}” in {claim.entry} does not stand in {' and '.join(cited) or 'any clause'}."


def _start(text: str, figures: Collection[str]) -> int:
    """Where the first of the figures is in the text, as far as it is written so."""
    return max(0, min((at for at in (text.find(figure.split(":")[0]) for figure in figures) if at >= 0), default=0))
