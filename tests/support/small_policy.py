"""A small policy of Acme with its pages, as its authors write them; tests of mistakes break it."""

POLICY = """\
policy: acme
title: Acme support
vendor: Acme
authority: The text of Acme
version: "2026.11"
source_language: en
checked_on: "2026-11-21"
check_again_by: "2027-05-21"

groups:
  contract:
    title: Your contract
facts:
  role:
    type: choice
    question: Who are you?
    label: You are
    why: Acme helps partners first.
    options: {partner: A partner, end-user: An end user}
  tier:
    type: ordered
    level: true
    asked when: role == partner
    group: contract
    question: What is your level?
    label: Level
    why: The level decides on level 2.
    options: {bronze: Bronze, silver: Silver, gold: Gold}
  seats:
    type: integer
    minimum: 1
    maximum: 500
    question: How many seats?
    label: Seats
    why: Large systems are left out.
  updated:
    type: yes/no
    question: Is it updated?
    label: Updated
    why: Acme supports the latest version.
  bought_on:
    type: date
    max: today
    group: contract
    question: When did you buy it?
    label: Bought on
    why: Support ends after a year.

derived:
  senior: tier >= silver

offers:
  level-2:
    label: Level 2
    otherwise: scope
  phone:
    label: Phone
    otherwise: by-phone

terms:
  response-time:
    label: Response time
    cases:
      - {when: senior, clause: hours-senior, value: 4, text: 4 hours}
      - {clause: hours, value: 24, text: 24 hours}
  supported-through:
    label: Supported through
    cases:
      - clause: one-year
        through: {fact: bought_on, amount: 12, unit: months}
        text: "{date}"

rules:
  everyone:
    effect: cover
    when: always
    clauses: [scope]
  too-large:
    effect: limit
    when: seats > 100 or seats == 13
    clauses: [large]
  too-late:
    effect: exclude
    when: today > bought_on + 12 months
    clauses: [one-year]
    instead:
      - {clause: scope, text: Buy it again.}
    beats: [too-large]
  update-first:
    effect: require
    when: not updated
    clauses: [latest]
    action: Update it.
  senior-level-2:
    effect: grant level-2
    when: senior
    clauses: [level-2]
  phone-after-level-2:
    effect: grant phone
    when: offered(level-2) and seats <= 200
    clauses: [by-phone]
  no-phone-for-end-users:
    effect: deny phone
    when: role in [end-user]
    clauses: [by-phone]

checklist:
  - {clause: logs}
  - {clause: licence, when: updated and role != end-user}

unclear:
  - {offer: level-2, reading: 1, clauses: [level-2]}

losses:
  - {fact: tier, option: gold, loses: phone, clause: by-phone}

readings:
  "1": [update-first, phone]

informative:
  history: It tells how Acme began.
"""

RULES = """\
# Support

Acme supports its product.
{ #scope }

Acme was founded in 1999.
{ #history }

- Large systems get help in part.
  { #large }
- Support lasts one year.
  { #one-year }
- Install the latest version first.
  { #latest }
- Level 2 is for senior partners.
  { #level-2 }
- Support by phone comes with level 2.
  { #by-phone }
"""

TERMS = """\
# Terms

| For | Hours |
|---|---|
| Everyone { #hours } | 24 |
| Senior partners { #hours-senior } | 4 |

Have the logs ready.
{ #logs }

Have the licence ready.
{ #licence }
"""

PAGES = ("rules.md", "terms.md")
