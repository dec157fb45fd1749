"""The facts of two versions of a policy as one list, their values cut into classes fine enough for both."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from checker.core.model.classes import class_count, value_of
from checker.core.model.kinds import KINDS
from checker.core.model.policy import Fact, Policy
from checker.policy.facts import shortest

T = TypeVar("T")


@dataclass(frozen=True)
class Joined:
    """A variable of either version, or of both.

    `sides` maps each class to its class there, None where there is none.
    """

    fact: Fact
    sides: tuple[tuple[int | None, ...] | None, tuple[int | None, ...] | None]

    @property
    def size(self) -> int:
        """How many classes there are."""
        return class_count(self.fact)


def join_facts(old: Policy, new: Policy) -> list[Joined]:
    """Every variable of the two, in the order of the new one, those of the old one alone after their predecessors.

    A fact that has changed its type counts as two.
    """
    order = _merged([_key(each) for each in new.variables], [_key(each) for each in old.variables])
    sides = [{_key(each): each for each in policy.variables} for policy in (old, new)]
    return [_joined(*(side.get(key) for side in sides)) for key in order]


def join_orders(old: Policy, new: Policy, facts: list[Joined]) -> list[int]:
    """The positions of the joined facts in the order in which the new version's diagrams ask them, then the old one's.

    The old one's alone come after those that precede them there.
    """
    positions = {_key(each.fact): at for at, each in enumerate(facts)}
    new_keys, old_keys = ([_key(side.variables[at]) for at in _asking(side)] for side in (new, old))
    return [positions[key] for key in _merged(new_keys, old_keys)]


def _asking(policy: Policy) -> Iterable[int]:
    return policy.order or range(len(policy.variables))


def _key(fact: Fact) -> tuple[str, str]:
    return fact.id, fact.type


def _merged(first: list[T], second: Iterable[T]) -> list[T]:
    found, at = list(first), 0
    for each in second:
        if each in found:
            at = found.index(each) + 1
        else:
            found.insert(at, each)
            at += 1
    return found


def _joined(old: Fact | None, new: Fact | None) -> Joined:
    fact = _common(old, new) if old and new else old or new
    assert fact is not None
    return Joined(fact, (_classes(fact, old), _classes(fact, new)))


def _common(old: Fact, new: Fact) -> Fact:
    ends = [edge for fact in (old, new) for edge in (fact.minimum, fact.maximum) if edge is not None]
    starts = [edge + at % 2 for at, edge in enumerate(ends)]
    cuts = {*old.cuts, *new.cuts, *starts}
    return replace(
        new,
        options={name: {**old.options, **new.options}[name] for name in _merged(list(new.options), old.options)},
        minimum=min(starts, default=None),
        maximum=max(starts) - 1 if starts else None,
        cuts=tuple(sorted(cuts - {min(starts), max(starts)})) if starts else (),
        windows=tuple(sorted({*old.windows, *new.windows}, key=shortest)),
        days=tuple(sorted({*old.days, *new.days})),
    )


def _classes(fact: Fact, side: Fact | None) -> tuple[int | None, ...] | None:
    if side is None:
        return None
    return tuple(_class(fact, group, side) for group in range(class_count(fact)))


def _class(fact: Fact, group: int, side: Fact) -> int | None:
    if fact.windows:  # which of two windows is over first may hang on the day
        return sum(window in side.windows for window in fact.windows[:group])
    return KINDS[side.type].class_of(side, value_of(fact, group, date.min), date.min)
