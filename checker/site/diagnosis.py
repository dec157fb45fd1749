"""What a host gets wrong, from what it answered, as the page `doctor.md` says it (`web/doctor/diagnosis.js`)."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

TYPES = {
    "html": ("text/html",),
    "js": ("text/javascript", "application/javascript"),
    "css": ("text/css",),
    "json": ("application/json",),
    "svg": ("image/svg+xml",),
}
LASTING = re.compile(r"assets/checker/[a-z0-9-]+\.[0-9a-f]{12}/|\.[0-9a-f]{8}\.min\.(js|css)$")
LONG = 7 * 24 * 3600
WORTH_PACKING = 1500
PLACEHOLDER = ".example"
FRAMING, SNIFFING = "Content-Security-Policy: frame-ancestors 'none'", "X-Content-Type-Options: nosniff"
EMBEDDED, DATA = "embed/", "data/v1/"
GOVERNED = {
    "script-src": ("script-src-elem", "script-src", "default-src"),
    "style-src": ("style-src-elem", "style-src", "default-src"),
    "img-src": ("img-src", "default-src"),
    "font-src": ("font-src", "default-src"),
    "connect-src": ("connect-src", "default-src"),
    "worker-src": ("worker-src", "child-src", "script-src", "default-src"),
}
"""What governs a directive that a Content-Security-Policy does not have."""
STRICT = re.compile(r"'(nonce-|sha\d|strict-dynamic)")

Directives = dict[str, list[str]]


@dataclass(frozen=True)
class Found:
    """A file of the site as the host gave it; `origin` is the address that it came from, "" for its own."""

    address: str
    outcome: str
    type: str = ""
    coding: str = ""
    cache: str = ""
    expires: int | None = None
    size: int = 0
    origin: str = ""


@dataclass(frozen=True)
class Page:
    """A page of the site: its headers, the policy that it carries itself, the address that it says, and its own."""

    address: str
    policy: str = ""
    framing: str = ""
    sniffing: str = ""
    robots: str = ""
    own: str = ""
    canonical: str = ""


@dataclass(frozen=True)
class Python:
    """The policy in the header of Python's worker, and what the worker needs."""

    policy: str
    needs: str


@dataclass(frozen=True)
class Embedded:
    """The headers of the embedded checker that say who may frame it."""

    policy: str
    framing: str


@dataclass(frozen=True)
class Lost:
    """The answer for an address that does not exist."""

    address: str
    status: int
    ours: bool


@dataclass(frozen=True)
class Host:
    """What a host gave; `files` is None where there is no list, `secure` whether browsers trust the way to it.

    `readers` is the header that says which other sites' scripts may read the data.
    """

    files: list[Found] | None
    page: Page
    python: Python
    embedded: Embedded
    readers: str
    contact: str
    lost: Lost
    secure: bool


def diagnose(host: Host) -> dict[str, list[str]]:
    """All that is wrong, the worst first: by kind, the evidence, lines of an address and what came of it."""
    page, lost = host.page, host.lost
    parts = urlsplit(page.address)
    origin = f"{parts.scheme}://{parts.netloc}"
    found = {
        "list": [] if host.files is not None else ["files.json"],
        "policy": forbidden(page.policy, page.own, origin),
        "python": forbidden(host.python.policy, host.python.needs, origin),
        **_of_files(host.files or []),
        "status": [] if lost.status == 404 else [f"{lost.address}: {lost.status}"],
        "lost": [] if lost.ours else [lost.address],
        "hidden": [f"X-Robots-Tag: {page.robots}"] if re.search("noindex|none", page.robots, re.IGNORECASE) else [],
        "foreign": [f"{page.address}: {page.canonical}"] if page.canonical not in ("", page.address) else [],
        "contact": [host.contact] if host.contact.endswith(PLACEHOLDER) else [],
        "insecure": [] if host.secure else ["http:"],
        "framing": [] if "frame-ancestors" in page.policy or page.framing else [FRAMING],
        "embedding": [] if "frame-ancestors" in host.embedded.policy or host.embedded.framing else [EMBEDDED],
        "unembeddable": _nobody_frames(host.embedded),
        "closed": [] if host.readers else [DATA],
        "sniffing": [] if page.sniffing == "nosniff" else [SNIFFING],
    }
    return {kind: evidence for kind, evidence in found.items() if evidence}


