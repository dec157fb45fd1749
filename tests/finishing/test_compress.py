"""The compressed copies beside the files of a site."""

import gzip
import os
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest

from checker.site import compress

TEXT = "Acme helps its partners first. " * 40


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site with a page, a small one, noise that does not get smaller, and a kind that is packed already."""
    monkeypatch.setattr(compress, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(compress, "ProcessPoolExecutor", Threads)
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(TEXT, "utf-8")
    (folder / "small.html").write_text("Acme", "utf-8")
    (folder / "noise.bin").write_bytes(os.urandom(2000))
    (folder / "picture.png").write_text(TEXT, "utf-8")
    return folder


class Threads(ThreadPoolExecutor):
    """In place of processes: what is done there is seen here."""


def test_what_gets_smaller_has_both_copies_beside_it_and_nothing_else_has(site):
    assert compress.compress(site) == 2
    assert {path.name for path in site.glob("*.[bg][rz]")} == {"index.html.br", "index.html.gz"}
    assert brotli.decompress((site / "index.html.br").read_bytes()).decode() == TEXT
    assert gzip.decompress((site / "index.html.gz").read_bytes()).decode() == TEXT


def test_what_was_compressed_before_is_taken_from_the_cache(site, monkeypatch):
    compress.compress(site)
    before = (site / "index.html.br").read_bytes()
    monkeypatch.setattr(compress, "_brotli", None)
    compress.compress(site)
    assert (site / "index.html.br").read_bytes() == before


def test_nothing_unfinished_stays_in_the_cache(site):
    compress.compress(site)
    assert {path.suffix for path in compress.CACHE.iterdir()} == {".br", ".gz"}


def test_large_files_are_packed_as_small_as_can_be(monkeypatch):
    monkeypatch.setattr(brotli, "compress", lambda raw, quality: bytes([quality]))
    assert compress._brotli(b"x" * compress.LARGE) == b"\x09"
    assert compress._brotli(b"x" * (compress.LARGE + 1)) == b"\x0b"
