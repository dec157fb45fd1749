"""`checker batch` at length: the same verdicts as one by one, CSV, and lines that come and go as a pipe has them."""

import json
import subprocess
import sys
from datetime import date, timedelta
from random import Random

import pytest
from shared import POLICIES, TODAY
from worked_cases import ALL_CASES

from checker.cli.main import main
from checker.core.engine import alike
from checker.core.engine.decide import decide
from checker.core.words import lines
from checker.core.words.lines import Lines
from checker.core.words.verdict_document import document
from checker.places import ROOT

COMMAND = [sys.executable, "-m", "checker", "batch", "-"]
END_USER = {"role": "end-user", "contract": False}


def answer(fact, chance):
    """One that the fact can have, or “I don't know”."""
    if chance.random() < 0.1:
        return None
    match fact.type:
        case "yes/no":
            return chance.random() < 0.5
        case "integer":
            return chance.randint(fact.minimum, fact.maximum)
        case "date":
            return str(TODAY - timedelta(days=chance.randrange(900)))
        case "several":
            return [option for option in fact.options if chance.random() < 0.4]
    return chance.choice(list(fact.options))


def cases(policy, count, chance):
    """Answers by chance: to all questions, or to some."""
    for number in range(count):
        facts = [fact for fact in policy.facts if number % 3 or chance.random() < 0.7]
        chance.shuffle(facts)
        yield {fact.id: answer(fact, chance) for fact in facts}, TODAY + timedelta(days=chance.randrange(400))


def one_by_one(policy, words, answers, today):
    return json.dumps(document(decide(policy, answers, today), words, near=False), ensure_ascii=False)


def are_the_same(policy, words, given):
    written = Lines(policy, words)
    for answers, today in given:
        assert written.line(answers, today) == one_by_one(policy, words, answers, today), answers


@pytest.mark.parametrize("policy", POLICIES)
def test_many_verdicts_are_those_of_one_by_one(library, policy):
    found = library.policies[policy]
    are_the_same(found, library.words["es"], cases(found, 150, Random(policy)))


@pytest.mark.slow
@pytest.mark.parametrize("policy", POLICIES)
def test_very_many_verdicts_are_those_of_one_by_one(library, policy):
    found = library.policies[policy]
    are_the_same(found, library.words["it"], cases(found, 5_000, Random(policy)))


def test_verdicts_of_made_up_policies_are_those_of_one_by_one(acme):
    for policy in acme.policies.values():
        are_the_same(policy, acme.words["en"], cases(policy, 300, Random(1)))


def test_what_was_forgotten_is_worked_out_again(acme, monkeypatch):
    monkeypatch.setattr(lines, "MOST_KINDS", 2)
    monkeypatch.setattr(lines, "MOST_DAYS", 1)
    monkeypatch.setattr(alike, "MOST_STATES", 3)
    for policy in acme.policies.values():
        are_the_same(policy, acme.words["en"], cases(policy, 100, Random(2)))


def run(capsys, *arguments):
    status = main(["batch", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


def test_near_misses_are_made_when_asked_for(made_up, capsys, tmp_path):
    (tmp_path / "requests.jsonl").write_text(json.dumps({"id": 1, "policy": "acme", "answers": END_USER}))
    (without,) = run(capsys, tmp_path / "requests.jsonl")[1]
    (with_them,) = run(capsys, tmp_path / "requests.jsonl", "--near")[1]
    assert "near_misses" not in without
    assert {key: value for key, value in with_them.items() if key != "near_misses"} == without


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_is_read_as_tables_write_it(made_up, capsys, tmp_path, separator, encoding, end):
    rows = [["id", "policy", "role", "contract"], ['"a, ""b"";\né"', "acme", "end-user", "no"], ["", "", "", ""]]
    rows.append(["2", "acme", "End-User", "unknown"])
    path = tmp_path / "cases.csv"
    path.write_bytes(end.join(separator.join(row) for row in rows).encode(encoding))
    status, (first, second), _ = run(capsys, path)
    assert status == 0
    assert (first["id"], first["status"]) == ('a, "b";\né', "not-covered")
    assert (second["id"], second["unknowns"]) == ("2", ["contract"])


def test_columns_and_cells_may_be_labels_of_any_language(library, capsys, tmp_path):
    """Of each policy the first question, by its label and those of its options."""
    for name, policy in library.policies.items():
        fact = next(each for each in policy.facts if each.type in ("choice", "ordered"))
        for language, words in library.words.items():
            path, option = tmp_path / f"{name}.{language}.csv", list(fact.options)[-1]
            cells = [words.gettext(fact.label), words.gettext(fact.options[option])]
            path.write_text("\n".join(f'"{cell}"' for cell in cells), encoding="utf-8")
            status, (verdict,), _ = run(capsys, path, "--policy", name)
            expected = document(decide(policy, {fact.id: option}, date.fromisoformat(verdict["today"])), words)
            assert status == 0 and verdict["questions"] == expected["questions"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("role,contract\nend-user,no\n", ["no column “policy”", "--policy"]),
        ("policy,rol\nacme,partner\n", ["“rol”", "Did you mean “role”?"]),
        ('policy,role\nacme,"partner\n', ["from line 2:"]),
    ],
)
def test_csv_that_cannot_be_read_is_refused(made_up, capsys, tmp_path, text, said):
    path = tmp_path / "cases.csv"
    path.write_text(text)
    status, _, err = run(capsys, path)
    assert status == 2 and err.count("\n") == 1 and all(each in err for each in said), err


def test_a_row_that_is_wrong_is_named_by_its_line(made_up, capsys, tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text('id,policy,role\n"a\nb",acme,partnr\n1,acme,partner,more\n2,acme,partner\n')
    status, (wrong, longer, right), _ = run(capsys, path)
    assert status == 1 and "error" not in right
    assert (wrong["id"], wrong["line"]) == ("a\nb", 2) and "“partner”?" in wrong["error"]
    assert longer["line"] == 4 and "4" in longer["error"]


def test_a_line_is_answered_when_the_input_pauses():
    """Its writer waits for the verdict before it writes another."""
    case = ALL_CASES[0]
    request = json.dumps({"policy": case.policy, "answers": case.data["answers"]}) + "\n"
    with subprocess.Popen(COMMAND, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for _ in range(3):
            process.stdin.write(request)
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["policy"] == case.policy
        process.stdin.close()
    assert process.returncode == 0
