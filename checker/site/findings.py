"""What the doctor says about each finding, on the page `doctor.md` and the command line, and how each host is told."""

import json
from functools import cache
from typing import TypedDict

from checker.places import WEB


def _(message: str) -> str:
    """Mark a message for translation; it is translated when it is said."""
    return message


WELL = _("Nothing is wrong: this host serves the site as it was built.")
ILL = _("We found problems with this host. The most serious come first:")
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
        _("A Content-Security-Policy header from the host blocks the pages of this site"),
        _("The pages have their own Content-Security-Policy. For pages, the header must say no more than this:"),
    ),
    "python": (
        _("A Content-Security-Policy header from the host blocks the checker"),
        _("Python runs in a worker, which needs this header or none, for the folder assets/checker:"),
    ),
    "judged": (
        _("The checker does not work here"),
        _("Fix the other problems listed here first, then check the host again."),
    ),
    "missing": (
        _("Files are missing"),
        _(
            "Copy the whole folder to the host again. If they are still missing, the host refuses their file "
            "extensions: allow them."
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
            "The connection was lost. Try again. If it happens again, find out what is between the host and this "
            "browser."
        ),
    ),
    "led": (
        _("Addresses lead elsewhere"),
        _(
            "Links on a page are relative to its own address: after a redirect, some lead nowhere. Have the host "
            "answer each address itself, with its slash at the end."
        ),
    ),
    "type": (
        _("Files have the wrong type"),
        _("Browsers ignore scripts and styles of the wrong type. Have the host set Content-Type by file extension."),
    ),
    "charset": (
        _("Files have the wrong character set"),
        _("Letters with accents then appear as other characters. All files are in UTF-8: have the host say so."),
    ),
    "kept": (
        _("Browsers may keep pages without checking for newer ones"),
        _("Until they check, visitors may read old pages. Send Cache-Control: no-cache for them."),
    ),
    "unsaid": (
        _("The host does not say how long pages may be kept"),
        _(
            "Browsers then decide for themselves, and visitors may read old pages. Send Cache-Control: no-cache for "
            "them."
        ),
    ),
    "status": (
        _("The host does not answer “not found” for a missing page"),
        _("Search engines then list pages that do not exist. Have the host answer with the status 404."),
    ),
    "lost": (
        _("For a missing page, the host does not show this site's own page"),
        _("Have the host show 404.html for missing pages."),
    ),
    "hidden": (
        _("Search engines are told to leave the pages out"),
        _("Nobody will find them by searching. If that is not what you want, have the host leave out this header."),
    ),
    "foreign": (
        _("The pages say that they are at another address"),
        _("Search engines look there. Build the site with its real address: SITE_URL=https://… make site"),
    ),
    "contact": (
        _("The address for reports is only a placeholder"),
        _("Reports of errors do not reach you. Build the site with your own address: CONTACT=… make site"),
    ),
    "insecure": (
        _("The site is open over plain http"),
        _(
            "Anyone between the host and the visitor can change it, and browsers switch off some of its features. "
            "Serve it over https."
        ),
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
            "Their address contains a digest of their content. Let browsers keep them: Cache-Control: public, "
            "max-age=31536000, immutable."
        ),
    ),
    "framing": (
        _("Other sites may show these pages in a frame"),
        _("They could trick visitors. Send this header:"),
    ),
    "embedding": (
        _("Any site may embed the checker"),
        _(
            "A visitor who sends a verdict from such a page sees where it goes. To choose the sites yourself, send "
            "this header for the folder embed in each language, with their addresses after 'self':"
        ),
    ),
    "unembeddable": (
        _("No site can embed the checker"),
        _(
            "A header forbids it. For the folder embed in each language, send only this header in its place, with the "
            "addresses of the sites after 'self':"
        ),
    ),
    "closed": (
        _("Scripts on other sites cannot read the data"),
        _("Programs can. For scripts, send this header for the folder data/v1:"),
    ),
    "sniffing": (_("Browsers may guess the type of files"), _("Send this header:")),
}


class Host(TypedDict, total=False):
    """What a host says in the header Server, and its own words for headers and other kinds of findings.

    `header` has places for {name} and {value}; it is None where the host lets nobody set any.
    """

    name: str
    server: str
    profile: str
    header: str | None
    status: str
    lost: str
    type: str
    charset: str
    unpacked: str
    framing: str
    embedding: str
    unembeddable: str
    closed: str


class Remedies(TypedDict):
    """The headers that correct a finding, name and value by kind, and the hosts that are known."""

    headers: dict[str, list[str]]
    hosts: dict[str, Host]


@cache
def remedies() -> Remedies:
    """What corrects findings, as the page `doctor.md` reads it too."""
    found: Remedies = json.loads((WEB / "doctor" / "hosts.json").read_text(encoding="utf-8"))
    return found


def host_of(server: str) -> str:
    """The id of the host that names itself so in the header Server; "" for none that is known."""
    hosts = remedies()["hosts"].items()
    return next((name for name, each in hosts if any(word in server.lower() for word in each["server"].split("|"))), "")


def remedy(kind: str, host: str) -> str:
    """What corrects it, in the host's own words; "" if there is nothing to write."""
    known, header = remedies()["hosts"].get(host, {}), remedies()["headers"].get(kind)
    if kind in known or not header:
        return str(known.get(kind, ""))
    name, value = header
    form = known.get("header", "{name}: {value}")
    return "" if form is None else form.replace("{name}", name).replace("{value}", value)


def is_fixed(kind: str, host: str) -> bool:
    """Whether it takes a header that this host lets nobody set."""
    return kind in remedies()["headers"] and remedies()["hosts"].get(host, {}).get("header", "") is None
