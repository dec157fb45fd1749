"""A policy as data for others: what it asks, offers and states, its rules with conditions in words, and its clauses.

Texts are objects by language. `href` leads from the site's root to the clause. What `when` says is a clause of a
sentence; it is empty where there is no condition.
"""

from collections.abc import Mapping
from typing import Any

from checker.core.model.policy import Case, Fact, Instead, Policy, Rule
from checker.core.model.words import Words
from checker.pages.conditions_in_words import Phrases
from checker.pages.worked import Worked

Said = dict[str, str]
"""A text by language."""


def policy_document(worked: Worked, words: Mapping[str, Words]) -> dict[str, Any]:
    """The policy as plain data, with its texts in the languages of `words`."""
    return _Document(worked, words).whole()


class _Document:
    def __init__(self, worked: Worked, words: Mapping[str, Words]) -> None:
        self._file, self._policy, self._words = worked.file, worked.policy, words
        self._phrases = {language: Phrases(self._policy, worked.file, each) for language, each in words.items()}

    def whole(self) -> dict[str, Any]:
        policy: Policy = self._policy
        return {
            "policy": policy.id,
            "version": policy.version,
            "title": self._said(policy.title),
            "vendor": policy.vendor,
            "authority": self._said(policy.authority),
            "source_language": policy.source_language,
            "checked_on": policy.checked_on,
            "check_again_by": policy.check_again_by,
            "draft": self._file.status == "draft",
            "facts": [self._fact(each) for each in policy.facts],
            "offers": [{"id": e.id, "label": self._said(e.label), "otherwise": e.otherwise} for e in policy.offers],
            "terms": [self._term(number) for number in range(len(policy.terms))],
            "rules": [self._rule(each) for each in policy.rules],
            "checklist": [{"clause": str(each.clause), "when": self._when(each.when)} for each in self._file.checklist],
            "clauses": self._clauses(),
        }

    def _fact(self, fact: Fact) -> dict[str, Any]:
        return {
            "id": fact.id,
            "type": fact.type,
            "question": self._said(fact.question),
            "label": self._said(fact.label),
            "why": self._said(fact.why),
            "hint": self._said(fact.hint),
            "find_out": self._said(fact.find_out),
            "when": self._when(self._file.facts[fact.id].asked_when),
            "options": [{"id": name, "label": self._said(label)} for name, label in fact.options.items()],
            "minimum": fact.minimum,
            "maximum": fact.maximum,
            "latest": "today" if fact.max_today else None,
        }

    def _term(self, number: int) -> dict[str, Any]:
        term = self._policy.terms[number]
        written = self._file.terms[term.id].cases
        cases = [
            self._case(case, self._when(each.when), bool(at))
            for at, (case, each) in enumerate(zip(term.cases, written, strict=True))
        ]
        return {"id": term.id, "label": self._said(term.label), "values": cases}

    def _case(self, case: Case, when: Said, later: bool) -> dict[str, Any]:
        window = case.window
        through = {"fact": case.start, "amount": window.amount, "unit": window.unit} if window else None
        text = {name: said.format(date="…") if window else said for name, said in self._said(case.text).items()}
        return {
            "clause": case.clause,
            "value": case.value,
            "through": through,
            "text": text,
            "when": when,
            "otherwise": later,
        }

    def _rule(self, rule: Rule) -> dict[str, Any]:
        action = rule.action
        done = {"id": action.id, "clause": action.clause, "text": self._said(action.text)} if action else None
        return {
            "id": rule.id,
            "effect": rule.effect,
            "offer": rule.offer or None,
            "clauses": list(rule.clauses),
            "beats": list(rule.beats),
            "when": self._when(self._file.rules[rule.id].when),
            "action": done,
            "instead": [self._instead(each) for each in rule.instead],
            "remark": self._said(rule.remark),
        }

    def _instead(self, way: Instead) -> dict[str, Any]:
        return {"id": way.id, "clause": way.clause, "text": self._said(way.text), "for": self._said(way.whom)}

    def _clauses(self) -> list[dict[str, Any]]:
        stated = {language: each.clauses[self._policy.id] for language, each in self._words.items()}
        return [
            {
                "id": name,
                "text": {language: found[name].text for language, found in stated.items()},
                "href": {language: found[name].href for language, found in stated.items()},
            }
            for name in stated[self._policy.source_language]
        ]

    def _said(self, text: str) -> Said:
        return {language: words.gettext(text) for language, words in self._words.items()}

    def _when(self, condition: str | None) -> Said:
        said = condition or ""
        return {language: each.condition(said) if said else "" for language, each in self._phrases.items()}
