"""A draft of the request for support: the verdict and the answers, as a text for the vendor's ticket or e-mail.

A draft is made of blocks; text and Markdown are two ways to write the same blocks down. Nothing is sent anywhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote as percent_encoded

from checker.core.engine.answers import Answers, classify
from checker.core.engine.decide import asked_facts
from checker.core.engine.verdict import Verdict
from checker.core.model.diagram import Restriction
from checker.core.model.policy import CONDITIONAL, COVERED, LIMITED, Channel
from checker.core.model.words import Words
from checker.core.words.labels import answer_text
from checker.core.words.verdict_document import quote
from checker.core.words.verdict_view import summary

DRAFTED = (COVERED, CONDITIONAL, LIMITED)
DECISIVE = ("cover", "require", "limit")
LONGEST_MAIL = 1900
"""What fits an address “mailto:”: Windows passes on 2,048 characters, of which the rest is for the subject."""
MARKUP = re.compile(r"([\\`*_{}\[\]<>|~&$])")
MARKER = re.compile(r"^([-+=#]|\d+(?=[.)]))")


@dataclass(frozen=True, slots=True)
class Block:
    """A titled list; `mark` stands before each item, {number} in it for the item's number."""

    title: str
    mark: str
    items: tuple[str, ...]


def drafts(verdict: Verdict, answers: Answers, reader: str, words: Mapping[str, Words]) -> list[dict[str, Any]]:
    """The draft in the reader's language, then in those of the vendor's desk; `words` are those of each language."""
    if verdict.policy.draft is None or verdict.status not in DRAFTED or verdict.questions:
        return []
    languages = dict.fromkeys((reader, *verdict.policy.draft.languages))
    return [draft(verdict, answers, words[language]) for language in languages]


def draft(verdict: Verdict, answers: Answers, words: Words) -> dict[str, Any]:
    """The draft in one language, JSON-ready, for a verdict that has one (see `drafts`).

    `text` and `markdown` begin with where to send it (`channel`, empty where the policy names none) and the subject.
    `body` is for an e-mail to `email` (empty: no address is known), `shortened` by its last parts if need be.
    """
    channel = _channel(verdict, answers)
    where = _where(channel, words) if channel else ""
    subject = _subject(verdict, answers, words)
    blocks = [block for block in _blocks(verdict, answers, channel, words) if block.items]
    closing = _closing(verdict, words)
    head = [(words.gettext("Where to send it"), where)] if where else []
    head.append((words.gettext("Subject"), subject))
    body = _text(blocks, closing)
    mail = _mail(blocks, subject, closing) if channel and channel.email else body
    return {
        "language": words.language,
        "subject": subject,
        "channel": where,
        "email": channel.email if channel else "",
        "body": mail,
        "shortened": mail != body,
        "text": "".join(f"{label}: {value}\n" for label, value in head) + f"\n{body}",
        "markdown": _markdown(head, blocks, closing),
    }


def _channel(verdict: Verdict, answers: Answers) -> Channel | None:
    """The first channel whose condition holds; None where there is none, or what is not known decides it."""
    plan = verdict.policy.draft
    assert plan is not None
    chosen = Restriction(classify(verdict.policy, answers, verdict.today))(plan.channel)
    return plan.channels[chosen] if isinstance(chosen, int) and chosen >= 0 else None


def _where(channel: Channel, words: Words) -> str:
    return words.format(words.gettext(channel.text), email=channel.email)


def _subject(verdict: Verdict, answers: Answers, words: Words) -> str:
    plan = verdict.policy.draft
    assert plan is not None
    asked = asked_facts(verdict.policy, answers, verdict.today)
    if plan.subject not in asked or answers.get(plan.subject) is None:
        return words.gettext("Support request")
    answer = answer_text(verdict.policy.fact(plan.subject), answers[plan.subject], words)
    return words.format(words.gettext("Support request: {issue}"), issue=answer)


def _blocks(verdict: Verdict, answers: Answers, channel: Channel | None, words: Words) -> Iterable[Block]:
    _ = words.gettext
    given = summary(verdict, words)
    yield Block(_("My case"), "- ", tuple(f"{each['label']}: {each['answer']}" for each in given))
    yield Block(_("To do before sending"), "{number}. ", tuple(_(advice.text) for advice in verdict.actions))
    items = (quote(verdict, name, words).text for name in verdict.checklist)
    yield Block(_("Have ready and keep in mind"), "[ ] ", tuple(items))
    yield Block(_("Clauses of the policy"), "- ", tuple(_cited(verdict, channel, words)))


def _cited(verdict: Verdict, channel: Channel | None, words: Words) -> Iterable[str]:
    """The clauses that decide the status, and that of the channel, each with its place on the site."""
    names = [each.clause for each in verdict.because if each.effect in DECISIVE and not each.beaten]
    for name in dict.fromkeys([*names, *([channel.clause] if channel else [])]):
        clause = quote(verdict, name, words)
        yield f"{words.quoted(clause.text)} ({words.root}{clause.href})"


def _closing(verdict: Verdict, words: Words) -> str:
    template = words.gettext("Drafted on {today} with the rules for {vendor}, version {version}.")
    return words.format(
        template, today=words.date(verdict.today), vendor=verdict.policy.vendor, version=verdict.policy.version
    )


def _text(blocks: Iterable[Block], closing: str) -> str:
    parts = [f"{block.title}\n" + "".join(map("{}\n".format, _marked(block.mark, block.items))) for block in blocks]
    return "\n".join([*parts, f"{closing}\n"])


def _mail(blocks: list[Block], subject: str, closing: str) -> str:
    """The text with as many of the blocks as an e-mail program can be handed."""
    text = _text(blocks, closing)
    fits = len(percent_encoded(subject + text.replace("\n", "\r\n"))) <= LONGEST_MAIL
    return text if fits or not blocks else _mail(blocks[:-1], subject, closing)


def _markdown(head: Iterable[tuple[str, str]], blocks: Iterable[Block], closing: str) -> str:
    """As GitHub and ticket systems read it: what the texts hold stays text, and boxes can be ticked."""
    lines = [f"**{_escaped(label)}:** {_escaped(value)}" for label, value in head]
    parts = ["  \n".join(lines) + "\n"]
    for block in blocks:
        mark = "- [ ] " if block.mark == "[ ] " else block.mark
        lines = [f"## {_escaped(block.title)}\n", *_marked(mark, map(_escaped, block.items))]
        parts.append("".join(map("{}\n".format, lines)))
    return "\n".join([*parts, f"{_escaped(closing)}\n"])


def _marked(mark: str, items: Iterable[str]) -> Iterable[str]:
    for number, item in enumerate(items, start=1):
        yield mark.replace("{number}", str(number)) + " ".join(item.split())


def _escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    escaped = MARKUP.sub(r"\\\1", " ".join(text.split()))
    return MARKER.sub(lambda found: found[1] + "\\" if found[1].isdigit() else "\\" + found[1], escaped)
