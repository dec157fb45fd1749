"""The conditions of a policy file as decision diagrams, and the names in them that depend on each other.

Derived facts, the values of offers, and rules that beat rules are resolved when they are first needed; a name that
needs itself is a circle, and reported.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from checker.core.model.diagram import Diagram, Space
from checker.core.model.policy import NOT_OFFERED, OFFER_EFFECTS, OFFERED, UNCLEAR, Fact
from checker.core.model.truth import Truth, both, either, negate
from checker.policy.conditions import Conditions, Mistake
from checker.policy.grammar import FORMS, Condition, ConditionError, OfFact, Offered, parse, parts
from checker.policy.problems import Problem, allowed
from checker.policy.source import Keys, Source


class Resolver:
    """Diagrams for one policy file, over `facts` (which grow while they are made); mistakes go to `problems`."""

    def __init__(self, source: Source, space: Space) -> None:
        self.problems: list[Problem] = []
        self.facts: list[Fact] = []
        self._source = source
        self._space = space
        self._conditions = dict(self._parsed())
        self._resolved: dict[tuple[str, str], Diagram] = {}
        self._resolving: list[tuple[str, str]] = []

    def conditions(self) -> Iterable[Condition]:
        """All conditions of the policy, as trees."""
        return self._conditions.values()

    def condition(self, *keys: str | int) -> Diagram:
        """Where the condition at `keys` of the file holds (everywhere, if there is none)."""
        return self._noting(keys, lambda: self._condition(keys))

    def asked(self, fact: str) -> Diagram:
        """Where the fact is asked; it can depend only on the facts made so far."""
        keys: Keys = ("facts", fact, "asked when")
        later = set(self._source.data["facts"]) - {each.id for each in self.facts}
        for part in parts(self._conditions[keys]) if keys in self._conditions else []:
            if isinstance(part, OfFact | Offered) and (names := self._mentioned(part, ()) & later):
                what = f"Circle: “{fact}” is asked before “{min(names)}” is, and so cannot depend on it."
                hint = "Let the order of the facts follow what they depend on."
                self._problem(keys, Mistake(what, hint, part.column))
                return False
        return self.condition(*keys)

    def check_derived(self) -> None:
        """Note the mistakes in derived facts, also in those that nothing uses."""
        for keys in self._conditions:
            if keys[0] == "derived":
                self._derived(str(keys[1]), 0)

    def rule(self, name: str) -> Diagram:
        """Where the rule is in force: its condition holds, and no rule that beats it is in force."""
        return self._noting(("rules", name, "when"), lambda: self._rule(name))

    def offer(self, name: str) -> Diagram:
        """What the rules say of the offer."""
        return self._noting(("offers", name), lambda: self._offer(name, 0))

    def any(self, effect: str) -> Diagram:
        """Where at least one rule of this effect is in force."""
        found: Diagram = False
        for name, rule in self._source.data["rules"].items():
            if rule["effect"] == effect:
                found = self._space.combine(either, found, self._rule(name))
        return found

    def _mentioned(self, part: Condition, seen: tuple[str, ...]) -> set[str]:
        """The facts that a part of a condition depends on, by way of derived facts and offers too."""
        if isinstance(part, Offered):
            return set(self._source.data["facts"])
        if not isinstance(part, OfFact):
            return set()
        inner = self._conditions.get(("derived", part.fact))
        if inner is None or part.fact in seen:
            return {part.fact}
        return {name for each in parts(inner) for name in self._mentioned(each, (*seen, part.fact))}

    def _condition(self, keys: Keys) -> Diagram:
        if keys not in self._conditions:
            return True
        return Conditions(self._space, self.facts, self._derived, self._offer).diagram(self._conditions[keys])

    def _derived(self, name: str, column: int) -> Diagram | None:
        if ("derived", name) not in self._conditions:
            return None
        return self._resolve("derived", name, lambda: self.condition("derived", name), column)

    def _offer(self, name: str, column: int) -> Diagram:
        offers = self._source.data["offers"]
        if name not in offers:
            raise Mistake(f"There is no offer “{name}”.", allowed(name, offers), column)
        return self._resolve("offer", name, lambda: self._offer_value(name), column)

    def _offer_value(self, offer: str) -> Diagram:
        return self._space.combine(_offer_value, *(self.any(f"{effect} {offer}") for effect in OFFER_EFFECTS))

    def _rule(self, name: str) -> Diagram:
        return self._resolve("rule", name, lambda: self._rule_unless_beaten(name))

    def _rule_unless_beaten(self, rule: str) -> Diagram:
        active = self._condition(("rules", rule, "when"))
        for name, other in self._source.data["rules"].items():
            if rule in other.get("beats", []):
                active = self._space.combine(both, active, self._space.combine(negate, self._rule(name)))
        return active

    def _resolve(self, kind: str, name: str, make: Callable[[], Diagram], column: int = 0) -> Diagram:
        key = (kind, name)
        if key in self._resolving:
            circle = [each for _, each in self._resolving[self._resolving.index(key) :]] + [name]
            raise Mistake(f"Circle: {' → '.join(circle)}.", "One of them must not depend on the next.", column)
        if key not in self._resolved:
            self._resolving.append(key)
            try:
                self._resolved[key] = make()
            finally:
                self._resolving.pop()
        return self._resolved[key]

    def _noting(self, keys: Keys, make: Callable[[], Diagram]) -> Diagram:
        """What `make` gives; a mistake in it is noted, and counts as False."""
        try:
            return make()
        except Mistake as mistake:
            self._problem(keys, mistake)
            return False

    def _parsed(self) -> Iterator[tuple[Keys, Condition]]:
        for keys, text in _condition_texts(self._source.data):
            try:
                yield keys, parse(str(text))
            except ConditionError as error:
                self._problem(keys, Mistake(str(error), FORMS, error.column))

    def _problem(self, keys: Keys, mistake: Mistake) -> None:
        place = self._source.place(*keys, offset=mistake.column)
        self.problems.append(Problem(place, str(mistake), mistake.hint))


def _condition_texts(data: dict[str, Any]) -> Iterator[tuple[Keys, str]]:
    for name, fact in data["facts"].items():
        if "asked when" in fact:
            yield ("facts", name, "asked when"), fact["asked when"]
        for answer, remedy in fact.get("can become", {}).items():
            if "when" in remedy:
                yield ("facts", name, "can become", answer, "when"), remedy["when"]
    for name, text in data.get("derived", {}).items():
        yield ("derived", name), text
    for name, rule in data["rules"].items():
        yield ("rules", name, "when"), rule["when"]
        for index, advice in enumerate(rule.get("instead", [])):
            if "when" in advice:
                yield ("rules", name, "instead", index, "when"), advice["when"]
    for name, term in data.get("terms", {}).items():
        for index, case in enumerate(term["cases"]):
            if "when" in case:
                yield ("terms", name, "cases", index, "when"), case["when"]
    for index, item in enumerate(data.get("checklist", [])):
        if "when" in item:
            yield ("checklist", index, "when"), item["when"]
    for part in ("channels", "blanks"):
        for index, each in enumerate(data.get("draft", {}).get(part, [])):
            if "when" in each:
                yield ("draft", part, index, "when"), each["when"]


def _offer_value(granted: Truth, denied: Truth, doubted: Truth) -> str | None:
    """Unclear where the text leaves it open or contradicts itself; otherwise what it says; silence is no."""
    conflict = either(doubted, both(granted, denied))
    if conflict:
        return UNCLEAR
    if conflict is None or granted is None:
        return None
    return OFFERED if granted else NOT_OFFERED
