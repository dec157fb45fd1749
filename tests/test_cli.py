"""The command line as its users meet it: verdicts, streams, questions in a terminal, and one line on what is wrong."""

import io
import json
import os
import pty
import subprocess
import sys
from dataclasses import dataclass

import pytest
from plain import read
from prompt_toolkit.data_structures import Size
from prompt_toolkit.output.vt100 import Vt100_Output
from shared import POLICIES, TODAY
from terminal import typing
from worked_cases import ALL_CASES

from checker.cli import main as command_line
from checker.cli.main import main
from checker.places import ROOT

KEYS = ["policy", "version", "language", "today", "status", "final", "possible", "offers", "terms", "because"]
KEYS += ["actions", "instead", "checklist", "questions", "unknowns", "ignored", "find_out", "decided_by", "decided"]
KEYS += ["near_misses"]
KEYS += ["checked_on", "check_again_by", "overdue"]
KEYS_OF_ITEMS = {
    "terms": ({"id", "value", "text", "clause"}, {"days_left"}),
    "because": ({"clause", "effect", "text", "href"}, {"offers", "beaten", "remark"}),
    "actions": ({"id", "clause", "text", "asked_by"}, set()),
    "instead": ({"id", "clause", "text", "for"}, set()),
    "find_out": ({"fact", "text"}, set()),
    "checklist": ({"clause", "text"}, set()),
}
STATUSES = {"covered", "conditional", "limited", "not-covered", "unclear"}
END_USER = {"role": "end-user", "contract": False}
CHECK = ("check", "acme", "--answers", "-")
COMMAND = [sys.executable, "-m", "checker"]
SHIPPED = POLICIES[0]  # for what runs in a process of its own
DOWN, UP, ENTER, CTRL_C = "\x1b[B", "\x1b[A", "\r", "\x03"


