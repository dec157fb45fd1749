"""The built site on a server of its own, under a subpath; tests may spoil what it serves."""

import re
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from checker.places import ROOT

SUBPATH = "/some/where"
before_pages: list[str] = []
"""Scripts that run before each page, for browsers whose tests can put none there themselves."""
BEFORE = "before-pages.js"


def response(script: bytes) -> bytes:
    """A script as the answer to a request."""
    head = f"HTTP/1.0 200 OK\r\nContent-Type: text/javascript\r\nContent-Length: {len(script)}\r\n\r\n"
    return head.encode() + script


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder below SUBPATH."""

    def translate_path(self, path: str) -> str:
        inside = path.startswith(SUBPATH)
        return super().translate_path(path.removeprefix(SUBPATH)) if inside else str(Path(self.directory) / "nowhere")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Serves the built site, except for what a test has spoilt: by file name (or a page's folder), who answers.

    `asked` has the names of all files that were asked for, by shared workers too, of which no browser tells the tests.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), SpoilingHandler)
        self.publish(ROOT / "site")
        self.spoilt: dict[str, Callable[[SpoilingHandler], None]] = {}
        self.asked: list[str] = []
        self.healed = threading.Event()
        self.address = f"http://127.0.0.1:{self.server_port}{SUBPATH}/"

    def publish(self, folder: Path) -> None:
        """From now on, the site is what is in this folder."""
        assert (folder / "index.html").exists(), "Build the site first: make site"
        self.RequestHandlerClass = partial(SpoilingHandler, directory=str(folder))

    def heal(self) -> None:
        """From now on, all is well."""
        self.spoilt.clear()
        self.asked.clear()
        self.healed.set()
        self.healed = threading.Event()


class SpoilingHandler(Handler):
    """Hands over to whom the test has named for a file."""

    server: Server

    def do_GET(self) -> None:
        name = Path(urlsplit(self.path).path).name
        self.server.asked.append(name)
        if name == BEFORE:
            self.wfile.write(response("".join(f"{{{script}\n}}\n" for script in before_pages).encode()))
        elif before_pages and self.headers.get("Sec-Fetch-Dest") == "document":
            self.with_scripts(name)
        else:
            self.answer(name)

    def answer(self, name: str) -> None:
        spoil = self.server.spoilt.get(name)
        spoil(self) if spoil else super().do_GET()

    def with_scripts(self, name: str) -> None:
        """The page as it is, but for one script before all others."""
        wire, self.wfile = self.wfile, BytesIO()
        del self.headers["If-Modified-Since"]
        try:
            self.answer(name)
            given = self.wfile.getvalue()
        finally:
            self.wfile = wire
        script = f'<head><script src="{SUBPATH}/{BEFORE}"></script>'.encode()
        head, _, page = given.partition(b"\r\n\r\n")
        page = page.replace(b"<head>", script, 1)
        head = re.sub(rb"Content-Length: \d+", b"Content-Length: %d" % len(page), head)
        wire.write(head + b"\r\n\r\n" + page)

    def do_HEAD(self) -> None:
        spoil = self.server.spoilt.get(Path(urlsplit(self.path).path).name)
        spoil(self) if spoil else super().do_HEAD()

    def handle(self) -> None:
        """Browsers leave in the middle of an answer: that is no error here."""
        with suppress(ConnectionError):
            super().handle()
