"""Reviews: what becomes stale when a clause is edited, what the build does about it, and how it is accepted."""

import os
import pty
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from shared import needs_git
from small_policy import PAGES, POLICY, RULES, TERMS
from terminal import typing

from checker.cli.main import main
from checker.cli.review import list_clause
from checker.cli.status import print_status
from checker.core.engine.decide import decide
from checker.core.model.words import Words
from checker.core.words.verdict_view import view
from checker.library.library import open_library
from checker.library.shelf import Shelf
from checker.pages.notices import page_notices
from checker.places import ROOT
from checker.policy.problems import AuthoringError
from checker.policy.reviews import fingerprint, read_records, records_path
from checker.review.ledger import Ledger, open_ledgers, unreviewed_drafts

PAGE = Path("docs/en/acme/rules.md")
FILE = Path("checker/policies/acme.yaml")
RECORDS = Path("checker/policies/reviewed/acme.yaml")
DATES = """\
dates:
  supported_until:
    label: Supported until
    source: the list of Acme
    checked_on: "2026-11-20"
    check_again_by: "2027-02-21"
    days: {partner: "2026-12-31", end-user: unknown}
"""
YEAR = "Support lasts one year."
OF_YEAR = {"rules/too-late", "terms/supported-through", "es", "it"}
DOWN, ENTER, CTRL_C = "\x1b[B", "\r", "\x03"


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A project of one policy, all of it reviewed; the commands work on it, and the current folder is there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: Shelf(tmp_path))
    FILE.parent.mkdir(parents=True)
    FILE.write_text(f"{POLICY}\nstatus: draft\n")
    shutil.copytree(ROOT / "locales", "locales")
    shutil.copy(ROOT / "checker" / "policies" / "policy.schema.json", FILE.parent)
    for language in ("en", "es", "it"):
        Path("docs", language, "acme").mkdir(parents=True)
        for name, text in zip(PAGES, (RULES, TERMS), strict=True):
            Path("docs", language, "acme", name).write_text(text)
    acme = ledger()
    acme.accept(acme.pending())
    return tmp_path


def ledger() -> Ledger:
    """The ledger as the files are now."""
    return open_ledgers(Path.cwd())[0]["acme"]


def pending() -> set[tuple[str, str, str]]:
    """Clause, use and state of all that is to be reviewed."""
    return {(each.clause, each.use, each.state) for each in ledger().pending()}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def change_year() -> None:
    edit(PAGE, YEAR, "Support lasts one full year.")


def problems() -> list[str]:
    """What the build says."""
    with pytest.raises(AuthoringError) as caught:
        open_library(Path.cwd())
    return str(caught.value).splitlines()


# What is recorded


def test_the_records_of_the_policies_are_complete_and_hold_nothing_else():
    for found in open_ledgers()[0].values():
        records = read_records(records_path(found.file.policy.source.path))
        uses = {(each.clause, each.use) for each in found.reviews}
        assert {(clause, use) for clause, of_clause in records.items() for use in of_clause} == uses, found.policy
        assert not found.pending(), found.policy


def test_every_clause_has_a_use_and_two_translations(project):
    found = ledger()
    for clause in found.clauses["en"]:
        uses = {each.use for each in found.reviews if each.clause == clause}
        assert {"es", "it"} < uses


def test_a_record_is_one_line(project):
    line = f'  rules/too-late: "{fingerprint(YEAR)}"'
    assert RECORDS.read_text().splitlines().count(line) == 1


# What an edit makes stale


def test_an_edited_clause_makes_exactly_its_rules_and_its_two_translations_stale(project):
    change_year()
    assert pending() == {("one-year", use, "stale") for use in OF_YEAR}


def test_the_source_language_is_that_of_the_policy(project):
    edit(FILE, "source_language: en", "source_language: es")
    acme = ledger()
    acme.accept(acme.pending())
    edit(Path("docs/es/acme/rules.md"), YEAR, "El soporte dura un año y medio.")
    assert pending() == {("one-year", use, "stale") for use in (OF_YEAR - {"es"}) | {"en"}}


@pytest.mark.parametrize(
    "same", ["Support  lasts one\n  year.", "Support *lasts* one year.", "[Support](terms.md) lasts one year."]
)
def test_space_and_markup_change_nothing(project, same):
    edit(PAGE, YEAR, same)
    assert not pending()


def test_the_way_in_which_characters_are_composed_changes_nothing():
    assert fingerprint("dirección") == fingerprint("direccio\u0301n") != fingerprint("direccion")


