"""The site's data for others, version 1: policies and decision tables as JSON and CSV, with what describes them.

Addresses are relative to the file that has them, and `site` leads from there to the site's root, so that a copy works
below any path. The page `data.md` promises what stays.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker import __version__
from checker.core.model.words import Words
from checker.languages import language_root
from checker.library.compiled import write_json
from checker.moment import build_day
from checker.pages.data_list import FOLDER
from checker.pages.policy_data import policy_document
from checker.pages.table_data import table_csv, table_document
from checker.pages.worked import Worked
from checker.places import WEB

PAGE = "data/"
SCHEMAS = {"index": "index.json", "policy": "policy.json", "table": "table.json"}
LICENCE = "licence.txt"


def write_data(site: Path, policies: Mapping[str, Worked], words: Mapping[str, Words]) -> None:
    """Write it into the folder `site`: of these policies, in the languages of `words`."""
    folder = site / FOLDER
    for name in ("policies", "tables", "schema"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, worked in policies.items():
        document = {"site": "../../../", **policy_document(worked, words)}
        write_json(folder / "policies" / f"{name}.json", document)
        if worked.policy.tables:
            _write_tables(folder, worked, words)
    for file in SCHEMAS.values():
        shutil.copy(WEB / "data" / "schema" / file, folder / "schema")
    shutil.copy(WEB / "data" / LICENCE, folder)
    write_json(folder / "index.json", _index(policies, words))
    write_json(folder / "openapi.json", _openapi(policies, words))


def _write_tables(folder: Path, worked: Worked, words: Mapping[str, Words]) -> None:
    offers = [each.id for each in worked.policy.offers]
    for language, each in words.items():
        document, name = table_document(worked, each), f"{worked.policy.id}.{language}"
        write_json(folder / "tables" / f"{name}.json", {"site": "../../../", **document})
        text = table_csv(document, offers)
        (folder / "tables" / f"{name}.csv").write_text(text, encoding="utf-8", newline="")


def _index(policies: Mapping[str, Worked], words: Mapping[str, Words]) -> dict[str, Any]:
    return {
        "data": 1,
        "until": None,
        "site": "../../",
        "project": __version__,
        "built": build_day().isoformat(),
        "languages": list(words),
        "pages": {language: f"{language_root(language)}{PAGE}" for language in words},
        "licence": {"id": "MIT", "file": LICENCE, "text": {name: _licence(each) for name, each in words.items()}},
        "promise": {language: _promise(each) for language, each in words.items()},
        "policies": [_listed(name, worked, words) for name, worked in policies.items()],
        "schemas": {name: f"schema/{file}" for name, file in SCHEMAS.items()},
        "openapi": "openapi.json",
    }


def _listed(name: str, worked: Worked, words: Mapping[str, Words]) -> dict[str, Any]:
    tables = {each: {kind: f"tables/{name}.{each}.{kind}" for kind in ("json", "csv")} for each in words}
    return {
        "id": name,
        "title": {language: each.gettext(worked.policy.title) for language, each in words.items()},
        "version": worked.policy.version,
        "checked_on": worked.policy.checked_on,
        "file": f"policies/{name}.json",
        "tables": tables if worked.policy.tables else {},
    }


def _licence(words: Words) -> str:
    return words.gettext(
        "Use this data as you like, also in what you sell, if you keep the licence's notice. Only the vendor's own "
        "text is binding."
    )


def _promise(words: Words) -> str:
    _ = words.gettext
    return " ".join(
        (
            _("Within version 1, files and keys may be added; none changes its meaning, and none is removed."),
            _("Ids of policies, questions, answers, offers, terms and clauses stay."),
            _("Ids of rules and the words of conditions may change."),
            _("Version 1 stays for at least two years after a version 2 appears; “until” then names its last day."),
        )
    )


def _openapi(policies: Mapping[str, Worked], words: Mapping[str, Words]) -> dict[str, Any]:
    policy = _parameter("policy", list(policies))
    table = [_parameter("policy", [name for name, each in policies.items() if each.policy.tables])]
    table.append(_parameter("language", list(words)))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Support Coverage: support policies as data",
            "version": f"1+{__version__}",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "./", "description": "The folder of this file"}],
        "paths": {
            "/index.json": _path("What there is", [], _json("index")),
            "/policies/{policy}.json": _path("A policy", [policy], _json("policy")),
            "/tables/{policy}.{language}.json": _path("Decision tables of a policy", table, _json("table")),
            "/tables/{policy}.{language}.csv": _path(
                "The same for a spreadsheet", table, {"text/csv": {"schema": {"type": "string"}}}
            ),
        },
    }


def _parameter(name: str, values: list[str]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "enum": values}}


def _json(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"schema/{SCHEMAS[schema]}"}}}


def _path(about: str, parameters: list[dict[str, Any]], content: dict[str, Any]) -> dict[str, Any]:
    found = {"description": about, "content": content}
    return {"get": {"summary": about, "parameters": parameters, "responses": {"200": found}}}
