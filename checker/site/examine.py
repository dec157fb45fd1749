"""Asks a host for every file of the site, as the page `doctor.md` does, past all caches and for nothing else."""

import gzip
import json
import re
import zlib
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from hashlib import sha256
from html import unescape
from http.client import HTTPException, HTTPMessage
from urllib.error import HTTPError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import Request, urlopen

from checker.site.diagnosis import DATA, EMBEDDED, Embedded, Found, Host, Lost, Page, Python
from checker.site.files import NAME
from checker.site.findings import remedies

AT_ONCE = 6
PATIENCE = 60
FRAMING = ("Content-Security-Policy", "X-Frame-Options")
LOST = "no-such-page/at-all/"
PAGE = "doctor/"
WORKER = re.compile(r"assets/checker/scripts\.[0-9a-f]+/worker\.js")


class Unreachable(Exception):
    """The host gives no answer; the message says why."""


@dataclass(frozen=True)
class Answer:
    """What came for an address; `url` is where it came from in the end, the body is unpacked."""

    status: int
    headers: HTTPMessage
    url: str
    body: bytes
    size: int

    def header(self, name: str) -> str:
        """All values of a header; "" for none."""
        return ", ".join(self.headers.get_all(name, []))


def examine(site: str, progress: Callable[[float], None]) -> tuple[Host, str]:
    """What the host at the address `site`, which ends in a slash, gives, and what it says that it is.

    `progress` is told the share of files that have come. Raises Unreachable where it gives nothing at all.
    """
    front = ask(site)
    page, listed = _try(f"{site}{PAGE}") or front, _list(site)
    worker = next((name for name in listed or {} if WORKER.fullmatch(name)), "")
    asked, framed, data = _try(site + worker), _came(site + EMBEDDED), _came(f"{site}{DATA}index.json")
    host = Host(
        files=None if listed is None else _files(site, listed, progress),
        page=_page(f"{site}{PAGE}", page),
        python=Python(asked.header("Content-Security-Policy") if asked else "", remedies()["headers"]["python"][1]),
        embedded=Embedded(*(framed.header(each) if framed else "" for each in FRAMING)),
        readers=data.header("Access-Control-Allow-Origin") if data else "",
        contact=_data(page, "contact"),
        lost=_lost(site, _data(page, "mark")),
        secure=site.startswith("https:") or (urlsplit(site).hostname or "").startswith(("127.", "localhost", "::1")),
    )
    return host, front.header("Server")


def ask(url: str) -> Answer:
    """The answer for that address. Raises Unreachable."""
    headers = {"Accept-Encoding": "gzip", "Cache-Control": "no-cache", "User-Agent": "checker-doctor"}
    try:
        with urlopen(Request(quote(url, safe=":/?&=%@[]+~,;!$'()*"), headers=headers), timeout=PATIENCE) as found:  # noqa: S310
            return _answer(found.status, found)
    except HTTPError as error:
        with error:
            return _answer(error.code, error)
    except (OSError, HTTPException, ValueError, EOFError, zlib.error) as error:
        cause = getattr(error, "reason", error)
        raise Unreachable(str(getattr(cause, "strerror", None) or cause or type(cause).__name__)) from None


def _answer(status: int, found: object) -> Answer:
    body, headers = found.read(), found.headers  # type: ignore[attr-defined]
    plain = gzip.decompress(body) if headers.get("Content-Encoding", "").lower() == "gzip" else body
    return Answer(status, headers, found.geturl(), plain, len(plain))  # type: ignore[attr-defined]


def _came(url: str) -> Answer | None:
    try:
        return ask(url)
    except Unreachable:
        return None


def _try(url: str) -> Answer | None:
    found = _came(url)
    return found if found and found.status == 200 else None


def _list(site: str) -> dict[str, str] | None:
    """Address and digest of each file; None where they cannot be read."""
    found = _try(site + NAME)
    try:
        listed = json.loads(found.body) if found else None
    except ValueError:
        return None
    return listed if isinstance(listed, dict) else None


def _files(site: str, listed: dict[str, str], progress: Callable[[float], None]) -> list[Found]:
    found = list[Found]()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for each in pool.map(lambda entry: _file(site, *entry), sorted(listed.items())):
            found.append(each)
            progress(len(found) / len(listed))
    return found


def _file(site: str, address: str, digest: str) -> Found:
    try:
        came = ask(site + address)
    except Unreachable:
        return Found(address, "unreachable")
    right = "sha256-" + b64encode(sha256(came.body).digest()).decode() == digest
    return Found(
        address=address,
        outcome="missing" if came.status >= 400 else "fine" if right else "changed",
        type=came.header("Content-Type"),
        coding=came.header("Content-Encoding"),
        cache=came.header("Cache-Control"),
        expires=_expires(came),
        size=came.size,
        origin="" if came.url == quote(site + address, safe=":/?&=%@[]+~,;!$'()*") else came.url,
    )


def _expires(came: Answer) -> int | None:
    """For how long (s) the header Expires lets it be kept."""
    try:
        until, since = (parsedate_to_datetime(came.headers[name]) for name in ("Expires", "Date"))
    except (TypeError, ValueError):
        return None
    return int((until - since).total_seconds())


def _page(address: str, came: Answer) -> Page:
    html = came.body.decode(errors="replace")
    names = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "X-Robots-Tag")
    policy, framing, sniffing, robots = (came.header(name) for name in names)
    own = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    canonical = re.search(r'<link rel="canonical" href="([^"]*)"', html)
    return Page(
        address, policy, framing, sniffing, robots, own=unescape(own[1]) if own else "",
        canonical=urljoin(address, unescape(canonical[1])) if canonical else "",
    )  # fmt: skip


def _data(page: Answer, name: str) -> str:
    """What the doctor's page carries for it."""
    found = re.search(rf'<div id="doctor"[^>]*\bdata-{name}="([^"]*)"', page.body.decode(errors="replace"))
    return unescape(found[1]) if found else ""


def _lost(site: str, mark: str) -> Lost:
    try:
        found = ask(site + LOST)
    except Unreachable:
        return Lost(LOST, 0, False)
    return Lost(LOST, found.status, bool(mark) and mark.encode() in found.body)
