"""A link from another version of a policy, in words: whether the verdict is still the same, and what changed it."""

from collections.abc import Iterator
from typing import Any

from checker.core.engine.verdict import Verdict
from checker.core.engine.versions import ACTIONS, STATUS, Difference, Part, compare, is_newer
from checker.core.model.words import Words
from checker.core.words.labels import heading, offer_text


def version_section(present: Verdict, version: str, former: Verdict | None, words: Words) -> dict[str, Any]:
    """A section of the view, for a link made with `version`; `former` is the verdict by that, None if it is unknown."""
    items = [{"text": _unknown(present, version, words)}]
    if former is not None:
        found = compare(former, present)
        items = [{"text": _compared(present, version, found, words)}, *_items(former, present, found, words)]
    return {
        "id": "version",
        "title": words.gettext("The version of this link"),
        "ordered": False,
        "folded": False,
        "items": items,
    }


def _unknown(present: Verdict, version: str, words: Words) -> str:
    template = words.gettext(
        "This link was made with version {former} of the rules, which is not available here for comparison. So we "
        "do not know whether the verdict was the same."
    )
    if is_newer(version, present.policy.version):
        template = words.gettext(
            "This link was made with version {former} of the rules. This page has only the older version {present}: "
            "the verdict may be different."
        )
    return words.format(template, former=version, present=present.policy.version)


def _compared(present: Verdict, version: str, found: Difference, words: Words) -> str:
    template = words.gettext(
        "This link was made with version {former} of the rules. With the current version, {present}, the verdict is "
        "still the same."
    )
    if found.parts:
        template = words.gettext(
            "This link was made with version {former} of the rules. With the current version, {present}, the verdict "
            "is no longer the same."
        )
    return words.format(template, former=version, present=present.policy.version)


def _items(former: Verdict, present: Verdict, found: Difference, words: Words) -> Iterator[dict[str, Any]]:
    """What differs, with the status or the value before; then the clauses that changed it."""
    for part in found.parts:
        yield {"label": _label(part, former, present, words), "text": _before(part, former, words)}
    if present.questions and not former.questions:
        labels = ", ".join(words.gettext(present.policy.fact(name).label) for name in present.questions)
        yield {"label": words.gettext("Now asked as well"), "text": labels}
    for clause in found.clauses:
        yield _changed_by(clause, present, words)


def _label(part: Part, former: Verdict, present: Verdict, words: Words) -> str:
    if part in (STATUS, ACTIONS):
        return words.gettext("Status") if part == STATUS else words.gettext("What to do first")
    kind, name = part
    policies = (former.policy, present.policy)
    named = [each for policy in policies for each in (policy.offers if kind == "offer" else policy.terms)]
    return words.gettext({each.id: each.label for each in named}[name])


def _before(part: Part, former: Verdict, words: Words) -> str:
    kind, name = part
    if kind == "offer" and name in former.offers:
        return words.format(words.gettext("before: {what}"), what=offer_text(former.offers[name], words))
    if part == STATUS:
        return words.format(words.gettext("before: {what}"), what=heading(former.status, words))
    return words.gettext("before: something else")


def _changed_by(clause: str, present: Verdict, words: Words) -> dict[str, Any]:
    known = words.clauses[present.policy.id].get(clause)
    if known is None:
        text = words.format(words.gettext("the clause {clause}, which is no longer there"), clause=words.quoted(clause))
        return {"label": words.gettext("Changed by"), "text": text}
    return {"label": words.gettext("Changed by"), "quote": known.text, "href": known.href}
