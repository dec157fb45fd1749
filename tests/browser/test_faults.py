"""Whatever goes wrong with the checker: visitors read why, can try again, keep their answers, and see no verdict."""

import re
from datetime import date

import pytest
import spoil
from playwright.sync_api import BrowserContext, Page, expect
from shared import in_browsers, in_chromium_first, needs_quick_files

from checker.core.engine.decide import decide
from checker.places import ROOT

pytestmark = pytest.mark.browser

FORBIDDING = "default-src 'none'; script-src 'self'; connect-src 'self'"
WHEEL = "".join(
    path.name for path in (ROOT / "site" / "assets" / "checker").glob("engine.*/support_coverage_core-*.bin")
)
WORKERS = """globalThis.workers = [];
globalThis.Worker = class extends Worker { constructor(...all) { super(...all); workers.push(this); } };"""
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage", "indexedDB"])
  Object.defineProperty(globalThis, name, { get() { throw new DOMException("denied", "SecurityError"); } });"""
REASONS = {
    "late": ("not ready yet", "no está listo", "non è ancora pronto"),
    "network": ("connection was lost", "ha perdido la conexión", "connessione si è interrotta"),
    "missing": ("missing on the server", "Falta un archivo", "manca un file"),
    "damaged": ("did not arrive as it was published", "tal como se publicó", "come era stato pubblicato"),
    "forbidden": ("does not allow WebAssembly", "no permite WebAssembly", "non consente WebAssembly"),
    "script": ("A script of the checker", "un script del verificador", "uno script del verificatore"),
    "silent": ("stopped answering", "dejado de responder", "non risponde più"),
}
AT_START = [
    ("trimmed.bin.gz", spoil.missing, "missing"),
    ("trimmed.bin.gz", spoil.truncated, "damaged"),
    ("trimmed.bin.gz", spoil.flipped, "damaged"),
    ("trimmed.bin.gz", spoil.lost, "network"),
    ("trimmed.bin.gz", spoil.stalled, "late"),
    ("trimmed.js.gz", spoil.flipped, "damaged"),
    ("pyodide.js.gz", spoil.flipped, "damaged"),
    ("python_stdlib.bin", spoil.flipped, "damaged"),
    (WHEEL, spoil.flipped, "damaged"),
    ("3cx.it.json", spoil.missing, "missing"),
    ("3cx.it.json", spoil.flipped, "damaged"),
    ("3cx.it.json", spoil.stalled, "late"),
    ("list.en.json", spoil.missing, "missing"),
    ("list.en.json", spoil.flipped, "damaged"),
    ("list.en.json", spoil.stalled, "late"),
    ("messages.es.bin", spoil.flipped, "damaged"),
    ("worker.js", spoil.missing, "script"),
    ("worker.js", spoil.stalled, "late"),
    ("worker.js", spoil.before("delete self.WebAssembly;"), "forbidden"),
    ("worker.js", spoil.with_header("Content-Security-Policy", FORBIDDING), "forbidden"),
]
FORM = ("3cx", "list")
"""What there are no questions without."""
HURRIED = "globalThis.unhurried = 0.1"  # the page is patient for less than a second
NOT_HURRIED = "globalThis.unhurried = 15"
QUICK = {("trimmed.bin.gz", "late"), ("trimmed.bin.gz", "network"), ("3cx.it.json", "damaged")}
QUICK |= {("list.en.json", "damaged"), ("list.en.json", "late"), ("worker.js", "script"), ("worker.js", "forbidden")}


def names(case):
    file, _, reason = case
    return f"{AT_START.index(case)}-{file}-{reason}"


def marked(case, quick=False):
    marks = [] if quick else [pytest.mark.slow]
    return pytest.param(case, id=names(case), marks=[*marks, needs_quick_files] if "trimmed" in case[0] else marks)


def spoil_file(server, file, fault):
    """Spoil it, and what would start Python without it."""
    if file in {"python_stdlib.bin", WHEEL, "messages.es.bin"}:
        server.spoilt["image.bin.gz"] = spoil.missing
    if file in {"python_stdlib.bin", WHEEL}:
        server.spoilt["compiled.bin.gz"] = spoil.missing
    if file.startswith("trimmed"):
        server.spoilt[file.replace("trimmed", "pyodide.asm")] = fault
    server.spoilt[file] = fault


def open_page(context: BrowserContext, address: str, script: str = "") -> Page:
    page = context.new_page()
    page.add_init_script(script)
    page.goto(address, wait_until="domcontentloaded")
    return page


def open_spoilt(context, server, case, answers: str) -> tuple[Page, int]:
    """The checker in one of the languages, with this fault, and which language that is; a policy's words have one."""
    file, fault, reason = case
    language = len(file) % 3
    spoil_file(server, file, fault)
    address = f"{server.address}{('', 'es/', 'it/')[language]}checker/#3cx?{answers}"
    return open_page(context, address, HURRIED if reason == "late" else ""), language


