"""Whether what the site says is still up to date with the vendor's text, and a translation with its source."""

from datetime import date

from checker.core.model.calendar import parse_date
from checker.core.model.policy import Policy
from checker.core.model.words import Words


def is_overdue(policy: Policy, today: date) -> bool:
    """Whether it is too long since somebody compared the policy with the vendor's text: its day for that has passed."""
    return today > _day(policy.check_again_by)


def checked_text(policy: Policy, words: Words) -> str:
    """Version and date of the last comparison, and when the next is due."""
    return words.format(
        words.gettext(
            "Version {version} of the rules. Last compared with {vendor}'s text on {checked}, next comparison due "
            "by {again}."
        ),
        version=policy.version,
        vendor=policy.vendor,
        checked=words.date(_day(policy.checked_on)),
        again=words.date(_day(policy.check_again_by)),
    )


def overdue_text(policy: Policy, words: Words) -> str:
    """What to say once the policy is overdue."""
    return words.format(
        words.gettext(
            "These rules were due to be compared with {vendor}'s text again by {again}, and that day has "
            "passed. The text may have changed since: ask {vendor} before you rely on this."
        ),
        vendor=policy.vendor,
        again=words.date(_day(policy.check_again_by)),
    )


def stale_text(policy: Policy, words: Words) -> str:
    """What to say about a translated clause whose source has changed."""
    _ = words.gettext
    known = {
        "en": _("The English text of this clause has changed, and this translation has not been compared with it yet."),
        "es": _("The Spanish text of this clause has changed, and this translation has not been compared with it yet."),
        "it": _("The Italian text of this clause has changed, and this translation has not been compared with it yet."),
    }
    other = _("The original of this clause has changed, and this translation has not been compared with it yet.")
    return known.get(policy.source_language, other)


def _day(text: str) -> date:
    day = parse_date(text)
    assert day is not None
    return day
