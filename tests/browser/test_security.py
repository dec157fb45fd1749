"""The Content-Security-Policy: in every page, kept by every page, and of use."""

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
import spoil
from answers import PARTNER
from playwright.sync_api import Error, Page, expect
from shared import in_chromium_first
from test_checker import link

from checker.places import ROOT
from checker.site.content_security import with_policy
from checker.site.inline_scripts import listed_scripts

pytestmark = pytest.mark.browser

SITE = ROOT / "site"
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
INJECTED = """<script>window.injected = 1</script><img src="x" onerror="window.injected = 2">
<p style="color: red" id="styled">x</p><script src="data:text/javascript,window.injected=3"></script></body>"""


def pages() -> list[Path]:
    found = sorted(SITE.rglob("*.html"))
    assert len(found) > 100
    return found


def directives(html: str) -> dict[str, list[str]]:
    (policy,) = META.findall(html)
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


def test_every_page_has_a_strict_policy_before_anything_loads():
    for path in pages():
        html = path.read_text(encoding="utf-8")
        found = directives(html)
        assert all(found[f"{kind}-src"] == ["'self'"] for kind in ("default", "style", "connect", "worker")), path
        assert all(found[name] == ["'none'"] for name in ("object-src", "base-uri", "form-action")), path
        assert found["frame-src"] == ["'self'" if "<support-checker" in html else "'none'"], path
        assert "unsafe" not in META.findall(html)[0], path
        assert re.fullmatch(r'\s*<meta charset="utf-8">', html.partition("<head>")[2].partition("<meta http-equiv")[0])


def digests(scripts: Iterable[str]) -> set[str]:
    return {f"'sha256-{base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in scripts}


def test_every_inline_script_is_listed_and_allowed_by_its_digest_and_no_other():
    seen = set()
    for path in pages():
        html = path.read_text(encoding="utf-8")
        scripts = re.findall(r"<script(?![^>]*(?:\bsrc=|json))[^>]*>(.*?)</script>", html, flags=re.DOTALL)
        root = "/".join([".."] * (len(path.relative_to(SITE).parts) - 1)) or "."
        listed = listed_scripts(root)
        assert set(scripts) <= set(listed), path
        assert set(directives(html)["script-src"]) == {"'self'", *digests(scripts)}, path
        seen |= {listed.index(script) for script in scripts}
    assert len(seen) == len(listed), "No page has these: remove them from the list"


def test_no_page_has_handlers_or_styles_in_its_markup():
    for path in pages():
        html = re.sub(r"<script.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"<[a-z][^>]*\s(on\w+|style)=|<style|javascript:", html), path


def test_a_page_gets_its_policy_once_and_again_when_it_changes():
    page = '<html><head><meta charset="utf-8"><title>t</title></head><body><script>a()</script></body></html>'
    once = with_policy(page, ["a()", "c()"])
    assert directives(once)["script-src"] == ["'self'", *digests(["a()"])]
    assert with_policy(once, ["a()"]) == once
    changed = with_policy(once.replace("a()", "b()"), ["b()"])
    assert changed == with_policy(page.replace("a()", "b()"), ["b()"]) != once
    with pytest.raises(ValueError, match="charset"):
        with_policy("<html></html>", [])


def test_a_script_that_is_not_listed_is_not_allowed():
    page = '<html><head><meta charset="utf-8"></head><body><script>a()</script></body></html>'
    assert directives(with_policy(page, ["b()"]))["script-src"] == ["'self'"]


def visit(page: Page, address: str) -> None:
    """Stay until the page is quiet: what a page says when it is left, it says on the next."""
    try:
        page.goto(address, wait_until="networkidle")
    except Error as error:  # once in thousands of visits, Firefox's driver takes a visit for another that interrupts it
        if f'interrupted by another navigation to "{address}"' not in error.message:
            raise
        page.goto(address, wait_until="networkidle")


@pytest.mark.parametrize("share", [slice(None, None, 36), pytest.param(slice(None), marks=pytest.mark.slow)])
@in_chromium_first
def test_no_page_violates_its_policy(watched, share):
    for path in pages()[share]:
        address = watched.origin + path.relative_to(SITE).as_posix().removesuffix("index.html")
        visit(watched.page, address)
        if path.name == "404.html":  # its files stand at the root of the domain, which is not here
            watched.faults[:] = [fault for fault in watched.faults if "Content-Security-Policy" in fault]
            watched.requests.clear()
        assert not watched.faults, path


@in_chromium_first
def test_the_theme_and_the_search_violate_nothing(context, site):
    page = context.new_page()  # its clock goes on, for which the search waits
    said = []
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    page.goto(f"{site}compare/")
    page.locator("[for=__palette_1]").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("level")
    page.locator(".md-search-result__link").first.wait_for()
    page.locator(".md-search__input").press("Enter")
    expect(page).not_to_have_url(f"{site}compare/")
    assert not said


@in_chromium_first
def test_the_flow_to_a_draft_in_another_language_violates_nothing(watched):
    page = watched.page
    page.goto(f"{watched.origin}checker/{link('3cx', {'role': 'partner', 'partner_tier': 'gold'})}")
    page.locator(".md-select").first.hover()
    page.locator('a.md-select__link[hreflang="es"]').click()
    shown = page.locator(".checker-step:not([hidden])")
    shown.get_by_role("textbox").fill("firewall")
    shown.locator('.checker-words-found input[value="firewall"]').check()
    page.locator("#checker-continue").click()
    expect(page.locator('[data-checker="verdict"]')).to_have_attribute("data-status", "not-covered")
    page.evaluate("fragment => { location.hash = fragment }", link("3cx", PARTNER))
    page.get_by_role("button", name="Redactar la solicitud").click()
    expect(page.locator('[data-checker="draft"] textarea')).to_be_focused()


@in_chromium_first
def test_what_is_injected_into_a_page_does_not_run(context, spoilt):
    spoilt.spoilt["levels"] = spoil.replaced("</body>", INJECTED)
    page = context.new_page()
    page.add_init_script(
        "window.seen = []; addEventListener('securitypolicyviolation', (e) => seen.push(e.violatedDirective))"
    )
    page.goto(f"{spoilt.address}3cx/levels/")
    seen = set(page.evaluate("seen"))
    assert {"script-src-elem", "script-src-attr", "style-src-attr"} <= seen
    assert page.evaluate("window.injected === undefined")
    assert page.evaluate("getComputedStyle(document.getElementById('styled')).color") != "rgb(255, 0, 0)"
