"""What the engine replies to every worked case in every language, on a trimmed runtime under Node and by CPython."""

import json
import subprocess
from pathlib import Path

from drawn import clerk, learned
from runtimes import INSIDE
from worked_cases import ALL_CASES, WorkedCase

from checker.library.opened import Library
from checker.places import NODE


def expect_the_replies_of_cpython(runtime: Path, image: Path, library: Library, folder: Path) -> None:
    """Fails unless they are the same, to the letter. What is asked is written into `folder`."""
    clerks = {language: clerk(library, language) for language in library.words}
    requests = [_request(case) for case in ALL_CASES]
    given = {each: {"parcels": list(learned(library, each)), "requests": requests} for each in clerks}
    (folder / "given.json").write_text(json.dumps(given), "utf-8")
    command = [NODE, INSIDE / "clerk.mjs", runtime, image, folder / "given.json"]
    replied = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert replied == [each.reply(request) for each in clerks.values() for request in requests]


def _request(case: WorkedCase) -> str:
    known = {"policy": case.policy, "answers": case.data["answers"], "today": case.today.isoformat(), "root": ""}
    return json.dumps({**known, "now": f"{case.today}T12:00:00+00:00"}, default=str)
