"""Texts that are marked: ✎ before one that is still to be written, `lang` on one that is still in another language."""

import re

MARK = "✎"
ELEMENT = re.compile(r"\{ #(?P<name>[\w-]+) lang=(?P<language>[a-z]{2,3}) \}")
"""What is below or behind a clause that is not translated yet."""
_HEAD = re.compile(r"\A---[ \t]*\n(.*?\n)---", re.DOTALL)
_LANGUAGE = re.compile(r"^lang: *([a-z]{2,3}) *$", re.MULTILINE)


def page_language(text: str) -> str:
    """The language that the head of a page names, as the page is not translated yet; empty where it names none."""
    head = _HEAD.match(text)
    found = _LANGUAGE.search(head[1]) if head else None
    return found[1] if found else ""
