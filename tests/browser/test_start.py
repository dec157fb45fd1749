"""Python starts by the quickest way that works: memory image, bytecode, as published. All give the same verdicts."""

import gzip

import pytest
import spoil
from playwright.sync_api import Page, Route, expect
from shared import in_chromium_first, needs_quick_files, published
from test_checker import PYTHON, expected, judge_on_page, link, open_checker, shown
from worked_cases import ALL_CASES

from checker.core.engine.decide import decide
from checker.runtime.exports import exports_of
from checker.runtime.functions import count_functions, keep_called
from checker.runtime.program import FUNCTION, imports

pytestmark = [pytest.mark.browser, needs_quick_files]

FIREWALL = "checker/#3cx?role=partner&issue=firewall"
NOT_COVERED = '[data-checker="verdict"][data-status="not-covered"]'
WAYS = {
    "image": ([], "image.bin.gz"),
    "bytecode": (["image.bin.gz"], "compiled.bin.gz"),
    "sources": (["image.bin.gz", "compiled.bin.gz"], "python_stdlib.bin"),
}

SLOW_INSTANCE = """const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...given) => {
  await new Promise((done) => setTimeout(done, 3000));
  return instantiate(...given);
};"""
HURRIED = "globalThis.unhurried = 1"
PATIENT = """const { setTimeout } = globalThis;
globalThis.setTimeout = (call, wait, ...more) => wait === 1000 ? 0 : setTimeout(call, wait, ...more);
document.addEventListener("DOMContentLoaded", () => {
  const { dataset } = document.documentElement;
  dataset.begun = `${dataset.begun ?? ""} ${document.querySelector("#checker-verdict").dataset.status}`;
});"""

NOTE_VERDICT = """new MutationObserver((_, observer) => {
  if (!document.querySelector("#checker-verdict")?.dataset.status) return;
  performance.mark("verdict");
  observer.disconnect();
}).observe(document, { subtree: true, attributes: true });"""
SEEN = ".md-header :is(label[for=__drawer], .md-header__title, .md-select, .md-search), .md-tabs, #checker-app"
PLACES = f"""() => [...document.querySelectorAll({SEEN!r})]
  .map((each) => each.getBoundingClientRect()).map(({{ left, top, height }}) => [left, top, height])"""
BEFORE_AND_AFTER = """() => {
  const [{ startTime: shown }] = performance.getEntriesByName("verdict");
  const asked = Object.groupBy(performance.getEntriesByType("resource"), ({ startTime }) => startTime < shown);
  return [asked.true, asked.false].map((some) => some.map(({ name }) => name.split("/").at(-1)));
}"""


def fetched(page: Page, address: str) -> list[str]:
    """The runtime's files that were asked for on the way to a verdict, in order."""
    names = list[str]()
    page.context.on("request", lambda request: PYTHON.search(request.url) and names.append(request.url.split("/")[-1]))
    page.goto(address)
    page.wait_for_selector(NOT_COVERED)
    return names


@pytest.mark.parametrize("way", WAYS)
@in_chromium_first
def test_where_a_quick_way_is_missing_the_next_one_is_taken(context, spoilt, way):
    missing, last = WAYS[way]
    for name in missing:
        spoilt.spoilt[name] = spoil.missing
    names = fetched(context.new_page(), spoilt.address + FIREWALL)
    later = {name for _, name in WAYS.values()} - {*missing, last}
    assert last in names and not later & set(names)
    assert ("pyodide.asm.bin.gz" in names) == (way != "image")


@pytest.mark.slow
@pytest.mark.parametrize("fault", [spoil.missing, spoil.flipped])
@in_chromium_first
def test_a_trimmed_program_that_does_not_come_is_done_without(context, spoilt, fault):
    spoilt.spoilt["trimmed.bin.gz"] = fault
    names = fetched(context.new_page(), spoilt.address + FIREWALL)
    assert {"pyodide.asm.bin.gz", "compiled.bin.gz"} <= set(names)


