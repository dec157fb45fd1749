"""What a proof finds: how much was checked, and each failure with the answers that show it."""

from dataclasses import dataclass
from datetime import date

from checker.proof.walks import Way


@dataclass(frozen=True, slots=True)
class Failure:
    """What is wrong, what was expected, and the fewest answers that show it (none where no answers do).

    `later` is a second answer set, where two are compared. `idle`: something is in vain, which it is not if it tells
    something on another day. `day`: when that is so, if it is not always so.
    """

    what: str
    expected: str
    answers: Way | None = None
    later: Way | None = None
    idle: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """One property of one policy: proven, with what was `counted`, or refuted by the failures.

    `tried`: it is true of what was counted, and not proven for all answers.
    """

    counted: str
    failures: tuple[Failure, ...] = ()
    tried: bool = False
