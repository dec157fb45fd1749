"""What a ledger becomes once somebody has looked at a change: one passage at a time."""

from collections.abc import Iterable
from dataclasses import replace

from checker.policy.passages import Passage, Sources
from checker.source.blocks import Piece, joined, passages
from checker.source.compare import ADDED, MOVED, REMOVED, Change
from checker.source.prints import Prints


def first_ledger(empty: Sources, pieces: list[Piece]) -> Sources:
    """The ledger of a whole text, its passages tied to nothing yet."""
    prints = Prints(empty.salt)
    found = (prints.passage(at, each[0].kind, joined(each)) for at, each in enumerate(passages(pieces), start=1))
    return replace(empty, passages=tuple(found))


def accepted(ledger: Sources, change: Change, pieces: list[Piece]) -> Sources:
    """The ledger with this change alone. An added passage is tied to nothing yet; an edited one keeps its clauses."""
    listed = list(ledger.passages)
    if change.kind == REMOVED:
        return replace(ledger, passages=tuple(each for each in listed if each.id != change.passage))
    passage = _now(ledger, change, pieces)
    if change.kind in (ADDED, MOVED):
        listed = [each for each in listed if each.id != passage.id]
        listed.insert(_behind(listed, change.after), passage)
    else:
        listed = [passage if each.id == passage.id else each for each in listed]
    return replace(ledger, passages=tuple(listed))


def _now(ledger: Sources, change: Change, pieces: list[Piece]) -> Passage:
    """The passage as it reads in the copy."""
    assert change.run is not None
    run = pieces[change.run.start : change.run.end]
    former = next((each for each in ledger.passages if each.id == change.passage), None)
    number = former.id if former else max((each.id for each in ledger.passages), default=0) + 1
    now = Prints(ledger.salt).passage(number, former.kind if former else run[0].kind, joined(run))
    return replace(now, clauses=former.clauses, reason=former.reason) if former else now


def _behind(listed: Iterable[Passage], after: int) -> int:
    return next((at + 1 for at, each in enumerate(listed) if each.id == after), 0)
