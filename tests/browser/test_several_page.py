"""A question that takes several answers, in the page: the form's scripts in a browser, with the made-up policy."""

import json
from itertools import combinations

import pytest
import several
from babel.messages.pofile import read_po
from playwright.sync_api import expect
from shared import in_chromium_first

from checker.core.model.serial import write_policy
from checker.languages import LANGUAGES
from checker.places import ROOT

SITE = "http://several.example"
PAGE = """<!doctype html><html lang="{language}"><title>Several</title>
<main><h1>Several</h1>
<form id="checker-form" novalidate>
  <div id="checker-errors" role="group" aria-labelledby="wrong" tabindex="-1" hidden>
    <h2 id="wrong">There is a problem</h2><ul></ul>
  </div>
  <section data-step="policy" hidden>
    <fieldset data-fact="policy" data-type="choice"><legend>Whose?</legend></fieldset>
  </section>
</form></main>
<script type="application/json" id="checker-messages">{messages}</script>
<script>var textsAhead = new Map(Object.entries({texts}).map(([name, text]) => [name, Promise.resolve(text)]));</script>
<script type="module">
  import * as form from "/page/form.js";
  import * as link from "/page/link.js";
  await form.load({{ file: "list", digest: "" }}, "packages");
  form.showStep("packages", ["packages"], new Map());
  Object.assign(window, {{ form, link, isThere: true }});
</script></html>"""
OPTIONS = ("crm", "fax", "hotel", "recorder")
READ = """() => {
  const { values, problems } = form.readStep();
  return [Object.fromEntries(values), problems.map(({ text }) => text)];
}"""
WRONG = {
    "en": "Choose all that apply, or “None of these options”, or “I don't know”.",
    "es": "Marque todas las opciones que correspondan, o «Ninguna de estas opciones», o «No lo sé».",
    "it": "Selezioni tutte le opzioni pertinenti, oppure «Nessuna di queste opzioni» o «Non lo so».",
}
NONE = {"en": "None of these options", "es": "Ninguna de estas opciones", "it": "Nessuna di queste opzioni"}


def messages(language):
    """The page's own messages in that language."""
    path = ROOT / "locales" / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {each.id: each.string for each in read_po(file) if isinstance(each.id, str) and each.id}


@pytest.fixture
def opened(context, tmp_path):
    """Opens the question in a language."""

    def show(language="en"):
        model = write_policy(several.compiled(several.data(), tmp_path))
        parcel = {"model": model, "words": [{"language": language, "clauses": {}, "messages": {}}], "terms": {}}
        listed = {
            "id": "packages",
            "title": "Packages",
            "version": "2026.11",
            "file": "parcel",
            "digest": "",
            "find": None,
        }
        texts = {"list": json.dumps([listed]), "parcel": json.dumps(parcel)}
        said = PAGE.format(language=language, messages=json.dumps(messages(language)), texts=json.dumps(texts))
        page = context.new_page()
        page.route(
            f"{SITE}/**",
            lambda route: route.fulfill(path=ROOT / "checker" / "web" / route.request.url[len(SITE) + 1 :]),
        )
        page.route(f"{SITE}/", lambda route: route.fulfill(body=said, content_type="text/html; charset=utf-8"))
        page.goto(f"{SITE}/")
        page.wait_for_function("window.isThere")
        return page

    return show


def read(page):
    """What is filled in, and what is wrong."""
    return page.evaluate(READ)


@in_chromium_first
def test_boxes_are_ticked_by_the_keyboard_and_others_exclude_them(opened):
    page = opened()
    assert page.get_by_role("group", name="Which of these do you have?").get_by_role("checkbox").count() == 6
    page.get_by_role("checkbox", name="The CRM package").focus()
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="The hotel package")).to_be_checked()
    assert read(page) == [{"packages": "crm,hotel"}, []]
    page.get_by_role("checkbox", name="None of these options").press("Space")
    assert read(page) == [{"packages": "none"}, []]
    page.get_by_role("checkbox", name="I don't know").press("Space")
    assert read(page) == [{"packages": "unknown"}, []]
    page.get_by_role("checkbox", name="The fax package").press("Space")
    assert read(page) == [{"packages": "fax"}, []]
    page.get_by_role("checkbox", name="The fax package").press("Space")
    assert read(page) == [{}, [WRONG["en"]]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_beside_the_question_and_leads_to_it(opened, language):
    page = opened(language)
    expect(page.get_by_role("checkbox", name=NONE[language])).to_be_visible()
    page.evaluate("form.showProblems(form.readStep().problems)")
    expect(page.locator("#checker-errors")).to_be_focused()
    page.get_by_role("link", name=f"Packages: {WRONG[language]}").press("Enter")
    first = page.get_by_role("checkbox").first
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[id='packages.packages'] .checker-error")).to_have_text(WRONG[language])
    described = page.get_by_role("group", name="Which of these do you have?").get_attribute("aria-describedby")
    assert WRONG[language] in page.locator(f"[id='{described}']").inner_text()


def test_nothing_is_against_wcag(opened):
    page = opened()
    page.add_script_tag(path=ROOT / "node_modules" / "axe-core" / "axe.min.js")
    for act in ("", "form.showProblems(form.readStep().problems)"):
        page.evaluate(act)
        found = page.evaluate("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })")
        assert [each["id"] for each in found["violations"]] == []


def test_an_answer_is_filled_in_and_given_to_python(opened):
    page = opened()
    subsets = [list(each) for size in range(1, 5) for each in combinations(OPTIONS, size)]
    for value, wanted in [*((",".join(each), each) for each in subsets), ("none", []), ("unknown", None)]:
        assert page.evaluate("value => form.isPossible('packages', 'packages', value)", value)
        page.evaluate("value => form.showStep('packages', ['packages'], new Map([['packages', value]]))", value)
        assert read(page) == [{"packages": value}, []]
        assert page.evaluate("value => form.valueOf('packages', 'packages', value)", value) == wanted
        link = page.evaluate(
            "value => link.writeLink({ policy: 'p', version: '', answers: new Map([['packages', value]]) })", value
        )
        assert link == f"#p?packages={value}"
        for written in (link, link.replace(",", "%2C")):
            assert page.evaluate("written => link.readLink(written).answers.get('packages')", written) == value
    assert page.evaluate("form.textOf('packages', 'packages', 'crm,fax')") == "The CRM package, The fax package"
    assert page.evaluate("form.textOf('packages', 'packages', 'none')") == NONE["en"]


@pytest.mark.parametrize("value", ["", "crm,crm", "none,crm", "crm,unknown", "colour", "crm,", ",", "CRM", "crm fax"])
def test_what_is_no_answer_is_left_out(opened, value):
    assert not opened().evaluate("value => form.isPossible('packages', 'packages', value)", value)
