"""Compressed copies beside the files of a built site, for hosts that serve such copies.

Run as `python -m checker.site.compress site`.
"""

import hashlib
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli
import deflate

KINDS = {
    ".html",
    ".css",
    ".csv",
    ".js",
    ".json",
    ".svg",
    ".xml",
    ".atom",
    ".ics",
    ".txt",
    ".md",
    ".bin",
    ".webmanifest",
}
SMALLEST = 512
LARGE = 100_000
CACHE = Path(".cache") / "compressed"


def compress(site: Path) -> int:
    """Write `.br` and `.gz` beside each file that gets smaller by it. Gives the number of files looked at."""
    CACHE.mkdir(parents=True, exist_ok=True)
    paths = [path for path in sorted(site.rglob("*")) if path.suffix in KINDS and path.stat().st_size >= SMALLEST]
    with ProcessPoolExecutor() as pool:
        list(pool.map(_add_copies, paths, chunksize=8))
    return len(paths)


def _add_copies(path: Path) -> None:
    raw = path.read_bytes()
    for suffix in (".br", ".gz"):
        copy = packed(raw, suffix)
        if len(copy) < len(raw):
            path.with_name(path.name + suffix).write_bytes(copy)


def packed(raw: bytes, suffix: str) -> bytes:
    """The bytes as `.br` or `.gz`; from the cache if they are there: to compress the runtime takes many seconds."""
    kept = CACHE / (hashlib.sha256(raw).hexdigest() + suffix)
    if not kept.exists():
        made = _brotli(raw) if suffix == ".br" else deflate.gzip_compress(raw, 12)
        draft = kept.with_suffix(f"{suffix}.{os.getpid()}")
        draft.write_bytes(made)
        draft.rename(kept)
    return kept.read_bytes()


def _brotli(raw: bytes) -> bytes:
    """The best for the few large files; for the many pages, nearly as small in a tenth of the time."""
    packed: bytes = brotli.compress(raw, quality=11 if len(raw) > LARGE else 9)
    return packed


if __name__ == "__main__":
    print(f"{compress(Path(sys.argv[1]))} files compressed")
