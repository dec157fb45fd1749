"""The browser's way in: one function from JSON to JSON, over words and policies that were loaded before."""

import json
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import datetime
from typing import Any

from checker.core.engine.answers import InputError
from checker.core.engine.attention import answered_plan, attention, promises
from checker.core.engine.decide import decide, next_questions
from checker.core.engine.link import read_answers
from checker.core.engine.verdict import Verdict
from checker.core.model.desk import desk, parse_moment
from checker.core.model.policy import Policy
from checker.core.model.serial import read_policy
from checker.core.model.words import Words, add_policy, read_words
from checker.core.request import Link, Request, read_request
from checker.core.words.desk_view import Localised, promise_text, state_document, state_text
from checker.core.words.draft import drafts
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import summary, view
from checker.core.words.version_view import version_section
from checker.core.words.worked_case import worked_case


class Clerk:
    """The words of every language, as they were loaded, the reader's first; and the policies that it has learned."""

    def __init__(self, words: list[str], catalogues: list[bytes]) -> None:
        spoken = [read_words(json.loads(each), bytes(mo)) for each, mo in zip(words, catalogues, strict=True)]
        self._languages: Mapping[str, Words] = {each.language: each for each in spoken}
        self._language = spoken[0].language
        self._policies: dict[str, Policy] = {}
        self._texts: dict[str, dict[str, Words]] = {}

    def speaking(self, language: str) -> "Clerk":
        """The same policies and words, for a reader of another language; nothing is read again."""
        other = copy(self)
        other._language = language
        return other

    def learn(self, parcel: str) -> None:
        """Read a policy: `{"model", "words"}`, its words in the reader's language and in those of the vendor's desk."""
        read = json.loads(parcel)
        policy = read_policy(read["model"])
        self._texts[policy.id] = {
            each["language"]: add_policy(self._languages[each["language"]], policy.id, each) for each in read["words"]
        }
        self._policies[policy.id] = policy

    def reply(self, request: str, former: str = "") -> str:
        """The reply to `{"policy", "answers", "today", "now", "later", "root", "link", "typed"}`.

        `root` is the site's address, `typed` what the visitor wrote of the case. `now` is the moment in the visitor's
        time, `later` null or the next moment when the clocks there change, with the offset from then on.
        `link` is null, or `{"version", "answers"}` of the link that was opened, as it was written. `former` is the
        model of that version, where it is another and the site has it.

        That is `{"verdict", "view", "answers", "ask", "desk", "due", "drafts", "case"}`, where `drafts` (see
        `checker.core.words.draft`) is empty while there are open questions, and `case` is a worked case in YAML.
        `desk` is null where the policy has none, the plan is not answered, or no moment `now` (ISO 8601, with the
        visitor's offset) is given. `due` are the latest moments that the policy promises for a request made now, in
        words. Where nothing can be decided the reply is `{"error"}`, in
        words, whatever the request is.
        """
        words = self._languages[self._language]
        try:
            read = read_request(request, self._policies)
            words = self._texts[read.policy.id][self._language]
            return json.dumps(self._reply(read, words, former), ensure_ascii=False)
        except InputError as error:
            return json.dumps({"error": error.message(words)}, ensure_ascii=False)

    def _reply(self, request: Request, words: Words, former: str) -> dict[str, Any]:
        verdict = decide(request.policy, request.answers, request.today)
        shown = view(verdict, words)
        shown["sections"][:0] = _version(verdict, request.link, former, words)
        return {
            "verdict": document(verdict, words),
            "view": shown,
            "answers": summary(verdict, words),
            "ask": list(next_questions(verdict)),
            "desk": _desk(verdict, request, words),
            "due": _due(verdict, request, words),
            "drafts": drafts(verdict, self._language, self._rooted(verdict.policy, request.root), request.typed),
            "case": worked_case(verdict),
        }

    def _rooted(self, policy: Policy, root: str) -> dict[str, Words]:
        """The policy's words of each language, with links that can be followed from elsewhere."""
        return {language: replace(words, root=root) for language, words in self._texts[policy.id].items()}


def _version(verdict: Verdict, link: Link | None, former: str, words: Words) -> list[dict[str, Any]]:
    """What to say about a link that was made with another version."""
    if link is None or link.version == verdict.policy.version:
        return []
    policy = read_policy(json.loads(former)) if former else None
    answers = read_answers(policy, link.answers, verdict.today) if policy else {}
    before = decide(policy, answers, verdict.today) if policy else None
    return [version_section(verdict, link.version, before, words)]


def _desk(verdict: Verdict, request: Request, words: Words) -> dict[str, Any] | None:
    moment, clock = parse_moment(request.now), verdict.policy.desk
    plan = answered_plan(verdict, clock) if clock else None
    if clock is None or moment is None or plan is None:
        return None
    attended = attention(verdict, clock, plan)
    text = state_text(verdict.policy, attended, moment, words, _own(moment, request))
    return {**state_document(desk(clock, attended.hours, moment)), "text": text}


def _due(verdict: Verdict, request: Request, words: Words) -> list[str]:
    """The latest moments that the policy promises, in words."""
    moment = parse_moment(request.now)
    found = promises(verdict, moment) if moment else ()
    return [
        promise_text(verdict.policy, each, moment, words, _own(moment, request))
        for each in found
        if moment and each.due
    ]


def _own(moment: datetime, request: Request) -> Localised:
    """Moments with the offset that the visitor's clocks have then."""
    later = parse_moment(request.later)
    return lambda other: other.astimezone(later.tzinfo if later and other >= later else moment.tzinfo)
