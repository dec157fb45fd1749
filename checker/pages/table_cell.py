"""A cell of a decision table in words: statuses as chips, the offers in short, and on demand what else there is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.core.model.policy import OFFERED, OPEN, UNCLEAR, Policy, Status
from checker.core.model.words import Words
from checker.core.words.labels import heading
from checker.core.words.price import case_text
from checker.pages.said_once import Said
from checker.policy.markup import Element, add, append


class Cells:
    """The cells of one page; `short` are the offers in a word or two, `root` leads to the site's root."""

    def __init__(self, policy: Policy, short: Mapping[str, str], words: Words, root: str) -> None:
        self._policy, self._words, self._root = policy, words, root
        self._labels = {offer.id: offer.label for offer in policy.offers}
        self._short = {**self._labels, **short}

    def fill(self, cell: Element, said: Said, places: Sequence[str], for_all: bool) -> None:
        """Put into the empty cell what is said about these places; `for_all` where it is so in all columns."""
        self._add_statuses(cell, said)
        if for_all and len(said.possible) == 1 and not said.offered(OFFERED, UNCLEAR, OPEN):
            append(cell, " " + self._words.gettext("for everybody:") + " ")
            self.add_clauses(cell, said.reasons)
        else:
            self._add_rest(cell, said, places)

    def add_clauses(self, element: Element, clauses: Iterable[str]) -> None:
        """Add the clauses in their own words, as links."""
        between = ""
        for clause in clauses:
            append(element, between)
            found = self._words.clauses[self._policy.id][clause]
            add(element, "a", {"href": self._root + found.href}, found.text)
            between = " " if found.text.endswith((".", "!", "?")) else "; "

    def _add_statuses(self, cell: Element, said: Said) -> None:
        """Those where all is in order first, then what else is possible; and the price of the help."""
        _ = self._words.gettext
        self._add_chips(cell, said.in_order)
        others = [status for status in said.possible if status not in said.in_order]
        if others:
            append(cell, " " + _("otherwise") + " ")
            self._add_chips(cell, others)
        if said.prices:
            append(cell, " " + self._words.format(_("for a fee: {price}"), price="; ".join(self._prices(said))))

    def _prices(self, said: Said) -> Iterator[str]:
        terms = {term.id: term for term in self._policy.terms}
        return (case_text(terms[name], terms[name].cases[at], self._words) for name, at in said.prices)

    def _add_chips(self, cell: Element, statuses: Iterable[Status]) -> None:
        for number, status in enumerate(statuses):
            append(cell, " " + self._words.gettext("or") + " " if number else "")
            add(cell, "span", {"class": "status", "data-status": status}, heading(status, self._words))

    def _add_rest(self, cell: Element, said: Said, places: Sequence[str]) -> None:
        rest = add(cell, "details")
        add(rest, "summary", text=self._summary(said))
        self._add_reasons(rest, said)
        for line in self._lines(said, places):
            add(rest, "p", text=line)

    def _summary(self, said: Said) -> str:
        _ = self._words.gettext
        offered, perhaps = (self._listed(self._short, said.offered(value)) for value in (OFFERED, OPEN))
        if offered or not perhaps:
            return offered or (_("It depends") if said.depends else _("Why"))
        return self._words.format(_("Perhaps: {listed}"), listed=perhaps)

    def _add_reasons(self, rest: Element, said: Said) -> None:
        _ = self._words.gettext
        if said.reasons:
            settled = len(said.possible) == 1
            line = add(rest, "p", text=_("Why:") if settled else _("Why, if all is in order:"))
            append(line, " ")
            self.add_clauses(line, said.reasons)

    def _lines(self, said: Said, places: Sequence[str]) -> Iterable[str]:
        _ = self._words.gettext
        depends = [in_some(_(label), [places[at] for at in positions], places) for label, positions in said.depends]
        found = {
            _("Only if all is in order: {listed}"): self._listed(self._labels, said.only_in_order),
            _("Unclear: {listed}"): self._listed(self._labels, said.offered(UNCLEAR)),
            _("Not decided yet: {listed}"): self._listed(self._labels, said.offered(OPEN)),
            _("Depends on: {listed}"): ", ".join(depends),
        }
        return [self._words.format(line, listed=each) for line, each in found.items() if each]

    def _listed(self, labels: Mapping[str, str], names: Iterable[str]) -> str:
        return ", ".join(self._words.gettext(labels[name]) for name in names)


def in_some(label: str, where: Sequence[str], places: Sequence[str]) -> str:
    """The label, with where it counts unless that is everywhere."""
    return label if len(where) == len(places) else f"{label} ({'; '.join(where)})"
