"""What tells search engines of the pages: the site map, with the languages of each page, and robots.txt."""

from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from checker.languages import LANGUAGES, language_root
from checker.site.alternates import alternates

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NOINDEX = '<meta name="robots" content="noindex">'
XHTML = "http://www.w3.org/1999/xhtml"


def announce(site: Path, site_url: str, changed: Mapping[str, str]) -> None:
    """Write robots.txt, and the site map where the address of the site is known: it can contain full addresses only.

    `changed` has by path from the project's root the day when the source of a page last changed.
    """
    for name in ("sitemap.xml", "sitemap.xml.gz"):
        (site / name).unlink(missing_ok=True)
    robots = "User-agent: *\nAllow: /\n"
    if site_url:
        (site / "sitemap.xml").write_text(sitemap(site, site_url, changed), encoding="utf-8")
        robots += f"Sitemap: {site_url}sitemap.xml\n"
    (site / "robots.txt").write_text(robots, encoding="utf-8")


def sitemap(site: Path, site_url: str, changed: Mapping[str, str]) -> str:
    """Every page in the folder `site` in every language, each with its alternates."""
    ElementTree.register_namespace("", SITEMAP)
    ElementTree.register_namespace("xhtml", XHTML)
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for common, languages in _pages(site).items():
        links = alternates(common, languages, site_url)
        for language in languages:
            entry = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
            ElementTree.SubElement(entry, f"{{{SITEMAP}}}loc").text = links[language]
            if day := next((changed[source] for source in _sources(language, common) if source in changed), ""):
                ElementTree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = day
            for name, href in links.items():
                attributes = {"rel": "alternate", "hreflang": name, "href": href}
                ElementTree.SubElement(entry, f"{{{XHTML}}}link", attributes)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _sources(language: str, common: str) -> tuple[str, str]:
    """Where the text of a page can be, from the project's root."""
    stem = f"docs/{language}/{common}"
    return f"{stem.rstrip('/')}.md", f"{stem}index.md"


def _pages(site: Path) -> dict[str, list[str]]:
    """By the part of the address that all languages share, the languages of each page that wants to be found."""
    found: dict[str, list[str]] = {}
    others = [language for language in LANGUAGES if language_root(language)]
    for language in LANGUAGES:
        folder = site / language_root(language)
        for path in sorted(folder.rglob("index.html")):
            parts = path.relative_to(folder).parts[:-1]
            if NOINDEX in path.read_text(encoding="utf-8"):
                continue
            if language_root(language) or parts[:1] not in [(other,) for other in others]:
                found.setdefault("".join(f"{part}/" for part in parts), []).append(language)
    return found
