"""The checker page in a real browser: judged by Python in Pyodide, used as visitors use it."""

import json
import re
from datetime import UTC, datetime, time
from urllib.parse import urlencode

import pytest
from clock import clock_at
from playwright.sync_api import Page, Route, expect
from shared import TODAY, in_chromium_first
from worked_cases import ALL_CASES

from checker.core.engine.decide import decide, next_questions
from checker.core.model.policy import OPEN
from checker.core.model.serial import write_policy
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import heading
from checker.library.asked_terms import asked_terms
from checker.places import ROOT

pytestmark = pytest.mark.browser

ROOTS = {"en": "", "es": "es/", "it": "it/"}
READY = '[data-checker="state"][data-state="ready"]'
VERDICT = '[data-checker="verdict"]'
POLICY_3CX = 'input[name="policy"][value="3cx"]'
PYTHON = re.compile(r"/assets/checker/(runtime\.|engine\.|.*/worker\.js)")
SHOWN = """() => {
  const box = document.querySelector('[data-checker="verdict"]');
  const all = (selector) => [...box.querySelectorAll(selector)];
  return {
    status: box.getAttribute("data-status"),
    final: box.getAttribute("data-final"),
    offers: Object.fromEntries(all("[data-offer]").map((each) => [each.dataset.offer, each.dataset.value])),
    clauses: all(".checker-because [data-clause]").map((each) => each.dataset.clause),
  };
}"""
"""In one call: one for each attribute takes most of the time of a test over all cases."""
BRONZE = {"issue": "audio", "role": "partner", "partner_tier": "bronze", "hosting": "on-premise", "edition": "other"}


def link(policy, answers):
    def written(value):
        return "unknown" if value is None else ("no", "yes")[value] if isinstance(value, bool) else value

    plain = [(name, written(value)) for name, value in answers.items()]
    return f"#{policy}" + (f"?{urlencode(plain)}" if plain else "")


def open_checker(watched, language="en", fragment=""):
    watched.page.goto(f"{watched.origin}{ROOTS[language]}checker/{fragment}")
    watched.page.wait_for_selector(READY)


def open_again(kept, fragment, language="en"):
    """On a page that may show something else already."""
    if "checker/" in kept.page.url:
        open_checker(kept, language, "#")
        expect(kept.page.locator(VERDICT)).to_be_hidden()
    open_checker(kept, language, fragment)
    kept.page.wait_for_selector(f"{VERDICT}[data-link={json.dumps(fragment)}]")


def shown(page: Page):
    """Status, finality, offers and cited clauses, as embedders read them from the page."""
    found = page.evaluate(SHOWN)
    return {**found, "clauses": set(found["clauses"])}


def expected(verdict):
    """While something is asked, what may still be offered is not shown: it would read as a promise."""
    asked = bool(verdict.questions)
    offers = {name: value for name, value in verdict.offers.items() if not (asked and value == OPEN)}
    return {
        "status": verdict.status or "",
        "final": str(verdict.final).lower(),
        "offers": offers,
        "clauses": set() if asked else {reason.clause for reason in verdict.because},
    }


def judge_on_page(watched, fragment, today):
    watched.page.evaluate(clock_at(datetime.combine(today, time(12), UTC).timestamp()))
    checker = watched.page.url.split("#")[0]
    if watched.page.url == checker + fragment:  # the same answers on another day
        watched.page.goto(f"{checker}#")
        expect(watched.page.locator(VERDICT)).to_be_hidden()
    watched.page.goto(checker + fragment)
    watched.page.wait_for_selector(f"{VERDICT}[data-link={json.dumps(fragment)}]")


@pytest.mark.parametrize(
    ("language", "share"),
    [("es", slice(None, None, 50))]
    + [pytest.param(language, slice(None), marks=pytest.mark.slow) for language in ROOTS],
)
@in_chromium_first
def test_the_worked_cases_read_the_same_on_the_page(watched, library, language, share):
    open_checker(watched, language)
    for case in ALL_CASES[share]:
        verdict = decide(library.policies[case.policy], case.data["answers"], case.today)
        judge_on_page(watched, link(case.policy, case.data["answers"]), case.today)
        assert shown(watched.page) == expected(verdict), case.data["name"]
        text = watched.page.locator(VERDICT).text_content()
        quotes = document(verdict, library.words[language])["because"] if not verdict.questions else []
        assert all(each["text"] in text for each in quotes)


