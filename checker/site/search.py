"""The search index: one for each language, with an entry of its own for every clause.

And a trial of the theme's search, which reads it: we speak to its worker in messages that are its own business.
"""

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape
from pathlib import Path
from typing import Any

from checker.core.model.words import Clause, Words
from checker.languages import DEFAULT
from checker.places import NODE, ROOT
from checker.policy.sayings import read_search_words
from checker.site.theme import ThemeProblem

Entry = dict[str, Any]
FIELDS = {"title": {"boost": 10}, "text": {"boost": 1}}
PAGE_BOOST = 0.5  # the theme's search prefers pages to the statements on them, by more than that
WORKER = "assets/javascripts/workers/search.*.min.js"
TRIAL = Path(__file__).with_suffix(".mjs")
WORDS = ROOT / "checker" / "policies" / "words"
UNANSWERED = 13  # Node's exit status where nothing is left that could answer
LARGEST = 200_000
"""How large (bytes) an index may be that is in one file."""
SECTION_BOOST = 1.2  # a section comes before its clauses where only its title fits


def try_search(theme: Iterable[Path]) -> None:
    """Raises ThemeProblem where the search worker in the theme's folders does not find what it is told to."""
    workers = [worker for folder in theme for worker in folder.glob(WORKER)]
    if len(workers) != 1:
        raise ThemeProblem(f"Material has {len(workers)} files {WORKER}, where checker/site/search.py knows of one.")
    command = [NODE, TRIAL, workers[0]]
    tried = subprocess.run(command, capture_output=True, text=True)
    if tried.returncode:
        fault = "it does not answer" if tried.returncode == UNANSWERED else tried.stderr.partition("\n")[0]
        raise ThemeProblem(
            f"Material's search has changed, and checker/web/search/search-worker.js cannot use it any more: {fault} "
            f"(tried by {TRIAL.name} with {workers[0]})."
        )


def split_index(site: Path, words: Mapping[str, Words], largest: int = LARGEST) -> None:
    """Replace the theme's index in the folder `site` by `search/<language>.json`, once its pages are there.

    Such a file has `language`, `fields`, words that are `silent` or `alike`, and `docs`: entries of `location` (from
    the site's root), `title`, `text`. If it would be larger than that (bytes), what is in a policy's folder is in
    `search/<folder>.json`, but for the policy's first page; then `parts` has these folders.
    """
    source = site / "search" / "search_index.json"
    entries: list[Entry] = json.loads(source.read_text(encoding="utf-8"))["docs"]
    for language in words:
        own = [entry for entry in entries if _language(entry, words) == language]
        clauses = _clauses_by_section(site, words[language]) if own else {}
        docs = [part for entry in own for part in _parts(entry, clauses.get(entry["location"], ()))]
        data = {"language": language, "fields": FIELDS, **read_search_words(WORDS, language), "docs": docs}
        if len(_written(data).encode()) > largest:
            start = "" if language == DEFAULT else f"{language}/"
            data |= _write_parts(site, docs, [start + policy for policy in words[language].clauses])
        (source.parent / f"{language}.json").write_text(_written(data), encoding="utf-8")
    source.unlink()


def _write_parts(site: Path, docs: Sequence[Entry], folders: Sequence[str]) -> Entry:
    """Write what is in each folder into a file of its own; what is left, and which folders these are."""
    parts: dict[str, list[Entry]] = {folder: [] for folder in folders}
    left: list[Entry] = []
    for entry in docs:
        page = entry["location"].partition("#")[0]
        parts.get(page.rstrip("/").rpartition("/")[0], left).append(entry)
    for folder, part in parts.items():
        path = site / "search" / f"{folder}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_written({"docs": part}), encoding="utf-8")
    return {"docs": left, "parts": folders}


def _written(data: Entry) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _language(entry: Entry, languages: Mapping[str, Words]) -> str:
    folder = str(entry["location"]).split("/")[0]
    return folder if folder in languages else DEFAULT


def _clauses_by_section(site: Path, words: Words) -> dict[str, list[Clause]]:
    """Clauses by the address of the section, or of the page, that they are in."""
    clauses = {clause.href: clause for policy in words.clauses.values() for clause in policy.values()}
    found: dict[str, list[Clause]] = defaultdict(list)
    for page in sorted({href.partition("#")[0] for href in clauses}):
        section = page
        html = (site / page / "index.html").read_text(encoding="utf-8")
        for tag, name in re.findall(r'<(\w+)(?=[^>]* id="([^"]+)")', html):
            address = f"{page}#{name}"
            if address in clauses:
                found[section].append(clauses[address])
            elif re.fullmatch("h[2-6]", tag):
                section = address
    return found


def _parts(entry: Entry, clauses: Sequence[Clause]) -> list[Entry]:
    """A section without its clauses, then they; their text is taken out so that it is not found twice."""
    if not clauses:
        return [entry if "#" in entry["location"] else {**entry, "boost": PAGE_BOOST}]
    texts = {clause.text for clause in clauses}
    rest = re.sub(r"<(p|li)>(.*?)</\1>", lambda found: "" if _plain(found[2]) in texts else found[0], entry["text"])
    rest = re.sub(r"<(ul|ol)>\s*</\1>", "", rest).strip()
    return [{**entry, "text": rest, "boost": SECTION_BOOST}, *(_clause_entry(clause, entry) for clause in clauses)]


def _clause_entry(clause: Clause, section: Entry) -> Entry:
    return {"location": clause.href, "title": section["title"], "text": f"<p>{escape(clause.text, quote=False)}</p>"}


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", "", html)).split())