def _nobody_frames(embedded: Embedded) -> list[str]:
    """The header that lets nobody frame it. Where there is a list in a policy, no other header counts."""
    policies = [each.strip() for each in embedded.policy.split(",")]
    lists = [_read(each)["frame-ancestors"] for each in policies if "frame-ancestors" in _read(each)]
    if any(sources in ([], ["'none'"]) for sources in lists):
        return [f"{EMBEDDED}: {embedded.policy}"]
    return [f"{EMBEDDED}: {embedded.framing}"] if not lists and embedded.framing.upper() == "DENY" else []


def _of_files(files: list[Found]) -> dict[str, list[str]]:
    came = [each for each in files if each.outcome in ("fine", "changed")]
    lasting = [each for each in came if LASTING.search(each.address)]
    others = [each for each in came if each not in lasting]
    return {
        **{kind: _addresses(each for each in files if each.outcome == kind) for kind in _OUTCOMES},
        "led": _addresses((each for each in files if each.origin), lambda file: file.origin),
        "type": _addresses(filter(_is_mistyped, came), lambda file: file.type or "–"),
        "charset": _addresses(filter(_is_misread, came), lambda file: file.type),
        "kept": _addresses((each for each in others if _seconds(each) > 0), _said),
        "unsaid": _addresses(filter(_is_unsaid, others)),
        "unpacked": _addresses(filter(_is_unpacked, came)),
        "asked": _addresses((each for each in lasting if _seconds(each) < LONG), _said),
    }


_OUTCOMES = ("missing", "changed", "unreachable")


def _addresses(files: Iterable[Found], said: Callable[[Found], str] | None = None) -> list[str]:
    return [f"{each.address or './'}{f': {said(each)}' if said else ''}" for each in files]


def _ending(address: str) -> str:
    return "html" if address.endswith("/") or not address else address.rpartition(".")[2]


def _is_mistyped(file: Found) -> bool:
    expected = TYPES.get(_ending(file.address))
    return expected is not None and file.type.partition(";")[0].strip().lower() not in expected


def _is_misread(file: Found) -> bool:
    charset = re.search(r'charset="?([\w-]+)', file.type, re.IGNORECASE)
    return _ending(file.address) in TYPES and charset is not None and charset[1].lower() not in ("utf-8", "utf8")


def _is_unpacked(file: Found) -> bool:
    return _ending(file.address) in TYPES and file.size > WORTH_PACKING and not file.coding


def _is_unsaid(file: Found) -> bool:
    return file.expires is None and not re.search("no-cache|no-store|max-age", file.cache)


def _said(file: Found) -> str:
    return file.cache or ("–" if file.expires is None else f"Expires: +{file.expires} s")


def _seconds(file: Found) -> int:
    """For how long a browser may keep it without asking."""
    if re.search("no-cache|no-store", file.cache):
        return 0
    age = re.search(r"max-age=(\d+)", file.cache)
    return int(age[1]) if age else file.expires or 0


def forbidden(header: str, own: str, origin: str) -> list[str]:
    """What the policies of a header take of what `own`, the page's own policy, allows and so needs."""
    needs = _read(own)
    return [line for policy in header.split(",") for line in _taken(_read(policy), needs, origin)]


def _taken(policy: Directives, needs: Directives, origin: str) -> Iterator[str]:
    for directive, governing in GOVERNED.items():
        allowed = next((policy[name] for name in governing if name in policy), None)
        wanted = needs.get(directive, []) if allowed is not None else []
        missing = [each for each in wanted if not _allows(allowed or [], each, origin)]
        if missing:
            yield f"{directive}: {' '.join(missing)}"
    if "sandbox" in policy and not {"allow-scripts", "allow-same-origin"} <= set(policy["sandbox"]):
        yield "sandbox"
    if "require-trusted-types-for" in policy:
        yield "require-trusted-types-for"


def _allows(allowed: list[str], source: str, origin: str) -> bool:
    if source == "'none'" or source in allowed:
        return True
    if source == "'wasm-unsafe-eval'":
        return "'unsafe-eval'" in allowed
    if source.startswith("'sha"):
        return "'unsafe-inline'" in allowed and not any(map(STRICT.match, allowed))
    parts = urlsplit(origin)
    return source == "'self'" and not {"*", f"{parts.scheme}:", origin, parts.netloc}.isdisjoint(allowed)


def _read(policy: str) -> Directives:
    """The directives of one policy, with their sources; the first of a name counts."""
    directives = [each.split() for each in policy.split(";") if each.strip()]
    return {name.lower(): sources for name, *sources in reversed(directives)}
