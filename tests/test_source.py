"""The source ledger: what `checker source` says of edits of a made-up vendor's text, and passages tied to nothing."""

import json
import re
import runpy
import shutil
from datetime import date
from html import escape
from pathlib import Path

import acme
import pytest
from pdf import pdf
from yaml import safe_load

from checker.cli.main import main
from checker.cli.status import print_status
from checker.core.model.words import Words
from checker.library.shelf import Shelf
from checker.places import ROOT
from checker.policy.passages import passage_problems, read_sources_file, sources_path, write_sources_file
from checker.policy.source import read_yaml
from checker.review.ledger import open_ledgers

due = runpy.run_path(str(ROOT / "setup" / "due.py"))["due"]
FILE = Path("checker/policies/acme.yaml")
LEDGER = Path("checker/policies/sources/acme.en.yaml")
TEXT = """\
How Acme supports you

Acme was founded in 1999 in a garage. We support every telephone system that we sell. Customers need a support contract.

Keep this page at hand: it says “what”, and it says “when”.

What is not included

  • Sending a fax. We do not offer help with it.
  • Networks of your own, whoever built them.
  • Systems with more than 100 seats, except in part.

Before you call

Restart the system, then call us between 9 and 17 o’clock. We do not answer calls on public holidays.

  • Announce upgrades at least 8 hours ahead.
  • Have your serial number ready.
  • Describe the fault in detail.

Ways to reach us

A contract lasts one year. Platinum partners may have systems of any size, and their calls are answered first.
"""
CLAUSES = {
    "100 seats": "large",
    "fax": "no-fax",
    "Networks": "no-own-network",
    "8 hours": "notice",
    "Restart": "restart",
    "one year": "one-year",
    "Platinum": "platinum-any-size",
    "every telephone": "scope",
    "contract.": "contract-needed",
}
NEW = "Acme answers letters within 5 working days."


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A project of the made-up policy, whose ledger was made of TEXT."""
    root = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setattr("checker.cli.main.Shelf", lambda: Shelf(root))
        acme.open_acme(root)
        Path("old.txt").write_text(TEXT)
        assert source("--new", file="old.txt") == 0
        tie(TEXT)
    return root


@pytest.fixture
def project(made, tmp_path, monkeypatch) -> Path:
    """A copy of that project, in the current folder."""
    root = tmp_path / "project"
    shutil.copytree(made, root)
    monkeypatch.chdir(root)
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: Shelf(root))
    monkeypatch.setattr("checker.cli.source.today", lambda: date(2026, 11, 30))
    return root


def source(*options: str, file: str = "copy.txt") -> int:
    return main(["source", "acme", "--file", file, *options])


def tie(text: str) -> None:
    """Name the clauses of each passage, or a reason, as somebody does by hand."""
    lines = LEDGER.read_text().split("  - passage: ")
    texts = passages(text)
    assert len(texts) == len(lines) - 1
    tied = [f"{line}    {_tie(each)}\n" for line, each in zip(lines[1:], texts, strict=True)]
    LEDGER.write_text("  - passage: ".join([lines[0], *tied]))


def _tie(text: str) -> str:
    found = [clause for words, clause in CLAUSES.items() if words in text]
    return f"clauses: [{', '.join(found)}]" if found else "reason: notice"


def passages(text: str) -> list[str]:
    """The passages of TEXT: its items, and the sentences of its other lines."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [
        part for line in lines for part in ([line] if line.startswith("•") else re.split(r"(?<=[.])\s+(?=[A-Z])", line))
    ]


def number(text: str) -> str:
    """What the ledger calls the passage of TEXT that reads so."""
    return str(next(at for at, each in enumerate(passages(TEXT), start=1) if text in each))


