"""The questions of a policy as a picture: an SVG from top to bottom, a box for each, narrow enough for a phone.

The line on the left is the order of the questions. A question that is not always asked is set in; on the right, arrows
lead to it from the questions on whose answers that depends. Styles are in `checker/web/site.css`.
"""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.core.model.policy import Group, Status
from checker.core.model.words import Words
from checker.core.words.labels import heading
from checker.pages.question_flow import Step
from checker.policy.markup import Element, add

WIDTH, INSET, PAD, GAP, LINE, LANE = 308, 18, 10, 16, 17, 9
"""Of a box, by how much it is set in, within and between boxes, of a line of text, and of arrows beside each other."""
SPINE = INSET / 2
LETTERS, BOLD = 36, 32
"""How many letters a line has; the fonts of readers differ, so this is for a wide one."""


@dataclass(frozen=True)
class Text:
    """A line of text with its class, and the status that a sign before it is the colour of."""

    text: str
    kind: str
    status: Status | None = None


@dataclass(frozen=True)
class Box:
    """A question and where its box is; `top` and `bottom` in the units of the picture."""

    step: Step
    lines: list[Text]
    top: float
    bottom: float

    @property
    def left(self) -> float:
        """Set in, if it is not always asked."""
        return INSET if self.step.when else 0

    @property
    def middle(self) -> float:
        """Half of its height, where arrows come in."""
        return (self.top + self.bottom) / 2


def picture(steps: Sequence[Step], groups: Mapping[str, Group], title: str, words: Words, name: str = "") -> Element:
    """The picture of these questions, called `title`; with others on a page, each has a `name`."""
    return _Picture(steps, groups, words).drawn(title, f"flow-{name}" if name else "flow")


class _Picture:
    def __init__(self, steps: Sequence[Step], groups: Mapping[str, Group], words: Words) -> None:
        self._words, self._groups = words, groups
        self._heads: list[tuple[float, str]] = []
        self._boxes = list(self._laid_out(steps))
        self._end = self._boxes[-1].bottom + GAP

    def drawn(self, title: str, name: str) -> Element:
        lanes = list(self._lanes())
        width = WIDTH + LANE * (2 + max((lane for _, _, lane in lanes), default=-1)) + 2
        box = f"-1 -1 {width + 2:g} {self._end + LINE * 2:g}"
        names = {"role": "img", "aria-labelledby": f"{name}-title {name}-desc"}
        svg = Element("svg", {"viewBox": box, **names})
        add(svg, "title", {"id": f"{name}-title"}, title)
        add(svg, "desc", {"id": f"{name}-desc"}, self._words.gettext("The list below the picture says the same."))
        self._draw_spine(svg)
        for source, targets, lane in lanes:
            _draw_lane(svg, source, targets, WIDTH + LANE * (lane + 1))
        for at, text in self._heads:
            _write(svg, INSET, at, Text(text, "flow-group"))
        for each in self._boxes:
            _draw_box(svg, each)
        return svg

    def _laid_out(self, steps: Sequence[Step]) -> Iterator[Box]:
        top, group = float(LINE + GAP), ""
        for number, step in enumerate(steps, 1):
            if step.fact.group and step.fact.group != group:
                template = self._words.gettext("Asked together: {group}")
                title = self._words.gettext(self._groups[step.fact.group].title)
                for text in textwrap.wrap(self._words.format(template, group=self._words.quoted(title)), LETTERS):
                    self._heads.append((top + LINE - 5, text))
                    top += LINE
                top += 3
            group, lines = step.fact.group, list(self._lines(number, step))
            yield Box(step, lines, top, bottom := top + LINE * len(lines) + PAD)
            top = bottom + GAP

    def _lines(self, number: int, step: Step) -> Iterator[Text]:
        _, inset = self._words.gettext, 2 if step.when else 0
        for text in textwrap.wrap(f"{number}. {_(step.fact.label)}", BOLD - inset):
            yield Text(text, "flow-label")
        if step.when:
            said = self._words.format(_("Asked only if {condition}."), condition=step.when)
            yield from (Text(text, "flow-text") for text in textwrap.wrap(said, LETTERS - inset))
        for status, answers in step.ends.items():
            said = self._words.format(_("{status} at once:"), status=heading(status, self._words))
            yield Text(said, "flow-end", status)
            for each in answers:
                yield from (Text(text, "flow-text") for text in _item(each, LETTERS - inset))

    def _lanes(self) -> Iterator[tuple[Box, list[Box], int]]:
        """By question that others depend on: these, and its place on the right, where nothing else is in its way."""
        taken: list[float] = []
        for source in self._boxes:
            targets = [each for each in self._boxes if source.step.fact.id in each.step.after]
            if targets:
                lane = next((at for at, bottom in enumerate(taken) if bottom < source.top), len(taken))
                taken[lane : lane + 1] = [targets[-1].bottom]
                yield source, targets, lane

    def _draw_spine(self, svg: Element) -> None:
        """From the start through the questions that are always asked to the verdict, with an arrow before each."""
        stops = [each.top for each in self._boxes if not each.step.when]
        add(svg, "path", {"class": "flow-order", "d": f"M{SPINE:g} {LINE:g}V{self._end:g}"})
        for y in (*stops, self._end):
            add(svg, "path", {"class": "flow-tip", "d": f"M{SPINE:g} {y:g}l-4 -7h8z"})
        _ = self._words.gettext
        for y, text in ((LINE - 4, _("Start")), (self._end + LINE - 2, _("Verdict"))):
            _write(svg, 0, y, Text(text, "flow-label"))


def _item(text: str, letters: int) -> list[str]:
    """As an item of a list, its further lines set in by spaces that stay."""
    first, *others = textwrap.wrap(text, letters - 2)
    return [f"– {first}", *(f"\u2003{line}" for line in others)]


def _draw_box(svg: Element, box: Box) -> None:
    x, kind = box.left, "flow-box flow-asked" if box.step.when else "flow-box"
    shape = {"x": f"{x:g}", "y": f"{box.top:g}", "rx": "4", "class": kind}
    add(svg, "rect", {**shape, "width": f"{WIDTH - x:g}", "height": f"{box.bottom - box.top:g}"})
    for number, line in enumerate(box.lines, 1):
        y = box.top + LINE * number + 1
        if line.status:
            sign = {"x": f"{x + PAD:g}", "y": f"{y - 9:g}", "width": "9", "height": "9"}
            add(svg, "rect", {**sign, "class": "flow-sign", "data-status": line.status})
        _write(svg, x + PAD + (14 if line.status else 0), y, line)


def _draw_lane(svg: Element, source: Box, targets: Sequence[Box], x: float) -> None:
    """From the question on the left down beside the boxes, with an arrow to each that depends on it."""
    start = source.bottom - PAD
    add(svg, "circle", {"class": "flow-tip", "cx": f"{WIDTH}", "cy": f"{start:g}", "r": "3"})
    add(svg, "path", {"class": "flow-way", "d": f"M{WIDTH} {start:g}H{x:g}V{targets[-1].middle:g}"})
    for each in targets:
        y = each.middle
        add(svg, "path", {"class": "flow-way", "d": f"M{x:g} {y:g}H{WIDTH + 5}"})
        add(svg, "path", {"class": "flow-tip", "d": f"M{WIDTH} {y:g}l7 -4v8z"})


def _write(svg: Element, x: float, y: float, line: Text) -> None:
    add(svg, "text", {"x": f"{x:g}", "y": f"{y:g}", "class": line.kind}, line.text)
