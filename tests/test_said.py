"""What is said of some answers is what was approved: see `said.py`, which writes it anew."""

import json

import pytest
from said import APPROVED, sayings
from shared import POLICIES


@pytest.mark.parametrize("policy", POLICIES)
def test_what_is_said_is_what_was_approved(library, policy):
    approved = [each for each in json.loads(APPROVED.read_text()) if each["asked"]["policy"] == policy]
    assert approved
    for each, now in zip(approved, sayings(library, approved), strict=True):
        other = [part for part, known in each["said"].items() if now["said"][part] != known]
        assert not other, each["asked"]
