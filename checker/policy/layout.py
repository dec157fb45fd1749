"""The decision tables and the comparison that a policy file asks for: names checked, tables made plain data."""

from collections.abc import Iterable, Iterator, Mapping

from checker.core.model.kinds import KINDS
from checker.core.model.layout import Columns, Comparison, Layout, Listed
from checker.policy import written
from checker.policy.placed import Text, said
from checker.policy.problems import Problem, allowed
from checker.policy.written import Written


def check_layout(file: Written) -> Iterator[Problem]:
    """Facts that do not exist or have no options, and answers that they do not have."""
    tables, options = file.tables, file.answers
    if tables is None:
        return
    for fact in (tables.rows, tables.each, *(columns.each for columns in tables.columns)):
        if fact is not None:
            yield from _missing(fact, options)
    for given in (tables.in_order, *(columns.given for columns in tables.columns)):
        for name, value in given.items():
            yield from _answer_problems(name, value, options)


def check_comparison(file: Written) -> Iterator[Problem]:
    """A subject that does not exist or has no options, and options and terms that do not exist."""
    compare = file.compare
    if compare is None:
        return
    options = {name: answers for name, answers in file.answers.items() if not KINDS[file.facts[name].type].many}
    yield from _missing(compare.subject, options)
    listed: tuple[tuple[str, Iterable[Text], Iterable[str]], ...] = (
        ("option", compare.unnamed, options.get(compare.subject, [])),
        ("term", (*compare.hours, *compare.response, *compare.languages, *compare.price), file.terms),
    )
    for kind, names, known in listed:
        for name in names:
            if name not in known:
                yield Problem(name.place(), f"There is no {kind} “{name}”.", allowed(name, known))


def make_layout(file: Written) -> Layout | None:
    """The tables as written, answers as the engine takes them."""
    tables = file.tables
    if tables is None:
        return None
    columns = tuple(Columns(str(each.each), _answers(file, each.given)) for each in tables.columns)
    return Layout(str(tables.rows), columns, said(tables.each), _answers(file, tables.in_order))


def make_comparison(compare: written.Compare | None) -> Comparison | None:
    """The comparison as written."""
    if compare is None:
        return None
    terms = (tuple(map(str, each)) for each in (compare.hours, compare.response, compare.languages, compare.price))
    return Comparison(str(compare.subject), tuple(map(str, compare.unnamed)), *terms)


def _answer_problems(name: Text, value: Text, options: Mapping[str, list[str]]) -> Iterator[Problem]:
    yield from _missing(name, options)
    if value not in options.get(name, [value]):
        yield Problem(value.place(), f"“{value}” is not an answer to “{name}”.", allowed(value, options[name]))


def _missing(fact: Text, options: Mapping[str, list[str]]) -> Iterator[Problem]:
    if fact not in options:
        yield Problem(fact.place(), f"There is no fact “{fact}” with options.", allowed(fact, options))


def _answers(file: Written, given: Mapping[Text, Text]) -> dict[str, Listed]:
    return {str(name): _answer(file.facts[name], value) for name, value in given.items()}


def _answer(fact: written.Fact, value: str) -> Listed:
    kind, options = KINDS[fact.type], list(map(str, fact.options))
    return kind.answers(options)[kind.written(options).index(value)]
