"""What a server can do wrong with one file: each answers a request in place of the server's own handler."""

from base64 import b64encode
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from checker.library.folders import integrity

if TYPE_CHECKING:
    from served import Server, SpoilingHandler

Spoil = Callable[["SpoilingHandler"], None]


def missing(handler: "SpoilingHandler") -> None:
    handler.send_error(404)


def truncated(handler: "SpoilingHandler") -> None:
    data = content(handler)
    give(handler, data[: len(data) // 2])


def flipped(handler: "SpoilingHandler") -> None:
    data = bytearray(content(handler))
    data[len(data) // 2] ^= 1
    give(handler, bytes(data))


def mistyped(handler: "SpoilingHandler") -> None:
    give(handler, content(handler), kind="text/plain")


def lost(handler: "SpoilingHandler") -> None:
    """The connection breaks in the middle, and cannot be had again."""
    if handler.command == "GET":
        data = content(handler)
        give(handler, data[: len(data) // 2], length=len(data))
    handler.close_connection = True


def stalled(handler: "SpoilingHandler") -> None:
    """Half of the file comes, then nothing more until the server is well again."""
    data, healed = content(handler), handler.server.healed
    give(handler, data[: len(data) // 2], length=len(data))
    healed.wait(60)
    handler.close_connection = True


def before(script: str) -> Spoil:
    """The script with another one before it."""
    return lambda handler: give(handler, script.encode() + content(handler))


def replaced(old: str, new: str) -> Spoil:
    """The page with another text in the place of `old`."""
    return lambda handler: give(handler, content(handler).decode().replace(old, new).encode())


def publish(server: "Server", path: Path, data: bytes) -> None:
    """Have the server give `data` as that file, and the checker page its digest, as if the site was built with it."""
    server.spoilt[path.name] = partial(give, data=data)
    server.spoilt["checker"] = replaced(integrity(path), digest(data))


def digest(data: bytes) -> str:
    """As Subresource Integrity writes it."""
    return "sha256-" + b64encode(sha256(data).digest()).decode()


def with_header(name: str, value: str) -> Spoil:
    """The file as it is, with this header."""
    return lambda handler: give(handler, content(handler), headers={name: value})


def content(handler: "SpoilingHandler") -> bytes:
    path = Path(handler.translate_path(handler.path))
    return (path / "index.html" if path.is_dir() else path).read_bytes()


def give(
    handler: "SpoilingHandler",
    data: bytes,
    kind: str = "",
    length: int | None = None,
    headers: dict[str, str] | None = None,
) -> None:
    """Answer with `data`."""
    path = handler.translate_path(handler.path)
    handler.send_response(200)
    kind = kind or (headers or {}).get("Content-Type", handler.guess_type("index.html" if path.endswith("/") else path))
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(data) if length is None else length))
    for name, value in (headers or {}).items():
        if name != "Content-Type":
            handler.send_header(name, value)
    handler.end_headers()
    if handler.command == "GET":
        handler.wfile.write(data)
