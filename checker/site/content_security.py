"""The Content-Security-Policy of every page: what it may load, and which of the listed scripts may run in it."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from checker.library.library import shown
from checker.policy.problems import AuthoringError, Place, Problem
from checker.site.inline_scripts import OF_THE_THEME, ROOT_OF_PAGE, inline_scripts, listed_scripts

CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)
FRAMES_US = re.compile(r"<support-checker\b")
"""What frames a page of this site: the preview of the embedded checker."""
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


def secure_pages(site: Path) -> None:
    """Write its policy into every page of the built site; a page that has one already gets a new one.

    Raises AuthoringError with every script in a page that is not listed. No page allows it.
    """
    unlisted = dict[str, list[Place]]()
    for path in sorted(site.rglob("*.html")):
        html, listed = path.read_text(encoding="utf-8"), listed_scripts(_way_to_root(path.relative_to(site)))
        for script in set(inline_scripts(html)).difference(listed):
            unlisted.setdefault(script, []).append(Place.at(shown(path), html, max(html.find(f">{script}<"), 0)))
        path.write_text(with_policy(html, listed), encoding="utf-8", newline="")
    if unlisted:
        raise AuthoringError(_problem(script, places) for script, places in unlisted.items())


def with_policy(html: str, listed: list[str]) -> str:
    """The page with its policy right after the charset, before anything loads. Raises ValueError without charset.

    Of the scripts in it, those that are `listed` may run.
    """
    bare = POLICY.sub("", html)
    charset = CHARSET.search(bare)
    if not charset:
        raise ValueError("A page has no <meta charset>: its Content-Security-Policy has no place to stand.")
    found = inline_scripts(bare)
    allowed = policy([each for each in listed if each in found], frames=bool(FRAMES_US.search(bare)))
    meta = f'<meta http-equiv="Content-Security-Policy" content="{allowed}">'
    return f"{bare[: charset.end()]}{meta}{bare[charset.end() :]}"


def _way_to_root(page: Path) -> str:
    """From the page, as MkDocs writes it."""
    return "/".join([".."] * (len(page.parts) - 1)) or "."


def _problem(script: str, places: list[Place]) -> Problem:
    others = f" It is in {len(places) - 1} more pages." if places[1:] else ""
    what = f"This script is not in the list of those that may run: “{' '.join(script.split())[:60]}”.{others}"
    hint = (
        f"If a new version of the theme brought it, read it, then copy it into a file in {shown(OF_THE_THEME)}, "
        f"in place of the one that it follows; write {ROOT_OF_PAGE} there for the way to the site's root. "
        "If not, find out whose it is."
    )
    return Problem(places[0], what, hint)


def policy(scripts: list[str], frames: bool = False) -> str:
    """The policy of a page in which these scripts may run, and files of the site; no others.

    `frames`: the page has pages of this site in frames.
    """
    digests = dict.fromkeys(f"'sha256-{b64encode(sha256(each.encode()).digest()).decode()}'" for each in scripts)
    allowed = {
        "default-src": "'self'",  # for what has no directive of its own: Firefox fetches the next page ahead
        "script-src": " ".join(["'self'", *digests]),
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "frame-src": "'self'" if frames else "'none'",
        "media-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())
