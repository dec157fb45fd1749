"""A host for the benchmark: the site at /site/, other folders beside it; compression and a slow line on demand."""

import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from checker.places import ROOT
from checker.site.compress import packed

FOLDERS = {
    "site": ROOT / "site",
    "pyodide": ROOT / "node_modules" / "pyodide",
    "modules": ROOT / "node_modules",
    "made": ROOT / ".cache" / "bench",
    "pages": ROOT / "benchmarks" / "pages",
}
CHUNK = 16_384
PACKED = {".br", ".gz", ".png", ".woff2", ".zip"}


@dataclass
class Host:
    """How the server behaves, and what it has sent: whether it packs, by brotli, bits and seconds of the line."""

    packs: bool = True
    bits_per_second: float = 0
    latency: float = 0
    sent: int = 0
    free_at: float = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_for(self, count: int) -> None:
        """Let `count` bytes pass, after those of all other answers."""
        with self.lock:
            self.sent += count
            if not self.bits_per_second:
                return
            self.free_at = max(self.free_at, time.monotonic()) + count * 8 / self.bits_per_second
            pause = self.free_at - time.monotonic()
        time.sleep(max(0, pause))


class Handler(BaseHTTPRequestHandler):
    """Answers from `FOLDERS`, as `host` says."""

    protocol_version = "HTTP/1.1"
    host: Host

    def do_GET(self) -> None:
        """Send the file of the address, or only what is said of it."""
        path = find(self.path.split("?")[0])
        time.sleep(self.host.latency)
        if path is None:
            return self.send_error(404)
        body, coding = self._body(path)
        self._send_head(path, len(body), coding)
        if self.command == "HEAD":
            return
        for start in range(0, len(body), CHUNK):
            self.host.wait_for(len(body[start : start + CHUNK]))
            self.wfile.write(body[start : start + CHUNK])

    do_HEAD = do_GET  # noqa: N815

    def _body(self, path: Path) -> tuple[bytes, str]:
        accepted = "br" in self.headers.get("Accept-Encoding", "")
        if self.host.packs and accepted and path.suffix not in PACKED:
            return packed(path.read_bytes(), ".br"), "br"
        return path.read_bytes(), ""

    def _send_head(self, path: Path, length: int, coding: str) -> None:
        kind = "text/javascript" if path.suffix == ".mjs" else mimetypes.guess_type(path.name)[0]
        self.send_response(200)
        self.send_header("Content-Type", kind or "application/octet-stream")
        self.send_header("Content-Length", str(length))
        self.send_header("Cache-Control", "max-age=3600")
        if coding:
            self.send_header("Content-Encoding", coding)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def find(address: str) -> Path | None:
    """The file of an address such as `/site/checker/`."""
    name, _, inside = address.lstrip("/").partition("/")
    path = (FOLDERS.get(name, ROOT / "nowhere") / inside).resolve()
    path = path / "index.html" if path.is_dir() else path
    return path if path.is_file() and path.is_relative_to(ROOT) else None


@contextmanager
def serve(host: Host) -> Iterator[str]:
    """The address of a server that behaves as `host` says, for as long as the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"host": host}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
