"""The lists of the files of a finished site: what the doctor compares, and what browsers keep."""

import json
from base64 import b64encode
from hashlib import sha256

import pytest

from checker.site import offline
from checker.site.files import write_files
from checker.site.offline import write_remover, write_worker

FOLDER = "assets/checker/engine.0123456789ab"
PUBLISHED = (
    "index.html",
    "es/acme/index.html",
    "404.html",
    "robots.txt",
    "sitemap.xml",
    "edition.json",
    "assets/main.01234567.min.js",
    "assets/main.01234567.min.js.map",
    "assets/javascripts/lunr/min/lunr.es.min.js",
    "assets/logo.svg",
    "assets/cards/es-acme.png",
    f"{FOLDER}/image.bin",
    f"{FOLDER}/image.bin.gz",
    f"{FOLDER}/acme-1-py3-none-any.bin",
)


def digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def add(site, name: str) -> None:
    """A file that holds its own name."""
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(name, "utf-8")


@pytest.fixture
def site(tmp_path):
    for name in PUBLISHED:
        add(tmp_path, name)
    return tmp_path


@pytest.fixture
def kept(site, monkeypatch):
    """What the service worker of the site keeps, after these files have been added to it; the rest of the worker."""
    own = site.parent / "own.js"
    own.write_text("start(KEPT)\n//# sourceMappingURL=own.js.map", "utf-8")
    monkeypatch.setattr(offline, "plain_script", lambda name: own)

    def read(*more: str):
        for name in more:
            add(site, name)
        write_worker(site)
        head, _, rest = (site / offline.NAME).read_text("utf-8").partition("};\n")
        return json.loads(head.removeprefix("const KEPT = ") + "}"), rest

    return read


def test_every_file_is_listed_with_its_digest_but_those_that_no_page_asks_for(site):
    write_files(site)
    listed = json.loads((site / "files.json").read_text("utf-8"))
    assert listed["assets/logo.svg"] == digest("assets/logo.svg")
    assert listed["es/acme/"] == digest("es/acme/index.html")
    assert "" in listed and "404.html" in listed
    assert not [name for name in listed if name.endswith((".map", "files.json")) or "lunr" in name]
    assert len(listed) == len(PUBLISHED) - 2


def test_the_list_is_the_same_when_it_is_written_again(site):
    write_files(site)
    first = (site / "files.json").read_bytes()
    write_files(site)
    assert (site / "files.json").read_bytes() == first


def test_what_never_changes_under_its_name_is_kept_apart(kept):
    found, _ = kept()
    assert found["lasting"].keys() == {"assets/main.01234567.min.js"}
    assert found["python"].keys() == {f"{FOLDER}/image.bin.gz", f"{FOLDER}/acme-1-py3-none-any.bin"}
    assert found["changing"] == {
        "./": digest("index.html"),
        "./es/acme/": digest("es/acme/index.html"),
        "./assets/logo.svg": digest("assets/logo.svg"),
    }


def test_of_what_is_packed_the_plain_file_is_not_kept_but_what_it_unpacks_to_is_allowed(kept):
    found, _ = kept()
    packed, plain = (digest(f"{FOLDER}/{name}") for name in ("image.bin.gz", "image.bin"))
    assert found["python"][f"{FOLDER}/image.bin.gz"] == f"{packed} {plain}"


def test_the_slow_way_is_kept_only_where_there_is_no_quicker_one(kept):
    slow = f"{FOLDER}/acme-1-py3-none-any.bin"
    assert slow in kept()[0]["python"]
    assert slow not in kept(f"{FOLDER}/compiled.bin")[0]["python"]


def test_the_worker_is_one_file_without_maps_its_own_part_last(kept):
    _, rest = kept()
    assert rest.rstrip().endswith("start(KEPT)\n//# sourceMappingURL=own.js.map")
    assert rest.count("workbox.precaching") and rest.count("sourceMappingURL") == 1


def test_while_pages_are_written_nothing_is_kept(site):
    write_remover(site)
    assert (site / offline.NAME).read_text("utf-8") == offline.OFF.read_text("utf-8")
    assert "unregister" in (site / offline.NAME).read_text("utf-8")
