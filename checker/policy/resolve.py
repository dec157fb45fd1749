"""The conditions of a policy file as decision diagrams, and the names in them that depend on each other.

Derived facts, the values of offers, and rules that beat rules are resolved when they are first needed; a name that
needs itself is a circle, and reported.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from checker.core.model.diagram import Diagram, Space
from checker.core.model.kinds import KINDS
from checker.core.model.policy import NOT_OFFERED, OFFER_EFFECTS, OFFERED, UNCLEAR, Effect, Fact, OfferValue
from checker.core.model.truth import Truth, both, either, negate
from checker.policy import written
from checker.policy.conditions import Conditions, Mistake
from checker.policy.facts import days_of_today
from checker.policy.fold import fold
from checker.policy.grammar import FORMS, Comparison, Condition, ConditionError, OfFact, Offered, parse, parts
from checker.policy.placed import Text, walk
from checker.policy.problems import Problem, allowed
from checker.policy.spelt_out import spelt_out
from checker.policy.written import When, Written


class Resolver:
    """Diagrams for one policy file, over `facts` (which grow while they are made); mistakes go to `problems`."""

    def __init__(self, file: Written, space: Space) -> None:
        self.problems: list[Problem] = []
        self.facts: list[Fact] = []
        self._file = file
        self._space = space
        self._conditions = dict(self._parsed())
        self._resolved: dict[tuple[str, str], Diagram] = {}
        self._resolving: list[tuple[str, str]] = []

    @cached_property
    def days(self) -> tuple[str, ...]:
        """The days that conditions compare today with."""
        return days_of_today(self.conditions())

    def conditions(self) -> Iterable[Condition]:
        """All conditions of the policy, as trees."""
        return self._conditions.values()

    def together(self) -> list[set[str]]:
        """By condition, the variables that it brings together; with them the fact whose being asked depends on it."""
        found = [self._variables_in(each) for each in self._conditions.values()]
        for name, fact in self._file.facts.items():
            if fact.asked_when is not None:
                found.append({*variables(name, fact), *self._variables_in(self._conditions[fact.asked_when])})
        return [each & self._all_variables() for each in found]

    def condition(self, when: When | None) -> Diagram:
        """Where the condition is true (everywhere, if there is none)."""
        return True if when is None else self._noting(when, lambda: self._condition(when))

    def asked(self, fact: str) -> Diagram:
        """Where the fact is asked; it can depend only on the facts made so far."""
        when = self._file.facts[fact].asked_when
        later = set(self._file.facts) - {each.id for each in self.facts}
        if when is None:
            return True
        for part in parts(self._conditions[when]):
            if isinstance(part, OfFact | Offered) and (names := {*map(_whole, self._mentioned(part, ()))} & later):
                what = f"Circle: “{fact}” is asked before “{min(names)}” is, and so cannot depend on it."
                hint = "Let the order of the facts follow what they depend on."
                self._problem(when, Mistake(what, hint, part.column))
                return False
        return self.condition(when)

    def check_derived(self) -> None:
        """Note the mistakes in derived facts, also in those that nothing uses."""
        for name in self._file.derived:
            self._derived(name, 0)

    def rule(self, name: str) -> Diagram:
        """Where the rule is in force: its condition is true, and no rule that beats it is in force."""
        return self._noting(self._file.rules[name].when, lambda: self._rule(name))

    def offer(self, name: Text) -> Diagram:
        """What the rules say about the offer."""
        return self._noting(name, lambda: self._offer(name, 0))

    def any(self, effect: Effect, offer: str = "") -> Diagram:
        """Where at least one rule of this effect is in force."""
        rules = (name for name, rule in self._file.rules.items() if (rule.kind, rule.offer) == (effect, offer))
        return fold(self._space, either, map(self._rule, rules), False)

    def _all_variables(self) -> set[str]:
        return {each for name, fact in self._file.facts.items() for each in variables(name, fact)}

    def _variables_in(self, condition: Condition) -> set[str]:
        return set().union(*(self._mentioned(part, ()) for part in parts(condition) if isinstance(part, OfFact)))

    def _mentioned(self, part: Condition, seen: tuple[str, ...]) -> set[str]:
        """The variables that a part of a condition depends on, by way of derived facts and offers too."""
        if isinstance(part, Offered):
            return self._all_variables()
        if not isinstance(part, OfFact):
            return set()
        derived = self._file.derived
        if part.fact not in derived or part.fact in seen:
            options = part.values if isinstance(part, Comparison) else ()
            facts = self._file.facts
            return {*variables(part.fact, facts[part.fact], options)} if part.fact in facts else {part.fact}
        inner = parts(self._conditions[derived[part.fact]])
        return {name for each in inner for name in self._mentioned(each, (*seen, part.fact))}

    def _condition(self, when: When) -> Diagram:
        made = Conditions(self._space, self.facts, self._derived, self._offer, self.days, len(self._all_variables()))
        return made.diagram(self._conditions[when])

    def _derived(self, name: str, column: int) -> Diagram | None:
        if name not in self._file.derived:
            return None
        return self._resolve("derived", name, lambda: self.condition(self._file.derived[name]), column)

    def _offer(self, name: str, column: int) -> Diagram:
        offers = self._file.offers
        if name not in offers:
            raise Mistake(f"There is no offer “{name}”.", allowed(name, offers), column)
        return self._resolve("offer", name, lambda: self._offer_value(name), column)

    def _offer_value(self, offer: str) -> Diagram:
        return self._space.combine(_offer_value, *(self.any(effect, offer) for effect in OFFER_EFFECTS))

    def _rule(self, name: str) -> Diagram:
        return self._resolve("rule", name, lambda: self._rule_unless_beaten(name))

    def _rule_unless_beaten(self, rule: str) -> Diagram:
        active = self._condition(self._file.rules[rule].when)
        for name, other in self._file.rules.items():
            if rule in other.beats:
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

    def _noting(self, where: Text, make: Callable[[], Diagram]) -> Diagram:
        """What `make` gives; a mistake in it is noted, and counts as False."""
        try:
            return make()
        except Mistake as mistake:
            self._problem(where, mistake)
            return False

    def _parsed(self) -> Iterator[tuple[When, Condition]]:
        for when in walk(self._file, When):
            try:
                yield when, spelt_out(parse(str(when)), self._file)
            except ConditionError as error:
                self._problem(when, Mistake(str(error), FORMS, error.column))
            except Mistake as mistake:
                self._problem(when, mistake)

    def _problem(self, where: Text, mistake: Mistake) -> None:
        self.problems.append(Problem(where.place(mistake.column), str(mistake), mistake.hint))


def variables(name: str, fact: written.Fact, options: Iterable[str] = ()) -> list[str]:
    """What diagrams ask for it: the fact itself; of several, these options of it, or all."""
    return [f"{name}.{option}" for option in options or fact.options] if KINDS[fact.type].many else [str(name)]


def _whole(variable: str) -> str:
    return variable.partition(".")[0]


def _offer_value(granted: Truth, denied: Truth, doubted: Truth) -> OfferValue | None:
    """Unclear where the text leaves it open or contradicts itself; otherwise what it says; silence is no."""
    conflict = either(doubted, both(granted, denied))
    if conflict:
        return UNCLEAR
    if conflict is None or granted is None:
        return None
    return OFFERED if granted else NOT_OFFERED
