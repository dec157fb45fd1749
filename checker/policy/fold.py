"""Many diagrams made into one, pair by pair: of a hundred, each is walked seven times, not a hundred times."""

from collections.abc import Callable, Iterable
from typing import Any

from checker.core.model.diagram import Diagram, Space


def fold(space: Space, connective: Callable[..., Any], diagrams: Iterable[Diagram], empty: Diagram) -> Diagram:
    """All the diagrams under an associative connective; `empty` where there are none."""
    combine, left = space.operation(connective), list(dict.fromkeys(diagrams))
    while len(left) > 1:
        odd = left[-1:] if len(left) % 2 else []
        left = [combine(one, two) for one, two in zip(left[::2], left[1::2], strict=False)] + odd
    return left[0] if left else empty
