"""Links of other versions of the rules on the checker page: what has changed since, and what cannot be known."""

import json
import re
from dataclasses import replace
from functools import partial
from urllib.parse import parse_qsl

import pytest
import spoil
from playwright.sync_api import expect
from shared import TODAY, in_chromium_first, quick_first
from test_checker import VERDICT, link, open_again, open_checker
from test_flow import expect_step, step
from worked_cases import ALL_CASES

from checker.core.engine.decide import decide
from checker.core.engine.link import read_answers
from checker.core.engine.versions import compare
from checker.core.model.serial import read_policy, write_policy
from checker.core.words.version_view import version_section
from checker.library.archive import archive
from checker.library.folders import integrity
from checker.places import ROOT

pytestmark = pytest.mark.browser

EARLIER, LATER = "2000.01", "9999.12"  # no version of a policy
CASE = next(case for case in ALL_CASES if case.data.get("status") == "conditional" and case.today == TODAY)
ANSWERS = CASE.data["answers"]
(FOLDER,) = (path.parent for path in (ROOT / "site" / "assets" / "checker").glob(f"policy.*/{CASE.policy}.en.json"))
FILE = f"{CASE.policy}-{EARLIER}.json"
SAID = {
    "en": ("no longer the same", "Changed by", "Status: before: Covered"),
    "es": ("ya no es el mismo", "Motivo del cambio", "Estado: antes: Cubierto"),
    "it": ("non è più lo stesso", "Che cosa lo ha cambiato", "Stato: prima: Coperto"),
}
RELEASED = {
    "avanzada7": ("still the same", "entitlement=hours&issue=network&intervention=no"),
    "3cx": (
        "Changed by",
        "role=partner&partner_tier=gold&issue=other&hosting=hosted-by-3cx&edition=other&simultaneous_calls=8&extensions=10"
        "&latest_version=yes&per_manual=yes&third_party=none&qualified_admin=yes",
    ),
    "elastix": (
        "Now asked as well",
        "plan=standard&code_issued_on=2026-10-01&hours_left=yes&installation=official-iso&version=stable&task=a2billing"
        "&reachable=yes",
    ),
}
"""By policy, a link that its version 2026.11 made, and what the page must say of it among the rest."""


def of_version(version, fragment):
    return fragment.replace("?", f"?rules-version={version}&")


def publish(server, model, language="en"):
    """From now on, the site has this model of an earlier version too."""
    path = FOLDER / f"{CASE.policy}.{language}.json"
    (names,) = FOLDER.parent.glob(f"policies.*/list.{language}.json")
    parcel = json.loads(path.read_text(encoding="utf-8"))
    parcel["releases"][EARLIER] = {"file": FILE, "digest": spoil.digest(model)}
    data = json.dumps(parcel).encode()
    listed = names.read_bytes().replace(integrity(path).encode(), spoil.digest(data).encode())
    spoil.publish(server, names, listed)
    server.spoilt[path.name] = partial(spoil.give, data=data)
    server.spoilt[FILE] = partial(spoil.give, data=model)


@pytest.fixture
def present(library):
    return library.policies[CASE.policy]


@pytest.fixture
def former(present):
    """An earlier version, which required nothing."""
    rules = tuple(rule for rule in present.rules if rule.effect != "require")
    return replace(present, version=EARLIER, status="covered", rules=rules)


@pytest.fixture
def model(former):
    """The file of that version."""
    return json.dumps(write_policy(former)).encode()


@in_chromium_first
@pytest.mark.parametrize("language", quick_first(*SAID))
def test_a_link_of_an_earlier_version_says_what_changed(watched, spoilt, library, present, former, model, language):
    said, changed_by, status = SAID[language]
    publish(spoilt, model, language)
    fragment = of_version(EARLIER, link(CASE.policy, ANSWERS))
    open_checker(watched, language, fragment)
    section = watched.page.locator(f"{VERDICT} .checker-version")
    expect(section).to_contain_text(said)
    expect(section).to_contain_text(status)
    found = compare(*(decide(policy, ANSWERS, TODAY) for policy in (former, present)))
    clause = library.words[language].clauses[CASE.policy][found.clauses[0]]
    changed = section.locator("li", has_text=changed_by).first
    expect(changed.locator(".checker-clause-words")).to_have_text(clause.text)
    expect(changed.locator(f'a[href$="../{clause.href}"]')).to_be_visible()
    assert {url.rpartition("/")[2] for url in watched.requests if f"/{CASE.policy}-" in url} == {FILE}
    watched.page.locator("[data-change]").last.click()
    watched.page.locator("#checker-continue").click()
    present_link = fragment.replace(EARLIER, present.version)
    expect(watched.page.locator(VERDICT)).to_have_attribute("data-link", present_link)
    expect(section).to_have_count(0)
    expect(watched.page).to_have_url(re.compile(f"rules-version={re.escape(present.version)}&"))


