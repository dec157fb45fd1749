"""Names in a policy file: each clause, rule, offer and group that it mentions exists, and no clause is forgotten."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from checker.core.model.calendar import parse_date
from checker.policy.citations import citations
from checker.policy.clauses import PageClause
from checker.policy.problems import Problem, allowed
from checker.policy.source import Keys, Source

Clauses = dict[str, dict[str, PageClause]]


def check_references(source: Source, clauses: Clauses) -> list[Problem]:
    """Names that lead nowhere, names used twice, dates that are none, and clauses that no rule encodes."""
    return [
        *_unknown_clauses(source, clauses),
        *_unknown_names(source),
        *_unknown_claims(source),
        *_clashes(source),
        *_bad_ranges(source),
        *_bad_fields(source),
        *_bad_dates(source),
        *_untraced(source, clauses),
    ]


def _unknown_clauses(source: Source, clauses: Clauses) -> Iterator[Problem]:
    known = sorted({name for language in clauses.values() for name in language})
    cited = ((each.keys, each.clause) for each in citations(source))
    for keys, clause in (*cited, *_claimed(source)):
        yield from _missing(source, keys, "clause", clause, known)


def _unknown_names(source: Source) -> Iterator[Problem]:
    data = source.data
    for name, rule in data["rules"].items():
        for index, beaten in enumerate(rule.get("beats", [])):
            yield from _missing(source, ("rules", name, "beats", index), "rule", beaten, data["rules"])
        for offer in rule["effect"].split()[1:]:
            yield from _missing(source, ("rules", name, "effect"), "offer", offer, data["offers"])
    dates = [name for name, fact in data["facts"].items() if fact["type"] == "date"]
    for name, term in data.get("terms", {}).items():
        for index, case in enumerate(term["cases"]):
            if "through" in case:
                keys = ("terms", name, "cases", index, "through", "fact")
                yield from _missing(source, keys, "date fact", case["through"]["fact"], dates)
    for name, fact in data["facts"].items():
        for option in fact.get("synonyms", {}):
            yield from _missing(source, ("facts", name, "synonyms", option), "option", option, fact.get("options", {}))
        for part in ("can become", "said"):
            for answer in fact.get(part, {}):
                if not (part == "can become" and _is_number(fact, answer)):
                    yield from _missing(source, ("facts", name, part, answer), "answer", answer, _answers(fact, part))
        if "group" in fact:
            yield from _missing(source, ("facts", name, "group"), "group", fact["group"], data.get("groups", {}))
    if "draft" in data:
        yield from _missing(source, ("draft", "subject"), "fact", data["draft"]["subject"], data["facts"])
        yield from _addresses(source, data["draft"]["channels"])
        for name in data["draft"].get("facts", {}):
            yield from _missing(source, ("draft", "facts", name), "fact", name, data["facts"])
        options = data["facts"].get(data["draft"]["subject"], {}).get("options", {})
        for name in data["draft"].get("subjects", {}):
            yield from _missing(source, ("draft", "subjects", name), "option", name, options)


def _unknown_claims(source: Source) -> Iterator[Problem]:
    """Names in what the file claims about itself: `unclear`, `losses` and `readings`."""
    data = source.data
    for index, entry in enumerate(data.get("unclear", [])):
        for kind in {"offer", "term"} & set(entry):
            yield from _missing(source, ("unclear", index, kind), kind, entry[kind], data.get(f"{kind}s", {}))
    levels = {name: fact["options"] for name, fact in data["facts"].items() if fact.get("level")}
    for index, entry in enumerate(data.get("losses", [])):
        yield from _missing(source, ("losses", index, "fact"), "level", entry["fact"], levels)
        options = levels.get(entry["fact"], {entry["option"]: ""})
        yield from _missing(source, ("losses", index, "option"), "option", entry["option"], options)
        yield from _missing(source, ("losses", index, "loses"), "offer", entry["loses"], ["status", *data["offers"]])
    names = [name for part in ("rules", "offers", "terms", "facts") for name in data.get(part, {})]
    names += {"checklist", "desk", "draft"} & set(data)
    for number, listed in data.get("readings", {}).items():
        for index, name in enumerate(listed):
            yield from _missing(source, ("readings", number, index), "rule or other entry", name, names)


def _answers(fact: dict[str, Any], part: str) -> list[str]:
    """What the file calls the answers to a fact, where it says them, or to what the visitor can change them."""
    if fact["type"] == "integer":
        return ["number"] if part == "said" else [f"a whole number from {fact['minimum']} to {fact['maximum']}"]
    if fact["type"] == "date":
        return ["date"] if part == "said" else ["today"]
    return ["yes", "no"] if fact["type"] == "yes/no" else list(fact["options"])


def _is_number(fact: dict[str, Any], text: str) -> bool:
    """Whether the fact is a number that can be the one written so."""
    return bool(fact["type"] == "integer" and text.isdecimal() and fact["minimum"] <= int(text) <= fact["maximum"])


def _addresses(source: Source, channels: list[dict[str, str]]) -> Iterator[Problem]:
    """Channels whose text does not name their address."""
    for index, channel in enumerate(channels):
        if "email" in channel and "{email}" not in channel["text"]:
            what, hint = "The text does not name the address.", "Write “{email}” where it belongs."
            yield Problem(source.place("draft", "channels", index, "text"), what, hint)


def _clashes(source: Source) -> Iterator[Problem]:
    for part in ("derived", "groups"):
        for name in source.data.get(part, {}):
            if name in source.data["facts"]:
                yield Problem(source.place(part, name), f"“{name}” is the name of a fact already.", "Choose another.")


def _bad_ranges(source: Source) -> Iterator[Problem]:
    for name, fact in source.data["facts"].items():
        if fact["type"] == "integer" and fact["minimum"] > fact["maximum"]:
            what = f"The minimum {fact['minimum']} is above the maximum {fact['maximum']}."
            yield Problem(source.place("facts", name, "minimum"), what)


def _bad_fields(source: Source) -> Iterator[Problem]:
    """Texts that would not fill in: only a term with a last day and a channel with an address have a field."""
    for keys, text in source.texts():
        fields = _fields_of(source, keys)
        found = set(re.findall(r"\{[^{}]*\}?|\}", text))
        if found - fields:
            hint = "In braces stand only {date}, in a term with “through” and in what is said of a date, {number}, in "
            hint += "what is said of a number, and {email}, in a channel with an address."
            yield Problem(source.place(*keys), f"“{min(found - fields)}” stands for nothing.", hint)


def _fields_of(source: Source, keys: Keys) -> set[str]:
    around = source.data
    for key in keys[:-1]:
        around = around[key]
    if keys[0] == "terms":
        return {"{date}"} if "through" in around else set()
    if keys[0] == "facts" and keys[2] == "said":
        return {f"{{{keys[3]}}}"} & {"{number}", "{date}"}
    return {"{email}"} if keys[0] == "draft" and "email" in around else set()


def _bad_dates(source: Source) -> Iterator[Problem]:
    for key in ("checked_on", "check_again_by"):
        if parse_date(source.data[key]) is None:
            yield Problem(source.place(key), f"“{source.data[key]}” is no date.", "Write it as YYYY-MM-DD.")


def _untraced(source: Source, clauses: Clauses) -> Iterator[Problem]:
    named = {each.clause for each in citations(source)}
    hint = f"Cite it in {source.path}, or list it there under “informative” with the reason."
    for name, clause in clauses[source.data["source_language"]].items():
        if name not in named:
            yield Problem(clause.place, f"No rule encodes the clause “{name}”.", hint)


def _claimed(source: Source) -> Iterator[tuple[Keys, str]]:
    """The clauses that the file names in what it claims about itself."""
    for part, key in (("unclear", "clauses"), ("losses", "clause")):
        for index, entry in enumerate(source.data.get(part, [])):
            for clause in [entry[key]] if isinstance(entry[key], str) else entry[key]:
                yield (part, index, key), clause


def _missing(source: Source, keys: Keys, kind: str, name: str, names: Iterable[str]) -> Iterator[Problem]:
    if name not in names:
        yield Problem(source.place(*keys), f"There is no {kind} “{name}”.", allowed(name, names))
