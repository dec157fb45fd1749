"""What search engines are told: each page with its other languages, and nothing of pages that want none."""

from xml.etree import ElementTree

import pytest

from checker.site.sitemap import NOINDEX, SITEMAP, XHTML, announce

URL = "https://acme.example/support/"


@pytest.fixture
def site(tmp_path):
    """A page in all languages, one in English and Italian, and one that is not to be found; and a map from before."""
    for name in ("", "es/", "it/", "acme/rules/", "it/acme/rules/"):
        (tmp_path / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "index.html").write_text("<p>Acme", "utf-8")
    (tmp_path / "doctor").mkdir()
    (tmp_path / "doctor" / "index.html").write_text(NOINDEX, "utf-8")
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (tmp_path / name).write_text("before", "utf-8")
    return tmp_path


def entries(site) -> dict[str, dict[str, str]]:
    """By address, the alternates of each page in the site map."""
    root = ElementTree.fromstring((site / "sitemap.xml").read_text("utf-8"))
    links = {url: url.findall(f"{{{XHTML}}}link") for url in root}
    return {
        url.findtext(f"{{{SITEMAP}}}loc"): {link.get("hreflang"): link.get("href") for link in found}
        for url, found in links.items()
    }


def test_each_page_is_listed_in_each_language_with_the_others(site):
    announce(site, URL, {})
    found = entries(site)
    assert found.keys() == {URL, f"{URL}es/", f"{URL}it/", f"{URL}acme/rules/", f"{URL}it/acme/rules/"}
    rules = {"en": f"{URL}acme/rules/", "it": f"{URL}it/acme/rules/", "x-default": f"{URL}acme/rules/"}
    assert found[f"{URL}acme/rules/"] == found[f"{URL}it/acme/rules/"] == rules


def test_robots_are_told_where_the_map_is(site):
    announce(site, URL, {})
    assert (site / "robots.txt").read_text("utf-8") == f"User-agent: *\nAllow: /\nSitemap: {URL}sitemap.xml\n"


def test_without_the_address_of_the_site_there_is_no_map(site):
    announce(site, "", {})
    assert (site / "robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\n"
    assert not list(site.glob("sitemap*"))


def test_a_page_has_the_day_on_which_its_text_changed_where_that_is_known(site):
    announce(site, URL, {"docs/it/acme/rules.md": "2026-11-02", "docs/es/index.md": "2026-11-03"})
    root = ElementTree.fromstring((site / "sitemap.xml").read_text("utf-8"))
    days = {url.findtext(f"{{{SITEMAP}}}loc"): url.findtext(f"{{{SITEMAP}}}lastmod") for url in root}
    assert {address: day for address, day in days.items() if day} == {
        f"{URL}it/acme/rules/": "2026-11-02",
        f"{URL}es/": "2026-11-03",
    }
