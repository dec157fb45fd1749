"""Small programs of WebAssembly, made by hand."""

from checker.runtime.program import EXPORTS, IMPORTS, MAGIC, write_number

FUNCTION, TABLE, GLOBAL = 0, 1, 3


def section(kind: int, *entries: bytes) -> bytes:
    body = write_number(len(entries)) + b"".join(entries)
    return bytes([kind]) + write_number(len(body)) + body


def name(text: str) -> bytes:
    return write_number(len(text)) + text.encode()


def small(*exports: str, imported: bytes = name("GOT.func") + name("linked") + bytes([GLOBAL, 0x7F, 1])) -> bytes:
    function = name("env") + name("write") + bytes([FUNCTION, 0])
    return MAGIC + section(IMPORTS, function, imported) + section(EXPORTS, *(name(each) + bytes(2) for each in exports))
