"""Links of other versions of the rules on the checker page: what has changed since, and what cannot be known."""

import json
import re
from functools import partial

import pytest
import spoil
from playwright.sync_api import expect
from shared import in_chromium_first, quick_first
from test_checker import VERDICT, link, open_again, open_checker
from test_diff import longer_notice
from test_flow import expect_step
from test_versions import case_of, edited

from checker.build.folders import integrity
from checker.build.library import ROOT
from checker.core.serial import write_policy

pytestmark = pytest.mark.browser

(FOLDER,) = (path.parent for path in (ROOT / "site" / "assets" / "checker").glob("policy.*/avanzada7.en.json"))
FILE = "avanzada7-2026.10.json"
SAID = {
    "en": ("no longer the same", "Changed by", "Status: before: Conditional"),
    "es": ("ya no es el mismo", "Motivo del cambio", "Estado: antes: Condicionado"),
    "it": ("non è più lo stesso", "Che cosa lo ha cambiato", "Stato: prima: Condizionato"),
}


def of_version(version, fragment):
    return fragment.replace("?", f"?rules-version={version}&")


def publish(server, model, language="en"):
    """From now on, the site has this model of version 2026.10 too."""
    path = FOLDER / f"avanzada7.{language}.json"
    (names,) = FOLDER.parent.glob(f"policies.*/list.{language}.json")
    parcel = json.loads(path.read_text(encoding="utf-8"))
    parcel["releases"]["2026.10"] = {"file": FILE, "digest": spoil.digest(model)}
    data = json.dumps(parcel).encode()
    listed = names.read_bytes().replace(integrity(path).encode(), spoil.digest(data).encode())
    spoil.publish(server, names, listed)
    server.spoilt[path.name] = partial(spoil.give, data=data)
    server.spoilt[FILE] = partial(spoil.give, data=model)


@in_chromium_first
@pytest.mark.parametrize("language", quick_first(*SAID))
def test_a_link_of_an_earlier_version_says_what_changed(watched, spoilt, library, language):
    said, changed_by, status = SAID[language]
    publish(spoilt, json.dumps(write_policy(edited(longer_notice)[1])).encode(), language)
    fragment = of_version("2026.10", link("avanzada7", case_of(longer_notice, library)))
    open_checker(watched, language, fragment)
    section = watched.page.locator(f"{VERDICT} .checker-version")
    expect(section).to_contain_text(said)
    expect(section).to_contain_text(status)
    changed = section.locator("li", has_text=changed_by)
    clause = library.words[language].clauses["avanzada7"]["notice-8-hours"]
    expect(changed.locator("q")).to_have_text(clause.text)
    expect(changed.locator(f'a[href$="../{clause.href}"]')).to_be_visible()
    assert {url.rpartition("/")[2] for url in watched.requests if "/policy." in url and "-20" in url} == {FILE}
    watched.page.locator('[data-change="notice_hours"]').click()
    watched.page.locator("#checker-continue").click()
    expect(watched.page.locator(VERDICT)).to_have_attribute("data-link", fragment.replace("2026.10", "2026.11"))
    expect(section).to_have_count(0)
    expect(watched.page).to_have_url(re.compile("rules-version=2026.11&"))


@pytest.mark.parametrize(
    ("version", "said"),
    [("2026.10", "not here to compare with"), ("2027.01", "only the older version 2026.11"), ("2026.11", "")],
)
def test_a_link_of_a_version_that_the_site_lacks_says_so(kept, version, said):
    kept.requests.clear()
    open_again(kept, of_version(version, "#3cx?role=partner&issue=firewall"))
    verdict = kept.page.locator(VERDICT)
    expect(verdict).to_have_attribute("data-status", "not-covered")
    expect(verdict.locator(".checker-version")).to_have_count(1 if said else 0)
    assert said in verdict.inner_text()
    assert not [url for url in kept.requests if "/policy." in url and "-20" in url]
    expect(kept.page.locator("#checker-left-out")).to_be_hidden()


def stalled(handler):
    handler.server.healed.wait(20)


@pytest.mark.parametrize("fault", quick_first(spoil.missing, partial(spoil.give, data=b"{}"), stalled))
def test_a_version_that_cannot_be_loaded_takes_nothing_from_the_verdict(context, spoilt, fault):
    publish(spoilt, b"the model")
    spoilt.spoilt[FILE] = fault
    page = context.new_page()
    page.goto(f"{spoilt.address}checker/" + of_version("2026.10", "#avanzada7?entitlement=none"))
    expect(page.locator(f"{VERDICT} .checker-version")).to_contain_text("not here to compare with")
    expect(page.locator("#checker-fault")).to_be_hidden()


def test_a_version_that_can_be_loaded_later_is_compared_then(watched, spoilt, library):
    publish(spoilt, json.dumps(write_policy(edited(longer_notice)[1])).encode())
    published, spoilt.spoilt[FILE] = spoilt.spoilt[FILE], spoil.missing
    open_checker(watched, "en", of_version("2026.10", link("avanzada7", case_of(longer_notice, library))))
    section = watched.page.locator(f"{VERDICT} .checker-version")
    expect(section).to_contain_text("not here to compare with")
    spoilt.spoilt[FILE] = published
    watched.page.locator('[data-change="notice_hours"]').click()
    expect_step(watched.page)
    watched.page.go_back()
    expect(section).to_contain_text("no longer the same")


def test_what_is_no_version_is_left_out_and_said(kept):
    open_checker(kept, "en", of_version("latest", "#3cx?role=partner"))
    expect(kept.page.locator("#checker-left-out")).to_contain_text("rules-version=latest")
    expect(kept.page.locator(f"{VERDICT} .checker-version")).to_have_count(0)