def test_an_edited_translation_makes_nothing_stale_but_asks_for_a_look(project):
    edit(Path("docs/es/acme/rules.md"), YEAR, "El soporte dura un año.")
    assert pending() == {("one-year", "es", "edited")}
    assert not any(clause.stale for clause in open_library(project).words["es"].clauses["acme"].values())
    assert main(["review", "acme/one-year", "--accept", "es"]) == 0
    assert not pending()


def test_a_new_rule_and_a_new_clause_are_not_reviewed_yet(project):
    edit(FILE, "    clauses: [large]", "    clauses: [large, scope]")
    for language in ("en", "es", "it"):
        path = Path("docs", language, "acme/rules.md")
        path.write_text(path.read_text() + "\nAcme moved in 2001.\n{ #moved }\n")
    edit(FILE, "  history:", "  moved: It tells where Acme is.\n  history:")
    new = {("scope", "rules/too-large"), ("moved", "informative"), ("moved", "es"), ("moved", "it")}
    assert pending() == {(*each, "missing") for each in new}


# What the build does


def test_the_build_stops_at_stale_rules_with_their_place_and_what_to_do(project):
    change_year()
    lines = FILE.read_text().splitlines()
    rule = 1 + lines.index("    clauses: [one-year]")
    term = 1 + lines.index("      - clause: one-year")
    said = problems()
    assert [line.split(": ")[0] for line in said] == [f"{FILE}:{term}:17", f"{FILE}:{rule}:15"]
    assert all(line.endswith("checker review acme/one-year") and "“one-year” has changed" in line for line in said)


def test_the_build_stops_at_rules_that_were_never_reviewed(project):
    lines = RECORDS.read_text().splitlines(keepends=True)
    RECORDS.write_text("".join(line for line in lines if "rules/too-large" not in line))
    assert next(line.partition("“rules/")[2] for line in problems()).startswith("too-large”")


def test_a_draft_runs_before_anybody_has_reviewed_it_and_says_what_it_is(project, capsys):
    RECORDS.unlink()
    Path("answers.json").write_text("{}")
    assert main(["check", "acme", "--answers", "answers.json"]) == 0
    assert capsys.readouterr().err == "acme is a draft: do not rely on it until it has been reviewed and translated.\n"
    assert main(["status"]) == 1
    left = len(ledger().pending())
    assert (
        f"acme is a draft. Rules and translations that you still have to compare with their clauses: {left}."
        in capsys.readouterr().out.splitlines()
    )


def test_a_draft_that_nobody_has_reviewed_is_not_published(project):
    assert not list(unreviewed_drafts(project))
    RECORDS.unlink()
    [problem] = unreviewed_drafts(project)
    assert str(problem).startswith(f"{FILE}:1:1: “acme” is a draft that nobody has reviewed")
    edit(FILE, "status: draft", "")
    assert not list(unreviewed_drafts(project))


def test_a_draft_may_lack_a_language_until_its_first_page_there(project):
    RECORDS.unlink()
    shutil.rmtree("docs/es/acme")
    words = open_library(Path.cwd()).words
    there, instead = ({name: each.href for name, each in words[at].clauses["acme"].items()} for at in ("en", "es"))
    assert instead == there  # links lead to the pages that there are
    Path("docs/es/acme").mkdir()
    shutil.copy(PAGE, "docs/es/acme")
    assert any("is missing in es" in line for line in problems())


def test_reviews_are_asked_for_once_the_rest_is_right(project):
    change_year()
    edit(FILE, "status: draft", "status: draft\nreadings: {}")
    assert not any("checker review" in line for line in problems())


def test_stale_translations_do_not_stop_the_build_but_are_marked(project):
    change_year()
    main(["review", "acme/one-year", "--accept", "rules"])
    library = open_library(project)
    policy = library.policies["acme"]
    stale = {
        (at, name) for at, w in library.words.items() for name, clause in w.clauses["acme"].items() if clause.stale
    }
    assert stale == {("es", "one-year"), ("it", "one-year")}
    shown = page_notices(library, policy, library.words["es"], "es/acme/rules/")["stale"]
    assert shown == [{"id": "one-year", "text": YEAR, "source": "acme/rules/#one-year"}]
    assert not page_notices(library, policy, library.words["es"], "es/acme/terms/")["stale"]
    assert not page_notices(library, policy, library.words["en"], "acme/rules/")["stale"]


