"""How the questions of a policy follow each other: when each is asked, and which answers leave no other to ask.

It is worked out of the decision diagrams, like the next question of the checker: an answer ends the questions if, with
it, nothing that the verdict is made of depends on any other answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.core.model.classes import class_count, value_of
from checker.core.model.diagram import Diagram, Leaf, Restriction, Space, leaves, support
from checker.core.model.kinds import KINDS
from checker.core.model.policy import NOT_COVERED, STATUSES, Fact, Part, Status, Window
from checker.core.model.words import Words
from checker.core.words.labels import answer_text
from checker.pages.conditions_in_words import Phrases
from checker.pages.worked import Worked
from checker.policy.grammar import OfFact, parse, parts
from checker.policy.placed import Text

ELSEWHERE = "?"
"""What a diagram is worth where the question is not asked."""


@dataclass(frozen=True)
class Step:
    """A question: `after` which facts it depends whether it is asked, and `when` it is, as a clause; empty: always.

    `ends` has, by status, the answers that end the questions. Texts are in the reader's language.
    """

    fact: Fact
    after: tuple[str, ...]
    when: str
    ends: dict[Status, list[str]]


def steps(worked: Worked, words: Words) -> list[Step]:
    """The questions in asking order."""
    return _Flow(worked, words).steps()


class _Flow:
    def __init__(self, worked: Worked, words: Words) -> None:
        self._policy, self._file, self._today, self._words = worked.policy, worked.file, worked.today, words
        self._phrases = Phrases(self._policy, self._file, words)
        self._combine = Space(self._policy.order).combine

    def steps(self) -> list[Step]:
        return [self._step(fact) for fact in self._policy.facts]

    def _step(self, fact: Fact) -> Step:
        written = self._file.facts[Text(fact.id)].asked_when
        if not written:
            return Step(fact, (), "", self._ends(fact))
        asking = {self._policy.variables[at].whole for at in support([fact.asked])}
        asking &= self._named(written) or asking
        after = tuple(each.id for each in self._policy.facts if each.id in asking)
        return Step(fact, after, self._phrases.condition(written), self._ends(fact))

    def _named(self, condition: str) -> set[str]:
        """The facts that a condition names itself: not those that decide whether these are asked."""
        names = {part.fact for part in parts(parse(condition)) if isinstance(part, OfFact)}
        within = (self._named(text) for name, text in self._file.derived.items() if name in names)
        return (names - set(self._file.derived)).union(*within)

    def _ends(self, fact: Fact) -> dict[Status, list[str]]:
        found: dict[Status, list[str]] = {}
        for at in self._policy.positions(fact.id):
            variable = self._policy.variables[at]
            for group in range(class_count(variable)):
                status = self._settled(fact, at, group)
                if status and not (isinstance(variable, Part) and group):
                    found.setdefault(status, []).append(self._answer(variable, group))
        return found

    def _settled(self, fact: Fact, at: int, group: int) -> Status | None:
        """The status that this answer alone leads to, if no other question is left: none is if it is not covered."""
        known = Restriction({at: group})

        def found(diagram: Diagram) -> set[Leaf]:
            return leaves(known(self._combine(_where, fact.asked, diagram))) - {ELSEWHERE}

        status = next((each for each in STATUSES if found(self._policy.status) == {each}), None)
        if status in (None, NOT_COVERED):
            return status
        return status if all(len(found(each)) <= 1 for each in self._policy.matters) else None

    def _answer(self, variable: Fact, group: int) -> str:
        """An answer from a list by its text, what is typed by what is so of it."""
        if isinstance(variable, Part):
            return self._words.gettext(variable.options[variable.option])
        if KINDS[variable.type].listed:
            return answer_text(variable, value_of(variable, group, self._today), self._words)
        return self._phrases.condition(" and ".join(_limits(variable, group)))


def _where(asked: bool | None, value: object) -> object:
    """For diagrams: the value where the question is asked."""
    return ELSEWHERE if asked is False else None if asked is None else value


def _limits(fact: Fact, group: int) -> Iterator[str]:
    """The conditions, as policy files write them, that are true of a number or a date of that class."""
    if KINDS[fact.type].numbers:
        yield from _between(fact.id, [str(cut) for cut in fact.cuts], group)
        return
    over, reached = divmod(group, len(fact.days) + 1)
    if over:
        yield _window(fact, ">", fact.windows[over - 1])
    if over < len(fact.windows):
        yield _window(fact, "<=", fact.windows[over])
    yield from _between(fact.id, fact.days, reached)


def _between(name: str, starts: list[str] | tuple[str, ...], group: int) -> Iterator[str]:
    if group:
        yield f"{name} >= {starts[group - 1]}"
    if group < len(starts):
        yield f"{name} < {starts[group]}"


def _window(fact: Fact, operator: str, window: Window) -> str:
    return f"today {operator} {fact.id} {'for' if window.first_counts else '+'} {window.amount} {window.unit}"
