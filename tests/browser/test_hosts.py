"""The same site on real hosts and on imitations, at the root and below a path; profiles keep their word."""

import json
import re
import shutil
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import brotli
import pytest
from hosts import APACHE_MODULES, HOSTS, PROFILES, apache, is_there
from playwright.sync_api import Page, expect
from shared import in_browsers, needs_quick_files
from test_checker import BRONZE, POLICY_3CX, READY, VERDICT
from test_faults import expect_fault
from test_flow import answer, continue_, step
from test_search_page import open_by_focus, search

from checker.places import ROOT
from checker.runtime.quick import PACKED
from checker.site import profile
from checker.site.findings import remedies

pytestmark = pytest.mark.browser

BLOCKED = "registration blocked by Playwright"  # see the fixture `context`
SITE = ROOT / "site"
PLACES = [(name, below) for name in HOSTS for below in ("", "/some/where")]
QUICK = [("nginx", "/some/where")]
KEPT = "public, max-age=31536000, immutable"
FRAMES, EMBEDDED = "frame-ancestors 'none'", "frame-ancestors 'self'"
WORKER = "default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval'"
FIREWALL = "es/checker/#3cx?role=partner&issue=firewall"

on_each_host = pytest.mark.parametrize(
    "place",
    [pytest.param(each, id="".join(each), marks=[] if each in QUICK else pytest.mark.slow) for each in PLACES],
)
with_each_profile = pytest.mark.parametrize(
    "place", [pytest.param(each, id="".join(each)) for each in PLACES if each[0] in ("nginx", "apache")]
)


def served(place: tuple[str, str], folder: Path = SITE) -> AbstractContextManager[str]:
    """The folder on that host; skips where there is none."""
    name, below = place
    if not is_there(name):
        pytest.skip(f"No {name} here: it could not be had from Debian's packages (sh tests/install-hosts.sh says why)")
    return HOSTS[name](folder, below)


def copied(target: Path) -> Path:
    """The site without the compressed copies of make site; files are taken away or replaced, never written to."""
    shutil.copytree(SITE, target, copy_function=lambda old, new: Path(new).hardlink_to(old))
    own = {f"{Path(name).stem}.{kind}.gz" for name in PACKED for kind in ("bin", "js")}
    for path in [*target.rglob("*.br"), *(each for each in target.rglob("*.gz") if each.name not in own)]:
        path.unlink()
    return target


def asset(folder: Path, name: str) -> Path:
    (path,) = folder.glob(f"assets/checker/*/{name}")
    return path


def judge(page: Page) -> None:
    """From the first question to the verdict."""
    page.locator(POLICY_3CX).check()
    while not page.locator("#checker-form").is_hidden():
        before = page.url
        continue_(page)
        page.wait_for_url(lambda url, before=before: url != before)
        page.wait_for_selector(f"{VERDICT}[data-link={json.dumps('#' + page.url.partition('#')[2])}]")
        for field in step(page).locator("fieldset:not([hidden])").all():
            answer(field, BRONZE[field.get_attribute("data-fact")])
    expect(page.locator(VERDICT)).to_have_attribute("data-status", "not-covered")


@on_each_host
def test_a_visit_from_the_first_question_to_a_missing_page(context, place):
    page, faults = context.new_page(), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda said: said.type in ("error", "warning") and BLOCKED not in said.text and faults.append(said.text),
    )
    with served(place) as address:
        page.goto(f"{address}checker/")
        page.wait_for_selector(READY)
        judge(page)
        page.locator(".md-select").first.hover()
        page.locator('a.md-select__link[hreflang="es"]').click()
        expect(page).to_have_url(re.compile(f"^{re.escape(address)}es/checker/#3cx"))
        expect(page.locator(VERDICT)).to_have_attribute("data-status", "not-covered")
        page.goto(f"{address}es/about/")
        open_by_focus(page)
        assert search(page, "garantía")
        assert [fault for fault in faults if BLOCKED not in fault] == []
        page.goto(f"{address}es/no/such/page/")
        if place[0] in ("nginx", "apache", "pages"):
            link = page.locator('section[lang="es"] a').first
            expect(link).to_have_attribute("href", re.compile(f"^/{place[1][1:]}/?es/$"))


@pytest.mark.slow
@needs_quick_files
@on_each_host
@in_browsers
def test_a_spoilt_file_is_said_and_gets_around_no_promise(context, place, tmp_path):
    folder = copied(tmp_path / "site")
    for name in ("trimmed.bin", "trimmed.bin.gz", "pyodide.asm.bin", "pyodide.asm.bin.gz"):
        path = asset(folder, name)
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.unlink()
        path.write_bytes(data)
    with served(place, folder) as address:
        page = context.new_page()
        page.goto(address + FIREWALL)
        expect_fault(page, "damaged", 1)


# What the profiles promise.