def test_a_quote_of_a_stale_translation_says_so(project):
    change_year()
    main(["review", "acme/one-year", "--accept", "rules"])
    library = open_library(project)
    verdict = decide(library.policies["acme"], {"bought_on": "2020-01-01"}, date(2026, 11, 22))
    sections = {name: view(verdict, words)["sections"] for name, words in library.words.items()}
    because = {
        name: next(each["items"] for each in found if each["id"] == "because") for name, found in sections.items()
    }
    assert [bool(because[language][0]["remark"]) for language in ("en", "es", "it")] == [False, True, True]


# How it is accepted


def test_accepted_rules_leave_the_translations_stale(project):
    change_year()
    assert main(["review", "acme/one-year", "--accept", "rules"]) == 1
    assert pending() == {("one-year", "es", "stale"), ("one-year", "it", "stale")}
    assert main(["review", "acme/one-year", "--accept", "es"]) == 1
    assert pending() == {("one-year", "it", "stale")}
    assert main(["review", "acme/one-year", "--accept", "it"]) == 0


def test_wording_only_accepts_rules_and_translations_in_one_step(project, capsys):
    change_year()
    assert main(["review", "acme/one-year", "--accept", "wording"]) == 0
    assert "Accepted for acme/one-year: rules/too-late, terms/supported-through, es, it." in capsys.readouterr().out
    assert not pending()
    assert open_library(project).policies


def test_wording_only_does_not_accept_what_was_never_looked_at(project, capsys):
    edit(FILE, "    clauses: [large]", "    clauses: [large, scope]")
    assert main(["review", "acme/scope", "--accept", "wording"]) == 2
    assert "acme/scope" in capsys.readouterr().err
    assert pending() == {("scope", "rules/too-large", "missing")}


def test_a_change_back_is_stale_again(project):
    change_year()
    main(["review", "acme/one-year", "--accept", "wording"])
    edit(PAGE, "Support lasts one full year.", YEAR)
    assert {use for _, use, _ in pending()} == OF_YEAR


@pytest.mark.parametrize("clauses", [[], ["acme/one-year", "acme/large"]])
def test_clauses_cannot_be_accepted_in_bulk(project, capsys, clauses):
    change_year()
    edit(PAGE, "Large systems", "Very large systems")
    before = RECORDS.read_text()
    assert main(["review", *clauses, "--accept", "rules"]) == 2
    assert "one by one" in capsys.readouterr().err
    assert RECORDS.read_text() == before


def test_no_option_accepts_everything(project, capsys):
    with pytest.raises(SystemExit):
        main(["review", "--help"])
    listed = {word.strip("[],") for word in capsys.readouterr().out.split() if word.strip("[],").startswith("--")}
    assert listed == {"--help", "--lang", "--accept"}


def test_a_clause_that_is_not_there_is_refused_with_the_nearest(project, capsys):
    assert main(["review", "acme/one-yeer", "--lang", "es"]) == 2
    assert "¿Quería decir «acme/one-year»?" in capsys.readouterr().err


def test_records_of_what_is_gone_are_dropped(project):
    RECORDS.write_text(RECORDS.read_text() + 'gone:\n  es: "000000000000"\n')
    change_year()
    main(["review", "acme/one-year", "--accept", "es"])
    assert "gone" not in RECORDS.read_text()


# What the commands show


def test_status_counts_what_is_stale_and_exits_with_1(project, capsys, monkeypatch):
    monkeypatch.setattr("checker.cli.review_commands.today", lambda: date(2026, 11, 22))
    assert main(["status"]) == 0
    change_year()
    assert main(["status"]) == 1
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("acme  ")]
    assert rows[:3] == [
        ["acme", "en", "11", *"–––", "16", "0", "0"],
        *(["acme", at, "11", "11", "0", "0", *"–––"] for at in ("es", "it")),
    ]
    assert rows[3:] == [
        ["acme", "en", "11", *"–––", "16", "2", "0"],
        *(["acme", at, "11", "11", "1", "0", *"–––"] for at in ("es", "it")),
    ]


def test_status_counts_a_clause_that_a_language_lacks(project, capsys):
    edit(Path("docs/it/acme/terms.md"), "Have the logs ready.\n{ #logs }\n", "")
    assert main(["status"]) == 1
    out = capsys.readouterr().out
    assert ["acme", "it", "11", "10", "0", "1", *"–––"] in [line.split() for line in out.splitlines()]
    assert "acme/logs: no text in it" in out


@pytest.mark.parametrize(("day", "passed"), [(date(2027, 5, 21), False), (date(2027, 5, 22), True)])
def test_status_says_when_the_day_to_compare_again_has_passed(project, library, capsys, day, passed):
    assert print_status([ledger()], {}, day, library.words["en"]) is not passed
    out = capsys.readouterr().out
    assert "last compared on 21 November 2026" in out
    assert ("That day has passed." in out) is passed


