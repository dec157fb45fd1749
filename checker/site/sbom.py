"""The bill of materials, in CycloneDX's form: every package of both locks with its hashes.

Run as `python -m checker.site.sbom site`.
"""

import json
import re
import sys
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import NotRequired, TypedDict
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from checker import __version__
from checker.moment import build_day
from checker.places import ROOT

NAME = Path("sbom") / "support-coverage.cdx.json"
LOCKED = re.compile(r"(?m)^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+).*((?:\n    --hash=\S+.*)+)")
HASH = re.compile(r"sha256:(\w+)")


class _Package(TypedDict):
    """A package in npm's lock."""

    version: str
    integrity: str
    license: NotRequired[str]
    dev: NotRequired[bool]
    optional: NotRequired[bool]


def bill(root: Path = ROOT) -> Bom:
    """The site with all that builds it (required) or tests it (excluded), as the locks below `root` name it."""
    made = Bom(components=[*_from_pypi(root / "requirements"), *_from_npm(root / "package-lock.json")])
    made.metadata.component = _itself()
    made.register_dependency(made.metadata.component, made.components)  # the locks do not say which needs which
    made.metadata.timestamp = datetime.combine(build_day(), time(), UTC)
    made.serial_number = uuid5(NAMESPACE_URL, " ".join(sorted(str(each.purl) for each in made.components)))
    return made


def _itself() -> Component:
    return Component(
        name="support-coverage",
        version=__version__,
        type=ComponentType.APPLICATION,
        licenses=[LicenseExpression("MIT")],
        bom_ref="support-coverage",
    )


def _from_pypi(folder: Path) -> Iterator[Component]:
    """Each has several hashes: those of the files among which pip chooses."""
    needed = {found[1] for found in LOCKED.finditer((folder / "site.txt").read_text())}
    for found in LOCKED.finditer((folder / "dev.txt").read_text()):
        name, version, hashes = map(str, found.groups())
        yield Component(
            name=name,
            version=version,
            scope=ComponentScope.REQUIRED if name in needed else ComponentScope.EXCLUDED,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each[1]) for each in HASH.finditer(hashes)],
            purl=PackageURL("pypi", name=name, version=version),
            bom_ref=f"pypi:{name}@{version}",
        )


def _from_npm(lock: Path) -> Iterator[Component]:
    packages: dict[str, _Package] = json.loads(lock.read_text())["packages"]
    for path, entry in packages.items():
        if not path:
            continue
        *_, name = path.split("node_modules/")
        scope = "EXCLUDED" if "dev" in entry else "OPTIONAL" if "optional" in entry else "REQUIRED"
        group, _, base = name.rpartition("/")
        yield Component(
            name=base,
            group=group or None,
            version=entry["version"],
            scope=ComponentScope[scope],
            hashes=[_integrity(entry["integrity"])],
            licenses=[LicenseExpression(entry["license"])] if "license" in entry else (),
            purl=PackageURL("npm", namespace=group or None, name=base, version=entry["version"]),
            bom_ref=f"npm:{path}",
        )


def _integrity(written: str) -> HashType:
    """A hash as npm writes it: `sha512-` and base64."""
    kind, _, digest = written.partition("-")
    return HashType(alg=HashAlgorithm[kind.upper().replace("SHA", "SHA_")], content=b64decode(digest).hex())


def write(site: Path) -> Path:
    """Put the bill beside the pages. Gives its path."""
    path = site / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(JsonV1Dot6(bill()).output_as_string(indent=1) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    print(f"Bill of materials: {write(Path(sys.argv[1]))}")
