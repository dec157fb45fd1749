"""The checker page as its visitors go through it: titles, messages, history, copying, paper, and without scripts."""

import json
import re
from datetime import date
from itertools import product

import pytest
import spoil
from conftest import open_context
from playwright.sync_api import expect
from shared import TODAY, in_chromium_first, quick_first
from test_checker import BRONZE, POLICY_3CX, READY, ROOTS, VERDICT, link, open_again, open_checker

from checker.core.engine.decide import decide
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import heading
from checker.places import ROOT

pytestmark = pytest.mark.browser

WITHOUT_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
WITHIN = "document.documentElement.scrollWidth <= innerWidth"
FURNITURE = (".md-header", ".md-tabs", ".md-footer", "h1", "#checker-form", ".checker-change", ".checker-draft")
PREMIUM = {
    "plan": "premium",
    "code_issued_on": "2026-08-31",
    "hours_left": True,
    "installation": "official-iso",
    "version": "stable",
    "task": "high-availability",
    "session_scheduled": False,
    "reachable": True,
}
HARDWARE = {
    "entitlement": "hardware-purchase",
    "purchased_on": "2026-11-01",
    "issue": "terminal-configuration",
    "serial_number_ready": True,
    "intervention": True,
    "platform": "3cx",
    "access": "vnc",
    "notice_hours": 4,
}
FLOWS = {"3cx": BRONZE, "elastix": PREMIUM, "avanzada7": HARDWARE}
ROUNDS = sorted(product(ROOTS, FLOWS), key=lambda each: each != ("it", "avanzada7"))


def with_version(address, policy):
    return address.replace("?", f"?rules-version={policy.version}&")


def step(page):
    return page.locator(".checker-step:not([hidden])")


def answer(field, value):
    """Answer one question on the page, as the kind of its fields asks for."""
    if field.locator(".checker-words").count():
        field.locator(".checker-words-all summary").click()
        field.locator(f'.checker-words-all input[value="{value}"]').check()
    elif field.get_attribute("data-type") == "date":
        for entry, part in zip(field.get_by_role("textbox").all(), reversed(value.split("-")), strict=True):
            entry.fill(part)
    elif field.get_attribute("data-type") == "integer":
        field.get_by_role("textbox").fill(str(value))
    else:
        written = {True: "yes", False: "no"}.get(value, value)
        field.locator(f'input[value="{written}"]').check()


def expect_step(page):
    """What is asked has the focus, and the address says so: then the title does."""
    heading = step(page).locator("h2, fieldset:not([hidden]) legend").first
    expect(heading.locator("xpath=self::h2|parent::fieldset")).to_be_focused()
    expect(page).to_have_title(re.compile(f"^{re.escape(heading.inner_text())} - "))


def continue_(page):
    page.locator("#checker-continue").click()


@pytest.mark.parametrize(("language", "policy"), quick_first(*ROUNDS))
def test_each_policy_from_its_first_question_to_its_verdict(watched, language, policy):
    """On a narrow screen: nothing runs over its edge, each question says why, and each page's title names it."""
    page = watched.page
    page.set_viewport_size({"width": 320, "height": 700})
    open_checker(watched, language)
    page.locator(f'input[name="policy"][value="{policy}"]').check()
    continue_(page)
    while not page.locator("#checker-form").is_hidden():
        expect_step(page)
        assert page.evaluate(WITHIN)
        for field in step(page).locator("fieldset:not([hidden])").all():
            expect(field.locator(".checker-why summary").first).to_be_visible()
            answer(field, FLOWS[policy][field.get_attribute("data-fact")])
        before = page.evaluate("location.href")
        continue_(page)
        expect(page).not_to_have_url(before)
        page.wait_for_selector(f"{VERDICT}[data-link={json.dumps(page.evaluate('location.hash'))}]")
    verdict = page.locator("#checker-verdict-heading")
    expect(verdict).to_be_focused()
    expect(page).to_have_title(re.compile(f"^{verdict.inner_text()} - "))
    expect(page.locator("#checker-announcer")).to_have_text(page.locator(".checker-lead").inner_text())
    assert page.evaluate(WITHIN)
    page.locator("#checker-restart").click()
    expect(page.locator(POLICY_3CX)).to_be_visible()


