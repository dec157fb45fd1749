"""How the questions follow: the picture and the list say what the engine does, and every text in them is text."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from acme import compiled, edited, written
from shared import POLICIES, strict

from checker.core.engine.decide import decide
from checker.core.model.classes import answers_of
from checker.core.model.diagram import Node
from checker.core.model.kinds import KINDS
from checker.core.words.labels import answer_text
from checker.library.library import policy_files
from checker.pages.flow_page import flow_text
from checker.pages.flow_picture import picture
from checker.pages.question_flow import steps
from checker.pages.worked import Worked
from checker.policy.source import read_yaml
from checker.policy.written import read_written

WRITTEN = {path.stem: read_written(read_yaml(path)) for path in policy_files()}
LANGUAGES = ("en", "es", "it")
HOSTILE = "</text><script>alert(1)</script>"


def worked(library, policy):
    return Worked(WRITTEN[policy], library.policies[policy])


def drawn(library, policy, language="en"):
    """The picture, read again as a browser would."""
    found, words = worked(library, policy), strict(library.words[language])
    made = picture(steps(found, words), found.policy.groups, "a title", words)
    return ElementTree.fromstring(ElementTree.tostring(made))


def asking(policy, diagram):
    """Answers that lead to a question, one way of them; () leads to none."""
    if not isinstance(diagram, Node):
        return [] if diagram else None
    for group, child in enumerate(diagram.children):
        rest = asking(policy, child)
        if rest is not None:
            return [(policy.variables[diagram.fact], group), *rest]
    return None


@pytest.mark.parametrize("policy", POLICIES)
def test_an_answer_that_ends_the_questions_does_so_in_the_engine(library, policy):
    found, words = worked(library, policy), library.words["en"]
    seen = 0
    for step in steps(found, words):
        listed = [each for each in KINDS[step.fact.type].answers(step.fact.options) if not isinstance(each, list)]
        for answer in listed if step.fact.type != "several" else ():
            before = answers_of(asking(found.policy, step.fact.asked), found.today)
            verdict = decide(found.policy, {**before, step.fact.id: answer}, found.today)
            for status, ends in step.ends.items():
                if answer_text(step.fact, answer, words) in ends:
                    assert (verdict.final, verdict.status) == (True, status)
                    seen += 1
    assert seen


def test_the_flow_of_the_made_up_policy_is_as_it_was_worked_out_by_hand(library):
    found = {each.fact.id: each for each in steps(Worked(written(), compiled()), library.words["en"])}
    assert found["role"].after == () == found["issue"].after
    assert (found["tier"].after, found["tier"].when) == (("role",), "you are a partner of Acme")
    assert (found["bought_on"].after, found["bought_on"].when) == (("contract",), "you have a support contract")
    assert found["contract"].ends == {"not-covered": ["No"]}
    assert found["bought_on"].ends == {"not-covered": ["“Bought on” was more than 12 months ago"]}


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_in_the_picture_and_in_the_list_with_all_that_is_so_of_it(library, policy, language):
    found, words = worked(library, policy), strict(library.words[language])
    said = " ".join(each.text for each in drawn(library, policy, language).iter("text") if each.text)
    text = flow_text(found, words)
    for number, step in enumerate(steps(found, words), 1):
        assert f"{number}. {words.gettext(step.fact.label)}" in said
        assert text.count(f'id="question-{step.fact.id}"') == 1
        for answers in step.ends.values():
            assert all(" ".join(each.split()) in said.replace("\u2003", "") for each in answers)


@pytest.mark.parametrize("policy", POLICIES)
def test_no_box_overlaps_another_and_no_arrow_lies_on_another(library, policy):
    svg = drawn(library, policy)
    boxes = [each for each in svg.iter("rect") if "flow-box" in each.get("class")]
    edges = [(float(each.get("y")), float(each.get("y")) + float(each.get("height"))) for each in boxes]
    assert all(bottom < top for (_, bottom), (top, _) in pairwise(edges))
    downs = [
        re.fullmatch(r"M\d+ ([\d.]+)H([\d.]+)V([\d.]+)", each.get("d"))
        for each in svg.iter("path")
        if each.get("class") == "flow-way" and "V" in each.get("d")
    ]
    lanes = sorted((float(each[2]), float(each[1]), float(each[3])) for each in downs)
    assert all(a[0] != b[0] or a[2] < b[1] for a, b in pairwise(lanes))
    width = float(svg.get("viewBox").split()[2])
    assert all(lane + 2 <= width for lane, _, _ in lanes)
    assert width <= 400  # a phone's


def test_a_hostile_text_stays_text(library):
    def plant(data):
        data["facts"]["role"]["label"] = HOSTILE
        data["facts"]["role"]["options"]["end-user"] = HOSTILE

    assert HOSTILE in str(edited(plant))
    text = flow_text(Worked(written(plant), compiled(plant)), library.words["en"])
    assert "<script" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("policy", POLICIES)
def test_the_picture_has_no_style_and_no_handler_of_its_own(library, policy):
    for element in drawn(library, policy).iter():
        assert not [name for name in element.attrib if name == "style" or name.startswith("on") or "href" in name]
