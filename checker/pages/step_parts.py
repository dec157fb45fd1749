"""What one version of a policy changed, as parts of a page that fold: clauses, what verdicts state, verdicts."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from checker.core.model.kinds import KINDS
from checker.core.model.policy import Fact, Policy
from checker.core.model.words import Words
from checker.core.words.labels import answer_text, heading
from checker.diff.history import Step
from checker.diff.reported import Example, LevelGroup, Part
from checker.languages import language_root
from checker.library.address import checker_link
from checker.pages.marked_words import mark_words
from checker.pages.releases_in_words import changed_texts, with_messages
from checker.policy.markup import Element, add, append


class StepParts:
    """The parts for one version, on a page from which `root` leads to the site's root.

    `present` is the policy as it is now, `titles` are those of its pages, by their addresses from there.
    """

    def __init__(self, present: Policy, step: Step, titles: Mapping[str, str], words: Words, root: str) -> None:
        self._present, self._step, self._titles, self._root = present, step, titles, root
        self._words = with_messages(words, step.before, step.after)
        self._sides = (step.after.policy, step.before.policy)

    def made(self) -> Iterator[Element]:
        """Those that have something in them."""
        _, changes = self._words.gettext, self._step.changes
        yield from self._folded(_("Clauses that read differently"), self._texts())
        yield from self._folded(_("What verdicts state"), self._terms())
        yield from self._folded(_("Parts of verdicts that change"), map(self._part, changes.get("parts", [])))
        clauses = (
            self._group(self._clause(each["clause"]), each["changed"], each["example"])
            for each in changes.get("clauses", [])
        )
        yield from self._folded(_("Verdicts that change, by clause"), clauses)
        yield from self._folded(_("Verdicts that change, by who asks"), map(self._level, changes.get("levels", [])))

    def _folded(self, name: str, items: Iterable[Element]) -> Iterator[Element]:
        found = list(items)
        if found:
            box = Element("details", {"class": "checker-changes"})
            add(box, "summary", {}, f"{name}: {self._words.number(len(found))}")
            add(box, "ul").extend(found)
            yield box

    def _texts(self) -> Iterator[Element]:
        _ = self._words.gettext
        for each in changed_texts(self._step, self._words.language):
            item = Element("li")
            item.append(self._clause(each.clause))
            missing = _("This clause was not there."), _("This clause is not there any more.")
            self._add_both(item, each.before, each.now, missing)
            yield item

    def _terms(self) -> Iterator[Element]:
        """What a term was and is; where only its window differs, its clause says so."""
        _ = self._words.gettext
        sides = [{term.id: term for term in side.terms} for side in self._sides]
        for name in dict.fromkeys(each["term"] for each in self._step.changes.get("terms", [])):
            now, before = ([_(case.text) for case in side[name].cases] if name in side else [] for side in sides)
            gone, come = [each for each in before if each not in now], [each for each in now if each not in before]
            for was, text in zip_longest(dict.fromkeys(gone), dict.fromkeys(come)):
                item = Element("li")
                add(item, "strong", {}, _(next(side[name] for side in sides if name in side).label))
                self._add_both(
                    item,
                    _undated(was),
                    _undated(text),
                    (_("Verdicts did not state this."), _("Verdicts do not state this any more.")),
                )
                yield item

    def _add_both(self, item: Element, before: str | None, now: str | None, missing: tuple[str, str]) -> None:
        """A text before and now; of one that is missing, what is said instead."""
        _, parts = self._words.gettext, (Element("span"), Element("span"))
        mark_words(*parts, before or "", now or "")
        lines = zip((_("Before"), _("Now")), (before, now), parts, missing, strict=True)
        for name, text, part, otherwise in lines:
            line = add(item, "p")
            add(line, "strong", {}, f"{name}:")
            append(line, " " if text else f" {otherwise}")
            line.extend([part] if text else [])

    def _part(self, part: Part) -> Element:
        item = Element("li")
        item.text = f"{self._part_name(part)}: {self._sets(part['changed'])}"
        return item

    def _part_name(self, part: Part) -> str:
        _ = self._words.gettext
        for side in self._sides:
            names = {("offer", each.id): each.label for each in side.offers}
            names |= {("term", each.id): each.label for each in side.terms}
            names |= {("action", each.id): each.action.text for each in side.rules if each.action}
            if found := names.get((part["part"], part["id"])):
                return _(found)
        return _("Status")

    def _level(self, level: LevelGroup) -> Element:
        name = Element("strong")
        name.text = f"{self._label(level['fact'])}: {self._answer(level['fact'], level['answer'])}"
        return self._group(name, level["changed"], level["example"])

    def _group(self, name: Element, changed: int, example: Example) -> Element:
        """Verdicts that change, and one of them as a link to the checker, which compares it with the version before."""
        item = Element("li")
        item.append(name)
        append(item, f": {self._sets(changed)}.")
        line = add(item, "p", {"class": "checker-example"})
        answers = "; ".join(
            f"{self._label(name)}: {self._answer(name, example['answers'][name])}" for name in example["shown"]
        )
        line.text = self._words.format(self._words.gettext("Example: {answers} →"), answers=answers) + " "
        add(line, "a", {"href": self._link(example)}, self._outcome(example))
        if any(KINDS[self._fact(name).type].days for name in example["answers"]):
            on = self._words.gettext(" (on {date})")
            append(line, self._words.format(on, date=self._words.date(self._step.day)))
        return item

    def _outcome(self, example: Example) -> str:
        before, now = heading(example["old"], self._words), heading(example["new"], self._words)
        if before == now:
            return self._words.format(
                self._words.gettext("{status}, as before, but with different details"), status=now
            )
        return self._words.format(self._words.gettext("{before} before, {now} now"), before=before, now=now.lower())

    def _link(self, example: Example) -> str:
        version = self._step.before.policy.version
        way = self._root + language_root(self._words.language)
        return way + checker_link(self._present.id, example["answers"], version)

    def _clause(self, name: str) -> Element:
        """A clause by its page and its id, which leads there where the policy still has it."""
        clause = self._words.clauses[self._present.id].get(name)
        if clause is None:
            element = Element("strong")
            element.text = f"#{name}"
            return element
        element = Element("a", {"href": self._root + clause.href})
        element.text = f"{self._titles.get(clause.href.partition('#')[0], '')} #{name}".lstrip()
        return element

    def _sets(self, count: int) -> str:
        template = self._words.ngettext("{count} set of answers", "{count} sets of answers", count)
        return self._words.format(template, count=self._words.number(count))

    def _fact(self, name: str) -> Fact:
        return next(fact for side in self._sides for fact in side.facts if fact.id == name)

    def _label(self, name: str) -> str:
        return self._words.gettext(self._fact(name).label)

    def _answer(self, name: str, value: object) -> str:
        """The answer in words, by the version that has it."""
        facts = [fact for side in self._sides for fact in side.facts if fact.id == name]
        known = [fact for fact in facts if not fact.options or value in fact.options]
        return answer_text((known or facts)[0], value, self._words)


def _undated(text: str | None) -> str | None:
    return text.replace("{date}", "…") if text else None