def ask(address: str, accept: str = "identity") -> tuple[int, dict[str, str], bytes]:
    """Status, headers (their names in small letters) and body as it was sent."""
    try:
        found = urlopen(Request(address, headers={"Accept-Encoding": accept}))
    except HTTPError as error:
        found = error
    with found:
        return found.status, {name.lower(): value for name, value in found.headers.items()}, found.read()


@with_each_profile
def test_what_has_a_digest_in_its_address_is_kept_and_all_else_asked_for_anew(place):
    (bundle,) = SITE.glob("assets/javascripts/bundle.*.js")
    lasting = [*SITE.glob("assets/checker/*/*"), bundle, *SITE.glob("assets/stylesheets/*.css")]
    others = [SITE / "index.html", SITE / "search" / "es.json", SITE / "robots.txt"]
    others += [SITE / "assets" / "checker" / "policy.schema.json", SITE / "assets" / "favicon.svg"]
    with served(place) as address:
        for path in (*lasting[::6], bundle, *others):
            _, headers, _ = ask(address + path.relative_to(SITE).as_posix())
            assert headers["cache-control"] == ("no-cache" if path in others else KEPT), path
            assert headers["x-content-type-options"] == "nosniff"
            worker = path.match("assets/checker/*/*")
            assert headers["content-security-policy"].startswith(WORKER if worker else FRAMES), path
        status, headers, _ = ask(address + asset(SITE, "worker.js").relative_to(SITE).as_posix() + "x")
        assert status == 404 and headers.get("cache-control", "no-cache") == "no-cache"


@with_each_profile
def test_the_embedded_checker_has_a_list_of_its_own_and_all_may_read_the_data(place):
    with served(place) as address:
        for folder in ("embed/", "es/embed/", "it/embed/", "embed/index.html"):
            _, headers, _ = ask(f"{address}{folder}?policy=3cx")
            assert headers["content-security-policy"] == EMBEDDED and "x-frame-options" not in headers
        for path in ("", "embed-it/", "es/embed-it/", "checker/"):
            _, headers, _ = ask(address + path)
            assert headers["content-security-policy"] == FRAMES and "access-control-allow-origin" not in headers
        for path in ("index.json", "policies/3cx.json", "tables/3cx.es.csv"):
            _, headers, _ = ask(f"{address}data/v1/{path}")
            assert headers["access-control-allow-origin"] == "*"


@with_each_profile
def test_every_ending_of_the_site_has_its_type(place):
    kinds = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
    kinds |= {".bin": "application/octet-stream", ".svg": "image/svg+xml", ".png": "image/png", ".txt": "text/plain"}
    kinds |= {".md": "text/markdown"}
    with served(place) as address:
        for ending, kind in kinds.items():
            path = next(SITE.rglob(f"*{ending}"))
            _, headers, _ = ask(address + path.relative_to(SITE).as_posix())
            assert headers["content-type"].partition(";")[0] == kind
            assert ending != ".md" or headers["content-type"].endswith("charset=utf-8")
    published = {path.suffix for path in SITE.glob("assets/checker/*/*")}
    assert published - {".gz", ".br"} <= set(kinds)


@needs_quick_files
@with_each_profile
def test_compressed_copies_are_sent_to_those_who_take_them(place, tmp_path):
    folder = copied(tmp_path / "site")
    script, image = asset(folder, "worker.js"), asset(folder, "image.bin")
    script.with_name("worker.js.br").write_bytes(brotli.compress(script.read_bytes()))
    with served(place, folder) as address:
        for path, accept, coding in (
            (script, "gzip, br", "br"),
            (script, "gzip", None),
            (image, "gzip", "gzip"),
            (image.with_name("image.bin.gz"), "gzip", None),
        ):
            _, headers, body = ask(address + path.relative_to(folder).as_posix(), accept)
            assert headers.get("content-encoding") == coding, path
            sent = path.with_name(path.name + {"br": ".br", "gzip": ".gz", None: ""}[coding])
            assert body == sent.read_bytes()
            assert coding is None or "accept-encoding" in headers["vary"].lower()
        _, headers, _ = ask(address + script.relative_to(folder).as_posix(), "br")
        assert headers["content-type"] == "text/javascript; charset=utf-8"


@with_each_profile
@pytest.mark.parametrize("folder", ["", "es/", "it/"])
def test_a_missing_address_is_answered_in_its_language(place, folder):
    with served(place) as address:
        status, headers, body = ask(f"{address}{folder}no/such/page/")
    assert status == 404
    assert headers["content-type"].startswith("text/html")
    assert body == (SITE / folder / "404.html").read_bytes()


STRICT = {
    "file-info": ("FileInfo", APACHE_MODULES),
    "no-modules": ("FileInfo", ("mpm_event", "authz_core", "dir", "mime")),
    "nothing": ("None", APACHE_MODULES),
}


