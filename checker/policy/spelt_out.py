"""Conditions without the names of lists in the file: sets of options, and tables of days."""

from collections.abc import Iterator

from checker.core.model.kinds import KINDS
from checker.policy.conditions import Mistake
from checker.policy.grammar import Both, Comparison, Condition, Either, InSet, ListedDay, Not, TodayComparison
from checker.policy.placed import Text
from checker.policy.problems import Problem, allowed
from checker.policy.written import UNKNOWN, Written


def spelt_out(condition: Condition, file: Written) -> Condition:
    """The same condition, in comparisons with options and days that it names itself. Raises Mistake."""
    match condition:
        case Not(operand):
            return Not(spelt_out(operand, file))
        case Both(operands):
            return Both(tuple(spelt_out(each, file) for each in operands))
        case Either(operands):
            return Either(tuple(spelt_out(each, file) for each in operands))
        case InSet():
            return _in_set(condition, file)
        case ListedDay():
            return _listed_day(condition, file)
    return condition


def check_lists(file: Written) -> Iterator[Problem]:
    """Options in sets and tables that no fact has."""
    options = sorted({str(option) for fact in file.facts.values() for option in fact.options})
    listed = [option for members in file.sets.values() for option in members]
    for option in (*listed, *(option for table in file.dates.values() for option in table.days)):
        if option not in options:
            yield Problem(option.place(), f"“{option}” is not an option of any fact.", allowed(option, options))


def _in_set(condition: InSet, file: Written) -> Condition:
    if condition.name not in file.sets:
        what, hint = f"There is no set “{condition.name}”.", allowed(condition.name, file.sets)
        raise Mistake(what, hint, condition.column)
    members = tuple(map(str, file.sets[condition.name]))
    return Comparison(condition.fact, "in", members, condition.column)


def _listed_day(condition: ListedDay, file: Written) -> Condition:
    """Either of: the answer is an option, and today compares so with the day listed for it.

    An option whose day is not known makes it false, as one that is not asked does.
    """
    table, fact = _table(condition, file), condition.fact
    found = [
        Both((Comparison(fact, "==", (str(option),), condition.column), _today(condition, day)))
        for option, day in table.items()
        if day != UNKNOWN and option in file.facts[Text(fact)].options
    ]
    if not found:
        what = f"“{condition.table}” knows no day for any option of “{fact}”."
        raise Mistake(what, "Leave the condition out.", condition.column)
    return Either(tuple(found)) if len(found) > 1 else found[0]


def _table(condition: ListedDay, file: Written) -> dict[Text, Text]:
    """The days by option. Every option of the fact must be there, so that none is forgotten."""
    name, fact = condition.table, condition.fact
    if name not in file.dates:
        raise Mistake(f"There is no table of dates “{name}”.", allowed(name, file.dates), condition.column)
    listed = [each for each, found in file.facts.items() if found.options and KINDS[found.type].listed]
    if fact not in listed:
        raise Mistake(f"There is no fact “{fact}” with options.", allowed(fact, listed), condition.column)
    days = dict(file.dates[name].days.items())
    for option in file.facts[Text(fact)].options:
        if option not in days:
            what = f"“{name}” says nothing of “{option}”, an option of “{fact}”."
            raise Mistake(what, f"Write a day for it under dates / {name}, or “{UNKNOWN}”.", condition.column)
    return days


def _today(condition: ListedDay, day: Text) -> Condition:
    return TodayComparison(condition.operator, str(day), condition.column)
