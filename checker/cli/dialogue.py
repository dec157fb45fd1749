"""The questions in a terminal, in the words of the page."""

from datetime import date

import questionary
from prompt_toolkit.styles import Style

from checker.core.engine.answers import InputError, class_of
from checker.core.engine.decide import decide, next_questions
from checker.core.model.kinds import KINDS, Raw
from checker.core.model.policy import Fact, Policy
from checker.core.model.words import Words
from checker.core.words.labels import answer_text

STYLE = Style([("instruction", "italic")])
UNKNOWN = object()


class Cancelled(Exception):
    """The visitor stopped (Ctrl-C)."""


def ask(policy: Policy, words: Words, today: date) -> dict[str, object]:
    """Ask until nothing more can change the verdict, and give the answers. Raises Cancelled."""
    answers: dict[str, object] = {}
    while asked := next_questions(decide(policy, answers, today)):
        fact = policy.fact(asked[0])
        answers[fact.id] = _ask(policy, fact, words, today)
    return answers


def _ask(policy: Policy, fact: Fact, words: Words, today: date) -> object:
    questionary.print(words.gettext(fact.why), style="italic")
    answer = (_chosen if KINDS[fact.type].listed else _typed)(policy, fact, words, today)
    return None if answer is UNKNOWN else answer


def _chosen(policy: Policy, fact: Fact, words: Words, today: date) -> object:
    _ = words.gettext
    answers = KINDS[fact.type].answers(fact.options)
    choices = [questionary.Choice(answer_text(fact, each, words), value=each) for each in answers]
    choices.append(questionary.Choice(_("I don't know"), value=UNKNOWN))
    return given(questionary.select(_(fact.question), choices=choices, instruction=_(fact.hint) or " ", style=STYLE))


def _typed(policy: Policy, fact: Fact, words: Words, today: date) -> object:
    def problem(text: str) -> bool | str:
        try:
            if text.strip():
                class_of(policy, fact, _value(fact, text), today)
        except InputError as error:
            return error.message(words)
        return True

    hint = words.gettext("(leave empty if you do not know)")
    prompt = f"{words.gettext(fact.question)} {hint}"
    text = str(given(questionary.text(prompt, validate=problem, style=STYLE)))
    return _value(fact, text) if text.strip() else UNKNOWN


def _value(fact: Fact, text: str) -> Raw:
    return KINDS[fact.type].read(text.strip())


def given(question: questionary.Question) -> object:
    """The answer. Raises Cancelled, also where there is no terminal to ask in any more."""
    try:
        answer: object = question.unsafe_ask()
    except (KeyboardInterrupt, EOFError):
        raise Cancelled from None
    return answer