@pytest.mark.parametrize("name", STRICT)
def test_an_htaccess_takes_no_strict_apache_down(tmp_path, name):
    override, modules = STRICT[name]
    if not is_there("apache"):
        pytest.skip("No apache here (sh tests/install-hosts.sh says why)")
    folder = copied(tmp_path / "site")
    profile.place("apache", folder)
    with apache(folder, "", override, modules) as address:
        for path in ("", "es/3cx/", "files.json"):
            status, headers, _ = ask(address + path)
            assert status == 200, (folder, path)
            assert (headers.get("cache-control") == "no-cache") is (name == "file-info")
        assert ask(f"{address}es/no/such/page/")[0] == 404


def test_nginx_leads_from_a_path_without_its_slash_to_the_site():
    with served(("nginx", "/some/where")) as address:
        status, _, body = ask(address.rstrip("/"))
    assert status == 200 and body == (SITE / "index.html").read_bytes()


WITH_HEADERS = ("nginx.conf", "apache.conf", "Caddyfile", "web.config", "_headers", "vercel.json", "cloudfront.yml")


@pytest.mark.parametrize("name", WITH_HEADERS)
def test_each_profile_says_all_that_the_doctor_asks_for(name):
    said = (PROFILES / name).read_text(encoding="utf-8").replace("ContentTypeOptions", "nosniff")  # CloudFront's word
    own = {"framing"} if name == "_headers" else set()  # rules add up there: it says so by another header
    asked = {tuple(each) for kind, each in remedies()["headers"].items() if kind not in {"policy", *own}}
    listed = said.replace("frame-ancestors $embedders", "frame-ancestors 'self'")  # nginx has the list in a variable
    for _, value in asked - {("Cache-Control", "no-cache")}:
        assert value in listed, value
    assert "X-Frame-Options: DENY" in said or not own
    assert "Access-Control-Allow-Origin" in said
    assert name in ("_headers", "vercel.json") or "no-cache" in said  # they ask anew by themselves
    assert "same-origin" in said


def test_the_profile_for_vercel_sends_no_header_twice():
    said = json.loads((PROFILES / "vercel.json").read_text(encoding="utf-8"))
    for path in (
        "",
        "es/3cx/",
        "embed/",
        "it/embed/",
        "embed-it/",
        "data/v1/index.json",
        "assets/checker/policy.schema.json",
        "assets/checker/scripts.0123456789ab/worker.js",
    ):
        rules = [rule for rule in said["headers"] if re.fullmatch(as_pattern(rule["source"]), f"/{path}")]
        names = [header["key"] for rule in rules for header in rule["headers"]]
        assert len(names) == len(set(names)) and "Content-Security-Policy" in names, path
        assert ("Cache-Control" in names) is ("scripts." in path)
        assert ("Access-Control-Allow-Origin" in names) is ("data/" in path)
        policies = [each["value"] for rule in rules for each in rule["headers"] if "Security" in each["key"]]
        assert policies == [EMBEDDED] or ("/embed/" not in f"/{path}" and policies != [EMBEDDED])


def as_pattern(source: str) -> str:
    """As Vercel reads a source: a name stands for one part of the path."""
    return re.sub(r"(?<!\?):\w+", "[^/]+", source)


def test_the_profile_for_iis_can_be_read_and_keeps_the_same():
    config = ElementTree.parse(PROFILES / "web.config").getroot()
    said = {each.get("path", ""): {add.get("name"): add.get("value") for add in each.iter("add")} for each in config}
    assert said[""]["Cache-Control"] == "no-cache"
    assert said["assets/checker"]["Cache-Control"] == KEPT
    assert said["assets/checker/policy.schema.json"]["Cache-Control"] == "no-cache"
    assert said["assets/javascripts"]["Cache-Control"] == said["assets/stylesheets"]["Cache-Control"] == KEPT
    assert {said[f"{folder}embed"]["Content-Security-Policy"] for folder in ("", "es/", "it/")} == {EMBEDDED}
    assert said["data/v1"] == {"Access-Control-Allow-Origin": "*"}
    assert said[""]["Content-Security-Policy"] == FRAMES and said["assets/checker"][
        "Content-Security-Policy"
    ].startswith(WORKER)


def test_the_profile_for_netlify_and_cloudflare_says_no_header_twice():
    """There, rules for one path add up: the policy 'none' would win over the list of the embedded checker."""
    rules: dict[str, list[str]] = {}
    for line in (PROFILES / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rules[line] = []
        elif ":" in line and not line.startswith("#"):
            rules[list(rules)[-1]].append(line.strip().partition(":")[0])
    assert "Cache-Control" not in rules["/*"]
    assert {"X-Content-Type-Options", "X-Frame-Options"} <= set(rules["/*"])
    assert all(rules[f"/{folder}embed/*"] == ["Content-Security-Policy"] for folder in ("", "es/", "it/"))
    for path, names in rules.items():
        assert path == "/*" or not set(names) & set(rules["/*"])