def test_a_bronze_partner_reads_the_verdict_in_spanish(watched, library):
    open_checker(watched, "es")
    page, policy, words = watched.page, library.policies["3cx"], library.words["es"]
    labels = [words.gettext(policy.fact(name).options[value]) for name, value in BRONZE.items()]
    for option in (words.gettext(policy.title), *labels):
        shown = page.locator(".checker-step:not([hidden])")
        if (whole := shown.locator("summary", has_text="Ver la lista")).count():
            whole.click()
        shown.locator("label", has_text=option).locator("visible=true").first.click()
        asked = shown.element_handle()
        page.get_by_role("button", name="Continuar").click()
        asked.wait_for_element_state("hidden")
    box, verdict = page.locator(VERDICT), decide(policy, BRONZE, TODAY)
    expect(box).to_have_attribute("data-status", verdict.status)
    expect(box.get_by_role("heading", level=2)).to_contain_text(heading(verdict.status, words))
    expect(box.get_by_role("heading", level=2)).to_be_focused()
    name = verdict.because[0].clause
    known = words.clauses[policy.id][name]
    clause = box.locator(f'.checker-because [data-clause="{name}"]')
    box.locator(".checker-because summary").click()
    expect(clause).to_contain_text(known.text)
    clause.get_by_role("link").click()
    expect(page).to_have_url(re.compile(f"/{re.escape(known.href)}$"))
    expect(page.locator(f"#{name}")).to_be_in_viewport()
    expect(page.locator("html")).to_have_attribute("lang", "es")


def test_reload_back_forward_and_language_keep_the_answers(watched):
    open_checker(watched, "en", link("3cx", {"issue": "guidance", "role": "partner"}))
    page = watched.page
    page.get_by_label("Bronze").check()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(re.compile(r"#3cx\?rules-version=[\d.]+&issue=guidance&role=partner&partner_tier=bronze$"))
    page.go_back()
    expect(page.locator(VERDICT)).to_have_attribute("data-link", "#3cx?issue=guidance&role=partner")
    page.go_forward()
    expect(page.locator(VERDICT)).to_have_attribute("data-link", re.compile("&role=partner&partner_tier=bronze$"))
    page.reload()
    expect(page.locator("#checker-answers dd", has_text="Bronze")).to_be_visible()
    page.locator(".md-select").first.hover()
    page.locator('a.md-select__link[hreflang="it"]').click()
    expect(page).to_have_url(
        re.compile(r"/it/checker/#3cx\?rules-version=[\d.]+&issue=guidance&role=partner&partner_tier=bronze$")
    )
    page.wait_for_selector(READY)
    expect(page.locator("#checker-answers dd", has_text="Bronze")).to_be_visible()


def test_any_answer_can_be_changed_and_the_others_stay(kept):
    open_again(kept, link("3cx", BRONZE))
    page = kept.page
    page.locator('[data-change="hosting"]').click()
    expect(page.get_by_label("On-premise")).to_be_checked()
    page.get_by_label("Hosted by 3CX").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(VERDICT)).to_have_attribute(
        "data-link", re.compile("&partner_tier=bronze&hosting=hosted-by-3cx&edition=other$")
    )
    expect(page.locator(VERDICT)).to_have_attribute("data-status", "")
    expect(page.locator("#checker-answers dl > div")).to_have_count(5)


def test_the_prerequisites_are_one_checklist(kept, library):
    answers = {**BRONZE, "partner_tier": "gold", "issue": "guidance", "simultaneous_calls": 8, "extensions": 10}
    open_again(kept, link("3cx", answers))
    facts = library.policies["3cx"].facts
    asked = next_questions(decide(library.policies["3cx"], answers, TODAY))
    grouped = [each.question for each in facts if each.id in asked and each.group == "prerequisites"]
    expect(kept.page.locator(".checker-step:not([hidden]) fieldset:not([hidden])")).to_have_count(len(grouped))
    for question in grouped:
        expect(kept.page.locator("fieldset:not([hidden]) legend", has_text=question)).to_be_visible()


def test_a_question_explains_its_words(watched, library):
    open_checker(watched, "it", link("3cx", BRONZE))
    page, model = watched.page, write_policy(library.policies["3cx"])
    page.locator('[data-change="hosting"]').click()
    explained = asked_terms(model["id"], model["facts"], library.words["it"], ROOT)["hosting"]
    page.locator('[data-fact="hosting"]').get_by_text(library.words["it"].gettext("What the words mean")).click()
    expect(page.locator('[data-fact="hosting"] dl')).to_be_visible()
    expect(page.locator('[data-fact="hosting"] dt')).to_have_text([title for title, _ in explained])
    expect(page.locator('[data-fact="hosting"] dd')).to_have_text([definition for _, definition in explained])


