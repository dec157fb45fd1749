"""Single words of a verdict: statuses, answers, values of offers."""

from collections.abc import Mapping
from typing import Literal

from checker.core.model.calendar import parse_date
from checker.core.model.kinds import KINDS
from checker.core.model.policy import COVERED, NOT_OFFERED, OFFERED, OPEN, UNCLEAR, Effect, Fact, OfferValue, Status
from checker.core.model.words import Words


def heading(status: Status | None, words: Words) -> str:
    """The status in words; None: open."""
    _ = words.gettext
    return {
        "covered": _("Covered"),
        "conditional": _("Conditional"),
        "limited": _("Limited"),
        "not-covered": _("Not covered"),
        "unclear": _("Unclear"),
        None: _("Not settled yet"),
    }[status]


def answer_text(fact: Fact, value: object, words: Words) -> str:
    """An answer as the reader's language writes it."""
    _ = words.gettext
    if value is None:
        return _("I don't know")
    if isinstance(value, list):
        return ", ".join(_(fact.options[option]) for option in fact.options if option in value) or _(
            "None of these options"
        )
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int):
        return words.number(value)
    day = parse_date(value) if KINDS[fact.type].days else None
    return words.date(day) if day else _(fact.options[str(value)])


def option_text(options: Mapping[str, str], option: str, words: Words) -> str:
    """One of the `options` with their labels as the reader's language writes it; without any, "yes" or "no"."""
    _ = words.gettext
    return _(options[option]) if options else {"yes": _("Yes"), "no": _("No")}[option]


def definitions(
    policy: str, options: Mapping[str, str], defined: Mapping[str, str], words: Words
) -> list[tuple[str, str]]:
    """Of each option of a fact that a clause of the policy defines (`defined`): its label, and how the clause reads."""
    clauses = words.clauses.get(policy, {})
    return [(option_text(options, option, words), clauses[clause].text) for option, clause in defined.items()]


def offer_text(value: OfferValue, words: Words) -> str:
    """What an offer's value means, in words."""
    _ = words.gettext
    return {OFFERED: _("offered"), NOT_OFFERED: _("not offered"), UNCLEAR: _("unclear"), OPEN: _("not decided yet")}[
        value
    ]


def effect_text(effect: Effect | Literal["otherwise"], words: Words) -> str:
    """What the effect of a rule, or that nothing grants an offer (`otherwise`), comes to."""
    _ = words.gettext
    return {
        "cover": heading(COVERED, words),
        "exclude": heading("not-covered", words),
        "require": _("Needed first"),
        "limit": heading("limited", words),
        "note": _("Note"),
        "grant": offer_text(OFFERED, words),
        "deny": offer_text(NOT_OFFERED, words),
        "otherwise": offer_text(NOT_OFFERED, words),
        "doubt": _("left unclear"),
    }[effect]