def expect_fault(page: Page, reason: str, language: int = 0, questions: bool = True) -> None:
    """Why, a way to try again, links to the tables, the answers, and nothing that waits or judges.

    Without the questions the answers stand in the address only.
    """
    box = page.locator(f"#checker-fault[data-reason={reason}]")
    expect(box).to_be_visible()
    expect(box).to_contain_text(REASONS[reason][language])
    expect(box.get_by_role("button")).to_be_visible()
    expect(box.locator('a[href$="#policies"]')).to_be_visible()
    expect(page.locator('[data-checker="state"]')).to_have_attribute("data-state", "failed")
    if questions:
        expect(page.locator("#checker-answers dl > div")).not_to_have_count(0)
    assert "role=" in page.url
    expect(page.locator("#checker-waiting")).to_be_hidden()
    expect(page.locator("#checker-verdict")).to_be_hidden()


@pytest.mark.parametrize("case", [marked(case, quick=case[::2] in QUICK) for case in AT_START])
@in_chromium_first
def test_a_fault_at_the_start_is_named(context, spoilt, case):
    page, language = open_spoilt(context, spoilt, case, "role=partner")
    expect_fault(page, case[2], language, questions=not case[0].startswith(FORM))


@pytest.mark.parametrize("case", [marked(case) for case in AT_START])
@in_chromium_first
def test_after_any_fault_another_try_leads_to_the_verdict(context, spoilt, case):
    page, language = open_spoilt(context, spoilt, case, "role=partner&issue=firewall")
    expect_fault(page, case[2], language, questions=not case[0].startswith(FORM))
    page.evaluate(NOT_HURRIED)
    # What was late comes by itself once the host is well: the other try begins before. A worker cut short does not.
    if case[2] == "late" and case[0] != "worker.js":
        if not case[0].startswith(FORM):
            page.locator("#checker-retry").click()
        spoilt.heal()
    else:
        spoilt.heal()
        page.locator("#checker-retry").click()
    expect(page.locator("#checker-verdict")).to_have_attribute("data-status", "not-covered")
    expect(page.locator("#checker-fault")).to_be_hidden()


@needs_quick_files
@pytest.mark.parametrize(("answers", "asked"), [("", 1), ("?role=partner&issue=firewall", 0)], ids=["none", "a link"])
@in_chromium_first
def test_while_python_is_late_questions_are_asked_but_not_in_the_place_of_a_verdict(context, spoilt, answers, asked):
    """Of a link: what it leads to may need no question, and nothing gives way when it comes."""
    spoil_file(spoilt, "trimmed.bin.gz", spoil.stalled)
    page = open_page(context, f"{spoilt.address}checker/#3cx{answers}", HURRIED)
    expect(page.locator("#checker-fault[data-reason=late]")).to_be_visible()
    expect(page.locator("#checker-form legend").locator("visible=true")).to_have_count(asked)
    spoilt.heal()


@needs_quick_files
@in_chromium_first
def test_it_recovers_from_damage_a_wrong_type_and_a_worker_that_dies(context, spoilt, library):
    spoil_file(spoilt, "trimmed.bin.gz", spoil.flipped)
    page = context.new_page()
    page.add_init_script(WORKERS)
    page.add_init_script(NO_STORAGE)  # nor does the verdict need any
    page.goto(f"{spoilt.address}checker/#3cx?role=partner&issue=firewall")
    expect_fault(page, "damaged")
    spoil_file(spoilt, "trimmed.bin.gz", spoil.mistyped)
    page.locator("#checker-retry").click()
    verdict = page.locator("#checker-verdict")
    expect(verdict).to_have_attribute("data-status", "not-covered")
    page.evaluate(f"workers.at(-1).terminate(); {HURRIED}")
    page.locator('[data-change="role"]').click()
    page.get_by_label("I don't know").locator("visible=true").check()
    page.locator("#checker-continue").click()
    expect_fault(page, "silent")
    expect(page).to_have_url(re.compile("&role=unknown&issue=firewall$"))
    page.evaluate(NOT_HURRIED)
    page.locator("#checker-retry").click()
    expect(verdict).to_have_attribute("data-link", re.compile("&role=unknown&issue=firewall$"))
    expected = decide(library.policies["3cx"], {"role": None, "issue": "firewall"}, date(2026, 11, 22))
    expect(verdict).to_have_attribute("data-status", expected.status or "")


