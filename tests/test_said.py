"""What is said of some answers is what was approved: see `said.py`, which writes it anew."""

import json

import pytest
from said import APPROVED, sayings

LIST = json.loads(APPROVED.read_text())


@pytest.mark.parametrize("policy", dict.fromkeys(each["asked"]["policy"] for each in LIST))
def test_what_is_said_is_what_was_approved(policy):
    approved = [each for each in LIST if each["asked"]["policy"] == policy]
    for each, now in zip(approved, sayings(approved), strict=True):
        other = [part for part, known in each["said"].items() if now["said"][part] != known]
        assert not other, f"{each['asked']}: if this is meant, run “make said” and read the diff"