@in_chromium_first
def test_an_image_of_another_runtime_is_left_alone(context, spoilt):
    image = bytearray(gzip.decompress(published("image.bin.gz").read_bytes()))
    image[3] += 1  # it wants a bigger memory
    spoil.publish(spoilt, published("image.bin.gz"), gzip.compress(bytes(image), 1))
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    assert "compiled.bin.gz" in fetched(page, spoilt.address + FIREWALL)
    assert any("from its image" in text for text in said) and not any("damaged" in text for text in said)


@in_chromium_first
def test_a_python_that_does_not_wake_up_is_ended_and_started_without_its_image(context, spoilt):
    """An image of nonsense: it runs in circles for ever."""
    image = bytearray(gzip.decompress(published("image.bin.gz").read_bytes()))
    image[len(image) // 4 :] = bytes(len(image) - len(image) // 4)
    spoil.publish(spoilt, published("image.bin.gz"), gzip.compress(bytes(image), 1))
    page = context.new_page()
    page.add_init_script(HURRIED)
    names = fetched(page, spoilt.address + FIREWALL)
    assert names.count("worker.js") == 2 and "compiled.bin.gz" in names


@in_chromium_first
def test_where_a_function_that_was_left_out_is_called_all_the_same_python_starts_anew(context, spoilt):
    """It is called only once Python is ready, and the policy learned: when a reply is read."""
    path = published("trimmed.bin.gz")
    program = without_function(gzip.decompress(path.read_bytes()), "PyUnicode_AsEncodedString")
    spoil.publish(spoilt, path, gzip.compress(program, 1))
    page, said = context.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    names = fetched(page, spoilt.address + FIREWALL)
    assert "compiled.bin.gz" in names and "pyodide.asm.bin.gz" in names
    assert any("starts anew" in text for text in said) and not any("from its image" in text for text in said)


def without_function(program: bytes, exported: str) -> bytes:
    """The program with a trap in the place of that function."""
    imported = sum(kind == FUNCTION for _, _, kind in imports(program))
    (found,) = (each for each in exports_of(program) if each.name == exported)
    marks = bytearray(b"\1" * count_functions(program))
    marks[found.number - imported] = 0
    return keep_called(program, bytes(marks))


def test_the_worker_is_there_before_the_modules_of_the_page(context, spoilt):
    spoilt.spoilt["checker.js"] = spoil.stalled
    page = context.new_page()
    with page.expect_request("**/worker.js"):
        page.goto(f"{spoilt.address}it/checker/", wait_until="commit")


@pytest.mark.parametrize("name", ["trimmed.bin.gz", "image.bin.gz"])
def test_the_files_of_python_are_asked_for_before_the_modules_of_the_page(context, spoilt, name):
    spoilt.spoilt["checker.js"] = spoil.stalled
    page = context.new_page()
    with page.expect_request(f"**/{name}"):
        page.goto(f"{spoilt.address}it/checker/", wait_until="commit")


@in_chromium_first
def test_the_script_of_the_theme_waits_for_the_first_verdict(context, site):
    """It begins with an event of the document, which comes once more for it. Without an upper limit here."""
    page = context.new_page()
    page.add_init_script(PATIENT)
    page.goto(f"{site}{FIREWALL}")
    expect(page.locator("html")).to_have_attribute("data-begun", " undefined not-covered")


@pytest.mark.parametrize("width", [390, 1280])
@in_chromium_first
def test_nothing_moves_when_the_script_of_the_theme_comes(context, site, width):
    page, held = context.new_page(), list[Route]()
    page.set_viewport_size({"width": width, "height": 800})
    page.route("**/bundle.*.js", lambda route: held.append(route))
    with page.expect_request("**/bundle.*.js"):
        page.goto(site + FIREWALL, wait_until="commit")
    page.wait_for_selector(NOT_COVERED)
    before = page.evaluate(PLACES)
    held[0].continue_()
    page.wait_for_selector("html.js", state="attached")
    assert len(before) > 3 and page.evaluate(PLACES) == before
    expect(page.locator("html[data-theme]")).to_have_count(0)


@pytest.mark.parametrize("answer", [lambda route: route.abort(), lambda route: None], ids=["lost", "never answered"])
@in_chromium_first
def test_where_the_script_of_the_theme_cannot_be_had_a_phone_shows_the_main_sections(context, site, answer):
    page = context.new_page()
    page.add_init_script(HURRIED)
    page.set_viewport_size({"width": 390, "height": 800})
    page.route("**/bundle.*.js", answer)
    page.goto(site + FIREWALL)
    expect(page.locator(".md-tabs")).to_be_visible()
    expect(page.locator(NOT_COVERED)).to_be_visible()


@in_chromium_first
def test_until_the_first_verdict_nothing_is_asked_for_twice_and_nothing_that_can_wait(context, site):
    page, asked = context.new_page(), list[str]()
    page.add_init_script(PATIENT + NOTE_VERDICT)
    context.on("request", lambda request: request.method == "GET" and asked.append(request.url.split("/")[-1]))
    page.goto(site + FIREWALL)
    expect(page.locator("html")).to_have_attribute("data-begun", " undefined not-covered")
    before, after = page.evaluate(BEFORE_AND_AFTER)
    assert {"list.en.json", "3cx.en.json", "checker.js"} <= set(before)
    assert next(name for name in after if name.startswith(("search.", "bundle."))) == "search.js"
    assert not [name for name in before if name.startswith(("search.", "bundle.", "find-"))]
    assert [asked.count(name) for name in ("list.en.json", "3cx.en.json", "checker.js")] == [1, 1, 1]


@in_chromium_first
def test_the_image_is_had_as_the_host_packs_it(context, spoilt):
    packed = published("image.bin.gz").read_bytes()
    spoilt.spoilt["image.bin"] = lambda handler: spoil.give(handler, packed, headers={"Content-Encoding": "gzip"})
    names = fetched(context.new_page(), spoilt.address + FIREWALL)
    assert "image.bin.gz" not in names and "compiled.bin.gz" not in names


def test_where_nothing_was_packed_files_are_taken_as_they_are(context, spoilt):
    """As `make serve` gives them in a fresh clone."""
    spoilt.spoilt["checker"] = spoil.replaced('.gz"', '.not-there"')
    names = fetched(context.new_page(), spoilt.address + FIREWALL)
    assert {"trimmed.bin", "image.bin"} <= set(names) and not [name for name in names if name.endswith(".gz")]


def test_a_policy_that_is_chosen_while_python_starts_is_had_from_the_site(context, spoilt):
    """For as long as the runtime is given its files by the page, not by the network."""
    spoilt.spoilt["worker.js"] = spoil.before(SLOW_INSTANCE)
    page = context.new_page()
    page.goto(f"{spoilt.address}checker/")
    page.wait_for_timeout(2000)
    page.goto(spoilt.address + FIREWALL)
    page.wait_for_selector(NOT_COVERED)


@in_chromium_first
def test_a_host_that_unpacks_what_is_packed_does_no_harm(context, spoilt):
    for name in ("image.bin", "trimmed.bin"):
        data = published(name).read_bytes()
        spoilt.spoilt[f"{name}.gz"] = lambda handler, data=data: spoil.give(handler, data)
    assert "compiled.bin.gz" not in fetched(context.new_page(), spoilt.address + FIREWALL)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["bytecode", "sources"])
@in_chromium_first
def test_every_worked_case_reads_the_same_whichever_way_python_started(watched, spoilt, library, way):
    for name in WAYS[way][0]:
        spoilt.spoilt[name] = spoil.missing
    open_checker(watched)
    for case in ALL_CASES:
        verdict = decide(library.policies[case.policy], case.data["answers"], case.today)
        judge_on_page(watched, link(case.policy, case.data["answers"]), case.today)
        assert shown(watched.page) == expected(verdict), case.data["name"]
    watched.faults.clear()  # the browser reports the missing file, as it should