@in_chromium_first
def test_without_its_script_the_page_itself_says_so(context, spoilt):
    spoilt.spoilt["checker.js"] = spoil.missing
    page = open_page(context, f"{spoilt.address}es/checker/#3cx?role=partner")
    box = page.locator("#checker-unstarted")
    expect(box).to_be_hidden()
    page.evaluate("for (const each of document.getAnimations()) each.finish()")
    expect(box).to_be_visible()
    expect(box).to_contain_text("El script de esta página no ha llegado")
    expect(box.locator('a[href$="#policies"]')).to_be_visible()
    spoilt.heal()
    box.get_by_role("button").click()
    expect(page.locator("#checker-answers dl > div")).to_have_count(1)
    expect(box).to_be_hidden()
    page.evaluate("for (const each of document.getAnimations()) each.finish()")
    expect(box).to_be_hidden()


@in_chromium_first
def test_scripts_that_the_host_forbids_are_said_too(context, spoilt):
    spoilt.spoilt["checker"] = spoil.with_header("Content-Security-Policy", "script-src 'none'")
    page = open_page(context, f"{spoilt.address}it/checker/")
    page.wait_for_load_state()  # no script has waited for the styles
    page.evaluate("for (const each of document.getAnimations()) each.finish()")
    expect(page.locator("#checker-unstarted")).to_contain_text("Ricarichi la pagina")
    expect(page.locator('#checker-unstarted a[href$="#policies"]')).to_be_visible()


@in_browsers
def test_without_javascript_the_page_leads_to_the_tables(context, spoilt):
    spoilt.spoilt["checker"] = spoil.with_header("Content-Security-Policy", "sandbox")
    page = open_page(context, f"{spoilt.address}es/checker/")
    expect(page.locator("noscript p").first).to_contain_text("El verificador necesita JavaScript.")
    expect(page.locator('noscript a[href$="#policies"]')).to_be_attached()
    expect(page.locator("#checker-unstarted")).to_be_hidden()


@in_chromium_first
def test_answers_need_no_storage(context, site):
    page = context.new_page()
    page.add_init_script(NO_STORAGE)
    page.goto(f"{site}checker/#3cx?issue=guidance")
    page.get_by_label("A 3CX partner").check()
    page.locator("#checker-continue").click()
    expect(page.locator("#checker-answers dd", has_text="A 3CX partner")).to_be_visible()


@in_browsers
def test_hostile_links_run_nothing_and_what_is_left_out_is_said(watched):
    page = watched.page
    page.goto(f"{watched.origin}checker/")
    notice = page.locator("#checker-left-out")
    html = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>"
    for fragment, said in {
        f"#3cx?role=partner&issue={html}": "issue=<img",
        f"#{html}": "<img",
        "#__proto__?role=partner": "__proto__",
        "#3cx?role=partner&__proto__=x&constructor=y&role-hint=z": "__proto__=x, constructor=y, role-hint=z",
        "#3cx?role=partner&issue=%E0%A4%A&%=%%%&edition=%00": "edition=",
        f"#3cx?role=partner&issue={'a' * 2001}": f"issue={'a' * 54}…",
        f"#3cx?role=partner&{'&'.join(f'x{number}=1' for number in range(20_000))}": "x9=1, …",
        f"#{'b' * 100_000}": "b" * 60 + "…",
        "#javascript:window.hacked=1": "javascript:window.hacked=1",
    }.items():
        page.evaluate("fragment => { location.hash = fragment }", fragment)
        expect(notice).to_contain_text(said)
        assert notice.locator("*").count() == 0
        expect(page.locator("#checker-answers dl > div")).to_have_count(1 if fragment.startswith("#3cx") else 0)
    assert page.evaluate("window.hacked === undefined && ({}).role === undefined")
