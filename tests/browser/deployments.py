"""A host on which the site is published anew, goes away and comes back; and another edition to publish."""

import json
import re
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from served import Server, SpoilingHandler

from checker.library.folders import integrity
from checker.places import ROOT
from checker.site.offline import NAME, write_worker

SITE = ROOT / "site"
OLD = "3CX does not configure firewalls."
NEW = "3CX configures no firewall, says another edition."
CLAUSE = "3cx/not-included/"
CHECK = "checker/#3cx?role=partner&issue=firewall"


class Host(Server):
    """Has browsers keep all files for ten minutes, as GitHub Pages does, and may be `away`."""

    away = False

    def verify_request(self, request: Any, client_address: Any) -> bool:
        return not self.away

    def publish(self, folder: Path) -> None:
        self.RequestHandlerClass = partial(KeepingHandler, directory=str(folder))


class KeepingHandler(SpoilingHandler):
    """Goes by dates alone: a page that is older than the browser's is not sent, even where it is another one."""

    def send_head(self) -> BytesIO | BinaryIO | None:
        if self.path.endswith(NAME):
            del self.headers["If-Modified-Since"]
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


@contextmanager
def hosting() -> Iterator[Host]:
    host = Host()
    threading.Thread(target=host.serve_forever, daemon=True).start()
    yield host
    host.heal()
    host.shutdown()


def listed(site: Path, *kinds: str) -> dict[str, str]:
    """What browsers keep of the site, or of these kinds of files, by address."""
    text = (site / NAME).read_text(encoding="utf-8")
    kept = json.loads(text.removeprefix("const KEPT = ").split(";\n")[0])
    chosen = [group for kind, group in kept.items() if not kinds or kind in kinds]
    return {address.removeprefix("./"): digest for group in chosen for address, digest in group.items()}


def another_edition(target: Path) -> Path:
    """The built site as if a clause had been changed since, on its page and in the checker."""
    known = listed(SITE)
    packed = [path for path in SITE.rglob("*.[bg][rz]") if path.relative_to(SITE).as_posix() not in known]
    skipped = {str(path) for path in packed}
    shutil.copytree(SITE, target, ignore=lambda folder, names: [n for n in names if str(Path(folder, n)) in skipped])
    (words,) = (target / "assets" / "checker").glob("policy.*/3cx.en.json")
    (lists,) = (target / "assets" / "checker").glob("policies.*")
    changed = {**_edited([words], {OLD: NEW}), words.parent.name: "policy.000000000000"}
    changed |= {**_edited(lists.iterdir(), changed), lists.name: "policies.000000000000"}
    changed |= {_edition(target): "0" * 16, "3CX does not configure <a": f"{NEW} <a"}
    _edited([*target.rglob("checker/index.html"), target / CLAUSE / "index.html", target / "edition.json"], changed)
    for folder in (words.parent, lists):
        folder.rename(folder.with_name(changed[folder.name]))
    write_worker(target)
    return target


def _edition(site: Path) -> str:
    return str(json.loads((site / "edition.json").read_text())["rules"])


def _edited(paths: Iterable[Path], changes: dict[str, str]) -> dict[str, str]:
    """Make the changes in these files; what they do to their digests."""
    digests = {}
    for path in paths:
        before, text = integrity(path), path.read_text(encoding="utf-8")
        edited = re.sub("|".join(map(re.escape, changes)), lambda found: changes[found[0]], text)
        assert edited != text, path
        path.write_text(edited, encoding="utf-8")
        digests[before] = integrity(path)
    return digests
