"""Atom feeds (RFC 4287) of what changed: one for each policy and one for all, in each language.

They are valid without the address of the site: ids are `urn:uuid`, the same wherever a copy of the site is, and links
lead from the place of the feed. The same history gives the same bytes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID, uuid5
from xml.etree import ElementTree

from checker.core.model.words import Words
from checker.diff.history import History, Release
from checker.pages.changes_page import newest_first
from checker.pages.releases_in_words import anchor, changed_texts, heading, page_of, summary
from checker.policy.markup import Element

FOLDER = "feeds"
ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
TYPE = "application/atom+xml"
NAMESPACE = UUID("6f0d9a52-3f0b-4c3e-9d0a-2b7f4f5f4a11")
ALL = "all"


@dataclass(frozen=True)
class Feed:
    """A feed: its name in addresses, its title, and the histories that it follows."""

    name: str
    title: str
    histories: Mapping[str, History]


def feed_path(name: str, language: str) -> str:
    """Where the feed is, from the site's root."""
    return f"{FOLDER}/{name}.{language}.atom"


def feeds(histories: Mapping[str, History], words: Words) -> list[Feed]:
    """The feeds in the language of `words` that have an entry: that of all policies comes first."""
    released = {name: history for name, history in histories.items() if history.releases}
    template = words.gettext("What changed: {title}")
    single = [
        Feed(name, words.format(template, title=words.gettext(each.releases[-1].policy.title)), {name: each})
        for name, each in released.items()
    ]
    return [Feed(ALL, words.gettext("What changed: all policies"), released), *single] if single else []


def write_feeds(site: Path, histories: Mapping[str, History], words: Iterable[Words], author: str, root: str) -> None:
    """Write them into the folder `site`; `root` is its address, empty where it is not known."""
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    for each in words:
        for feed in feeds(histories, each):
            path = site / feed_path(feed.name, each.language)
            path.write_text(atom(feed, each, author, root), encoding="utf-8", newline="")


def atom(feed: Feed, words: Words, author: str, root: str = "") -> str:
    """The feed as a document."""
    for prefix, namespace in (("", ATOM), ("xhtml", XHTML)):
        ElementTree.register_namespace(prefix, namespace)
    way, found = root or "../", newest_first(feed.histories)
    made = Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": words.language})
    policy = "" if feed.name == ALL else feed.name
    _texts(made, id=_id(feed.name, words.language), title=feed.title, updated=_moment(found[0][1].day))
    _link(made, "self", way + feed_path(feed.name, words.language), TYPE)
    _link(made, "alternate", way + page_of(policy, words.language), "text/html")
    _texts(ElementTree.SubElement(made, f"{{{ATOM}}}author"), name=author)
    for name, release in found:
        _entry(made, name, release, feed.histories[name], words, way)
    ElementTree.indent(made)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(made, encoding="unicode") + "\n"


def _entry(made: Element, policy: str, release: Release, history: History, words: Words, way: str) -> None:
    entry, version = ElementTree.SubElement(made, f"{{{ATOM}}}entry"), release.policy.version
    title, moment = f"{words.gettext(release.policy.title)}: {heading(release, words)}", _moment(release.day)
    _texts(entry, id=_id(policy, version, words.language), title=title, updated=moment, published=moment)
    _link(entry, "alternate", f"{way}{page_of(policy, words.language)}#{anchor(version)}", "text/html")
    _texts(entry, summary=summary(history, release, words))
    step = history.step_to(version)
    changed = changed_texts(step, words.language) if step else []
    if changed:
        content = ElementTree.SubElement(entry, f"{{{ATOM}}}content", {"type": "xhtml"})
        listed = ElementTree.SubElement(ElementTree.SubElement(content, f"{{{XHTML}}}div"), f"{{{XHTML}}}ul")
        for each in changed:
            said = each.now or words.format(words.gettext("No longer there: {text}"), text=each.before or "")
            ElementTree.SubElement(listed, f"{{{XHTML}}}li").text = said


def _texts(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = text


def _link(parent: Element, relation: str, address: str, kind: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", {"rel": relation, "href": address, "type": kind})


def _id(*names: str) -> str:
    return uuid5(NAMESPACE, "/".join(names)).urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
