"""The wheel: installed without any other package, it says in any folder what the sources say."""

import doctest
import json
import os
import subprocess
import sys
import zipfile
from datetime import date

import pytest
from shared import POLICIES
from worked_cases import ALL_CASES

import checker
from checker import InputError, decide
from checker.cli.main import FOR_AUTHORS, FOR_READERS
from checker.languages import LANGUAGES
from checker.library.package import build_package
from checker.moment import VARIABLE
from checker.places import ROOT

pytestmark = pytest.mark.uncounted

REQUESTS = [
    {"policy": case.policy, "answers": case.data["answers"], "today": str(case.today), "lang": language}
    for number, case in enumerate(ALL_CASES)
    for language in [list(LANGUAGES)[number % len(LANGUAGES)]]
]
DECIDE = """
import json, sys
from datetime import date
from checker import decide
for line in sys.stdin:
    each = json.loads(line)
    print(json.dumps(decide(each["policy"], each["answers"], date.fromisoformat(each["today"]), each["lang"])))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build_package(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Runs Python in an empty folder, with the wheel and no other package; with what is given on standard input."""
    target, empty = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("empty")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", target, wheel], check=True)

    def run(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        env = os.environ | {"PYTHONPATH": str(target), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-S", *arguments]
        return subprocess.run(command, cwd=empty, env=env, input=given, capture_output=True, text=True, timeout=600)

    return run


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    """Runs the command line of the sources."""

    def run(*arguments: str, given: str = "") -> str:
        command = [sys.executable, "-m", "checker", *arguments]
        return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, timeout=600).stdout

    return run


def lines(requests: list[dict[str, object]]) -> str:
    return "".join(json.dumps(each) + "\n" for each in requests)


@pytest.fixture(scope="module")
def verdicts() -> list[dict[str, object]]:
    """What the sources say on the worked cases, each in one of the languages."""
    return [
        decide(each["policy"], each["answers"], date.fromisoformat(each["today"]), each["lang"]) for each in REQUESTS
    ]


@pytest.mark.slow
def test_the_entry_for_programs_gives_the_verdicts_of_the_sources(installed, verdicts):
    done = installed("-c", DECIDE, given=lines(REQUESTS))
    assert not done.stderr
    assert [json.loads(line) for line in done.stdout.splitlines()] == verdicts


@pytest.mark.slow
def test_batch_gives_the_verdicts_of_the_sources(installed, verdicts):
    done = installed("-m", "checker", "batch", "-", "--near", given=lines(REQUESTS))
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line) for line in done.stdout.splitlines()] == verdicts


@pytest.mark.slow
def test_find_understands_what_the_sources_understand(installed, ours, library):
    labels = [
        {"policy": name, "words": library.words[language].gettext(label), "lang": language}
        for name, policy in library.policies.items()
        for label in policy.facts[0].options.values()
        for language in LANGUAGES
    ]
    done = installed("-m", "checker", "find", "-", given=lines(labels))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == ours("find", "-", given=lines(labels)) and "[]" not in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_check_and_desk_print_what_the_sources_print(installed, ours, library, language):
    case = ALL_CASES[0]
    check = ["check", case.policy, "--answers", "-", "--today", str(case.today), "--draft", "--lang", language]
    answers = json.dumps(case.data["answers"])
    commands = [(check, answers)]
    for policy in library.policies.values():
        if policy.desk:
            plan = next(iter(policy.desk.by_plan))
            commands += [(["desk", policy.id, plan, "--at", "2026-11-23T09:30-05:00", "--lang", language], "")]
    assert len(commands) > 1
    for command, given in commands:
        done = installed("-m", "checker", *command, given=given)
        assert not done.stderr
        assert done.stdout == ours(*command, given=given) and done.stdout


@pytest.mark.parametrize("command", FOR_AUTHORS)
def test_a_command_for_authors_says_where_the_sources_are(installed, command):
    done = installed("-m", "checker", command, "--lang", "es", "whatever")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and f"“checker {command}” needs the project's sources" in done.stderr


def test_help_has_the_commands_that_work_and_no_others(installed):
    said = installed("-m", "checker", "--help").stdout
    assert all(f"checker {command} " in said for command in FOR_READERS if command != "batch")
    assert not [command for command in FOR_AUTHORS if f"checker {command}" in said or f"    {command} " in said]


def test_ask_wants_a_terminal_first(installed):
    done = installed("-m", "checker", "ask", POLICIES[0])
    assert done.returncode == 2 and "no terminal" in done.stderr


def test_the_wheel_is_the_same_in_every_commit_of_a_year(wheel, tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, os.environ.get(VARIABLE, "1796000000"))
    assert build_package(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_wheel_has_what_readers_need_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    folders = {name.split("/")[1] for name in names if name.count("/") > 1 and name.startswith("checker/")}
    assert folders == {"core", "cli", "library", "policy", "compiled"}
    assert "checker/py.typed" in names and "checker/compiled/words.it.json" in names
    assert not [name for name in names if name.endswith((".yaml", ".md", ".pyc", ".po", ".js"))]


def test_the_examples_of_the_page_are_true():
    examples = doctest.testfile(str(ROOT / "reference" / "python.md"), module_relative=False, encoding="utf-8")
    assert examples.attempted >= 6 and examples.failed == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("acne", {}), "There is no policy “acne”"),
        ((POLICIES[0], []), "must be a JSON object"),
        ((POLICIES[0], {1: 2}), "has no fact “1”"),
        ((POLICIES[0], {}, "tomorrow"), "“tomorrow” is not a date"),
        (
            (POLICIES[0], {}, None, "itt"),
            "There is no language “itt”; the languages are: en, es, it. Did you mean “it”?",
        ),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_the_house(given, said):
    with pytest.raises(InputError) as refused:
        decide(*given)
    assert said in str(refused.value)


def test_what_is_wrong_is_said_in_the_language_that_was_asked_for():
    with pytest.raises(ValueError, match="Quería decir «"):
        decide(POLICIES[0] + "x", {}, lang="es")


def test_the_present_day_is_that_of_the_verdict(monkeypatch):
    monkeypatch.setattr("checker.cli.inputs.today", lambda: date(2026, 11, 22))
    assert decide(POLICIES[0], {})["today"] == "2026-11-22"


def test_a_name_that_the_package_does_not_have_is_an_error_as_usual():
    assert not hasattr(checker, "decided")
