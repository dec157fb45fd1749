"""Servers for the built site: a plain one, the hosts that people use, and one that knows nothing.

Each is a context manager that takes the site's folder and the path to serve it below ("" or "/some/where"), and gives
the site's address. All listen on 127.0.0.1 only.
"""

import gzip
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from checker.places import ROOT

UNPACKED = ROOT / ".cache" / "hosts"
PROFILES = ROOT / "deploy"
APACHE_MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite")
KNOWN_TO_ALL = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

Host = Callable[[Path, str], AbstractContextManager[str]]


class Plain(SimpleHTTPRequestHandler):
    """Serves a folder below a path."""

    below = ""

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.below)
        return (
            super().translate_path(path.removeprefix(self.below)) if inside else str(Path(self.directory) / "nowhere")
        )

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        """A browser that goes elsewhere in mid-file is no error."""
        with suppress(ConnectionError):
            super().copyfile(source, outputfile)


class Ignorant(Plain):
    """Knows web pages and scripts by the oldest endings only; never compresses."""

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        return KNOWN_TO_ALL.get(Path(path).suffix, "application/octet-stream")


class Pages(Plain):
    """As GitHub Pages: compresses text, keeps it for ten minutes, lets all read it, shows the root's 404.html."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        address = self.path.partition("?")[0]
        path = Path(self.translate_path(address))
        if path.is_dir() and address.endswith("/"):
            path /= "index.html"
        if path.is_dir():
            return super().send_head()
        found = path.is_file()
        return self._send(path if found else Path(self.directory) / "404.html", 200 if found else 404)

    def _send(self, path: Path, status: int) -> BytesIO:
        kind = self.guess_type(str(path))
        packs = kind.startswith("text/") or kind.partition("/")[2] in ("javascript", "json", "wasm", "xml")
        body = gzip.compress(path.read_bytes(), 6) if packs else path.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Access-Control-Allow-Origin", "*")
        if packs:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return BytesIO(body)


@contextmanager
def _python(handler: type[Plain], folder: Path, below: str) -> Iterator[str]:
    placed = type(handler.__name__, (handler,), {"below": below})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(placed, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{below}/"
    server.shutdown()


@contextmanager
def nginx(folder: Path, below: str) -> Iterator[str]:
    """nginx with our profile."""
    with _place(folder, below) as (top, port):
        modules = UNPACKED / "usr/lib/nginx/modules"
        profile = _profile("nginx.conf", top, 'set $below "', f'set $below "{below}')
        place = f"root {top}/root; include {profile};"
        if below:  # as the profile says
            place = f"location = {below} {{ return 301 {below}/; }}"
            place += f" location {below}/ {{ alias {top}/root{below}/; include {profile}; }}"
        config = f"""
            load_module {modules}/ngx_http_brotli_static_module.so;
            {"user root;" if os.geteuid() == 0 else ""}
            daemon off; pid {top}/pid; error_log {top}/errors; worker_processes 1;
            events {{}}
            http {{
              access_log off; client_body_temp_path {top}/t; proxy_temp_path {top}/t; fastcgi_temp_path {top}/t;
              uwsgi_temp_path {top}/t; scgi_temp_path {top}/t;
              server {{ listen 127.0.0.1:{port}; brotli_static on; {place} }}
            }}"""
        with _run(PROGRAMS["nginx"], config, top, port):
            yield f"http://127.0.0.1:{port}{below}/"


@contextmanager
def apache(folder: Path, below: str, override: str = "", modules: tuple[str, ...] = APACHE_MODULES) -> Iterator[str]:
    """Apache with our profile; `override`: the profile is the site's own .htaccess, which may do no more than this."""
    with _place(folder, below) as (top, port):
        profile = _profile("apache.conf", top, "ErrorDocument 404 ", f"ErrorDocument 404 {below}")
        load = "\n".join(f"LoadModule {name}_module modules/mod_{name}.so" for name in modules)
        config = f"""
            ServerRoot {UNPACKED}/usr/lib/apache2
            {load}
            Listen 127.0.0.1:{port}
            ServerName localhost
            TypesConfig /dev/null
            PidFile {top}/pid
            ErrorLog {top}/errors
            DocumentRoot {top}/root
            <Directory {top}/root>
              Options FollowSymLinks
              Require all granted
              {f"AllowOverride {override}" if override else f"Include {profile}"}
            </Directory>"""
        with _run(PROGRAMS["apache"], config, top, port, "-X"):
            yield f"http://127.0.0.1:{port}{below}/"


def _profile(name: str, top: Path, old: str, new: str) -> Path:
    """Our profile for a host, with the path written in as it says."""
    profile = top / name
    profile.write_text((PROFILES / name).read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return profile


@contextmanager
def _place(folder: Path, below: str) -> Iterator[tuple[Path, int]]:
    """A temporary folder whose `root` has the site at its path, and a free port."""
    with TemporaryDirectory() as made, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        site = Path(made) / "root" / below.strip("/")
        site.parent.mkdir(parents=True, exist_ok=True)
        site.symlink_to(folder)
        Path(made).chmod(0o755)
        probe.close()
        yield Path(made), port


@contextmanager
def _run(program: str, config: str, top: Path, port: int, *options: str) -> Iterator[None]:
    binary = UNPACKED / "usr/sbin" / program
    (top / "config").write_text(config, encoding="utf-8")
    libraries = {"LD_LIBRARY_PATH": ":".join(map(str, (UNPACKED / "usr/lib").glob("*-linux-gnu")))}
    command = [binary, *options, "-f" if program == "apache2" else "-c", top / "config"]
    process = subprocess.Popen(command, env=os.environ | libraries)
    try:
        _wait(port, process)
        yield
    finally:
        process.terminate()
        process.wait(120)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        assert process.poll() is None, "The server stopped"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("The server does not answer")


def is_there(name: str) -> bool:
    """Whether this host can be started here; nginx and Apache only where Debian's packages were had."""
    return name not in PROGRAMS or (UNPACKED / "usr/sbin" / PROGRAMS[name]).exists()


PROGRAMS = {"nginx": "nginx", "apache": "apache2"}
HOSTS: dict[str, Host] = {
    "plain": partial(_python, Plain),
    "ignorant": partial(_python, Ignorant),
    "pages": partial(_python, Pages),
    "nginx": nginx,
    "apache": apache,
}
