"""What search engines read of a page as data (JSON-LD, schema.org): the way to it, and its questions with answers."""

from collections.abc import Mapping
from typing import Any

from checker.policy.markup import Element
from checker.policy.pages import page_tree

Data = dict[str, Any]


def structured_data(*parts: Data | None) -> Data:
    """The document of these parts of a page."""
    return {"@context": "https://schema.org", "@graph": [part for part in parts if part]}


def breadcrumbs(steps: Mapping[str, str]) -> Data:
    """The way to a page: names by address, from the start page on."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (address, name) in enumerate(steps.items(), 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def questions(markdown: str, language: str) -> Data:
    """The questions of a page, which are its headings, each with the text below it."""
    found: list[tuple[str, list[str]]] = []
    for element in page_tree(markdown):
        if element.tag == "h2":
            found.append((_text(element), []))
        elif found:
            found[-1][1].append(_text(element))
    return {"@type": "FAQPage", "inLanguage": language, "mainEntity": [_question(*each) for each in found]}


def _question(name: str, answer: list[str]) -> Data:
    return {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": " ".join(answer)}}


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
