"""A small sound policy whose file tests break, to be proven, and what breaks it in which way."""

from gettext import NullTranslations
from pathlib import Path

from checker.core.model.words import Clause, Words
from checker.languages import LANGUAGES
from checker.policy.clauses import PageClause
from checker.policy.compile import compile_file
from checker.policy.source import read_yaml
from checker.policy.written import read_written
from checker.proof.explore import Exploration
from checker.proof.subject import Subject

POLICY = """\
policy: acme
title: Acme support
vendor: Acme
authority: The text of Acme
version: "2026.11"
source_language: en
checked_on: "2026-11-21"
check_again_by: "2027-05-21"
facts:
  partner: {type: yes/no, question: Partner?, label: Partner, why: It counts.}
  tier:
    type: ordered
    level: true
    asked when: partner
    question: Tier?
    label: Tier
    why: It counts.
    options: {bronze: Bronze, silver: Silver, gold: Gold}
  issue: {type: choice, question: Issue?, label: Issue, why: It counts., options: {audio: Audio, fax: Fax}}
  seats: {type: integer, minimum: 1, maximum: 500, question: Seats?, label: Seats, why: They count.}
  bought_on: {type: date, max: today, question: Bought?, label: Bought, why: It counts.}
offers:
  phone: {label: Phone, otherwise: by-phone}
terms:
  hours:
    label: Hours
    cases:
      - {when: tier == gold, clause: hours, value: 4, text: 4 hours}
      - {clause: hours, value: 24, text: 24 hours}
rules:
  audio: {effect: cover, when: issue == audio, clauses: [scope]}
  fax: {effect: limit, when: issue == fax, clauses: [fax]}
  too-late:
    {effect: exclude, when: today > bought_on + 12 months, clauses: [one-year], instead: [{clause: scope, text: Ask.}]}
  phone: {effect: grant phone, when: tier >= silver, clauses: [by-phone]}
  many: {effect: doubt phone, when: tier >= silver and seats > 100, clauses: [many]}
  gold-has-phone: {effect: grant phone, when: tier == gold, clauses: [gold], beats: [many]}
unclear:
  - {offer: phone, reading: 1, clauses: [by-phone, many]}
readings:
  "1": [audio, fax, too-late, phone, many, gold-has-phone]
"""
CLAUSES = ("scope", "fax", "one-year", "by-phone", "many", "gold", "hours")
PAGE = "# Rules\n\n" + "\n".join(f"- This is the clause about {name}.\n  {{ #{name} }}" for name in CLAUSES)


class Echo(NullTranslations):
    """Has a translation for everything but what it lacks."""

    lacking = ""

    def gettext(self, message: str) -> str:
        return super().gettext(message) if message == self.lacking else f"{message}."

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{msgid2}."


def write_pages(tmp_path: Path) -> Path:
    """Write the pages of the policy into the folder."""
    for language in LANGUAGES:
        (tmp_path / "docs" / language / "acme").mkdir(parents=True)
        (tmp_path / "docs" / language / "acme" / "rules.md").write_text(PAGE)
        (tmp_path / "docs" / language / "acme" / "reading.md").write_text("## 1. All { #reading-1 }\n")
    return tmp_path


def subject(folder: Path, *changes: tuple[str, str], lacking: str = "") -> Subject:
    """The policy with these texts replaced, to be proven."""
    text = POLICY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path, docs = folder / "acme.yaml", folder / "docs"
    path.write_text(text)
    policy, clauses = compile_file(path, docs)
    words = {language: spoken(language, clauses[language], lacking) for language in LANGUAGES}
    return Subject(Exploration(policy), read_written(read_yaml(path)), docs, words)


def spoken(language: str, clauses: dict[str, PageClause], lacking: str) -> Words:
    catalogue = Echo()
    catalogue.lacking = lacking
    texts = {name: Clause(clause.text, clause.href(language)) for name, clause in clauses.items()}
    return Words(language, catalogue, clauses={"acme": texts})


INSTEAD = ", instead: [{clause: scope, text: Ask.}]"
MANY = "many: {effect: doubt phone, when: tier >= silver and seats > 100, clauses: [many]}"
NO_FAX = ("fax: {effect: limit, when: issue == fax", "fax: {effect: limit, when: issue == fax and seats > 9")

