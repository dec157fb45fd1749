"""The answers with which everything is measured: a common question, settled by what is left out of support."""

from datetime import date

POLICY = "3cx"
ANSWERS = "role=partner&partner_tier=bronze&issue=audio&hosting=on-premise&edition=other"
CASE = dict(part.split("=") for part in ANSWERS.split("&"))
STATUS = "not-covered"
TODAY = date(2026, 11, 22)
