"""The proof as it was at first, as an oracle for what it is now: everything on the product of all diagrams of a policy.

The product has a leaf for each combination of all that a verdict says, and so doubles with each thing that can be so or
not beside the others. For small policies it is the plainest way to ask about every verdict. It asks the facts in
asking order, whatever order the policy's own diagrams have.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from math import prod
from typing import Any

from checker.core.engine.reasons import DECIDING
from checker.core.model.diagram import Diagram, Leaf, Node, Space, nodes_of, support
from checker.core.model.policy import NOT_COVERED, OFFERED, UNCLEAR, Policy, Rule, Status
from checker.core.model.truth import both, either, negate
from checker.policy.fold import fold
from checker.proof.explore import SHOWN, VALUES, Exploration
from checker.proof.unclear import Cause
from checker.proof.walks import ALWAYS, shortest, with_unknown

Leaves = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a complete verdict rests on, in ids.

    `rules` are those in force; beside "not covered" only those that exclude, and `instead` is what then can be done.
    Offers and terms are then "moot".
    """

    status: Status
    asked: tuple[bool, ...]
    offers: Mapping[str, str]
    terms: Mapping[str, int | str]
    rules: frozenset[str]
    instead: frozenset[str]
    checklist: tuple[str, ...]
    channel: int | str


