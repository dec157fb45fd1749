"""Titles and descriptions of pages as search engines and tabs show them: with the vendor, where the page has one."""

from checker.core.model.policy import Policy
from checker.core.model.words import Words


def full_title(title: str, policy: Policy | None, is_front: bool, words: Words) -> str:
    """The title of a page; that of a policy's front page is the policy's own."""
    if policy is None:
        return title
    return words.gettext(policy.title) if is_front else with_vendor(title, policy)


def with_vendor(text: str, policy: Policy | None) -> str:
    """The text, beginning with the vendor's name unless it has it already, or the page is of no policy."""
    if policy is None or policy.vendor in text:
        return text
    begun = text if text[1:2].isupper() else text[:1].lower() + text[1:]  # no abbreviation
    return f"{policy.vendor}: {begun}"
