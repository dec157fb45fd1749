"""The site without a network, after a deployment, and with a host that does both badly."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import spoil
from conftest import open_context
from deployments import CHECK, CLAUSE, NEW, OLD, SITE, Host, another_edition, hosting, listed
from playwright.sync_api import Browser, BrowserContext, Page, expect
from shared import in_browsers, in_chromium_first, needs_quick_files

from checker.site.offline import NAME, OFF

pytestmark = pytest.mark.browser

KEPT = "navigator.serviceWorker.ready.then(() => null)"
UPDATED = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const worker = (await registration.update()).installing ?? registration.installing ?? registration.waiting;
  while (worker && !["activated", "redundant"].includes(worker.state))
    await new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
  return worker?.state ?? "none";
}"""
ALL_KEPT = """async (addresses) => {
  const fetched = async ([address, integrity]) => (await fetch(address, { integrity })).ok;
  const found = await Promise.all(addresses.map((each) => fetched(each).catch(() => false)));
  return addresses.filter((_, index) => !found[index]).map(([address]) => address);
}"""
PYTHON_KEPT = """async (count) => {
  const kept = async () => {
    const name = (await caches.keys()).find((each) => each.startsWith("python-"));
    return name ? (await (await caches.open(name)).keys()).length : 0;
  };
  while ((await kept()) < count) await new Promise((done) => setTimeout(done, 50));
}"""
LOOK = "navigator.serviceWorker.getRegistration().then((found) => found?.update()).catch(() => null)"
GONE = """async () => {
  while ((await caches.keys()).length) await new Promise((done) => setTimeout(done, 50));
}"""
COME_BACK = "document.dispatchEvent(new Event('visibilitychange'))"
NOT_COVERED = '#checker-verdict[data-status="not-covered"]'
DENIED = "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('denied'))"
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
BROKEN = {  # in the order in which they come: what has come is not asked for again
    "3cx.en.json": spoil.missing,
    "3cx.es.json": spoil.truncated,
    "3cx.it.json": spoil.flipped,
    "checker": spoil.lost,
}
SAID = {"": "Newer rules", "es/": "reglas más recientes", "it/": "regole più recenti"}


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return another_edition(tmp_path_factory.mktemp("deployment") / "site")


@pytest.fixture
def host() -> Iterator[Host]:
    with hosting() as made:
        yield made


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor whose browser keeps what it is given."""
    with open_context(browser, service_workers="allow") as made:
        yield made


def visit(visitor: BrowserContext, host: Host, path: str) -> Page:
    """Open a page and stay until the site is kept."""
    page = visitor.new_page()
    page.goto(host.address + path)
    page.evaluate(KEPT)
    return page


def use_checker(page: Page, host: Host) -> None:
    """Get a verdict, and stay until Python is kept too."""
    page.goto(host.address + CHECK)
    expect_verdict(page, OLD)
    page.evaluate(PYTHON_KEPT, len(listed(SITE, "python")))


def expect_verdict(page: Page, quoted: str) -> None:
    expect(page.locator(NOT_COVERED)).to_contain_text(quoted)


@in_chromium_first
def test_what_is_kept_is_whole_and_new_and_can_be_given_up(visitor, host, other):
    """One visitor's browser, as keeping the site takes a while."""
    page = visit(visitor, host, "es/3cx/")
    keeps_python_only_for_those_who_use_the_checker(page, host)
    works_without_a_network(page, host)
    keeps_what_was_there_until_an_update_is_complete(page, host, other)
    shows_the_new_edition_after_each_deployment(page, host, other, 5)
    is_gone_when_the_deployer_says_so(page, host, other)


def keeps_python_only_for_those_who_use_the_checker(page: Page, host: Host) -> None:
    host.away = True
    assert set(lost(page, host)) == {host.address + path for path in listed(SITE, "python")}
    host.away = False
    use_checker(page, host)


