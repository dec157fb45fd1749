"""The names that `checker new` is given: whatever is wrong with one becomes an InputError that says what would do."""

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from babel import Locale, UnknownLocaleError

from checker.core.model.words import _
from checker.core.request import NO_POLICY, bad, one_of
from checker.languages import LANGUAGES
from checker.policy.passages import read_sources_file
from checker.policy.plain_text import MARKUP
from checker.review.ledger import Ledger

ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
OF_THE_SITE = ("assets", "calendar", "data", "doctor", "embed", "feeds", "sbom", "search", "sitemap")
"""Addresses that no policy and no page can have."""
Ledgers = Callable[[str], Ledger]


def check_free(name: str, policy: str, root: Path, policies: Iterable[str]) -> None:
    """That a page or policy can be called so, and none is yet. Raises InputError."""
    _check_id(name)
    pages = {path.stem for language in LANGUAGES for path in (root / "docs" / language / policy).glob("*")}
    taken = pages if policy else pages.union(policies, LANGUAGES, OF_THE_SITE)
    if name in taken:
        raise bad(_("“{name}” is already there: choose another id."), name=name)


def check_text(text: str) -> None:
    """That it is plain text of one line. Raises InputError."""
    if not text:
        raise bad(_("The text is empty: write something."))
    if found := MARKUP.search(text):
        template = _("“{text}” contains “{found}”: write plain text, without HTML or Markdown.")
        raise bad(template, text=text, found=found[0])


def check_new_language(code: str) -> None:
    """That it is the code of a language that the site does not have. Raises InputError."""
    if code in LANGUAGES:
        raise bad(_("The site already has the language “{name}”."), name=code)
    if not re.fullmatch("[a-z]{2,3}", code) or not _is_locale(code):
        raise bad(_("“{name}” is not a language code: write two or three small letters, such as pt."), name=code)


def check_locale(locale: str, code: str) -> None:
    """That it is a locale of the language. Raises InputError."""
    if locale.split("_")[0] != code or not _is_locale(locale):
        template = _("“{name}” is not a locale of “{code}”: write the language and a country, such as pt_PT.")
        raise bad(template, name=locale, code=code)


def page_name(text: str, root: Path, policies: Collection[str]) -> tuple[str, str]:
    """The policy, or nothing, and the name of a page that is not there yet. Raises InputError."""
    policy, _slash, name = text.rpartition("/")
    if policy:
        one_of(policy, policies, NO_POLICY)
    check_free(name, policy, root, policies)
    return policy, name


def first_name(text: str, parts: int, policies: Collection[str], example: str) -> list[str]:
    """A name in parts, of which the first is a policy and the last can be an id. Raises InputError."""
    names = text.split("/")
    if len(names) != parts:
        raise bad(_("“{name}” is not in the form {example}."), name=text, example=example)
    one_of(names[0], policies, NO_POLICY)
    _check_id(names[-1])
    return names


def clause_name(text: str, policies: Collection[str], ledgers: Ledgers) -> tuple[Ledger, str]:
    """The ledger of a policy, and the id of a clause that it does not have yet. Raises InputError."""
    policy, clause = first_name(text, 2, policies, "3cx/no-fax")
    ledger = ledgers(policy)
    for language in LANGUAGES:
        if found := ledger.clauses[language].get(clause):
            raise bad(_("The clause “{name}” is already there: {place}."), name=clause, place=str(found.place))
    return ledger, clause


def page_of(text: str, ledger: Ledger, root: Path) -> None:
    """That the policy has the page, for a clause. Raises InputError."""
    pages = [path.stem for path in sorted((root / "docs" / ledger.original / ledger.policy).glob("*.md"))]
    template = _("There is no page “{name}” in this policy; its pages are: {allowed}.{hint}")
    one_of(text, [page for page in pages if page not in ("tables", "evidence", "changes")], template)


def fact_name(text: str, policies: Collection[str], ledgers: Ledgers) -> tuple[Ledger, str, str]:
    """The ledger of a policy, a question with options, and the id of one that it does not have. Raises InputError."""
    policy, fact, option = first_name(text, 3, policies, "3cx/issue/fax")
    ledger = ledgers(policy)
    options = {str(name): each.options for name, each in ledger.file.facts.items() if each.options}
    one_of(
        fact, options, _("No question with options is called “{name}”. Questions with options are: {allowed}.{hint}")
    )
    if option in options[fact]:
        raise bad(_("The question “{fact}” already has the option “{name}”."), fact=fact, name=option)
    if option in ("unknown", "none", "yes", "no"):
        raise bad(_("“{name}” means something else in links: choose another id."), name=option)
    return ledger, fact, option


def check_passages(text: str, path: Path) -> None:
    """That these are numbers of passages in the ledger. Raises InputError."""
    known = [str(each.id) for each in read_sources_file(path).passages]
    for number in text.split(","):
        if number.strip() not in known:
            template = _("There is no passage “{name}” in {file}: write numbers such as {first}, with commas.")
            raise bad(template, name=number.strip(), file=str(path), first=known[0])


def _check_id(name: str) -> None:
    if not ID.fullmatch(name):
        raise bad(_("“{name}” cannot be an id: write small letters, digits and hyphens, such as no-fax."), name=name)


def _is_locale(name: str) -> bool:
    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        return False
    return True
