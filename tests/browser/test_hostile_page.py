"""Hostile links and messages in the real page: nothing runs, nothing fails, and what is refused is said in words."""

import json

import pytest
from clock import NOON, clock_at
from fuzz.links import follow_links
from fuzz.messages import faults
from fuzz.requests import WHOLE, requests
from playwright.sync_api import expect
from shared import in_chromium_first
from test_checker import READY, VERDICT, open_checker
from test_same_verdicts import KEEP_WORKER

pytestmark = pytest.mark.browser

SAMPLE, MANY = (40, 120), (1000, 2000)
"""Links and messages."""
PLANTED = """
  const parse = JSON.parse;
  JSON.parse = (text, reviver) => {
    const data = parse(text, reviver);
    if (data?.by_letter) {
      for (const option of Object.values(data.options)) {
        option.label = option.such_as = "planted <img src=x onerror=window.injected=1> &lt;";
      }
    }
    return data;
  };
"""
INJECTED = """() => window.injected !== undefined
  || document.querySelector("#checker-app :is(img, svg, [onerror], [onload])")
  || document.querySelector("#checker-app script:not([type='application/json'])")"""
ASK = """async (requests) => {
  const { dataset, textContent } = document.getElementById("checker-bundle");
  const policies = await (await fetch(dataset.files + JSON.parse(textContent).policies.file)).json();
  const replies = [];
  await new Promise((resolve) => {
    const hear = ({ data: { state, reply } }) => {
      replies.push(reply ?? JSON.stringify({ state }));
      if (reply && replies.length < requests.length) return;
      self.python.removeEventListener("message", hear);
      resolve();
    };
    self.python.addEventListener("message", hear);
    requests.forEach((request, at) => {
      self.python.postMessage({ id: `hostile ${at}`, request, policy: policies[at % policies.length] });
    });
  });
  return replies;
}"""
FIREWALL = "#3cx?role=partner&issue=firewall"
MARKUP = "%3Cimg%20src=x%20onerror=window.injected=1%3E"


@in_chromium_first
@pytest.mark.parametrize("size", [SAMPLE, pytest.param(MANY, marks=pytest.mark.slow)])
def test_hostile_links_and_messages_leave_the_page_in_order(watched, library, size):
    links, messages = size
    page = watched.page
    page.add_init_script(KEEP_WORKER)
    open_checker(watched)
    for link in follow_links(library.policies, 10 * links, seed=3)["links"][:links]:
        page.goto(page.url.split("#")[0] + link)
    asked = [*WHOLE, *requests(library.policies, messages, "5")]
    said = page.evaluate(ASK, asked)
    assert len(said) == len(asked)
    assert not [fault for reply in said for fault in faults(json.loads(reply))]
    assert not page.evaluate(INJECTED)
    page.goto(page.url.split("#")[0] + FIREWALL)
    expect(page.locator(f"{VERDICT}[data-status='not-covered']")).to_be_visible()
    expect(page.locator(READY)).to_be_attached()
    page.evaluate("self.python.postMessage(null)")
    expect(page.locator("#checker-fault-text")).to_have_text("The program of the checker failed in this browser.")
    watched.faults[:] = watched.faults[1:]  # the worker says what it could not read


@in_chromium_first
def test_what_an_index_says_is_shown_as_text(watched):
    page, text = watched.page, "planted <img src=x onerror=window.injected=1> &lt;"
    page.add_init_script(PLANTED)
    open_checker(watched, "en", "#3cx?role=partner&partner_tier=gold")
    shown = page.locator(".checker-step:not([hidden])")
    shown.get_by_role("textbox").fill("firewall <img src=x onerror=window.injected=1>")
    expect(shown.locator(".checker-words-found")).to_contain_text(text)
    expect(shown.locator(".checker-words-said")).to_contain_text(text)
    assert not page.evaluate(INJECTED)


def test_what_a_link_should_not_hold_is_said_as_text(kept):
    open_checker(kept, "en", f"#3cx?role={MARKUP}&{MARKUP}=1&issue={'x' * 2001}")
    notice = kept.page.locator("#checker-left-out")
    expect(notice).to_contain_text("role=<img src=x onerror=window.injected=1>")
    expect(notice).to_contain_text(f"issue={'x' * 54}…")
    assert not kept.page.evaluate(INJECTED)
    left_out = {
        "#3cx?role=%E2%80%AEabc%00": "role=�abc�",
        "#elastix?code_issued_on=0000-01-01": "code_issued_on=0000-01-01",
        "#avanzada7?purchased_on=0000-01-01": "purchased_on=0000-01-01",
    }
    for link, said in left_out.items():
        kept.page.goto(kept.page.url.split("#")[0] + link)
        expect(notice).to_contain_text(said)
        expect(kept.page.locator("#checker-fault")).to_be_hidden()


def test_what_python_refuses_is_said_in_the_language_of_the_page(watched):
    open_checker(watched, "es")
    page = watched.page
    page.evaluate(clock_at(253_402_300_800))  # the year 10000, which no date can be in
    page.goto(page.url.split("#")[0] + FIREWALL)
    expect(page.locator("#checker-fault-text")).to_contain_text("no es una fecha")
    expect(page.locator("#checker-fault")).to_have_attribute("data-reason", "refused")
    expect(page.locator(VERDICT)).to_be_hidden()
    expect(page.locator("#checker-waiting")).to_be_hidden()
    page.evaluate(clock_at(NOON))
    page.goto(page.url.replace("firewall", "audio"))
    expect(page.locator("#checker-fault")).to_be_hidden()
