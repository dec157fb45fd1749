"""Answers as clauses, and sentences made of them: each answer has a clause of its own in the policy file."""

from collections.abc import Sequence
from itertools import islice

from checker.core.engine.decided import once
from checker.core.engine.verdict import Verdict
from checker.core.model.calendar import parse_date
from checker.core.model.kinds import KINDS, NONE
from checker.core.model.policy import COVERED, Fact, Part
from checker.core.model.words import Words
from checker.core.words.labels import heading


def decided_text(verdict: Verdict, words: Words) -> str:
    """What decided the verdict, and that the vendor must agree, if it assesses an answer that did; empty if neither."""
    return " ".join(filter(None, (_decided(verdict, words), _assessed(verdict, words))))


def _decided(verdict: Verdict, words: Words) -> str:
    """The verdict as one sentence from the answers that say most of what decided it; empty where one cannot be said."""
    if verdict.status == COVERED:
        return words.gettext("Nothing in your answers prevents it.")
    clauses = said_answers(verdict, verdict.told, words)
    template = words.gettext("{status}: {answers}.")
    return words.format(template, status=heading(verdict.status, words), answers=clauses) if clauses else ""


def _assessed(verdict: Verdict, words: Words) -> str:
    facts = (verdict.policy.fact(name) for name in verdict.decided_by)
    labels = [words.quoted(words.gettext(fact.label)) for fact in facts if fact.assessed]
    if not labels:
        return ""
    template = words.gettext(
        "{vendor} assesses {labels} itself: this verdict is right only if {vendor} agrees with your answer."
    )
    return words.format(template, vendor=verdict.policy.vendor, labels=listed(labels, words))


def asked_by_text(verdict: Verdict, action: str, words: Words) -> str:
    """The answers that ask for an action, as a sentence; empty where they cannot be said."""
    clauses = said_answers(verdict, verdict.asked_by[action], words)
    return words.format(words.gettext("Asked for because {answers}."), answers=clauses) if clauses else ""


def said_answers(verdict: Verdict, names: Sequence[str], words: Words) -> str:
    """The answers to these facts as clauses, one after the other; empty if the policy file lacks one of them."""
    told = once(verdict.policy, verdict.answers, names)
    clauses = [clause_of(fact, answer_to(verdict, fact), words) for fact in map(verdict.policy.fact, told)]
    return listed(clauses, words) if all(clauses) else ""


def answer_to(verdict: Verdict, fact: Fact) -> object:
    """The answer to a fact; to one option of several, whether it is among them."""
    answer = verdict.answers[fact.whole]
    return fact.option in answer if isinstance(fact, Part) and isinstance(answer, list) else answer


def listed(clauses: Sequence[str], words: Words) -> str:
    """The clauses one after the other, with “and” before the last."""
    if not clauses:
        return ""
    text = clauses[0]
    for each in islice(clauses, 1, len(clauses) - 1):
        text = words.format(words.gettext("{first}, {second}"), first=text, second=each)
    return words.format(words.gettext("{first}, and {second}"), first=text, second=clauses[-1]) if clauses[1:] else text


def clause_of(fact: Fact, answer: object, words: Words) -> str:
    """The answer as a clause; empty if the policy file has none."""
    day = parse_date(answer) if KINDS[fact.type].days else None
    if day:
        return words.format(words.gettext(fact.said.get("date", "")), date=words.date(day))
    if isinstance(answer, bool):
        return words.gettext(fact.said.get("yes" if answer else "no", ""))
    if isinstance(answer, list):
        return words.gettext(fact.said.get(",".join(map(str, answer)) or NONE, ""))
    if isinstance(answer, int):
        return words.format(words.gettext(fact.said.get("number", "")), number=words.number(answer))
    return words.gettext(fact.said.get(str(answer), ""))
