"""A verdict in words, ready to be shown: the terminal and the page print the same view."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from checker.core.engine.decide import pages_left
from checker.core.engine.reasons import DECIDING
from checker.core.engine.verdict import Reason, Verdict
from checker.core.model.calendar import parse_date
from checker.core.model.policy import COVERED, OPEN, UNCLEAR, Instead
from checker.core.model.words import Words
from checker.core.words.freshness import is_overdue, overdue_text, stale_text
from checker.core.words.labels import answer_text, effect_text, heading, offer_text
from checker.core.words.near_view import near_items
from checker.core.words.price import may_have_price, price_text
from checker.core.words.said import asked_by_text, decided_text
from checker.core.words.verdict_document import found_out, quote, stated

View = dict[str, Any]
MOST_NAMED, MOST_COUNTED = 4, 5


def view(verdict: Verdict, words: Words) -> View:
    """Heading, lead, sections and date line of the verdict, JSON-ready.

    Sections come in the order in which a reader needs them; those without items are left out, and those that are
    `folded` can wait until they are asked for. While there are questions, reasons and checklist would crowd them.
    """
    sections = [_actions(verdict, words), _instead(verdict, words), _find_out(verdict, words)]
    sections += [_offers(verdict, words), _terms(verdict, words)]
    if not verdict.questions:
        sections += [*_because(verdict, words), _near(verdict, words), _checklist(verdict, words)]
    return {
        "status": verdict.status,
        "final": verdict.final,
        "heading": _heading(verdict, words),
        "lead": _lead(verdict, words),
        "decided": decided_text(verdict, words),
        "remaining": _remaining(verdict, words),
        "overdue": overdue_text(verdict.policy, words) if is_overdue(verdict.policy, verdict.today) else "",
        "sections": [section for section in sections if section["items"]],
        "today": words.date(verdict.today),
        "dated": _dated(verdict, words),
        "authority": _authority(verdict, words),
    }


def summary(verdict: Verdict, words: Words) -> list[dict[str, Any]]:
    """The answers in words, in asking order, without those to facts that are not asked; and which of them decided."""
    answers, asked = verdict.answers, verdict.outlook.asked()
    deciding = {verdict.policy.fact(name).whole for name in verdict.decided_by}
    return [
        {
            "fact": fact.id,
            "label": words.gettext(fact.label),
            "answer": answer_text(fact, answers[fact.id], words),
            "decided": fact.id in deciding,
        }
        for fact in verdict.policy.facts
        if fact.id in answers and fact.id in asked
    ]


def _heading(verdict: Verdict, words: Words) -> str:
    """The status in words, with a price if it has one."""
    if verdict.status == COVERED and price_text(verdict, words):
        return words.gettext("Covered, for a fee")
    return heading(verdict.status, words)


def _lead(verdict: Verdict, words: Words) -> str:
    """What the status means, and first of all whether it has a price."""
    price, _ = price_text(verdict, words), words.gettext
    if price:
        template = {
            "covered": _("{vendor} support covers this, for a fee: {price}."),
            "conditional": _("{vendor} support covers this for a fee ({price}) if you first do what is listed here."),
            "limited": _("{vendor} helps with this only in part, or at its own discretion, and for a fee: {price}."),
        }[str(verdict.status)]
        return words.format(template, vendor=verdict.policy.vendor, price=price)
    lead = _without_price(verdict, words)
    perhaps = (
        _("Whether you pay for it depends on the questions that are still open.") if may_have_price(verdict) else ""
    )
    return f"{lead} {perhaps}".rstrip()


def _without_price(verdict: Verdict, words: Words) -> str:
    _ = words.gettext
    vendor = verdict.policy.vendor
    if verdict.status is not None:
        template = {
            "covered": _("{vendor} support covers this."),
            "conditional": _("{vendor} support covers this if you first do what is listed here."),
            "limited": _("{vendor} helps with this only in part, or at its own discretion."),
            "not-covered": _("{vendor} support does not cover this."),
            "unclear": _("The policy does not say whether {vendor} support covers this."),
        }[verdict.status]
        return words.format(template, vendor=vendor)
    statuses = ", ".join(heading(status, words).lower() for status in verdict.possible)
    return words.format(_("Still possible: {statuses}."), statuses=statuses)


def _remaining(verdict: Verdict, words: Words) -> str:
    if verdict.questions:
        return f"{_at_most(verdict, words)} {_still_asked(verdict, words)}".lstrip()
    if verdict.unknowns:
        labels = ", ".join(words.quoted(words.gettext(verdict.policy.fact(name).label)) for name in verdict.unknowns)
        template = words.gettext("There are no more questions. The verdict depends on what you do not know: {labels}.")
        return words.format(template, labels=labels)
    return ""


def _at_most(verdict: Verdict, words: Words) -> str:
    """How much is still asked; nothing while that is much, for fewer come of it."""
    count = pages_left(verdict)
    if count > MOST_COUNTED:
        return ""
    template = words.ngettext(
        "At most {count} more page of questions can change the verdict.",
        "At most {count} more pages of questions can change the verdict.",
        count,
    )
    return words.format(template, count=words.number(count))


def _still_asked(verdict: Verdict, words: Words) -> str:
    """What is asked next, as far as a line has room."""
    labels = [words.gettext(verdict.policy.fact(name).label) for name in verdict.questions]
    named = ", ".join(labels[:MOST_NAMED]) + (", …" if labels[MOST_NAMED:] else "")
    return words.format(words.gettext("Still to be asked: {labels}"), labels=named)


def _dated(verdict: Verdict, words: Words) -> str:
    checked = parse_date(verdict.policy.checked_on)
    assert checked is not None
    return words.format(
        words.gettext(
            "Checked on {today} with version {version} of these rules, last compared with {vendor}'s text on {checked}."
        ),
        today=words.date(verdict.today),
        version=verdict.policy.version,
        vendor=verdict.policy.vendor,
        checked=words.date(checked),
    )


def _authority(verdict: Verdict, words: Words) -> str:
    return words.format(
        words.gettext("The vendor's own text is what counts: {authority}"),
        authority=words.gettext(verdict.policy.authority),
    )


def _actions(verdict: Verdict, words: Words) -> View:
    return _section(
        "actions",
        words.gettext("What to do first"),
        [
            {
                **_linked(verdict, advice.clause, words.gettext(advice.text), words),
                "remark": asked_by_text(verdict, advice.id, words),
            }
            for advice in verdict.actions
        ],
        ordered=True,
    )


def _instead(verdict: Verdict, words: Words) -> View:
    return _section(
        "instead",
        words.gettext("What to do instead"),
        [_way(verdict, way, words) for way in verdict.instead],
    )


def _way(verdict: Verdict, way: Instead, words: Words) -> View:
    """Who it is for, while that is open; and its clause, or a mark that it has none."""
    text, label = words.gettext(way.text), {"label": words.gettext(way.whom)} if way.whom else {}
    if way.clause is None:
        return {**label, "text": text, "tags": [words.gettext("Our suggestion")]}
    return {**label, **_linked(verdict, way.clause, text, words)}


def _find_out(verdict: Verdict, words: Words) -> View:
    items = [
        {"label": words.gettext(verdict.policy.fact(each["fact"]).label), "text": each["text"]}
        for each in found_out(verdict, words)
    ]
    return _section("find-out", words.gettext("How to find out"), items if not verdict.questions else [])


def _near(verdict: Verdict, words: Words) -> View:
    return _section("near", words.gettext("What would change this"), near_items(verdict, words), folded=True)


def _offers(verdict: Verdict, words: Words) -> View:
    items = [
        {"label": words.gettext(offer.label), "text": offer_text(value, words), "offer": offer.id, "value": value}
        for offer in verdict.policy.offers
        if (value := verdict.offers.get(offer.id)) and not (value == OPEN and verdict.questions)
    ]
    title = words.gettext("Settled so far") if verdict.status is None else words.gettext("What you are offered")
    return _section("offers", title, items)


def _terms(verdict: Verdict, words: Words) -> View:
    items = [
        {
            **_linked(verdict, each.case.clause, stated(verdict, each, words), words),
            "label": words.gettext(each.term.label),
            **({"day": each.through.isoformat()} if each.through and each.through >= verdict.today else {}),
        }
        for each in verdict.terms
    ]
    return _section("terms", words.gettext("Terms"), items, folded=True)


def _because(verdict: Verdict, words: Words) -> Iterator[View]:
    """The reasons; of an unclear verdict both sides of the doubt first, to be read at once."""
    title = words.gettext("Why: what the policy says, in our words")
    if verdict.status != UNCLEAR:
        yield _section("because", title, _reasons(verdict, verdict.because, words), folded=True)
        return
    doubt = {each.clause for each in verdict.because if each.effect == DECIDING[UNCLEAR] and not each.offers}
    sides = [each for each in verdict.because if each.clause in doubt]
    rest = [each for each in verdict.because if each.clause not in doubt]
    yield _section("because", title, _reasons(verdict, sides, words))
    more = words.gettext("What else the policy says about it, in our words")
    yield _section("because", more, _reasons(verdict, rest, words), folded=True)


def _reasons(verdict: Verdict, reasons: Sequence[Reason], words: Words) -> list[View]:
    """One item for each clause, quoted once, with all that it decided; a remark on several is beside the last."""
    last = {reason.remark: reason.clause for reason in reasons}
    by_clause: dict[str, list[Reason]] = {}
    for reason in reasons:
        by_clause.setdefault(reason.clause, []).append(reason)
    items = []
    for clause, found in by_clause.items():
        remarks = [words.gettext(each.remark) for each in found if each.remark and last[each.remark] == clause]
        tags = list(dict.fromkeys(tag for reason in found for tag in _tags(verdict, reason, words)))
        items.append({**_quoted(verdict, clause, words, remarks), "tags": tags})
    return items


def _tags(verdict: Verdict, reason: Reason, words: Words) -> Iterator[str]:
    _ = words.gettext
    labels = {offer.id: words.gettext(offer.label) for offer in verdict.policy.offers}
    effect = effect_text(reason.effect, words)
    for tag in [f"{labels[offer]}: {effect}" for offer in reason.offers] or [effect]:
        yield words.format(_("{what} (a more specific clause prevails)"), what=tag) if reason.beaten else tag


def _checklist(verdict: Verdict, words: Words) -> View:
    items = [_quoted(verdict, name, words) for name in verdict.checklist]
    return _section("checklist", words.gettext("Have ready and keep in mind"), items, folded=True)


def _section(name: str, title: str, items: list[View], ordered: bool = False, folded: bool = False) -> View:
    return {"id": name, "title": title, "ordered": ordered, "folded": folded, "items": items}


def _linked(verdict: Verdict, clause: str, text: str, words: Words) -> View:
    return {"text": text, "clause": clause, "href": quote(verdict, clause, words).href}


def _quoted(verdict: Verdict, clause: str, words: Words, remarks: Iterable[str] = ()) -> View:
    found = quote(verdict, clause, words)
    said = [*dict.fromkeys(remarks), *([stale_text(verdict.policy, words)] if found.stale else [])]
    said += [words.gettext("This clause has not been translated yet.")] if found.untranslated else []
    return {"quote": found.text, "clause": clause, "href": found.href, "remark": " ".join(said)}
