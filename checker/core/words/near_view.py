"""Near misses in words: for the JSON document, and as items of the view."""

from typing import Any

from checker.core.engine.decide import decide
from checker.core.engine.link import written
from checker.core.engine.near import BETTER, NearMiss, changed, near_misses
from checker.core.engine.verdict import Verdict
from checker.core.model.kinds import Raw
from checker.core.model.policy import CONDITIONAL, COVERED, LIMITED, NOT_COVERED
from checker.core.model.words import Words
from checker.core.words.labels import answer_text, heading
from checker.core.words.price import price_text
from checker.core.words.said import listed


def near_document(verdict: Verdict, words: Words) -> list[dict[str, Any]]:
    """The near misses, JSON-ready; `status` is null where what is open decides between those in `possible`."""
    return [
        {
            "status": near.possible[0] if len(near.possible) == 1 else None,
            "possible": list(near.possible),
            "text": _priced(verdict, near, words),
            "changes": [_change(verdict, *change, words) for change in changed(verdict, near).items()],
            "clauses": list(near.clauses),
        }
        for near in near_misses(verdict)
    ]


def near_items(verdict: Verdict, words: Words) -> list[dict[str, Any]]:
    """An item for each near miss; `answers` are those to change, as links write them. Or one: nothing helps."""
    if verdict.questions or verdict.status not in BETTER:
        return []
    return [_item(verdict, near, words) for near in near_misses(verdict)] or [{"text": _nothing(verdict, words)}]


def _item(verdict: Verdict, near: NearMiss, words: Words) -> dict[str, Any]:
    return {"text": _priced(verdict, near, words), "answers": written(changed(verdict, near))}


def _sentence(near: NearMiss, words: Words) -> str:
    """What to do, and what comes out then."""
    _ = words.gettext
    what = listed([_(each.words) for each in near.changes if each.words], words)
    if len(near.possible) > 1:
        statuses = ", ".join(heading(status, words).lower() for status in near.possible)
        return words.format(_("If {what}, the verdict is one of these: {statuses}."), what=what, statuses=statuses)
    template = {
        COVERED: _("If {what}, this is covered."),
        CONDITIONAL: _("If {what}, this is conditional: the verdict then says what to do first."),
        LIMITED: _("If {what}, you get limited help."),
    }[near.possible[0]]
    return words.format(template, what=what)


def _priced(verdict: Verdict, near: NearMiss, words: Words) -> str:
    """The sentence; with the price that the help has then, if it has one."""
    sentence = _sentence(near, words)
    if not any(term.price for term in verdict.policy.terms):
        return sentence
    changes = {each.fact.id: each.answer for each in near.changes}
    price = price_text(decide(verdict.policy, {**verdict.answers, **changes}, verdict.today), words)
    template = words.gettext("{sentence} The price: {price}.") if price else "{sentence}"
    return words.format(template, sentence=sentence, price=price)


def _nothing(verdict: Verdict, words: Words) -> str:
    _ = words.gettext
    if verdict.status == NOT_COVERED:
        return _("Nothing you can change would get this covered.")
    return _("Nothing you can change would get this fully covered.")


def _change(verdict: Verdict, name: str, answer: Raw, words: Words) -> dict[str, Any]:
    fact = verdict.policy.fact(name)
    label, text = words.gettext(fact.label), answer_text(fact, answer, words)
    return {"fact": name, "answer": answer, "label": label, "text": text}
