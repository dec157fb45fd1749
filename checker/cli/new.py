"""`checker new`: write the files of something new, so that the site can be built, and say what is left to do."""

import argparse
from collections.abc import Callable
from pathlib import Path

from checker.cli.asking import needed, welcome
from checker.cli.exits import DONE
from checker.cli.new_names import (
    check_free,
    check_locale,
    check_new_language,
    check_passages,
    check_text,
    clause_name,
    fact_name,
    page_name,
    page_of,
)
from checker.cli.parsers import Commands
from checker.core.model.words import Words
from checker.languages import LANGUAGES, TABLE, WRITTEN_IN, Language
from checker.library.library import shown
from checker.library.shelf import Shelf
from checker.moment import today
from checker.pages.unwritten import unwritten
from checker.policy.passages import source_files
from checker.review.ledger import Ledger, open_ledgers
from checker.scaffold.clause import Clause, new_clause
from checker.scaffold.language import new_language, suggested
from checker.scaffold.made import Made
from checker.scaffold.option import new_option
from checker.scaffold.page import new_page
from checker.scaffold.policy import new_policy
from checker.scaffold.policy_file import policy_path

Run = Callable[[argparse.Namespace, Shelf, Words], int]
EXAMPLES = {
    "policy": "checker new policy acme --vendor Acme",
    "language": "checker new language pt",
    "page": 'checker new page 3cx/licences --en "Licences" --es "Licencias" --it "Licenze"',
    "clause": 'checker new clause 3cx/no-fax --page not-included --en "3CX does not help with fax." --passage 69',
    "option": 'checker new option 3cx/issue/fax --en "A fax" --es "Un fax" --it "Un fax"',
}