# What to change, the properties that fail, what one says, and the fewest answers that show it.
BROKEN: dict[str, tuple[list[tuple[str, str]], set[str], str, dict[str, object] | None]] = {
    "a verdict that no clause decides": (
        [NO_FAX],
        {"Every combination", "Unclear is"},
        "No clause decides this verdict.",
        {"issue": "fax", "seats": 1, "bought_on": "2026-11-22"},
    ),
    "a status that is unclear by a note, and not listed": (
        [
            NO_FAX,
            (
                "  phone: {effect: grant",
                "  silent: {effect: note, when: issue == fax, clauses: [fax]}\n  phone: {effect: grant",
            ),
            ('"1": [', '"1": [silent, '),
        ],
        {"Unclear is"},
        "The status is unclear by fax, and this is not listed.",
        {"issue": "fax", "seats": 1, "bought_on": "2026-11-22"},
    ),
    "a doubt of the case that is not listed": (
        [
            (
                "  phone: {effect: grant",
                "  odd: {effect: doubt, when: issue == fax and seats > 100, clauses: [many]}\n  phone: {effect: grant",
            ),
            ('"1": [', '"1": [odd, '),
        ],
        {"Unclear is"},
        "The status is unclear by many, and this is not listed.",
        {"issue": "fax", "seats": 101, "bought_on": "2026-11-22"},
    ),
    "nothing to do instead": (
        [(INSTEAD, "")],
        {"Not covered"},
        "The verdict is “not covered”, and nothing is said of what to do instead.",
        {"bought_on": "2025-11-21"},
    ),
    "something to do instead that does not always hold": (
        [(INSTEAD, INSTEAD.replace("text", "when: seats > 100, for: For many, text"))],
        {"Not covered"},
        "The verdict is “not covered”, and nothing is said of what to do instead.",
        {"seats": 1, "bought_on": "2025-11-21"},
    ),
    "an offer that is unclear, and not listed": (
        [("clauses: [by-phone, many]}\n", "clauses: [by-phone]}\n")],
        {"Unclear is"},
        "The offer “phone” is unclear by by-phone, many, and this is not listed.",
        {"partner": True, "tier": "silver", "seats": 101, "bought_on": "2026-11-22"},
    ),
    "something listed as unclear that no longer is": (
        [("- {offer: phone", "- {term: hours, reading: 1, clauses: [hours]}\n  - {offer: phone")],
        {"Unclear is"},
        "Listed as unclear, but no answers make it so: The term “hours” is unclear by hours.",
        None,
    ),
    "a term that is unclear, and not listed": (
        [("clause: hours, value: 24, text: 24 hours", "clause: hours, text: Unclear")],
        {"Unclear is"},
        "The term “hours” is unclear by hours, and this is not listed.",
        {"partner": False, "bought_on": "2026-11-22"},
    ),
    "a rule that says what others say already": (
        [
            (
                "  phone: {effect: grant",
                "  again: {effect: limit, when: issue == fax and seats > 5, clauses: [fax]}\n  phone: {effect: grant",
            ),
            ('"1": [', '"1": [again, '),
        ],
        {"No rule"},
        "The rule “again” changes no verdict: where it holds, others say all that it says.",
        {"issue": "fax", "seats": 6},
    ),
    "a rule whose condition never holds": (
        [("when: issue == fax,", "when: issue == fax and issue == audio,")],
        {"Every combination", "Unclear is", "No rule"},
        "The rule “fax” changes no verdict: its condition never holds.",
        None,
    ),
    "an override that never bites": (
        [
            ("beats: [many]", "beats: [many, fax]"),
            ("when: issue == fax,", "when: issue == fax and not tier == gold,"),
            ("when: issue == audio", "when: issue == audio or tier == gold"),
        ],
        {"No rule"},
        "The rule “gold-has-phone” never beats “fax”: they never hold together.",
        {"partner": True, "tier": "gold"},
    ),
    "a case that an earlier one hides": (
        [
            (
                "      - {clause: hours",
                "      - {when: tier >= gold, clause: hours, value: 1, text: 1 hour}\n      - {clause: hours",
            )
        ],
        {"No rule"},
        "Case 2 of the term “hours” (hours) is never stated.",
        None,
    ),
    "an offer that is never made": (
        [("  phone: {label", "  chat: {label: Chat, otherwise: scope}\n  phone: {label")],
        {"No rule"},
        "The offer “chat” is never made.",
        None,
    ),
    "a fact that no rule asks for": (
        [("  seats: {type", "  mood: {type: yes/no, question: Mood?, label: Mood, why: It counts.}\n  seats: {type")],
        {"No rule"},
        "No answer to “mood” can change a verdict.",
        None,
    ),
    "a reading without effect": (
        [('  "1": [audio', '  "2": [audio')],
        {"No rule"},
        "Reading 1 has no effect on any verdict.",
        None,
    ),
    "a rule without a reading": (
        [('"1": [audio, ', '"1": [')],
        {"No rule"},
        "No reading is about the rule “audio”.",
        None,
    ),
    "a level that loses an offer": (
        [
            ("when: tier >= silver, clauses", "when: tier == silver, clauses"),
            ("gold-has-phone: {effect: grant", "gold-has-phone: {effect: deny"),
            ("when: tier >= silver and", "when: tier == silver and"),
            (", beats: [many]", ""),
        ],
        {"A higher level"},
        "Going up from tier = silver to gold makes “phone” worse.",
        {"partner": True, "tier": "silver", "bought_on": "2026-11-22"},
    ),
    "a loss that does not occur": (
        [("readings:", "losses: [{fact: tier, option: gold, loses: phone, clause: gold}]\nreadings:")],
        {"A higher level"},
        "Listed under “losses”, but tier = gold does not lose “phone”.",
        None,
    ),
}