def page(text: str) -> bytes:
    """The text as a web page, with what such pages have around it."""
    main_part = "".join(map(element, text.split("\n")))
    return f"""<!doctype html><html><head><title>Support | Acme</title><style>p {{ margin: 0 }}</style></head><body>
<div class="cookie-banner">We use cookies. <button>Accept all of them</button></div>
<header><nav><ul><li>Products</li><li>Ways to reach us</li></ul></nav></header>
<div><div class="sidebar"><p>How others use Acme.</p></div><main>{main_part}</main></div>
<footer><p>© Acme 2026. All rights reserved.</p></footer><script>start("now")</script></body></html>""".encode()


def element(line: str) -> str:
    line = escape(line.strip(), quote=False)
    if line.startswith("•"):
        return f"<ul><li><span>{line[1:].strip()}</span></li></ul>"
    return f"<p>{line.replace('Acme', '<b>Acme</b>')}</p>" if line else ""


FORMS = {"txt": str.encode, "html": page, "pdf": pdf}


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def found(capsys, text: str, form: str) -> tuple[int, list[dict]]:
    """What the command says of the text in that form: its status, and the passages."""
    Path(f"copy.{form}").write_bytes(FORMS[form](text))
    capsys.readouterr()
    status = source("--json", file=f"copy.{form}")
    return status, json.loads(capsys.readouterr().out)["passages"]


