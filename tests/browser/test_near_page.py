"""Near misses on the checker page: said in words, tried with one press."""

import re

import pytest
from playwright.sync_api import expect
from shared import in_chromium_first
from test_checker import VERDICT, open_checker

pytestmark = pytest.mark.browser


@in_chromium_first
def test_a_near_miss_can_be_tried_and_taken_back(watched):
    phone = "#3cx?role=partner&partner_tier=gold&issue=ip-phone&phone_status=unsupported"
    open_checker(watched, "es", phone)
    page = watched.page
    near = page.locator(f"{VERDICT} .checker-near")
    expect(near).to_contain_text("Qué cambiaría este resultado")
    near.locator("summary").click()
    near.get_by_role("link", name="Probar").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"phone_status=supported&phone_uses_stun=no$"))
    question = page.locator('[data-fact="vendor_contacted"]')
    expect(question).to_be_visible()
    expect(question).to_be_focused()
    page.go_back()
    page.wait_for_selector(f'{VERDICT}[data-status="not-covered"]')
    page.goto(f"{page.url.split('#')[0]}#3cx?role=end-user&ticket_package=no&issue=evaluation")
    expect(near.locator("li")).to_have_text("No hay nada que usted pueda hacer para obtener soporte en este caso.")
