"""The page that tells those who run a copy of the site what their host gets wrong."""

import json
import re

import pytest
import spoil
from audit import violations
from hosts import HOSTS
from playwright.sync_api import Page, expect
from shared import in_chromium_first, needs_quick_files, quick_first
from test_hosts import served

from checker.library.folders import integrity
from checker.places import ROOT
from checker.site.files import NAME
from checker.site.findings import FINDINGS, remedies

pytestmark = pytest.mark.browser

SITE = ROOT / "site"
HEADINGS = {
    "missing": ("Files are missing", "Faltan archivos", "Mancano file"),
    "changed": ("do not arrive as they were built", "no llegan tal como se generaron", "non arrivano così come"),
    "type": ("have the wrong type", "con un tipo erróneo", "con un tipo errato"),
    "unpacked": ("not compressed", "no se comprimen", "non sono compressi"),
}
BUILT = {"contact"}  # with the placeholder, and this is said of each
BARE = BUILT | {"unsaid", "lost", "unpacked", "asked", "framing", "embedding", "closed", "sniffing"}
EXPECTED = {
    "plain": BARE,
    "ignorant": BARE | {"type"},
    "pages": BUILT | {"kept", "asked", "framing", "embedding", "sniffing"},
    "nginx": BUILT,
    "apache": BUILT,
}


def examine(page: Page, address: str) -> set[str]:
    page.goto(address)
    page.locator("#doctor-start").click()
    page.wait_for_selector('#doctor[data-state="done"]')
    return set(
        page.locator("[data-finding]:not([hidden])").evaluate_all("all => all.map(each => each.dataset.finding)")
    )


@pytest.mark.parametrize("folder", ["", "es/", "it/"])
def test_every_finding_has_its_words_on_the_page(folder):
    html = (SITE / folder / "doctor" / "index.html").read_text(encoding="utf-8")
    assert set(re.findall('data-finding="([a-z]+)"', html)) == set(FINDINGS)
    assert 'content="noindex"' in html


def test_the_list_has_every_file_as_it_was_built():
    listed = json.loads((SITE / NAME).read_text(encoding="utf-8"))
    assert {"", "es/checker/", "it/404.html", "assets/favicon.svg", "search/es.json"} <= set(listed)
    scripts = {address for address in listed if address.endswith(".js") and not address.startswith("assets/")}
    assert scripts == {"service-worker.js", "support-checker.js"}  # none of those that are written into pages
    for address in ("es/checker/", "404.html", "search/it.json"):
        path = SITE / address
        assert listed[address] == integrity(path / "index.html" if path.is_dir() else path)


@needs_quick_files
@in_chromium_first
@pytest.mark.parametrize(("language", "folder"), quick_first((0, ""), (1, "es/"), (2, "it/")))
def test_spoilt_files_are_named(context, spoilt, language, folder):
    spoilt.spoilt = {"elastix.en.json": spoil.missing, "image.bin": spoil.flipped, "site.css": spoil.mistyped}
    page, said = context.new_page(), ("elastix.en.json", "image.bin", "site.css: text/plain")
    assert examine(page, f"{spoilt.address}{folder}doctor/") == BARE | {"missing", "changed", "type"}
    for kind, words in HEADINGS.items():
        expect(page.locator(f"[data-finding={kind}] h2")).to_contain_text(words[language])
    for kind, file in zip(("missing", "changed", "type"), said, strict=True):
        found = page.locator(f"[data-finding={kind}] li")
        expect(found).to_have_count(2 if kind == "missing" else 1)  # what the checker loads, and a table of the data
        expect(found.first).to_contain_text(file)
    expect(page.get_by_role("status").locator("#doctor-ill")).to_be_visible()


STOPPED = {
    "python": ("worker.js", "Content-Security-Policy", "script-src 'self'", {"judged", "python"}),
    "policy": ("doctor", "Content-Security-Policy", "default-src 'self'", {"judged", "policy"}),
    "hidden": ("doctor", "X-Robots-Tag", "noindex", {"hidden"}),
    "charset": ("doctor", "Content-Type", "text/html; charset=iso-8859-1", {"charset"}),
}


@pytest.mark.parametrize("kind", STOPPED)
def test_a_header_that_stops_the_site_is_said_with_what_mends_it(context, spoilt, kind):
    """The real worker is asked: where a policy keeps it from judging, that is said too."""
    file, name, value, expected = STOPPED[kind]
    spoilt.spoilt = {file: spoil.with_header(name, value)}
    page = context.new_page()
    page.add_init_script("globalThis.unhurried = 1")
    found = examine(page, f"{spoilt.address}es/doctor/")
    assert found - (BARE - {"framing"}) - {"framing"} == expected
    page.locator("#doctor-host").select_option("nginx")
    headers = remedies()["headers"]
    if kind in headers:
        remedy = 'add_header {} "{}" always;'.format(*headers[kind])
        expect(page.locator(f"[data-finding={kind}] pre")).to_have_text(remedy)
    expect(page.locator("#doctor-profile-file")).to_have_text("deploy/nginx.conf")


@pytest.mark.parametrize("script", ["text/plain", "nothing"])
def test_where_the_script_does_not_run_the_page_says_what_that_means(context, spoilt, script):
    spoilt.spoilt = {"doctor.js": spoil.missing if script == "nothing" else spoil.mistyped}
    page = context.new_page()
    page.goto(f"{spoilt.address}doctor/")
    expect(page.locator("#doctor-unstarted")).to_contain_text("it sends scripts with the wrong type")
    expect(page.locator("#doctor-start")).to_be_hidden()


def test_the_report_can_be_copied(context, site):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    assert examine(page, f"{site}doctor/") == BARE
    page.get_by_role("button", name="Copy this report").click()
    expect(page.locator("#checker-announcer")).to_have_text("Copied")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith(site) and "Files are not compressed" in copied and "nosniff" in copied


@pytest.mark.slow
@pytest.mark.parametrize("below", ["", "/some/where"])
@pytest.mark.parametrize("name", HOSTS)
def test_each_host_gets_its_findings(context, name, below):
    """After `make site`: nginx and Apache send its compressed copies."""
    with served((name, below)) as address:
        page = context.new_page()
        assert examine(page, f"{address}it/doctor/") == EXPECTED[name]
        expect(page.locator("#doctor-ill")).to_be_visible()
        assert not violations(page)
