"""A verdict fits one screen, on a phone two: what, why, what to do and whom to ask; the rest is folded."""

import re

import pytest
from shared import in_chromium_first
from test_checker import ROOTS, judge_on_page, link, open_checker
from worked_cases import ALL_CASES

pytestmark = pytest.mark.browser

NAMED = {
    "Silver partner, guidance, on-premise, all in order",
    "End user with package, audio, self-hosted, not tried and weak hardware",
    "Silver partner, unsupported third-party part still present",
    "Firewall",
    "Checklist and terms, conditional, standard",
    "Not reachable, basic",
    "A2billing with a fault, premium, as a task",
    "Codec installation, end-of-life version, the note on licences stays",
    "Reseller, network",
    "Hours, 3CX without access, no remark beside the condition",
}
SCREENS = {1280: 800, 360: 2 * 800}
HEIGHT = """() => document.querySelector('[data-checker="verdict"]').getBoundingClientRect().height"""


def cases():
    found = [case for case in ALL_CASES if case.data["name"] in NAMED]
    assert {case.data["name"] for case in found} == NAMED
    return found


@pytest.mark.parametrize("width", SCREENS)
@pytest.mark.parametrize(
    "language", [pytest.param(name, marks=[] if name == "es" else pytest.mark.slow) for name in ROOTS]
)
@in_chromium_first
def test_ten_verdicts_fit_their_screens(watched, language, width):
    watched.page.set_viewport_size({"width": width, "height": 800})
    open_checker(watched, language)
    heights = {}
    for case in cases():
        judge_on_page(watched, link(case.policy, case.data["answers"]), case.today)
        heights[case.data["name"]] = watched.page.evaluate(HEIGHT)
    assert not {name: height for name, height in heights.items() if height > SCREENS[width]}


@pytest.mark.parametrize(
    "language", [pytest.param(name, marks=[] if name == "es" else pytest.mark.slow) for name in ROOTS]
)
def test_on_paper_a_verdict_takes_two_pages_at_most_and_a_short_one_a_single_page(watched, language):
    open_checker(watched, language)
    pages = {}
    for case in cases():
        judge_on_page(watched, link(case.policy, case.data["answers"]), case.today)
        paper = watched.page.pdf(format="A4", prefer_css_page_size=True)
        pages[case.data["name"]] = len(re.findall(rb"/Type\s*/Page\b", paper))
    assert pages["Firewall"] == pages["Reseller, network"] == 1
    assert max(pages.values()) == 2, pages
