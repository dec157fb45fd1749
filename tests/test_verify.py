"""`checker verify`: the policies hold every property; a policy or an engine that breaks one is found out."""

import io
import json
import shlex
from dataclasses import replace
from gettext import NullTranslations

import pytest
from acme import compiled
from shared import POLICIES, TODAY

from checker.cli.main import main
from checker.cli.verify import _show_progress
from checker.core.engine.answers import class_of
from checker.core.engine.decide import decide
from checker.core.engine.outlook import Outlook
from checker.core.model.diagram import Space
from checker.core.model.words import Clause, Words
from checker.languages import LANGUAGES
from checker.library.library import Library
from checker.library.shelf import Shelf
from checker.policy.compile import compile_file
from checker.policy.source import read_yaml
from checker.policy.written import read_written
from checker.proof import judged
from checker.proof.edges import prove_edges
from checker.proof.explore import Exploration
from checker.proof.partial import prove_order, prove_settled
from checker.proof.prove import PROPERTIES, prove, subject_of
from checker.proof.questions import prove_questions
from checker.proof.subject import Subject
from checker.proof.walks import shortest, totals, with_unknown
from checker.proof.witness import command, link, raw_answers, raw_value
from checker.proof.wording import prove_wording

POLICY = """\
policy: acme
title: Acme support
vendor: Acme
authority: The text of Acme
version: "2026.11"
source_language: en
checked_on: "2026-11-21"
check_again_by: "2027-05-21"
facts:
  partner: {type: yes/no, question: Partner?, label: Partner, why: It counts.}
  tier:
    type: ordered
    level: true
    asked when: partner
    question: Tier?
    label: Tier
    why: It counts.
    options: {bronze: Bronze, silver: Silver, gold: Gold}
  issue: {type: choice, question: Issue?, label: Issue, why: It counts., options: {audio: Audio, fax: Fax}}
  seats: {type: integer, minimum: 1, maximum: 500, question: Seats?, label: Seats, why: They count.}
  bought_on: {type: date, max: today, question: Bought?, label: Bought, why: It counts.}
offers:
  phone: {label: Phone, otherwise: by-phone}
terms:
  hours:
    label: Hours
    cases:
      - {when: tier == gold, clause: hours, value: 4, text: 4 hours}
      - {clause: hours, value: 24, text: 24 hours}
rules:
  audio: {effect: cover, when: issue == audio, clauses: [scope]}
  fax: {effect: limit, when: issue == fax, clauses: [fax]}
  too-late: {effect: exclude, when: today > bought_on + 12 months, clauses: [one-year]}
  phone: {effect: grant phone, when: tier >= silver, clauses: [by-phone]}
  many: {effect: doubt phone, when: tier >= silver and seats > 100, clauses: [many]}
  gold-has-phone: {effect: grant phone, when: tier == gold, clauses: [gold], beats: [many]}
unclear:
  - {offer: phone, reading: 1, clauses: [by-phone, many]}
readings:
  "1": [audio, fax, too-late, phone, many, gold-has-phone]
"""
CLAUSES = ("scope", "fax", "one-year", "by-phone", "many", "gold", "hours")
PAGE = "# Rules\n\n" + "\n".join(f"- This is the clause about {name}.\n  {{ #{name} }}" for name in CLAUSES)


class Echo(NullTranslations):
    """Has a translation for everything but what it lacks."""

    lacking = ""

    def gettext(self, message):
        return super().gettext(message) if message == self.lacking else f"{message}."

    def ngettext(self, singular, plural, count):
        return f"{plural}."


@pytest.fixture
def folder(tmp_path):
    """The pages of the policy that a test writes."""
    for language in LANGUAGES:
        (tmp_path / "docs" / language / "acme").mkdir(parents=True)
        (tmp_path / "docs" / language / "acme" / "rules.md").write_text(PAGE)
        (tmp_path / "docs" / language / "acme" / "reading.md").write_text("## 1. All { #reading-1 }\n")
    return tmp_path


def subject(folder, *changes, lacking=""):
    """The policy with these texts replaced, to be proven."""
    text = POLICY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path, docs = folder / "acme.yaml", folder / "docs"
    path.write_text(text)
    policy, clauses = compile_file(path, docs, TODAY)
    words = {language: spoken(language, clauses[language], lacking) for language in LANGUAGES}
    return Subject(Exploration(policy), read_written(read_yaml(path)), docs, words)


def spoken(language, clauses, lacking):
    catalogue = Echo()
    catalogue.lacking = lacking
    texts = {name: Clause(clause.text, clause.href(language)) for name, clause in clauses.items()}
    return Words(language, catalogue, clauses={"acme": texts})


