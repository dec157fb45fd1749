"""A verdict on a terminal: the same view that the page shows, as text."""

import shutil
import textwrap
from collections.abc import Iterator

from checker.core.model.words import Words
from checker.core.words.verdict_view import View


def print_view(view: View, words: Words) -> None:
    """Print the verdict, wrapped to the terminal's width."""
    width = min(shutil.get_terminal_size().columns, 100)
    print("\n".join(_lines(view, words, width)))


def _lines(view: View, words: Words, width: int) -> Iterator[str]:
    yield view["heading"].upper()
    yield from textwrap.wrap(view["lead"], width)
    yield from textwrap.wrap(view["decided"], width)
    yield from textwrap.wrap(view["remaining"], width)
    yield from textwrap.wrap(view["overdue"], width)
    for section in view["sections"]:
        yield ""
        yield section["title"]
        for number, item in enumerate(section["items"], start=1):
            mark = f" {number}. " if section["ordered"] else " • "
            yield from textwrap.wrap(_text(item, words), width, initial_indent=mark, subsequent_indent=" " * len(mark))
    yield ""
    yield from textwrap.wrap(f"{view['dated']} {view['authority']}", width)


def _text(item: View, words: Words) -> str:
    parts = [
        f"[{', '.join(item['tags'])}]" if item.get("tags") else "",
        f"{item['label']}:" if "label" in item else "",
        item.get("text", ""),
        item.get("quote", ""),
        item.get("remark", ""),
        f"({item['href']})" if "href" in item else "",
    ]
    return " ".join(part for part in parts if part)
