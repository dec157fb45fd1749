"""Policies made by chance, small, with every kind of condition and effect, sound or not; the same for each number."""

from pathlib import Path
from random import Random
from typing import Any

from acme import edited

from checker.core.model.policy import Policy
from checker.languages import LANGUAGES
from checker.policy.citations import citations
from checker.policy.clauses import PageClause
from checker.policy.compile import compile_policy
from checker.policy.problems import Place
from checker.policy.source import Source
from checker.policy.written import read_written

ON_CASE = ("cover", "limit", "require", "doubt", "exclude", "note")
EFFECTS = (*ON_CASE, "grant phone", "deny phone", "doubt phone", "grant mail")
KEPT = ("policy", "title", "vendor", "authority", "version", "source_language", "checked_on", "check_again_by")
PLACE = Place(Path("made.yaml"))
OPTIONS = {name: name for name in ("one", "two", "three")}
TYPES: tuple[dict[str, Any], ...] = (
    {"type": "yes/no"},
    {"type": "choice", "options": OPTIONS},
    {"type": "ordered", "level": True, "options": OPTIONS},
    {"type": "integer", "minimum": 0, "maximum": 9},
    {"type": "date", "max": "today"},
)
CONDITIONS = {
    "yes/no": ["{fact}", "not {fact}"],
    "choice": ["{fact} == one", "{fact} in [one, three]", "{fact} != two"],
    "ordered": ["{fact} >= two", "{fact} == one", "{fact} < three"],
    "integer": ["{fact} < 4", "{fact} >= 7", "{fact} == 5"],
    "several": ["{fact} has one", "{fact} has any of [one, three]", "{fact} has none", "not {fact} has two"],
    "date": ["today <= {fact} + 30 days", "today > {fact} + 12 months"],
}


SEVERAL: tuple[dict[str, Any], ...] = (
    *TYPES,
    *({"type": "several", "options": OPTIONS, "can become": {"one": {"as": "you take one"}}},) * 4,
)


def made_source(number: int, types: tuple[dict[str, Any], ...] = TYPES) -> Source:
    """The file of the policy of that number."""
    chance = Random(number)
    data: dict[str, Any] = {name: each for name, each in edited().items() if name in KEPT}
    data["facts"] = facts = _facts(chance, types)
    data["offers"] = {name: {"label": name, "otherwise": "otherwise"} for name in ("phone", "mail")}
    data["terms"] = {"time": {"label": "Time", "cases": [_case(chance, facts, at) for at in range(3)]}}
    names = [f"rule-{at}" for at in range(chance.randint(4, 9))]
    data["rules"] = {name: _rule(chance, facts, names[:at]) for at, name in enumerate(names)}
    data["checklist"] = [{"clause": "ready", "when": _condition(chance, facts)}]
    return Source(PLACE.path, data, {(): PLACE})


def made_policy(number: int, types: tuple[dict[str, Any], ...] = TYPES) -> Policy:
    """The policy of that number."""
    file = read_written(made_source(number, types))
    names = {str(each.clause) for each in citations(file)}
    texts = {name: PageClause(name, "A clause.", "made.md", PLACE) for name in sorted(names)}
    return compile_policy(file, dict.fromkeys(LANGUAGES, texts))


def _facts(chance: Random, types: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name in ("a", "b", "c", "d", "e")[: chance.randint(3, 5)]:
        asked = {"asked when": _condition(chance, facts)} if facts and chance.random() < 0.4 else {}
        facts[name] = {**chance.choice(types), **asked, "question": "?", "label": name, "why": "It counts."}
    return facts


def _case(chance: Random, facts: dict[str, Any], at: int) -> dict[str, Any]:
    value = {} if chance.random() < 0.3 else {"value": at}
    return {"clause": chance.choice(["clause-1", f"case-{at}"]), "text": "Some", **value, **_when(chance, facts, at)}


def _when(chance: Random, facts: dict[str, Any], at: int) -> dict[str, str]:
    return {} if at == 2 else {"when": _condition(chance, facts)}


def _rule(chance: Random, facts: dict[str, Any], former: list[str]) -> dict[str, Any]:
    effect = chance.choice(EFFECTS)
    clauses = sorted({f"clause-{chance.randint(1, 4)}" for _ in range(chance.randint(1, 2))})
    rule: dict[str, Any] = {"effect": effect, "when": _condition(chance, facts), "clauses": clauses}
    if effect == "require":
        rule["action"] = "Do it."
    if effect == "exclude" and chance.random() < 0.6:
        rule["instead"] = [{"text": "Ask.", **({"when": _condition(chance, facts)} if chance.random() < 0.5 else {})}]
    if former and chance.random() < 0.3:
        rule["beats"] = [chance.choice(former)]
    return rule


def _condition(chance: Random, facts: dict[str, Any]) -> str:
    return chance.choice([" and ", " or "]).join(_part(chance, facts) for _ in range(chance.randint(1, 3)))


def _part(chance: Random, facts: dict[str, Any]) -> str:
    name = chance.choice(list(facts))
    return chance.choice(CONDITIONS[facts[name]["type"]]).format(fact=name)
