"""Policies that grow along one axis at a time, or along all, made up or on top of one that there is; to be proven.

Whatever is added is in force with some answers and can be so with all the others, which is what makes it hard: of
twenty prerequisites, each can be missing beside any others.
"""

from copy import deepcopy
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from checker.core.model.policy import Policy
from checker.core.model.words import Clause, Words
from checker.languages import LANGUAGES
from checker.places import ROOT
from checker.policy.citations import citations
from checker.policy.clauses import Clauses, PageClause, read_clauses
from checker.policy.compile import compile_policy
from checker.policy.problems import Place
from checker.policy.source import Source, read_yaml
from checker.policy.written import read_written
from checker.proof.explore import Exploration
from checker.proof.subject import Subject

Data = dict[str, Any]
PLACE = Place(Path("generated.yaml"))
CHOICES, OPTIONS = 8, 10
INSTEAD = [{"clause": "elsewhere", "text": "Ask elsewhere."}]
BASE: Data = {
    "policy": "generated",
    **dict.fromkeys(("title", "vendor", "authority"), "Generated"),
    "version": "2026.11",
    "source_language": "en",
    "checked_on": "2026-11-21",
    "check_again_by": "2027-05-21",
    "facts": {},
    "offers": {"phone": {"label": "Phone", "otherwise": "no-phone"}},
    "terms": {},
    "rules": {
        "helped-with": {"effect": "cover", "when": "subject in [one, two]", "clauses": ["scope"]},
        "left-out": {"effect": "exclude", "when": "subject == three", "clauses": ["left-out"], "instead": INSTEAD},
        "phone": {"effect": "grant phone", "when": "level >= two", "clauses": ["by-phone"]},
    },
}


