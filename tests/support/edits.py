"""Edits of the made-up policy that change verdicts, and verdicts as the second evaluator gives them."""

import json

from naive import Answers, Naive
from policy_file import PolicyFile
from shared import TODAY


def longer_notice(data: PolicyFile) -> None:
    data["rules"]["notice-too-short"]["when"] = "notice_hours < 12"


def longer_contract(data: PolicyFile) -> None:
    derived, over = data["derived"], data["rules"]["contract-over"]
    derived["by_contract"] = derived["by_contract"].replace("12 months", "13 months")
    over["when"] = over["when"].replace("12 months", "13 months")
    data["terms"]["valid-through"]["cases"][0]["through"]["amount"] = 13


def another_role(data: PolicyFile) -> None:
    data["facts"]["role"]["options"]["reseller"] = "A reseller"


def a_question_less(data: PolicyFile) -> None:
    del data["facts"]["restarted"], data["rules"]["restart-first"]
    data["tables"]["in_order"].pop("restarted")
    data["readings"]["2"].remove("restart-first")
    data["informative"]["restart"] = "A test."


def larger_systems(data: PolicyFile) -> None:
    data["facts"]["seats"]["maximum"] = 400
    data["rules"]["large"]["when"] = "seats > 200"


def judged(naive: Naive, answers: Answers) -> str:
    """The verdict in ids, with the last day that a term states."""
    found = naive.judge(answers, TODAY)
    if len(found) == 1:
        return json.dumps(found)
    status, offers, terms, actions = found
    through = [case.get("through") for term in naive.terms.values() for case in term["cases"]]
    stated = through if any(value >= 0 for _, value in terms[:1]) else []
    return json.dumps([status, offers, terms, sorted(actions), stated])
