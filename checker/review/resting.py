"""What rests on a clause, in the words of the policy file; and how a text has changed, word by word."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from checker.policy.placed import Text
from checker.policy.written import Written


def resting(file: Written, use: str) -> Iterator[str]:
    """Effect, condition and texts of what the policy file has under a use such as `rules/no-firewall`."""
    kind, name = use.partition("/")[0], Text(use.partition("/")[2])
    if kind == "rules" and (rule := file.rules.get(name)):
        yield f"{rule.effect}, when {rule.when}"
        yield from (f"{key}: {text}" for key, text in (("action", rule.action), ("remark", rule.remark)) if text)
        yield from (f"instead: {advice.text}" for advice in rule.instead)
    elif kind == "terms" and (term := file.terms.get(name)):
        for case in term.cases:
            yield f"{term.label}: {case.text}" + (f", when {case.when}" if case.when else "")
    elif kind == "facts" and (fact := file.facts.get(name)):
        for option, clause in fact.defined_by.items():
            yield f"{fact.label}: {fact.options.get(option, option)}, defined by {clause}"
    elif kind == "offers" and (offer := file.offers.get(name)):
        yield str(offer.label)


def changed_words(before: str, now: str) -> str:
    """The text as it is now, with what was taken out as [-…-] and what was put in as {+…+}."""
    old, new = before.split(), now.split()
    parts = list[str]()
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts += old[start:end]
        else:
            parts += [f"[-{' '.join(old[start:end])}-]"] if end > start else []
            parts += [f"{{+{' '.join(new[first:last])}+}}"] if last > first else []
    return " ".join(parts)
