"""Clause by clause: what in the policy file rests on each, in words, with an example that the engine works out."""

from dataclasses import dataclass, replace
from typing import Any

from checker.core.model.words import Words
from checker.core.words.labels import effect_text
from checker.pages.conditions_in_words import Phrases
from checker.pages.worked import Example, Worked
from checker.policy.citations import Citation, citations


@dataclass(frozen=True)
class Basis:
    """What a clause is the basis of: `effect` in a word or two, more in `text`, and `when` in words.

    In `example` it comes to bear; None where there is nothing to show.
    """

    effect: str
    text: str = ""
    when: str = ""
    example: Example | None = None


class Evidence:
    """The bases of a policy in one language."""

    def __init__(self, worked: Worked, words: Words) -> None:
        self._worked, self._data, self._policy, self._words = worked, worked.source.data, worked.policy, words
        self._phrases = Phrases(self._policy, self._data.get("derived", {}), words)
        self._cited = list(citations(worked.source))

    def of(self, clause: str) -> list[Basis]:
        """Everything that rests on the clause, in the order of the file."""
        return [self._basis(each) for each in self._cited if each.clause == clause]

    def _basis(self, citation: Citation) -> Basis:
        kind, *keys = citation.keys
        makers = {
            "rules": self._rule,
            "offers": self._offer,
            "terms": self._term,
            "checklist": self._reminder,
            "desk": self._hours,
            "draft": self._in_draft,
            "informative": self._reason,
        }
        return replace(makers[str(kind)](keys), example=self._worked.example(citation))

    def _rule(self, keys: list[Any]) -> Basis:
        _, rule = self._words.gettext, self._policy.rule(keys[0])
        offer = [_(each.label) + ": " for each in self._policy.offers if each.id == rule.offer]
        effect = "".join(offer) + effect_text(rule.effect, self._words)
        said = [rule.action.text] if rule.action else [rule.remark]
        if keys[1] == "instead":
            effect, said = _("What to do instead"), [rule.instead[keys[2]].text]
        text = " ".join(_(each) for each in said)
        return Basis(effect, text, self._rule_condition(rule.id))

    def _rule_condition(self, name: str) -> str:
        _, when = self._words.gettext, self._phrases.condition(self._data["rules"][name]["when"])
        beaten = any(name in each.beats for each in self._policy.rules)
        return self._words.format(_("{when}, unless a more specific clause prevails"), when=when) if beaten else when

    def _offer(self, keys: list[Any]) -> Basis:
        _, offer = self._words.gettext, next(each for each in self._policy.offers if each.id == keys[0])
        effect = f"{_(offer.label)}: {effect_text('otherwise', self._words)}"
        return Basis(effect, "", _("no clause grants it"))

    def _term(self, keys: list[Any]) -> Basis:
        _, term = self._words.gettext, next(each for each in self._policy.terms if each.id == keys[0])
        written, case = self._data["terms"][term.id]["cases"][keys[2]], term.cases[keys[2]]
        text = self._words.format(_(case.text), date="…") if case.window else _(case.text)
        when = self._when(written) or (_("no earlier case applies") if keys[2] else "")
        return Basis(_(term.label), text, when)

    def _reminder(self, keys: list[Any]) -> Basis:
        effect = self._words.gettext("Have ready and keep in mind")
        return Basis(effect, "", self._when(self._data["checklist"][keys[0]]))

    def _hours(self, keys: list[Any]) -> Basis:
        _, desk = self._words.gettext, self._data["desk"]
        plan = self._policy.fact(desk["plan"])
        return Basis(_("Hours of the support desk"), "", f"{_(plan.label)}: {_(plan.options[keys[1]])}")

    def _in_draft(self, keys: list[Any]) -> Basis:
        written = self._data["draft"][keys[0]][keys[1]]
        if keys[0] == "blanks":
            _, text = self._words.gettext, written["text"]
            return Basis(_("To be given in a request"), _(text), self._when(written))
        return self._channel(written)

    def _channel(self, channel: dict[str, Any]) -> Basis:
        _ = self._words.gettext
        template, email = channel["text"], channel.get("email", "")
        text = self._words.format(_(template), email=email) if email else _(template)
        return Basis(_("Where to send it"), text, self._when(channel))

    def _reason(self, keys: list[Any]) -> Basis:
        _ = self._words.gettext
        reason = self._data["informative"][keys[0]]
        return Basis(_("No rule rests on this clause"), _(reason))

    def _when(self, data: dict[str, Any]) -> str:
        return self._phrases.condition(data["when"]) if "when" in data else ""
