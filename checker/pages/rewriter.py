"""Repeats the HTML of a page as it is written, but for its text."""

from abc import ABC, abstractmethod
from html.parser import HTMLParser

VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
Attributes = dict[str, str | None]


class Rewriter(HTMLParser, ABC):
    """Says what becomes of text, and where text is left as it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._parts: list[str] = []
        self._untouched: list[bool] = []

    @abstractmethod
    def text(self, data: str) -> str:
        """What is written for some text, which has no markup and no character references."""

    @abstractmethod
    def untouched(self, tag: str, attributes: Attributes) -> bool:
        """Whether all text in the element is left as it is."""

    def rewrite(self, html: str) -> str:
        """The page."""
        self.feed(html)
        self.close()
        return "".join(self._parts)

    def handle_data(self, data: str) -> None:
        """Text."""
        self._parts.append(data if any(self._untouched) else self.text(data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether text is left alone in the element."""
        self._parts.append(self.get_starttag_text() or "")
        if tag not in VOID:
            self._untouched.append(self.untouched(tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self._parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        self._parts.append(f"</{tag}>")
        if tag not in VOID and self._untouched:
            self._untouched.pop()

    def handle_entityref(self, name: str) -> None:
        """As it is written, like all that follows."""
        self._parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """As it is written."""
        self._parts.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """As it is written."""
        self._parts.append(f"<!--{data}-->")
