"""YAML as plain data, read without the project's own reader."""

import re
from pathlib import Path
from typing import Any

import yaml


class Loader(yaml.CSafeLoader):
    """Reads bare words as YAML 1.2 does: `no`, `22:30` and `2026-11-22` are texts."""


Loader.yaml_implicit_resolvers = {}
Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("null$"), "n")
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(true|false)$"), "tf")
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("-?(0|[1-9][0-9]*)$"), "-0123456789")


def read(path: Path) -> Any:
    """What stands in the file."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader)
