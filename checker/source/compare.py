"""Which passages of a ledger a copy has, as they were or edited, which it lacks, and what it has beside them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log

from checker.policy.passages import Passage
from checker.source.blocks import Piece, joined, passages
from checker.source.prints import Prints

ANYWHERE, IN_PLACE = 0.5, 0.25
"""So much of two passages must be the same, by the weight of words, for one to be the other edited: wherever they are,
and where both are between the same neighbours."""
EDITED, ADDED, REMOVED, MOVED = "edited", "added", "removed", "moved"


@dataclass(frozen=True)
class Run:
    """Pieces of a copy, from `start` to before `end`, that are one passage."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """What has become of a passage; `passage` is its number, none where it is added. `run` is none where it is removed.

    `after` is the number of the passage that it follows now, 0 at the beginning.
    """

    kind: str
    passage: int
    run: Run | None
    after: int


@dataclass(frozen=True)
class Found:
    """By number, the passages that a copy has as they were; and the pieces that say one without clauses again."""

    unchanged: dict[int, Run]
    repeated: set[int]


def make_run(pieces: list[Piece], start: int, end: int, prints: Prints) -> Run:
    """The pieces from `start` to before `end` as one passage."""
    text = " ".join(piece.text for piece in pieces[start:end])
    return Run(start, end, text, prints.words(joined(pieces[start:end])))


def runs(pieces: list[Piece], start: int, end: int, most: int, prints: Prints) -> Iterator[Run]:
    """The runs of pieces from `start` on that have up to `most` words."""
    for stop in range(start, end):
        run = make_run(pieces, start, stop + 1, prints)
        if len(run.words) > most:
            return
        yield run


class Finder:
    """Finds the passages of a ledger that a copy has as they were, but for what makes no difference."""

    def __init__(self, known: Iterable[Passage], prints: Prints) -> None:
        self._prints = prints
        self._by_words = dict[tuple[str, ...], list[Passage]]()
        for passage in known:
            self._by_words.setdefault(passage.words, []).append(passage)
        self._lengths = {len(words) for words in self._by_words}

    def find(self, pieces: list[Piece]) -> Found:
        """From each piece on, the longest run that is a passage; of passages that read the same, the first first."""
        found, at, most = Found({}, set()), 0, max(self._lengths, default=0)
        while at < len(pieces):
            longest_first = reversed(list(runs(pieces, at, len(pieces), most, self._prints)))
            taken = (
                run.end for run in longest_first if len(run.words) in self._lengths and self._take(run, pieces, found)
            )
            at = next(taken, at + 1)
        return found

    def _take(self, run: Run, pieces: list[Piece], found: Found) -> bool:
        whole = self._prints.whole(joined(pieces[run.start : run.end]))
        equal = [passage for passage in self._by_words.get(run.words, ()) if passage.print == whole]
        free = next((passage for passage in equal if passage.id not in found.unchanged), None)
        if free:
            found.unchanged[free.id] = run
        elif equal and not any(passage.clauses for passage in equal):
            found.repeated.update(range(run.start, run.end))
        return free is not None or run.start in found.repeated


class Comparison:
    """A copy beside the passages of a ledger."""

    def __init__(self, known: Iterable[Passage], prints: Prints, pieces: list[Piece]) -> None:
        self.known = list(known)
        self._prints, self._pieces = prints, pieces
        self._place = {passage.id: at for at, passage in enumerate(self.known)}
        found = Finder(self.known, prints).find(pieces)
        self.unchanged, self._repeated = found.unchanged, found.repeated
        self._in_order = self._longest_order()
        self.edited: dict[int, Run] = {}
        self._find_edited()

    @cached_property
    def changes(self) -> list[Change]:
        """What has changed, in the order of the copy; what it lacks, after the passage that it followed."""
        found = [*self._moved(), *self._added()]
        found += [Change(EDITED, name, run, self._before(run.start)) for name, run in self.edited.items()]
        found += [Change(REMOVED, passage.id, None, self._former(passage.id)) for passage in self._left()]
        return sorted(found, key=self._position)

    def _run(self, start: int, end: int) -> Run:
        return make_run(self._pieces, start, end, self._prints)

    def _longest_order(self) -> set[int]:
        """As many unchanged passages as can be, all in the ledger's order; that of the items in a list is free."""
        groups, best = self._groups(), list[tuple[int, int, tuple[int, ...]]]()
        for name in sorted(self.unchanged, key=lambda each: self.unchanged[each].start):
            group = groups[name]
            before = max((each for each in best if each[0] <= group), key=lambda each: each[1], default=(0, 0, ()))
            best.append((group, before[1] + 1, (*before[2], name)))
        return set(max(best, key=lambda each: each[1])[2]) if best else set()

    def _groups(self) -> dict[int, int]:
        """By passage, a number that grows in the ledger's order, the same for the items of one list."""
        groups, group, last = dict[int, int](), 0, ""
        for passage in self.known:
            group += not (last == passage.kind == "item")
            groups[passage.id], last = group, passage.kind
        return groups

    def _left(self) -> list[Passage]:
        return [each for each in self.known if each.id not in self.unchanged and each.id not in self.edited]

    def _find_edited(self) -> None:
        """The pairs of a passage and a run that have most in common, the best first."""
        pairs = sorted(self._pairs(), key=lambda pair: (-pair[0], pair[1], pair[2].start, pair[2].end))
        used = set[int]()
        for _, name, run in pairs:
            pieces = set(range(run.start, run.end))
            if name not in self.edited and not used & pieces:
                self.edited[name] = run
                used |= pieces

    def _pairs(self) -> Iterator[tuple[float, int, Run]]:
        alike, left = self._likeness(), self._left()
        for start, end in self._gaps(self._taken()):
            low, high = self._neighbours(start, end)
            between = [each for each in left if low < self._place[each.id] < high]
            alone = len(between) == 1 and len(passages(self._pieces[start:end])) == 1
            for passage in left:
                here = passage in between
                if here and alone:
                    yield 1, passage.id, self._run(start, end)
                    continue
                least = IN_PLACE if here else ANYWHERE
                for at in range(start, end):
                    for run in runs(self._pieces, at, end, 2 * len(passage.words) + 8, self._prints):
                        score = alike(passage.words, run.words)
                        if score >= least:
                            yield score + 0.1 * here, passage.id, run

    def _likeness(self) -> Callable[[tuple[str, ...], tuple[str, ...]], float]:
        """What two have in common, from 0 to 1; the rarer a word, the more it weighs."""
        common = Counter(word for passage in self.known for word in set(passage.words))

        def weigh(words: Counter[str]) -> float:
            return sum(times * log(1 + len(self.known) / (common[word] or 1)) for word, times in words.items())

        def alike(one: tuple[str, ...], two: tuple[str, ...]) -> float:
            first, second = Counter(one), Counter(two)
            whole = weigh(first) + weigh(second)
            return 2 * weigh(first & second) / whole if whole else 0

        return alike

    def _taken(self) -> set[int]:
        runs = [*self.unchanged.values(), *self.edited.values()]
        return self._repeated | {at for run in runs for at in range(run.start, run.end)}

    def _gaps(self, taken: set[int]) -> Iterator[tuple[int, int]]:
        """The stretches of pieces that belong to no passage."""
        start = 0
        for at in range(len(self._pieces) + 1):
            if at == len(self._pieces) or at in taken:
                if at > start:
                    yield start, at
                start = at + 1

    def _neighbours(self, start: int, end: int) -> tuple[int, int]:
        """The places in the ledger of the passages around a gap."""
        ordered = [(self.unchanged[name], self._place[name]) for name in self._in_order]
        low = max((place for run, place in ordered if run.end <= start), default=-1)
        high = min((place for run, place in ordered if run.start >= end), default=len(self.known))
        return low, high

    def nearest(self, change: Change) -> list[str]:
        """The clauses of the passages around one that is added: of the nearest before and after it that have some."""
        at = self._place.get(change.after, -1)
        before = next((each.clauses for each in reversed(self.known[: at + 1]) if each.clauses), ())
        behind = next((each.clauses for each in self.known[at + 1 :] if each.clauses), ())
        return list(dict.fromkeys((*before, *behind)))

    def _moved(self) -> Iterator[Change]:
        for name in self.unchanged.keys() - self._in_order:
            run = self.unchanged[name]
            yield Change(MOVED, name, run, self._before(run.start))

    def _added(self) -> Iterator[Change]:
        for start, end in self._gaps(self._taken()):
            at = start
            for pieces in passages(self._pieces[start:end]):
                yield Change(ADDED, 0, self._run(at, at + len(pieces)), self._before(at))
                at += len(pieces)

    def _before(self, start: int) -> int:
        """The passage that ends last before this piece."""
        ends = ((run.end, name) for name, run in {**self.unchanged, **self.edited}.items() if run.end <= start)
        return max(ends, default=(0, 0))[1]

    def _former(self, name: int) -> int:
        at = self._place[name]
        return self.known[at - 1].id if at else 0

    def _position(self, change: Change) -> tuple[int, int]:
        if change.run:
            return change.run.start, 1
        there = {**self.unchanged, **self.edited}
        before = [there[each.id].end for each in self.known[: self._place[change.passage]] if each.id in there]
        return (before[-1] if before else 0), 0
