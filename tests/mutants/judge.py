"""Who finds a mutant of a policy out: the compiler, the worked cases, or the proof, asked in this order."""

from dataclasses import replace
from functools import cache

from worked_cases import departures, read_cases

from checker.core.engine.decide import decide
from checker.core.model.policy import Policy
from checker.library.library import open_library
from checker.places import ROOT
from checker.policy.clauses import Clauses, read_clauses
from checker.policy.compile import compile_policy
from checker.policy.problems import AuthoringError
from checker.policy.shape import check_shape
from checker.policy.source import Source, read_yaml
from checker.policy.written import Written, read_written
from checker.proof.decided import prove_decided
from checker.proof.edges import prove_edges
from checker.proof.explore import Exploration
from checker.proof.levels import prove_levels
from checker.proof.questions import prove_questions
from checker.proof.subject import Subject
from checker.proof.unclear import prove_unclear
from checker.proof.use import prove_use
from mutants.alike import are_alike
from mutants.policies import Mutant

COMPILER, CASES, PROOF, ALIKE, NOBODY = "compiler", "cases", "proof", "alike", "nobody"
PROPERTIES = (prove_unclear, prove_use, prove_levels, prove_decided, prove_edges, prove_questions)
"""Those that a policy can break; the others are about the engine."""


def killer(policy: str, mutant: Mutant) -> str:
    """Who finds it out. Or that there is nothing to find: the policies are alike."""
    original, clauses = _original(policy)
    source = replace(original, data=mutant.data)
    try:
        compiled = compile_policy(read_written(source), clauses)
    except AuthoringError:
        return COMPILER
    if _fails_a_case(compiled):
        return CASES
    if are_alike(compiled, _compiled(policy)):
        return ALIKE
    if check_shape(source):
        return COMPILER
    return PROOF if _is_refuted(compiled, read_written(source)) else NOBODY


def _fails_a_case(policy: Policy) -> bool:
    return any(departures(case, decide(policy, case.data["answers"], case.today)) for case in _cases(policy.id))


def _is_refuted(policy: Policy, file: Written) -> bool:
    subject = Subject(Exploration(policy), file, ROOT / "docs", open_library().words)
    return any(prove(subject).failures for prove in PROPERTIES)


@cache
def _original(policy: str) -> tuple[Source, Clauses]:
    return read_yaml(ROOT / "checker" / "policies" / f"{policy}.yaml"), read_clauses(ROOT / "docs", policy)[0]


@cache
def _compiled(policy: str) -> Policy:
    source, clauses = _original(policy)
    return compile_policy(read_written(source), clauses)


_cases = cache(read_cases)
