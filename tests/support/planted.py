"""A made-up policy that uses every field, a small site with it, and scripts planted into all of their texts."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po, write_po
from jsonschema import Draft202012Validator, FormatChecker
from policy_file import PolicyFile
from small_policy import POLICY, RULES, TERMS

from checker.languages import LANGUAGES
from checker.library.catalogues import catalogue_path
from checker.places import ROOT
from checker.policy.shape import PLAIN, SCHEMA
from checker.policy.source import Data, read_yaml

SCRIPT = "<script>planted()</script>"
PLANT = f"'\">{SCRIPT} [x](https://planted.example) ![x](planted.png) **planted** `planted` | x"
"""Ends an attribute, and would be an element, a link, a picture, bold, code and a cell."""

MORE: dict[str, Any] = {
    "desk": {
        "plan": "tier",
        "place": "Acme City",
        "zone": "America/Guayaquil",
        "holidays": "EC",
        "days off": {"2026-11-13": "By decree"},
        "other desks": {
            "north": {"place": "Acme Town", "zone": "Europe/Vilnius", "holidays": "none"},
            "south": {
                "place": "Acme Village",
                "zone": "Europe/Rome",
                "holidays": "listed",
                "days off": {"2026-12-24": "Christmas Eve"},
            },
        },
        "hours": {
            "bronze": {"open": "never", "clause": "hours"},
            "silver": {"open": "always", "clause": "hours-senior"},
            "gold": {
                "days": ["monday"],
                "from": "09:00",
                "to": "17:00",
                "clause": "hours",
                "on holidays": "hours",
                "except": [
                    {"when": "updated", "open": "always", "clause": "hours-senior"},
                    {
                        "when": "seats > 10",
                        "days": ["friday"],
                        "from": "09:00",
                        "to": "17:00",
                        "at": "south",
                        "clause": "hours",
                        "on holidays": "hours",
                    },
                    {
                        "when": "seats > 5",
                        "days": ["friday"],
                        "from": "09:00",
                        "to": "17:00",
                        "at": "north",
                        "clause": "hours",
                    },
                ],
            },
        },
    },
    "tables": {
        "rows": "role",
        "columns": [{"each": "tier", "given": {"role": "partner"}}],
        "each": "updated",
        "in_order": {"updated": "yes"},
    },
    "compare": {
        "subject": "role",
        "unnamed": ["partner"],
        "hours": ["response-time"],
        "response": ["response-time"],
        "languages": ["supported-through"],
    },
    "draft": {
        "languages": ["es"],
        "subject": "role",
        "subjects": {"partner": "A question"},
        "facts": {"tier": "Our level"},
        "blanks": [{"clause": "logs", "text": "Description", "when": "updated", "typed": True}],
        "channels": [
            {"when": "updated", "clause": "by-phone", "text": "Write to {email}.", "email": "help@acme.example"},
            {"clause": "by-phone", "text": "Call Acme."},
        ],
    },
    "sets": {"seniors": ["silver", "gold"]},
    "dates": {
        "supported_until": {
            "label": "Supported until",
            "source": "the list of Acme",
            "checked_on": "2026-11-21",
            "check_again_by": "2027-05-21",
            "days": {"partner": "2026-12-31", "end-user": "unknown"},
        }
    },
    "names": ["Acme"],
    "differs": {"hours": "English rounds."},
    "figures": {"draft": {"numbers": ["555"], "reason": "The number is made up."}},
}
INDEX = "# Acme\n\nSee the [rules](rules.md).\n"
READING = "# How we read it\n\n## 1. Levels { #reading-1 }\n\nAs it stands.\n"
GLOSSARY = f"# Glossary\n\n## Level {{ #term-level }}\n\nHow far `{SCRIPT}` helps.\n"
COMPARISON = """# Compare

