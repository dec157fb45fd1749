"""A verdict as the JSON document that scripts read: ids, with the texts of one language beside them."""

from typing import Any

from checker.core.engine.verdict import Reason, Statement, Verdict
from checker.core.model.policy import Instead
from checker.core.model.words import Clause, Words
from checker.core.words.freshness import is_overdue
from checker.core.words.near_view import near_document
from checker.core.words.price import case_text
from checker.core.words.said import decided_text


def document(verdict: Verdict, words: Words, near: bool = True) -> dict[str, Any]:
    """The document, JSON-ready, its keys in reading order. `near` misses take as long as all the rest."""
    return {
        "policy": verdict.policy.id,
        "version": verdict.policy.version,
        "language": words.language,
        "today": verdict.today.isoformat(),
        "status": verdict.status,
        "final": verdict.final,
        "possible": list(verdict.possible),
        "offers": dict(verdict.offers),
        "terms": terms_document(verdict, words),
        "because": [_reason(verdict, reason, words) for reason in verdict.because],
        "actions": [
            {"id": each.id, "clause": each.clause, "text": words.gettext(each.text), "asked_by": list(by)}
            for each in verdict.actions
            for by in [verdict.asked_by[each.id]]
        ],
        "instead": [_instead(each, words) for each in verdict.instead],
        "checklist": [{"clause": name, "text": quote(verdict, name, words).text} for name in verdict.checklist],
        "questions": list(verdict.questions),
        "unknowns": list(verdict.unknowns),
        "ignored": list(verdict.ignored),
        "find_out": found_out(verdict, words),
        "decided_by": list(verdict.decided_by),
        "decided": decided_text(verdict, words),
        **({"near_misses": near_document(verdict, words)} if near else {}),
        "checked_on": verdict.policy.checked_on,
        "check_again_by": verdict.policy.check_again_by,
        "overdue": is_overdue(verdict.policy, verdict.today),
    }


def terms_document(verdict: Verdict, words: Words) -> list[dict[str, Any]]:
    """What the verdict states for each term."""
    return [_term(verdict, statement, words) for statement in verdict.terms]


def stated(verdict: Verdict, statement: Statement, words: Words) -> str:
    """What the verdict states for a term, with the days that are left where it names a last day."""
    text, day = case_text(statement.term, statement.case, words), statement.through
    if day is None:
        return text
    left = (day - verdict.today).days
    template = words.ngettext("{text} ({count} day left)", "{text} ({count} days left)", left)
    text = words.format(text, date=words.date(day))
    return words.format(template, text=text, count=words.number(left)) if left >= 0 else text


def found_out(verdict: Verdict, words: Words) -> list[dict[str, str]]:
    """How to find out what is not known, if the status depends on it."""
    texts = {name: verdict.policy.fact(name).find_out for name in verdict.find_out}
    return [{"fact": name, "text": words.gettext(text)} for name, text in texts.items() if text]


def quote(verdict: Verdict, clause: str, words: Words) -> Clause:
    """The clause as the reader's language states it."""
    return words.clauses[verdict.policy.id][clause]


def _term(verdict: Verdict, statement: Statement, words: Words) -> dict[str, Any]:
    case, day = statement.case, statement.through
    return {
        "id": statement.term.id,
        "value": day.isoformat() if day else case.value,
        "text": stated(verdict, statement, words),
        "clause": case.clause,
        **({"days_left": (day - verdict.today).days} if day else {}),
        **({"price": case.value} if statement.term.price else {}),
    }


def _reason(verdict: Verdict, reason: Reason, words: Words) -> dict[str, Any]:
    clause = quote(verdict, reason.clause, words)
    return {
        "clause": reason.clause,
        "effect": reason.effect,
        "offers": list(reason.offers),
        "beaten": reason.beaten,
        "text": clause.text,
        "href": clause.href,
        "remark": words.gettext(reason.remark),
    }


def _instead(way: Instead, words: Words) -> dict[str, Any]:
    return {"id": way.id, "clause": way.clause, "text": words.gettext(way.text), "for": words.gettext(way.whom)}
