"""Where a policy file cites the clauses that it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.policy.placed import walk
from checker.policy.problems import Place
from checker.policy.source import Keys
from checker.policy.written import Cited, Written

NAMED = {"facts": 1, "rules": 1, "offers": 1, "terms": 1, "desk": 2}
"""Where in the keys the name of what rests on the clause is, if it has one."""


@dataclass(frozen=True)
class Citation:
    """A clause, the keys of the value that cites it, and its place."""

    keys: Keys
    clause: str
    place: Place

    @property
    def use(self) -> str:
        """What rests on the clause, such as `facts/severity`, `rules/no-firewall` or `checklist`."""
        kind = str(self.keys[0])
        return f"{kind}/{self.keys[NAMED[kind]]}" if kind in NAMED else kind


def citations(file: Written) -> Iterator[Citation]:
    """Every citation in the file, in the order in which the site shows them."""
    return (Citation(each.keys, str(each), each.place()) for each in walk(file, Cited))
