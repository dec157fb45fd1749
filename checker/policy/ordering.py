"""The order in which diagrams ask the facts, which need not be that of the questions.

A diagram is small where the facts that count together are asked close to each other: between the first and the last of
them, each path must remember what it has seen. Questions have the order that suits visitors. So facts are drawn
together here until those of each condition are near each other: a condition pulls its facts towards their middle, and a
fact goes to the mean of the pulls on it. (FORCE: Aloul, Markov and Sakallah 2003, "FORCE: a fast and easy-to-implement
variable-ordering heuristic".) It looks at the policy file alone and leaves nothing to chance, so that each build of a
file has the same order.
"""

from collections.abc import Collection, Sequence
from itertools import count

PATIENCE = 10
"""Rounds without a better order after which none is sought."""


def diagram_order(facts: Sequence[str], together: Sequence[Collection[str]]) -> tuple[int, ...]:
    """The positions of the facts in a good order for diagrams of conditions that have these facts `together`.

    Asking order, where none is better; that is the empty tuple.
    """
    places = {name: place for place, name in enumerate(facts)}
    pulls = [[places[name] for name in names] for names in together if len(names) > 1]
    best = order = list(range(len(facts)))
    least, since = _spans(order, pulls), count(1)
    while next(since) < PATIENCE:
        order = _drawn_together(order, pulls)
        if (spans := _spans(order, pulls)) < least:
            best, least, since = order, spans, count(1)
    return () if best == sorted(best) else tuple(best)


def _drawn_together(order: list[int], pulls: list[list[int]]) -> list[int]:
    places, felt = _places(order), dict[int, list[float]]()
    for pull in pulls:
        middle = sum(places[fact] for fact in pull) / len(pull)
        for fact in pull:
            felt.setdefault(fact, []).append(middle)
    means = {fact: sum(middles) / len(middles) for fact, middles in felt.items()}
    return sorted(order, key=lambda fact: (means.get(fact, places[fact]), fact))


def _spans(order: list[int], pulls: list[list[int]]) -> int:
    """From the first to the last fact of each condition, in all."""
    places = _places(order)
    found = ([places[fact] for fact in pull] for pull in pulls)
    return sum(max(each) - min(each) for each in found)


def _places(order: list[int]) -> dict[int, int]:
    return {fact: place for place, fact in enumerate(order)}
