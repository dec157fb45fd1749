"""What a type of fact is: one class for each, one line in `KINDS`, with all that depends on the type of a fact."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from checker.core.model.calendar import parse_date
from checker.core.model.layout import Listed
from checker.core.model.policy import Fact, FactType, Window
from checker.core.model.words import Words

Raw = str | int | bool | list[str]
"""An answer as JSON writes it."""
LONGEST_NUMBER = 15
RANKING = ("<", "<=", ">", ">=")
"""For answers of which one is more than another."""
HAS, HAS_NONE = "has", "has none"
"""For answers that are several."""
NOT = "not "
"""Before an option that is not, or no longer, among several."""
NONE = "none"
"""None of the options, as links write it."""


class Choice:
    """One of the fact's options. `listed`: answers are chosen from a list; else they are typed."""

    listed = True
    operators: tuple[str, ...] = ("==", "!=", "in")
    """By what a condition may compare it with an answer."""
    alone = False
    """Whether the name of the fact alone is a condition."""
    ranked = False
    """Whether each option is more than the one before."""
    numbers = False
    """Whether answers are whole numbers."""
    days = False
    """Whether answers are days."""
    many = False
    """Whether an answer is any number of the options, which diagrams ask for one by one."""

    @property
    def chosen(self) -> bool:
        """Whether an answer is one of the fact's options."""
        return self.listed and not self.alone and not self.many

    def answers(self, options: Iterable[str]) -> tuple[Listed, ...]:
        """The answers of a fact with these options, in the order of their classes; none if they are not listed."""
        return tuple(options)

    def count(self, fact: Fact) -> int:
        """How many classes the values of the fact fall into."""
        return len(self.answers(fact.options))

    def classes_of(self, fact: Fact, value: object, today: date) -> tuple[int, ...] | None:
        """The class of a value, for each variable of the fact; None where the fact cannot have it."""
        found = self.class_of(fact, value, today)
        return None if found is None else (found,)

    def class_of(self, fact: Fact, value: object, today: date) -> int | None:
        """The class of a value; None where the fact cannot have it."""
        return list(fact.options).index(value) if isinstance(value, str) and value in fact.options else None

    def value(self, fact: Fact, group: int, today: date) -> Raw:
        """A value of the class."""
        return self.answers(fact.options)[group]

    def read(self, text: str) -> Raw:
        """The answer that a link, a condition or a terminal writes so; what is none stays text."""
        return text

    def written(self, options: Iterable[str]) -> list[str]:
        """The listed answers as links and conditions write them."""
        return list(options)

    def allowed(self, fact: Fact, today: date, words: Words) -> str:
        """What the fact takes, in words."""
        return words.format(words.gettext("one of: {options}"), options=", ".join(fact.options))

    def wrong(self, fact: Fact, value: object) -> object:
        """Of a value that the fact cannot have, what is wrong with it: all of it."""
        return value

    def sayable(self, options: Iterable[str]) -> list[str]:
        """What a policy file calls the answers that it says as clauses."""
        return self.written(options)

    def attainable(self, options: Iterable[str], minimum: int | None, maximum: int | None) -> list[str]:
        """What a policy file calls the answers that a visitor may bring about; numbers all in one."""
        return self.sayable(options)

    def example(self, fact: Fact) -> str:
        """A comparison with the fact."""
        return f"{fact.id} == {next(iter(self.written(fact.options)), '')}"


class Ordered(Choice):
    """One of the fact's options, of which each is more than the one before."""

    operators = (*Choice.operators, *RANKING)
    ranked = True


class YesNo(Choice):
    """Yes (true) or no (false)."""

    alone = True

    def answers(self, options: Iterable[str]) -> tuple[Listed, ...]:
        """Yes, then no."""
        return (True, False)

    def class_of(self, fact: Fact, value: object, today: date) -> int | None:
        """Yes is 0, no is 1."""
        return None if not isinstance(value, bool) else 0 if value else 1

    def read(self, text: str) -> Raw:
        """`yes` and `no`."""
        return {"yes": True, "no": False}.get(text, text)

    def written(self, options: Iterable[str]) -> list[str]:
        """As they are read."""
        return ["yes", "no"]

    def allowed(self, fact: Fact, today: date, words: Words) -> str:
        """As JSON writes them."""
        return words.gettext("true or false")


class Integer(Choice):
    """A whole number from the fact's minimum to its maximum."""

    listed = False
    operators = (*Choice.operators, *RANKING)
    numbers = True

    def answers(self, options: Iterable[str]) -> tuple[Listed, ...]:
        """Too many to list."""
        return ()

    def count(self, fact: Fact) -> int:
        """The classes lie between the cuts."""
        return len(fact.cuts) + 1

    def class_of(self, fact: Fact, value: object, today: date) -> int | None:
        """How many cuts are at or below it."""
        assert fact.minimum is not None and fact.maximum is not None
        if not isinstance(value, int) or isinstance(value, bool) or not fact.minimum <= value <= fact.maximum:
            return None
        return bisect_right(fact.cuts, value)

    def value(self, fact: Fact, group: int, today: date) -> Raw:
        """The first number of the class."""
        assert fact.minimum is not None
        return (fact.minimum, *fact.cuts)[group]

    def read(self, text: str) -> Raw:
        """Plain digits."""
        return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else text

    def written(self, options: Iterable[str]) -> list[str]:
        """Too many to list."""
        return []

    def allowed(self, fact: Fact, today: date, words: Words) -> str:
        """From the least to the greatest."""
        return words.format(
            words.gettext("a whole number from {minimum} to {maximum}"),
            minimum=words.number(fact.minimum or 0),
            maximum=words.number(fact.maximum or 0),
        )

    def sayable(self, options: Iterable[str]) -> list[str]:
        """All in one."""
        return ["number"]

    def attainable(self, options: Iterable[str], minimum: int | None, maximum: int | None) -> list[str]:
        """From the least to the greatest."""
        return [f"a whole number from {minimum} to {maximum}"]

    def example(self, fact: Fact) -> str:
        """With the least number."""
        return f"{fact.id} == {fact.minimum}"


