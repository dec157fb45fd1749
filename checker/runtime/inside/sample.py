"""A small policy that no page is about, used once, inside the pinned runtime, before the memory image is taken."""

from checker.core.model.desk import Desk, Hours, Offset, Place
from checker.core.model.diagram import Space
from checker.core.model.policy import (
    Advice,
    Case,
    Channel,
    Draft,
    Due,
    Fact,
    Offer,
    Policy,
    Reminder,
    Rule,
    Term,
    Window,
)

CLAUSES = ("supported", "update")

_ASKED = Space().node(0, (True, False))
_PARTS = Space().node(3, (0, -1))
_DATED = Space().node(1, (0, 0, -1, 0, 0, -1))
_TODAY = Space().node(5, (False, True))
_PLACE = Place("Quito", (Offset("2026-01-01T05:00+00:00", -300),), "2027-01-01T05:00+00:00", 2026, 2026)
_HOURS = Hours("supported", "weekly", (0,), "09:00", "17:00")
_STATUS = Space().node(0, ("covered", "conditional"))

SAMPLE = Policy(
    id="sample",
    title="Sample",
    vendor="Sample",
    authority="Sample",
    source_language="en",
    version="2026.01",
    checked_on="2026-01-01",
    check_again_by="2026-07-01",
    groups={},
    facts=(
        Fact("plan", "choice", "Plan?", "Plan", "", True, options={"basic": "Basic", "full": "Full"}),
        Fact(
            "bought_on",
            "date",
            "Bought?",
            "Bought",
            "",
            True,
            windows=(Window(12, "months"), Window(24, "months", first_counts=True)),
            days=("2026-03-01",),
            max_today=True,
        ),
        Fact("seats", "integer", "Seats?", "Seats", "", True, minimum=1, maximum=9000, cuts=(10,)),
        Fact("parts", "several", "Which?", "Parts", "", True, options={"crm": "CRM", "fax": "Fax"}, assessed=True),
    ),
    offers=(Offer("email", "E-mail", "supported", "offered"),),
    terms=(
        Term("days", "Days", (Case("supported", "{value} days", 2),), 0),
        Term("price", "Price", (Case("supported", "{price}", {"amount": 100, "currency": "EUR"}),), _PARTS, price=True),
        Term("until", "Until", (Case("supported", "{date}", start="bought_on", window=Window(12, "months")),), _DATED),
        Term("time", "Time", (Case("supported", "2 hours", {"hours": 2}, due=Due("maximum", "supported")),), 0),
    ),
    rules=(
        Rule("supported", "cover", ("supported",), _ASKED, _ASKED),
        Rule("email", "grant", ("supported",), True, True, offer="email"),
        Rule("new", "note", ("supported",), _TODAY, _TODAY, remark="New"),
        Rule("update", "require", ("update",), True, True, action=Advice("update", "update", "Update it")),
    ),
    checklist=(Reminder("update", True),),
    status=_STATUS,
    matters=(_STATUS, _PARTS, _DATED),
    days=("2026-02-01",),
    desk=Desk("plan", (_PLACE,), (_HOURS,), {"basic": 0, "full": 0}),
    draft=Draft(("en", "es"), "plan", (Channel("supported", "By e-mail", "a@example.org"),), 0),
)
