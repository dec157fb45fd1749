"""The page that tells those who run a copy of the site what their host gets wrong."""

import json
import subprocess

import pytest
import spoil
from audit import violations
from hosts import HOSTS
from playwright.sync_api import Page, expect
from shared import in_chromium_first, needs_quick_files, quick_first
from test_hosts import served

from checker.library.folders import integrity
from checker.places import NODE, ROOT, WEB
from checker.site.files import NAME

pytestmark = pytest.mark.browser

SITE = ROOT / "site"
HEADINGS = {
    "missing": ("Files are missing", "Faltan archivos", "Mancano file"),
    "changed": ("do not arrive as they were built", "no llegan tal como se crearon", "non arrivano così come"),
    "type": ("come with a wrong type", "con un tipo erróneo", "con un tipo errato"),
    "unpacked": ("not compressed", "no se comprimen", "non sono compressi"),
}
BARE = {"unsaid", "lost", "unpacked", "asked", "framing", "sniffing"}
EXPECTED = {
    "plain": BARE,
    "ignorant": BARE | {"type"},
    "pages": {"kept", "asked", "framing", "sniffing"},
    "nginx": set(),
    "apache": set(),
}
WELL = {
    "files": [
        {"address": "", "outcome": "fine", "type": "text/html", "coding": "br", "cache": "no-cache", "size": 9999}
    ],
    "page": {"policy": "frame-ancestors 'none'", "framing": "", "sniffing": "nosniff"},
    "lost": {"address": "x/", "status": 404, "isOurs": True},
    "secure": True,
}
SCRIPT = "assets/checker/scripts.0123456789ab/dom.js"


def examine(page: Page, address: str) -> set[str]:
    page.goto(address)
    page.locator("#doctor-start").click()
    page.wait_for_selector('#doctor[data-state="done"]')
    return set(
        page.locator("[data-finding]:not([hidden])").evaluate_all("all => all.map(each => each.dataset.finding)")
    )


def diagnosis(**changed) -> list[dict]:
    """What the pure part says of a host that does all well but for this."""
    module = (WEB / "doctor" / "diagnosis.js").as_uri()
    script = f"""import {{ diagnose }} from {json.dumps(module)};
      console.log(JSON.stringify(diagnose({json.dumps(WELL | changed)})));"""
    command = [NODE, "--input-type=module", "-e", script]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def file(**changed) -> list[dict]:
    return [WELL["files"][0] | changed]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"files": None}, [("list", "files.json")]),
        ({"files": file(outcome="missing", address="a.bin")}, [("missing", "a.bin")]),
        ({"files": file(outcome="changed")}, [("changed", "./")]),
        ({"files": file(outcome="unreachable")}, [("unreachable", "./")]),
        (
            {"files": file(address="a.js", type="text/plain; charset=utf-8")},
            [("type", "a.js: text/plain; charset=utf-8")],
        ),
        ({"files": file(address="a.js", type="Application/JavaScript;charset=utf-8")}, []),
        ({"files": file(address="a.bin", type="")}, []),
        ({"files": file(cache="public, max-age=600")}, [("kept", "./: public, max-age=600")]),
        ({"files": file(cache="public, max-age=0, must-revalidate")}, []),
        ({"files": file(cache="")}, [("unsaid", "./")]),
        ({"files": file(coding="")}, [("unpacked", "./")]),
        ({"files": file(coding="", size=100)}, []),
        ({"files": file(address=SCRIPT, type="text/javascript", cache="no-cache")}, [("asked", f"{SCRIPT}: no-cache")]),
        ({"files": file(address=SCRIPT, type="text/javascript", cache="max-age=31536000")}, []),
        ({"lost": WELL["lost"] | {"status": 200}}, [("status", "x/: 200")]),
        ({"lost": WELL["lost"] | {"isOurs": False}}, [("lost", "x/")]),
        ({"secure": False}, [("insecure", "http:")]),
        ({"page": WELL["page"] | {"policy": ""}}, [("framing", "Content-Security-Policy: frame-ancestors 'none'")]),
        ({"page": WELL["page"] | {"policy": "", "framing": "DENY"}}, []),
        ({"page": WELL["page"] | {"sniffing": ""}}, [("sniffing", "X-Content-Type-Options: nosniff")]),
    ],
)
def test_one_thing_that_is_wrong_is_found_and_nothing_else(changed, expected):
    assert [(each["kind"], *each["evidence"]) for each in diagnosis(**changed)] == expected


def test_every_finding_has_its_words_on_the_page():
    html = (SITE / "it" / "doctor" / "index.html").read_text(encoding="utf-8")
    worst = {"files": file(outcome="changed", type="", coding="", cache=""), "secure": False}
    for each in diagnosis(**worst):
        assert f'data-finding="{each["kind"]}"' in html
    assert 'content="noindex"' in html


def test_the_list_has_every_file_as_it_was_built():
    listed = json.loads((SITE / NAME).read_text(encoding="utf-8"))
    assert {"", "es/checker/", "it/404.html", "assets/favicon.svg", "search/es.json"} <= set(listed)
    scripts = {address for address in listed if address.endswith(".js") and not address.startswith("assets/")}
    assert scripts == {"service-worker.js"}  # none of those that are written into pages
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
        expect(page.locator(f"[data-finding={kind}] li")).to_have_count(1)
        expect(page.locator(f"[data-finding={kind}] li")).to_contain_text(file)
    expect(page.get_by_role("status").locator("#doctor-ill")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("below", ["", "/some/where"])
@pytest.mark.parametrize("name", HOSTS)
def test_each_host_gets_its_findings(context, name, below):
    """After `make site`: nginx and Apache send its compressed copies."""
    with served((name, below)) as address:
        page = context.new_page()
        assert examine(page, f"{address}it/doctor/") == EXPECTED[name]
        expect(page.locator("#doctor-well" if not EXPECTED[name] else "#doctor-ill")).to_be_visible()
        assert not violations(page)