def test_more_policies_than_ten_become_a_list(context, spoilt, library):
    (path,) = (ROOT / "site" / "assets" / "checker").glob("policies.*/list.es.json")
    listed = json.loads(path.read_text(encoding="utf-8"))
    more = [{**listed[0], "id": f"vendor-{number}", "title": f"Proveedor {number}"} for number in range(300)]
    spoil.publish(spoilt, path, json.dumps([*more, *listed]).encode())
    page = context.new_page()
    page.goto(f"{spoilt.address}es/checker/")
    field = step(page).get_by_role("combobox")
    title = library.words["es"].gettext(library.policies["avanzada7"].title)
    field.select_option(title)
    continue_(page)
    expect(page).to_have_url(re.compile(r"#avanzada7\?rules-version="))
    expect(page.locator("#checker-policy")).to_have_text(title)


def test_back_button_and_reload_lead_to_the_answer_that_was_to_be_changed(kept):
    open_again(kept, link("3cx", BRONZE))
    page = kept.page
    page.locator('[data-change="edition"]').click()
    expect_step(page)
    page.reload()
    page.wait_for_selector(READY)
    expect(page.get_by_label("Another edition")).to_be_checked()
    continue_(page)
    expect(page.locator("#checker-verdict-heading")).to_be_focused()
    expect(page).to_have_title(re.compile("^Not covered - "))
    page.go_back()
    expect_step(page)
    expect(page.get_by_label("Another edition")).to_be_visible()
    page.go_back()
    expect(page.locator(VERDICT)).to_have_attribute("data-status", "not-covered")
    expect(page.locator("#checker-form")).to_be_hidden()
    expect(page.locator("#checker-answers dl > div")).to_have_count(len(BRONZE))


def test_a_change_can_be_left_and_throws_nothing_away(kept):
    open_again(kept, link("3cx", BRONZE))
    page = kept.page
    page.locator('[data-change="issue"]').click()
    expect_step(page)
    expect(page.locator("#checker-back")).to_be_hidden()
    expect(page.locator("#checker-announcer")).to_be_empty()
    page.get_by_role("button", name="Keep my answer").click()
    expect(page.locator("#checker-verdict-heading")).to_be_focused()
    expect(page.locator("#checker-answers dl > div")).to_have_count(len(BRONZE))
    expect(page.locator("#checker-keep")).to_be_hidden()


def test_the_way_back_through_the_questions_ends_at_the_first(kept):
    open_again(kept, link("3cx", {"issue": "guidance", "role": "partner"}))
    page = kept.page
    page.locator("#checker-back").click()
    expect(page.get_by_label("A 3CX partner")).to_be_checked()
    page.locator("#checker-back").click()
    expect(page.locator('[data-step="3cx.issue"]')).to_be_visible()
    expect(page.locator("#checker-back")).to_be_hidden()
    page.get_by_role("button", name="Keep my answer").click()
    expect(page.locator('[data-step="3cx.partner_tier"]')).to_be_visible()
    expect(page.locator("#checker-answers dl > div")).to_have_count(2)


SHOWN_AND_WRITTEN = """async () => {
  const box = document.querySelector('[data-checker="verdict"]'), steps = [];
  const note = (name) => steps.push([name, box.dataset.status, location.hash.includes("silver"), document.title]);
  const { pushState } = history;
  history.pushState = function (...given) {
    note("before");
    pushState.apply(this, given);
    note("written");
  };
  document.querySelector('[data-change="partner_tier"]').click();
  document.querySelector('[name="3cx.partner_tier"][value="silver"]').click();
  document.querySelector("#checker-continue").click();
  const { length } = history;
  while (steps.length < 4) await new Promise((resolve) => setTimeout(resolve, 50));
  history.pushState = pushState;
  return { steps, later: history.length - length, title: document.title };
}"""


