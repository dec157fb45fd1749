"""What keeps the quick ways from being made."""


class RuntimeProblem(Exception):
    """The quick files could not be made; the message says where it failed, and why."""
