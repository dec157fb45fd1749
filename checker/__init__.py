"""Support Coverage: whether support covers an issue, who gets it, how to reach it, and which clause says so."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.cli.entry import decide
    from checker.core.engine.answers import InputError

__version__ = "1.0.0"
__all__ = ["InputError", "__version__", "decide"]


def __getattr__(name: str) -> object:
    """The entry for programs, once one asks for it: the browser's Python has the engine alone."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from checker.cli import entry

    return getattr(entry, name)
