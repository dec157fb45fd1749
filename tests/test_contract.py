"""What Python gives the page is what checker/web/contract.d.ts says of it: TypeScript checks samples, key by key."""

import json
import subprocess
from dataclasses import fields

import pytest
from drawn import clerk
from worked_cases import ALL_CASES

from checker.core import request
from checker.core.model.policy import STATUSES
from checker.places import NODE, ROOT
from checker.site.bundle import bundle

CONTRACT = ROOT / "checker" / "web" / "contract"
NAMES = "Bundle, Item, Listed, OfferValue, Parcel, Refusal, Reply, Request, SectionId, Status, Term"
HEAD = f'import type {{ {NAMES} }} from "{CONTRACT}";\ntype Keys<T> = {{ [K in keyof T]-?: true }};\n'
OPTIONS = ("--noEmit", "--strict", "--skipLibCheck", "--module", "preserve", "--target", "esnext", "--types", "")
COMPILER = (NODE, ROOT / "node_modules" / "typescript" / "bin" / "tsc")


def faults(folder, samples):
    """What TypeScript says of samples, each a type and a value that must have just the keys of the type."""
    lines = (f"export const sample{at}: {kind} = {json.dumps(value)};" for at, (kind, value) in enumerate(samples))
    (folder / "samples.ts").write_text(HEAD + "\n".join(lines), encoding="utf-8")
    done = subprocess.run([*COMPILER, *OPTIONS, "samples.ts"], cwd=folder, capture_output=True, text=True)
    return [line[:300] for line in (done.stdout + done.stderr).splitlines() if line.startswith(("samples", "error"))]


def asked(case, link=None):
    """The request of a worked case, as the page makes it."""
    now = f"{case.today}T12:00:00+01:00"
    known = {"policy": case.policy, "answers": case.data["answers"], "today": str(case.today)}
    return {**known, "now": now, "later": None, "root": "https://example.org/", "link": link, "typed": ""}


@pytest.fixture(scope="module")
def requests():
    """Of each worked case one; of some also what a link from another version asks, which is there or not."""
    others = [
        asked(case, {"version": version, "answers": {}})
        for case in ALL_CASES[::40]
        for version in ("2020.01", "9999.01")
    ]
    return [*map(asked, ALL_CASES), *others]


@pytest.fixture(scope="module")
def replies(library, requests):
    said = clerk(library, "en")
    model = {policy: (library.folder / f"{policy}.json").read_text(encoding="utf-8") for policy in library.policies}
    return [
        json.loads(said.reply(json.dumps(each), model[each["policy"]] if each["link"] else "")) for each in requests
    ]


def shape(value):
    """What a type tells apart in a value, but for the words in it."""
    if isinstance(value, dict):
        return tuple((key, shape(each)) for key, each in value.items())
    return frozenset(map(shape, value)) if isinstance(value, list) else type(value)


def seen(found):
    """That each of these was there, as TypeScript compares it with all that there could be."""
    return dict.fromkeys(found, True)


def items_of(replies):
    return [item for reply in replies for section in reply["view"]["sections"] for item in section["items"]]


def test_replies_are_as_the_page_reads_them(replies, tmp_path):
    shapes = {shape({**reply, "verdict": {**reply["verdict"], "offers": {}}}): reply for reply in replies}
    samples = [("Reply", reply) for reply in shapes.values()]
    assert faults(tmp_path, [*samples, ("Refusal", {"error": "in words"})]) == []


def test_the_page_expects_nothing_that_no_reply_has(replies, tmp_path):
    terms = [term for reply in replies for term in reply["verdict"]["terms"]]
    sections = [section["id"] for reply in replies for section in reply["view"]["sections"]]
    samples = [
        ("Keys<Item>", seen(key for item in items_of(replies) for key in item)),
        ("Keys<Term>", seen(key for term in terms for key in term)),
        ("Record<SectionId, true>", seen(sections)),
        ("Record<Status, true>", seen(STATUSES)),
        ("Record<OfferValue, true>", seen(value for reply in replies for value in reply["verdict"]["offers"].values())),
    ]
    assert faults(tmp_path, samples) == []


def test_what_the_page_asks_is_what_python_reads(requests, tmp_path):
    assert faults(tmp_path, [("Request", each) for each in requests]) == []
    assert {each.name for each in fields(request.Request)} == set(requests[0])


def test_what_cannot_be_decided_is_refused_with_a_text(library):
    refused = json.loads(clerk(library, "en").reply("{}"))
    assert list(refused) == ["error"] and isinstance(refused["error"], str)


def test_what_browsers_fetch_is_as_the_page_reads_it(library, tmp_path):
    samples = [("Bundle", json.loads(json.dumps(bundle(library, words)))) for words in library.words.values()]
    for folder, kind in {"lists": "Listed[]", "policies": "Parcel"}.items():
        paths = sorted((library.folder / folder).glob("*.en.json"))
        samples += [(kind, json.loads(path.read_text(encoding="utf-8"))) for path in paths]
    assert len(samples) == len(library.words) + 1 + len(library.policies)
    assert faults(tmp_path, samples) == []


def test_a_key_too_many_or_too_few_and_another_value_are_found(replies, tmp_path):
    reply = replies[0]
    view = reply["view"]
    wrong = [
        {**reply, "more": 1},
        {name: reply[name] for name in reply if name != "desk"},
        {**reply, "view": {**view, "status": "perhaps"}},
        {
            **reply,
            "view": {**view, "sections": [{"id": "near", "title": "", "ordered": False, "items": [{"txt": ""}]}]},
        },
        {**reply, "drafts": None},
    ]
    found = faults(tmp_path, [("Reply", each) for each in [reply, *wrong]])
    assert [int(line.partition("(")[2].partition(",")[0]) for line in found] == [4, 5, 6, 7, 8]
