"""The pages for missing addresses: one in each language's folder; the root's speaks every language."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from checker.languages import language_root
from checker.library.opened import Library
from checker.site.inline_scripts import inline_script

NAME = "404.html"


def write_missing_pages(
    site: Path, library: Library, theme: Path, scripts: str, site_url: str, without: Mapping[str, str]
) -> None:
    """Write them into the folder `site`, from their template in the folder `theme`; `scripts` has their style.

    `without` says by language which policies the site leaves out.
    """
    template = Environment(loader=FileSystemLoader(theme), autoescape=True).get_template(NAME)
    script = Markup(inline_script("missing"))  # noqa: S704 (one of the written list)
    sections = {language: _section(library, language, without.get(language, "")) for language in library.words}
    for language in library.words:
        shown = [sections[language]] if language_root(language) else list(sections.values())
        root, home = urlsplit(site_url).path or "/", language_root(language)
        html = template.render(sections=shown, scripts=scripts, root=root, home=home, inline=script)
        path = site / home / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8", newline="")


def _section(library: Library, language: str, without: str) -> dict[str, Any]:
    """What the page says in a language; links are text and path from the site's root."""
    _, folder = library.words[language].gettext, language_root(language)
    return {
        "language": language,
        "title": _("Page not found"),
        "said": _("There is no page at this address. The address may be mistyped, or the page may have moved."),
        "without": without,
        "links": [
            (_("Home page"), folder),
            (_("Check your issue"), f"{folder}checker/"),
            *((_(policy.title), f"{folder}{policy.id}/") for policy in library.policies.values()),
        ],
    }
