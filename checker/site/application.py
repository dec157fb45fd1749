"""A web application as the server of `make serve` runs it: the part of WSGI (PEP 3333) that MkDocs uses."""

from collections.abc import Callable, Iterable
from wsgiref.types import WSGIEnvironment

Headers = list[tuple[str, str]]
Start = Callable[[str, Headers], object]
"""Takes the status and the headers of the answer, before its body."""
App = Callable[[WSGIEnvironment, Start], Iterable[bytes]]