@dataclass(frozen=True)
class Run:
    """What a run of the command line left."""

    status: object
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs the command line in this process, with what is given on standard input."""

    def run(*arguments: str, given: object = b"") -> Run:
        data = given if isinstance(given, bytes) else json.dumps(given).encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), newline="\n"))
        try:
            status: object = main(list(arguments))
        except SystemExit as stop:
            status = stop.code
        return Run(status, *capsys.readouterr())

    return run


@pytest.fixture
def checker(made_up, run):
    """Runs the command line on the made-up policies."""
    return run


def lines(*requests: object) -> bytes:
    return "".join(json.dumps(request) + "\n" for request in requests).encode()


def shown(value: object) -> str:
    """The name of a row in a table, short even where the value is huge."""
    return repr(value)[:60]


def is_refused(run: Run, *said: str) -> None:
    """Bad input: one line on standard error, and nothing else."""
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("checker: ") and run.err.count("\n") == 1 and run.err.endswith("\n"), run.err
    assert "Traceback" not in run.err
    for each in said:
        assert each in run.err, run.err


# check


@pytest.mark.parametrize(
    ("language", "heading", "dated", "quoted"),
    [
        ("en", "NOT COVERED\n", "Checked on 22 November 2026", "(acme/"),
        ("es", "NO CUBIERTO\n", "22 de noviembre de 2026", "(es/acme/"),
        ("it", "NON COPERTO\n", "22 novembre 2026", "(it/acme/"),
    ],
)
def test_check_prints_the_verdict_in_the_language(checker, language, heading, dated, quoted):
    run = checker("check", "acme", "--answers", "-", "--today", "2026-11-22", "--lang", language, given=END_USER)
    assert (run.status, run.err) == (0, "")
    assert run.out.startswith(heading) and quoted in run.out
    assert dated in " ".join(run.out.split())


@pytest.mark.parametrize("policy", POLICIES)
def test_check_of_no_answers_leaves_the_verdict_open(run, policy):
    verdict = json.loads(run("check", policy, "--answers", "-", "--json", given={}).out)
    assert (verdict["status"], verdict["final"], verdict["language"]) == (None, False, "en")
    assert len(verdict["possible"]) > 1 and verdict["questions"]


def test_check_reads_a_file(checker, tmp_path):
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(END_USER))
    run = checker("check", "acme", "--answers", str(path), "--json")
    assert run.status == 0 and json.loads(run.out)["status"] == "not-covered"


def test_check_reads_a_file_with_a_byte_order_mark(checker, tmp_path):
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(END_USER), encoding="utf-8-sig")
    assert checker("check", "acme", "--answers", str(path)).status == 0


def test_check_judges_as_of_the_day(checker):
    run = checker(*CHECK, "--today", "2027-01-31", "--json", given=END_USER)
    assert json.loads(run.out)["today"] == "2027-01-31"


@pytest.mark.parametrize(("day", "status", "left"), [("2026-11-21", "covered", [0]), ("2026-11-22", "not-covered", [])])
def test_a_window_holds_through_its_last_day(checker, day, status, left):
    given = {"role": "end-user", "contract": True, "bought_on": "2025-11-21", "issue": "audio"}
    given |= {"seats": 10, "updated": True, "restarted": True}
    verdict = json.loads(checker("check", "acme", "--answers", "-", "--today", day, "--json", given=given).out)
    assert (verdict["status"], [each["days_left"] for each in verdict["terms"] if "days_left" in each]) == (
        status,
        left,
    )


def test_check_ignores_an_answer_to_a_question_that_is_not_asked(checker):
    given = {**END_USER, "tier": "gold"}
    run = checker("check", "acme", "--answers", "-", "--json", given=given)
    without = json.loads(checker("check", "acme", "--answers", "-", "--json", given=END_USER).out)
    assert json.loads(run.out) == {**without, "ignored": ["tier"]}


def test_check_takes_null_for_i_do_not_know(checker):
    verdict = json.loads(checker("check", "acme", "--answers", "-", "--json", given={"role": None}).out)
    assert verdict["unknowns"] == ["role"] and "role" not in verdict["questions"]


# The verdict as JSON


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_the_verdicts_of_all_worked_cases_keep_the_contract(run, library, language):
    given = [{"policy": case.policy, "answers": case.data["answers"], "today": str(case.today)} for case in ALL_CASES]
    done = run("batch", "-", "--near", "--lang", language, given=lines(*given))
    assert done.status == 0
    for request, line in zip(given, done.out.splitlines(), strict=True):
        verdict = json.loads(line)
        assert (verdict["policy"], verdict["today"]) == (request["policy"], request["today"])
        has_the_keys_of_the_contract(verdict)
        has_the_values_of_the_contract(verdict, library.policies[verdict["policy"]], language)


def has_the_keys_of_the_contract(verdict):
    assert list(verdict) == KEYS
    for name, (always, known) in KEYS_OF_ITEMS.items():
        assert all(always <= set(item) <= always | known for item in verdict[name]), verdict[name]


def has_the_values_of_the_contract(verdict, policy, language):
    status, folder = verdict["status"], f"{policy.id}/" if language == "en" else f"{language}/{policy.id}/"
    assert status in STATUSES | {None} and set(verdict["possible"]) <= STATUSES
    assert verdict["possible"] == [status] or (status is None and len(verdict["possible"]) > 1)
    assert not verdict["final"] or verdict["questions"] == verdict["unknowns"] == []
    assert verdict["final"] or status != "not-covered"
    assert list(verdict["offers"]) == ([] if status == "not-covered" else [each.id for each in policy.offers])
    assert set(verdict["offers"].values()) <= {"offered", "not-offered", "unclear", "open"}
    assert verdict["language"] == language
    for reason in verdict["because"]:
        assert reason["href"].startswith(folder), reason
        assert reason["href"].endswith(f"#{reason['clause']}") and reason["text"]


# batch


def test_batch_answers_in_order_with_errors_between(checker):
    good = {"policy": "acme", "answers": END_USER, "today": "2026-11-22"}
    given = lines(good, {"policy": "acne", "answers": {}}, {**good, "policy": "brisa", "answers": {}}) + b"\n \nno\n"
    run = checker("batch", "-", given=given)
    first, second, third, last = map(json.loads, run.out.splitlines())
    assert (run.status, run.err) == (1, "")
    assert (first["policy"], first["status"], first["today"]) == ("acme", "not-covered", "2026-11-22")
    assert list(second) == ["error", "line"] and "“acne”" in second["error"] and "“acme”?" in second["error"]
    assert third["policy"] == "brisa"
    assert "not valid JSON" in last["error"]
    assert (second["line"], last["line"]) == (2, 6)  # as the file counts them: empty lines too


def test_batch_without_errors_is_done(checker, tmp_path):
    path = tmp_path / "requests.jsonl"
    path.write_bytes(lines({"policy": "acme", "answers": {}}, {"policy": "brisa", "answers": {}}))
    run = checker("batch", str(path))
    assert run.status == 0 and len(run.out.splitlines()) == 2


def test_batch_gives_back_the_id_of_a_line(checker):
    given = lines({"id": "a-1", "policy": "acme", "answers": {}}, {"id": 7, "policy": "acme", "answers": {"rol": 1}})
    first, second = map(json.loads, checker("batch", "-", given=given).out.splitlines())
    assert first["id"] == "a-1" and first["policy"] == "acme" and "line" not in first
    assert (second["id"], second["line"]) == (7, 2) and "error" in second


def test_a_carriage_return_ends_no_line(checker, tmp_path):
    """Neither in a file nor on standard input: JSON takes it for a space."""
    given = lines({"policy": "acme", "answers": {}}).replace(b", ", b",\r")
    (tmp_path / "requests.jsonl").write_bytes(given)
    for run in (checker("batch", "-", given=given), checker("batch", str(tmp_path / "requests.jsonl"))):
        assert run.status == 0 and len(run.out.splitlines()) == 1


def test_batch_of_nothing_is_nothing(checker):
    assert checker("batch", "-") == Run(0, "", "")


def test_batch_speaks_the_language_of_each_line(checker):
    request = {"policy": "acme", "answers": END_USER}
    wrong = {"policy": "acme", "answers": {"rol": 1}}
    given = lines(request, {**request, "lang": "it"}, {**wrong, "lang": "it"}, wrong, {**wrong, "lang": "en"})
    run = checker("batch", "-", "--lang", "es", given=given)
    spanish, italian, *errors = map(json.loads, run.out.splitlines())
    assert (spanish["language"], italian["language"]) == ("es", "it")
    assert [error["error"].split("“")[0].split("«")[0] for error in errors][1:] == [
        "La política acme no tiene ningún dato ",
        "Policy acme has no fact ",
    ]
    assert len({error["error"] for error in errors}) == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"policy": "acme", "answers": {"role": "partnr"}}', "“partner”?"),
        (b'{"polcy": "acme", "answers": {}}', "the keys are: policy, answers, today, lang, id. Did you mean “policy”?"),
        (b'{"policy": "brissa", "answers": {}}', "Did you mean “brisa”?"),
        (b'{"policy": "acme", "answers": {}, "lang": "ess"}', "en, es, it. Did you mean “es”?"),
        (b'{"policy": "acme", "answers": {}, "lang": ["es"]}', "There is no language"),
        (b'{"policy": "acme", "answers": {}, "today": "2026-02-30"}', "“2026-02-30” is not a date"),
        (b'{"policy": "acme", "answers": {}, "today": 20261122}', "“20261122” is not a date"),
        (b'{"policy": "acme", "answers": {}, "today": %s}' % (b"[" * 900 + b"]" * 900), "“[…]” is not a date"),
        (b'{"policy": %s, "answers": {}}' % (b"[" * 900 + b"]" * 900), "There is no policy “[…]”"),
        (b'{"policy": "acme", "answers": []}', "must be a JSON object"),
        (b'{"policy": "acme"}', "must be a JSON object"),
        (b'{"answers": {}}', "the policies are: acme, brisa"),
        (b'{"policy": {"acme": 1}, "answers": {}}', "There is no policy"),
        (b'{"policy": "acme", "answers": {}, "id": [1]}', "must be text or a whole number"),
        (b'{"policy": "acme", "answers": {}, "id": 1e999}', "must be text or a whole number"),
        (b"[]", "must be a JSON object"),
        (b"null", "must be a JSON object"),
        (b'{"policy": "acme", "policy": "acme", "answers": {}}', "“policy” appears twice"),
        (b'{"policy": "acme", "answers": {"seats": NaN}}', "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"\xff\xfe\x00", "not valid JSON"),
        (b'{"policy": "\\ud800", "answers": {}}', "There is no policy"),
        (b'{"policy": "acme", "answers": {"role": "\\ud800"}}', "is not an answer to role"),
    ],
    ids=shown,
)
def test_batch_says_what_is_wrong_with_a_line_and_goes_on(checker, line, said):
    run = checker("batch", "-", given=line + b"\n" + lines({"policy": "acme", "answers": {}}))
    assert (run.status, run.err) == (1, "")
    wrong, good = map(json.loads, run.out.splitlines())
    assert list(wrong) == ["error", "line"] and said in wrong["error"] and wrong["line"] == 1
    assert good["policy"] == "acme"


def test_batch_refuses_a_wrong_language_of_a_line_in_its_own(checker):
    run = checker("batch", "-", "--lang", "es", given=lines({"policy": "acme", "answers": {}, "lang": "fr"}))
    assert json.loads(run.out)["error"].startswith("No existe el idioma «fr»")


# Bad input


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), ["COMMAND"]),
        (("chekc", "acme", "--answers", "-"), ["chekc", "ask", "check", "batch", "Did you mean “check”?"]),
        (("check", "acmee", "--answers", "-"), ["“acmee”", "acme, brisa", "Did you mean “acme”?"]),
        (("check", "brissa", "--answers", "-"), ["Did you mean “brisa”?"]),
        (("check", "", "--answers", "-"), ["the policies are: acme, brisa"]),
        (("ask", "acne"), ["“acne”", "Did you mean “acme”?"]),
        (("ask", "acme", "--lang", "sp"), ["“sp”", "en, es, it"]),
        ((*CHECK, "--lang", "ess"), ["“ess”", "en, es, it", "Did you mean “es”?"]),
        (("desk", "acmee", "silver"), ["“acmee”", "Did you mean “acme”?"]),
        (("desk", "acme", "silvr"), ["“silvr”", "Did you mean “silver”?"]),
        (("desk", "brisa", "silver"), ["brisa", "acme"]),
        (("desk", "acme", "silver", "--at", "now"), ["“now” is not a date and time", "ISO 8601"]),
        (("batch", "-", "--lang", "xx"), ["“xx”", "en, es, it"]),
        (("check", "acme"), ["--answers"]),
        (("batch",), ["FILE"]),
        ((*CHECK, "--tday", "2026-11-22"), ["--tday"]),
        ((*CHECK, "--today", "2026-13-01"), ["“2026-13-01” is not a date; write it as YYYY-MM-DD"]),
        ((*CHECK, "--today", "22/11/2026"), ["“22/11/2026” is not a date"]),
        ((*CHECK, "--today", ""), ["“” is not a date"]),
        (("check", "acme", "--answers", "no-such-file.json"), ["no-such-file.json", "No such file"]),
        (("check", "acme", "--answers", "."), [". cannot be read", "directory"]),
        (("check", "acme", "--answers", "nul\0.json"), ["cannot be read"]),
        (("check", "acme", "--answers", "x" * 5000), ["cannot be read"]),
        (("batch", "no-such-file.jsonl"), ["no-such-file.jsonl", "No such file"]),
        (("batch", "."), [". cannot be read", "directory"]),
    ],
    ids=shown,
)
def test_bad_arguments_are_refused_in_one_line(checker, arguments, said):
    is_refused(checker(*arguments, given={}), *said)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rol": "partner"}, ["Policy acme has no fact “rol”", "role, tier", "Did you mean “role”?"]),
        ({"": 1}, ["has no fact “”"]),
        ({"role": "partnr"}, ["“partnr” is not an answer to role", "partner, end-user", "Did you mean “partner”?"]),
        ({"role": "Partner"}, ["“Partner” is not an answer to role"]),
        ({"role": 1}, ["“1” is not an answer to role"]),
        ({"role": True}, ["“true” is not an answer to role"]),
        ({"role": ["partner"]}, ["is not an answer to role; it takes one of: partner, end-user."]),
        ({"role": {}}, ["is not an answer to role"]),
        ({"seats": -1}, ["“-1” is not an answer to seats", "a whole number from 1 to 500"]),
        ({"seats": 501}, ["“501” is not an answer to seats"]),
        ({"seats": True}, ["“true” is not an answer to seats", "a whole number"]),
        ({"seats": 4.0}, ["“4.0” is not an answer to seats"]),
        ({"seats": "4"}, ["“4” is not an answer to seats"]),
        (b'{"seats": 1e999}', ["“inf” is not an answer to seats"]),
        (b'{"seats": ' + b"9" * 5000 + b"}", ["not valid JSON"]),
        ({"contract": 1}, ["“1” is not an answer to contract; it takes true or false"]),
        ({"contract": "yes"}, ["“yes” is not an answer to contract"]),
        ({"contract": 0}, ["“0” is not an answer to contract"]),
        ({"role": "{0.__class__}", "{hint}": 1}, ["“{0.__class__}” is not an answer", "no fact “{hint}”"]),
        ({"role": "a\nb"}, ["is not an answer to role"]),
        ({"ro\nle": 1}, ["has no fact"]),
        ({"role": "\x1b[2J"}, ["is not an answer to role"]),
        (b'{"role": "\\ud800"}', ["is not an answer to role"]),
        ({"role": "x" * 1000}, ["x…” is not an answer to role"]),
        ({"x" * 1000: 1}, ["has no fact “xxx"]),
        ({"role": "x" * 2001}, ["The answers are longer than 2,000 characters in all."]),
        ({"x" * 100_000: 1}, ["The answers are longer than 2,000 characters in all."]),
        (b"", ["not valid JSON (line and column 1:1)"]),
        (b'{"role": }', ["not valid JSON (line and column 1:10)"]),
        (b'{"role": NaN}', ["not valid JSON"]),
        (b'{"role": -Infinity}', ["not valid JSON"]),
        (b'{"role": "partner", "role": "end-user"}', ["“role” appears twice in one JSON object"]),
        (b'{"role": {"a": 1, "a": 2}}', ["“a” appears twice"]),
        (b"[" * 100_000, ["not valid JSON"]),
        (b'{"role": ' * 100_000, ["not valid JSON"]),
        (b"[]", ["must be a JSON object"]),
        (b'"role"', ["must be a JSON object"]),
        (b"null", ["must be a JSON object"]),
        (bytes(range(256)), ["not valid JSON"]),
        (b"\xff\xfe{\x00}\x00", ["not valid JSON"]),
    ],
    ids=shown,
)
def test_bad_answers_are_refused_in_one_line(checker, given, said):
    run = checker(*CHECK, "--json", given=given)
    is_refused(run, *said)
    assert all(character.isprintable() for character in run.err.rstrip("\n"))
    assert len(run.err) < 2000


@pytest.mark.parametrize("day", ["2026-11-23", "2026-2-1", "2026-02-29", "yesterday", "", 20261122, True])
def test_a_wrong_date_is_refused(checker, day):
    run = checker(*CHECK, "--today", str(TODAY), given={"bought_on": day})
    is_refused(run, "is not an answer to bought_on; it takes a date written YYYY-MM-DD")


def test_values_of_every_depth_are_refused(checker):
    """Wherever the stack ends: while the value is read, or while it is shown."""
    for depth in range(850, 1000):
        is_refused(checker(*CHECK, given=b'{"role": %s%s}' % (b"[" * depth, b"]" * depth)))


def test_all_wrong_answers_are_in_one_message(checker):
    run = checker(*CHECK, given={"rol": 1, "role": "partnr", "seats": 4.0, "hosting": None})
    is_refused(run, "no fact “rol”", "“partnr” is not an answer to role", "“4.0” is not an answer to seats")
    assert "hosting;" not in run.err


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", ["Política acme: «partnr» no es una respuesta válida para role", "¿Quería decir «partner»?"]),
        ("it", ["«partnr»", "role", "partner, end-user", "«partner»?"]),
    ],
)
def test_what_is_wrong_is_said_in_the_language(checker, language, said):
    is_refused(checker(*CHECK, "--lang", language, given={"role": "partnr"}), *said)


# find


def test_find_says_which_issue_is_meant(run):
    first = json.loads(run("find", SHIPPED, "no sound", "--json").out)[0]
    assert first.keys() == {"policy", "fact", "option", "label", "score"} and first["policy"] == SHIPPED
    assert 1 <= run("find", "no sound").out.count("\n") <= 8
    assert run("find", SHIPPED, "zzzzqqq").out == "Nothing found.\n"
    assert json.loads(run("find", "zzzzqqq", "--json").out) == []


def test_find_reads_lines(run):
    asked = [{"words": "no sound"}, {"policy": SHIPPED, "words": "garantía", "lang": "es"}, {"words": 3}, {"word": ""}]
    done = run("find", "-", given="\n".join(map(json.dumps, asked)).encode())
    some, spanish, wrong, unknown = map(json.loads, done.out.splitlines())
    assert done.status == 1 and some and {each["policy"] for each in spanish} <= {SHIPPED}
    assert wrong == {"error": "The request's “words” cannot be read.", "line": 3}
    assert unknown["line"] == 4 and "Did you mean “words”?" in unknown["error"]


def test_find_knows_the_policies(run):
    is_refused(run("find", "nothing", "no sound"), "There is no policy “nothing”")


# ask


@pytest.fixture
def terminal(capsys, monkeypatch):
    """Runs `ask` with these keys typed; gives its status, what the questions showed, and what was printed."""

    monkeypatch.setattr("checker.cli.inputs.check_terminal", lambda: None)

    def run(*arguments: str, keys: str) -> tuple[int, str, str]:
        screen = io.StringIO()
        output = Vt100_Output(screen, lambda: Size(rows=50, columns=200), term="dumb")
        status = typing(keys, lambda: main(["ask", *arguments]), output)
        return status, screen.getvalue(), capsys.readouterr().out

    return run


def test_ask_leads_from_the_first_question_to_a_verdict(made_up, terminal):
    status, screen, out = terminal("acme", "--lang", "es", keys=DOWN + ENTER + DOWN + ENTER)
    assert status == 0
    assert "A partner of Acme" in screen and "No lo sé" in screen
    assert out.startswith("NO CUBIERTO\n") and "(es/acme/" in out


@pytest.mark.parametrize("language", ["es", "it"])
@pytest.mark.parametrize("policy", POLICIES)
def test_ask_speaks_the_language(terminal, library, policy, language):
    said, first = library.words[language].gettext, library.policies[policy].facts[0]
    _, screen, _ = terminal(policy, "--lang", language, keys=ENTER + CTRL_C)
    assert said(first.question) in screen and first.question not in screen


@pytest.mark.parametrize("policy", POLICIES)
def test_ask_ends_when_nothing_is_known(terminal, policy, library):
    """The last choice is "I don't know"; of a number or a date, an empty line says so."""
    status, _, out = terminal(policy, keys=(UP + ENTER) * (1 + len(library.policies[policy].facts)))
    assert status == 0 and out.startswith("NOT SETTLED YET\n")


@pytest.mark.parametrize("key", [CTRL_C, DOWN + ENTER + CTRL_C], ids=["at once", "at the second question"])
def test_ctrl_c_leaves_the_questions(made_up, terminal, key):
    status, _, out = terminal("acme", "--lang", "es", keys=key)
    assert status == 130
    assert "NO CUBIERTO" not in out and "Cancelled" not in out


def test_ctrl_c_in_a_real_terminal_leaves_without_a_traceback(library):
    question = library.words["es"].gettext(library.policies[SHIPPED].facts[0].question)
    leader, follower = pty.openpty()
    command = [*COMMAND, "ask", SHIPPED, "--lang", "es"]
    with subprocess.Popen(command, cwd=ROOT, stdin=follower, stdout=follower, stderr=subprocess.PIPE) as process:
        os.close(follower)
        shown = b""
        while question.encode() not in shown:
            shown += os.read(leader, 4096)
        os.write(leader, CTRL_C.encode())
        _, err = process.communicate()
    os.close(leader)
    assert (process.returncode, err) == (130, b"")


def test_ask_without_a_terminal_is_refused():
    run = subprocess.run(
        [*COMMAND, "ask", SHIPPED],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    is_refused(Run(run.returncode, run.stdout, run.stderr))


# As a process


def test_help_names_the_commands():
    run = subprocess.run([*COMMAND, "--help"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert all(command in run.stdout for command in ("ask", "check", "batch", "examples:"))


@pytest.mark.parametrize("command", ["ask", "check", "batch"])
def test_help_of_a_command_has_an_example(checker, command):
    run = checker(command, "--help")
    assert run.status == 0 and "example:\n  " in run.out


def test_a_reader_that_goes_away_is_no_traceback():
    with subprocess.Popen(
        [*COMMAND, "batch", "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        process.stdin.write(lines({"policy": "acme", "answers": {}}))
        process.stdin.close()
        err = process.stderr.read()
    assert (process.returncode, err) == (0, b"")


def test_a_terminal_without_the_letters_is_no_traceback():
    run = subprocess.run(
        [*COMMAND, "check", SHIPPED, "--answers", "-"],
        cwd=ROOT,
        input=b"{}",
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (run.returncode, run.stderr) == (0, b"")


@pytest.mark.unfaked
@pytest.mark.parametrize(
    ("arguments", "redirected", "status", "said"),
    [
        ("check {} --answers -", "<&-", 2, "checker: - cannot be read: Bad file descriptor.\n"),
        ("batch -", "<&-", 2, "checker: - cannot be read: Bad file descriptor.\n"),
        ("ask {}", "<&-", 2, "checker: There is no terminal here to ask the questions in"),
        ("check {} --answers -", ">&- <<<'{{}}'", 1, "checker: Bad file descriptor\n"),
        ("check {} --answers -", ">&- 2>&- <<<'no'", 2, ""),
        ("check {} --answers -", "2>/dev/full <<<'no'", 2, ""),
        ("nothing", "2>&-", 2, ""),
    ],
)
def test_closed_streams_are_no_traceback_and_nothing_goes_to_another(arguments, redirected, status, said):
    command = f"{' '.join(COMMAND)} {arguments} {redirected}".format(*[SHIPPED] * arguments.count("{}"))
    run = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (status, "")
    assert run.stderr.startswith(said) and (said or not run.stderr) and "Traceback" not in run.stderr


WHILE_STARTING = """import os, signal, sys
from checker.__main__ import run
wanted, sys.argv[1:] = sys.argv[1], ["batch", os.devnull]
class Finder:
    def find_spec(self, name, *_):
        if name == wanted:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