GARAGE = "Acme was founded in 1999 in a garage."
FAX, NETWORKS = "  • Sending a fax. We do not offer help with it.\n", "  • Networks of your own, whoever built them.\n"
YEAR = (
    "A contract lasts one year. Platinum partners may have systems of any size, and their calls are answered first.\n"
)
EDITS = {
    "a figure": (changed("100 seats", "120 seats"), [("edited", "100 seats", ["large"])]),
    "a negation": (changed("do not offer", "do offer"), [("edited", "fax", ["no-fax"])]),
    "another negation": (changed("Networks of", "Not networks of"), [("edited", "Networks", ["no-own-network"])]),
    "a new sentence": (changed(GARAGE, f"{GARAGE} {NEW}"), [("added", "", ["scope"])]),
    "a moved paragraph": (
        changed(f"\n{YEAR}", "").replace("What is not", f"{YEAR}\nWhat is not"),
        [("moved", "one year", ["one-year"]), ("moved", "Platinum", ["platinum-any-size"])],
    ),
    "a reworded sentence": (
        changed("A contract lasts one year.", "Each contract runs for one year."),
        [("edited", "one year", ["one-year"])],
    ),
    "a removed bullet": (changed(NETWORKS, ""), [("removed", "Networks", ["no-own-network"])]),
    "another order of bullets": (changed(FAX + NETWORKS, NETWORKS + FAX), []),
    "other quotation marks": (changed("“what”", '"what"').replace("o’clock", "o'clock").replace("”", "»"), []),
    "other bullets and spaces": (TEXT.replace("  • ", " -  ").replace("support ", "support\u00a0 "), []),
    "nothing": (TEXT, []),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_named_with_the_clauses_that_rest_on_it(project, capsys, edit, form):
    text, wanted = EDITS[edit]
    status, rows = found(capsys, text, form)
    names = [(row["kind"], row["passage"], row["clauses"]) for row in rows]
    assert [(kind, name, clauses) for kind, name, clauses in names if kind != "added"] == [
        (kind, number(words), clauses) for kind, words, clauses in wanted if words
    ]
    assert [clauses for kind, _, clauses in names if kind == "added"] == [c for kind, _, c in wanted if kind == "added"]
    assert status == any(kind != "moved" for kind, _, _ in wanted)


def test_new_words_are_marked_and_verdicts_counted(project, capsys):
    text = changed("100 seats", "120 seats").replace(NETWORKS, "").replace(GARAGE, f"{GARAGE} {NEW}")
    _, rows = found(capsys, text, "txt")
    added, edited, removed = sorted(rows, key=lambda row: row["kind"])
    assert edited["excerpt"] == "Systems with more than {+120+} seats, except in part."
    assert added["excerpt"] == f"{{+{NEW}+}}" and added["verdicts"] == 0
    assert removed["excerpt"] == "" and removed["verdicts"] > 0 and edited["verdicts"] > 0


def test_an_older_copy_shows_both(project, capsys):
    Path("copy.txt").write_text(changed("100 seats", "120 seats"))
    capsys.readouterr()
    assert source("--before", "old.txt") == 1
    said = capsys.readouterr().out
    assert "more than [-100-] {+120+} seats" in said
    assert "rules/" in said and "docs/it/acme/index.md" in said and "checker/#acme" in said
    assert source("--before", "old.txt", "--json") == 1
    assert json.loads(capsys.readouterr().out)["passages"][0]["before"].startswith("Systems with more than 100")


def test_changes_are_accepted_one_by_one_and_the_day_is_set_once_nothing_is_left(project, capsys):
    Path("copy.txt").write_text(changed("100 seats", "120 seats").replace(NETWORKS, ""))
    checked = re.search(r"(?m)^checked_on: .*", FILE.read_text())[0]
    assert source("--accept", "compared") == 2 and "one by one" in capsys.readouterr().err
    assert source("--accept", number("100 seats")) == 1
    assert checked in FILE.read_text()
    assert source("--accept", number("Networks")) == 0
    assert 'checked_on: "2026-11-30"' in FILE.read_text() and 'compared_on: "2026-11-30"' in LEDGER.read_text()
    assert source() == 0
    seats = next(each for each in read_sources_file(LEDGER).passages if "large" in each.clauses)
    assert seats.id == int(number("100 seats"))


def test_an_added_passage_is_tied_by_hand(project, capsys):
    Path("copy.txt").write_text(changed(GARAGE, f"{GARAGE} {NEW}"))
    capsys.readouterr()
    source("--json")
    name = json.loads(capsys.readouterr().out)["passages"][0]["passage"]
    assert source("--accept", name) == 0
    assert re.search(r"sources/acme\.en\.yaml:\d+:\d+", capsys.readouterr().err)
    problem, *others = passage_problems(FILE, "en", acme.clauses())
    assert not [each for each in others if "restates" in each.what]
    assert "No clause restates passage" in problem.what and problem.place.line > 1
    added = [each for each in read_sources_file(LEDGER).passages if not each.clauses and not each.reason]
    assert [each.id for each in added] == [len(passages(TEXT)) + 1]


def test_no_word_of_the_text_is_in_the_ledger(project):
    text = LEDGER.read_text().split("passages:")[1].casefold()
    assert not [
        word for word in re.findall(r"[a-z]{5,}", TEXT.casefold()) if word in re.sub(r"(clauses|reason): .*", "", text)
    ]
    other = LEDGER.with_name("other.yaml")
    shutil.move(LEDGER, other)
    source("--new", file="old.txt")
    assert read_yaml(LEDGER).entries["salt"] != read_yaml(other).entries["salt"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("clauses: [large]", "clauses: [larg]", "There is no clause “larg”. Did you mean “large”?"),
        ("reason: notice", "reason: notic", "“notic” is not a reason. Did you mean “notice”?"),
        ("    clauses: [large]\n", "", "No clause restates passage"),
        ("clauses: [large]", "clauses: [large]\n    reason: notice", "both clauses and a reason"),
        ("clauses: [large]", "clauses: [scope]", "No passage of the vendor's text is tied to the clause “large”."),
        ("passage: 2\n", "passage: 3\n", "There are two passages 3."),
        ("kind: item", "kind: itme", "This is not a passage"),
        ("clauses: [large]", "clause: [large]", "“clause” is not a key of a passage. Did you mean “clauses”?"),
        ("salt: ", "slat: ", "“salt” is missing"),
    ],
)
def test_a_mistake_in_the_ledger_has_its_place(project, old, new, said):
    before = [str(each) for each in passage_problems(FILE, "en", acme.clauses())]
    text = LEDGER.read_text()
    assert old in text
    LEDGER.write_text(text.replace(old, new, 1))
    problems = [str(each) for each in passage_problems(FILE, "en", acme.clauses())]
    (problem, *_) = [each for each in problems if each not in before and said in each]
    assert re.match(r"(checker|docs|/)\S*:\d+:\d+: ", problem)


