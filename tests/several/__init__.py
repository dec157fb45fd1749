"""The made-up policy with a fact whose answer is several: compiled, after an edit too, and ready to be proven."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from naive import Naive

from benchmarks import generated
from checker.core.model.policy import Policy
from checker.policy.source import read_yaml
from checker.policy.written import Written, read_written
from checker.proof.subject import Subject

FOLDER = Path(__file__).parent
FILE = FOLDER / "packages.yaml"
Data = dict[str, Any]


def file() -> Written:
    """The policy file as it is written."""
    return read_written(read_yaml(FILE))


def data(edit: Callable[[Data], None] = lambda _: None) -> Data:
    """The policy file as plain data, after the edit."""
    found: Data = deepcopy(read_yaml(FILE).data)
    edit(found)
    return found


def compiled(made: Data, folder: Path) -> Policy:
    """The policy; its pages are written below the folder."""
    return generated.compiled(*generated.alone(made, Path(mkdtemp(dir=folder))))


def subject(made: Data, folder: Path) -> Subject:
    """The policy, to be proven."""
    docs = Path(mkdtemp(dir=folder))
    source, clauses = generated.alone(made, docs)
    return generated.to_prove(generated.compiled(source, clauses), source, clauses, docs)


def naive(made: Data) -> Naive:
    """The second evaluator of it."""
    return Naive(FILE, made)  # type: ignore[arg-type]


def many(count: int) -> Data:
    """A policy with so many independent options: each grants an offer, and the lack of each must be seen to."""
    made = generated.base()
    options = {f"option-{at}": f"Option {at}" for at in range(count)}
    made["facts"]["packages"] = generated.fact("packages", type="several", options=options)
    for at, option in enumerate(options):
        made["offers"][f"offer-{at}"] = {"label": f"Offer {at}", "otherwise": f"no-offer-{at}"}
        generated.add_rule(made, f"grants-{at}", f"grant offer-{at}", f"packages has {option}")
        generated.add_rule(made, f"first-{at}", "require", f"not packages has {option} and subject == two")
    generated.add_rule(made, "nothing", "exclude", "packages has none")
    return made


__all__ = ["FILE", "FOLDER", "compiled", "data", "many", "naive", "subject"]
