"""Who may ask the server of `make serve`: nobody by a name that is not its own, nor for an address that is none.

Without it, a page of another site could read a draft here, by a name of its own that leads to this machine.
"""

import ipaddress
from collections.abc import Iterable
from wsgiref.types import WSGIEnvironment

from checker.site.application import App, Start


def guarded(app: App, names: Iterable[str]) -> App:
    """The application for those who ask for it by its own names, `localhost` or the number of a machine."""
    known = {"localhost", *names}

    def answer(environ: WSGIEnvironment, start_response: Start) -> Iterable[bytes]:
        if not _is_known(environ.get("HTTP_HOST", ""), known):
            return _refuse(start_response, "421 Misdirected Request", "This server answers to its own names only.")
        if "\0" in environ.get("PATH_INFO", ""):
            return _refuse(start_response, "404 Not Found", "There is no such page.")
        return app(environ, start_response)

    return answer


def _is_known(host: str, known: set[str]) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    try:
        return bool(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        return name.lower() in known


def _refuse(start_response: Start, status: str, said: str) -> Iterable[bytes]:
    start_response(status, [("Content-Type", "text/plain; charset=utf-8")])
    return [said.encode()]
