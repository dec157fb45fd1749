"""Names in a policy file: each clause, rule, offer and group that it mentions exists, and no clause is forgotten."""

import re
from collections.abc import Iterable, Iterator

from checker.core.model.calendar import parse_date
from checker.core.model.kinds import KINDS
from checker.policy.clauses import Clauses
from checker.policy.placed import Text, walk
from checker.policy.problems import Problem, allowed
from checker.policy.spelt_out import check_lists
from checker.policy.written import UNKNOWN, Case, Channel, Cited, ClauseName, Dates, Fact, Written


def check_references(file: Written, clauses: Clauses) -> list[Problem]:
    """Names that lead nowhere, names used twice, dates that are none, and clauses that no rule encodes."""
    return [
        *_unknown_clauses(file, clauses),
        *_unknown_names(file),
        *_unknown_claims(file),
        *_addresses(file),
        *_clashes(file),
        *_bad_ranges(file),
        *_bad_fields(file),
        *_bad_dates(file),
        *check_lists(file),
        *_untraced(file, clauses),
    ]


def _unknown_clauses(file: Written, clauses: Clauses) -> Iterator[Problem]:
    known = sorted({name for language in clauses.values() for name in language})
    for clause in walk(file, ClauseName):
        yield from _missing(clause, "clause", known)


def _unknown_names(file: Written) -> Iterator[Problem]:
    for rule in file.rules.values():
        for beaten in rule.beats:
            yield from _missing(beaten, "rule", file.rules)
        if rule.offer:
            yield from _missing(rule.effect, "offer", file.offers, rule.offer)
    dates = [name for name, fact in file.facts.items() if KINDS[fact.type].days]
    for case in walk(file.terms, Case):
        if case.through:
            yield from _missing(case.through.fact, "date fact", dates)
    for fact in file.facts.values():
        for answer in fact.said:
            yield from _missing(answer, "answer", KINDS[fact.type].sayable(map(str, fact.options)))
        for answer in fact.can_become:
            if not _is_number(fact, answer):
                yield from _missing(answer, "answer", _attainable(fact))
        yield from _undefinable(fact)
        if fact.group is not None:
            yield from _missing(fact.group, "group", file.groups)
    if file.draft:
        yield from _missing(file.draft.subject, "fact", file.facts)
        for name in file.draft.facts:
            yield from _missing(name, "fact", file.facts)
        subject = file.facts.get(file.draft.subject)
        for option in file.draft.subjects if subject else ():
            yield from _missing(option, "option", subject.options if subject else ())


def _undefinable(fact: Fact) -> Iterator[Problem]:
    """Answers that the file defines and that are none."""
    for answer in fact.defined_by:
        if KINDS[fact.type].listed:
            yield from _missing(answer, "answer", fact.options or KINDS[fact.type].written(()))
        else:
            what = f"No clause can define “{answer}”: the answers to this question are numbers or dates."
            yield Problem(answer.place(), what, "Remove “defined by”.")


def _attainable(fact: Fact) -> list[str]:
    return KINDS[fact.type].attainable(map(str, fact.options), fact.minimum, fact.maximum)


def _is_number(fact: Fact, text: str) -> bool:
    """Whether the fact is a number that can be the one written so."""
    least, most = fact.minimum, fact.maximum
    return least is not None and most is not None and text.isdecimal() and least <= int(text) <= most


def _unknown_claims(file: Written) -> Iterator[Problem]:
    """Names in what the file claims about itself: `unclear`, `losses` and `readings`."""
    for entry in file.unclear:
        if entry.offer is not None:
            yield from _missing(entry.offer, "offer", file.offers)
        if entry.term is not None:
            yield from _missing(entry.term, "term", file.terms)
    waits = [name for name, term in file.terms.items() if term.wait]
    levels = {name: fact.options for name, fact in file.facts.items() if fact.level}
    for loss in file.losses:
        yield from _missing(loss.fact, "level", levels)
        yield from _missing(loss.option, "option", levels.get(loss.fact, [loss.option]))
        yield from _missing(loss.loses, "offer or time to wait", ["status", *file.offers, *waits])
    names = [name for part in (file.rules, file.offers, file.terms, file.facts) for name in part]
    single = {"checklist": file.checklist, "desk": file.desk, "draft": file.draft}
    for listed in file.readings.values():
        for name in listed:
            yield from _missing(name, "rule or other entry", [*names, *(each for each, part in single.items() if part)])


