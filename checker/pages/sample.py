"""A real verdict as a picture of what the checker says: worked out by the engine whenever the site is built."""

from datetime import date

from checker.core.engine.decide import decide
from checker.core.engine.verdict import Verdict
from checker.core.model.dated import on_day
from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.core.words.verdict_view import view
from checker.languages import language_root
from checker.library.address import checker_link
from checker.pages.examples import find_example
from checker.policy.markup import Element, add, html

EFFECTS = ("require", "exclude", "cover")
"""Which status the sample shows, by the effect that leads to it: the first that the policy can give."""


def sample(policy: Policy, words: Words, root: str) -> str:
    """A verdict on the fewest answers that settle its status, as HTML; `root` leads to the site's root."""
    verdict = _verdict(policy)
    box = Element("div", {"class": "sample", "data-status": str(verdict.status)})
    _add_head(box, verdict, words)
    _add_actions(box, verdict, words)
    href = root + language_root(words.language) + checker_link(policy.id, verdict.answers)
    add(add(box, "p"), "a", {"href": href}, words.gettext("See the whole verdict"))
    return html(box)


def _verdict(policy: Policy) -> Verdict:
    today = date.fromisoformat(policy.checked_on)
    policy = on_day(policy, today)
    found = (find_example(policy, True, effect, today) for effect in EFFECTS)
    return decide(policy, next(answers for answers in found if answers is not None), today)


def _add_head(box: Element, verdict: Verdict, words: Words) -> None:
    said = view(verdict, words)
    head = add(box, "div", {"class": "checker-head"})
    status = add(head, "p", {"class": "sample-status"})
    add(status, "span", {"class": "checker-icon", "aria-hidden": "true"})
    add(status, "span", {}, said["heading"])
    add(head, "p", {"class": "checker-lead"}, said["lead"])
    add(head, "p", {}, said["decided"])


def _add_actions(box: Element, verdict: Verdict, words: Words) -> None:
    """What to do first, where the status asks for it; for other statuses, what to do instead."""
    for section in view(verdict, words)["sections"]:
        if section["id"] in {"actions", "instead"}:
            add(add(box, "p"), "strong", {}, section["title"])
            listed = add(box, "ul")
            for item in section["items"]:
                add(listed, "li", {}, item["text"])