<table markdown="block">
<tbody markdown="block">
{{ compare }}
</tbody>
</table>
"""
PAGES = {
    "index.md": "# Start\n\n{{ editions }}\n\n{{ contact }}\n",
    "checker.md": "# Checker\n",
    "compare.md": COMPARISON,
    "glossary.md": GLOSSARY,
    "acme/index.md": INDEX,
    "acme/reading.md": READING,
    "acme/tables.md": "# Tables\n\n{{ tables }}\n",
    "acme/questions.md": "# Questions\n\n{{ questions }}\n",
    "acme/evidence.md": "# Evidence\n\n{{ evidence }}\n",
    "acme/rules.md": RULES.replace("helps.", f"helps `{SCRIPT}`.").replace("product.", f"product `{SCRIPT}`."),
    "acme/terms.md": TERMS,
}
HEADS = {"checker.md": "template: checker.html\n", "index.md": "robots: noindex\n"}
ROUND = TERMS.replace("24", "23")
"""Another figure, which the policy excuses."""


def full_policy() -> dict[str, Any]:
    """A policy with every field that the schema knows, as plain data."""
    read: Any = read_yaml(Path("acme.yaml"), POLICY).data
    data: PolicyFile = read
    data["groups"]["contract"]["hint"] = "Look into it."
    role, rules, response = data["facts"]["role"], data["rules"], data["terms"]["response-time"]["cases"]
    role["hint"], role["find out"] = "Who signed?", "Ask Acme."
    role["assessed by"], role["defined by"] = "vendor", {"partner": "level-2"}
    role["said"] = {"partner": "you are a partner"}
    role["can become"] = {"partner": {"as": "you sign up", "when": "updated"}}
    next(iter(data["offers"].values()))["in short"] = "phone"
    rules["too-late"]["in short"] = "after a year"
    rules["too-late"]["instead"].append({"text": "Ask around.", "when": "updated", "for": "For all who have updated"})
    rules["too-large"]["remark"] = "We think so."
    response[0]["for"], response[0]["value"] = "Silver and Gold", {"hours": 4, "by": ["phone", "mail"]}
    response[0]["due"] = {"time": "average", "clause": "hours"}
    response[1]["value"] = "a day"
    whole = {"clause": "hours", "value": "days", "text": "Within days"}
    cells = {each: {"value": "a day", "text": "Within a day"} for each in ("yes", "no")}
    rows = {"bronze": whole, "silver": whole, "gold": {"clause": "hours", "cells": cells}}
    by_level: Any = {"label": "By level", "matrix": {"rows": "tier", "columns": "updated", "cells": rows}}
    data["terms"]["by-level"] = by_level
    data["unclear"] += [
        {"term": "response-time", "reading": 1, "clauses": ["hours"]},
        {"status": "unclear", "reading": 1, "clauses": ["scope"]},
    ]
    return {**data, **MORE}


def planted(value: Data, keys: tuple[str | int, ...], text: str) -> Data:
    """The data with `text` at the end of the one that stands at `keys`."""
    if not keys:
        return f"{value} {text}".rstrip()
    first, *rest = keys
    if isinstance(value, dict):
        return {**value, str(first): planted(value[str(first)], tuple(rest), text)}
    assert isinstance(value, list)
    return [planted(each, tuple(rest), text) if at == first else each for at, each in enumerate(value)]


def worded(data: Data) -> dict[tuple[str | int, ...], str]:
    """Where in a policy texts for readers stand, and by which path of the schema, whatever they are called."""
    nothing = FormatChecker(())
    nothing.checks(PLAIN)(lambda value: not isinstance(value, str))
    errors = Draft202012Validator(schema(), format_checker=nothing).iter_errors(data)
    return {tuple(each.absolute_path): _path(each.absolute_schema_path) for each in errors}


def wordings() -> Iterator[str]:
    """Every path of the schema at which a text for readers may stand; no definition is looked into within itself."""
    return _wordings(schema(), (), frozenset())


def _wordings(node: Data, path: tuple[str, ...], within: frozenset[str]) -> Iterator[str]:
    for key, each in node.items() if isinstance(node, dict) else ():
        if key == "format":
            yield _path((*path, key))
        elif key == "$ref" and isinstance(each, str) and each not in within:
            yield from _wordings(_definition(each), path, within | {each})
        elif key != "$defs":
            yield from _wordings(each, (*path, key), within)


def _definition(reference: str) -> Data:
    definitions = schema()["$defs"]
    assert isinstance(definitions, dict)
    return definitions[reference.rpartition("/")[2]]


def _path(parts: Iterable[object]) -> str:
    return "/".join(map(str, parts))


def schema() -> dict[str, Data]:
    found: dict[str, Data] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


def write_policy(folder: Path, data: Data) -> str:
    """The policy file as JSON, which is YAML, a line for each value; and its text."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "acme.yaml").write_text(text, encoding="utf-8")
    return text