def works_without_a_network(page: Page, host: Host) -> None:
    host.away = True
    assert lost(page, host) == []
    page.goto(f"{host.address}it/{CHECK}")
    expect_verdict(page, "firewall")
    page.goto(f"{host.address}es/elastix/?from=mail#top")
    page.locator(".md-search__input").fill("garantia")
    page.keyboard.press("End")  # the theme looks for what stands there a moment after a key
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    host.away = False


def lost(page: Page, host: Host) -> list[str]:
    """Which files of the first edition the browser cannot give."""
    files = [[host.address + path, digest] for path, digest in listed(SITE).items()]
    found: list[str] = page.evaluate(ALL_KEPT, files)
    return found


def keeps_what_was_there_until_an_update_is_complete(page: Page, host: Host, other: Path) -> None:
    """Ends with the other edition kept."""
    host.publish(other)
    for name, fault in BROKEN.items():
        host.spoilt = {name: fault}
        assert page.evaluate(UPDATED) == "redundant"
    host.away = True
    assert lost(page, host) == []
    host.away, host.spoilt = False, {}
    assert page.evaluate(UPDATED) == "activated"
    host.away = True
    page.goto(host.address + CHECK)
    expect_verdict(page, NEW)
    host.away = False


PATIENCE = 5_000
"""How long (ms) the service worker waits for a page, as `offline/worker.js` has it."""
WAITED = "() => performance.getEntriesByType('navigation')[0].responseStart"


def shows_the_new_edition_after_each_deployment(page: Page, host: Host, other: Path, trials: int) -> None:
    """Whether or not the browser has had the time to keep the one before."""
    clause = page.locator("#no-firewall")
    for trial in range(1, trials + 1):
        folder, now, before = [(other, NEW, OLD), (SITE, OLD, NEW)][trial % 2]
        host.publish(folder)
        page.reload() if page.url.endswith(CLAUSE) and trial % 3 else page.goto(host.address + CLAUSE)
        while page.evaluate(WAITED) >= PATIENCE:  # a host that is so slow is as good as away: what is kept is shown
            page.reload()
        assert now in clause.inner_text() and before not in clause.inner_text(), trial
        if trial % 5 == 0:
            assert page.evaluate(UPDATED) in {"activated", "none"}
    host.away = True
    page.reload()
    assert now in clause.inner_text()
    host.away = False


def is_gone_when_the_deployer_says_so(page: Page, host: Host, other: Path) -> None:
    host.publish(mixed(other.with_name("without"), SITE, {NAME: OFF}))
    page.goto(host.address)
    page.evaluate(LOOK)
    page.evaluate(GONE)
    page.goto(host.address)
    page.evaluate(GONE)


def mixed(target: Path, site: Path, places: dict[str, Path]) -> Path:
    """A folder with what is in the site, but for what is taken from other places."""
    target.mkdir(exist_ok=True)
    for path in site.iterdir():
        with suppress(FileExistsError):
            (target / path.name).symlink_to(places.get(path.name, path))
    return target


def test_every_page_is_kept_in_every_language():
    kept, pages = listed(SITE), {path.parent.relative_to(SITE).as_posix() for path in SITE.rglob("index.html")}
    assert {f"{page}/".removeprefix("./") for page in pages} == {path for path in kept if re.search("^$|/$", path)}
    assert not [path for path in kept if not (SITE / path).exists()]


@needs_quick_files
def test_what_the_second_way_of_starting_needs_is_kept_too():
    names = {path.rpartition("/")[2] for path in listed(SITE)}
    assert {"image.bin.gz", "trimmed.bin.gz", "trimmed.js.gz"} <= names
    assert {"compiled.bin.gz", "pyodide.asm.bin.gz", "pyodide.asm.js.gz", "messages.it.bin", "words.it.json"} <= names


@pytest.mark.slow
@in_browsers
def test_a_hundred_deployments(visitor, host, other):
    shows_the_new_edition_after_each_deployment(visit(visitor, host, CLAUSE), host, other, 100)


