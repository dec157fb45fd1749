"""What a term was and is: the values that verdicts state, side by side."""

from itertools import zip_longest

from checker.core.model.policy import Case, Policy
from checker.diff.reported import TermChange


def changed_terms(old: Policy, new: Policy) -> list[TermChange]:
    """Each case of a term that one version states and the other does not."""
    before, after = ({term.id: list(map(_said, term.cases)) for term in each.terms} for each in (old, new))
    found = list[TermChange]()
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name, []), after.get(name, [])
        gone, come = [each for each in was if each not in now], [each for each in now if each not in was]
        found += [{"term": name, "old": one, "new": other} for one, other in zip_longest(gone, come)]
    return found


def _said(case: Case) -> str:
    if case.window:
        counts = "for " if case.window.first_counts else ""
        return f"{case.text} ({counts}{case.window.amount} {case.window.unit})"
    if isinstance(case.value, dict) and "{price}" in case.text:
        return case.text.replace("{price}", f"{case.value['amount']} {case.value['currency']}")
    return case.text
