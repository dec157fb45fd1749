"""The Content-Security-Policy of every page: what the page may load and run, computed from the finished HTML."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)
SCRIPTS = re.compile(r"<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
DATA = ("application/json", "application/ld+json")


class InlineScripts(HTMLParser):
    """The text of every script that stands in the page itself and runs. Nothing else is parsed: that takes long."""

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
        """Collect what stands in a script."""
        if self._inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self._inside = False


def secure_pages(site: Path) -> None:
    """Write its policy into every page of the built site; a page that has one already gets a new one."""
    for path in site.rglob("*.html"):
        path.write_text(with_policy(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")


def with_policy(html: str) -> str:
    """The page with its policy right after the charset, before anything loads. Raises ValueError without charset."""
    bare = POLICY.sub("", html)
    charset = CHARSET.search(bare)
    if not charset:
        raise ValueError("A page has no <meta charset>: its Content-Security-Policy has no place to stand.")
    return f"{bare[: charset.end()]}{_meta(InlineScripts(bare).found)}{bare[charset.end() :]}"


def _meta(scripts: list[str]) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{policy(scripts)}">'


def policy(scripts: list[str]) -> str:
    """The policy of a page with these scripts in its HTML. Each of them may run, and files of the site; no others."""
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
        "frame-src": "'none'",
        "media-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in allowed.items())
