"""The pages for missing addresses: one for each language, and at the root one that speaks them all."""

import re

import pytest

from checker.places import WEB
from checker.site import missing
from checker.site.missing import write_missing_pages


@pytest.fixture
def pages(acme, tmp_path, monkeypatch):
    """Their texts by language, for a site at that address."""
    monkeypatch.setattr(missing, "inline_script", lambda name: f"{name} && 1")

    def write(site_url: str = "", **without: str):
        write_missing_pages(tmp_path, acme, WEB / "theme", "assets/scripts/", site_url, without)
        return {name: (tmp_path / name / "404.html").read_text("utf-8") for name in ("", "es", "it")}

    return write


def languages(html: str) -> list[str]:
    return re.findall(r'<section lang="(\w+)"', html)


def test_the_root_speaks_every_language_and_each_folder_its_own(pages):
    assert {name: languages(html) for name, html in pages().items()} == {
        "": ["en", "es", "it"],
        "es": ["es"],
        "it": ["it"],
    }


def test_links_lead_from_the_root_of_the_site_at_any_depth(pages):
    for name, html in pages("https://acme.example/support/").items():
        assert f'href="/support/{name}/acme/"'.replace("//", "/") in html
        assert not re.search(r'(href|src)="(?!/support/)', html)
    assert 'href="/acme/"' in pages()[""]


def test_the_mark_and_the_name_of_the_site_lead_to_the_start_page_of_the_language(pages):
    for name, html in pages("https://acme.example/support/").items():
        header = re.search(r"<header>(.*?)</header>", html, re.DOTALL)
        home = f"/support/{name}/".replace("//", "/")
        assert header and f'<a href="{home}"' in header[1] and "Support Coverage" in header[1]
        assert 'src="/support/assets/favicon.svg"' in header[1] and 'alt=""' in header[1]


def test_its_script_runs_as_it_is_and_its_texts_are_texts(pages):
    html = pages(es="Falta <i>")["es"]
    assert "<script>missing && 1</script>" in html
    assert "Falta &lt;i&gt;" in html and "<i>" not in html


def test_what_is_left_out_is_said_in_its_language_only(pages):
    html = pages(es="Falta Acne.")
    assert html["es"].count("Falta Acne.") == html[""].count("Falta Acne.") == 1
    assert "Falta" not in html["it"]