def test_the_library_refuses_passages_that_are_tied_to_nothing(project, capsys):
    """The made-up text restates but some clauses, so that the ledger as it is says which are missing."""
    assert main(["verify", "acme"]) == 2
    assert "No passage of the vendor's text is tied to the clause" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest", "is not a text file, a web page or a PDF"),
        (b"\x89PNG\r\n\x1a\n", "is not a text file, a web page or a PDF"),
        (b"ab\0cd", "is not a text file, a web page or a PDF"),
        (b"  \n", "There is no text in"),
        (b"<html><body><img src='a.png'></body></html>", "There is no text in"),
        (pdf("", edges=False), "There is no text in"),
        (b"%PDF-1.4\nrubbish", "is a damaged PDF"),
    ],
)
def test_a_copy_without_text_is_refused_in_a_sentence(project, capsys, data, said):
    Path("copy.txt").write_bytes(data)
    capsys.readouterr()
    assert source() == 2
    done = capsys.readouterr()
    assert said in done.err and done.err.count("\n") == 1 and not done.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--lang", "it"], "registro della fonte in «it»"),
        (["--new"], "already exists"),
        (["--accept", "99"], "There is no change called “99”"),
    ],
)
def test_what_cannot_be_done_is_said(project, capsys, options, said):
    Path("copy.txt").write_text(changed("100 seats", "120 seats"))
    capsys.readouterr()
    assert source(*options) == 2
    assert said in capsys.readouterr().err
    assert source(file="nowhere.html") == 2
    assert "nowhere.html cannot be read" in capsys.readouterr().err


def test_without_a_ledger_the_command_says_how_to_make_one(project, capsys):
    LEDGER.unlink()
    capsys.readouterr()
    assert source(file="old.txt") == 2
    assert "--new" in capsys.readouterr().err


@pytest.mark.parametrize("path", sorted((ROOT / "checker/policies/sources").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_ledger_reads_as_it_is_written(path, tmp_path):
    found = read_sources_file(path)
    copy = sources_path(tmp_path / f"{found.policy}.yaml", found.language)
    copy.parent.mkdir()
    shutil.copy(path, copy)
    write_sources_file(read_sources_file(copy))
    assert copy.read_text() == path.read_text()


@pytest.mark.parametrize(("day", "count"), [("2027-05-20", 0), ("2027-05-21", 1), ("2028-01-01", 2)])
def test_what_is_due_on_a_day_is_listed_for_the_issue(tmp_path, day, count):
    Path(tmp_path, "one.yaml").write_text('check_again_by: "2027-05-21"\n')
    Path(tmp_path, "two.yaml").write_text('check_again_by: "2027-05-22"\n')
    listed = due(tmp_path, day)
    assert len(listed) == count and all("checker source" in line for line in listed)


def test_the_workflow_may_open_issues_and_nothing_else():
    workflow = safe_load((ROOT / ".github/workflows/compare.yml").read_text())
    assert workflow["jobs"]["due"]["permissions"] == {"contents": "read", "issues": "write"}


@pytest.mark.parametrize(
    ("day", "said"), [(date(2027, 4, 20), ""), (date(2027, 4, 21), "30 days"), (date(2027, 5, 20), "1 day.")]
)
def test_the_status_says_when_the_day_is_near_and_is_no_failure(project, capsys, day, said):
    text = FILE.read_text()
    FILE.write_text(re.sub(r"(?m)^check_again_by: .*", 'check_again_by: "2027-05-21"', text))
    (policy,) = open_ledgers(project)[0].values()
    policy.accept(policy.pending())
    near = print_status([policy], {}, day, Words())
    shown = capsys.readouterr().out
    assert said in shown and ("That is in" in shown) == bool(said)
    assert f"source ledger in en: {len(passages(TEXT))} passages" in shown
    assert near == print_status([policy], {}, date(2027, 1, 1), Words())
