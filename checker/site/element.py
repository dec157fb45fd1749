"""`support-checker.js`, which embeds the checker in pages of other sites, at an address that stays."""

import json
from collections.abc import Iterable
from pathlib import Path

from checker.core.model.words import Words
from checker.languages import language_root
from checker.site.scripts import ELEMENT, plain_script

NAME = "support-checker.js"
PAGE = "embed/"
FRAMES = 'JSON.parse("FRAMES")'


def write_element(site: Path, words: Iterable[Words]) -> None:
    """Write it into the folder `site`, with what it has to know of each language."""
    frames = {each.language: _frame(each) for each in words}
    script = plain_script(ELEMENT).read_text(encoding="utf-8")
    known = json.dumps(frames, ensure_ascii=False, separators=(",", ":"))
    (site / NAME).write_text(script.replace(FRAMES, known), encoding="utf-8", newline="")


def _frame(words: Words) -> list[str]:
    """The page in the frame, from the site's root, the frame's name, and what skips it."""
    _ = words.gettext
    return [language_root(words.language) + PAGE, _("Support checker"), _("Skip the checker")]
