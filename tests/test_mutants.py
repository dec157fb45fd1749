"""The mutants: that they are made, that each way to find them out is taken, and that the run notices what is new."""

import pytest
from acme import FOLDER, clauses, compiled, edited, source
from mutants import judge
from mutants.alike import are_alike
from mutants.conditions import mutants, text
from mutants.core import core_modules
from mutants.core import judged as judged_core
from mutants.judge import ALIKE, CASES, COMPILER, NOBODY, PROOF, killer
from mutants.plants import PLANTS
from mutants.policies import Mutant, changed, policy_mutants
from mutants.rules import SURVIVORS, judged
from mutants.site import plant
from plain import read
from shared import POLICIES
from worked_cases import WorkedCase

from checker.places import ROOT
from checker.policy.grammar import parse
from checker.policy.source import read_yaml

pytestmark = pytest.mark.uncounted

DATA = {
    "facts": {
        "tier": {"type": "ordered", "options": {"low": "", "middle": "", "high": ""}},
        "calls": {"type": "integer"},
        "paid": {"type": "yes/no"},
        "day": {"type": "date"},
    },
    "offers": {"phone": {}, "chat": {}},
}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("paid", ["not paid"]),
        ("not paid", ["paid"]),
        ("paid == yes", ["not paid == yes", "paid == no"]),
        ("tier >= middle", ["not tier >= middle", "tier > middle", "tier >= low", "tier >= high"]),
        ("calls < 4", ["not calls < 4", "calls <= 4", "calls < 3", "calls < 5"]),
        ("tier in [low, high]", [
            "not tier in [low, high]", "tier in [high]", "tier in [middle, high]", "tier in [low, high, middle]",
            "tier in [low]", "tier in [low, middle]",
        ]),
        ("offered(chat)", ["not offered(chat)", "offered(phone)"]),
        ("paid or offered(chat)", [
            "not (paid or offered(chat))", "paid and offered(chat)", "offered(chat)", "not paid or offered(chat)",
            "paid", "paid or not offered(chat)", "paid or offered(phone)",
        ]),
        ("today > day + 30 days", [
            "not today > day + 30 days", "today > day + 29 days", "today > day + 31 days",
        ]),
        ("today <= day for 2 months", [
            "not today <= day for 2 months", "today <= day for 1 months", "today <= day for 3 months",
            "today <= day + 2 months",
        ]),
        ("day < 2024-01-01", [
            "not day < 2024-01-01", "day <= 2024-01-01", "day < 2023-12-31", "day < 2024-01-02",
        ]),
        ("today > 2024-02-29", ["not today > 2024-02-29", "today > 2024-02-28", "today > 2024-03-01"]),
        ("today <= until(tier)", ["not today <= until(tier)"]),
        ("tier in upper", ["not tier in upper"]),
        ("asked(tier)", ["not asked(tier)"]),
    ],
)  # fmt: skip
def test_the_mutants_of_a_condition(written, expected):
    assert list(dict.fromkeys(map(text, mutants(parse(written), DATA)))) == expected


@pytest.mark.parametrize("policy", POLICIES)
def test_every_condition_and_rule_has_mutants_with_names_of_their_own(policy):
    data = read_yaml(ROOT / "checker" / "policies" / f"{policy}.yaml").data
    made = list(policy_mutants(data))
    names = {mutant.name for mutant in made}
    assert len(names) == len(made) and all(mutant.data != data for mutant in made)
    for rule in data["rules"]:
        assert f"rules/{rule}: dropped" in names
        assert any(name.startswith(f"rules/{rule}/when: ") for name in names)
    assert set(read_yaml(SURVIVORS).data.get(policy, {})) <= names


@pytest.fixture
def judged_by_its_cases(acme, monkeypatch):
    """The judge knows the made-up policy and its few cases."""
    monkeypatch.setattr(judge, "_original", lambda _: (source(), clauses()))
    monkeypatch.setattr(judge, "_compiled", lambda _: acme.policies["acme"])
    monkeypatch.setattr(judge, "open_library", lambda: acme)
    monkeypatch.setattr(judge, "ROOT", acme.folder.parents[2])
    cases = [WorkedCase("acme", each) for each in read(FOLDER / "cases.yaml")["cases"]]
    monkeypatch.setattr(judge, "_cases", lambda _: cases)


@pytest.mark.usefixtures("judged_by_its_cases")
@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("offers/email: dropped", COMPILER),
        ("rules/restart-first: dropped", COMPILER),
        ("rules/not-named/when: issue == intercom", CASES),
        ("rules/own-network/when: issue == network", PROOF),
        ("rules/large-platinum/when: tier >= platinum and seats > 100", ALIKE),
        ("rules/notice-too-short/when: notice_hours < 9", NOBODY),
    ],
)
def test_who_finds_it_out(name, by):
    (mutant,) = (each for each in policy_mutants(edited()) if each.name == name)
    assert killer("acme", mutant) == by


def longer_notice(data):
    data["rules"]["notice-too-short"]["when"] = "notice_hours < 12"


def test_a_policy_is_like_itself_and_no_other():
    assert are_alike(compiled(), compiled())
    assert not are_alike(compiled(), compiled(longer_notice))


def test_new_and_stale_survivors_are_faults():
    made = [Mutant(name, {}) for name in ("one", "two")]
    assert list(judged("acme", made, [NOBODY, CASES], {"one": "why", "two": "why"})) == [
        "acme: less than 99% are found out.",
        "acme: “two” is listed, but no survivor.",
    ]
    assert "acme: nobody finds out “one”." in list(judged("acme", made, [NOBODY, CASES], {}))
    assert not list(judged("acme", made, [CASES, ALIKE], {}))


def test_survivors_in_the_engine_are_faults_unless_listed(capsys):
    found = {f"f: {number}": number > 0 for number in range(20)}
    assert not list(judged_core({"near": found, "truth": {"g": True}}, {"near": {"f: 0": "why"}}))
    assert "All of them: 20 of 21 mutants are found out, 95.24%; 1 are listed, 100.00%" in capsys.readouterr().out
    assert list(judged_core({"near": found | {"f: 1": False}}, {"near": {"f: 0": "why", "f: 9": "why"}})) == [
        "near: nobody finds out “f: 1”.",
        "near: “f: 9” is listed, but no survivor.",
        "Less than 95% are found out.",
    ]


def test_a_change_leaves_the_original_alone():
    data = {"rules": [{"when": "paid"}, {"when": "always"}]}
    assert changed(data, ("rules", 1, "when"), "paid") == {"rules": [{"when": "paid"}, {"when": "paid"}]}
    assert data["rules"][1] == {"when": "always"}


def test_a_module_of_the_engine_in_any_folder_is_mutated(tmp_path, monkeypatch):
    (tmp_path / "checker" / "core" / "words").mkdir(parents=True)
    for name in ("clerk.py", "words/labels.py"):
        (tmp_path / "checker" / "core" / name).write_text("")
    monkeypatch.chdir(tmp_path)
    assert core_modules() == ["clerk", "words.labels"]


@pytest.mark.parametrize("breakage", PLANTS, ids=lambda each: each.old.strip()[:40])
def test_what_is_planted_in_the_site_still_has_its_place(breakage, tmp_path):
    for path in ROOT.glob(breakage.files):
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    path, before = plant(tmp_path, breakage)
    assert path.read_text(encoding="utf-8") != before
    assert (ROOT / breakage.test.split()[0]).exists()
