"""What keeps Python from starting in the browser, or from starting quickly."""


class RuntimeProblem(Exception):
    """The runtime is not as it must be, or its quick files could not be made; the message says where and why."""
