"""Reading answers: from what a visitor, a link or a script gives to the classes that the diagrams ask for."""

from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches

from checker.core.model.kinds import KINDS
from checker.core.model.policy import Fact, Policy
from checker.core.model.words import Words

Answers = Mapping[str, object]
LONGEST = 2000  # no policy's answers come near


class InputError(ValueError):
    """Input that nothing can be decided from; `message(words)` says what is wrong, and what is allowed."""

    def __init__(self, message: Callable[[Words], str]) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.message(Words())


def classify(policy: Policy, answers: Answers, today: date) -> dict[int, int]:
    """Positions of what is answered, with the class of each answer; "I don't know" (None) leaves it open.

    Raises InputError, with all problems in one message.
    """
    _check_length(answers)
    problems, known = list[InputError](), dict[int, int]()
    for name, value in answers.items():
        try:
            fact = find(policy, name)
            if value is not None:
                classes = classes_of(policy, fact, value, today)
                known.update(zip(policy.positions(name), classes, strict=True))
        except InputError as problem:
            problems.append(problem)
    if problems:
        raise InputError(lambda words: " ".join(problem.message(words) for problem in problems))
    return known


def _check_length(answers: Answers) -> None:
    length = sum(map(len, answers))
    for value in answers.values():
        if isinstance(value, str):
            length += len(value)
        elif isinstance(value, list):
            length += sum(len(each) for each in value if isinstance(each, str))
    if length > LONGEST:
        raise InputError(
            lambda words: words.format(
                words.gettext("The answers are longer than {most} characters in all."), most=words.number(LONGEST)
            )
        )


def find(policy: Policy, name: str) -> Fact:
    """The fact called `name`. Raises InputError."""
    if name in policy.named:
        return policy.named[name]
    raise InputError(
        lambda words: words.format(
            words.gettext("Policy {policy} has no fact “{name}”; the facts are: {allowed}.{hint}"),
            policy=policy.id,
            name=printable(name),
            allowed=", ".join(policy.named),
            hint=nearest(name[:60], list(policy.named), words),
        )
    )


def class_of(policy: Policy, fact: Fact, value: object, today: date) -> int:
    """The class of `value` among those of a variable. Raises InputError when it cannot have that value."""
    (found,) = classes_of(policy, fact, value, today)
    return found


def classes_of(policy: Policy, fact: Fact, value: object, today: date) -> tuple[int, ...]:
    """The class of `value` for each variable of `fact`. Raises InputError when the fact cannot have that value."""
    found = KINDS[fact.type].classes_of(fact, value, today)
    if found is None:
        raise InputError(lambda words: _refusal(policy, fact, value, today, words))
    return found


def nearest(name: str, allowed: list[str], words: Words) -> str:
    """A sentence that suggests the allowed name most like `name`, with a space before it, or nothing."""
    match = get_close_matches(name, allowed, n=1)
    return " " + words.format(words.gettext("Did you mean “{name}”?"), name=match[0]) if match else ""


def printable(text: str, most: int = 60) -> str:
    """`text` on one line, shortened, without characters that could not be shown."""
    line = "".join(each if each.isprintable() else "�" for each in text[:most])
    return line if len(text) <= most else line + "…"


def _refusal(policy: Policy, fact: Fact, value: object, today: date, words: Words) -> str:
    wrong, options = KINDS[fact.type].wrong(fact, value), list(fact.options)
    if wrong is value and isinstance(value, list) and KINDS[fact.type].many:
        return _doubled(policy, fact, value, words)
    return words.format(
        words.gettext("Policy {policy}: “{value}” is not an answer to {fact}; it takes {allowed}.{hint}"),
        policy=policy.id,
        value=shown(wrong),
        fact=fact.id,
        allowed=KINDS[fact.type].allowed(fact, today, words),
        hint=nearest(wrong[:60], options, words) if isinstance(wrong, str) and wrong not in options else "",
    )


def _doubled(policy: Policy, fact: Fact, value: list[str], words: Words) -> str:
    twice = next(each for at, each in enumerate(value) if each in value[:at])
    return words.format(
        words.gettext("Policy {policy}: the answer to {fact} lists “{value}” twice."),
        policy=policy.id,
        fact=fact.id,
        value=twice,
    )


def shown(value: object) -> str:
    """Any JSON value on one line, shortened, without what is in it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        return "[…]" if isinstance(value, list) else "{…}"
    return printable(str(value))
