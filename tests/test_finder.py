"""The finder: what words mean, that page and Python find the same, and what it is worth."""

import json
import random
import subprocess
from collections import Counter

import pytest
from shared import quick_first

from benchmarks.words import COLUMNS, LINES, lines, read_index, tally
from checker.core.words.finder import find, find_among, split
from checker.library.finder_index import make_index
from checker.places import NODE, ROOT

SILENT = {"en": ["how", "do", "the", "a", "to"], "es": ["como", "el", "no"], "it": ["come", "il"]}
SAID = {
    "en": [
        ["no sound", "one-way audio", "can't hear"],
        ["update failed", "new version"],
        ["desk phone", "T.38 fax"],
        [],
    ],
    "es": [["no hay sonido"], ["actualizaciones"], ["teléfono de mesa"], []],
    "it": [["l'audio manca"], ["aggiornamento"], ["telefono da tavolo"], []],
}
OPTIONS = dict.fromkeys(["audio", "upgrade", "phone", "other"])


def index_of(language):
    return {
        "options": OPTIONS,
        "not_listed": "other",
        "names": ["acme"],
        **make_index(SAID, language, SILENT, {"en": ["ing"], "it": ["amenti"]}, list(OPTIONS).index("other")),
        "least": 12,
    }


@pytest.fixture(scope="module")
def index():
    return index_of("en")


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        ("sound", "audio"),
        ("the sound, no!", "audio"),
        ("SOUNDS", "audio"),
        ("cant hear", "audio"),
        ("can’t hear", "audio"),
        ("soudn", "audio"),
        ("hering", "audio"),
        ("updating", "upgrade"),
        ("vers", "upgrade"),
        ("actualizacion", "upgrade"),
        ("aggiornamenti", "upgrade"),
        ("T38", "phone"),
        ("t-38", "phone"),
        ("teléfono", "phone"),
        ("telefono", "phone"),
    ],
)
def test_words_are_understood(index, typed, option):
    assert find(index, typed)[0][0] == option


@pytest.mark.parametrize("typed", ["", "how to", "¿como?", "ound", "zzzzz", "so", "x", "İ ß 音", "!" * 9])
def test_nothing_is_made_of_nothing(index, typed):
    assert find(index, typed) == []


def test_where_half_of_the_words_are_unknown_perhaps_none_is_meant(index):
    assert [option for option, _ in find(index, "fax weather lottery recipe")] == ["other", "phone"]
    assert find(index, "sound fax weather") == find(index, "fax sound lottery")
    assert "other" not in dict(find(index, "sound fax weather"))


def test_a_word_of_no_other_option_says_more_for_the_way_out():
    said = {"en": [["blue paint"], ["blue lift"]], "es": [[], []], "it": [[], []]}
    paint, lift = (make_index(said, "en", SILENT, {}, out)["stems"] for out in (0, 1))
    assert paint["paint"][1] == pytest.approx(1.5 * lift["paint"][1], abs=1)
    assert lift["lift"][1] == pytest.approx(1.5 * paint["lift"][1], abs=1)
    assert paint["blue"] == lift["blue"]


def test_words_said_together_weigh_more(index):
    assert dict(find(index, "one way"))["audio"] > sum(dict(find(index, word))["audio"] for word in ("one", "way"))


def test_the_own_language_comes_first():
    assert dict(find(index_of("es"), "mesa"))["phone"] > dict(find(index_of("en"), "mesa"))["phone"]


def test_apostrophes_and_joined_letters():
    assert split("L'audio won’t, e-mail T.38 a b") == ["audio", "wont", "email", "t38"]


def test_among_policies_a_name_decides(index):
    indexes = {"one": index, "two": {**index, "names": ["other"]}}
    assert {policy for policy, _, _ in find_among(indexes, "sound")} == {"one", "two"}
    assert {policy for policy, _, _ in find_among(indexes, "sound other")} == {"two"}


