"""The browser's way in: one function from JSON to JSON, over models and words that were loaded before."""

import json
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from typing import Any

from checker.core.answers import Answers, InputError
from checker.core.desk import desk, parse_moment
from checker.core.document import document
from checker.core.draft import drafts
from checker.core.engine import decide, next_questions
from checker.core.link import read_answers
from checker.core.messages import Words, read_words
from checker.core.model import Policy
from checker.core.opening import state_document, state_text
from checker.core.render import summary, view
from checker.core.request import Link, Request, read_request
from checker.core.serial import read_policy
from checker.core.verdict import Verdict
from checker.core.version_view import version_section


class Clerk:
    """Policies and words, as the JSON texts and compiled catalogues were loaded; the reader's language comes first."""

    def __init__(self, models: list[str], words: list[str], catalogues: list[bytes]) -> None:
        policies = [read_policy(json.loads(model)) for model in models]
        self._policies: Mapping[str, Policy] = {policy.id: policy for policy in policies}
        spoken = [read_words(json.loads(each), bytes(mo)) for each, mo in zip(words, catalogues, strict=True)]
        self._languages: Mapping[str, Words] = {each.language: each for each in spoken}
        self._words: Words = spoken[0]

    def speaking(self, language: str) -> "Clerk":
        """The same policies and words, for a reader of another language; nothing is read anew."""
        other = copy(self)
        other._words = self._languages[language]
        return other

    def reply(self, request: str, former: str = "") -> str:
        """The reply to `{"policy", "answers", "today", "now", "root", "link"}`; `root` is the site's address.

        `link` is null, or `{"version", "answers"}` of the link that was opened, as it was written. `former` is the
        model of that version, where it is another and the site has it.

        That is `{"verdict", "view", "answers", "ask", "desk", "drafts"}`, where `drafts` (see `checker.core.draft`) is
        empty while there are open questions.
        `desk` is null where the policy has none, the plan is not answered, or no moment `now` (ISO 8601, with the
        visitor's offset) is given. Where nothing can be decided the reply is `{"error"}`, in
        words, whatever the request is.
        """
        try:
            return json.dumps(self._reply(read_request(request, self._policies), former), ensure_ascii=False)
        except InputError as error:
            return json.dumps({"error": error.message(self._words)}, ensure_ascii=False)

    def _reply(self, request: Request, former: str) -> dict[str, Any]:
        policy, answers, today = request.policy, request.answers, request.today
        verdict = decide(policy, answers, today)
        shown = view(verdict, self._words)
        shown["sections"][:0] = self._version(verdict, request.link, former)
        return {
            "verdict": document(verdict, self._words),
            "view": shown,
            "answers": summary(policy, answers, today, self._words),
            "ask": list(next_questions(policy, answers, today)),
            "desk": self._desk(policy, answers, request.now),
            "drafts": drafts(verdict, answers, self._words.language, self._rooted(request.root)),
        }

    def _version(self, verdict: Verdict, link: Link | None, former: str) -> list[dict[str, Any]]:
        """What to say of a link that was made with another version."""
        if link is None or link.version == verdict.policy.version:
            return []
        policy = read_policy(json.loads(former)) if former else None
        answers = read_answers(policy, link.answers, verdict.today) if policy else {}
        before = decide(policy, answers, verdict.today) if policy else None
        return [version_section(verdict, link.version, before, self._words)]

    def _rooted(self, root: str) -> dict[str, Words]:
        """The words of each language, with links that can be followed from elsewhere."""
        return {language: replace(words, root=root) for language, words in self._languages.items()}

    def _desk(self, policy: Policy, answers: Answers, now: object) -> dict[str, Any] | None:
        moment, clock = parse_moment(now), policy.desk
        plan = answers.get(clock.plan) if clock else None
        if clock is None or plan is None or moment is None:
            return None
        state = desk(clock, str(plan), moment)
        return {**state_document(state), "text": state_text(clock, str(plan), moment, self._words)}