class Oracle:
    """A policy, and `outcomes`: every outcome that some combination of answers has, once."""

    def __init__(self, policy: Policy) -> None:
        self.policy, self.outcomes = policy, list[Outcome]()
        self._made = made = Exploration(policy, Space())
        self.space, self.sizes = made.space, made.sizes
        roots = [
            made.own(policy.status),
            *made.asked,
            *(made.beside_status(offer.value) for offer in policy.offers),
            *(made.beside_status(term.case) for term in policy.terms),
            *map(made.rule, policy.rules),
            *(self._helped(rule) for rule in policy.rules),
            *(made.beside_status(reminder.shown) for reminder in policy.checklist),
            made.beside_status(policy.draft.channel if policy.draft else -1),
        ]
        self.joint = product(self.space, roots, lambda leaves: self.outcomes.append(self._outcome(leaves)))

    def answer_sets(self) -> dict[str, int]:
        """By status, how many combinations of answers lead there."""
        found, counts = totals(self.joint, self.sizes), Counter[str]()
        for position, outcome in enumerate(self.outcomes):
            counts[outcome.status] += found[position] // _spare(self.sizes, outcome.asked)
        return dict(counts)

    def answer_sets_with_unknown(self) -> int:
        """How many combinations there are where "I don't know" is an answer too."""
        found: Diagram = True
        for position, asked in enumerate(self._made.asked):
            known = _is_certain(self.space, with_unknown(self.space, asked))
            unanswered = self.space.node(position, (*[False] * self.sizes[position], True))
            found = self.space.combine(both, found, self.space.combine(either, known, unanswered))
        return totals(found, [size + 1 for size in self.sizes])[True]

    def fewest(self, holds: Callable[[Outcome], bool]) -> int | None:
        """Of how many answers the shortest way to such an outcome is; None where there is none."""
        values = list(map(holds, self.outcomes))
        shown = self.space.combine(lambda leaf: None if leaf is None else values[leaf], self.joint)
        way = shortest(self.space, shown)
        return None if way is None else len(way)

    def undecided(self) -> int | None:
        """The fewest answers to a verdict that no clause decides."""
        return self.fewest(partial(_is_undecided, self.policy))

    def helpless(self) -> int | None:
        """The fewest answers to a verdict that nothing is covered, with nothing to do instead."""
        return self.fewest(lambda outcome: outcome.status == NOT_COVERED and not outcome.instead)

    def unclear(self) -> dict[Cause, int | None]:
        """By cause of "unclear", the fewest answers to it."""
        found = dict.fromkeys(cause for outcome in self.outcomes for cause in causes(self.policy, outcome))
        return {cause: self.fewest(partial(self._shows, cause)) for cause in found}

    def _shows(self, cause: Cause, outcome: Outcome) -> bool:
        return cause in causes(self.policy, outcome)

    def telling(self) -> set[str]:
        """The rules without which some verdict would be another."""
        return {rule.id for outcome in self.outcomes for rule in _telling(self.policy, outcome)}

    def stated(self) -> set[tuple[str, int | str]]:
        """The cases of terms that are stated."""
        return {(name, case) for each in self.outcomes for name, case in each.terms.items() if case not in ("moot", -1)}

    def offered(self) -> set[str]:
        """The offers that are made."""
        made = {OFFERED, UNCLEAR}
        return {name for each in self.outcomes for name, value in each.offers.items() if value in made}

    def misplaced(self) -> set[str]:
        """The facts whose answers count although they are not asked."""
        policy, own = self.policy, self._made.own
        roots = [*policy.matters, *(fact.asked for fact in policy.facts), *(rule.active for rule in policy.rules)]
        return {
            fact.id
            for position, fact in enumerate(policy.facts)
            for diagram in map(own, roots)
            if position in support([self.space.combine(_where_not_asked, own(fact.asked), diagram)])
        }

    def idle(self) -> dict[str, int | None]:
        """By fact that is asked idly, how many answers show it: to combinations of answers, and "not known"."""
        found = {fact.id: self._idle(position) for position, fact in enumerate(self.policy.facts)}
        counts = {name: totals(each, [size + 1 for size in self.sizes])[True] for name, each in found.items()}
        return {name: count for name, count in counts.items() if count}

    def _idle(self, position: int) -> Diagram:
        space = self.space
        may: Diagram = False
        does: Diagram = False
        for diagram in dict.fromkeys(map(self._made.own, self.policy.matters)):
            hangs = with_unknown(space, _hanging(space, diagram, position))
            may = space.combine(either, may, space.combine(lambda each: None if each is None else True in each, hangs))
            does = space.combine(either, does, _hanging(space, with_unknown(space, diagram), position))
        idle = space.combine(both, may, space.combine(negate, does))
        asked = [_is_certain(space, with_unknown(space, each)) for each in self._made.asked]
        idle = space.combine(both, idle, asked[position])
        for earlier in range(position):
            unanswered = space.node(earlier, (*[False] * self.sizes[earlier], True))
            idle = space.combine(both, idle, space.combine(either, asked[earlier], unanswered))
        return idle

    def _helped(self, rule: Rule) -> Diagram:
        """Where the rule is in force, and something to do instead of it holds."""
        own, space = self._made.own, self.space
        ways = fold(space, either, (own(way.when) for way in rule.instead), False)
        return space.combine(both, own(rule.active), ways)

    def _outcome(self, leaves: Leaves) -> Outcome:
        policy, rest = self.policy, iter(leaves)
        return Outcome(
            status=next(rest),
            asked=tuple(islice(rest, len(policy.facts))),
            offers={offer.id: next(rest) for offer in policy.offers},
            terms={term.id: next(rest) for term in policy.terms},
            rules=frozenset(rule.id for rule in policy.rules if next(rest) is True),
            instead=frozenset(rule.id for rule in policy.rules if next(rest) is True),
            checklist=tuple(reminder.clause for reminder in policy.checklist if next(rest) is True),
            channel=next(rest),
        )


def totals(diagram: Diagram, sizes: list[int]) -> Counter[Leaf]:
    """How many assignments of a class to every fact lead to each leaf; `sizes` counts each fact's classes."""
    if not isinstance(diagram, Node):
        return Counter({diagram: prod(sizes)})
    reached: Counter[Diagram] = Counter({diagram: prod(sizes[: diagram.fact])})
    for node in reversed(nodes_of([diagram])):
        for child in node.children:
            below = child.fact if isinstance(child, Node) else len(sizes)
            reached[child] += reached[node] * prod(sizes[node.fact + 1 : below])
    return Counter({leaf: count for leaf, count in reached.items() if not isinstance(leaf, Node)})


