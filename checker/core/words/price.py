"""What help costs, in words: what a verdict that promises help says first."""

from checker.core.engine.verdict import Verdict
from checker.core.model.policy import CONDITIONAL, COVERED, LIMITED, Case, Term
from checker.core.model.words import Words

PRICED = (COVERED, CONDITIONAL, LIMITED)
"""The statuses of help that may have a price."""


def case_text(term: Term, case: Case, words: Words) -> str:
    """What a case of a term says; a price as the language writes it."""
    text = words.gettext(case.text)
    if not term.price or case.value is None:
        return text
    return words.format(text, price=words.money(case.value["amount"], case.value["currency"]))


def price_text(verdict: Verdict, words: Words) -> str:
    """The price of the help that the verdict promises; empty where it states none."""
    if verdict.status not in PRICED:
        return ""
    prices = (case_text(each.term, each.case, words) for each in verdict.terms if each.term.price)
    return "; ".join(price.rstrip(".") for price in prices)


def may_have_price(verdict: Verdict) -> bool:
    """Whether what is open decides if the help has a price, or which."""
    cases = (verdict.outlook.possible(term.case) for term in verdict.policy.terms if term.price)
    return verdict.status in PRICED and any(len(each) > 1 for each in cases)
