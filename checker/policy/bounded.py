"""A space that refuses to continue if diagrams grow beyond bounds, and names the facts that make them so.

Diagrams are small where conditions are about few facts, or about many of which each counts by itself. They are not
where many facts count only together: then every combination of their answers is a case of its own, and nothing that
is built on diagrams can help. A bound turns hours and gigabytes into one sentence that says where to look.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from checker.core.engine.answers import InputError
from checker.core.model.diagram import Diagram, Space, Splitter
from checker.core.model.words import _

MOST = 1_000_000
"""Steps of one walk: some seconds, and some hundred megabytes."""
NAMED = 6


TEMPLATE = _(
    "The answers to these facts combine in too many ways: {facts}. Use fewer of them together in one condition, or "
    "make several policies."
)


class TooLarge(InputError):
    """Diagrams that grow beyond bounds. `facts` are those that most of them ask, that with the most first."""

    def __init__(self, facts: Sequence[str]) -> None:
        super().__init__(lambda words: words.format(words.gettext(TEMPLATE), facts=", ".join(facts)))
        self.facts = tuple(facts)


class BoundedSpace(Space):
    """A space for variables of these names, and today after them. A walk of more than `most` steps raises TooLarge."""

    def __init__(self, names: Sequence[str], order: Sequence[int] = (), most: int = MOST) -> None:
        super().__init__((*order, len(names)) if order else ())
        self.order = tuple(order)
        self._names, self._most = [*names, "today"], most

    def splitter(self) -> Splitter:
        """As in any space, and counts the steps."""
        asked, left, take = [0] * len(self._names), self._most, super().splitter()

        def split(diagrams: tuple[Diagram, ...]) -> tuple[int, list[Iterable[Diagram]]]:
            nonlocal left
            fact, columns = take(diagrams)
            asked[fact] += 1
            left -= 1
            if left < 0:
                raise TooLarge([self._names[fact] for fact, _ in Counter(dict(enumerate(asked))).most_common(NAMED)])
            return fact, columns

        return split
