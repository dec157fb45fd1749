"""What an assistant is told: issues, questions and verdicts as data, of answers that somebody has given and no others.

`checker mcp` offers it as tools. Whatever is wrong with what is asked becomes an InputError.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checker.cli import inputs
from checker.cli.find import found_issues, index_of
from checker.core.engine.decide import decide, next_questions
from checker.core.engine.verdict import Verdict
from checker.core.model.kinds import KINDS
from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.core.request import as_object, bad
from checker.core.words.freshness import is_overdue, overdue_text
from checker.core.words.labels import answer_text, definitions
from checker.core.words.verdict_document import document
from checker.languages import DEFAULT, language_root
from checker.library.address import checker_link
from checker.library.shelf import Shelf

Data = dict[str, Any]


@dataclass(frozen=True)
class Assistant:
    """Answers from the policies of `shelf`; `site` is the address of the site that links lead to, "" for none."""

    shelf: Shelf
    site: str = ""

    def policies(self, lang: str = DEFAULT) -> Data:
        """The policies that there are, each with its version and the day of its last look at the vendor's text."""
        words = inputs.pick_words(self.shelf, lang)
        found = [inputs.pick_policy(self.shelf, name)[0] for name in self.shelf.names]
        return {"policies": [_policy(each, words) for each in found]}

    def find_issue(self, words: str, policy: str | None = None, lang: str = DEFAULT) -> Data:
        """Which issues somebody's own words may mean, best first; for each policy, the answer if it is none of them."""
        language = inputs.pick_words(self.shelf, lang).language
        found = found_issues(self.shelf, policy, words, language)
        names = self.shelf.names if policy is None else [policy]
        indexes = {name: index_of(self.shelf.library(name), name, language) for name in names}
        none = [
            {"policy": name, "fact": index["fact"], "option": index["not_listed"]}
            for name, index in indexes.items()
            if index
        ]
        return {"issues": found, "none_of_these": none}

    def next_question(
        self, policy: str, answers: Mapping[str, object], lang: str = DEFAULT, today: str | None = None
    ) -> Data:
        """What to ask next, given these answers; no question once none can change the verdict."""
        verdict, words = self._decide(policy, answers, lang, today)
        return {
            "policy": policy,
            "questions": [_question(verdict, name, words) for name in next_questions(verdict)],
            "final": verdict.final,
            "status": verdict.status,
            "possible": list(verdict.possible),
            "still_open": _named(verdict, verdict.questions, words),
            "ignored": list(verdict.ignored),
        }

    def decide(self, policy: str, answers: Mapping[str, object], lang: str = DEFAULT, today: str | None = None) -> Data:
        """The verdict on these answers, with the clauses that decide it, what is still open, and its link."""
        verdict, words = self._decide(policy, answers, lang, today)
        found = document(verdict, words)
        for reason in found["because"]:
            reason["href"] = self.site + reason["href"]
        link = checker_link(policy, verdict.answers, verdict.policy.version)
        return {
            **found,
            "link": self.site + language_root(words.language) + link,
            "still_open": _named(verdict, verdict.questions, words),
            "not_known": _named(verdict, verdict.unknowns, words),
            "notices": self._notices(verdict, words),
        }

    def _decide(
        self, policy: str, answers: Mapping[str, object], lang: str, today: str | None
    ) -> tuple[Verdict, Words]:
        spoken = inputs.pick_words(self.shelf, lang)
        found, words = inputs.pick_policy(self.shelf, policy)
        return decide(found, as_object(answers), inputs.as_day(today)), words[spoken.language]

    def _notices(self, verdict: Verdict, words: Words) -> list[str]:
        """What to say with the verdict: whose text counts, and whether it may be out of date."""
        _, policy = words.gettext, verdict.policy
        notices = [words.format(_("The vendor's own text is what counts: {authority}"), authority=_(policy.authority))]
        if is_overdue(policy, verdict.today):
            notices.append(overdue_text(policy, words))
        if self.shelf.is_draft(policy.id):
            template = _("{policy} is a draft: do not rely on it until it has been reviewed and translated.")
            notices.append(words.format(template, policy=policy.id))
        return notices


def as_site(address: str) -> str:
    """The address of a site, ending in a slash. Raises InputError for what is none."""
    if address and not address.startswith(("https://", "http://")):
        raise bad(_("“{text}” is not the address of a site, such as https://example.org/support/."), text=address)
    return address.rstrip("/") + "/" if address else ""


def _policy(policy: Policy, words: Words) -> Data:
    return {
        "id": policy.id,
        "title": words.gettext(policy.title),
        "vendor": policy.vendor,
        "version": policy.version,
        "checked_on": policy.checked_on,
    }


def _question(verdict: Verdict, name: str, words: Words) -> Data:
    """A question with the answers that it takes, and null, which is “I don't know”."""
    gettext, fact = words.gettext, verdict.policy.fact(name)
    listed = [
        {"answer": each, "label": answer_text(fact, each, words)} for each in KINDS[fact.type].answers(fact.options)
    ]
    several = [{"answer": each, "label": gettext(label)} for each, label in fact.options.items()]
    defined = definitions(verdict.policy.id, fact.options, fact.defined, words)
    return {
        "fact": name,
        "question": gettext(fact.question),
        "why": gettext(fact.why),
        "hint": gettext(fact.hint) if fact.hint else "",
        "type": fact.type,
        "answers": several if KINDS[fact.type].many else listed,
        "allowed": KINDS[fact.type].allowed(fact, verdict.today, words),
        "meanings": [{"answer": label, "clause": text} for label, text in defined],
        "find_out": gettext(fact.find_out) if fact.find_out else "",
    }


def _named(verdict: Verdict, names: tuple[str, ...], words: Words) -> list[Data]:
    return [{"fact": name, "question": words.gettext(verdict.policy.fact(name).question)} for name in names]


def _(message: str) -> str:
    """Mark a message for translation; it is translated when it is said."""
    return message