signal.signal(signal.SIGINT, signal.default_int_handler)  # also where the tests run in the background
sys.exit(run())"""
"""Ctrl-C comes while this module is being imported."""


@pytest.mark.parametrize("module", ["checker.cli.main", "checker.library.shelf", "babel.core"])
def test_ctrl_c_while_the_command_starts_is_no_traceback(module):
    command = [sys.executable, "-c", WHILE_STARTING, module]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (130, b"", b"")


def test_a_full_disk_is_no_traceback():
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        run = subprocess.run(
            [*COMMAND, "check", SHIPPED, "--answers", "-"],
            cwd=ROOT,
            input=b"{}",
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert run.returncode == 1 and b"Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "that day has passed"), ("es", "esa fecha ya ha pasado"), ("it", "quella data è passata")],
)
def test_a_verdict_says_when_the_policy_was_to_be_compared_again(checker, language, said):
    for day, overdue in (("2027-05-21", False), ("2027-05-22", True)):
        run = checker(*CHECK, "--today", day, "--lang", language, given=END_USER)
        assert (said in " ".join(run.out.split())) is overdue
        verdict = json.loads(checker(*CHECK, "--today", day, "--json", given=END_USER).out)
        dates = ("2026.11", "2026-11-21", "2027-05-21", overdue)
        assert tuple(verdict[key] for key in ("version", "checked_on", "check_again_by", "overdue")) == dates


# cases


FAX = '- policy: acme\n  name: "A fax"\n  today: "2026-11-22"\n  answers: {"issue": "fax"}\n  status: "not-covered"\n'


@pytest.fixture
def kept(made_up, tmp_path):
    """The worked cases of the made-up policy, in a folder of their own."""
    command_line.Shelf().root = tmp_path
    path = tmp_path / "tests" / "cases" / "acme.yaml"
    return lambda: read(path)["cases"] if path.exists() else []


def test_a_case_that_the_checker_agrees_with_is_added(checker, kept):
    ran = checker("cases", "add", "-", given=FAX.encode())
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "acme: A fax\n  The checker agrees.\n  Added to tests/cases/acme.yaml.\n"
    assert kept()[-1] == {
        "name": "A fax",
        "today": "2026-11-22",
        "answers": {"issue": "fax"},
        "status": "not-covered",
    }


def test_one_that_it_does_not_agree_with_is_told_and_added_only_on_request(checker, kept):
    given = FAX.replace("not-covered", "covered").encode()
    ran = checker("cases", "add", "-", given=given)
    assert ran.status == 1
    assert "status: the case has covered, the checker says not-covered." in ran.out and "Added" not in ran.out
    assert kept() == []
    assert checker("cases", "add", "-", "--failing", given=given).status == 1
    assert [each["status"] for each in kept()] == ["covered"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "The file is empty"),
        ("policy: acme\n", "no list of cases"),
        ("- acme\n", "Case 1 of -"),
        ("- policy: [", "This is not valid YAML"),
        ("- &a [*a]\n", "Alias"),
        ("- policy: acme\n  answers: {}\n  offers: 3\n", "Case 1 of -"),
        ("- policy: acne\n", "“acme”?"),
        ("- policy: acme\n  answer: {}\n", "“answer” is not a key"),
        ("- policy: acme\n  answers: {issue: fix}\n", "fax"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(checker, kept, given, said):
    ran = checker("cases", "add", "-", given=given.encode())
    assert (ran.status, ran.out) == (2, "") and said in ran.err
    assert kept() == []