@in_chromium_first
@pytest.mark.parametrize("policy", RELEASED)
def test_a_link_of_a_released_version_is_answered(watched, library, policy):
    """All that is said of it: that the verdict is the same, what changed it, or what is asked now."""
    said, answers = RELEASED[policy]
    released = read_policy(json.loads((archive(ROOT) / f"{policy}-2026.11.json").read_text(encoding="utf-8")))
    given = read_answers(released, dict(parse_qsl(answers)), TODAY)
    former, now = (decide(each, given, TODAY) for each in (released, library.policies[policy]))
    wanted = version_section(now, released.version, former, library.words["en"])["items"]
    open_checker(watched, "en", of_version(released.version, f"#{policy}?{answers}"))
    verdict = watched.page.locator(VERDICT)
    expect(verdict).to_have_attribute("data-status", now.status or "")
    section = verdict.locator(".checker-version")
    expect(section).to_contain_text(said)
    expect(section.locator("li")).to_have_count(len(wanted))
    for each in wanted:
        for part in ("label", "text", "quote"):
            expect(section).to_contain_text(each.get(part, ""))
    if now.questions:
        expect(step(watched.page).locator("legend")).to_have_text(now.policy.fact(now.questions[0]).question)


@pytest.mark.parametrize(
    ("version", "said"),
    [(EARLIER, "not available here for comparison"), (LATER, "only the older version {}"), ("", "")],
    ids=["earlier", "later", "present"],
)
def test_a_link_of_a_version_that_the_site_lacks_says_so(kept, present, version, said):
    kept.requests.clear()
    open_again(kept, of_version(version or present.version, link(CASE.policy, ANSWERS)))
    verdict = kept.page.locator(VERDICT)
    expect(verdict).to_have_attribute("data-status", "conditional")
    expect(verdict.locator(".checker-version")).to_have_count(1 if said else 0)
    assert said.format(present.version) in verdict.inner_text()
    assert not [url for url in kept.requests if f"/{CASE.policy}-" in url]
    expect(kept.page.locator("#checker-left-out")).to_be_hidden()


def stalled(handler):
    handler.server.healed.wait(20)


@pytest.mark.parametrize("fault", quick_first(spoil.missing, partial(spoil.give, data=b"{}"), stalled))
def test_a_version_that_cannot_be_loaded_takes_nothing_from_the_verdict(context, spoilt, fault):
    publish(spoilt, b"the model")
    spoilt.spoilt[FILE] = fault
    page = context.new_page()
    page.goto(f"{spoilt.address}checker/" + of_version(EARLIER, link(CASE.policy, ANSWERS)))
    expect(page.locator(f"{VERDICT} .checker-version")).to_contain_text("not available here for comparison")
    expect(page.locator("#checker-fault")).to_be_hidden()


def test_a_version_that_can_be_loaded_later_is_compared_then(watched, spoilt, model):
    publish(spoilt, model)
    published, spoilt.spoilt[FILE] = spoilt.spoilt[FILE], spoil.missing
    open_checker(watched, "en", of_version(EARLIER, link(CASE.policy, ANSWERS)))
    section = watched.page.locator(f"{VERDICT} .checker-version")
    expect(section).to_contain_text("not available here for comparison")
    spoilt.spoilt[FILE] = published
    watched.page.locator("[data-change]").last.click()
    expect_step(watched.page)
    watched.page.go_back()
    expect(section).to_contain_text("no longer the same")


def test_what_is_no_version_is_left_out_and_said(kept):
    open_checker(kept, "en", of_version("latest", "#3cx?role=partner"))
    expect(kept.page.locator("#checker-left-out")).to_contain_text("rules-version=latest")
    expect(kept.page.locator(f"{VERDICT} .checker-version")).to_have_count(0)