def spoilt(words, chance):
    """The words with one letter wrong, missing, doubled or changed over, or cut short, or in another order."""
    at = chance.randrange(len(words))
    return chance.choice(
        [
            words[:at] + words[at + 1 :],
            words[:at] + chance.choice("abcdeilnorstuñéà'- .") + words[at + 1 :],
            words[:at] + words[at : at + 1] + words[at:],
            words[:at] + words[at : at + 2][::-1] + words[at + 2 :],
            words[: at + 1],
            " ".join(chance.sample(words.split(), len(words.split()))),
            words.upper(),
        ]
    )


@pytest.mark.parametrize("spoiled", quick_first(1_000, 10_000))
def test_page_and_python_find_the_same(library, spoiled):
    """All lines, and those spoiled, in every index, with their scores."""
    chance = random.Random(26)
    files = sorted((library.folder / "find").iterdir())
    indexes = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    typed = [line["words"] for path in sorted(LINES.rglob("*.jsonl")) for line in lines(path)]
    asked = [(at % len(files), words) for at, words in enumerate(typed)]
    asked += [(chance.randrange(len(files)), spoilt(chance.choice(typed), chance)) for _ in range(spoiled)]
    program = ROOT / "checker" / "web" / "find" / "finder.js"
    script = f"""import {{ find }} from {json.dumps(program.as_uri())};
import {{ readFileSync }} from "node:fs";
const {{ files, asked }} = JSON.parse(readFileSync(0, "utf8"));
const indexes = files.map((file) => JSON.parse(readFileSync(file, "utf8")));
console.log(JSON.stringify(asked.map(([at, words]) => find(indexes[at], words))));"""
    given = json.dumps({"files": list(map(str, files)), "asked": asked})
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", script], input=given, capture_output=True, text=True, check=True
    )
    for (at, words), found in zip(asked, json.loads(done.stdout), strict=True):
        assert [tuple(each) for each in found] == find(indexes[at], words), (files[at].name, words)


@pytest.mark.parametrize("folder", [LINES, LINES / "aside"], ids=["worked with", "kept aside"])
def test_the_finder_keeps_its_goals(library, folder):
    total = Counter()
    for path in folder.glob("*.jsonl"):
        policy, language = path.stem.split(".")
        total += tally(read_index(library, policy, language), lines(path))
    first, of_three, _, only_wrong = (total[column] / total["lines"] for column in COLUMNS)
    assert first >= 0.8
    assert of_three >= 0.95
    assert only_wrong <= 0.02
    assert total["none right"] >= 0.8 * total["none"]


def test_lines_name_options_of_the_policies(library):
    for path in LINES.rglob("*.jsonl"):
        index = read_index(library, *path.stem.split("."))
        for line in lines(path):
            assert {*line["want"]} <= {*index["options"]}, (path, line)
            assert line["kind"] != "none" or line["want"] == [index["not_listed"]], (path, line)


def test_a_line_counts_by_what_is_shown(index):
    asked = [("sound", "audio"), ("sound fax", "audio"), ("zzzzz", "phone"), ("sound", "phone")]
    counts = tally(index, [{"words": words, "want": [option], "kind": "symptom"} for words, option in asked])
    assert {name: counts[name] for name in ("lines", *COLUMNS)} == {
        "lines": 4,
        "first": 1,
        "of three": 2,
        "nothing": 1,
        "only wrong": 1,
    }


def test_words_that_fit_nothing_lead_to_nothing_or_out_of_the_list(index):
    asked = [{"words": words, "want": ["phone"], "kind": "none"} for words in ("zzzzz", "desk phone", "sound")]
    assert tally({**index, "not_listed": "phone"}, asked) == {"none": 3, "none right": 2}


@pytest.mark.parametrize("path", ["checker/core/words/finder.py", "checker/web/find/finder.js"])
def test_a_look_up_stays_short(path):
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= 100