def add_commands(commands: Commands, add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command, with one of its own for each kind of thing."""
    about = "write the files of a new policy, language, page, clause or option"
    new = commands.add_parser("new", help=about, description=about[0].upper() + about[1:] + ".")
    kinds = new.add_subparsers(title="kinds", required=True, metavar="KIND")

    def kind(name: str, run: Run, about: str, what: str, of: str) -> argparse.ArgumentParser:
        found = add(kinds, name, run, about, EXAMPLES[name])
        found.add_argument("name", nargs="?", metavar=what, help=of)
        return found

    about = "a policy: a draft with a few clauses and rules that work, to be replaced by the vendor's"
    policy = kind("policy", _policy, about, "NAME", "its id, as in addresses: acme")
    policy.add_argument("--vendor", metavar="TEXT", help="the vendor's name")
    about = "a language: a draft with all pages as they are in English, to be translated one by one"
    language = kind("language", _language, about, "CODE", "its code, such as pt")
    language.add_argument("--locale", metavar="LOCALE", help="whose dates and numbers it writes, such as pt_PT")
    page = kind("page", _page, "a page, in every language and in the menu", "POLICY/NAME", "or NAME: nobody's page")
    _add_texts(page, "title")
    about = "a clause, on a page in every language and in the policy file"
    clause = kind("clause", _clause, about, "POLICY/ID", "such as 3cx/no-fax")
    clause.add_argument("--page", metavar="PAGE", help="the page that it is on, such as not-included")
    clause.add_argument("--reason", metavar="TEXT", help="why no rule rests on it, in English")
    about = "the passages of the vendor's text that it restates, as in checker/policies/sources/: 69, or 69,70"
    clause.add_argument("--passage", metavar="NUMBERS", help=about)
    _add_texts(clause, "text")
    about = "an option of a question"
    option = kind("option", _option, about, "POLICY/FACT/ID", "such as 3cx/issue/fax")
    _add_texts(option, "text")
    option.add_argument("--said", metavar="TEXT", help="the answer as a clause, in English: you have a fax")


def _add_texts(parser: argparse.ArgumentParser, what: str) -> None:
    for each in TABLE.values():
        parser.add_argument(f"--{each.code}", metavar="TEXT", help=f"its {what} in {each.name}")


def _policy(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    root = shown(shelf.root)
    question = words.gettext("Id of the policy, as in addresses (such as acme):")
    name = needed(options.name, "NAME", question, words, lambda text: check_free(text, "", root, shelf.names))
    vendor = needed(options.vendor, "--vendor", words.gettext("Name of the vendor:"), words, check_text)
    spoken = {language: shelf.words(language) for language in LANGUAGES}
    return _report(new_policy(root, name, vendor, spoken, today()), root, words)


def _language(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    question = words.gettext("Code of the language (such as pt):")
    code = needed(options.name, "CODE", question, words, check_new_language)
    question = words.gettext("Locale of its dates and numbers (such as pt_PT):")
    locale = welcome(options.locale, question, words, lambda text: check_locale(text, code))
    found: Language = suggested(code, locale or code)
    root = shown(shelf.root)
    return _report(new_language(root, found), root, words)


def _page(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    root = shown(shelf.root)
    question = words.gettext("Page, as policy and name (such as 3cx/licences), or a name alone:")
    name = needed(options.name, "POLICY/NAME", question, words, lambda text: page_name(text, root, shelf.names))
    policy, page = page_name(name, root, shelf.names)
    titles = _texts(options, WRITTEN_IN, words.gettext("Title in {language}:"), words)
    spoken = {language: shelf.words(language) for language in LANGUAGES}
    return _report(new_page(root, policy, page, titles, spoken), root, words)


def _clause(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    root = shown(shelf.root)
    ledgers = _ledgers(root)
    question = words.gettext("Clause, as policy and id (such as 3cx/no-fax):")
    name = needed(options.name, "POLICY/ID", question, words, lambda text: clause_name(text, shelf.names, ledgers))
    ledger, clause = clause_name(name, shelf.names, ledgers)
    question = words.gettext("Page (such as not-included):")
    page = needed(options.page, "--page", question, words, lambda text: page_of(text, ledger, root))
    texts = _texts(options, ledger.original, words.gettext("Text in {language}:"), words)
    question = words.gettext("Why does no rule rest on this clause? Answer in English:")
    reason = welcome(options.reason, question, words, check_text)
    passages = _passages(options, ledger, root, words)
    found = Clause(ledger.policy, clause, page, texts, reason, passages)
    return _report(new_clause(root, found, ledger.original), root, words)


def _option(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    root = shown(shelf.root)
    ledgers = _ledgers(root)
    question = words.gettext("Option, as policy, question and id (such as 3cx/issue/fax):")
    name = needed(options.name, "POLICY/FACT/ID", question, words, lambda text: fact_name(text, shelf.names, ledgers))
    ledger, fact, option = fact_name(name, shelf.names, ledgers)
    labels = _texts(options, WRITTEN_IN, words.gettext("Text in {language}:"), words)
    said = welcome(options.said, words.gettext("The answer as a clause, in English (you have …):"), words, check_text)
    spoken = {WRITTEN_IN: said} if said else {}
    return _report(new_option(root, ledger.policy, fact, option, labels, spoken), root, words)


def _ledgers(root: Path) -> Callable[[str], Ledger]:
    """Gives the ledger of a policy. It raises AuthoringError for one that cannot be read."""
    found, broken = open_ledgers(root)

    def ledger(policy: str) -> Ledger:
        if policy in broken:
            raise broken[policy]
        return found[policy]

    return ledger


def _texts(options: argparse.Namespace, first: str, question: str, words: Words) -> dict[str, str]:
    """By language: that of `first`, which must be there, and the others that are given."""
    found = dict[str, str]()
    for code in (first, *(each for each in LANGUAGES if each != first)):
        asked = words.format(question, language=TABLE[code].name)
        if code == first:
            found[code] = needed(getattr(options, code), f"--{code}", asked, words, check_text)
        elif said := welcome(getattr(options, code), asked, words, check_text):
            found[code] = said
    return found


def _passages(options: argparse.Namespace, ledger: Ledger, root: Path, words: Words) -> list[int]:
    """Where the vendor's text has a ledger, the passages that the clause restates."""
    path = source_files(policy_path(root, ledger.policy)).get(ledger.original)
    if path is None:
        return []
    question = words.format(
        words.gettext("Numbers of the passages in {file} that this clause restates:"), file=str(path)
    )
    text = needed(options.passage, "--passage", question, words, lambda text: check_passages(text, path))
    return [int(each) for each in text.split(",")]


def _report(made: Made, root: Path, words: Words) -> int:
    """Say what was written, what in it is still to be written, and what comes next."""
    print(words.gettext("Written:"))
    print("".join(f"  {line}\n" for line in made.listed()))
    if left := [each for each in unwritten(root) if each.place.path in made.files]:
        print(words.gettext("Still to be written:"))
        print("".join(f"  {each.place}: {each.what}\n" for each in left))
    print(words.gettext("What comes next:"))
    print("".join(f"  {number}. {step}\n" for number, step in enumerate(made.next_steps, start=1)), end="")
    return DONE
