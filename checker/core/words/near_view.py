"""Near misses in words: for the JSON document, and as items of the view."""

from typing import Any

from checker.core.engine.link import written
from checker.core.engine.near import BETTER, Change, NearMiss, near_misses
from checker.core.engine.verdict import Verdict
from checker.core.model.classes import bounds
from checker.core.model.policy import NOT_COVERED
from checker.core.model.words import Words
from checker.core.words.labels import answer_text, heading


def near_document(verdict: Verdict, words: Words) -> list[dict[str, Any]]:
    """The near misses, JSON-ready; `status` is null where what is open decides between those in `possible`."""
    return [
        {
            "status": near.possible[0] if len(near.possible) == 1 else None,
            "possible": list(near.possible),
            "changes": [_change(change, words) for change in near.changes],
            "clauses": list(near.clauses),
        }
        for near in near_misses(verdict)
    ]


def near_items(verdict: Verdict, words: Words) -> list[dict[str, Any]]:
    """An item for each near miss; `answers` are those to change, as links write them. Or one: nothing helps."""
    if verdict.questions or verdict.status not in BETTER:
        return []
    return [_item(near, words) for near in near_misses(verdict)] or [{"text": _nothing(verdict, words)}]


def _item(near: NearMiss, words: Words) -> dict[str, Any]:
    return {
        "text": "; ".join(f"{words.gettext(each.fact.label)}: {_answer(each, words)}" for each in near.changes),
        "tags": [" / ".join(heading(status, words) for status in near.possible)],
        "answers": written({each.fact.id: each.answer for each in near.changes}),
    }


def _nothing(verdict: Verdict, words: Words) -> str:
    _ = words.gettext
    if verdict.status == NOT_COVERED:
        return _("Nothing that is in your hands would make this supported.")
    return _("Nothing that is in your hands would make this fully covered.")


def _change(change: Change, words: Words) -> dict[str, Any]:
    return {
        "fact": change.fact.id,
        "answer": change.answer,
        "label": words.gettext(change.fact.label),
        "text": _answer(change, words),
    }


def _answer(change: Change, words: Words) -> str:
    """The new answer; for a number, all of its class."""
    if change.fact.type != "integer":
        return answer_text(change.fact, change.answer, words)
    first, last = bounds(change.fact, change.group)
    if first == last:
        return words.number(first)
    template = words.gettext("from {first} to {last}")
    if last == change.fact.maximum:
        template = words.gettext("{first} or more")
    elif first == change.fact.minimum:
        template = words.gettext("{last} or less")
    return words.format(template, first=words.number(first), last=words.number(last))