@pytest.mark.parametrize(("day", "passed"), [(date(2027, 2, 21), False), (date(2027, 2, 22), True)])
def test_status_says_when_a_table_of_dates_is_due_by_its_own_day(project, library, capsys, day, passed):
    FILE.write_text(f"{FILE.read_text()}\n{DATES}")
    assert print_status([ledger()], {}, day, library.words["en"]) is not passed
    line = "acme: dates in supported_until, last compared on 20 November 2026, next comparison due by 21 February 2027."
    assert f"{line} That {'day has passed' if passed else 'is today'}.\n" in capsys.readouterr().out


def test_without_a_terminal_the_clauses_are_listed(project, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(["review"]) == 0
    assert capsys.readouterr().out == "Nothing to review.\n"
    change_year()
    assert main(["review"]) == 1
    out = capsys.readouterr().out
    assert (
        "acme/one-year – docs/en/acme/rules.md:12:3" in out
        and "rules/too-late (stale) – checker/policies/acme.yaml" in out
    )


@needs_git
def test_the_former_text_comes_from_the_history(project):
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "First"], check=True)
    change_year()
    subprocess.run([*git, "commit", "-qam", "Second"], check=True)
    acme = ledger()
    assert {acme.former_text(each) for each in acme.pending()} == {YEAR}
    shown = list_clause(acme, "one-year", Words())
    assert "Support lasts one {+full+} year." in shown
    assert "exclude, when today > bought_on + 12 months" in shown and "instead: Buy it again." in shown


def test_without_a_history_the_former_text_is_not_known(project):
    change_year()
    acme = ledger()
    assert acme.former_text(acme.pending()[0]) == ""
    assert "(not known: no git history here)" in list_clause(acme, "one-year", Words())


# The dialogue


@pytest.fixture
def typed(monkeypatch):
    """Runs `checker review` with these keys typed, and gives its status."""

    def run(keys: str, *names: str) -> int:
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        return typing(keys, lambda: main(["review", *names, "--lang", "it"]))

    return run


@pytest.mark.parametrize(
    ("keys", "status", "left"),
    [
        (ENTER * 3, 1, OF_YEAR),
        (DOWN + ENTER + ENTER * 2, 1, {"es", "it"}),
        (DOWN + ENTER + DOWN + ENTER + ENTER, 1, {"it"}),
        ((DOWN + ENTER) * 3, 0, set()),
        (DOWN * 2 + ENTER, 0, set()),
        (CTRL_C, 130, OF_YEAR),
    ],
    ids=["skipped", "rules", "rules and Spanish", "one by one", "wording", "stopped"],
)
def test_the_dialogue_accepts_what_is_chosen_and_skips_by_default(project, typed, keys, status, left):
    change_year()
    assert typed(keys) == status
    assert {use for _, use, _ in pending()} == left


def test_a_whole_new_policy_is_accepted_page_by_page(project, typed):
    RECORDS.unlink()
    everything = pending()
    pages = len(PAGES)
    assert typed((ENTER + (DOWN + ENTER) * 2) * pages, "acme") == 1
    assert {use for _, use, _ in pending()}.isdisjoint({"es", "it"})
    assert len(pending()) < len(everything)
    RECORDS.unlink()
    assert typed((DOWN + ENTER) * 3 * pages, "acme") == 0
    assert not pending()


def test_what_was_reviewed_once_is_asked_about_clause_by_clause(project, typed):
    change_year()
    assert typed(DOWN + ENTER + ENTER * 2, "acme") == 1
    assert {use for _, use, _ in pending()} == {"es", "it"}


def test_the_dialogue_in_a_real_terminal_shows_both_texts(project):
    change_year()
    leader, follower = pty.openpty()
    code = "import checker.cli.main as cli, pathlib; shelf = cli.Shelf(pathlib.Path.cwd()); cli.Shelf = lambda: shelf; "
    code += "exit(cli.main())"
    command = [sys.executable, "-c", code, "review", "acme/one-year"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=subprocess.PIPE, env=environment) as process:
        os.close(follower)
        shown = b""
        while b"What have you found?" not in shown:
            shown += os.read(leader, 4096)
        os.write(leader, CTRL_C.encode())
        _, err = process.communicate()
    os.close(leader)
    assert (process.returncode, err) == (130, b"")
    assert "Support lasts one full year." in shown.decode() and "rules/too-late" in shown.decode()
