"""Conditions in words: the tree of a condition as a clause of a sentence, such as “you are a Silver partner or higher”.

What is denied is denied at the single comparisons: of “not (A or B)”, readers see that neither is so.
"""

from collections.abc import Iterator
from typing import Literal

from checker.core.model.calendar import parse_date
from checker.core.model.kinds import HAS, HAS_NONE, KINDS, NONE
from checker.core.model.policy import Fact, Policy
from checker.core.model.words import Words
from checker.core.words.labels import answer_text
from checker.core.words.said import clause_of, listed
from checker.policy.grammar import (
    Always,
    Asked,
    Both,
    Comparison,
    Condition,
    DateComparison,
    Either,
    InSet,
    ListedDay,
    Name,
    Not,
    Offered,
    TodayComparison,
    parse,
)
from checker.policy.spelt_out import spelt_out
from checker.policy.written import Written

Connective = Literal["all", "any"]
Stated = tuple[Condition, bool]
"""A condition without names and negation, and whether it is said to be true."""


class Phrases:
    """Says the conditions of one policy in one language; its `file` has its named conditions, sets and dates."""

    def __init__(self, policy: Policy, file: Written, words: Words) -> None:
        self._policy, self._file, self._words = policy, file, words
        self._derived = {str(name): parse(str(text)) for name, text in file.derived.items()}
        self._always_asked = {fact.id for fact in policy.facts if fact.asked is True}
        self._offers = {offer.id: offer.label for offer in policy.offers}

    def condition(self, text: str) -> str:
        """The condition that is written so in a policy file; empty if it is always true."""
        condition = parse(text)
        return "" if isinstance(condition, Always) else self._say(self._stated(condition, holds=True), alone=True)

    def _stated(self, condition: Condition, holds: bool) -> Stated:
        match condition:
            case Not(operand):
                return self._stated(operand, not holds)
            case Name(name) if name in self._derived:
                return self._stated(self._derived[name], holds)
            case InSet():
                return spelt_out(condition, self._file), holds
        return condition, holds

    def _connective(self, stated: Stated) -> Connective | None:
        match stated:
            case (Both(), True) | (Either(), False):
                return "all"
            case (Either(), True) | (Both(), False):
                return "any"
        return None

    def _flat(self, stated: Stated, connective: Connective) -> Iterator[Stated]:
        """What it joins by that connective, at any depth."""
        condition, holds = stated
        if isinstance(condition, Both | Either) and self._connective(stated) == connective:
            for each in condition.operands:
                yield from self._flat(self._stated(each, holds), connective)
        else:
            yield stated

    def _say(self, stated: Stated, alone: bool = False) -> str:
        """Alone, alternatives are joined by “or”; within a sentence they are listed."""
        connective = self._connective(stated)
        if connective is None:
            return self._single(*stated)
        parts = sorted(self._flat(stated, connective), key=lambda part: self._connective(part) is not None)
        said = [self._say(part) for part in parts]
        if connective == "all":
            return listed(said, self._words)
        if alone and not any(map(self._connective, parts)):
            return self._either(said)
        return self._words.format(self._words.gettext("one of these applies: {listed}"), listed="; ".join(said))

    def _single(self, condition: Condition, holds: bool) -> str:
        match condition:
            case Offered(offer):
                return self._offered(offer, holds)
            case Asked(name):
                return self._asked(self._policy.fact(name), holds)
            case ListedDay():
                return self._denied(self._listed_day(condition), holds)
            case Name(name):
                return self._answered(self._policy.fact(name), ["yes"], holds)
            case Comparison(name, operator, values) if operator in (HAS, HAS_NONE):
                return self._having(self._policy.fact(name), values, holds)
            case Comparison(name) if KINDS[self._policy.fact(name).type].days:
                label, (day,) = self._label(self._policy.fact(name)), condition.values
                template = self._words.gettext("{label} is {day}")
                said = self._words.format(template, label=label, day=self._day(condition.operator, day))
                return self._denied(said, holds)
            case TodayComparison(operator, day):
                template = self._words.gettext("today is {day}")
                return self._denied(self._words.format(template, day=self._day(operator, day)), holds)
            case Comparison(name) if not KINDS[self._policy.fact(name).type].listed:
                return self._denied(self._number(condition), holds)
            case Comparison(name, "!=", values):
                return self._answered(self._policy.fact(name), values, not holds)
            case Comparison(name, "==" | "in", values):
                return self._answered(self._policy.fact(name), values, holds)
            case Comparison(name, operator, (value,)):
                return self._denied(self._level(self._policy.fact(name), operator, value), holds)
            case DateComparison():
                return self._denied(self._date(condition), holds)
        raise AssertionError(condition)

    def _offered(self, offer: str, holds: bool) -> str:
        _ = self._words.gettext
        template = _("{offer} is offered") if holds else _("{offer} is not offered")
        return self._words.format(template, offer=self._words.quoted(_(self._offers[offer])))

    def _asked(self, fact: Fact, holds: bool) -> str:
        _ = self._words.gettext
        template = (
            _("the checker asks the question {label}") if holds else _("the checker does not ask the question {label}")
        )
        return self._words.format(template, label=self._label(fact))

    def _answered(self, fact: Fact, values: list[str] | tuple[str, ...], holds: bool) -> str:
        """One answer in its own clause, where the policy file has one; others by the question's label."""
        kind, _ = KINDS[fact.type], self._words.gettext
        answers = list(map(kind.read, values))
        if not holds and kind.alone and fact.id in self._always_asked:
            answers, holds = [not answers[0]], True
        clause = clause_of(fact, answers[0], self._words) if len(answers) == 1 and holds else ""
        if clause:
            return clause
        template = _("you answer {label} with {answers}") if holds else _("you do not answer {label} with {answers}")
        said = self._either([self._words.quoted(answer_text(fact, each, self._words)) for each in answers])
        return self._words.format(template, label=self._label(fact), answers=said)

    def _having(self, fact: Fact, options: tuple[str, ...], holds: bool) -> str:
        """One option, or none of them, in its own clause, where the policy file has one; others by the label."""
        _ = self._words.gettext
        if not options:
            return self._denied(self._answered(fact, [NONE], holds=True), holds)
        if len(options) == 1 and (holds or fact.id in self._always_asked):
            clause = clause_of(self._policy.fact(f"{fact.id}.{options[0]}"), holds, self._words)
            if clause:
                return clause
        template = _("your answer to {label} does not include {options}")
        if holds:
            template = _("your answer to {label} includes {options}")
        said = self._either([self._words.quoted(_(fact.options[each])) for each in options])
        return self._words.format(template, label=self._label(fact), options=said)

    def _level(self, fact: Fact, operator: str, value: str) -> str:
        """From a level up in its own clause; what is below or above it by all the answers that are meant."""
        options = list(fact.options)
        at = options.index(value)
        meant = {">=": options[at:], ">": options[at + 1 :], "<=": options[: at + 1], "<": options[:at]}[operator]
        clause = clause_of(fact, meant[0], self._words) if operator in (">=", ">") and len(meant) > 1 else ""
        if clause:
            return self._words.format(self._words.gettext("{clause} or higher"), clause=clause)
        return self._answered(fact, meant, holds=True)

    def _number(self, comparison: Comparison) -> str:
        fact, (value,) = self._policy.fact(comparison.fact), comparison.values
        said = self._words.format(
            self._operators()[comparison.operator], value=answer_text(fact, KINDS[fact.type].read(value), self._words)
        )
        return self._words.format(self._words.gettext("{label} is {value}"), label=self._label(fact), value=said)

    def _operators(self) -> dict[str, str]:
        _ = self._words.gettext
        return {
            "==": "{value}",
            "!=": _("other than {value}"),
            ">=": _("at least {value}"),
            "<=": _("at most {value}"),
            ">": _("more than {value}"),
            "<": _("less than {value}"),
        }

    def _listed_day(self, condition: ListedDay) -> str:
        """With the whole table, its source, and when the two were compared."""
        _, table, fact = self._words.gettext, self._file.dates[condition.table], self._policy.fact(condition.fact)
        answers = {answer_text(fact, option, self._words): table.days[option] for option in fact.options}
        line = _("{answer}: {day}")
        days = [self._words.format(line, answer=each, day=self._known(day)) for each, day in answers.items()]
        templates = {
            "<=": _("the {table} date for {label} has not passed ({days}; {source})"),
            ">": _("the {table} date for {label} has passed ({days}; {source})"),
        }
        compared = _("source: {source}, last compared on {checked}")
        return self._words.format(
            templates[condition.operator],
            table=self._words.quoted(_(table.label)),
            label=self._label(fact),
            days="; ".join(days),
            source=self._words.format(compared, source=_(table.source), checked=self._known(table.checked_on)),
        )

    def _known(self, text: str) -> str:
        day = parse_date(text)
        return self._words.date(day) if day else self._words.gettext("not known")

    def _day(self, operator: str, text: str) -> str:
        _, day = self._words.gettext, parse_date(text)
        assert day is not None
        template = {
            "<": _("before {day}"),
            "<=": _("{day} or earlier"),
            ">": _("after {day}"),
            ">=": _("{day} or later"),
        }
        return self._words.format(template[operator], day=self._words.date(day))

    def _date(self, comparison: DateComparison) -> str:
        templates = self._lasting(comparison.amount) if comparison.first_counts else self._passed(comparison.amount)
        template, label = self._words.gettext("{label} was {time}"), self._label(self._policy.fact(comparison.fact))
        time = self._words.format(
            templates[comparison.operator, comparison.unit], count=self._words.number(comparison.amount)
        )
        return self._words.format(template, label=label, time=time)

    def _passed(self, amount: int) -> dict[tuple[str, str], str]:
        ngettext = self._words.ngettext
        return {
            ("<=", "days"): ngettext("at most {count} day ago", "at most {count} days ago", amount),
            (">", "days"): ngettext("more than {count} day ago", "more than {count} days ago", amount),
            ("<=", "months"): ngettext("at most {count} month ago", "at most {count} months ago", amount),
            (">", "months"): ngettext("more than {count} month ago", "more than {count} months ago", amount),
        }

    def _lasting(self, amount: int) -> dict[tuple[str, str], str]:
        """Of a time whose first day counts: on its anniversary it is over."""
        ngettext = self._words.ngettext
        return {
            ("<=", "days"): ngettext("less than {count} day ago", "less than {count} days ago", amount),
            (">", "days"): ngettext("at least {count} day ago", "at least {count} days ago", amount),
            ("<=", "months"): ngettext("less than {count} month ago", "less than {count} months ago", amount),
            (">", "months"): ngettext("at least {count} month ago", "at least {count} months ago", amount),
        }

    def _denied(self, said: str, holds: bool) -> str:
        if holds:
            return said
        return self._words.format(self._words.gettext("it is not the case that {clause}"), clause=said)

    def _either(self, said: list[str]) -> str:
        if len(said) == 1:
            return said[0]
        template = self._words.gettext("{first} or {second}")
        return self._words.format(template, first=", ".join(said[:-1]), second=said[-1])

    def _label(self, fact: Fact) -> str:
        return self._words.quoted(self._words.gettext(fact.label))
