"""What the engine says, without a word of any language: ids only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from checker.core.engine.answers import Answers
from checker.core.engine.outlook import Outlook
from checker.core.model.policy import Advice, Case, Effect, Instead, OfferValue, Policy, Status, Term


@dataclass(frozen=True, slots=True)
class Reason:
    """A clause that decided something, and how.

    `effect` is that of the rule which encodes it, or `otherwise` where nothing grants the offer; `offers` are those
    that it decided; `beaten` marks a rule that another one overrides; `remark` is the rule's own.
    """

    clause: str
    effect: Effect | Literal["otherwise"]
    offers: tuple[str, ...] = ()
    beaten: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the verdict states for a term; `through` is the last day, where the case has a window."""

    term: Term
    case: Case
    through: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict on `answers`, whole or partial; the keys are those of reference/verdict.md.

    It rests on `outlook`: the policy under these answers. `asked_by` has for each action the fewest answers that ask
    for it, but for those that go without saying; `told` are those of `decided_by` that say most; `ignored` are those
    that count for nothing, as they are not asked under the others. Of several, `asked_by`, `told` and `decided_by` name
    each option that counts, as in “packages.crm”.
    """

    policy: Policy
    answers: Answers
    today: date
    outlook: Outlook = field(compare=False, repr=False)
    status: Status | None
    final: bool
    possible: tuple[Status, ...]
    offers: Mapping[str, OfferValue]
    terms: tuple[Statement, ...]
    because: tuple[Reason, ...]
    actions: tuple[Advice, ...]
    instead: tuple[Instead, ...]
    checklist: tuple[str, ...]
    questions: tuple[str, ...]
    unknowns: tuple[str, ...]
    ignored: tuple[str, ...]
    find_out: tuple[str, ...]
    decided_by: tuple[str, ...]
    told: tuple[str, ...]
    asked_by: Mapping[str, tuple[str, ...]]
