"""Which functions of Python the engine calls after its start, and the memory image without what the others do.

Runs inside the pinned runtime, under Node, never in CPython. A call of one of the others stops Python, and the page
starts it again by another way.
"""

import builtins
import gc
import json
import os
import sys
from types import CodeType, FunctionType

OWN = ("clerks", __name__)
"""Modules whose functions are at work meanwhile."""

_watched = set[CodeType]()
_STOP = "_stop"


def watch() -> None:
    """Note each function that is called from now on."""
    monitoring = sys.monitoring  # type: ignore[attr-defined]
    tool, start = monitoring.PROFILER_ID, monitoring.events.PY_START
    monitoring.use_tool_id(tool, "called")
    monitoring.register_callback(tool, start, _note)
    monitoring.set_events(tool, start)


def _note(code: CodeType, _offset: int) -> object:
    _watched.add(code)
    return sys.monitoring.DISABLE  # type: ignore[attr-defined]


def called() -> str:
    """The functions noted, as JSON."""
    return json.dumps(sorted(map(_name, set(_watched))))


def keep_called(names: list[str]) -> None:
    """Take from each other function its code and what goes with that."""
    known = set(names)
    setattr(builtins, _STOP, os.abort)
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__module__ not in OWN and _name(each.__code__) not in known:
            _empty(each)


def _name(code: CodeType) -> str:
    return f"{code.co_filename}:{code.co_firstlineno}:{code.co_qualname}"


def _stopping(*_given: object, **_named: object) -> None:
    _stop()  # type: ignore[name-defined]  # noqa: F821


_CODE = {0: _stopping.__code__}


def _empty(function: FunctionType) -> None:
    free = len(function.__code__.co_freevars)
    if free not in _CODE:
        _CODE[free] = _CODE[0].replace(co_freevars=tuple(map(str, range(free))))
    function.__code__ = _CODE[free]
    function.__defaults__ = function.__kwdefaults__ = function.__annotate__ = function.__doc__ = None  # type: ignore[attr-defined]
    function.__qualname__ = function.__name__
