"""The commands for those who keep the policies and publish the site: they need the project's sources."""

import argparse
from collections.abc import Callable

from checker.cli import cases as reported
from checker.cli import change, new, pages, preview, review_commands
from checker.cli import diff as comparison
from checker.cli import doctor as hosts
from checker.cli.parsers import Commands
from checker.cli.release import run_release
from checker.cli.source import EXAMPLE as COPY
from checker.cli.source import add_options as add_source_options
from checker.cli.source import run_source
from checker.cli.verify import run_verify


def add_commands(commands: Commands, add: Callable[..., argparse.ArgumentParser], policies: str) -> None:
    """Add them to the command line, each by the function `add`; `policies` are listed for help."""
    new.add_commands(commands, add)
    about = "explore every combination of answers and prove that the rules are sound"
    verify = add(commands, "verify", run_verify, about, "checker verify 3cx")
    verify.add_argument("policy", metavar="POLICY", nargs="?", help=f"{policies} (else: all)")
    about = "which verdicts change between two versions of the policies"
    comparison.add_options(add(commands, "diff", comparison.diff, about, comparison.EXAMPLE))
    review_commands.add_commands(commands, add)
    about = "what a change does, as one comment in Markdown: verdicts, translations, entries of the feeds"
    preview.add_options(add(commands, "preview", preview.run_preview, about, preview.EXAMPLE))
    about = "take the pages of a language to gettext catalogues, or back from them"
    pages.add_options(add(commands, "pages", pages.run_pages, about, pages.EXAMPLE))
    about = "what is left to do after an edit, in order; it does what nobody has to decide"
    change.add_options(add(commands, "change", change.run_change, about, change.EXAMPLE))
    about = "what has changed in a saved copy of the vendor's text, and which clauses and verdicts depend on it"
    add_source_options(add(commands, "source", run_source, about, COPY, policies))
    about = "check worked cases, and add those that the checker agrees with to the tests"
    reported.add_options(add(commands, "cases", reported.run_cases, about, reported.EXAMPLE))
    about = "keep the compiled policies of these versions, for the links that are made with them"
    add(commands, "release", run_release, about, "checker release")
    about = "what the host of a copy of the site gets wrong, and what to do about it"
    hosts.add_options(add(commands, "doctor", hosts.doctor, about, hosts.EXAMPLE))
