"""Which tests look for the mutants of which modules of the engine: few and quick, since each mutant runs them all.

`python -m mutants.reach diagram truth` has mutmut run a group, in a process of its own: mutmut keeps what it has read.
"""

import os
import sys
from pathlib import Path

ENGINE = "tests/test_engine.py tests/test_truth.py tests/test_diagram.py tests/mutants/cases.py"
QUICK = "(worked_cases or brute_force) and not drafts and not elastix"
GROUPS = {
    ("truth", "diagram"): (ENGINE, f"truth or diagram or no_question or {QUICK}"),
    ("engine", "reasons", "outlook", "model"): (
        f"{ENGINE} tests/test_bridge.py",
        f"no_question or no_place or bridge or {QUICK} or asking_order and avanzada7 or worked_cases and not drafts",
    ),
    ("near", "near_view", "classes"): ("tests/test_near.py", "not leads_where and not elastix"),
    ("calendar", "answers", "request", "bridge", "link", "messages"): (
        "tests/test_calendar.py tests/test_bridge.py tests/test_fuzz.py tests/test_engine.py tests/test_versions.py",
        "calendar or bridge or refused_in_words or long_as or lie_ahead or taken_from_a_link or said_where",
    ),
    ("desk", "opening"): ("tests/test_desk.py", "not every_hour and not beyond and not authoring"),
    ("draft",): ("tests/test_draft.py tests/mutants/cases.py", "not each_worked and not wrong_section and not elastix"),
    ("document", "render", "phrases", "freshness"): (
        "tests/test_near.py tests/test_bridge.py tests/test_translated.py",
        "bridge or in_words or of_the_worked_cases and es",
    ),
    ("serial", "layout", "versions", "version_view"): (
        "tests/test_versions.py tests/test_engine.py",
        "survives_json or test_versions and not (second_evaluator or release or named_alone)",
    ),
}
"""By modules: the files of their tests, and which of these tests."""


def main(modules: list[str], tests: str, chosen: str) -> None:
    """Run all mutants of the modules against these tests."""
    from mutmut.__main__ import _run  # only here: it sets how processes start
    from mutmut.configuration import config

    Path("mutants/mutmut-stats.json").unlink(missing_ok=True)
    config().pytest_add_cli_args_test_selection = [*tests.split(), "-m", "not slow", "-k", chosen]
    _run([f"checker.core.{module}.*" for module in modules], os.cpu_count())


if __name__ == "__main__":
    (group,) = (each for each in GROUPS if set(each) & set(sys.argv[1:]))
    main(sys.argv[1:], *GROUPS[group])
