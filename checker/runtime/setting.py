"""The way out: with QUICK_START=no the site is built without the quick ways of starting Python.

A security update of Pyodide must not wait until the tools here can trim its program.
"""

import os

from checker.runtime.problem import RuntimeProblem

VARIABLE = "QUICK_START"
WARNING = (
    f"WARNING: this site was built with {VARIABLE}=no. The checker works, but each visitor waits several times as long "
    "for the first verdict."
)
WAY_OUT = f"{VARIABLE}=no builds the site all the same, with a slower start"


def quick_start() -> bool:
    """Whether the site gets the quick ways. Raises RuntimeProblem where the setting is neither yes nor no."""
    value = os.environ.get(VARIABLE) or "yes"
    if value not in ("yes", "no"):
        raise RuntimeProblem(f"{VARIABLE} is {value!r} in the environment: write yes, which is the default, or no.")
    return value == "yes"
