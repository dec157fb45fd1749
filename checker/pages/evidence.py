"""Clause by clause: what in the policy file rests on each, in words, with an example that the engine works out."""

from dataclasses import dataclass, replace

from checker.core.model.words import Words
from checker.core.words.desk_view import due_text
from checker.core.words.labels import effect_text, heading, option_text
from checker.core.words.price import case_text
from checker.core.words.said import clause_of
from checker.core.words.verdict_document import stated
from checker.pages.conditions_in_words import Phrases
from checker.pages.worked import Example, Worked
from checker.policy.citations import Citation, citations
from checker.policy.source import Keys


@dataclass(frozen=True)
class Basis:
    """What a clause is the basis of: `effect` in a word or two, more in `text`, and `when` it is, as a sentence.

    In `example` it comes to bear, with that `outcome`; None where there is nothing to show.
    """

    effect: str
    text: str = ""
    when: str = ""
    example: Example | None = None
    outcome: str = ""


class Evidence:
    """The bases of a policy in one language."""

    def __init__(self, worked: Worked, words: Words) -> None:
        self._worked, self._file, self._policy, self._words = worked, worked.file, worked.policy, words
        self._phrases = Phrases(self._policy, self._file, words)
        self._cited = list(citations(worked.file))

    def of(self, clause: str) -> list[Basis]:
        """Everything that rests on the clause, in the order of the file."""
        return [self._basis(each) for each in self._cited if each.clause == clause]

    def _basis(self, citation: Citation) -> Basis:
        makers = {
            "facts": self._defined,
            "rules": self._rule,
            "offers": self._offer,
            "terms": self._term,
            "checklist": self._reminder,
            "desk": self._hours,
            "draft": self._in_draft,
            "informative": self._reason,
        }
        basis, example = makers[str(citation.keys[0])](citation.keys), self._worked.example(citation)
        return replace(basis, example=example, outcome=self._outcome(citation, basis, example)) if example else basis

    def _outcome(self, citation: Citation, basis: Basis, example: Example) -> str:
        """What this clause does in the example, be it to the status or not."""
        kind, name, *_rest = citation.keys
        rule = self._policy.rule(str(name)) if kind == "rules" else None
        if kind == "offers" or (rule and rule.offer):
            return basis.effect
        if kind == "terms":
            (said,) = (
                stated(example.verdict, each, self._words) for each in example.verdict.terms if each.term.id == name
            )
            return f"{basis.effect}: {said}"
        if rule and rule.effect != "note":
            return heading(example.verdict.status, self._words)
        return self._words.gettext("the verdict says so")

    def _defined(self, keys: Keys) -> Basis:
        _, fact = self._words.gettext, self._policy.fact(str(keys[1]))
        template = _("It defines the answer “{answer}” to the question “{question}”.")
        answer = option_text(fact.options, str(keys[3]), self._words)
        text = self._words.format(template, answer=answer, question=_(fact.label))
        return Basis(_("What an answer means"), text)

    def _rule(self, keys: Keys) -> Basis:
        _, rule = self._words.gettext, self._policy.rule(str(keys[1]))
        offer = [_(each.label) + ": " for each in self._policy.offers if each.id == rule.offer]
        effect = "".join(offer) + effect_text(rule.effect, self._words)
        said = [rule.action.text] if rule.action else [rule.remark]
        if keys[2] == "instead":
            effect, said = _("What to do instead"), [rule.instead[int(keys[3])].text]
        text = " ".join(_(each) for each in said)
        return Basis(effect, text, self._rule_condition(rule.id))

    def _rule_condition(self, name: str) -> str:
        beaten = any(name in each.beats for each in self._policy.rules)
        return self._when(self._file.rules[name].when, beaten)

    def _offer(self, keys: Keys) -> Basis:
        _, offer = self._words.gettext, next(each for each in self._policy.offers if each.id == keys[1])
        effect = f"{_(offer.label)}: {effect_text('otherwise', self._words)}"
        return Basis(effect, "", _("This applies if no clause grants it."))

    def _term(self, keys: Keys) -> Basis:
        _, term = self._words.gettext, self._file.terms[str(keys[1])]
        at = term.position(keys)
        case, compiled = term.cases[at], next(each for each in self._policy.terms if each.id == keys[1])
        said = case_text(compiled, compiled.cases[at], self._words)
        text = self._words.format(said, date="…") if case.through else said
        if case.due and "due" in keys:
            text = due_text(case.due.time, self._words)
        when = self._when(case.when) or (_("This applies if nothing before it does.") if at else "")
        return Basis(_(term.label), text, when)

    def _reminder(self, keys: Keys) -> Basis:
        effect = self._words.gettext("Have ready and keep in mind")
        return Basis(effect, "", self._when(self._file.checklist[int(keys[1])].when))

    def _hours(self, keys: Keys) -> Basis:
        _, desk = self._words.gettext, self._policy.desk
        assert desk is not None
        plan, written = str(keys[2]), self._file.desk
        assert written is not None
        exceptions = written.hours[plan].exceptions
        if keys[3] == "except":
            when = self._when(f"{desk.plan} == {plan} and ({exceptions[int(keys[4])].when})")
        else:
            when = self._if(clause_of(self._policy.fact(desk.plan), plan, self._words), bool(exceptions))
        return Basis(_("Hours of the support desk"), "", when)

    def _in_draft(self, keys: Keys) -> Basis:
        _, draft = self._words.gettext, self._file.draft
        assert draft is not None
        if keys[1] == "blanks":
            blank = draft.blanks[int(keys[2])]
            return Basis(_("What to give in a request"), _(blank.text), self._when(blank.when))
        channel = draft.channels[int(keys[2])]
        text = self._words.format(_(channel.text), email=channel.email) if channel.email else _(channel.text)
        return Basis(_("Where to send it"), text, self._when(channel.when))

    def _reason(self, keys: Keys) -> Basis:
        _ = self._words.gettext
        return Basis(_("No rule rests on this clause"), _(self._file.informative[str(keys[1])]))

    def _when(self, when: str | None, beaten: bool = False) -> str:
        if when is None:
            return ""
        return self._if(self._phrases.condition(when), beaten)

    def _if(self, condition: str, beaten: bool = False) -> str:
        _ = self._words.gettext
        if not condition:
            return _("This applies unless a more specific clause does.") if beaten else _("This always applies.")
        template = _("This applies if {condition}, unless a more specific clause does.") if beaten else ""
        return self._words.format(template or _("This applies if {condition}."), condition=condition)