def _addresses(file: Written) -> Iterator[Problem]:
    """Channels whose text does not name their address."""
    for channel in walk(file.draft, Channel):
        if channel.email and "{email}" not in channel.text:
            what, hint = "The text does not name the address.", "Write “{email}” where it belongs."
            yield Problem(channel.text.place(), what, hint)


def _clashes(file: Written) -> Iterator[Problem]:
    for name in (*file.derived, *file.groups):
        if name in file.facts:
            yield Problem(name.place(), f"“{name}” is the name of a fact already.", "Choose another.")


def _bad_ranges(file: Written) -> Iterator[Problem]:
    for fact in file.facts.values():
        least, most = fact.minimum, fact.maximum
        if least is not None and most is not None and least > most:
            yield Problem(least.place(), f"The minimum {least} is above the maximum {most}.")


def _bad_fields(file: Written) -> Iterator[Problem]:
    """Texts that would not fill in: only a term with a last day and a channel with an address have a field."""
    fields = {case.text.keys: "{date}" for case in walk(file.terms, Case) if case.through}
    fields |= {case.text.keys: "{price}" for term in file.terms.values() if term.price for case in term.cases}
    fields |= {text.keys: f"{{{name}}}" for fact in file.facts.values() for name, text in _counted(fact)}
    fields |= {channel.text.keys: "{email}" for channel in walk(file.draft, Channel) if channel.email}
    for text in walk(file, Text):
        if found := set(re.findall(r"\{[^{}]*\}?|\}", text)) - {fields.get(text.keys)}:
            hint = "In braces stand only {date}, in a term with “through” and in what is said of a date, {number}, in "
            hint += "what is said of a number, {price}, in a term that is a price, and {email}, in a channel with an "
            hint += "address."
            yield Problem(text.place(), f"“{min(found)}” stands for nothing.", hint)


def _counted(fact: Fact) -> list[tuple[Text, Text]]:
    """What is said about a number or a date, with the name of its field."""
    return [] if KINDS[fact.type].listed else list(fact.said.items())


def _bad_dates(file: Written) -> Iterator[Problem]:
    listed = [day for table in file.dates.values() for day in table.days.values() if day != UNKNOWN]
    compared: list[tuple[str, Written | Dates]] = [("The policy", file)]
    compared += [(f"“{name}”", table) for name, table in file.dates.items()]
    for day in (*listed, *(day for _, each in compared for day in (each.checked_on, each.check_again_by))):
        if parse_date(day) is None:
            yield Problem(day.place(), f"“{day}” is not a date.", "Write it as YYYY-MM-DD.")
    for what, each in compared:
        if each.check_again_by <= each.checked_on:
            yield Problem(each.check_again_by.place(), f"{what} is to be compared again before it was last compared.")


def _untraced(file: Written, clauses: Clauses) -> Iterator[Problem]:
    named = set(walk(file, Cited))
    hint = f"Cite it in {file.policy.source.path}, or list it there under “informative” with the reason."
    for name, clause in clauses[file.source_language].items():
        if name not in named:
            yield Problem(clause.place, f"No rule encodes the clause “{name}”.", hint)


def _missing(named: Text, kind: str, names: Iterable[str], name: str = "") -> Iterator[Problem]:
    """That there is no such `kind`, if so; `name`, where what is written says more than the name."""
    if (name or named) not in names:
        yield Problem(named.place(), f"There is no {kind} “{name or named}”.", allowed(name or named, names))