def test_the_address_is_written_after_what_it_says_is_shown_and_each_step_of_the_history_is_kept(watched):
    """Even where the next step comes at once. The title belongs to the address: the history keeps it with it."""
    open_checker(watched, "en", link("3cx", BRONZE))
    watched.page.wait_for_selector(f"{VERDICT}[data-status=not-covered]")
    found = watched.page.evaluate(SHOWN_AND_WRITTEN)
    assert [step[:3] for step in found["steps"]] == [
        ["before", "not-covered", False],
        ["written", "not-covered", False],
        ["before", "", False],
        ["written", "", True],
    ]
    assert found["later"] == 1
    assert found["steps"][2][3] != found["title"] == watched.page.title()
    watched.page.go_back()
    expect(watched.page.locator("#checker-form")).to_be_visible()
    expect(watched.page.get_by_label("Bronze")).to_be_checked()
    watched.page.go_back()
    expect(watched.page.locator(VERDICT)).to_have_attribute("data-status", "not-covered")


def test_links_within_the_page_leave_the_answers_in_the_address(kept):
    open_again(kept, link("3cx", BRONZE))
    before = kept.page.url
    kept.page.locator(".md-skip").focus()
    kept.page.keyboard.press("Enter")
    expect(kept.page.locator("h1")).to_be_focused()
    assert kept.page.url == before


def test_what_is_entered_stays_when_python_is_ready(watched):
    page = watched.page
    page.goto(f"{watched.origin}checker/#3cx?issue=guidance")
    page.get_by_label("A 3CX partner").check()
    page.wait_for_selector(READY)
    page.wait_for_selector(f"{VERDICT}[data-link]")
    expect(page.get_by_label("A 3CX partner")).to_be_checked()


@pytest.mark.parametrize(
    ("language", "example"),
    quick_first(("en", "such as 22 11 2026"), ("es", "por ejemplo, 22 11 2026"), ("it", "22 11 2026")),
)
def test_dates_are_refused_with_an_example_and_taken_as_they_are_written(kept, language, example):
    open_again(kept, "#avanzada7?issue=terminal-configuration&entitlement=hardware-purchase", language)
    page = kept.page
    entries = step(page).get_by_role("textbox")
    expect(entries).to_have_count(3)
    for wrong in (("", "", ""), ("1", "", "2026"), ("1", "11", "26"), ("1", "May", "2026")):
        for entry, part in zip(entries.all(), wrong, strict=True):
            entry.fill(part)
        continue_(page)
        expect(page.locator("#checker-errors")).to_be_focused()
        expect(page.locator("#checker-errors li")).to_contain_text(example)
    for entry, part in zip(entries.all(), ("31", "2", "2026"), strict=True):
        entry.fill(part)
    continue_(page)
    expect(page.locator("#checker-errors li")).to_contain_text("28")
    for entry in entries.all():
        expect(entry).to_have_attribute("aria-invalid", "true")
        expect(entry).to_have_accessible_description(re.compile("28"))
    answer(step(page).locator("fieldset:not([hidden])"), "2026-11-23")
    continue_(page)
    expect(page.locator("#checker-errors li")).to_contain_text("22 11 2026")
    page.locator("#checker-errors a").click()
    expect(entries.first).to_be_focused()
    entries.first.fill("5")
    continue_(page)
    expect(page).to_have_url(re.compile("purchased_on=2026-11-05$"))
    page.locator('[data-change="purchased_on"]').click()
    assert [entry.input_value() for entry in entries.all()] == ["5", "11", "2026"]
    step(page).locator('input[value="unknown"]:visible').check()
    assert [entry.input_value() for entry in entries.all()] == ["", "", ""]
    continue_(page)
    expect(page).to_have_url(re.compile("purchased_on=unknown$"))