def recompiled(proven, **changes):
    """The same subject with a compiled policy that is not what its file says."""
    return replace(proven, exploration=Exploration(replace(proven.exploration.policy, **changes)))


def refuted(proven):
    """By property (the first words of its name), its failures."""
    return {name: proof.failures for name, proof in prove(proven) if proof.failures}


def answers(proven, way):
    return None if way is None else raw_answers(proven.exploration.policy, way, TODAY)


@pytest.mark.uncounted
@pytest.mark.parametrize("name", POLICIES)
def test_the_policies_hold_every_property(library, name):
    proofs = dict(prove(subject_of(library, name)))
    assert len(proofs) == 10
    assert {each: proof.failures for each, proof in proofs.items() if proof.failures} == {}


def test_a_sound_policy_holds_every_property(folder):
    assert refuted(subject(folder)) == {}


MANY = "many: {effect: doubt phone, when: tier >= silver and seats > 100, clauses: [many]}"
NO_FAX = ("fax: {effect: limit, when: issue == fax", "fax: {effect: limit, when: issue == fax and seats > 9")

# What to change, the properties that fail, what one says, and the fewest answers that show it.
BROKEN = {
    "a verdict that no clause decides": (
        [NO_FAX],
        {"Every combination", "Unclear is"},
        "No clause decides this verdict.",
        {"issue": "fax", "seats": 1, "bought_on": "2026-11-22"},
    ),
    "a status that is unclear by a note, and not listed": (
        [
            NO_FAX,
            (
                "  phone: {effect: grant",
                "  silent: {effect: note, when: issue == fax, clauses: [fax]}\n  phone: {effect: grant",
            ),
            ('"1": [', '"1": [silent, '),
        ],
        {"Unclear is"},
        "The status is unclear by fax, and this is not listed.",
        {"issue": "fax", "seats": 1, "bought_on": "2026-11-22"},
    ),
    "an offer that is unclear, and not listed": (
        [("clauses: [by-phone, many]}\n", "clauses: [by-phone]}\n")],
        {"Unclear is"},
        "The offer “phone” is unclear by by-phone, many, and this is not listed.",
        {"partner": True, "tier": "silver", "seats": 101, "bought_on": "2026-11-22"},
    ),
    "something listed as unclear that no longer is": (
        [("- {offer: phone", "- {term: hours, reading: 1, clauses: [hours]}\n  - {offer: phone")],
        {"Unclear is"},
        "Listed as unclear, but no answers make it so: The term “hours” is unclear by hours.",
        None,
    ),
    "a term that is unclear, and not listed": (
        [("clause: hours, value: 24, text: 24 hours", "clause: hours, text: Unclear")],
        {"Unclear is"},
        "The term “hours” is unclear by hours, and this is not listed.",
        {"partner": False, "bought_on": "2026-11-22"},
    ),
    "a rule that says what others say already": (
        [
            (
                "  phone: {effect: grant",
                "  again: {effect: limit, when: issue == fax and seats > 5, clauses: [fax]}\n  phone: {effect: grant",
            ),
            ('"1": [', '"1": [again, '),
        ],
        {"No rule"},
        "The rule “again” changes no verdict: where it holds, others say all that it says.",
        {"issue": "fax", "seats": 6},
    ),
    "a rule whose condition never holds": (
        [("when: issue == fax,", "when: issue == fax and issue == audio,")],
        {"Every combination", "Unclear is", "No rule"},
        "The rule “fax” changes no verdict: its condition never holds.",
        None,
    ),
    "an override that never bites": (
        [
            ("beats: [many]", "beats: [many, fax]"),
            ("when: issue == fax,", "when: issue == fax and not tier == gold,"),
            ("when: issue == audio", "when: issue == audio or tier == gold"),
        ],
        {"No rule"},
        "The rule “gold-has-phone” never beats “fax”: they never hold together.",
        {"partner": True, "tier": "gold"},
    ),
    "a case that an earlier one hides": (
        [
            (
                "      - {clause: hours",
                "      - {when: tier >= gold, clause: hours, value: 1, text: 1 hour}\n      - {clause: hours",
            )
        ],
        {"No rule"},
        "Case 2 of the term “hours” (hours) is never stated.",
        None,
    ),
    "an offer that is never made": (
        [("  phone: {label", "  chat: {label: Chat, otherwise: scope}\n  phone: {label")],
        {"No rule"},
        "The offer “chat” is never made.",
        None,
    ),
    "a fact that no rule asks for": (
        [("  seats: {type", "  mood: {type: yes/no, question: Mood?, label: Mood, why: It counts.}\n  seats: {type")],
        {"No rule"},
        "No answer to “mood” can change a verdict.",
        None,
    ),
    "a reading without effect": (
        [('  "1": [audio', '  "2": [audio')],
        {"No rule"},
        "Reading 1 has no effect on any verdict.",
        None,
    ),
    "a rule without a reading": (
        [('"1": [audio, ', '"1": [')],
        {"No rule"},
        "No reading is about the rule “audio”.",
        None,
    ),
    "a level that loses an offer": (
        [
            ("when: tier >= silver, clauses", "when: tier == silver, clauses"),
            ("gold-has-phone: {effect: grant", "gold-has-phone: {effect: deny"),
            ("when: tier >= silver and", "when: tier == silver and"),
            (", beats: [many]", ""),
        ],
        {"A higher level"},
        "Going up from tier = silver to gold makes “phone” worse.",
        {"partner": True, "tier": "silver", "bought_on": "2026-11-22"},
    ),
    "a loss that does not occur": (
        [("readings:", "losses: [{fact: tier, option: gold, loses: phone, clause: gold}]\nreadings:")],
        {"A higher level"},
        "Listed under “losses”, but tier = gold does not lose “phone”.",
        None,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_policy_is_refuted(folder, name):
    changes, properties, what, shown = BROKEN[name]
    proven = subject(folder, *changes)
    found = refuted(proven)
    assert len(found) == len(properties) and all(each.startswith(tuple(properties)) for each in found), found
    failure = next(failure for failures in found.values() for failure in failures if failure.what == what)
    assert answers(proven, failure.answers) == shown


def test_a_loss_that_the_policy_names_is_allowed(folder):
    changes = BROKEN["a level that loses an offer"][0]
    loss = ("readings:", "losses: [{fact: tier, option: gold, loses: phone, clause: gold}]\nreadings:")
    assert refuted(subject(folder, *changes, loss)) == {}


def test_a_loss_shows_both_levels(folder):
    proven = subject(folder, *BROKEN["a level that loses an offer"][0])
    ((failure,),) = refuted(proven).values()
    assert answers(proven, failure.later) == {"partner": True, "tier": "gold", "bought_on": "2026-11-22"}


@pytest.mark.parametrize("cuts", [(102,), (50, 101), ()], ids=["moved", "one too many", "one too few"])
def test_a_wrong_edge_is_refuted(folder, cuts):
    proven = subject(folder)
    facts = [replace(fact, cuts=cuts) if fact.id == "seats" else fact for fact in proven.exploration.policy.facts]
    broken = recompiled(proven, facts=tuple(facts))
    assert prove_edges(broken).failures


def test_an_answer_that_counts_although_it_is_not_asked_for_is_refuted(folder):
    proven = subject(folder)
    facts = [replace(fact, asked=False) if fact.id == "tier" else fact for fact in proven.exploration.policy.facts]
    found = prove_order(recompiled(proven, facts=tuple(facts)))
    assert "“tier” counts although the question is not asked" in found.failures[0].what


def test_an_engine_that_settles_too_early_is_refuted(folder, monkeypatch):
    possible = Outlook.possible
    monkeypatch.setattr(Outlook, "possible", lambda self, each: set(sorted(possible(self, each), key=str)[:1]))
    failure = prove_settled(subject(folder)).failures[0]
    assert failure.what.startswith("The engine takes as possible:")
    assert failure.answers == {}


def test_an_engine_that_asks_before_its_turn_is_refuted(folder, monkeypatch):
    monkeypatch.setattr(Outlook, "may_be_asked", lambda self, position: True)
    proven = subject(folder)
    failure = prove_questions(proven).failures[0]
    assert failure.what == "“tier” comes next, although it is not known to be asked."
    assert answers(proven, failure.answers)["partner"] is None


def test_an_engine_that_asks_for_nothing_is_refuted(folder, monkeypatch):
    proven = subject(folder)
    monkeypatch.setattr(Outlook, "hanging", lambda self: list(range(len(proven.exploration.sizes))))
    failure = prove_questions(proven).failures[0]
    assert failure.what.endswith("comes next, although no answer to it changes anything.")
    assert failure.answers is not None


def test_an_engine_that_judges_otherwise_is_refuted(folder, monkeypatch):
    monkeypatch.setattr(judged, "decide", lambda *given: replace(decide(*given), status="covered"))
    found = judged.prove_judged(subject(folder))
    assert found.failures[0].what.startswith("The engine says ('covered'")


def test_a_message_that_is_not_translated_is_refuted(folder):
    found = prove_wording(subject(folder, lacking="24 hours"))
    assert [failure.what for failure in found.failures] == [
        f"In {language}, this is not translated: “24 hours”." for language in ("es", "it")
    ]


def test_a_link_that_leads_nowhere_is_refuted(folder):
    proven = subject(folder)
    page = folder / "docs" / "it" / "acme" / "rules.md"
    page.write_text(page.read_text().replace("#many", "#few"))
    assert {failure.what for failure in prove_wording(proven).failures} == {
        "In it, this link leads nowhere: it/acme/rules/#many."
    }


def test_a_text_that_is_not_filled_in_is_refuted(folder):
    proven = subject(folder)
    terms = proven.exploration.policy.terms[0]
    cases = tuple(replace(case, text=case.text + " {date}") for case in terms.cases)
    found = prove_wording(recompiled(proven, terms=(replace(terms, cases=cases),)))
    assert any("not filled in" in failure.what for failure in found.failures)


def test_answer_sets_are_counted_once_each(folder):
    exploration = subject(folder).exploration
    with_tier, issues, seats, dates = 1 + 3, 2, 2, 2
    assert sum(exploration.answer_sets) == with_tier * issues * seats * dates
    unknown = (1 + 4 + 1) * 3 * 3 * 3
    assert exploration.answer_sets_with_unknown == unknown


def test_counting_and_shortest_ways_agree_with_trying_all_out():
    space = Space()
    yes = space.node(0, (space.node(2, (True, False)), space.node(1, (False, True, space.node(2, (False, True))))))
    assert totals(yes, [2, 3, 2]) == {True: 3 + 2 + 1, False: 3 + 2 + 1}
    assert shortest(space, yes) == {0: 0, 2: 0}
    either = space.node(0, (True, space.node(1, (True, False, False))))
    assert shortest(space, either) in ({0: 0}, {1: 0})
    assert shortest(space, either, False) == {0: 1, 1: 1}
    assert shortest(space, True) == {} and shortest(space, False) is None
    assert with_unknown(space, either).children[-1].children[-1] == frozenset([True, False])


@pytest.fixture
def broken(folder, monkeypatch):
    """The command line over a project whose only policy has a contradiction that it does not name."""
    proven = subject(folder, ("clauses: [by-phone, many]}\n", "clauses: [by-phone]}\n"))
    library = Library({"acme": proven.exploration.policy}, proven.words, folder)
    shelf = Shelf()
    shelf.names, shelf.library = ["acme"], lambda _: library
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: shelf)
    monkeypatch.setattr("checker.cli.verify.subject_of", lambda *_: proven)


def test_the_command_prints_answers_that_show_the_failure(broken, capsys, monkeypatch):
    assert main(["verify", "acme"]) == 1
    printed = capsys.readouterr()
    assert printed.err == "" and "10 properties: 1 failed." in printed.out
    at = next(line.strip() for line in printed.out.splitlines() if "checker check" in line)
    arguments, text = at.split(" <<< ")
    monkeypatch.setattr("sys.stdin", io.StringIO(shlex.split(text)[0]))
    assert main([*shlex.split(arguments)[1:], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["offers"] == {"phone": "unclear"}


@pytest.mark.usefixtures("made_up")
def test_the_command_refuses_a_policy_that_there_is_not(capsys):
    assert main(["verify", "acmee"]) == 2
    assert "Did you mean “acme”?" in capsys.readouterr().err


def test_answers_read_as_a_command_line_and_as_a_link():
    given = {"role": "end-user", "bought_on": "2026-11-22", "updated": None, "restarted": False}
    assert command(compiled(), given, TODAY) == (
        'checker check acme --answers - --today 2026-11-22 <<< \'{"role": "end-user", '
        '"bought_on": "2026-11-22", "updated": null, "restarted": false}\''
    )
    assert link(compiled(), given) == "checker/#acme?role=end-user&bought_on=2026-11-22&updated=unknown&restarted=no"


@pytest.mark.parametrize("name", POLICIES)
def test_a_value_of_each_class_is_in_that_class(library, name):
    policy = library.policies[name]
    for fact, size in zip(policy.facts, Exploration(policy).sizes, strict=True):
        for branch in range(size):
            assert class_of(policy, fact, raw_value(fact, branch, TODAY), TODAY) == branch


@pytest.mark.parametrize(
    ("terminal", "shown"), [(True, f"\r\x1b[Kacme: 1 of {len(PROPERTIES)} properties\r\x1b[K"), (False, "")]
)
def test_on_a_terminal_the_progress_is_shown_and_cleared(capsys, monkeypatch, terminal, shown):
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    for done in (1, len(PROPERTIES)):
        _show_progress("acme", done)
    assert capsys.readouterr().err == shown