def test_back_leads_to_the_answer_before(kept):
    open_again(kept, link("3cx", {"issue": "guidance", "role": "partner", "partner_tier": "gold"}))
    page = kept.page
    page.locator("#checker-back").click()
    expect(page.get_by_label("Gold")).to_be_checked()
    page.locator("#checker-back").click()
    expect(page.get_by_label("A 3CX partner")).to_be_checked()


def test_i_do_not_know_is_an_answer(kept):
    open_again(kept, link("3cx", {"issue": "guidance", "role": "partner"}))
    page = kept.page
    page.locator('[data-step="3cx.partner_tier"]').get_by_label("I don't know").check()
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(re.compile("partner_tier=unknown"))
    expect(page.locator("#checker-answers")).to_contain_text("I don't know")


def test_an_impossible_number_is_refused_in_words(kept, library):
    answers = {
        "issue": "guidance",
        "role": "partner",
        "partner_tier": "gold",
        "hosting": "on-premise",
        "edition": "other",
    }
    open_again(kept, link("3cx", answers))
    page = kept.page
    number = page.locator('[name="3cx.simultaneous_calls"]')
    fact = library.policies["3cx"].fact("simultaneous_calls")
    said = f"Enter a whole number from {fact.minimum} to {fact.maximum}"
    for entry in ("", str(fact.minimum - 1), str(fact.maximum + 1), "4.5", "four", "-1", "1e3"):
        number.fill(entry)
        page.get_by_role("button", name="Continue").click()
        expect(page.locator("#checker-errors")).to_be_focused()
        expect(page.locator("#checker-errors")).to_contain_text(said)
        assert page.title().startswith("Error:")
        page.locator("#checker-errors a").click()
        expect(number).to_be_focused()


def test_an_unknown_part_of_a_link_is_left_out_and_said(kept):
    fragment = "#3cx?role=partner&partner_tier=bronce&colour=red&issue=audio&simultaneous_calls=99999999"
    open_checker(kept, "en", fragment)
    notice = kept.page.locator("#checker-left-out")
    for part in ("partner_tier=bronce", "colour=red", "simultaneous_calls=99999999"):
        expect(notice).to_contain_text(part)
    expect(kept.page.locator("#checker-answers dl > div")).to_have_count(2)


def test_an_unknown_policy_in_a_link_is_said(kept):
    open_checker(kept, "en", "#5cx?role=partner")
    expect(kept.page.locator("#checker-left-out")).to_contain_text("5cx")
    expect(kept.page.locator(POLICY_3CX)).to_be_visible()


def test_answers_given_before_python_is_ready_are_judged_when_it_is(watched):
    page, held = watched.page, list[Route]()
    page.route("**/trimmed.bin.gz", lambda route: held.append(route))
    page.goto(f"{watched.origin}checker/#3cx")
    shown = page.locator(".checker-step:not([hidden])")
    shown.get_by_role("textbox").fill("firewall")
    shown.locator('.checker-words-found input[value="firewall"]').check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("A 3CX partner").check()
    page.get_by_role("button", name="Continue").click()
    for route in held:
        route.continue_()
    page.wait_for_selector(f"{VERDICT}[data-status='not-covered']")
    assert page.url.endswith("&issue=firewall&role=partner")


ASKED = """() => {
  Date.prototype.toISOString = () => "2026-11-20T10:00:00.000Z";
  const { postMessage } = Worker.prototype;
  self.asked = [];
  Worker.prototype.postMessage = function (message) {
    if (message.id) asked.push(JSON.parse(message.request).answers.partner_tier);
    postMessage.call(this, message);
  };
}"""


def test_what_is_filled_in_is_judged_before_it_is_sent(watched):
    """On “Continue” nothing is asked any more; an answer that was changed again is not shown."""
    open_checker(watched, "en", link("3cx", BRONZE))
    page = watched.page
    page.evaluate(ASKED)
    page.locator('[data-change="partner_tier"]').click()
    page.get_by_label("Silver").check()
    page.get_by_label("Gold").check()
    page.wait_for_function("asked.length === 2")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(f"{VERDICT}[data-link*='partner_tier=gold']")
    expect(page.locator("#checker-answers dd", has_text="Gold")).to_be_visible()
    assert page.evaluate("asked") == ["silver", "gold"]


def test_python_waits_for_the_first_answer_where_data_is_saved(watched):
    page = watched.page
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.goto(f"{watched.origin}checker/")
    page.locator(POLICY_3CX).check()
    page.wait_for_timeout(300)
    assert not [url for url in watched.requests if PYTHON.search(url)]
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(READY)