@in_chromium_first
def test_the_link_is_copied_or_selected(watched, context, browser, library):
    policy = library.policies["3cx"]
    if browser.browser_type.name == "chromium":
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        open_checker(watched, "en", link("3cx", BRONZE))
        watched.page.get_by_role("button", name="Copy link").click()
        expect(watched.page.locator("#checker-announcer")).to_have_text("Copied")
        assert watched.page.evaluate("() => navigator.clipboard.readText()") == with_version(watched.page.url, policy)
    else:
        watched.page.add_init_script(WITHOUT_CLIPBOARD)
        open_checker(watched, "en", link("3cx", BRONZE))
        watched.page.get_by_role("button", name="Copy link").click()
        field = watched.page.get_by_role("textbox", name="Link to this verdict")
        expect(watched.page.locator("#checker-announcer")).to_contain_text("copy it with the keyboard")
        expect(field).to_be_focused()
        assert field.input_value() == with_version(watched.page.url, policy)
        assert field.evaluate("field => [field.selectionStart, field.selectionEnd === field.value.length]") == [0, True]


def test_on_paper_there_is_the_dated_verdict_alone(watched, library):
    open_checker(watched, "es", link("elastix", PREMIUM))
    page = watched.page
    page.wait_for_selector(".checker-because")
    clauses = [
        each.get_attribute("data-clause")
        for each in page.locator(".checker-because [data-clause], .checker-checklist [data-clause]").all()
    ]
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = " ".join(page.locator("body").inner_text().split())
    words, policy = library.words["es"], library.policies["elastix"]
    verdict = decide(policy, PREMIUM, TODAY)
    dates = [words.date(date.fromisoformat(day)) for day in (policy.checked_on, PREMIUM["code_issued_on"])]
    labels = [words.gettext(policy.fact("plan").options["premium"]), heading(verdict.status, words)]
    values = [each["text"] for each in document(verdict, words)["terms"]]
    address = with_version(page.url, policy)
    for part in (words.date(TODAY), f"versión {policy.version}", *dates, *labels, *values, address):
        assert part in printed, part
    assert clauses
    for clause in (words.clauses["elastix"][name] for name in clauses):
        assert " ".join(clause.text.split()) in printed and f"({clause.href})" in printed
    for furniture in FURNITURE:
        assert not [each for each in page.locator(furniture).all() if each.is_visible()], furniture
    assert not re.search("Copiar|Cambiar|Leer esto|Empezar|Buscar|Comparar", printed)
    assert page.pdf(format="A4").count(b"/Type /Page\n") <= 6


def test_the_whole_list_is_there_where_words_cannot_be_understood(watched):
    page = watched.page
    page.route("**/find-3cx.it.json", lambda route: route.abort())
    open_checker(watched, "it", link("3cx", {"role": "partner", "partner_tier": "gold"}))
    expect(step(page).get_by_role("textbox")).to_be_hidden()
    step(page).locator('.checker-words-all input[value="firewall"]').check()
    continue_(page)
    expect(page.locator(VERDICT)).to_have_attribute("data-status", "not-covered")
    watched.faults.clear()


@pytest.mark.parametrize("language", ROOTS)
def test_without_scripts_each_subject_leads_to_its_rows_in_the_tables(browser, site, library, language):
    with open_context(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}{ROOTS[language]}checker/")
        expect(page.locator(POLICY_3CX)).to_be_hidden()
        page.locator("noscript").get_by_role("link").click()
        expect(page).to_have_url(f"{site}{ROOTS[language]}#policies")
        expect(page.locator("#policies")).to_be_in_viewport()
        page.locator('.md-content a[href$="3cx/tables/"]').click()
        subjects = page.locator("details.checker-jumps")
        fact = library.policies["3cx"].fact("issue")
        expect(subjects.locator("li")).to_have_count(len(fact.options))
        subjects.locator("summary").click()
        subjects.locator('a[href="#table-on-premise-audio"]').click()
        expect(page).to_have_url(f"{site}{ROOTS[language]}3cx/tables/#table-on-premise-audio")
        row = page.locator("#table-on-premise-audio")
        expect(row).to_be_in_viewport()
        assert row.inner_text() == library.words[language].gettext(fact.options["audio"])
