"""Where a policy file cites the clauses on which it rests."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.policy.source import Keys, Source

NAMED = {"rules": 1, "offers": 1, "terms": 1, "desk": 2}
"""Where in the keys the name of what rests on the clause stands, where it has one."""


@dataclass(frozen=True)
class Citation:
    """A clause and the keys of the value that cites it."""

    keys: Keys
    clause: str

    @property
    def use(self) -> str:
        """What rests on the clause, such as `rules/no-firewall`, `terms/response-time` or `checklist`."""
        kind = str(self.keys[0])
        return f"{kind}/{self.keys[NAMED[kind]]}" if kind in NAMED else kind


def citations(source: Source) -> Iterator[Citation]:
    """Every citation in the file, in its order."""
    for keys, clause in _cited(source):
        yield Citation(keys, clause)
    for clause in source.data.get("informative", {}):
        yield Citation(("informative", clause), clause)


def _cited(source: Source) -> Iterator[tuple[Keys, str]]:
    data = source.data
    for name, rule in data["rules"].items():
        for index, clause in enumerate(rule["clauses"]):
            yield ("rules", name, "clauses", index), clause
        for index, advice in enumerate(rule.get("instead", [])):
            if "clause" in advice:
                yield ("rules", name, "instead", index, "clause"), advice["clause"]
    for name, offer in data["offers"].items():
        yield ("offers", name, "otherwise"), offer["otherwise"]
    for name, term in data.get("terms", {}).items():
        for index, case in enumerate(term["cases"]):
            yield ("terms", name, "cases", index, "clause"), case["clause"]
    for index, item in enumerate(data.get("checklist", [])):
        yield ("checklist", index, "clause"), item["clause"]
    for name, hours in data.get("desk", {}).get("hours", {}).items():
        for key in ("clause", "on holidays"):
            if key in hours:
                yield ("desk", "hours", name, key), hours[key]
    for part in ("channels", "blanks"):
        for index, each in enumerate(data.get("draft", {}).get(part, [])):
            yield ("draft", part, index, "clause"), each["clause"]
