"""The questions in a terminal, in the words of the page."""

from collections.abc import Sequence
from datetime import date

import questionary
from prompt_toolkit.styles import Style

from checker.cli.exits import Cancelled
from checker.core.engine.answers import InputError, classes_of
from checker.core.engine.decide import decide, next_questions
from checker.core.model.kinds import KINDS, Raw
from checker.core.model.policy import Fact, Policy
from checker.core.model.words import Words
from checker.core.words.finder import Index, find
from checker.core.words.labels import answer_text, definitions

STYLE = Style([("instruction", "italic")])
UNKNOWN, OTHER_WORDS = object(), object()


def ask(policy: Policy, words: Words, today: date, index: Index | None = None) -> dict[str, object]:
    """Ask until nothing more can change the verdict, and give the answers. Raises Cancelled.

    The fact of the `index` is answered in the visitor's own words.
    """
    answers: dict[str, object] = {}
    while asked := next_questions(decide(policy, answers, today)):
        fact = policy.fact(asked[0])
        answers[fact.id] = _ask(policy, fact, words, today, index)
    return answers


def _ask(policy: Policy, fact: Fact, words: Words, today: date, index: Index | None) -> object:
    questionary.print(words.gettext(fact.why), style="italic")
    for label, text in definitions(policy.id, fact.options, fact.defined, words):
        questionary.print(f"{label}: {text}")
    if index and index["fact"] == fact.id:
        answer = _searched(fact, index, words)
    elif KINDS[fact.type].many:
        answer = _listed(fact, words)
    else:
        answer = (_chosen if KINDS[fact.type].listed else _typed)(policy, fact, words, today)
    return None if answer is UNKNOWN else answer


def _chosen(policy: Policy, fact: Fact, words: Words, today: date) -> object:
    _ = words.gettext
    answers = KINDS[fact.type].answers(fact.options)
    choices = [questionary.Choice(answer_text(fact, each, words), value=each) for each in answers]
    choices.append(questionary.Choice(_("I don't know"), value=UNKNOWN))
    return given(questionary.select(_(fact.question), choices=choices, instruction=_(fact.hint) or " ", style=STYLE))


def _searched(fact: Fact, index: Index, words: Words) -> object:
    """Words are typed, then what they mean is picked; Enter alone picks nothing, but leads back to other words."""
    _ = words.gettext
    back = questionary.Choice(_("Say it in other words"), value=OTHER_WORDS)
    way_out = [
        questionary.Choice(_("My issue is not in the list"), value=index["not_listed"]),
        questionary.Choice(_("I don't know"), value=UNKNOWN),
    ]
    answer: object = OTHER_WORDS
    while answer is OTHER_WORDS:
        prompt = _("Say it in your own words (leave empty to see the whole list):")
        said = str(given(questionary.text(f"{_(fact.question)} {prompt}", style=STYLE)))
        found = [option for option, _score in find(index, said)] if said.strip() else list(fact.options)
        if not found:
            questionary.print(_("Nothing found."), style="italic")
        listed = [questionary.Choice(_label(index, option), value=option) for option in found]
        choices = [*listed, *way_out, back]
        answer = given(
            questionary.select(_(fact.question), choices=choices, default=back, instruction=" ", style=STYLE)
        )
    return answer


def _label(index: Index, option: str) -> str:
    known = index["options"][option]
    return f"{known['label']} – {known['such_as']}" if known["such_as"] else str(known["label"])


def _listed(fact: Fact, words: Words) -> object:
    """The options with their numbers, of which those that are meant are typed: “1, 3”; 0 for none of them."""
    _, options = words.gettext, list(fact.options)
    hint = _("(numbers separated by commas; leave empty if you do not know)")

    def problem(text: str) -> bool | str:
        if not text.strip() or numbered(text, options) is not None:
            return True
        template = _(
            "Type numbers from 1 to {most}, separated by commas, such as 1, {most}; or 0 for none of these options."
        )
        return words.format(template, most=words.number(len(options)))

    if fact.hint:
        questionary.print(_(fact.hint))
    for number, option in enumerate(options, start=1):
        questionary.print(f"{number:>3}  {_(fact.options[option])}")
    questionary.print(f"{0:>3}  {answer_text(fact, [], words)}")
    text = str(given(questionary.text(f"{_(fact.question)} {hint}", validate=problem, style=STYLE)))
    return numbered(text, options) if text.strip() else UNKNOWN


def numbered(text: str, options: Sequence[str]) -> list[str] | None:
    """The options with these numbers, in their own order; none for 0; None where the text says nothing of the kind."""
    typed = {each.strip() for each in text.split(",")}
    if typed == {"0"}:
        return []
    numbers = {str(number): option for number, option in enumerate(options, start=1)}
    return [numbers[each] for each in numbers if each in typed] if typed <= numbers.keys() else None


def _typed(policy: Policy, fact: Fact, words: Words, today: date) -> object:
    def problem(text: str) -> bool | str:
        try:
            if text.strip():
                classes_of(policy, fact, _value(fact, text), today)
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