class Day(Choice):
    """A day, written YYYY-MM-DD. It is compared with today, or with a day that the condition names."""

    listed = False
    operators = RANKING
    days = True

    def answers(self, options: Iterable[str]) -> tuple[Listed, ...]:
        """Too many to list."""
        return ()

    def count(self, fact: Fact) -> int:
        """None of the windows is over, one of them, …; each of these by how many of the fact's days are reached."""
        return (len(fact.windows) + 1) * (len(fact.days) + 1)

    def class_of(self, fact: Fact, value: object, today: date) -> int | None:
        """How many windows from it are over, and how many of the fact's days it has reached."""
        day = parse_date(value)
        if day is None or (fact.max_today and day > today):
            return None
        over = sum(today > window.last_day(day) for window in fact.windows)
        return over * (len(fact.days) + 1) + bisect_right(fact.days, day.isoformat())

    def value(self, fact: Fact, group: int, today: date) -> Raw:
        """The latest day of the class; of one without an end, today or the day that it begins with."""
        over, reached = divmod(group, len(fact.days) + 1)
        ends = [last_over(fact.windows[over - 1], today)] if over else [today] if fact.max_today else []
        ends += [date.fromisoformat(day) - timedelta(days=1) for day in fact.days[reached : reached + 1]]
        return min(ends, default=max([today, *map(date.fromisoformat, fact.days[-1:])])).isoformat()

    def written(self, options: Iterable[str]) -> list[str]:
        """Too many to list."""
        return []

    def allowed(self, fact: Fact, today: date, words: Words) -> str:
        """How it is written, and until when."""
        if fact.max_today:
            return words.format(words.gettext("a date written YYYY-MM-DD, not after {today}"), today=today.isoformat())
        return words.gettext("a date written YYYY-MM-DD")

    def sayable(self, options: Iterable[str]) -> list[str]:
        """All in one."""
        return ["date"]

    def attainable(self, options: Iterable[str], minimum: int | None, maximum: int | None) -> list[str]:
        """A visitor can do something today, on no other day."""
        return ["today"]

    def example(self, fact: Fact) -> str:
        """With a window of days."""
        return f"today <= {fact.id} + 30 days"


class Several(Choice):
    """Any number of the fact's options, none too. Diagrams ask for each by itself: see `Policy.variables`.

    `answers` and `written` list those with one option alone, and that with none.
    """

    operators = (HAS, HAS_NONE)
    many = True

    def answers(self, options: Iterable[str]) -> tuple[Listed, ...]:
        """One option alone, each by turns; then none."""
        return (*([option] for option in options), [])

    def classes_of(self, fact: Fact, value: object, today: date) -> tuple[int, ...] | None:
        """By option: 0 if it is among them, else 1."""
        if not isinstance(value, list) or not all(map(_known(fact), value)) or len({*value}) < len(value):
            return None
        return tuple(int(option not in value) for option in fact.options)

    def read(self, text: str) -> Raw:
        """The options with commas between them, or “none”."""
        return [] if text == NONE else text.split(",")

    def written(self, options: Iterable[str]) -> list[str]:
        """As they are read."""
        return [*options, NONE]

    def allowed(self, fact: Fact, today: date, words: Words) -> str:
        """As JSON writes them."""
        return words.format(
            words.gettext("a list of one or more of these, or an empty list for none of them: {options}"),
            options=", ".join(fact.options),
        )

    def wrong(self, fact: Fact, value: object) -> object:
        """Of a list, the first that is no option."""
        known = _known(fact)
        return next((each for each in value if not known(each)), value) if isinstance(value, list) else value

    def sayable(self, options: Iterable[str]) -> list[str]:
        """Those that a visitor may bring about, and that with none."""
        return [*self.attainable(options, None, None), NONE]

    def attainable(self, options: Iterable[str], minimum: int | None, maximum: int | None) -> list[str]:
        """Each option, and each that is not among them."""
        names = list(options)
        return [*names, *(f"{NOT}{name}" for name in names)]

    def example(self, fact: Fact) -> str:
        """That an option is among them."""
        return f"{fact.id} {HAS} {next(iter(fact.options))}"


KINDS: Mapping[FactType, Choice] = {
    "choice": Choice(),
    "ordered": Ordered(),
    "yes/no": YesNo(),
    "integer": Integer(),
    "date": Day(),
    "several": Several(),
}
MANY = tuple(name for name, kind in KINDS.items() if kind.many)
"""The types of which an answer is several."""


def _known(fact: Fact) -> Callable[[object], bool]:
    return lambda each: isinstance(each, str) and each in fact.options


def last_over(window: Window, today: date) -> date:
    """The latest day from which the window is over; the first of all days where there is none."""
    days = range(1, today.toordinal() + 1)
    runs = bisect_left(days, True, key=lambda day: today <= window.last_day(date.fromordinal(day)))
    return date.fromordinal(max(runs, 1))
