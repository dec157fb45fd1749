"""What the doctor says about each finding, on the page `doctor.md` and the command line, and how each host is told."""

import json
from functools import cache
from typing import Any

from checker.places import WEB


def _(message: str) -> str:
    """Mark a message for translation; it is translated when it is said."""
    return message


WELL = _("Nothing is wrong: this host serves the site as it was built.")
ILL = _("This host gets something wrong. The worst comes first:")
FIXED = _(
    "This host sets its headers itself. To change them, put another server in front of it, or choose another host."
)
PROFILE = _("The project has a profile that does all of this: {file}")
FINDINGS: dict[str, tuple[str, str]] = {
    "list": (
        _("The list of files cannot be read"),
        _("Without it, files cannot be compared. Copy the whole folder to the host again."),
    ),
    "policy": (
        _("A policy header of the host stops the pages of this site"),
        _("The pages carry a Content-Security-Policy of their own. Of pages, let the header say no more than this:"),
    ),
    "python": (
        _("A policy header of the host stops the checker"),
        _("Python runs in a worker, which needs this header or none, for the folder assets/checker:"),
    ),
    "judged": (
        _("The checker judges no case here"),
        _("Put right what else stands here first, then examine the host again."),
    ),
    "missing": (
        _("Files are missing"),
        _(
            "Copy the whole folder to the host again. If they are still missing, the host refuses their endings: allow "
            "them."
        ),
    ),
    "changed": (
        _("Files do not arrive as they were built"),
        _(
            "The checker refuses files that were changed. Switch off whatever rewrites files on the way, such as "
            "inserted scripts, and copy the whole folder again."
        ),
    ),
    "unreachable": (
        _("Files could not be fetched"),
        _(
            "The connection broke off. Try again; if it happens again, look for what stands between the host and this "
            "browser."
        ),
    ),
    "led": (
        _("Addresses lead elsewhere"),
        _(
            "Links on a page count from its own address: after a redirect, some lead nowhere. Have the host answer "
            "each address itself, with its slash at the end."
        ),
    ),
    "type": (
        _("Files come with a wrong type"),
        _("Browsers run no scripts and use no styles of a wrong type. Have the host set Content-Type by the ending."),
    ),
    "charset": (
        _("Files come with a wrong character set"),
        _("Letters with accents are then shown as other signs. All files are in UTF-8: have the host say so."),
    ),
    "kept": (
        _("Pages may be kept without asking"),
        _("So long, visitors may read old pages. Send Cache-Control: no-cache for them."),
    ),
    "unsaid": (
        _("The host does not say how long pages may be kept"),
        _("Browsers then guess, and visitors may read old pages. Send Cache-Control: no-cache for them."),
    ),
    "status": (
        _("A missing address is not answered as missing"),
        _("Search engines then list pages that do not exist. Have the host answer with the status 404."),
    ),
    "lost": (
        _("A missing address does not show the page of this site"),
        _("Have the host show 404.html for missing addresses."),
    ),
    "hidden": (
        _("Search engines are told to leave the pages out"),
        _("Nobody will find them by searching. If that is not meant, have the host leave out this header."),
    ),
    "foreign": (
        _("The pages say that they stand at another address"),
        _("Search engines look there. Build the site with the address that it has: SITE_URL=https://… make site"),
    ),
    "contact": (
        _("The address for reports is only a placeholder"),
        _("No report of an error arrives. Build the site with an address of yours: CONTACT=… make site"),
    ),
    "insecure": (
        _("The site is opened by plain http"),
        _("Anybody on the way can change it, and browsers refuse it some abilities. Serve it by https."),
    ),
    "unpacked": (
        _("Files are not compressed"),
        _(
            "Pages take several times as long to arrive. Switch on compression, or serve the copies that end in .br "
            "and .gz."
        ),
    ),
    "asked": (
        _("Files that never change are asked for again"),
        _(
            "Their address holds a digest of their content. Let browsers keep them: Cache-Control: public, "
            "max-age=31536000, immutable."
        ),
    ),
    "framing": (
        _("Other sites may show these pages in a frame"),
        _("They could trick visitors. Send this header:"),
    ),
    "sniffing": (_("Browsers may guess the type of files"), _("Send this header:")),
}


@cache
def remedies() -> dict[str, Any]:
    """`headers` that correct a finding, name and value; `hosts`, each with its words for headers and other kinds."""
    found: dict[str, Any] = json.loads((WEB / "doctor" / "hosts.json").read_text(encoding="utf-8"))
    return found


def host_of(server: str) -> str:
    """The id of the host that names itself so in the header Server; "" for none that is known."""
    hosts = remedies()["hosts"].items()
    return next((name for name, each in hosts if any(word in server.lower() for word in each["server"].split("|"))), "")


def remedy(kind: str, host: str) -> str:
    """What corrects it, in the host's own words; "" if there is nothing to write."""
    known, header = remedies()["hosts"].get(host, {}), remedies()["headers"].get(kind)
    if not header:
        return str(known.get(kind, ""))
    name, value = header
    form = known.get("header", "{name}: {value}")
    return "" if form is None else str(form).replace("{name}", name).replace("{value}", value)


def is_fixed(kind: str, host: str) -> bool:
    """Whether it takes a header that this host lets nobody set."""
    return kind in remedies()["headers"] and remedies()["hosts"].get(host, {}).get("header", "") is None
