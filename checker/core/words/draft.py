"""A draft of the request for support: a letter to the vendor, for its ticket or an e-mail. Nothing is sent anywhere.

It says what matters to the vendor, and has blanks for all that the policy asks for. What the visitor must do or know is
not in it: that is in the verdict. A draft is made of blocks; text and Markdown are two ways to write them down.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote as percent_encoded

from checker.core.engine.verdict import Verdict
from checker.core.model.policy import CONDITIONAL, COVERED, LIMITED, UNCLEAR, Channel
from checker.core.model.words import Words
from checker.core.words.labels import answer_text
from checker.core.words.price import case_text
from checker.core.words.verdict_document import quote

DRAFTED = (COVERED, CONDITIONAL, LIMITED, UNCLEAR)
DECISIVE = ("cover", "doubt", "require", "limit")
BLANK = "____________"
LONGEST_MAIL = 1900
"""What fits an address “mailto:”: Windows passes on 2,048 characters, of which the rest is for the subject."""
MARKUP = re.compile(r"([\\`*_{}\[\]<>|~&$])")
MARKER = re.compile(r"^([-+=#]|\d+(?=[.)]))")


@dataclass(frozen=True, slots=True)
class Block:
    """A titled list."""

    title: str
    items: tuple[str, ...]


def drafts(verdict: Verdict, reader: str, words: Mapping[str, Words], typed: str = "") -> list[dict[str, Any]]:
    """The draft in the reader's language, then in those of the vendor's desk; `words` are those of each language.

    `typed` is what the visitor wrote of the case.
    """
    if verdict.policy.draft is None or verdict.status not in DRAFTED or verdict.questions:
        return []
    languages = dict.fromkeys((reader, *verdict.policy.draft.languages))
    return [draft(verdict, words[language], typed) for language in languages]


def draft(verdict: Verdict, words: Words, typed: str = "") -> dict[str, Any]:
    """The draft in one language, JSON-ready, for a verdict that has one (see `drafts`).

    `channel` says where to send it, and is no part of it (empty where the policy names none). `text` and `markdown`
    begin with the subject. `body` is for an e-mail to `email` (empty: no address is known), `shortened` by its last
    parts if need be.
    """
    channel = _channel(verdict)
    where = _where(channel, words) if channel else ""
    subject = _subject(verdict, words)
    blocks = [block for block in _blocks(verdict, channel, words, typed) if block.items]
    opening, closing = _opening(words), _closing(verdict, words)
    head = (words.gettext("Subject"), subject)
    body = _text(opening, blocks, closing)
    mail = _mail(opening, blocks, subject, closing) if channel and channel.email else body
    return {
        "language": words.language,
        "subject": subject,
        "channel": where,
        "email": channel.email if channel else "",
        "body": mail,
        "shortened": mail != body,
        "text": f"{': '.join(head)}\n\n{body}",
        "markdown": _markdown(head, opening, blocks, closing),
    }


def _channel(verdict: Verdict) -> Channel | None:
    """The first channel whose condition is true; None if there is none, or if that depends on what is not known."""
    plan = verdict.policy.draft
    assert plan is not None
    chosen = verdict.outlook.settled(plan.channel)
    return plan.channels[chosen] if isinstance(chosen, int) and chosen >= 0 else None


def _where(channel: Channel, words: Words) -> str:
    return words.format(words.gettext(channel.text), email=channel.email)


def _subject(verdict: Verdict, words: Words) -> str:
    plan = verdict.policy.draft
    assert plan is not None
    given = verdict.answers.get(plan.subject)
    if plan.subject not in verdict.outlook.asked() or given is None:
        return words.gettext("Support request")
    short = plan.subjects.get(str(given))
    answer = answer_text(verdict.policy.fact(plan.subject), given, words)
    issue = words.gettext(short) if short else answer
    return words.format(words.gettext("Support request: {issue}"), issue=issue)


def _opening(words: Words) -> tuple[str, ...]:
    _ = words.gettext
    return _("Hello,"), _("I am asking for support with the following case.")


def _blocks(verdict: Verdict, channel: Channel | None, words: Words, typed: str) -> Iterable[Block]:
    _ = words.gettext
    yield Block(_("About the case"), tuple(_facts(verdict, words)))
    yield Block(_("Further details"), tuple(_blanks(verdict, words, typed)))
    yield Block(_("What this request rests on, as we understand your terms"), tuple(_cited(verdict, channel, words)))


def _facts(verdict: Verdict, words: Words) -> Iterable[str]:
    """The facts that matter to the vendor, as far as they are asked and known; all where the policy names none.

    Then what the help costs, so that both agree on it.
    """
    plan, asked, answers = verdict.policy.draft, verdict.outlook.asked(), verdict.answers
    assert plan is not None
    for name, label in (plan.facts or {fact.id: fact.label for fact in verdict.policy.facts}).items():
        if name in asked and answers.get(name) is not None:
            yield f"{words.gettext(label)}: {answer_text(verdict.policy.fact(name), answers[name], words)}"
    for each in verdict.terms:
        if each.term.price:
            yield f"{words.gettext(each.term.label)}: {case_text(each.term, each.case, words)}"


def _blanks(verdict: Verdict, words: Words, typed: str) -> Iterable[str]:
    plan = verdict.policy.draft
    assert plan is not None
    for blank in plan.blanks:
        if verdict.outlook.settled(blank.when) is True:
            yield f"{words.gettext(blank.text)}: {(blank.typed and typed) or BLANK}"


def _cited(verdict: Verdict, channel: Channel | None, words: Words) -> Iterable[str]:
    """The clauses that decide the status, and that of the channel, in our words, each with its place on the site."""
    deciding = (each for each in verdict.because if each.effect in DECISIVE and not each.offers and not each.beaten)
    names = [each.clause for each in deciding]
    for name in dict.fromkeys([*names, *([channel.clause] if channel else [])]):
        clause = quote(verdict, name, words)
        yield f"{clause.text} ({words.root}{clause.href})"


def _closing(verdict: Verdict, words: Words) -> str:
    template = words.gettext("Drafted on {today} with the rules for {vendor}, version {version}.")
    return words.format(
        template, today=words.date(verdict.today), vendor=verdict.policy.vendor, version=verdict.policy.version
    )


def _text(opening: Iterable[str], blocks: Iterable[Block], closing: str) -> str:
    parts = [f"{block.title}\n" + "".join(map("{}\n".format, _marked(block.items))) for block in blocks]
    return "\n".join([*map("{}\n".format, opening), *parts, f"{closing}\n"])


def _mail(opening: Iterable[str], blocks: list[Block], subject: str, closing: str) -> str:
    """The text with as many of the blocks as an e-mail program can be handed."""
    text = _text(opening, blocks, closing)
    fits = len(percent_encoded(subject + text.replace("\n", "\r\n"))) <= LONGEST_MAIL
    return text if fits or not blocks else _mail(opening, blocks[:-1], subject, closing)


def _markdown(head: tuple[str, str], opening: Iterable[str], blocks: Iterable[Block], closing: str) -> str:
    """As GitHub and ticket systems read it: what the texts contain stays text."""
    label, subject = map(_escaped, head)
    parts = [f"**{label}:** {subject}\n", *(f"{_escaped(each)}\n" for each in opening)]
    for block in blocks:
        lines = [f"## {_escaped(block.title)}\n", *_marked(map(_escaped, block.items))]
        parts.append("".join(map("{}\n".format, lines)))
    return "\n".join([*parts, f"{_escaped(closing)}\n"])


def _marked(items: Iterable[str]) -> Iterable[str]:
    return (f"- {' '.join(item.split())}" for item in items)


def _escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    escaped = MARKUP.sub(r"\\\1", " ".join(text.split()))
    return MARKER.sub(lambda found: found[1] + "\\" if found[1].isdigit() else "\\" + found[1], escaped)
