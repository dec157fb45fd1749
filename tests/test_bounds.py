"""Policies whose facts combine in too many ways are refused in one sentence, by the compiler and by each command."""

import pytest
from acme import compiled

from checker.cli.main import main
from checker.core.model.truth import both
from checker.policy import compile as compiler
from checker.policy.bounded import BoundedSpace, TooLarge
from checker.policy.problems import AuthoringError

SAID = "The answers to these facts combine in too many ways: "


def test_a_walk_beyond_the_bound_is_refused_with_the_facts_that_are_asked_most():
    space = BoundedSpace(["a", "b", "c"], most=2)
    one, two = space.node(0, (space.node(1, (True, False)), False)), space.node(1, (False, True))
    assert space.combine(both, one, two) is False
    three = space.node(0, (space.node(2, (True, False)), space.node(1, (True, False))))
    with pytest.raises(TooLarge) as refused:
        space.combine(both, one, three)
    assert refused.value.facts[0] == "a" and str(refused.value).startswith(SAID)


def test_the_compiler_refuses_it_with_a_place(monkeypatch):
    monkeypatch.setattr(compiler, "MOST", 3)
    compiled.cache_clear()
    with pytest.raises(AuthoringError) as refused:
        compiled()
    compiled.cache_clear()
    (problem,) = refused.value.problems
    assert problem.what.startswith(SAID)


@pytest.mark.usefixtures("made_up")
def test_verify_refuses_it_and_says_which_facts(monkeypatch, capsys):
    def refuse(*_):
        raise TooLarge(["role", "tier"])

    monkeypatch.setattr("checker.cli.verify.subject_of", refuse)
    assert main(["verify", "acme"]) == 2
    out = capsys.readouterr().out
    assert "REFUSED  It is too large to be proven." in out and f"{SAID}role, tier." in out
    assert out.endswith(" 1 of 1 policies cannot be proven.\n")
