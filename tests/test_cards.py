"""Social cards: every page has one that is there, its words fit and are all drawn, and two builds draw the same."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader
from PIL import Image

from checker.languages import LANGUAGES, language_root
from checker.places import ROOT, WEB
from checker.policy.problems import AuthoringError
from checker.site import card_image, cards, site
from checker.site.card_image import CHECK, LINE, SMALL, TITLE, CardWords, draw, fit, font

ADDRESS = "https://acme.example/support/"
PAGES = [
    (language, f"{language_root(language)}{path.relative_to(ROOT / 'docs' / language).with_suffix('')}/")
    for language in LANGUAGES
    for path in sorted((ROOT / "docs" / language).rglob("*.md"))
]
LONG = "Terms of the support that certified partners give to those who have bought nothing at all " * 3


@pytest.fixture
def made(library, monkeypatch):
    """What the cards of this project say, by path."""
    monkeypatch.setattr(site, "_library", lambda: library)
    site._cards.cache_clear()
    yield site._cards()
    site._cards.cache_clear()


def head(language: str, url: str, site_url: str) -> str:
    """What the template writes into the head of a page."""
    environment = Environment(loader=FileSystemLoader(WEB / "theme"), autoescape=True)
    environment.filters["url"] = lambda address: address
    context = site.page_context(language, url.removesuffix("index/"), site_url) | {
        "page": SimpleNamespace(meta=SimpleNamespace(title="Page", description="It says more.")),
        "config": SimpleNamespace(site_name="Site", theme=SimpleNamespace(language=language)),
    }
    template = environment.get_template("main.html")
    return "".join(template.blocks["site_meta"](template.new_context(context)))


def test_every_page_has_the_card_of_its_policy_or_that_of_the_site(made, library):
    named = set()
    for language, url in PAGES:
        context = site.page_context(language, url.removesuffix("index/"), ADDRESS)
        path = context["card"]["address"].removeprefix(ADDRESS)
        assert path == cards.card_path(language, context["policy"])
        named.add(path)
    assert named == made.keys()
    assert len(named) == len(LANGUAGES) * (len(library.policies) + 1)


def test_a_page_names_its_card_by_its_full_address_with_its_size_and_words(made, library):
    policy = next(iter(library.policies.values()))
    written = head("es", f"es/{policy.id}/", ADDRESS)
    title = library.words["es"].gettext(policy.title)
    for part in (
        f'<meta property="og:image" content="{ADDRESS}assets/cards/es-{policy.id}.png">',
        '<meta property="og:image:width" content="1200">',
        '<meta property="og:image:height" content="630">',
        f'<meta property="og:image:alt" content="Support Coverage: {title} – ',
        '<meta name="twitter:card" content="summary_large_image">',
    ):
        assert part in written


def test_without_the_address_of_the_site_no_page_names_a_card_and_none_is_written(made, tmp_path, monkeypatch):
    assert "og:title" in head("en", "", "")
    assert not {"og:image", "twitter:card"} & set(head("en", "", "").replace('"', " ").split())
    for name in ("write_assets", "split_index", "write_edition", "write_moved_pages", "write_missing_pages"):
        monkeypatch.setattr(site, name, lambda *given: None)
    site.finish(tmp_path, "")
    assert not list(tmp_path.rglob("*.png"))
    site.finish(tmp_path, ADDRESS)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.png")} == made.keys()


def test_drafts_have_no_cards_and_no_card_names_them(made, library, monkeypatch):
    draft, *others = library.policies.values()
    monkeypatch.setattr(site, "is_draft", lambda path: path.stem == draft.id)
    monkeypatch.setattr(site, "is_draft_language", lambda root, language: language == "it")
    site._cards.cache_clear()
    found = site._cards()
    assert found.keys() == {cards.card_path(language, each) for language in ("en", "es") for each in (None, *others)}
    assert draft.vendor not in found[cards.card_path("en", None)].small
    assert site.page_context("es", f"es/{draft.id}/", ADDRESS)["card"] is None
    assert site.page_context("it", "it/", ADDRESS)["card"] is None


def test_each_is_a_picture_of_the_promised_size_and_light(made):
    for path, words in made.items():
        raw = draw(words)
        with Image.open(BytesIO(raw)) as picture:
            assert (picture.format, picture.size) == ("PNG", (1200, 630)), path
        assert len(raw) < 40_000, path


def test_no_two_are_alike(made):
    assert len({draw(words) for words in made.values()}) == len(made)


def test_all_words_fit(made):
    for path, words in made.items():
        for text, style in ((words.title, TITLE), (words.line, LINE), (words.small, SMALL)):
            _, lines = fit(text, style)
            assert " ".join(lines) == text, path


def test_no_last_word_is_left_by_itself_where_lines_can_be_balanced():
    _, lines = fit("Terms of support for certified partners", TITLE)
    assert lines == ["Terms of support for", "certified partners"]


@pytest.mark.parametrize("text", [LONG, "x" * 200, "", "Página"])
@pytest.mark.parametrize("style", [TITLE, SMALL])
def test_any_other_text_is_drawn_as_well_one_that_is_too_long_with_an_ellipsis(text, style):
    _, lines = fit(text, style)
    assert len(lines) <= style.lines
    assert lines[-1].endswith("…") == (text == LONG)
    assert draw(CardWords("Acme", text, text, text)).startswith(b"\x89PNG")


def test_the_letters_of_all_languages_are_there(made):
    """A letter that a font lacks is drawn as a box."""
    said = {letter for words in made.values() for letter in "".join(words)}
    for face in ("Bold", "Regular"):
        letters = font(face, 40)
        box = bytes(letters.getmask("\uffff"))
        for letter in sorted(said | set("áéíóúüñÁÉÍÓÚÑ¿¡àèéìòùÀÈÉÌÒÙ«»“”‘’–…·×€")):
            assert letter == " " or bytes(letters.getmask(letter)) not in (box, b""), (face, letter)


def test_the_same_words_are_the_same_bytes(made):
    words = next(iter(made.values()))
    first = draw(words)
    for kept in (draw, font, card_image._ground):
        kept.cache_clear()
    assert draw(words) == first


def test_the_mark_is_that_of_the_site():
    (x, y), (x2, y2), (x3, y3) = CHECK
    assert f'd="M{x} {y}l{x2 - x} {y2 - y}L{x3} {y3}"' in (WEB / "favicon.svg").read_text(encoding="utf-8")


def test_a_colour_that_the_style_sheet_lacks_is_named_with_its_place(tmp_path, monkeypatch):
    (tmp_path / "site.css").write_text(":root { --brand-ink: #12g456; }", encoding="utf-8")
    monkeypatch.setattr(card_image, "WEB", tmp_path)
    card_image.brand.cache_clear()
    with pytest.raises(AuthoringError, match=r"site\.css:1:1: The style sheet has no colour --brand-ink"):
        card_image.brand("ink")
    card_image.brand.cache_clear()


def test_a_home_page_without_a_heading_has_the_site_s_name(acme):
    found = cards.cards("Acme", "No heading.", acme.policies.values(), acme.words["it"])
    assert found[cards.card_path("it", None)].title == "Acme"
    told = cards.cards("Acme", "Text\n\n# Will it work? { #top }\n", [], acme.words["it"])
    assert told[cards.card_path("it", None)].title == "Will it work?"
