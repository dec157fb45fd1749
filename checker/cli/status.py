"""`checker status`: what of each policy is translated and reviewed, as a table, with what is left to do."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from checker.core.model.calendar import parse_date
from checker.core.model.words import Words
from checker.languages import LANGUAGES
from checker.policy.passages import read_sources_file, source_files
from checker.policy.problems import AuthoringError, Problem
from checker.policy.reviews import EDITED, MISSING, REVIEWED, STALE, Review
from checker.policy.sayings import few_words
from checker.policy.written import Dates, Written
from checker.review.due import SOON
from checker.review.ledger import Ledger

NOTHING = "–"


def print_status(
    ledgers: list[Ledger],
    broken: Mapping[str, list[Problem]],
    today: date,
    words: Words,
    others: Iterable[Problem] = (),
) -> bool:
    """Print the table, the dates and whatever is not as it should be; whether everything is.

    `broken` has by policy why it cannot be compiled; of one that cannot even be read there is no ledger. `others` are
    what else a build or a test would refuse.
    """
    rows = [_heads(words), *(row for ledger in ledgers for row in _rows(ledger))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(_aligned(row, widths)).rstrip())
    print()
    for ledger in ledgers:
        print("\n".join(_dated(ledger, today, words)))
        print("".join(f"  {line}\n" for line in _sources(ledger, words)), end="")
    undone = [*_broken(broken, words), *(line for ledger in ledgers for line in _undone(ledger, words))]
    undone += map(str, others)
    print("\n".join(["", *undone]) if undone else "", end="\n" if undone else "")
    return not undone and not any(_is_due(ledger, today) for ledger in ledgers)


def _is_due(ledger: Ledger, today: date) -> bool:
    days = (ledger.file.check_again_by, *(table.check_again_by for table in ledger.file.dates.values()))
    return any(_has_passed(day, today) for day in days)


def _has_passed(day: str, today: date) -> bool:
    return today > (parse_date(day) or today)


def state_text(review: Review, words: Words) -> str:
    """A review's state in words."""
    _ = words.gettext
    states = {
        REVIEWED: _("reviewed"),
        STALE: _("stale"),
        MISSING: _("not reviewed yet"),
        EDITED: _("edited since it was compared"),
    }
    copied = _("identical to the original")
    return f"{states[review.state]}, {copied}" if review.copied else states[review.state]


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
            counts = [str(len(found)), _count(found, STALE, EDITED), str(missing)]
            yield [ledger.policy, language, str(total), *counts, *[NOTHING] * 3]


def _count(found: Iterable[Review], *states: str) -> str:
    return str(sum(each.state in states for each in found))


def _aligned(row: list[str], widths: list[int]) -> list[str]:
    """Words to the left, numbers to the right."""
    return [text.ljust(w) if at < 2 else text.rjust(w) for at, (text, w) in enumerate(zip(row, widths, strict=True))]


def _dated(ledger: Ledger, today: date, words: Words) -> Iterator[str]:
    """When the policy was and is to be compared with its text, and each of its tables of dates with its source."""
    _, file = words.gettext, ledger.file
    text = _("{policy}: version {version}, last compared on {checked}, next comparison due by {again}.")
    yield _compared(text, file, {"policy": ledger.policy, "version": file.version}, today, words)
    text = _("{policy}: dates in {table}, last compared on {checked}, next comparison due by {again}.")
    for name, table in file.dates.items():
        yield _compared(text, table, {"policy": ledger.policy, "table": name}, today, words)


def _compared(text: str, what: Written | Dates, names: Mapping[str, str], today: date, words: Words) -> str:
    checked, again = (parse_date(day) or today for day in (what.checked_on, what.check_again_by))
    line = words.format(text, **names, checked=words.date(checked), again=words.date(again))
    overdue = words.gettext("That day has passed.")
    if _has_passed(what.check_again_by, today):
        return f"{line} {overdue}"
    left = again - today
    in_days = words.ngettext("That is in {count} day.", "That is in {count} days.", left.days)
    soon = in_days if left else words.gettext("That is today.")
    return f"{line} {words.format(soon, count=str(left.days))}" if left <= SOON else line


def _sources(ledger: Ledger, words: Words) -> Iterator[str]:
    """The ledgers of the vendor's text; that one cannot be read is said among what does not compile."""
    for language, path in source_files(ledger.file.policy.source.path).items():
        try:
            found = read_sources_file(path)
        except AuthoringError:
            continue
        day = parse_date(found.compared_on)
        template = words.gettext("source ledger in {language}: {count} passages, last compared on {date}")
        date = words.date(day) if day else found.compared_on
        yield words.format(template, language=language, count=str(len(found.passages)), date=date)


def _broken(broken: Mapping[str, list[Problem]], words: Words) -> Iterator[str]:
    for policy, problems in broken.items():
        yield words.format(words.gettext("{policy} cannot be compiled:"), policy=policy)
        yield from (f"  {problem}" for problem in problems)


def _undone(ledger: Ledger, words: Words) -> Iterator[str]:
    pending, new = ledger.pending(), ledger.file.status and ledger.is_new
    if new:
        template = words.gettext(
            "{policy} is a draft. Rules and translations that you still have to compare with their clauses: {count}."
        )
        yield words.format(template, policy=ledger.policy, count=words.number(len(pending)))
    for each in [] if new else pending:
        yield f"{ledger.policy}/{each.clause}: {each.use} ({state_text(each, words)}) – {each.place}"
    yield from _few_words(ledger, words)
    for language in LANGUAGES:
        for name in ledger.clauses[ledger.original].keys() - ledger.clauses[language].keys():
            yield words.format(
                words.gettext("{clause}: no text in {language}"), clause=f"{ledger.policy}/{name}", language=language
            )


def _few_words(ledger: Ledger, words: Words) -> Iterator[str]:
    """Where visitors would hardly be understood; that the file cannot be read is said among what does not compile."""
    try:
        found = few_words(ledger.file.policy.source.path)
    except AuthoringError:
        return
    for language, options in found.items():
        template = words.gettext("{policy}: too few search words in {language} for {options}")
        yield words.format(template, policy=ledger.policy, language=language, options=", ".join(options))
