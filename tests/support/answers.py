"""Answers to policies of vendors, for tests that need a real one: those of the built site in a browser."""

Answers = dict[str, object]

PARTNER: Answers = {
    "role": "partner",
    "partner_tier": "gold",
    "issue": "guidance",
    "hosting": "on-premise",
    "edition": "other",
}
PARTNER |= {"simultaneous_calls": 8, "extensions": 10, "latest_version": False, "per_manual": True}
PARTNER |= {"third_party": "none", "qualified_admin": True}
SUBSCRIBER: Answers = {
    "plan": "basic",
    "code_issued_on": "2026-10-05",
    "hours_left": True,
    "installation": "official-iso",
}
SUBSCRIBER |= {"version": "stable", "task": "guidance", "reachable": True}
BUYER: Answers = {"entitlement": "hardware-purchase", "purchased_on": "2026-11-10", "issue": "installation"}
BUYER |= {"serial_number_ready": False, "intervention": False}
FAULTY: Answers = {"entitlement": "none", "issue": "faulty-product", "under_warranty": True}
