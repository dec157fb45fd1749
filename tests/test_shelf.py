"""One policy in the middle of an edit: what is said of it, and that everything else goes on."""

import io
import json
import shutil
from pathlib import Path

import pytest
from small_policy import PAGES, POLICY, RULES, TERMS

from checker.cli.main import main
from checker.core.model.serial import write_policy
from checker.library.shelf import Shelf
from checker.places import ROOT
from checker.proof.prove import PROPERTIES
from checker.review.ledger import open_ledgers

BROKEN = Path("checker/policies/acne.yaml")
WRONG = "checker/policies/acne.yaml:"
UNREAD, UNCOMPILED, BAD_PAGE = "an unfinished line", "a rank that there is not", "a page with half a tag"
CLAIMS = POLICY[POLICY.index("unclear:") : POLICY.index("informative:")]


@pytest.fixture(params=[UNREAD, UNCOMPILED, BAD_PAGE])
def project(request, tmp_path, monkeypatch):
    """A project of two policies, of which the one that is called acne is broken; the command line works on it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: Shelf(tmp_path))
    BROKEN.parent.mkdir(parents=True)
    shutil.copytree(ROOT / "locales", "locales")
    shutil.copy(ROOT / "checker" / "policies" / "policy.schema.json", BROKEN.parent)
    for name in ("acme", "acne"):
        BROKEN.with_name(f"{name}.yaml").write_text(
            POLICY.replace(CLAIMS, "").replace("policy: acme", f"policy: {name}\nstatus: draft")
        )
        for language in ("en", "es", "it"):
            Path("docs", language, name).mkdir(parents=True)
            for page, text in zip(PAGES, (RULES, TERMS), strict=True):
                Path("docs", language, name, page).write_text(text)
        for language in ("en", "es", "it"):
            Path("docs", language, name, "reading.md").write_text("## 1. All { #reading-1 }\n")
    for ledger in open_ledgers(tmp_path)[0].values():
        ledger.accept(ledger.pending())
    break_it(request.param)
    return tmp_path


def break_it(how):
    page = Path("docs/en/acne/rules.md")
    if how == BAD_PAGE:
        page.write_text(page.read_text() + "\n<b>Half\n")
    else:
        old, new = {UNREAD: ("offers:\n", "offers\n"), UNCOMPILED: ("tier >= silver", "tier >= silvr")}[how]
        BROKEN.write_text(BROKEN.read_text().replace(old, new, 1))


@pytest.fixture
def run(project, capsys, monkeypatch):
    """Runs the command line; gives its status, what it printed, and what it said on standard error."""

    def command(*arguments, given=""):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        return main(list(arguments)), *capsys.readouterr()

    return command


def is_named(text):
    """Whether the text says what is wrong with the broken policy, and of no other."""
    lines = [line.strip().removeprefix("checker: ") for line in text.splitlines() if ".yaml:" in line or ".md:" in line]
    return bool(lines) and all("acne" in line.split(": ")[0] for line in lines)


def test_a_command_on_another_policy_does_not_look_at_it(run):
    status, _, err = run("check", "acme", "--answers", "-", given='{"role": "partner"}')
    assert (status, err) == (0, "acme is a draft: do not rely on it until it has been reviewed and translated.\n")
    assert run("verify", "acme")[0] in (0, 1)
    status, _, err = run("desk", "acme", "basic")
    assert status == 2 and err == "checker: Policy acme has no support desk hours; the policies that have them are: .\n"


@pytest.mark.parametrize(
    "command", [("check", "acne", "--answers", "-"), ("verify", "acne"), ("desk", "acne", "basic")]
)
def test_a_command_on_itself_says_what_is_wrong(run, command):
    status, out, err = run(*command, given="{}")
    assert (status, out) == (2, "") and is_named(err)


def test_in_a_batch_only_its_own_lines_are_errors(run):
    requests = [{"policy": name, "answers": {}} for name in ("acne", "acme", "acne", "acme")]
    status, out, err = run("batch", "-", given="\n".join(map(json.dumps, requests)))
    broken, sound, *others = map(json.loads, out.splitlines())
    assert (status, err) == (1, "") and list(broken) == ["error", "line"] and is_named(broken["error"])
    assert sound["policy"] == "acme" and others == [{**broken, "line": 3}, sound]


@pytest.mark.uncounted
def test_verify_proves_the_others_and_names_it_in_its_report(run):
    status, out, err = run("verify")
    assert (status, err) == (2, "")
    acme, _, acne = out.partition("\nacne\n")
    assert acme.startswith("acme\n") and sum(map(acme.count, ("proven  ", "tried   ", "FAILED  "))) == len(PROPERTIES)
    assert acne.startswith("  BROKEN  It cannot be compiled") and is_named(acne)
    assert out.endswith(" 1 of 2 policies cannot be proven.\n")


def test_status_lists_it_as_broken_and_goes_on(run):
    status, out, err = run("status")
    assert (status, err) == (1, "")
    assert "acme: version 2026.11, last compared on" in out
    assert "\nacne cannot be compiled:\n" in out and is_named(out)
    assert "No se puede compilar acne:\n" in run("status", "--lang", "es")[1]


def test_what_is_to_be_reviewed_in_the_others_can_be(run):
    for language in ("en", "es", "it"):
        page = Path("docs", language, "acme", "rules.md")
        page.write_text(page.read_text().replace("lasts one year", "lasts a year"))
    assert run("review", "acme/one-year", "--accept", "wording")[0] == 0
    cannot_be_read = "\noffers\n" in BROKEN.read_text()
    assert run("review")[:2] == (2 if cannot_be_read else 0, "Nothing to review.\n")


def test_a_release_keeps_the_others_and_then_says_what_is_wrong(run):
    status, out, err = run("release")
    kept = ["checker/policies/history/acme-2026.11.json", "checker/policies/history/changes/acme-2026.11.json"]
    assert (status, out.splitlines()) == (2, kept) and is_named(err)


def test_two_compiled_models_are_compared_without_a_look_at_any_policy(run, project):
    policy = Shelf(project).library("acme").policies["acme"]
    for name in ("old", "new"):
        Path(f"{name}.json").write_text(json.dumps(write_policy(policy)))
    assert run("diff", "old.json", "new.json")[::2] == (0, "")
    assert run("diff", "old.json", ".")[::2] == (0, "")


def test_two_folders_are_compared_in_the_others(run):
    status, out, err = run("diff", ".", ".", "--json")
    assert status == 2 and is_named(err)
    assert [each["policy"] for each in json.loads(out)["policies"]] == ["acme"]
