"""The statuses that the command line exits with."""

DONE = 0
FAILED = 1
"""A check failed, or the output cannot be written."""
BAD_INPUT = 2
"""What was given is wrong; it is said in one message on standard error."""
CANCELLED = 130
"""As shells have it for Ctrl-C."""


class Cancelled(Exception):
    """The visitor stopped (Ctrl-C)."""
