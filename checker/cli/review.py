"""A review in a terminal: the clause before and now, what rests on it, and whether that is still right. One by one."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from itertools import zip_longest

import questionary

from checker.cli import inputs
from checker.cli.dialogue import STYLE, given
from checker.cli.status import state_text
from checker.core.model.words import Words
from checker.core.request import bad
from checker.languages import LANGUAGES
from checker.policy.reviews import STALE, Review
from checker.review.former_text import has_history
from checker.review.ledger import Ledger
from checker.review.resting import changed_words, resting

RULES, WORDING = "rules", "wording"
ACCEPTABLE = (RULES, WORDING, *LANGUAGES)
SKIP = object()


def look_at(ledger: Ledger, clause: str, words: Words) -> None:
    """Show the clause, and ask about everything of it that is pending. Raises Cancelled."""
    print(f"\n{list_clause(ledger, clause, words)}\n")
    rules = _of(ledger, clause, RULES)
    if rules and (answer := _ask_rules(rules, words)) is not SKIP:
        accept(ledger, clause, str(answer), words)
    for each in [each for each in ledger.pending(clause) if each.is_translation]:
        if _ask_translation(each, words) is not SKIP:
            accept(ledger, clause, each.use, words)


def look_at_page(ledger: Ledger, page: str, words: Words) -> None:
    """Show every clause of a page, and ask about what rests on them, and about each translation, as a whole.

    For a policy that nobody has reviewed yet: who has just written all of it is not asked about every clause. Raises
    Cancelled.
    """
    _ = words.gettext
    found = [each for each in ledger.pending() if ledger.clause(each.clause).page == page]
    for clause in dict.fromkeys(each.clause for each in found):
        print(f"\n{list_clause(ledger, clause, words)}")
    for what in (RULES, *LANGUAGES):
        asked = [each for each in found if (not each.is_translation if what == RULES else each.use == what)]
        whole = _("Have you compared every rule with its clause on the page {page}?")
        other = _("Have you compared every clause of the page {page} with its text in “{language}”?")
        question = words.format(whole if what == RULES else other, page=page, language=what)
        yes = _("Yes, they all say the same thing")
        if asked and _choose(question, {_("Skip: leave it as it is"): SKIP, yes: what}) is not SKIP:
            ledger.accept(asked)


def accept(ledger: Ledger, clause: str, what: str, words: Words) -> None:
    """Record that the rules of the clause, one of its translations, or (`wording`) all are still right, and say so.

    Raises InputError where nothing of that is pending.
    """
    found = _of(ledger, clause, what)
    if not found:
        raise bad(inputs.NOTHING_PENDING, clause=f"{ledger.policy}/{clause}", what=what)
    ledger.accept(found)
    accepted = words.gettext("Accepted for {clause}: {uses}.")
    uses = ", ".join(each.use for each in found)
    print(words.format(accepted, clause=f"{ledger.policy}/{clause}", uses=uses))


def list_clause(ledger: Ledger, clause: str, words: Words) -> str:
    """The clause before and now, side by side, its translations, and what rests on it; empty with nothing pending."""
    pending = ledger.pending(clause)
    return "\n".join(_lines(ledger, clause, pending, words)) if pending else ""


def _of(ledger: Ledger, clause: str, what: str) -> list[Review]:
    pending = ledger.pending(clause)
    if what == WORDING:
        return [each for each in pending if each.state == STALE]
    return [each for each in pending if (not each.is_translation if what == RULES else each.use == what)]


def _lines(ledger: Ledger, clause: str, pending: list[Review], words: Words) -> Iterator[str]:
    _, now = words.gettext, ledger.clause(clause)
    yield f"{ledger.policy}/{clause} – {now.place}"
    recorded = {each.recorded: each for each in pending if each.state == STALE}
    before = next((text for each in recorded.values() if (text := ledger.former_text(each))), "")
    if recorded:
        unknown = (
            _("(not in the history)") if has_history(now.place.path.parent) else _("(not known: no git history here)")
        )
        yield from _side_by_side((_("Before"), before or unknown), (_("Now"), now.text))
        if before:
            yield from textwrap.wrap(changed_words(before, now.text), _width())
    else:
        yield from textwrap.wrap(now.text, _width())
    for language, texts in ledger.clauses.items():
        if language != ledger.original and clause in texts:
            yield from textwrap.wrap(f"{language}: {texts[clause].text}", _width())
    yield _("What rests on it:")
    for each in (each for each in ledger.reviews if each.clause == clause):
        yield f" • {each.use} ({state_text(each, words)}) – {each.place}"
        yield from (f"     {line}" for line in resting(ledger.file, each.use))


def _side_by_side(*columns: tuple[str, str]) -> Iterable[str]:
    width = (_width() - 3) // 2
    wrapped = [[head, *textwrap.wrap(text, width)] for head, text in columns]
    return (f"{left:<{width}} │ {right}".rstrip() for left, right in zip_longest(*wrapped, fillvalue=""))


def _width() -> int:
    return min(shutil.get_terminal_size().columns, 120)


def _ask_rules(rules: list[Review], words: Words) -> object:
    _ = words.gettext
    choices = {_("Skip: leave it as it is"): SKIP, _("The rules are right for the text as it is now"): RULES}
    if all(each.state == STALE for each in rules):
        choices[_("Only the wording has changed: rules and translations are still right")] = WORDING
    return _choose(_("What have you found?"), choices)


def _ask_translation(each: Review, words: Words) -> object:
    _ = words.gettext
    question = words.format(_("Does the text in “{language}” say the same?"), language=each.use)
    return _choose(question, {_("Skip: leave it as it is"): SKIP, _("Yes, it says the same"): each.use})


def _choose(question: str, choices: dict[str, object]) -> object:
    listed = [questionary.Choice(label, value=value) for label, value in choices.items()]
    return given(questionary.select(question, choices=listed, instruction=" ", style=STYLE))
