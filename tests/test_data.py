"""The site's data for others: it says what pages and engine say, keeps its schemas, and clients can read it."""

import csv
import http.server
import json
import re
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
from acme import compiled, written
from jsonschema import Draft202012Validator
from shared import POLICIES, TABLED, TODAY

from checker.core.engine.decide import decide
from checker.languages import LANGUAGES
from checker.library.library import policy_files
from checker.pages.data_list import FOLDER, data_list
from checker.pages.policy_data import policy_document
from checker.pages.table_data import table_csv, table_document
from checker.pages.worked import Worked
from checker.places import NODE, ROOT
from checker.policy.source import read_yaml
from checker.policy.written import read_written
from checker.site import offline
from checker.site.data import SCHEMAS, write_data

BELOW = "some/path/"
"""Where the copy of the site is, on its host."""
CLIENTS = ROOT / "examples" / "data"


@pytest.fixture(scope="module")
def worked(library):
    files = {path.stem: read_written(read_yaml(path)) for path in policy_files()}
    return {name: Worked(file, library.policies[name]) for name, file in files.items()}


@pytest.fixture(scope="module")
def host(worked, library, tmp_path_factory):
    """A folder with a copy of the data below a path."""
    folder = tmp_path_factory.mktemp("host")
    write_data(folder / BELOW, worked, library.words)
    return folder


@pytest.fixture(scope="module")
def data(host):
    return host / BELOW / FOLDER


@pytest.fixture(scope="module")
def address(host):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(host)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{BELOW}"
    server.shutdown()


