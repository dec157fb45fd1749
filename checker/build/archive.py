"""Where the models of released versions are kept: `checker/policies/history/<policy>-<version>.json`."""

from pathlib import Path


def archive(root: Path) -> Path:
    """The folder, in the project at `root`."""
    return root / "checker" / "policies" / "history"


def releases(root: Path) -> list[Path]:
    """The models of all released versions."""
    return sorted(archive(root).glob("*.json"))


def releases_of(policy: str, root: Path) -> dict[str, Path]:
    """The model of each released version of the policy."""
    named = {path: path.stem.rpartition("-") for path in releases(root)}
    return {version: path for path, (name, _, version) in named.items() if name == policy}
