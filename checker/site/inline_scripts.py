"""The scripts inside pages themselves: a written list of them, `checker/web/theme/inline`, and those of a page.

Our own are files there; our templates take in what esbuild makes of them. Those that the theme writes are copies, in a
folder of their own, so that somebody reads what a new version of it brings.
"""

import re
from functools import cache
from html.parser import HTMLParser

from checker.places import WEB
from checker.site.scripts import INLINE, plain_script

RULES = WEB / "theme" / "inline" / "rules.json"
"""Which page browsers may make ahead: Chromium counts that as a script."""
OF_THE_THEME = WEB / "theme" / "inline" / "material"
ROOT_OF_PAGE = "{{ base_url }}"
"""What a listed script has for the way from the page to the site's root."""
SCRIPTS = re.compile(r"<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
DATA = ("application/json", "application/ld+json")


def listed_scripts(root: str) -> list[str]:
    """The texts that a page may contain; `root` leads from it to the site's root."""
    return [rules(), *map(inline_script, INLINE), *(text.replace(ROOT_OF_PAGE, root) for text in _of_the_theme())]


def inline_scripts(html: str) -> list[str]:
    """The text of every script that is in the page itself and runs."""
    return _Scripts(html).found


def inline_script(name: str) -> str:
    """The text of one of our own, as pages contain it."""
    return plain_script(f"theme/inline/{name}.js").read_text(encoding="utf-8")


@cache
def rules() -> str:
    """The text of RULES, as pages contain it."""
    return RULES.read_text(encoding="utf-8").strip()


@cache
def _of_the_theme() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").removesuffix("\n") for path in sorted(OF_THE_THEME.glob("*.js")))


class _Scripts(HTMLParser):
    """Finds them. Nothing else is parsed: that takes long."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False
        self.feed("".join(SCRIPTS.findall(html)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a script, if it is one."""
        attributes = dict(attrs)
        self._inside = tag == "script" and "src" not in attributes and attributes.get("type") not in DATA
        if self._inside:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        """Collect what is in a script."""
        if self._inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self._inside = False
