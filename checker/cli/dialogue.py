"""The questions in a terminal, in the words of the page."""

from datetime import date
from typing import Any

import questionary
from prompt_toolkit.styles import Style

from checker.core.engine.answers import InputError, class_of
from checker.core.engine.decide import decide, next_questions
from checker.core.engine.link import read_number
from checker.core.model.policy import Fact, Policy
from checker.core.model.words import Words

STYLE = Style([("instruction", "italic")])
UNKNOWN = object()


class Cancelled(Exception):
    """The visitor stopped (Ctrl-C)."""


def ask(policy: Policy, words: Words, today: date) -> dict[str, Any]:
    """Ask until nothing more can change the verdict, and give the answers. Raises Cancelled."""
    answers: dict[str, Any] = {}
    while asked := next_questions(decide(policy, answers, today)):
        fact = policy.fact(asked[0])
        answers[fact.id] = _ask(policy, fact, words, today)
    return answers


def _ask(policy: Policy, fact: Fact, words: Words, today: date) -> Any:
    questionary.print(words.gettext(fact.why), style="italic")
    typed = fact.type in ("integer", "date")
    answer = (_typed if typed else _chosen)(policy, fact, words, today)
    return None if answer is UNKNOWN else answer


def _chosen(policy: Policy, fact: Fact, words: Words, today: date) -> Any:
    _ = words.gettext
    options: dict[Any, str] = {True: _("Yes"), False: _("No")} if fact.type == "yes/no" else dict(fact.options)
    choices = [questionary.Choice(_(label), value=value) for value, label in options.items()]
    choices.append(questionary.Choice(_("I don't know"), value=UNKNOWN))
    return given(questionary.select(_(fact.question), choices=choices, instruction=_(fact.hint) or " ", style=STYLE))


def _typed(policy: Policy, fact: Fact, words: Words, today: date) -> Any:
    def problem(text: str) -> bool | str:
        try:
            class_of(policy, fact, _value(fact, text), today)
        except InputError as error:
            return error.message(words)
        return True

    hint = words.gettext("(leave empty if you do not know)")
    prompt = f"{words.gettext(fact.question)} {hint}"
    text = given(questionary.text(prompt, validate=lambda text: not text.strip() or problem(text), style=STYLE))
    return _value(fact, text) if text.strip() else UNKNOWN


def _value(fact: Fact, text: str) -> Any:
    return read_number(text.strip()) if fact.type == "integer" else text.strip()


def given(question: Any) -> Any:
    """The answer. Raises Cancelled, also where there is no terminal to ask in any more."""
    try:
        return question.unsafe_ask()
    except (KeyboardInterrupt, EOFError):
        raise Cancelled from None
