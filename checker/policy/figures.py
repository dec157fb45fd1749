"""Figures are tied to their clause: what a policy file or a reading counts must stand in the clauses that it cites.

So no verdict says 48 hours once the clause says 24. Where a figure stands in another clause, or is this site's own, the
policy file says so under `figures`, by `rules/…`, `terms/…`, `desk`, `draft` or `reading/…`.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.languages import LANGUAGES, WRITTEN_IN
from checker.policy.numbers import counted, said, weekdays
from checker.policy.problems import Place, Problem, allowed
from checker.policy.references import Clauses
from checker.policy.source import Keys, Source

SECTION = re.compile(r"^## .*\{[^}\n]*#reading-(?P<number>\d+)[^}\n]*\}.*\n(?P<text>(?:(?!## ).*\n?)*)", re.MULTILINE)
OWN_LINK = re.compile(r"\[[^]]*\]\((?:reading\.md)?#reading-\d+\)")
OTHER_READING = re.compile(
    r"\b(?:readings?|lecturas?|lettur[ae])(?:[ ,]+(?:and |or |to |y |o |e |a |da )?\d+)+|^ *\d+\. ",
    re.IGNORECASE | re.MULTILINE,
)
LINK = re.compile(r"\]\([^)\s]*#([\w-]+)\)")
MEND = "Say what the clause says, cite the clause that says it, or give the reason under “figures” in the policy file."


@dataclass(frozen=True)
class Claim:
    """Something that counts: where, in what entry, what it says in which language, and the clauses that it cites."""

    place: Place
    entry: str
    figures: frozenset[str]
    clauses: tuple[str, ...]
    language: str = WRITTEN_IN


def check_figures(source: Source, clauses: Clauses, docs: Path) -> Iterator[Problem]:
    """Figures of the policy file and of the readings below `docs` that stand in no clause, and needless reasons."""
    excused = source.data.get("figures", {})
    claims = [*_claims(source), *_readings(source, docs)]
    needed = set[str]()
    for claim in claims:
        if _is_unread(claim, clauses):
            needed.add(claim.entry)
            continue
        missing = claim.figures - _stated(claim.clauses, clauses, claim.language)
        if missing:
            needed.add(claim.entry)
            reason = excused.get(claim.entry, {})
            missing -= _stated(reason.get("clauses", []), clauses, claim.language) | set(reason.get("numbers", []))
        if missing:
            yield Problem(claim.place, _what(claim, missing, clauses), MEND)
    yield from _unknown_days(source, clauses)
    known = {claim.entry for claim in claims}
    for name in excused:
        if name not in known:
            yield Problem(
                source.place("figures", name), f"There is no “{name}” that counts.", allowed(name, sorted(known))
            )
        elif name not in needed:
            what = f"All figures of “{name}” stand in its clauses."
            yield Problem(source.place("figures", name), what, "Remove the line.")


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


def _claims(source: Source) -> Iterator[Claim]:
    """Those of the policy file."""
    for keys, text, clauses in _counting(source.data):
        if figures := counted(text, WRITTEN_IN):
            entry = "/".join(map(str, keys[: 2 if keys[0] in ("rules", "terms") else 1]))
            yield Claim(source.place(*keys), entry, figures, tuple(clauses))


def _readings(source: Source, docs: Path) -> Iterator[Claim]:
    """Those of the readings, in every language; numbers of readings and of items in lists do not count."""
    for language in LANGUAGES:
        path = docs / language / source.data["policy"] / "reading.md"
        text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        for section in SECTION.finditer(text):
            plain = OTHER_READING.sub(" ", re.sub(r"\]\([^)]*\)|\{[^}]*\}", "]", OWN_LINK.sub(" ", section["text"])))
            figures = counted(plain, language)
            place = Place.at(path, text, section.start("text") + _start(section["text"], figures))
            cited = tuple(dict.fromkeys(LINK.findall(section["text"])))
            yield Claim(place, f"reading/{section['number']}", figures, cited, language)


def _counting(data: dict[str, Any]) -> Iterator[tuple[Keys, str, list[str]]]:
    """Keys and text of all that may count, with the clauses that it rests on."""
    yield from _of_terms(data.get("terms", {}))
    yield from _of_rules(data["rules"])
    for index, channel in enumerate(data.get("draft", {}).get("channels", [])):
        for key in ("text", "email"):
            yield ("draft", "channels", index, key), channel.get(key, ""), [channel["clause"]]
    for plan, hours in data.get("desk", {}).get("hours", {}).items():
        for key in ("from", "to"):
            yield ("desk", "hours", plan, key), hours.get(key, ""), [hours["clause"]]


def _of_terms(terms: dict[str, Any]) -> Iterator[tuple[Keys, str, list[str]]]:
    for name, term in terms.items():
        for index, case in enumerate(term["cases"]):
            keys, clauses = ("terms", name, "cases", index), [case["clause"]]
            yield (*keys, "text"), case["text"], clauses
            yield (*keys, "value"), " ".join(_leaves(case.get("value", ""))), clauses
            if "through" in case:
                yield (*keys, "through"), _window(case["through"]), clauses


def _of_rules(rules: dict[str, Any]) -> Iterator[tuple[Keys, str, list[str]]]:
    for name, rule in rules.items():
        keys, clauses = ("rules", name), rule["clauses"]
        for key in ("action", "remark"):
            yield (*keys, key), rule.get(key, ""), clauses
        for index, advice in enumerate(rule.get("instead", [])):
            yield (*keys, "instead", index, "text"), advice["text"], [advice["clause"], *clauses]


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)
    else:
        yield str(value)


def _window(through: dict[str, Any]) -> str:
    """The length of a window, as clauses say it: twelve months are a year."""
    years = through["unit"] == "months" and through["amount"] % 12 == 0
    return str(through["amount"] // 12 if years else through["amount"])


def _stated(cited: Collection[str], clauses: Clauses, language: str) -> set[str]:
    texts = [clauses[language][name].text for name in cited if name in clauses[language]]
    return {figure for text in texts for figure in said(text, language)}


def _unknown_days(source: Source, clauses: Clauses) -> Iterator[Problem]:
    """Days on which the desk is said to be open, where the clause names others."""
    for plan, hours in source.data.get("desk", {}).get("hours", {}).items():
        clause = clauses[WRITTEN_IN].get(hours["clause"])
        named = {day.lower() for day in weekdays(clause.text, WRITTEN_IN)} if clause else set[str]()
        ends = {hours["days"][0], hours["days"][-1]} if "days" in hours else named
        if named and not ends <= named <= set(hours.get("days", named)):
            what = f"“desk / hours / {plan}”: the clause “{hours['clause']}” names {', '.join(sorted(named))}."
            yield Problem(source.place("desk", "hours", plan, "days"), what, MEND)


def _what(claim: Claim, missing: Collection[str], clauses: Clauses) -> str:
    cited = [f"“{name}”" for name in claim.clauses if name in clauses[claim.language]]
    return f"“{', '.join(sorted(missing))}” in {claim.entry} does not stand in {' and '.join(cited) or 'any clause'}."


def _start(text: str, figures: Collection[str]) -> int:
    """Where the first of the figures stands in the text, as far as it is written so."""
    return max(0, min((at for at in (text.find(figure.split(":")[0]) for figure in figures) if at >= 0), default=0))
