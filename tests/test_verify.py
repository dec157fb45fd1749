"""`checker verify`: the policies hold every property; a policy or an engine that breaks one is found out."""

import io
import json
import random
import re
import shlex
import shutil
from dataclasses import replace
from gettext import NullTranslations
from itertools import combinations, product

import pytest
from acme import compiled
from broken import BROKEN, subject, write_pages
from shared import POLICIES, TODAY

from checker.cli.main import main
from checker.cli.verify import _show_progress
from checker.core.engine.answers import class_of
from checker.core.engine.decide import decide
from checker.core.engine.near import Change, NearMiss
from checker.core.engine.outlook import Outlook
from checker.core.model.classes import value_of
from checker.core.model.diagram import Space
from checker.core.model.policy import Remedy
from checker.library.address import checker_link
from checker.library.opened import Library
from checker.library.shelf import Shelf
from checker.moment import today
from checker.policy.bounded import TooLarge
from checker.proof import forced, judged, offered, ways_out
from checker.proof.edges import prove_edges
from checker.proof.explore import Exploration
from checker.proof.partial import after, prove_order, prove_settled
from checker.proof.prove import PROPERTIES, prove, subject_of
from checker.proof.questions import prove_questions
from checker.proof.tally import Tally
from checker.proof.walks import leaf_after, meeting, shortest, with_unknown
from checker.proof.witness import command, raw_answers
from checker.proof.wording import prove_wording


@pytest.fixture
def folder(tmp_path):
    """The pages of the policy that a test writes."""
    return write_pages(tmp_path)


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
    assert len(proofs) == len(PROPERTIES) == 15
    assert {each: proof.failures for each, proof in proofs.items() if proof.failures} == {}


def test_a_sound_policy_holds_every_property(folder):
    assert refuted(subject(folder)) == {}


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


def test_an_engine_that_promises_too_early_is_refuted(folder, monkeypatch):
    monkeypatch.setattr(offered, "decide", lambda *given: replace(decide(*given), offers={"phone": "offered"}))
    (failure,) = offered.prove_offered(subject(folder)).failures
    assert (failure.what, failure.expected) == ("Of “phone” is said: offered.", "open")


def test_an_engine_that_keeps_an_offer_open_for_too_long_is_refuted(folder, monkeypatch):
    def never(policy, given, day):
        verdict = decide(policy, given, day)
        return replace(verdict, offers=dict.fromkeys(verdict.offers, "open"))

    monkeypatch.setattr(offered, "decide", never)
    (failure,) = offered.prove_offered(subject(folder)).failures
    assert failure.what == "Of “phone” is said: open." and failure.expected != "open"


def way_out(proven, monkeypatch, name, answer, possible=("covered",)):
    """What is said of an engine with this change as its only near miss."""
    near = NearMiss((Change(proven.exploration.policy.fact(name), answer, "you do it"),), possible, ())
    monkeypatch.setattr(ways_out, "near_misses", lambda verdict: (near,) if verdict.status == "not-covered" else ())
    (failure,) = ways_out.prove_ways_out(proven).failures
    return failure.what


def test_an_engine_with_a_way_out_that_is_none_is_refuted(folder, monkeypatch):
    found = way_out(subject(folder), monkeypatch, "bought_on", TODAY.isoformat())
    assert found == f"“bought_on” is to become “{TODAY}”, which the visitor cannot bring about."


def test_a_way_out_that_is_one_only_elsewhere_is_refuted(folder, monkeypatch):
    proven = subject(folder)
    facts = [
        with_remedy(fact, when=False) if fact.id == "bought_on" else fact for fact in proven.exploration.policy.facts
    ]
    found = way_out(recompiled(proven, facts=tuple(facts)), monkeypatch, "bought_on", today().isoformat())
    assert found.endswith("which the visitor cannot bring about.")


def test_a_way_out_that_leads_elsewhere_is_refuted(folder, monkeypatch):
    proven = subject(folder)
    facts = [
        with_remedy(fact, when=True) if fact.id == "bought_on" else fact for fact in proven.exploration.policy.facts
    ]
    found = way_out(
        recompiled(proven, facts=tuple(facts)), monkeypatch, "bought_on", today().isoformat(), ("conditional",)
    )
    assert found == f"This is said to lead to conditional: bought_on = {today()}."


def with_remedy(fact, when):
    return replace(fact, can_become=(Remedy("today", 0, when, "you buy again"),))


def decided_by(folder, monkeypatch, named):
    """What is said of an engine that names these answers as those that decide."""
    monkeypatch.setattr(
        forced, "decide", lambda policy, given, day: replace(decide(policy, given, day), decided_by=tuple(named(given)))
    )
    (failure,) = forced.prove_forced(subject(folder)).failures
    return failure.what, failure.expected


def test_an_engine_that_names_too_few_deciding_answers_is_refuted(folder, monkeypatch):
    said, expected = decided_by(folder, monkeypatch, lambda given: ())
    assert (said, expected) == ("These answers are said to decide: none.", "bought_on")


