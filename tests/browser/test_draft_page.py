"""The draft of a request on the checker page: in a chosen language, copied, downloaded, handed to e-mail programs."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from answers import BUYER, FAULTY, PARTNER, SUBSCRIBER
from playwright.sync_api import expect
from shared import TODAY
from test_checker import VERDICT, link, open_again

from checker.core.engine.decide import decide
from checker.core.words.draft import drafts

pytestmark = pytest.mark.browser

DRAFT = '[data-checker="draft"]'
HOSTILE_REPLIES = """const parse = JSON.parse;
  JSON.parse = (text, ...rest) => parse(text?.replaceAll("Support request", "%s") ?? text, ...rest)"""
WITHOUT_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"


def open_draft(watched, library, policy, answers, language="en"):
    """The section on the page, and the drafts that belong in it."""
    open_again(watched, link(policy, answers), language)
    watched.page.locator(f"{DRAFT} summary").click()
    return watched.page.locator(DRAFT), drafts_of(watched, library, policy, answers, language)


def drafts_of(watched, library, policy, answers, language="en"):
    verdict = decide(library.policies[policy], answers, TODAY)
    words = {name: replace(each, root=watched.origin) for name, each in library.words.items()}
    return drafts(verdict, language, words)


def clipboard(page):
    return page.evaluate("() => navigator.clipboard.readText()")


OLD = "document.querySelectorAll('#checker-verdict > *, #checker-answers dl > *').forEach((each) => (each.old = true))"
STAYED = "(selector) => [...document.querySelectorAll(selector)].map((each) => each.old === true)"


def test_what_stays_the_same_is_not_made_anew_but_the_draft_is(kept, library):
    """Browsers lay out only what changes; what acts on the answers is that of the new ones."""
    box, _ = open_draft(kept, library, "3cx", PARTNER)
    page, answers = kept.page, {**PARTNER, "partner_tier": "silver"}
    page.evaluate(OLD)
    page.locator('[data-change="partner_tier"]').click()
    page.get_by_label("Silver").check()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_selector(f"{VERDICT}[data-link*='partner_tier=silver']")
    assert page.evaluate(STAYED, "#checker-answers dl > *").count(False) == 1
    assert page.evaluate(STAYED, ".checker-link, .checker-because, .checker-draft") == [False, True, False]
    box.locator("summary").click()
    expect(box.get_by_role("textbox")).to_have_value(drafts_of(kept, library, "3cx", answers)[0]["text"])


def test_a_verdict_ends_in_its_draft(kept, library):
    box, (found,) = open_draft(kept, library, "3cx", PARTNER)
    expect(box.get_by_role("heading")).to_have_text("Draft for your request")
    area = box.get_by_role("textbox", name="Draft for your request")
    expect(area).to_have_value(found["text"])
    expect(box).to_contain_text(f"Where to send it: {found['channel']}")
    expect(area).to_have_attribute("lang", "en")
    expect(area).not_to_be_editable()
    expect(box.get_by_role("combobox")).to_have_count(0)
    expect(box.get_by_role("link")).to_have_count(0)


@pytest.mark.parametrize("answers", [{**PARTNER, "issue": "firewall"}, {"role": "partner"}], ids=["no", "open"])
def test_other_verdicts_have_none(kept, answers):
    open_again(kept, link("3cx", answers))
    expect(kept.page.locator('[data-checker="verdict"] h2')).to_be_visible()
    expect(kept.page.locator(DRAFT)).to_have_count(0)


def test_text_and_markdown_are_copied_and_it_is_said(watched, context, library):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    box, (found,) = open_draft(watched, library, "3cx", PARTNER)
    announcer = watched.page.locator("#checker-announcer")
    for label, content in (("Copy as text", found["text"]), ("Copy as Markdown", found["markdown"])):
        box.get_by_role("button", name=label).click()
        expect(announcer).to_have_text("Copied")
        expect(box.locator(".checker-said")).to_have_text("Copied")
        assert clipboard(watched.page) == content


def test_what_cannot_be_copied_is_selected(watched, library):
    watched.page.add_init_script(WITHOUT_CLIPBOARD)
    box, (found,) = open_draft(watched, library, "3cx", PARTNER)
    box.get_by_role("button", name="Copy as Markdown").click()
    expect(watched.page.locator("#checker-announcer")).to_contain_text("copy it with the keyboard")
    area = box.get_by_role("textbox")
    expect(area).to_be_focused()
    expect(area).to_have_value(found["markdown"])
    assert area.evaluate("area => [area.selectionStart, area.selectionEnd === area.value.length]") == [0, True]


def test_the_draft_is_downloaded_as_text(kept, library):
    box, (found,) = open_draft(kept, library, "3cx", PARTNER)
    with kept.page.expect_download() as started:
        box.get_by_role("button", name="Download as .txt").click()
    assert started.value.suggested_filename == "3cx-en.txt"
    assert started.value.path().read_text(encoding="utf-8") == found["text"]


@pytest.mark.parametrize(
    ("answers", "address", "shortened"),
    [
        (BUYER, "soporte@avanzada7.com", False),
        (FAULTY, "rma@avanzada7.com", False),
        (
            {**BUYER, "issue": "terminal-configuration", "intervention": True, "platform": "3cx", "access": "ssh"}
            | {"notice_hours": 4},
            "soporte@avanzada7.com",
            True,
        ),
    ],
    ids=["free support", "warranty", "long"],
)
def test_the_e_mail_program_is_handed_address_subject_and_text(kept, library, answers, address, shortened):
    box, found = open_draft(kept, library, "avanzada7", answers, "en")
    box.get_by_role("combobox").select_option("es")
    href = box.get_by_role("link", name="Open in your e-mail program").get_attribute("href")
    handed = urlsplit(href)
    assert (handed.scheme, handed.path) == ("mailto", address)
    body = found[1]["body"].replace("\n", "\r\n")
    assert parse_qs(handed.query) == {"subject": [found[1]["subject"]], "body": [body]}
    assert len(href) < 2048 and found[1]["shortened"] == shortened
    expect(box.get_by_text("The e-mail is shorter")).to_have_count(int(shortened))


def test_the_language_can_be_chosen(watched, context, library):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    box, found = open_draft(watched, library, "elastix", SUBSCRIBER, "it")
    assert [each["language"] for each in found] == ["it", "en", "es"]
    where = library.words["it"].gettext("Where to send it")
    expect(box).to_contain_text(f"{where}: {found[0]['channel']}")
    choice = box.get_by_role("combobox")
    expect(choice.locator("option")).to_have_text(["italiano", "inglese", "spagnolo"])
    for each in found:
        choice.select_option(each["language"])
        expect(box.locator("textarea")).to_have_attribute("lang", each["language"])
        expect(box.locator("textarea")).to_have_value(each["text"])
        box.get_by_role("button").nth(0).click()
        expect(box.locator(".checker-said")).not_to_be_empty()
        assert clipboard(watched.page) == each["text"]
    expect(box.get_by_role("link")).to_have_count(0)


def test_text_of_a_draft_is_never_markup(watched, library):
    page = watched.page
    hostile = "</textarea><img src=x onerror=alert(1)>"
    page.add_init_script(HOSTILE_REPLIES % hostile)
    box, _ = open_draft(watched, library, "3cx", PARTNER)
    assert hostile in box.locator("textarea").input_value()
    expect(page.locator("img[src=x]")).to_have_count(0)
