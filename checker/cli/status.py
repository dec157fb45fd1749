"""`checker status`: what of each policy is translated and reviewed, as a table, with what is left to do."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from checker.core.model.calendar import parse_date
from checker.core.model.words import Words
from checker.languages import LANGUAGES
from checker.policy.problems import Problem
from checker.policy.reviews import MISSING, REVIEWED, STALE, Review
from checker.review.ledger import Ledger

NOTHING = "–"


def print_status(ledgers: list[Ledger], broken: Mapping[str, list[Problem]], today: date, words: Words) -> bool:
    """Print the table, the dates and whatever is not as it should be; whether everything is.

    `broken` has by policy why it cannot be compiled; of one that cannot even be read there is no ledger.
    """
    rows = [_heads(words), *(row for ledger in ledgers for row in _rows(ledger))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(_aligned(row, widths)).rstrip())
    print()
    for ledger in ledgers:
        print(_dated(ledger, today, words))
    undone = [*_broken(broken, words), *(line for ledger in ledgers for line in _undone(ledger, words))]
    print("\n".join(["", *undone]) if undone else "", end="\n" if undone else "")
    return not undone


def state_text(review: Review, words: Words) -> str:
    """A review's state in words."""
    _ = words.gettext
    return {REVIEWED: _("reviewed"), STALE: _("stale"), MISSING: _("not reviewed yet")}[review.state]


def _heads(words: Words) -> list[str]:
    _ = words.gettext
    done = [_("stale"), _("missing")]
    return [_("Policy"), _("Language"), _("Clauses"), _("Translated"), *done, _("Rules"), *done]


def _rows(ledger: Ledger) -> Iterator[list[str]]:
    """The language of the vendor's text, with what rests on its clauses, and then the translations."""
    total, rules = len(ledger.clauses[ledger.original]), [each for each in ledger.reviews if not each.is_translation]
    first = [ledger.policy, ledger.original, str(total)]
    yield [*first, *[NOTHING] * 3, str(len(rules)), _count(rules, STALE), _count(rules, MISSING)]
    for language in LANGUAGES:
        if language != ledger.original:
            found = [each for each in ledger.reviews if each.use == language]
            missing = sum(each.state == MISSING for each in found) + total - len(found)
            counts = [str(len(found)), _count(found, STALE), str(missing)]
            yield [ledger.policy, language, str(total), *counts, *[NOTHING] * 3]


def _count(found: Iterable[Review], state: str) -> str:
    return str(sum(each.state == state for each in found))


def _aligned(row: list[str], widths: list[int]) -> list[str]:
    """Words to the left, numbers to the right."""
    return [text.ljust(w) if at < 2 else text.rjust(w) for at, (text, w) in enumerate(zip(row, widths, strict=True))]


def _dated(ledger: Ledger, today: date, words: Words) -> str:
    file = ledger.file
    checked, again = (parse_date(day) or today for day in (file.checked_on, file.check_again_by))
    text = words.gettext("{policy}: version {version}, last compared on {checked}, to be compared again by {again}.")
    dates = {"checked": words.date(checked), "again": words.date(again)}
    line = words.format(text, policy=ledger.policy, version=file.version, **dates)
    overdue = words.gettext("That day has passed.")
    return line if today <= again else f"{line} {overdue}"


def _broken(broken: Mapping[str, list[Problem]], words: Words) -> Iterator[str]:
    for policy, problems in broken.items():
        yield words.format(words.gettext("{policy} cannot be compiled:"), policy=policy)
        yield from (f"  {problem}" for problem in problems)


def _undone(ledger: Ledger, words: Words) -> Iterator[str]:
    for each in ledger.pending():
        yield f"{ledger.policy}/{each.clause}: {each.use} ({state_text(each, words)}) – {each.place}"
    for language in LANGUAGES:
        for name in ledger.clauses[ledger.original].keys() - ledger.clauses[language].keys():
            yield words.format(
                words.gettext("{clause}: no text in {language}"), clause=f"{ledger.policy}/{name}", language=language
            )
