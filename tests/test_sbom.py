"""The bill of materials: every locked package, with a hash, and whether the site needs it."""

import base64
import json
import re

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from checker.places import ROOT
from checker.site import sbom

REQUIREMENTS = """\
{name}=={version} ; python_version < "3.12" \\
    --hash=sha256:{first} \\
    --hash=sha256:{second}
    # via something
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return json.loads(sbom.write(tmp_path_factory.mktemp("site")).read_text())


def found(bill):
    return {each["purl"]: each for each in bill["components"]}


def test_it_is_valid_cyclonedx(written):
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(written)) is None


def test_every_package_of_both_locks_is_in_it_with_a_hash(written):
    pypi = re.findall(r"(?m)^([\w.-]+)(?:\[.*\])?==([^\s;]+)", (ROOT / "requirements" / "dev.txt").read_text())
    npm = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    named = {f"pkg:pypi/{name.lower()}@{version}" for name, version in pypi}
    for path in filter(None, npm):
        named.add(f"pkg:npm/{path.split('node_modules/')[-1].replace('@', '%40')}@{npm[path]['version']}")
    assert found(written).keys() == named
    assert all(each["hashes"] for each in written["components"])


def test_two_are_the_same(written, tmp_path):
    assert json.loads(sbom.write(tmp_path).read_text()) == written


def test_hashes_and_scopes_are_those_of_the_locks(tmp_path):
    (tmp_path / "requirements").mkdir()
    needed = REQUIREMENTS.format(name="acme", version="1.2", first="a" * 64, second="b" * 64)
    tool = REQUIREMENTS.format(name="tool[more]", version="3", first="c" * 64, second="d" * 64)
    (tmp_path / "requirements" / "site.txt").write_text(needed)
    (tmp_path / "requirements" / "dev.txt").write_text(needed + tool)
    digest = base64.b64encode(bytes(64)).decode()
    entry = {"version": "4.0.0", "integrity": f"sha512-{digest}"}
    packages = {"": {}, "node_modules/a": entry, "node_modules/a/node_modules/@b/c": {**entry, "dev": True}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": packages}))
    said = {
        str(each.purl): (each.scope.value, [digest.content for digest in each.hashes])
        for each in sbom.bill(tmp_path).components
    }
    assert said == {
        "pkg:pypi/acme@1.2": ("required", ["a" * 64, "b" * 64]),
        "pkg:pypi/tool@3": ("excluded", ["c" * 64, "d" * 64]),
        "pkg:npm/a@4.0.0": ("required", ["0" * 128]),
        "pkg:npm/%40b/c@4.0.0": ("excluded", ["0" * 128]),
    }
