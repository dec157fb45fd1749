"""Social cards: the picture that others show beside a link to a page. Each policy has one, and the site for the rest.

They are files of the site, one for each language. No page shows one, so no visitor loads one.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.site.card_image import HEIGHT, WIDTH, CardWords, draw

FOLDER = "assets/cards"
HEADING = re.compile(r"^# (.+?)(?: *\{.*\})?$", re.MULTILINE)


def card_path(language: str, policy: Policy | None) -> str:
    """Where the card of the policy is, from the site's root; where there is no policy, that of the site.

    It stays the same when the card changes: links to it are kept elsewhere.
    """
    return f"{FOLDER}/{language}-{policy.id}.png" if policy else f"{FOLDER}/{language}.png"


def cards(site_name: str, home: str, policies: Iterable[Policy], words: Words) -> dict[str, CardWords]:
    """What the cards in the language of `words` say, by their paths; `home` is the Markdown of its home page."""
    _, language, listed = words.gettext, words.language, list(policies)
    line = _("What support covers, who gets it, and the clause that says so.")
    small = _("This site is independent of {vendor}. Trademarks belong to their owners.")
    heading = HEADING.search(home)
    vendors = " · ".join(policy.vendor for policy in listed)
    made = {card_path(language, None): CardWords(site_name, heading[1] if heading else site_name, line, vendors)}
    for policy in listed:
        own = small.format(vendor=policy.vendor)
        made[card_path(language, policy)] = CardWords(site_name, _(policy.title), line, own)
    return made


def card_context(path: str, words: CardWords, site_url: str) -> dict[str, Any]:
    """What a page tells about its card. Others fetch it from elsewhere, so they need its full address."""
    alt = f"{words.site}: {words.title} – {words.line}"
    return {"address": site_url + path, "width": WIDTH, "height": HEIGHT, "alt": alt}


def write_cards(site: Path, made: Mapping[str, CardWords]) -> None:
    """Draw them into the folder `site`."""
    for path, words in made.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(draw(words))