def read(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


def schema_of(path: Path) -> str:
    return {"policies": "policy", "tables": "table"}.get(path.parent.name, path.stem)


def test_every_file_keeps_its_schema(data):
    files = [data / "index.json", *data.glob("policies/*.json"), *data.glob("tables/*.json")]
    assert len(files) == 1 + len(POLICIES) + len(TABLED) * len(LANGUAGES)
    for path in files:
        schema = read(data / "schema" / SCHEMAS[schema_of(path)])
        Draft202012Validator.check_schema(schema)
        assert not [error.message for error in Draft202012Validator(schema).iter_errors(read(path))], path


def test_the_schemas_describe_every_key(data):
    for path in (data / "index.json", next(data.glob("policies/*.json")), next(data.glob("tables/*.json"))):
        schema, document = read(data / "schema" / SCHEMAS[schema_of(path)]), read(path)
        assert list(describes(schema, document)) == []


def describes(schema, value, where=""):
    """The keys of the value that the schema does not know."""
    if isinstance(value, dict):
        known = schema.get("properties")
        for key, each in value.items():
            if known is not None and key not in known:
                yield f"{where}.{key}"
            elif known is not None:
                yield from describes(known[key] if isinstance(known[key], dict) else {}, each, f"{where}.{key}")
    elif isinstance(value, list):
        for each in value:
            yield from describes(schema.get("items", {}), each, where)


def test_a_wrong_document_does_not_keep_its_schema(data):
    document = read(data / "policies" / f"{POLICIES[0]}.json")
    del document["rules"][0]["when"]["it"]
    assert list(Draft202012Validator(read(data / "schema" / "policy.json")).iter_errors(document))


def test_the_index_and_openapi_name_what_there_is_and_nothing_else(data):
    index, described = read(data / "index.json"), read(data / "openapi.json")
    listed = {"index.json", index["openapi"], index["licence"]["file"], *index["schemas"].values()}
    for each in index["policies"]:
        listed |= {each["file"], *(name for files in each["tables"].values() for name in files.values())}
    assert listed == {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    addresses = {each for path, item in described["paths"].items() for each in filled(path, item["get"]["parameters"])}
    about = {index["openapi"], index["licence"]["file"], *index["schemas"].values()}
    assert addresses == listed - about
    assert described["openapi"].startswith("3.1") and described["servers"][0]["url"] == "./"


def filled(path, parameters):
    found = [path.removeprefix("/")]
    for each in parameters:
        found = [name.replace(f"{{{each['name']}}}", value) for name in found for value in each["schema"]["enum"]]
    return found


def test_the_index_says_what_stays_and_the_licence_in_each_language(data):
    index = read(data / "index.json")
    for said in (index["promise"], index["licence"]["text"]):
        assert list(said) == list(LANGUAGES) and len(set(said.values())) == len(LANGUAGES)
    assert "two years" in index["promise"]["en"] and "dos años" in index["promise"]["es"]
    for path in index["pages"].values():
        language = path.split("/")[0] if path.count("/") > 1 else "en"
        assert (ROOT / "docs" / language / "data.md").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_leads_to_files_that_are_there(host, library, language):
    listed = data_list(library.policies.values(), library.words[language], "../../")
    links = re.findall(r'href="\.\./\.\./([^"]+)"', listed)
    assert len(links) == len(set(links)) == len(POLICIES) + 2 * len(TABLED) + 5
    assert all((host / BELOW / link).is_file() for link in links)


def test_the_licence_is_that_of_the_project(data):
    assert (data / "licence.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_has_its_facts_rules_and_clauses(data, library, name):
    policy, document = library.policies[name], read(data / "policies" / f"{name}.json")
    assert document["version"] == policy.version
    for part in ("facts", "offers", "terms", "rules"):
        assert [each["id"] for each in document[part]] == [each.id for each in getattr(policy, part)]
    for clause in document["clauses"]:
        for language in LANGUAGES:
            stated = library.words[language].clauses[name][clause["id"]]
            assert (clause["text"][language], clause["href"][language]) == (stated.text, stated.href)
    cited = {each for rule in document["rules"] for each in rule["clauses"]}
    assert cited <= {clause["id"] for clause in document["clauses"]}


def test_conditions_are_in_words_of_each_language(acme):
    rules = {each["id"]: each for each in policy_document(Worked(written(), compiled()), acme.words)["rules"]}
    said = [rule["when"]["en"] for rule in rules.values()]
    assert any(said) and not [text for text in said if "==" in text or ">=" in text or text.startswith("not ")]
    offered = next(each for each in rules.values() if each["effect"] == "grant")
    assert offered["offer"] in {each.id for each in compiled().offers}


@pytest.mark.parametrize("name", TABLED)
def test_rows_are_what_the_engine_says(worked, library, name):
    policy, document = library.policies[name], table_document(worked[name], library.words["it"])
    assert document["rows"]
    for row in document["rows"][:: max(1, len(document["rows"]) // 60)]:
        verdict = decide(policy, row["answers"], TODAY)
        assert (row["status"], row["possible"], row["offers"]) == (
            verdict.status,
            list(verdict.possible),
            dict(verdict.offers),
        )
        in_order = decide(policy, {**document["in_order"], **row["answers"]}, TODAY)
        assert row["in_order"]["status"] == in_order.status


@pytest.mark.parametrize("name", TABLED)
def test_the_csv_has_the_rows_of_the_json(data, name):
    document = read(data / "tables" / f"{name}.es.json")
    raw = (data / "tables" / f"{name}.es.csv").read_bytes()
    lines = list(csv.DictReader(raw.decode("utf-8").splitlines()))
    assert len(lines) == len(document["rows"])
    for line, row in zip(lines, document["rows"], strict=True):
        assert line["status"] == (row["status"] or "") and line["depends_on"].split() == row["depends_on"]
        assert [line[f"offer.{each}"] for each in row["offers"]] == list(row["offers"].values())


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(sign):
    row = {"answers": {"role": f"{sign}x"}, "labels": {"role": f'{sign}HYPERLINK("x")'}, "status": None, "text": "Open"}
    row |= {"possible": [], "in_order": {"status": None, "text": ""}, "offers": {}, "clauses": [], "depends_on": []}
    text = table_csv({"facts": [{"id": "role"}], "rows": [row]}, [])
    (_, line) = csv.reader(text.splitlines(keepends=True)) if sign != "\r" else csv.reader(_lines(text))
    assert line[:2] == [f"'{sign}x", f'\'{sign}HYPERLINK("x")']


def _lines(text: str) -> list[str]:
    return [each + "\r\n" for each in text.split("\r\n")[:-1]]


def test_the_same_again_gives_the_same_bytes(data, worked, library, tmp_path):
    write_data(tmp_path, worked, library.words)
    for path in data.rglob("*"):
        assert path.is_dir() or (tmp_path / FOLDER / path.relative_to(data)).read_bytes() == path.read_bytes()


def test_no_address_is_absolute(data):
    for path in data.rglob("*.json"):
        if path.parent.name != "schema":
            assert "http" not in path.read_text(encoding="utf-8"), path


@pytest.mark.unfaked
@pytest.mark.parametrize(
    "command", [[sys.executable, CLIENTS / "read_data.py"], [NODE, CLIENTS / "read-data.mjs"]], ids=["python", "node"]
)
def test_a_client_of_twenty_lines_reads_it(address, data, command):
    done = subprocess.run([*command, f"{address}{FOLDER}/"], capture_output=True, text=True, check=True, timeout=300)
    found = [line.split("\t") for line in done.stdout.splitlines()]
    wanted = []
    for name in POLICIES:
        document = read(data / "policies" / f"{name}.json")
        texts = {each["id"]: each for each in document["clauses"]}
        excluding = (each for rule in document["rules"] if rule["effect"] == "exclude" for each in rule["clauses"])
        wanted += [
            [name, address + texts[each]["href"]["en"], texts[each]["text"]["en"]] for each in dict.fromkeys(excluding)
        ]
    assert found == wanted and found


@pytest.mark.parametrize("client", sorted(path.name for path in CLIENTS.glob("*.*")))
def test_a_client_is_short(client):
    lines = (CLIENTS / client).read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line]) <= 25


def test_browsers_keep_none_of_it(host):
    kept = offline._kept(host / BELOW)
    assert kept == {"lasting": {}, "changing": {}, "python": {}}
