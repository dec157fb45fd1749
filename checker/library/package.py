"""The project's wheel: the checker for readers and programs, with the policies compiled, to be installed anywhere.

Run as `python -m checker.library.package FOLDER`; `make wheel` does.
"""

import json
import shutil
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from hatchling.builders.wheel import WheelBuilder

from checker.library.library import open_library, policy_files
from checker.library.shelf import DRAFTS
from checker.library.translations import is_draft
from checker.library.wheel import undated
from checker.places import COMPILED, ROOT

MODULES = [
    *("__init__", "__main__", "languages", "moment", "places", "policy/__init__", "policy/problems"),
    *("library/__init__", "library/address", "library/opened", "library/shelf"),
    *(f"cli/{name}" for name in ("__init__", "assistant", "batch", "commands", "dialogue", "entry", "exits", "find")),
    *(f"cli/{name}" for name in ("inputs", "main", "mcp_server", "parsers", "spread", "streams", "terminal")),
]
"""What readers' commands and the entry for programs need besides the engine: no compiler, no proof, no site."""
NEEDS = ["questionary>=2"]
"""What `checker ask` needs."""


def build_package(folder: Path) -> Path:
    """Build the wheel into `folder`; the same bytes for the same sources of the same year. Raises AuthoringError."""
    with TemporaryDirectory() as draft:
        root = Path(draft)
        _copy_programs(root)
        _write_compiled(root / COMPILED.relative_to(ROOT))
        builder = WheelBuilder(str(root), config=_settings())
        with undated():
            return Path(next(iter(builder.build(directory=str(folder.resolve()), versions=["standard"]))))


def _copy_programs(root: Path) -> None:
    for path in ("README.md", "LICENSE", "checker/py.typed", *(f"checker/{name}.py" for name in MODULES)):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, root / path)
    shutil.copytree(ROOT / "checker" / "core", root / "checker" / "core", ignore=shutil.ignore_patterns("__pycache__"))


def _write_compiled(folder: Path) -> None:
    """All policies as compiled, the words of each language, and what understands visitors' own words."""
    library, drafts = open_library(), {path.stem: is_draft(path) for path in policy_files()}
    folder.mkdir()
    for name in drafts:
        shutil.copyfile(library.folder / f"{name}.json", folder / f"{name}.json")
    for pattern in ("words.*.json", "messages.*.mo"):
        for path in library.folder.glob(pattern):
            shutil.copyfile(path, folder / path.name)
    shutil.copytree(library.folder / "find", folder / "find")
    (folder / DRAFTS).write_text(json.dumps(drafts), encoding="utf-8")


def _settings() -> dict[str, object]:
    """Those of the project, but for what the sources alone need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "project": {**project["project"], "dependencies": NEEDS},
        "tool": {
            "hatch": {
                "version": project["tool"]["hatch"]["version"],
                "build": {"ignore-vcs": True, "targets": {"wheel": {"packages": ["checker"]}}},
            }
        },
    }


if __name__ == "__main__":
    print(build_package(Path(sys.argv[1])))