@pytest.mark.slow
@in_browsers
def test_a_page_of_before_finds_its_own_files_though_the_host_has_them_no_more(visitor, host, other):
    page = visit(visitor, host, CLAUSE)
    places = {name: other / name for name in ("assets", NAME)}
    host.publish(mixed(other.with_name("mixed"), SITE, places))
    page.goto(host.address + CHECK)
    expect_verdict(page, OLD)


@pytest.mark.slow
@in_browsers
def test_a_host_that_unpacks_what_is_packed_does_no_harm(visitor, host):
    for path in SITE.rglob("*.bin.gz"):
        raw = path.with_suffix("").read_bytes()
        host.spoilt[path.name] = lambda handler, raw=raw: spoil.give(handler, raw)
    page = visit(visitor, host, CLAUSE)
    use_checker(page, host)
    host.away = True
    page.goto(host.address + CHECK)
    expect_verdict(page, OLD)


@pytest.mark.slow
@in_browsers
def test_a_host_that_stalls_or_fails_does_not_take_away_what_is_kept(visitor, host, other):
    page = visit(visitor, host, CLAUSE)
    host.spoilt["not-included"] = lambda handler: handler.send_error(503)
    page.reload()
    expect(page.get_by_text(OLD).first).to_be_visible()
    host.publish(other)
    host.spoilt["not-included"] = lambda handler: handler.server.healed.wait(30)
    page.reload()
    expect(page.get_by_text(OLD).first).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=SAID[""])).to_be_visible()
    host.heal()
    page.get_by_role("button", name="Show the newer rules").click()
    expect(page.get_by_text(NEW).first).to_be_visible()


@pytest.mark.parametrize(
    ("browser", "folder"),
    [
        ("chromium", "es/"),
        pytest.param("chromium", "", marks=pytest.mark.slow),
        pytest.param("chromium", "it/", marks=pytest.mark.slow),
        pytest.param("firefox", "it/", marks=pytest.mark.slow),
    ],
    indirect=["browser"],
)
def test_a_tab_left_open_says_that_there_are_newer_rules(visitor, host, other, folder):
    page = visitor.new_page()
    page.add_init_script(DENIED)  # it needs no service worker
    page.goto(f"{host.address}{folder}checker/#3cx?role=partner")
    notice = page.locator("#newer")
    with page.expect_response("**/edition.json"):
        page.evaluate(COME_BACK)
    host.publish(other)
    page.evaluate(COME_BACK)
    expect(notice).to_be_empty()  # asked a moment ago
    page.evaluate("const now = Date.now; Date.now = () => now() + 61_000")
    page.evaluate(COME_BACK)
    expect(notice).to_contain_text(SAID[folder])
    expect(notice).to_have_role("status")
    notice.get_by_role("button").last.click()
    expect(notice).to_be_empty()
    page.evaluate("const later = Date.now; Date.now = () => later() + 61_000")
    page.evaluate(COME_BACK)
    notice.get_by_role("button").first.click()
    expect(page.locator("#newer:empty[data-edition='0000000000000000']")).to_be_attached()
    expect(page).to_have_url(re.compile("#3cx.*role=partner$"))


@pytest.mark.parametrize("script", [DENIED, SAVES_DATA], ids=["denied", "saving data"])
def test_where_nothing_may_be_kept_the_page_works_as_ever(visitor, host, script):
    page, said = visitor.new_page(), list[str]()
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(script)
    page.goto(host.address + "es/", wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(({ length }) => length)") == 0
    assert said == []


def test_a_browser_without_room_does_without(visitor, host):
    page = visitor.new_page()
    origin = host.address.split("/some")[0]
    visitor.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 100_000})
    page.goto(host.address + "checker/")
    page.wait_for_selector("[data-state=ready]")
    page.goto(host.address + CLAUSE, wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found?.active ?? null)") is None
