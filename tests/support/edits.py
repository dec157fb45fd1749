"""Edits of the made-up policy that change verdicts, and verdicts as the second evaluator gives them."""

import json
from collections.abc import Mapping

from acme import Data
from naive import Naive
from shared import TODAY


def longer_notice(data: Data) -> None:
    data["rules"]["notice-too-short"]["when"] = "notice_hours < 12"


def longer_contract(data: Data) -> None:
    for part, key in ((data["derived"], "by_contract"), (data["rules"]["contract-over"], "when")):
        part[key] = part[key].replace("12 months", "13 months")
    data["terms"]["valid-through"]["cases"][0]["through"]["amount"] = 13


def another_role(data: Data) -> None:
    data["facts"]["role"]["options"]["reseller"] = "A reseller"


def a_question_less(data: Data) -> None:
    del data["facts"]["restarted"], data["rules"]["restart-first"]
    data["tables"]["in_order"].pop("restarted")
    data["readings"]["2"].remove("restart-first")
    data["informative"]["restart"] = "A test."


def larger_systems(data: Data) -> None:
    data["facts"]["seats"]["maximum"] = 400
    data["rules"]["large"]["when"] = "seats > 200"


def judged(naive: Naive, answers: Mapping[str, object]) -> str:
    """The verdict in ids, with the last day that a term states."""
    status, *rest = naive.judge(answers, TODAY)
    through = [case.get("through") for term in naive.data["terms"].values() for case in term["cases"]]
    stated = through if rest and any(value >= 0 for _, value in rest[1][:1]) else []
    actions = [tuple(sorted(rest[2]))] if rest else []
    return json.dumps([status, rest[:2], actions, stated])