def test_an_engine_that_names_too_many_deciding_answers_is_refuted(folder, monkeypatch):
    assert decided_by(folder, monkeypatch, tuple)[0].startswith("These answers are said to decide: ")


def test_where_too_many_sets_decide_verdicts_are_tried_instead(folder, monkeypatch):
    def too_large(*_given):
        raise TooLarge(["bought_on"])

    monkeypatch.setattr(forced, "forcing_sets", too_large)
    proof = forced.prove_forced(subject(folder))
    assert proof.failures == () and proof.tried
    assert decided_by(folder, monkeypatch, lambda given: ())[0] == "These answers are said to decide: none."


def test_the_fewest_that_force_agree_with_trying_all_out():
    space, sizes = Space(), [2, 3, 2]
    chance = random.Random(7)
    for _ in range(30):
        leaves = [chance.choice(["covered", "limited"]) for _ in range(12)]
        status = space.node(
            0,
            tuple(
                space.node(1, tuple(space.node(2, tuple(leaves[at : at + 2])) for at in range(half, half + 6, 2)))
                for half in (0, 6)
            ),
        )
        partial = with_unknown(space, status)
        fewest = forced.forcing_sets(space, partial)
        for given in product(*[range(size + 1) for size in sizes]):
            known = {at: group for at, group in enumerate(given) if group < sizes[at]}
            forcing = [
                chosen
                for count in range(len(known) + 1)
                for chosen in combinations(known, count)
                if len(after(partial, {at: known[at] for at in chosen}, sizes)) == 1
            ]
            wanted = frozenset(forcing[0]) if forcing else forced.OPEN
            assert leaf_after(fewest, known, sizes.__getitem__) == wanted


def test_a_message_that_is_not_translated_is_refuted(folder):
    found = prove_wording(subject(folder, lacking="24 hours"))
    assert [failure.what for failure in found.failures] == [
        f"In {language}, this is not translated: “24 hours”." for language in ("es", "it")
    ]


def test_many_messages_that_are_not_translated_are_counted(folder):
    proven = subject(folder)
    untranslated = {language: replace(words, catalogue=NullTranslations()) for language, words in proven.words.items()}
    found = [failure.what for failure in prove_wording(replace(proven, words=untranslated)).failures]
    assert [re.sub(r"\d+|“.*”", "…", each) for each in found] == [
        f"In {language}, … texts are not translated, such as …." for language in ("es", "it")
    ]


def test_a_draft_is_proven_in_the_languages_that_it_has_pages_in_and_needs_no_translation(folder):
    proven = subject(folder, lacking="24 hours")
    shutil.rmtree(folder / "docs" / "it")
    draft = replace(proven, file=replace(proven.file, status="draft"))
    for each, languages in ((proven, {"es", "it"}), (draft, set())):
        failures = prove_wording(each).failures
        assert {failure.what.split(",")[0] for failure in failures} == {f"In {language}" for language in languages}
    assert prove_wording(draft).counted.endswith(" in en, es")


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
    assert sum(exploration.answer_sets.values()) == with_tier * issues * seats * dates
    unknown = (1 + 4 + 1) * 3 * 3 * 3
    assert exploration.answer_sets_with_unknown == unknown


def test_counting_and_shortest_ways_agree_with_trying_all_out():
    space = Space()
    yes = space.node(0, (space.node(2, (True, False)), space.node(1, (False, True, space.node(2, (False, True))))))
    assert Tally(space, [2, 3, 2], [True] * 3).of(yes) == 3 + 2 + 1
    assert Tally(space, [2, 3, 2], [True, space.node(0, (True, False)), True]).of(yes) == 3 + 1
    assert meeting(space, yes, space.node(2, (False, True))) == {0: 1, 1: 1, 2: 1}
    assert meeting(space, yes, space.node(0, (True, False)), space.node(2, (False, True))) is None
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
    assert printed.err == "" and ", 1 failed." in printed.out
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
    assert (
        checker_link("acme", given) == "checker/#acme?role=end-user&bought_on=2026-11-22&updated=unknown&restarted=no"
    )


@pytest.mark.parametrize("name", POLICIES)
def test_a_value_of_each_class_is_in_that_class(library, name):
    policy = library.policies[name]
    for fact, size in zip(policy.variables, Exploration(policy).sizes, strict=True):
        for branch in range(size):
            assert class_of(policy, fact, value_of(fact, branch, TODAY), TODAY) == branch


@pytest.mark.parametrize(
    ("terminal", "shown"), [(True, f"\r\x1b[Kacme: 1 of {len(PROPERTIES)} properties\r\x1b[K"), (False, "")]
)
def test_on_a_terminal_the_progress_is_shown_and_cleared(capsys, monkeypatch, terminal, shown):
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    for done in (1, len(PROPERTIES)):
        _show_progress("acme", done)
    assert capsys.readouterr().err == shown