def write_pages(
    docs: Path, head: Callable[[str], str] = lambda page: f"title: {page[:-3]}\ndescription: A page\n"
) -> None:
    """The pages of the site, in each language; `head` gives what stands in the head of each."""
    for language in LANGUAGES:
        for name, text in PAGES.items():
            body = ROUND if language == "en" and name == "acme/terms.md" else text
            page = docs / language / name
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(f"---\n{head(name)}{HEADS.get(name, '')}---\n\n{body}", encoding="utf-8")


def plant_catalogue(source: Path, target: Path, text: str) -> int:
    """The catalogue with `text` at the end of every message; how many there are."""
    with source.open("rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id:
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            forms = tuple(f"{form or message.id} {text}" for form in forms)
            message.string = forms if isinstance(message.id, tuple) else forms[0]
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_po(file, catalogue, width=0)
    return sum(bool(message.id) for message in catalogue)


def write_site(folder: Path, text: str = "") -> None:
    """A project with the site of this one policy in which every text ends in `text`."""
    shutil.copytree(ROOT / "checker", folder / "checker", ignore=shutil.ignore_patterns("*.yaml", "history", "__pyc*"))
    for name in ("node_modules", "deploy", "pyproject.toml", "README.md"):
        (folder / name).symlink_to(ROOT / name)
    policy: Data = full_policy()
    for keys in worded(policy):
        policy = planted(policy, keys, text)
    write_policy(folder / "checker/policies", policy)
    quoted = json.dumps(text)[1:-1]
    write_pages(folder / "docs", lambda page: f'title: "{page[:-3]} {quoted}"\ndescription: "A page {quoted}"\n')
    for language in LANGUAGES:
        if (path := catalogue_path(ROOT / "locales", language)).exists():
            plant_catalogue(path, catalogue_path(folder / "locales", language), text)
    _write_settings(folder, quoted)


def _write_settings(folder: Path, quoted: str) -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = "".join(f"      - {name}\n" for name in PAGES if "/" in name)
    own = "".join(f"  - {name}\n" for name in PAGES if "/" not in name)
    nav = f'nav:\n{own}  - "Acme {quoted}":\n{pages}'
    settings = re.sub(r"^nav:\n(?: .*\n)+", lambda _: nav, settings, flags=re.MULTILINE)
    settings = re.sub("^not_in_nav: .*\n(?: .*\n)*", "", settings, flags=re.MULTILINE)
    named = r"^( *(?:site_name|site_description|copyright|contact|name): )(?!material|Switch)(.*)$"
    settings = re.sub(r"!ENV \[CONTACT, (.*)\]", r"\1", settings)
    ending = f" {quoted}".rstrip()
    settings = re.sub(named, lambda found: f'{found[1]}"{found[2]}{ending}"', settings, flags=re.MULTILINE)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")


def build_site(folder: Path, *unchecked: str, site_url: str = "") -> subprocess.CompletedProcess[str]:
    """Build the site in the folder without these checks, and without what starts Python quickly."""
    own = {"PYTHONPATH": str(folder), "SITE_URL": site_url, "SOURCE_DATE_EPOCH": "1790000000"}
    environment = {**os.environ, **own, "NO_MKDOCS_2_WARNING": "1"}
    command: list[str | Path] = [sys.executable, Path(__file__).with_name("unchecked.py"), *unchecked]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
