"""The first question in the visitor's own words: on the checker page and on the home page, by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect
from test_checker import READY, ROOTS, link, open_checker
from test_flow import continue_, step
from test_keyboard import tab_to

pytestmark = pytest.mark.browser

GOLD = link("3cx", {"role": "partner", "partner_tier": "gold"})
TYPED = {"en": "fraud", "es": "fraude", "it": "frode"}
FIELD = '.checker-words [type="text"]'


def shown_words(page):
    return step(page).locator(".checker-words")


@pytest.mark.parametrize("language", ROOTS)
def test_type_see_pick_go_on(watched, language):
    page = watched.page
    open_checker(watched, language, GOLD)
    tab_to(page, f".checker-step:not([hidden]) {FIELD}")
    page.keyboard.type(TYPED[language])
    expect(shown_words(page).locator(".checker-words-found label")).not_to_have_count(0)
    expect(shown_words(page).get_by_role("status")).to_contain_text(re.compile(r"\d"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    continue_(page)
    expect(page).to_have_url(re.compile("issue=call-fraud"))
    assert TYPED[language] not in page.url.replace("call-fraud", "")


@pytest.mark.parametrize("language", ROOTS)
def test_what_is_typed_and_not_picked_is_not_taken(watched, language):
    page = watched.page
    open_checker(watched, language, GOLD)
    before = page.url
    tab_to(page, f".checker-step:not([hidden]) {FIELD}")
    page.keyboard.type(TYPED[language])
    page.keyboard.press("Enter")
    expect(page.locator("#checker-errors")).to_be_focused()
    assert page.url == before
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(step(page).locator(FIELD)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(shown_words(page).locator(".checker-words-found input").first).to_be_focused()


def test_nothing_found_leads_to_the_whole_list_and_the_way_out(watched):
    page = watched.page
    open_checker(watched, "en", GOLD)
    words = shown_words(page)
    words.get_by_role("textbox").fill("zz")
    expect(words.get_by_role("status")).to_be_empty()
    words.get_by_role("textbox").fill("zzzzqqq")
    expect(words.get_by_role("status")).to_contain_text("Nothing found.")
    expect(words.locator(".checker-words-found label")).to_have_count(0)
    tab_to(page, ".checker-step:not([hidden]) .checker-words-all summary")
    page.keyboard.press("Enter")
    expect(words.get_by_role("group").first).to_be_visible()
    words.get_by_label("My issue is not in the list").check()
    continue_(page)
    expect(page).to_have_url(re.compile("issue=other"))


def test_the_way_out_is_there_once_and_first_where_the_words_mean_nothing_here(watched):
    page = watched.page
    open_checker(watched, "en", GOLD)
    words = shown_words(page)
    words.get_by_role("textbox").fill("breakfast and a swimming pool")
    expect(words.locator(".checker-words-found label").first).to_contain_text("My issue is not in the list")
    expect(words.get_by_label("My issue is not in the list").locator("visible=true")).to_have_count(1)


def test_another_word_is_another_choice(watched):
    page = watched.page
    open_checker(watched, "en", GOLD)
    words = shown_words(page)
    words.get_by_role("textbox").fill("fraud")
    words.locator('.checker-words-found input[value="call-fraud"]').check()
    words.get_by_role("textbox").fill("no sound")
    expect(words.locator(":checked")).to_have_count(0)
    continue_(page)
    expect(page.locator("#checker-errors")).to_be_visible()


@pytest.mark.parametrize("language", ROOTS)
def test_the_home_page_leads_to_the_checker_with_the_answer(watched, language):
    page = watched.page
    page.goto(f"{watched.origin}{ROOTS[language]}")
    page.locator("#anywhere-words").focus()
    page.keyboard.type(TYPED[language])
    found = page.locator("#anywhere-found a")
    expect(found.first).to_be_visible()
    expect(page.locator("#anywhere-found small").first).to_contain_text(re.compile("3CX|Elastix|Avanzada7"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(READY)
    expect(page).to_have_url(re.compile(rf"/{ROOTS[language]}checker/#\w+\?(issue|task)="))
    expect(page.locator("#checker-answers dl > div")).to_have_count(1)


@pytest.mark.parametrize("fragment", ["#3cx?role=partner&partner_tier=gold&q=fraud", "#q=fraud"])
def test_words_in_an_address_fill_the_field_and_pick_nothing(watched, fragment):
    page = watched.page
    open_checker(watched, "en", fragment)
    field = step(page).get_by_role("textbox")
    expect(field).to_have_value("fraud")
    expect(step(page).locator(":checked")).to_have_count(0)
    expect(step(page).locator(".checker-words-found label, #anywhere-found a").first).to_be_visible()


def test_words_in_the_address_of_the_home_page_fill_its_field(watched):
    page = watched.page
    page.goto(f"{watched.origin}#q=call%20fraud")
    expect(page.locator("#anywhere-words")).to_have_value("call fraud")
    expect(page.locator("#anywhere-found a").first).to_be_visible()


def test_what_was_typed_opens_the_draft_and_stays_in_the_tab(watched):
    page = watched.page
    page.goto(f"{watched.origin}#q=hiss%20on%20every%20line")
    expect(page.locator("#anywhere-found a").first).to_be_visible()
    answers = "role=partner&partner_tier=gold&issue=guidance&hosting=hosted-by-3cx&edition=smb&simultaneous_calls=8"
    rest = "extensions=10&latest_version=yes&per_manual=yes&third_party=none&qualified_admin=yes"
    page.goto(f"{watched.origin}checker/#3cx?{answers}&{rest}")
    expect(page.locator(".checker-draft-text")).to_have_value(re.compile("hiss on every line"))
    assert "hiss" not in page.url