def product(space: Space, roots: list[Diagram], found: Callable[[Leaves], None]) -> Diagram:
    """All roots in one diagram, its leaves numbered; `found` gets the roots' leaves for each number, in order."""
    places = {root: place for place, root in enumerate(dict.fromkeys(each for each in roots if isinstance(each, Node)))}
    numbers: dict[tuple[Leaf | None, ...], int] = {}

    def number(*leaves: Leaf | None) -> int | None:
        if None in leaves:
            return None
        if leaves not in numbers:
            numbers[leaves] = len(numbers)
            found(tuple(leaves[places[root]] if isinstance(root, Node) else root for root in roots))
        return numbers[leaves]

    return space.combine(number, *places) if places else number() or 0


def _is_undecided(policy: Policy, outcome: Outcome) -> bool:
    effects = {DECIDING[outcome.status], *(["note"] if outcome.status == UNCLEAR else [])}
    rules = [rule for rule in policy.rules if rule.id in outcome.rules]
    return not any(rule.effect in effects and not rule.offer for rule in rules)


def causes(policy: Policy, outcome: Outcome) -> Iterator[Cause]:
    """All that is unclear in an outcome.

    An unclear status has the clauses of each rule that doubts it, or, where none does, of the notes beside it; a term
    has its own, and those of the notes that cite it.
    """
    rules = [rule for rule in policy.rules if rule.id in outcome.rules]
    notes = [rule.clauses for rule in rules if rule.effect == "note"]
    if outcome.status == UNCLEAR:
        doubts = [rule.clauses for rule in rules if rule.effect == "doubt" and not rule.offer]
        for clauses in doubts or [tuple(chain.from_iterable(notes))]:
            yield "status", UNCLEAR, frozenset(clauses)
    for offer, value in outcome.offers.items():
        if value == UNCLEAR:
            about = [rule.clauses for rule in rules if rule.offer == offer]
            yield "offer", offer, frozenset(chain.from_iterable(about))
    for term in policy.terms:
        position = outcome.terms[term.id]
        case = term.cases[position] if isinstance(position, int) and position >= 0 else None
        if case and case.value is None and case.window is None:
            beside = [clauses for clauses in notes if case.clause in clauses]
            yield "term", term.id, frozenset([case.clause]).union(*beside)


def _telling(policy: Policy, outcome: Outcome) -> Iterator[Rule]:
    """The rules without which this outcome would be another: they alone cite a clause, or add words of their own."""
    cited = [rule for rule in policy.rules if rule.id in outcome.rules and _is_cited(rule, outcome)]
    for rule in cited:
        others = {
            clause
            for other in cited
            if other is not rule and (other.effect, other.offer) == (rule.effect, rule.offer)
            for clause in other.clauses
        }
        if rule.action or rule.instead or rule.remark or not others.issuperset(rule.clauses):
            yield rule


def _is_cited(rule: Rule, outcome: Outcome) -> bool:
    if rule.offer:
        return outcome.offers[rule.offer] in VALUES[rule.effect]
    return rule.effect == "note" or outcome.status in SHOWN[rule.effect]


def _hanging(space: Space, diagram: Diagram, position: int) -> Diagram:
    """After which earlier answers the diagram still hangs on the fact."""
    memo: dict[Diagram, Diagram] = {}

    def visit(each: Diagram) -> Diagram:
        if not isinstance(each, Node) or each.fact >= position:
            return position in support([each])
        if each not in memo:
            memo[each] = space.node(each.fact, tuple(map(visit, each.children)))
        return memo[each]

    return visit(diagram)


def _spare(sizes: list[int], asked: tuple[bool, ...]) -> int:
    return prod(size for size, each in zip(sizes, asked, strict=True) if not each)


def _is_certain(space: Space, partial: Diagram) -> Diagram:
    return space.combine(lambda possible: None if possible is None else possible == ALWAYS, partial)


def _where_not_asked(asked: bool | None, value: Leaf | None) -> Leaf | None:
    if asked is None:
        return None
    return "asked" if asked else value
