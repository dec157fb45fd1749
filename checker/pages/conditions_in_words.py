"""Conditions in words: the tree of a condition, as a reader of the site would say it."""

from collections.abc import Iterable, Mapping

from checker.core.model.kinds import KINDS
from checker.core.model.policy import OFFERED, Fact, Policy
from checker.core.model.words import Words
from checker.core.words.labels import answer_text, offer_text
from checker.policy.grammar import (
    Always,
    Both,
    Comparison,
    Condition,
    DateComparison,
    Either,
    Name,
    Not,
    Offered,
    parse,
)


class Phrases:
    """Says the conditions of one policy in one language; `derived` are its named conditions as they are written."""

    def __init__(self, policy: Policy, derived: Mapping[str, str], words: Words) -> None:
        self._policy, self._words = policy, words
        self._derived = {name: parse(text) for name, text in derived.items()}
        self._always_asked = {fact.id for fact in policy.facts if fact.asked is True}
        self._offers = {offer.id: offer.label for offer in policy.offers}

    def condition(self, text: str) -> str:
        """The condition that is written so in a policy file."""
        return self._say(parse(text))

    def _say(self, condition: Condition) -> str:
        _ = self._words.gettext
        match condition:
            case Always():
                return _("in every case")
            case Not(operand):
                return self._negated(operand)
            case Both(operands):
                return self._joined(_("{first} and {second}"), operands, Either)
            case Either(operands):
                return self._joined(_("{first} or {second}"), operands, Both)
            case Offered(offer):
                return f"{_(self._offers[offer])}: {offer_text(OFFERED, self._words)}"
            case Name(name):
                return self._say(self._derived[name]) if name in self._derived else self._fact(name, _("Yes"))
            case DateComparison():
                return self._date_comparison(condition)
            case Comparison():
                return self._comparison(condition)

    def _negated(self, operand: Condition) -> str:
        """A yes/no fact that is always asked is answered with no; everything else is bracketed."""
        _ = self._words.gettext
        if isinstance(operand, Name) and operand.fact in self._always_asked:
            return self._fact(operand.fact, _("No"))
        return self._words.format(_("not ({condition})"), condition=self._say(operand))

    def _joined(self, template: str, operands: Iterable[Condition], bracketed: type) -> str:
        """The operands, one after the other; those of the other connective in brackets."""
        said = [
            f"({self._say(each)})" if isinstance(self._plain(each), bracketed) else self._say(each) for each in operands
        ]
        text = said[0]
        for each in said[1:]:
            text = self._words.format(template, first=text, second=each)
        return text

    def _plain(self, condition: Condition) -> Condition:
        """What a derived name means."""
        while isinstance(condition, Name) and condition.fact in self._derived:
            condition = self._derived[condition.fact]
        return condition

    def _comparison(self, comparison: Comparison) -> str:
        fact = self._policy.fact(comparison.fact)
        said = [self._answer(fact, text) for text in comparison.values]
        if comparison.operator == "in":
            return self._fact(fact.id, self._listed(said))
        template = self._operators()[comparison.operator]
        return self._fact(fact.id, self._words.format(template, value=said[0]))

    def _answer(self, fact: Fact, text: str) -> str:
        """An answer as conditions write it, in words; options in quotation marks."""
        if fact.options:
            return self._words.quoted(answer_text(fact, text, self._words))
        return answer_text(fact, KINDS[fact.type].read(text), self._words)

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

    def _listed(self, said: list[str]) -> str:
        if len(said) == 1:
            return said[0]
        template = self._words.gettext("{first} or {second}")
        return self._words.format(template, first=", ".join(said[:-1]), second=said[-1])

    def _date_comparison(self, comparison: DateComparison) -> str:
        ngettext, amount = self._words.ngettext, comparison.amount
        templates = {
            ("<=", "days"): ngettext("at most {count} day ago", "at most {count} days ago", amount),
            (">", "days"): ngettext("more than {count} day ago", "more than {count} days ago", amount),
            ("<=", "months"): ngettext("at most {count} month ago", "at most {count} months ago", amount),
            (">", "months"): ngettext("more than {count} month ago", "more than {count} months ago", amount),
        }
        template, count = templates[comparison.operator, comparison.unit], self._words.number(amount)
        return self._fact(comparison.fact, self._words.format(template, count=count))

    def _fact(self, name: str, said: str) -> str:
        return f"{self._words.gettext(self._policy.fact(name).label)}: {said}"
