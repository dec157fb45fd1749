"""The worked cases as data, and in what a verdict departs from one."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NotRequired, TypedDict

from plain import read
from shared import POLICIES, TODAY

from checker.core.engine.answers import classify
from checker.core.engine.near import changed, near_misses
from checker.core.engine.reasons import DECIDING
from checker.core.engine.verdict import Statement, Verdict
from checker.core.model.diagram import Restriction
from checker.places import ROOT

CASES_FOLDER = ROOT / "tests" / "cases"

CaseData = TypedDict(
    "CaseData",
    {
        "name": str,
        "readings": list[int],
        "answers": dict[str, str | int | bool | list[str] | None],
        "today": NotRequired[str],
        "status": NotRequired[str],
        "final": NotRequired[bool],
        "possible": NotRequired[list[str]],
        "offers": NotRequired[dict[str, str]],
        "because": NotRequired[list[str]],
        "not because": NotRequired[list[str]],
        "only because": NotRequired[list[str]],
        "actions": NotRequired[list[str]],
        "instead": NotRequired[list[str]],
        "checklist": NotRequired[list[str]],
        "only checklist": NotRequired[list[str]],
        "channel": NotRequired[str],
        "terms": NotRequired[dict[str, str]],
        "values": NotRequired[dict[str, object]],
        "days left": NotRequired[dict[str, int]],
        "notes": NotRequired[list[str]],
        "only notes": NotRequired[list[str]],
        "decides": NotRequired[list[str]],
        "effects": NotRequired[dict[str, list[str]]],
        "reasons": NotRequired[dict[str, list[str]]],
        "next": NotRequired[str],
        "unknowns": NotRequired[list[str]],
        "decided by": NotRequired[list[str]],
        "find out": NotRequired[list[str]],
        "ways": NotRequired[list[dict[str, object]]],
    },
)
"""A case as it is written."""
KEYS = set(CaseData.__annotations__)


@dataclass(frozen=True)
class WorkedCase:
    """Answers, and what their verdict must be."""

    policy: str
    data: CaseData

    @property
    def today(self) -> date:
        return date.fromisoformat(self.data["today"]) if "today" in self.data else TODAY


@cache
def read_cases(policy: str) -> list[WorkedCase]:
    cases: list[CaseData] = read(CASES_FOLDER / f"{policy}.yaml")["cases"]
    return [WorkedCase(policy, each) for each in cases]


ALL_CASES = [case for policy in POLICIES for case in read_cases(policy)]


def departures(case: WorkedCase, verdict: Verdict) -> list[str]:
    """Everything in which the verdict is not what the case expects."""
    data = case.data
    clauses = [reason.clause for reason in verdict.because]
    stated = {statement.term.id: statement.case.clause for statement in verdict.terms}
    values = {statement.term.id: value_of(statement) for statement in verdict.terms}
    left = {each.term.id: (each.through - verdict.today).days for each in verdict.terms if each.through}
    notes = {each.clause for each in verdict.because if each.effect == "note"}
    about = [each for each in verdict.because if not each.offers and not each.beaten]
    deciding = {each.clause for each in about if each.effect in DECIDING.values()}
    checks = {
        "status": verdict.status == data.get("status"),
        "final": verdict.final == data.get("final", verdict.final),
        "possible": list(verdict.possible) == data.get("possible", list(verdict.possible)),
        "offers": all(verdict.offers.get(name) == value for name, value in data.get("offers", {}).items()),
        "because": set(data.get("because", [])) <= set(clauses),
        "not because": not set(data.get("not because", [])) & set(clauses),
        "only because": set(data.get("only because", clauses)) == set(clauses),
        "actions": "actions" not in data or same(data["actions"], [each.clause for each in verdict.actions]),
        "instead": "instead" not in data or set(data["instead"]) == {each.clause for each in verdict.instead},
        "checklist": set(data.get("checklist", [])) <= set(verdict.checklist),
        "only checklist": set(data.get("only checklist", verdict.checklist)) == set(verdict.checklist),
        "channel": channel_of(verdict).startswith(data.get("channel", "")),
        "terms": all(stated.get(name) == clause for name, clause in data.get("terms", {}).items()),
        "values": data.get("values", {}).items() <= values.items(),
        "days left": data.get("days left", {}).items() <= left.items(),
        "notes": set(data.get("notes", [])) <= notes,
        "only notes": set(data.get("only notes", notes)) == notes,
        "decides": set(data.get("decides", deciding)) == deciding,
        "effects": all(set(each) == effects_of(verdict, clause) for clause, each in data.get("effects", {}).items()),
        "reasons": all(set(names) == cited_for(verdict, offer) for offer, names in data.get("reasons", {}).items()),
        "next": "next" not in data or verdict.questions[:1] == (data["next"],),
        "unknowns": list(verdict.unknowns) == data.get("unknowns", list(verdict.unknowns)),
        "decided by": list(verdict.decided_by) == data.get("decided by", list(verdict.decided_by)),
        "find out": list(verdict.find_out) == data.get("find out", list(verdict.find_out)),
        "ways": "ways" not in data or ways_of(verdict) == data["ways"],
    }
    return [f"{name}: expected {data.get(name)}" for name, good in checks.items() if not good]


def value_of(statement: Statement) -> object:
    """What a term's `value` is in the JSON of a verdict."""
    return statement.through.isoformat() if statement.through else statement.case.value


def cited_for(verdict: Verdict, offer: str) -> set[str]:
    """The clauses that decided an offer."""
    return {reason.clause for reason in verdict.because if offer in reason.offers}


def effects_of(verdict: Verdict, clause: str) -> set[str]:
    """The effects that a clause has in the verdict."""
    return {reason.effect for reason in verdict.because if reason.clause == clause}


def channel_of(verdict: Verdict) -> str:
    """The clause and the text of the channel by which to ask; nothing where there is none."""
    plan = verdict.policy.draft
    known = classify(verdict.policy, verdict.answers, verdict.today)
    chosen = Restriction(known)(plan.channel) if plan else -1
    channel = plan.channels[chosen] if plan and isinstance(chosen, int) and chosen >= 0 else None
    return f"{channel.clause}: {channel.text}" if channel else ""


def ways_of(verdict: Verdict) -> list[dict[str, object]]:
    """What would change the verdict: by way, the answers to give instead."""
    return [{**changed(verdict, way)} for way in near_misses(verdict)]


def same(one: list[str], two: list[str]) -> bool:
    return sorted(one) == sorted(two)
