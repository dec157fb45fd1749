"""`checker doctor URL`: what the host of a copy of the site gets wrong, as its page `doctor/` says it."""

import argparse
import json
import sys
from urllib.parse import urlsplit

from checker.cli.exits import DONE, FAILED
from checker.core.model.words import Words
from checker.core.request import bad, one_of
from checker.library.shelf import Shelf
from checker.site import findings
from checker.site.diagnosis import diagnose
from checker.site.examine import Unreachable, examine

EXAMPLE = "checker doctor https://example.org/support/"
SHOWN = 5


def _(message: str) -> str:
    """Mark a message for translation; it is translated when it is said."""
    return message


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("url", metavar="URL", help="the address of the copy: the root of the site")
    parser.add_argument("--host", metavar="HOST", help=f"{', '.join(_hosts())} (else: as the host names itself)")
    parser.add_argument("--json", action="store_true", help='print {"url", "host", "findings": [{"kind", "evidence"}]}')


def doctor(options: argparse.Namespace, _shelf: Shelf, words: Words) -> int:
    """Print what is wrong and what to do, and give 1 where anything is. Raises InputError."""
    url = _as_address(options.url)
    if options.host:
        one_of(options.host, _hosts(), _("There is no host “{name}”; the hosts are: {allowed}.{hint}"))
    try:
        host, server = examine(url, _progress)
    except Unreachable as error:
        no_answer = bad(_("{url} does not answer: {reason}."), url=url, reason=str(error))
        print(f"checker: {no_answer.message(words)}", file=sys.stderr)
        return FAILED
    found, name = diagnose(host), options.host or findings.host_of(server)
    if options.json:
        listed = [{"kind": kind, "evidence": evidence} for kind, evidence in found.items()]
        print(json.dumps({"url": url, "host": name, "findings": listed}, ensure_ascii=False, indent=2))
    else:
        print(report(found, name, words), end="")
    return FAILED if found else DONE


def _hosts() -> list[str]:
    return list(findings.remedies()["hosts"])


def _as_address(text: str) -> str:
    """The address of a site, with its slash. Raises InputError."""
    template = _("“{text}” is not the address of a site; write it in full, such as {example}.")
    try:
        parts = urlsplit(text)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known or not text.isprintable() or " " in text or parts.query or parts.fragment or parts.username:
        raise bad(template, text=text, example="https://example.org/support/")
    return text if text.endswith("/") else f"{text}/"


def report(found: dict[str, list[str]], host: str, words: Words) -> str:
    """What is wrong, why it matters, what to do, and where it was seen."""
    _, lines = words.gettext, list[str]()
    for kind, evidence in found.items():
        title, advice = findings.FINDINGS[kind]
        shown = evidence if len(evidence) <= SHOWN + 1 else [*evidence[:SHOWN], f"… +{len(evidence) - SHOWN}"]
        remedy = _(findings.FIXED) if findings.is_fixed(kind, host) else findings.remedy(kind, host)
        lines += ["", f"{_(title)}", f"  {_(advice)}", *(f"    {line}" for line in remedy.splitlines())]
        lines += [f"  - {each}" for each in shown]
    if not found:
        return f"{_(findings.WELL)}\n"
    profile = findings.remedies()["hosts"].get(host, {}).get("profile")
    if profile:
        lines += ["", words.format(_(findings.PROFILE), file=f"deploy/{profile}")]
    return "\n".join([_(findings.ILL), *lines, ""])


def _progress(share: float) -> None:
    """On a terminal only: a line that is written over."""
    if sys.stderr and sys.stderr.isatty():
        print(f"\r{share:4.0%}", end="\r" if share == 1 else "", file=sys.stderr, flush=True)
