"""One owner of the page's state: nothing that is said, taken or written belongs to a state that has been left."""

import re
from threading import Event

import pytest
import spoil
from playwright.sync_api import expect
from shared import quick_first
from test_checker import POLICY_3CX, READY, VERDICT, open_checker
from test_flow import continue_, step

pytestmark = pytest.mark.browser

TWICE = """(wait) => {
  document.querySelector('[name="policy"][value="3cx"]').click();
  const button = document.querySelector("#checker-continue");
  button.click();
  if (wait === null) button.click();
  else setTimeout(() => document.querySelector("#checker-continue").click(), wait);
}"""
WITHOUT = {
    "module workers": "globalThis.Worker = class { constructor(address) { throw new SyntaxError(address); } }",
    "unpacking": "delete globalThis.DecompressionStream",
    "replaceChildren": "delete Element.prototype.replaceChildren",
    "at": "delete Array.prototype.at",
    "exceptions in WebAssembly": "WebAssembly.validate = (bytes) => !new Uint8Array(bytes).includes(13)",
}
YEARS_OLD = """delete globalThis.DecompressionStream;
delete globalThis.structuredClone;
for (const name of ["at", "findLast", "findLastIndex", "toSorted", "with"]) delete Array.prototype[name];
for (const name of ["hasOwn", "groupBy"]) delete Object[name];
for (const name of ["any", "timeout"]) delete AbortSignal[name];
const { validate } = WebAssembly;
WebAssembly.validate = (bytes) => !new Uint8Array(bytes).includes(13) && validate(bytes);"""
"""A browser of 2021, before Safari 15.4."""
TOO_OLD = {"": "too old for the checker", "es/": "demasiado antiguo", "it/": "troppo vecchio"}
ANSWER_AND_LEAVE = """(leave) => {
  document.querySelector('[name="3cx.role"][value="partner"]').click();
  document.querySelector("#checker-continue").click();
  setTimeout(() => {
    if (leave) return document.querySelector(leave).click();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "F5", bubbles: true }));
    location.reload();
  }, 5);
}"""
"""By a link, or by the key that loads the page again."""


@pytest.mark.parametrize("wait", [None, 0, 5, 20, 60, 160])
def test_a_second_click_answers_nothing(watched, wait):
    """What is filled in belongs to the question that is shown, and is taken once."""
    open_checker(watched)
    watched.page.evaluate(TWICE, wait)
    expect(watched.page).to_have_url(re.compile(r"#3cx\?rules-version=[\d.]+$"))
    expect(step(watched.page).locator("fieldset:not([hidden])").first).to_be_visible()
    watched.page.wait_for_timeout(300)
    assert watched.page.url.count("policy=") == 0
    expect(watched.page.locator("#checker-left-out")).to_be_hidden()


def test_a_double_click_on_continue_is_one(watched):
    open_checker(watched)
    watched.page.locator(POLICY_3CX).check()
    watched.page.locator("#checker-continue").dblclick()
    expect(watched.page).to_have_url(re.compile(r"#3cx\?rules-version=[\d.]+$"))
    expect(watched.page.locator("#checker-errors")).to_be_hidden()


def test_nothing_waits_any_more_once_the_visitor_has_gone_back(context, spoilt):
    """The questions of a policy come late: the visitor is at the choice of one again by then."""
    go, given = Event(), Event()

    def slowly(handler):
        go.wait(60)
        spoil.give(handler, spoil.content(handler))
        given.set()

    page = context.new_page()
    page.goto(f"{spoilt.address}checker/")
    page.wait_for_selector(READY)
    spoilt.spoilt["3cx.en.json"] = slowly
    page.locator(POLICY_3CX).check()
    continue_(page)
    expect(page.locator("#checker-waiting")).to_be_visible()
    page.go_back()
    expect(page.locator("#checker-waiting")).to_be_hidden()
    page.wait_for_timeout(700)
    expect(page.locator("#checker-waiting")).to_be_hidden()
    go.set()
    assert given.wait(60)
    page.wait_for_timeout(300)
    expect(page.locator("#checker-waiting")).to_be_hidden()
    expect(page.locator(POLICY_3CX)).to_be_visible()
    expect(page.locator("#checker-fault")).to_be_hidden()
    continue_(page)
    expect(page.locator("#checker-policy")).to_be_visible()


@pytest.mark.parametrize("leave", [None, 'a[hreflang="es"]'])
def test_an_answer_given_just_before_the_page_is_left_is_kept(watched, leave):
    open_checker(watched, "en", "#3cx?issue=guidance")
    watched.page.wait_for_selector(f"{VERDICT}[data-link]")
    watched.page.evaluate(ANSWER_AND_LEAVE, leave)
    if leave:
        expect(watched.page).to_have_url(re.compile(r"/es/checker/#3cx\?.*role=partner$"))
    expect(watched.page).to_have_url(re.compile("role=partner$"))
    watched.page.wait_for_selector(READY)
    expect(watched.page.locator("#checker-answers dl > div")).to_have_count(2)


@pytest.mark.parametrize("missing", WITHOUT)
def test_a_browser_that_is_too_old_is_told_so_and_not_to_try_again(context, site, missing):
    page = context.new_page()
    page.add_init_script(WITHOUT[missing])
    page.goto(f"{site}es/checker/#3cx?role=partner")
    box = page.locator("#checker-unstarted")
    expect(box).to_be_visible()
    expect(box).to_contain_text("Este navegador es demasiado antiguo")
    expect(box.get_by_role("button")).to_have_count(0)
    expect(box.locator('a[href$="#policies"]')).to_be_visible()
    expect(page.locator("#checker-fault")).to_be_hidden()


@pytest.mark.parametrize("folder", quick_first("it/", "", "es/"))
def test_a_browser_of_years_ago_leads_to_the_tables_in_each_language(context, site, folder):
    page = context.new_page()
    page.add_init_script(YEARS_OLD)
    page.goto(f"{site}{folder}checker/#3cx?role=partner&issue=firewall")
    box = page.locator("#checker-unstarted")
    expect(box).to_contain_text(TOO_OLD[folder])
    box.locator('a[href$="#policies"]').click()
    expect(page).to_have_url(f"{site}{folder}#policies")
    page.locator('.md-content a[href$="3cx/tables/"]').first.click()
    expect(page.locator(".md-content table").first).to_be_visible()


def test_structured_clones_are_not_needed(context, site):
    page = context.new_page()
    page.add_init_script("delete globalThis.structuredClone")
    page.goto(f"{site}checker/#3cx?role=partner&issue=firewall")
    expect(page.locator(VERDICT)).to_have_attribute("data-status", "not-covered")


@pytest.mark.parametrize(
    ("fragment", "said", "answers"),
    [
        ("#3cx?role=partner&role=end-user&issue=audio", ["role=partner", "role=end-user"], 1),
        ("#3cx?role=partner&role=partner", [], 1),
        ("#?role=partner&issue=audio", ["role=partner", "issue=audio"], 0),
    ],
)
def test_what_a_link_says_twice_or_without_a_policy_is_left_out_and_said(watched, fragment, said, answers):
    open_checker(watched, "en", fragment)
    notice = watched.page.locator("#checker-left-out")
    for part in said:
        expect(notice).to_contain_text(part)
    expect(notice).to_be_visible() if said else expect(notice).to_be_hidden()
    expect(watched.page.locator("#checker-answers dl > div")).to_have_count(answers)