class AsWritten(NullTranslations):
    """Lacks no message: each is its own translation."""

    def gettext(self, message: str) -> str:
        """The message."""
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The plural."""
        return msgid2


def base() -> Data:
    """A small policy to grow."""
    data = deepcopy(BASE)
    options = {name: name.title() for name in ("one", "two", "three")}
    data["facts"] = {
        "subject": fact("subject", type="choice", options=options),
        "level": fact("level", type="ordered", level=True, options=options),
    }
    return data


def fact(name: str, **more: Any) -> Data:
    """A question with its texts."""
    return {"question": f"Is it {name}?", "label": name.title(), "why": "It counts.", **more}


def add_facts(data: Data, count: int) -> None:
    """So many questions, of which each tenth, far apart, count together: they exclude or must be put in order."""
    for number in range(count):
        data["facts"][f"fact_{number}"] = fact(f"fact {number}", type="yes/no")
    for first in range(min(count, 10)):
        together = " and ".join(f"not fact_{number}" for number in range(first, count, 10))
        add_rule(data, f"together-{first}", "exclude" if first % 2 else "require", together)


def add_choices(data: Data) -> None:
    """Questions for rules to be about."""
    options = {f"option-{number}": f"Option {number}" for number in range(OPTIONS)}
    for number in range(CHOICES):
        data["facts"][f"choice_{number}"] = fact(f"choice {number}", type="choice", options=options)


def add_rules(data: Data, count: int) -> None:
    """So many rules of four effects, each about one option."""
    for number in range(count):
        effect = ("limit", "require", "note", "exclude")[number // CHOICES % 4]
        add_rule(data, f"rule-{number}", effect, chosen(number))


def add_prerequisites(data: Data, count: int) -> None:
    """So many things to have in order, each by itself."""
    for number in range(count):
        data["facts"][f"ready_{number}"] = fact(f"ready {number}", type="yes/no")
        add_rule(data, f"ready-first-{number}", "require", f"not ready_{number}")


def add_offers(data: Data, count: int) -> None:
    """So many offers, each granted by an option, and as many terms with two cases."""
    for number in range(count):
        data["offers"][f"offer-{number}"] = {"label": f"Offer {number}", "otherwise": f"no-offer-{number}"}
        add_rule(data, f"grants-{number}", f"grant offer-{number}", f"{chosen(number)} or level >= two")
        stated = {"when": chosen(number + 3), "clause": f"sooner-{number}", "value": 1, "text": "Sooner"}
        later = {"clause": f"later-{number}", "value": 2, "text": "Later"}
        data["terms"][f"term-{number}"] = {"label": f"Term {number}", "cases": [stated, later]}


def add_rule(data: Data, name: str, effect: str, when: str) -> None:
    """A rule with a clause of its own, and with what is to be done."""
    own: Data = {"require": {"action": f"See to {name}."}, "exclude": {"instead": INSTEAD}}.get(effect, {})
    data["rules"][name] = {"effect": effect, "when": when, "clauses": [f"clause-of-{name}"], **own}


def chosen(number: int) -> str:
    """A condition about one option of one of the choices; another for each number, as far as there are any."""
    return f"choice_{number % CHOICES} == option-{number // CHOICES % OPTIONS}"


def mixed(facts: int, rules: int, offers: int) -> Data:
    """A policy of so many facts, rules, and offers and terms: choices, with details that count beside some options."""
    data = base()
    add_choices(data)
    details = (facts - len(data["facts"])) // (2 * CHOICES)
    for number in range(details * CHOICES):
        data["facts"][f"detail_{number}"] = fact(f"detail {number}", type="yes/no")
    add_prerequisites(data, facts - len(data["facts"]))
    add_offers(data, offers)
    for number in range(rules - len(data["rules"])):
        effect = ("limit", "note", "require", "exclude", "note")[number % 5]
        detail = number % (details * CHOICES)
        negated = "not " if number % 3 == 0 and effect != "exclude" else ""
        add_rule(data, f"rule-{number}", effect, f"{chosen(number)} and {negated}detail_{detail}")
    return data


def beside(policy: str, prerequisites: int) -> tuple[Source, Clauses]:
    """A policy of ours with so many prerequisites more, that cite one of its clauses."""
    source, (clauses, _) = (
        read_yaml(ROOT / "checker" / "policies" / f"{policy}.yaml"),
        read_clauses(ROOT / "docs", policy),
    )
    required = next(rule for rule in source.data["rules"].values() if rule["effect"] == "require")
    before = set(source.data["rules"])
    add_prerequisites(source.data, prerequisites)
    for name in [name for name in source.data["rules"] if name not in before]:
        source.data["rules"][name]["clauses"] = required["clauses"]
        next(iter(source.data["readings"].values())).append(name)
    return source, clauses


def alone(data: Data, folder: Path) -> tuple[Source, Clauses]:
    """A made-up policy, with pages below the folder that have its clauses."""
    source = Source(PLACE.path, data, {(): PLACE})
    names = list(dict.fromkeys(str(each.clause) for each in citations(read_written(source))))
    for language in LANGUAGES:
        page = folder / language / "generated" / "rules.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("\n\n".join(f"A clause.\n{{ #{name} }}" for name in names), encoding="utf-8")
    texts = {name: PageClause(name, "A clause.", "generated/rules.md", PLACE) for name in names}
    return source, dict.fromkeys(LANGUAGES, texts)


def compiled(source: Source, clauses: Clauses) -> Policy:
    """The policy of the file."""
    return compile_policy(read_written(source), clauses)


def to_prove(policy: Policy, source: Source, clauses: Clauses, docs: Path) -> Subject:
    """The policy as a subject, in words that lack nothing."""
    words = {language: _words(policy.id, language, clauses) for language in LANGUAGES}
    return Subject(Exploration(policy), read_written(source), docs, words)


def _words(policy: str, language: str, clauses: Clauses) -> Words:
    texts = {name: Clause(each.text, each.href(language)) for name, each in clauses[language].items()}
    return Words(language, AsWritten(), clauses={policy: texts})
