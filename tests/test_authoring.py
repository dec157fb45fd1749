"""Broken policies and pages: each is refused, at its place, with a hint; and all that is wrong is in one report."""

import json
from pathlib import Path

import pytest
from small_policy import PAGES, POLICY, RULES, TERMS

from checker.policy.compile import compile_file
from checker.policy.problems import AuthoringError
from checker.policy.shape import SCHEMA, VALUES


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A project folder, also the current one, with a good policy and its pages."""
    monkeypatch.chdir(tmp_path)
    Path("acme.yaml").write_text(POLICY)
    for language in ("en", "es", "it"):
        Path("docs", language, "acme").mkdir(parents=True)
        for name, text in zip(PAGES, (RULES, TERMS), strict=True):
            Path("docs", language, "acme", name).write_text(text)
    return tmp_path


def change(path: str, old: str, new: str) -> str:
    """Replace `old`, which stands once in the file, and give the new text."""
    text = Path(path).read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    Path(path).write_text(text.replace(old, new))
    return Path(path).read_text()


def place(path: str, text: str, at: str) -> str:
    """The place of `at` in the text, as a report writes it."""
    start = text.index(at)
    return f"{path}:{text.count(chr(10), 0, start) + 1}:{start - text.rfind(chr(10), 0, start)}"


def report() -> list[str]:
    """What is wrong with the policy, a line for each problem."""
    with pytest.raises(AuthoringError) as caught:
        compile_file(Path("acme.yaml"), Path("docs"))
    return str(caught.value).splitlines()


def test_the_good_policy_compiles(folder):
    policy, clauses = compile_file(Path("acme.yaml"), Path("docs"))
    assert [fact.type for fact in policy.facts] == ["choice", "ordered", "integer", "yes/no", "date"]
    assert policy.fact("seats").cuts == (13, 14, 101, 201)
    assert clauses["es"]["hours-senior"].text == "Senior partners: Hours 4"
    assert clauses["it"]["large"].href("it") == "it/acme/rules/#large"


# Each row: what to replace, by what, where the report must point to, and what it must say.
CONDITIONS = {
    "an unknown fact": ("seats > 100 or", "seets > 100 or", "seets", "no fact “seets” here. Did you mean “seats”?"),
    "an unknown fact later in the condition": ("role != end-user", "rol != end-user", "rol !=", "“rol” here. Did you"),
    "an unknown name alone": ("when: not updated", "when: not updatet", "updatet", "Did you mean “updated”?"),
    "an unknown option": (
        "role != end-user",
        "role != end-usr",
        "role != end-usr",
        "“end-usr” is not an option of “role”.",
    ),
    "an unknown option in a list": ("in [end-user]", "in [end-user, partnr]", "role in", "Did you mean “partner”?"),
    "an unknown rank": (
        "role in [end-user]",
        "tier >= silvr",
        "tier >= silvr",
        "“silvr” is not an option of “tier”. Did you",
    ),
    "an unknown offer": (
        "offered(level-2)",
        "offered(level-3)",
        "level-3)",
        "no offer “level-3”. Did you mean “level-2”?",
    ),
    "yes/no with another word": (
        "when: not updated",
        "when: updated == maybe",
        "updated == maybe",
        "Allowed: yes, no.",
    ),
    "the order of a choice": (
        "role in [end-user]",
        "role < end-user",
        "role <",
        "type choice and cannot be compared by “<”",
    ),
    "the order of yes and no": ("when: not updated", "when: updated >= yes", "updated >=", "as in “updated == yes”"),
    "a date compared": (
        "today > bought_on + 12 months",
        "bought_on == 2026",
        "bought_on ==",
        "of type date and cannot",
    ),
    "a date in a list": (
        "today > bought_on + 12 months",
        "bought_on in [2026]",
        "bought_on in",
        "cannot be compared by “in”",
    ),
    "a date alone": ("today > bought_on + 12 months", "bought_on", "bought_on\n    clauses", "is not a condition"),
    "a choice alone": (
        "role in [end-user]",
        "role",
        "role\n    clauses",
        "“role” alone is not a condition: the fact is of type",
    ),
    "an integer alone": ("seats > 100 or", "seats or", "seats or", "as in “seats == 1”"),
    "a window from a choice": (
        "today > bought_on",
        "today > role",
        "role + 12",
        "“role” is of type choice, not a date.",
    ),
    "a window from an unknown fact": ("today > bought_on", "today > bougt_on", "bougt_on", "Did you mean “bought_on”?"),
    "always true": (
        "seats > 100 or",
        "seats >= 1 or",
        "seats >= 1",
        "“seats >= 1” is always true. Compare with a value",
    ),
    "always true over all options": (
        "in [end-user]",
        "in [end-user, partner]",
        "role in",
        "end-user, partner” is always true",
    ),
    "always false": ("seats > 100 or", "seats < 1 or", "seats < 1", "“seats < 1” is always false."),
    "always true by rank": (
        "role in [end-user]",
        "tier >= bronze",
        "tier >= bronze",
        "“tier >= bronze” is always true",
    ),
    "an integer too large": (
        "seats > 100 or",
        "seats > 501 or",
        "seats > 501",
        "It takes a whole number from 1 to 500.",
    ),
    "an integer too small": ("seats > 100 or", "seats > -5 or", "seats > -5", "“-5” is not a value of “seats”."),
    "a word for an integer": ("seats > 100 or", "seats > many or", "seats > many", "“many” is not a value of “seats”."),
    "very many digits": ("seats > 100 or", f"seats > {'9' * 5000} or", "seats > 999", "It takes a whole number"),
    "half a condition": (
        "seats > 100 or seats == 13",
        "seats > 100 or",
        "\n    clauses: [large]",
        "cannot be read at “the end”",
    ),
    "a missing value": (
        "seats > 100 or",
        "seats > or",
        "seats == 13",
        "cannot be read at “seats == 13”. A condition is made of",
    ),
    "one equals sign": ("seats == 13", "seats = 13", "= 13", "cannot be read at “= 13”."),
    "and as a sign": ("offered(level-2) and", "offered(level-2) &&", "&& seats", "cannot be read at “&& seats <= 200”"),
    "a bracket that is not closed": (
        "offered(level-2) and",
        "offered(level-2 and",
        "and seats <=",
        "cannot be read at “and",
    ),
    "two bounds at once": ("seats > 100 or", "1 < seats < 100 or", "1 < seats", "cannot be read at"),
    "weeks": ("today > bought_on + 12 months", "today > bought_on + 12 weeks", "weeks", "cannot be read at “weeks”"),
    "a window too long": ("bought_on + 12 months\n", "bought_on + 99999999999 days\n", None, ""),
    "code": ("role in [end-user]", "__import__('os')", "__import__", "cannot be read at “__import__"),
    "a condition without end": ("role in [end-user]", f"{'not ' * 2000}updated", "not not not", ""),
    "a quoted condition": ("when: not updated", 'when: "not updatet"', "updatet", "no fact “updatet”"),
    "a condition on two lines": (
        "when: not updated",
        "when: >-\n      not\n      updatet",
        "updatet",
        "no fact “updatet”",
    ),
    "a wrong derived fact": ("tier >= silver", "tier >= silvr", "tier >= silvr", "“silvr” is not an option"),
    "a derived fact that nothing uses": (
        "tier >= silver",
        "tier >= silver\n  junior: teir < gold",
        "teir",
        "Did you mean “tier”?",
    ),
}

NAMES = {
    "an unknown offer that is unclear": ("{offer: level-2,", "{offer: level-3,", "level-3,", "no offer “level-3”"),
    "an unknown clause of what is unclear": (
        "1, clauses: [level-2]",
        "1, clauses: [level-9]",
        None,
        "no clause “level-9”",
    ),
    "a loss of what is no level": ("{fact: tier,", "{fact: role,", "role,", "There is no level “role”. Allowed: tier."),
    "a loss at an unknown option": ("option: gold,", "option: golden,", "golden,", "Did you mean “gold”?"),
    "a loss of an unknown offer": ("loses: phone,", "loses: fone,", "fone,", "Did you mean “phone”?"),
    "a reading of an unknown rule": (
        "[update-first, phone]",
        "[update, phone]",
        "update, phone",
        "other entry “update”",
    ),
    "an unknown clause of a rule": (
        "clauses: [large]",
        "clauses: [lage]",
        "lage]",
        "no clause “lage”. Did you mean “large”?",
    ),
    "an unknown clause of advice": ("{clause: scope, text", "{clause: scop, text", "scop,", "Did you mean “scope”?"),
    "an unknown clause of an offer": (
        "otherwise: by-phone",
        "otherwise: phones",
        "phones",
        "There is no clause “phones”.",
    ),
    "an unknown clause of a term": ("clause: hours,", "clause: houres,", "houres", "Did you mean “hours”?"),
    "an unknown clause to have ready": ("clause: logs", "clause: log", "log}", "Did you mean “logs”?"),
    "an unknown informative clause": ("history:", "histori:", "It tells", "Did you mean “history”?"),
    "an unknown offer of a rule": (
        "grant level-2",
        "grant level-3",
        "grant level-3",
        "no offer “level-3”. Did you mean “level-2”?",
    ),
    "an unknown rule": (
        "beats: [too-large]",
        "beats: [to-large]",
        "to-large",
        "no rule “to-large”. Did you mean “too-large”?",
    ),
    "an unknown group": (
        "group: contract\n    question: When",
        "group: contact\n    question: When",
        "contact",
        "Did you mean “contract”?",
    ),
    "an unknown date": (
        "fact: bought_on",
        "fact: bougt_on",
        "bougt_on",
        "no date fact “bougt_on”. Did you mean “bought_on”?",
    ),
    "a window from a fact that is no date": ("fact: bought_on", "fact: seats", "seats, amount", "no date fact “seats”"),
    "a group named as a fact": (
        "  contract:\n",
        "  seats:\n",
        "title: Your contract",
        "“seats” is the name of a fact already",
    ),
    "a derived fact named as a fact": ("  senior: tier", "  seats: tier", "tier >= silver", "name of a fact already"),
    "a day that does not exist": (
        'checked_on: "2026-11-21"',
        "checked_on: 2026-11-31",
        "2026-11-31",
        "is not a date. Write it as",
    ),
    "a clause that no rule encodes": (
        "  history: It tells how Acme began.",
        "  large: It is large.",
        None,
        "No rule encodes the clause “history”. Cite it in acme.yaml",
    ),
    "a policy that is named otherwise than its file": ("policy: acme", "policy: acne", "acne", "“acne”"),
    "the lowest above the highest": ("minimum: 1\n", "minimum: 501\n", "501\n", "501"),
}

SHAPE = {
    "an unknown key": (
        "source_language",
        "sauce_language",
        "en\nchecked_on",
        "There is no key “sauce_language” here. Did you mean “source_language”?",
    ),
    "an unknown key of a fact": ("    max: today", "    maxx: today", "today\n    group", "Did you mean “max”?"),
    "an unknown key of a rule": ("    action:", "    aktion:", "Update it.", "Did you mean “action”?"),
    "an unknown type": ("type: ordered", "type: orderd", "orderd", "cannot be “orderd”. Did you mean “ordered”?"),
    "an unknown effect": (
        "effect: cover",
        "effect: allow",
        "allow",
        "cover, exclude, doubt, require, limit, note, or grant",
    ),
    "an answer that cannot become": (
        "    why: Large systems are left out.",
        "    why: Large systems are left out.\n    can become: {501: {as: you add seats}}",
        "{as: you add",
        "There is no answer “501”. Allowed: a whole number from 1 to 500.",
    ),
    "a day that cannot become": (
        "    max: today",
        "    max: today\n    can become: {tomorrow: {as: you wait}}",
        "{as: you wait",
        "There is no answer “tomorrow”. Allowed: today.",
    ),
    "what to do is missing": (
        "    max: today",
        "    max: today\n    can become: {today: {when: updated}}",
        "{when",
        "lacks “as”. What to do for it, as a clause",
    ),
    "a condition of what can become": (
        "    max: today",
        "    max: today\n    can become: {today: {as: you buy it, when: updatet}}",
        "updatet",
        "Did you mean “updated”?",
    ),
    "an answer that cannot be said": (
        "    options: {partner: A partner, end-user: An end user}",
        "    options: {partner: A partner, end-user: An end user}\n    said: {partnr: you are a partner}",
        "you are a partner",
        "There is no answer “partnr”. Did you mean “partner”?",
    ),
    "another field in what is said": (
        "    max: today",
        '    max: today\n    said: {date: "you bought it on {day}"}',
        '"you bought',
        "“{day}” stands for nothing.",
    ),
    "instead for nobody": (
        "text: Buy it again.}",
        "text: Buy it again., when: updated}",
        "{clause: scope",
        "lacks “for”.",
    ),
    "instead on no condition": (
        "text: Buy it again.}",
        "text: Buy it again., for: For all}",
        "{clause: scope",
        "lacks “when”.",
    ),
    "in short of no exclusion": (
        "clauses: [large]",
        "clauses: [large]\n    in short: large ones",
        "limit",
        "cannot be “limit”. Allowed: exclude, require.",
    ),
    "a grant of nothing": (
        "effect: grant phone",
        "effect: grant",
        "grant\n    when: offered",
        "with the name of an offer",
    ),
    "a rule without clauses": ("clauses: [large]", "clauses: []", "[]", "clauses” is empty. Write at least 1 here."),
    "a rule that names no clauses": (
        "    clauses: [large]\n",
        "",
        "effect: limit",
        "lacks “clauses”. The clauses that say so.",
    ),
    "a clause cited twice": (
        "clauses: [large]",
        "clauses: [large, large]",
        "large]",
        "clauses” lists “large” twice. Remove one",
    ),
    "a title that is empty": ("title: Acme support", 'title: ""', '""', "“title” is empty. Write something here."),
    "a title that is a list": ("title: Acme support", "title: [Acme]", "[Acme]", "“title” must be text, not a list."),
    "a rule that is text": (
        "too-large:\n    effect: limit\n    when: seats > 100 or seats == 13\n    clauses: [large]\n",
        "too-large: large\n",
        "large\n",
        "“rules / too-large” must be a mapping, not “large”.",
    ),
    "a level that is no order": (
        "    type: choice\n",
        "    type: choice\n    level: true\n",
        "choice\n    level",
        "must be “ordered”, not “choice”. Only a fact of this type has a level.",
    ),
    "an option that is not there to be defined": (
        "options: {bronze: Bronze, silver: Silver, gold: Gold}\n",
        "options: {bronze: Bronze, silver: Silver, gold: Gold}\n    defined by: {sliver: level-2}\n",
        "level-2}\n",
        "There is no answer “sliver”. Did you mean “silver”? Allowed: bronze, silver, gold.",
    ),
    "an answer that is neither yes nor no and defined": (
        "question: Is it updated?\n",
        "question: Is it updated?\n    defined by: {maybe: latest}\n",
        "latest}",
        "There is no answer “maybe”. Allowed: yes, no.",
    ),
    "an option that an unknown clause defines": (
        "options: {bronze: Bronze, silver: Silver, gold: Gold}\n",
        "options: {bronze: Bronze, silver: Silver, gold: Gold}\n    defined by: {silver: level-3}\n",
        "level-3",
        "There is no clause “level-3”. Did you mean “level-2”?",
    ),
    "a number that a clause defines": (
        "    type: integer\n",
        "    type: integer\n    defined by: {yes: latest}\n",
        "latest}",
        "No clause can define “yes”: the answers to this question are numbers or dates. Remove “defined by”.",
    ),
    "something unclear that is nothing": (
        "- {offer: level-2, reading: 1, clauses: [level-2]}",
        "- {reading: 1, clauses: [level-2]}",
        "{reading",
        "“unclear / 0” must have exactly one of status, offer, term.",
    ),
    "something unclear that is two things": (
        "- {offer: level-2, reading: 1, clauses: [level-2]}",
        "- {status: unclear, offer: phone, reading: 1, clauses: [level-2]}",
        "{status",
        "“unclear / 0” must have exactly one of status, offer, term.",
    ),
    "a rule without a condition": ("    when: always\n", "", "effect: cover", "“rules / everyone” lacks “when”."),
    "a requirement without an action": (
        "    action: Update it.\n",
        "",
        "effect: require",
        "“rules / update-first” lacks “action”.",
    ),
    "an action without a requirement": (
        "clauses: [large]",
        "clauses: [large]\n    action: Shrink it.",
        "effect: limit",
        "has an “action”, which only a rule with the effect require has, or doubt without an offer. Remove it",
    ),
    "other advice without an exclusion": (
        "effect: exclude",
        "effect: note",
        "note",
        "must be “exclude”, not “note”. Only",
    ),
    "no facts": (POLICY[POLICY.index("facts:") : POLICY.index("derived:")], "facts: {}\n\n", "{}", "“facts” is empty."),
    "no rules at all": (
        POLICY[POLICY.index("rules:") : POLICY.index("checklist:")],
        "",
        "policy: acme",
        "lacks “rules”. What the clauses say.",
    ),
    "no title": (
        "title: Acme support\n",
        "",
        "policy: acme",
        "The policy lacks “title”. What the policy is called on the site.",
    ),
    "a choice without options": (
        "    options: {partner: A partner, end-user: An end user}\n",
        "",
        "type: choice",
        "“facts / role” lacks “options”. List the options",
    ),
    "a choice with one option": (
        "{partner: A partner, end-user: An end user}",
        "{partner: A partner}",
        "{partner",
        "“facts / role / options” has only 1 of at least 2 entries.",
    ),
    "an integer without limits": ("    maximum: 500\n", "", "type: integer", "“facts / seats” lacks “maximum”."),
    "a limit below nothing": (
        "minimum: 1\n",
        "minimum: -1\n",
        "-1\n",
        "cannot be -1. Write a whole number, 0 or more.",
    ),
    "an option that links use": ("gold: Gold", "unknown: Gold", "Gold}", "“unknown” cannot be a name. Small letters"),
    "a limit that is text": ("maximum: 500", 'maximum: "500"', '"500"', "must be a whole number, not “500”"),
    "a truth that is text": (
        "    max: today",
        "    level: no",
        "no\n    group",
        "must be true or false, not “no”",
    ),
    "text that is a truth": ("when: always", "when: true", "true\n    clauses", "must be text"),
    "a list that is text": ("clauses: [large]", "clauses: large", "large\n  too-late", "must be a list, not “large”"),
    "a date that is a word": (
        'check_again_by: "2027-05-21"',
        "check_again_by: soon",
        "soon",
        "cannot be “soon”. Write it as YYYY-MM-DD",
    ),
    "a version that no link can carry": ('"2026.11"', "2026.11.1234567890", "2026.11.1234567890", "Year and month"),
    "a version that is none": ('"2026.11"', "v1", "v1", "cannot be “v1”. Year and month, such as “2026.11”"),
    "a name of a fact that cannot be": (
        "  seats:\n",
        "  Seats:\n",
        "type: integer",
        "“Seats” cannot be a name. Small letters",
    ),
    "a name of an option that cannot be": (
        "gold: Gold",
        "go_ld: Gold",
        "Gold}",
        "“go_ld” cannot be a name. Small letters",
    ),
    "a word without what it stands for": ('text: "{date}"', 'text: "{day}"', '"{day}"', "“{day}”"),
    "a brace that is not closed": ('text: "{date}"', 'text: "{date"', '"{date"', "{date"),
    "a unit that there is not": ("unit: months", "unit: weeks", "weeks", "Allowed: days, months."),
    "a list for a policy": (POLICY, "- policy\n- acme\n", "- policy", "must be a mapping"),
    "text for a policy": (POLICY, "policy\n", "policy", "must be a mapping, not “policy”"),
}

YAML = {
    "a key that stands twice": (
        "title: Acme support\n",
        "title: Acme support\ntitle: Acme\n",
        "title: Acme\n",
        "“title” is written here twice. Remove one.",
    ),
    "a rule that stands twice": (
        "  too-late:",
        "  too-large:",
        "too-large:\n    effect: exclude",
        "“too-large” is written here twice",
    ),
    "an alias": (
        "clauses: [large]",
        "clauses: &large [large]\n    beats: *large",
        "*large",
        "Alias *large is not allowed. Write the value out.",
    ),
    "a merge": ("  senior: tier", "  <<: *all\n  senior: tier", "*all", "Alias *all is not allowed."),
    "deep nesting": (
        "clauses: [large]",
        f"clauses: {'[' * 20}large{']' * 20}",
        "[" * 11 + "large",
        "Nested more than 12 levels deep.",
    ),
    "very deep nesting": ("clauses: [large]", f"clauses: {'[' * 500}", None, "Nested more than 12 levels deep."),
    "a bracket that is not closed": (
        "clauses: [large]",
        "clauses: [large",
        ":\n    effect: exclude",
        "This is not valid YAML: did not find expected",
    ),
    "a quotation mark that is not closed": (
        "title: Acme support",
        'title: "Acme support',
        None,
        "This is not valid YAML",
    ),
    "a tab": ("    title: Your contract", "\ttitle: Your contract", "\ttitle", "This is not valid YAML"),
    "two colons": (
        "vendor: Acme\n",
        "vendor: Acme: Inc.\n",
        ": Inc.",
        "This is not valid YAML: mapping values are not allowed",
    ),
    "two documents": ("facts:\n", "---\nfacts:\n", "---", "This is not valid YAML"),
    "a control character": ("vendor: Acme\n", "vendor: Ac\x07me\n", None, "This is not valid YAML"),
    "a list for a key": ("vendor: Acme\n", "? [vendor]\n: Acme\n", "[vendor]", "A key must be a plain word."),
    "an empty file": (POLICY, "", None, "The file is empty."),
    "only a comment": (POLICY, "# Later.\n", None, "The file is empty."),
}

CIRCLES = {
    "a fact asked when it is answered": (
        "asked when: role == partner",
        "asked when: tier == gold",
        "tier == gold",
        "Circle: “tier” is asked before “tier” is",
    ),
    "a fact asked when a later one is answered": (
        "asked when: role == partner",
        "asked when: updated",
        "updated\n    group",
        "Circle: “tier” is asked before “updated” is, and so cannot depend on it. Let the order of the facts follow",
    ),
    "a fact asked by way of a derived one": (
        "asked when: role == partner",
        "asked when: senior",
        "senior\n    group",
        "Circle",
    ),
    "a fact asked by way of an offer": (
        "asked when: role == partner",
        "asked when: offered(level-2)",
        "level-2)\n    group",
        "Circle",
    ),
    "derived from itself": (
        "senior: tier >= silver",
        "senior: tier >= silver and senior",
        "senior\n\noffers",
        "Circle: senior → senior.",
    ),
    "derived from each other": (
        "senior: tier >= silver",
        "senior: junior\n  junior: not senior",
        "senior\n\noffers",
        "Circle: senior → junior → senior. One of them must not depend on the next.",
    ),
    "a rule that beats itself": (
        "beats: [too-large]",
        "beats: [too-late]",
        "today > bought_on",
        "Circle: too-late → too-late.",
    ),
    "rules that beat each other": (
        "clauses: [large]",
        "clauses: [large]\n    beats: [too-late]",
        "seats > 100 or",
        "Circle: too-large → too-late → too-large.",
    ),
    "an offer granted when it is offered": (
        "seats <= 200",
        "offered(phone)",
        "phone)",
        "Circle: phone → phone-after-level-2 → phone.",
    ),
    "offers granted by each other": (
        "effect: grant level-2\n    when: senior",
        "effect: grant level-2\n    when: offered(phone)",
        "offered(phone)",
        "Circle: senior-level-2 → phone → phone-after-level-2 → level-2 → senior",
    ),
}


@pytest.mark.parametrize(
    ("old", "new", "at", "what"),
    [pytest.param(*row, id=name) for rows in (CONDITIONS, NAMES, SHAPE, YAML, CIRCLES) for name, row in rows.items()],
)
def test_a_broken_policy_is_refused_at_its_place(folder, old, new, at, what):
    text = change("acme.yaml", old, new)
    lines = report()
    said = [line for line in lines if what in line]
    assert said, lines
    assert at is None or any(line.startswith(f"{place('acme.yaml', text, at)}: ") for line in said), lines


def test_every_keyword_of_the_schema_has_words_of_its_own():
    frame = {"$schema", "title", "description", "$defs", "$ref", "properties", "items", "allOf", "if", "then", "else"}
    said = {"additionalProperties", "propertyNames", "required", "uniqueItems", "format", *VALUES}
    assert said - {"propertyNames"} <= set(keywords(json.loads(SCHEMA.read_text()))) <= said | frame


def keywords(schema):
    for key, value in schema.items():
        yield key
        inner = value.values() if key in ("properties", "$defs") else value if isinstance(value, list) else [value]
        for each in inner:
            yield from keywords(each) if isinstance(each, dict) else ()


@pytest.mark.parametrize("days", [28, 29, 30, 31])
def test_windows_of_which_the_date_tells_the_longer_are_refused(folder, days):
    text = change("acme.yaml", "seats <= 200", f"today <= bought_on + 1 months and today > bought_on + {days} days")
    at = place("acme.yaml", text, "type: date")
    assert report() == [
        f"{at}: Which of the windows from “bought_on” is longer depends on the date. Use days or months alone."
    ]


@pytest.mark.parametrize("days", [27, 32])
def test_windows_that_are_always_apart_are_accepted(folder, days):
    change("acme.yaml", "seats <= 200", f"today <= bought_on + 1 months and today > bought_on + {days} days")
    policy, _ = compile_file(Path("acme.yaml"), Path("docs"))
    assert len(policy.fact("bought_on").windows) == 3


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(POLICY.replace("Acme", "Acmé").encode("latin-1"), "UTF-8", id="Latin-1"),
        pytest.param(bytes(range(256)), "", id="bytes"),
        pytest.param(b"{" * 500, "Nested more than 12 levels deep.", id="brackets"),
    ],
)
def test_a_file_that_is_no_policy_is_refused(folder, data, what):
    Path("acme.yaml").write_bytes(data)
    (line,) = report()
    assert line.startswith("acme.yaml:") and what in line


SUPPORTS = "Acme supports its product.\n{ #scope }\n"
BY_PHONE = "- Support by phone comes with level 2.\n  { #by-phone }\n"

# Each row: the page, what to replace, by what, where the report must point to (page and text), what it must say.
BROKEN_PAGES = {
    "a clause is missing in a translation": (
        ("es", "rules.md"),
        SUPPORTS,
        "",
        ("es", "rules.md"),
        "#",
        "Clause “scope” is missing in es; it stands at docs/en/acme/rules.md:4:1. Write it there",
    ),
    "a clause is missing in English": (
        ("en", "rules.md"),
        BY_PHONE,
        "",
        ("en", "rules.md"),
        "#",
        "Clause “by-phone” is missing in en; it stands at docs/es/acme/rules.md:",
    ),
    "a clause of a table is missing": (
        ("it", "terms.md"),
        " { #hours-senior }",
        "",
        ("it", "terms.md"),
        "#",
        "Clause “hours-senior” is missing in it; it stands at docs/en/acme/terms.md:6:19.",
    ),
    "a clause has another name in a translation": (
        ("it", "rules.md"),
        "{ #large }",
        "{ #grande }",
        ("en", "rules.md"),
        "#",
        "Clause “grande” is missing in en; it stands at docs/it/acme/rules.md:",
    ),
    "a clause stands on another page": (
        ("it", "terms.md"),
        "{ #logs }",
        "{ #logs }\n\nAcme.\n{ #scope }",
        ("it", "terms.md"),
        "{ #scope }",
        "There are two clauses “scope”; the other is at docs/it/acme/rules.md:4:1. Give one of them another id.",
    ),
    "a clause stands twice on one page": (
        ("en", "rules.md"),
        "{ #large }",
        "{ #scope }",
        ("en", "rules.md"),
        "{ #scope }\n- Support lasts",
        "There are two clauses “scope”; the other is at docs/en/acme/rules.md:4:1.",
    ),
    "HTML that is not closed": (
        ("es", "rules.md"),
        "its product",
        "its<br>product",
        ("es", "rules.md"),
        "#",
        "",
    ),
    "an entity that XML does not know": (
        ("es", "rules.md"),
        "its product",
        "its&nbsp;product",
        ("es", "rules.md"),
        "#",
        "",
    ),
}


@pytest.mark.parametrize(("page", "old", "new", "where", "at", "what"), BROKEN_PAGES.values(), ids=BROKEN_PAGES)
def test_a_broken_page_is_refused_at_its_place(folder, page, old, new, where, at, what):
    change(page_path(*page), old, new)
    path = page_path(*where)
    lines = report()
    assert any(line.startswith(f"{place(path, Path(path).read_text(), at)}: ") and what in line for line in lines), (
        lines
    )


def test_a_clause_that_is_missing_in_one_language_is_the_only_problem(folder):
    change(page_path("es", "rules.md"), SUPPORTS, "")
    (line,) = report()
    assert line.startswith("docs/es/acme/rules.md:1:1: Clause “scope” is missing in es; it stands at docs/en/")


def test_a_clause_that_no_rule_encodes_is_reported_where_the_vendor_says_it(folder):
    for language in ("en", "es", "it"):
        change(page_path(language, "rules.md"), "# Support\n", "# Support\n\nNew.\n{ #new }\n")
    hint = "Cite it in acme.yaml, or list it there under “informative” with the reason."
    assert report() == [f"docs/en/acme/rules.md:4:1: No rule encodes the clause “new”. {hint}"]


def test_a_clause_on_another_page_than_in_the_other_languages_is_refused(folder):
    change(page_path("it", "rules.md"), SUPPORTS, "")
    text = change(page_path("it", "terms.md"), "# Terms\n", f"# Terms\n\n{SUPPORTS}")
    at = place(page_path("it", "terms.md"), text, "{ #scope }")
    assert report() == [f"{at}: Clause “scope” belongs in docs/it/acme/rules.md, where the other languages have it."]


def test_a_language_without_pages_lacks_every_clause(folder):
    for name in PAGES:
        Path(page_path("es", name)).unlink()
    lines = report()
    assert len(lines) == RULES.count("{ #") + TERMS.count("{ #")
    assert all(
        line.startswith("docs/es/acme/") and " is missing in es; it stands at docs/en/" in line for line in lines
    )


def test_all_problems_are_in_one_report_by_place(folder):
    change("acme.yaml", "seats > 100 or", "seets > 100 or")
    change("acme.yaml", "role in [end-user]", "role in [partner, end-usr]")
    change("acme.yaml", "offered(level-2)", "offered(level-3)")
    lines = report()
    assert lines == [
        "acme.yaml:80:11: There is no fact “seets” here. Did you mean “seats”? "
        "Allowed: role, tier, seats, updated, bought_on.",
        "acme.yaml:100:19: There is no offer “level-3”. Did you mean “level-2”? Allowed: level-2, phone.",
        "acme.yaml:104:11: “end-usr” is not an option of “role”. Did you mean “end-user”? Allowed: partner, end-user.",
    ]


def test_problems_of_names_pages_and_unreadable_conditions_are_in_one_report(folder):
    change("acme.yaml", "beats: [too-large]", "beats: [to-large]")
    change("acme.yaml", "seats > 100 or", "seats > 100 |")
    change(page_path("it", "terms.md"), "Have the logs ready.\n{ #logs }\n", "")
    lines = report()
    assert [line.split(" ")[0] for line in lines] == [
        "acme.yaml:80:23:",
        "acme.yaml:88:13:",
        "docs/it/acme/terms.md:1:1:",
    ]


def page_path(language: str, name: str) -> str:
    return f"docs/{language}/acme/{name}"
