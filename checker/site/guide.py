"""`llms.txt` in each language: where programs that read text find the pages, in the form of llmstxt.org."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from checker.core.model.words import Words
from checker.languages import TABLE, language_root
from checker.pages.data_list import FOLDER
from checker.site.plain_pages import NAME as PAGE
from checker.site.plain_pages import as_text

NAME = "llms.txt"


@dataclass(frozen=True)
class Listed:
    """A page: its address from the site's root, what its head tells about it, the heading that it is under.

    `aside` is for a page that can be left out where there is little room.
    """

    url: str
    title: str
    description: str
    heading: str
    aside: bool = False


def write_guide(site: Path, name: str, about: str, pages: Iterable[Listed], words: Words, site_url: str) -> None:
    """Write it for the language of `words` into the folder `site`; `about` says in a sentence what the site is."""
    path = site / language_root(words.language) / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    way = "../" if language_root(words.language) else ""
    path.write_text(guide(name, about, list(pages), words, site_url or way), encoding="utf-8", newline="")


def guide(name: str, about: str, pages: list[Listed], words: Words, root: str) -> str:
    """The text; `root` leads to the site's root."""
    _ = words.gettext
    parts = [f"# {as_text(name)}", f"> {as_text(about)}", *map(as_text, _said(_)), _promise(_, root, words)]
    for heading, listed in groupby((each for each in pages if not each.aside), key=lambda page: page.heading):
        parts.append(_section(heading, (_page(each, root) for each in listed)))
    parts.append(_section(_("Other languages"), _others(words, root)))
    asides = [_page(each, root) for each in pages if each.aside]
    parts.append(_section("Optional", [_link(root + f"{FOLDER}/index.json", "index.json", _("Data")), *asides]))
    return "\n\n".join(parts) + "\n"


def _said(_: Callable[[str], str]) -> Iterator[str]:
    yield _("These pages are plain Markdown. Their links lead to the pages that people read.")
    yield _(
        "Each clause of a policy ends with its id in braces. Its address is that of its page, then # and the id: give "
        "it with what you say."
    )
    yield _("The pages are in our own words. Only the vendor's own text is binding.")


def _promise(_: Callable[[str], str], root: str, words: Words) -> str:
    """That verdicts are worked out, and where."""
    said = as_text(
        _("Do not guess whether a case is covered: the checker works it out, and asks what it needs to know.")
    )
    link = as_text(_("Check your issue"))
    return f"{said} [{link}]({root}{language_root(words.language)}checker/)"


def _section(heading: str, lines: Iterable[str]) -> str:
    return "\n\n".join((f"## {as_text(heading)}", "\n".join(lines)))


def _page(page: Listed, root: str) -> str:
    return _link(f"{root}{page.url}{PAGE}", page.title, page.description)


def _link(address: str, title: str, description: str) -> str:
    return f"- [{as_text(title)}]({address}): {as_text(description)}"


def _others(words: Words, root: str) -> Iterator[str]:
    for each in TABLE.values():
        if each.code != words.language:
            yield f"- [{as_text(each.name)}]({root}{language_root(each.code)}{NAME})"
