"""The pages of a policy say when it was last compared with the vendor's text, and when that is too long ago."""

import gzip
from datetime import UTC, date, datetime, time, timedelta

import pytest
from clock import clock_at
from playwright.sync_api import expect
from shared import POLICIES, in_chromium_first

from checker.places import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture
def policy(library):
    """The first of the policies."""
    return next(iter(library.policies.values()))


@in_chromium_first
@pytest.mark.parametrize("late", [False, True])
def test_a_notice_appears_once_the_day_to_compare_again_has_passed(watched, library, policy, late):
    last = date.fromisoformat(policy.check_again_by)
    noon = datetime.combine(last + timedelta(days=late), time(12), UTC)
    watched.page.add_init_script(clock_at(noon.timestamp()))
    watched.page.goto(f"{watched.origin}it/{policy.id}/")
    notice = watched.page.locator("[data-overdue-after]")
    expect(notice).to_have_count(1)
    expect(notice).to_be_visible(visible=late)
    expect(notice).to_contain_text(f"entro il giorno {library.words['it'].date(last)}")


def test_pages_state_version_and_dates_without_a_script(library, policy):
    text = " ".join((ROOT / "site" / "es" / policy.id / "index.html").read_text(encoding="utf-8").split())
    checked = library.words["es"].date(date.fromisoformat(policy.checked_on))
    said = f"Versión {policy.version} de las reglas. Última comparación con el texto de {policy.vendor}: {checked}"
    assert said in text


@pytest.mark.parametrize("width", [320, 1280])
def test_clause_by_clause_fits_its_screen(watched, width):
    watched.page.set_viewport_size({"width": width, "height": 800})
    watched.page.goto(f"{watched.origin}elastix/evidence/#not-network")
    expect(watched.page.locator("dt#not-network")).to_be_in_viewport()
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("policy", POLICIES)
def test_clause_by_clause_is_light(policy):
    for language in ("", "es/", "it/"):
        page = (ROOT / "site" / language / policy / "evidence" / "index.html").read_bytes()
        assert len(gzip.compress(page, mtime=0)) < 26_000
