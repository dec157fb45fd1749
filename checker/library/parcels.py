"""What browsers are given of the library: the engine's words, and each policy by itself, so that none loads another's.

The folder `engine` has `words.<language>.json` and `messages.<language>.mo`, which no edit of a policy changes;
`policies` has `<policy>.<language>.json`, all that a reader of that language needs of it, in one file:
`{"model", "words", "releases", "terms"}`, where the words are those of that language, and of the languages of the
vendor's desk; `releases` has for each released version `{"file", "digest"}`, `terms` for each fact the answers
that clauses define and the glossary's terms in its question. `lists` has `list.<language>.json`: of each policy, in
their order, `{"id", "title", "version", "file", "digest", "find"}`: the file and digest of its parcel, and in `find`
with the fact those of the index that understands the visitor's own words.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_from_dir

import checker.core
from checker.core.model.words import Words
from checker.languages import LANGUAGES
from checker.library.archive import releases_of
from checker.library.asked_terms import asked_terms
from checker.library.catalogues import catalogue_path, compile_catalogue
from checker.library.compiled import Compiled, write_json
from checker.library.folders import Files, folder_name, integrity
from checker.library.formats import formats

CORE = Path(checker.core.__file__).parent


def write_parcels(folder: Path, compiled: Mapping[str, Compiled], words: Mapping[str, Words], root: Path) -> None:
    """Write them into `folder`. `words` are those of each language, in full; `root` is the project."""
    for name in ("engine", "policies", "lists"):
        (folder / name).mkdir()
    for language in LANGUAGES:
        write_json(folder / "engine" / f"words.{language}.json", spoken(language, {}))
        catalogue = catalogue_path(root / "locales", language)
        data = compile_catalogue(catalogue, _engine_messages()) if catalogue.exists() else b""
        (folder / "engine" / f"messages.{language}.mo").write_bytes(data)
    for name, policy in compiled.items():
        for language in LANGUAGES:
            write_json(folder / "policies" / f"{name}.{language}.json", _parcel(name, policy, language, words, root))
    for language in LANGUAGES:
        listed = [_listed(name, policy, words[language], folder, root) for name, policy in compiled.items()]
        write_json(folder / "lists" / f"list.{language}.json", listed)


def parcel_files(policy: str, folder: Path, root: Path) -> Files:
    """The policy as it is, in every language, which is in `folder`; and as it was released."""
    parcels = [folder / "policies" / f"{policy}.{language}.json" for language in LANGUAGES]
    found = {path.name: path for path in sorted([*parcels, *releases_of(policy, root).values()])}
    return found | {f"find-{path.name}": path for path in sorted((folder / "find").glob(f"{policy}.*.json"))}


def parcel_folder(files: Files) -> str:
    """The folder in which browsers find them: one for each policy, which no other changes."""
    return folder_name("policy", files)


def spoken(language: str, clauses: Mapping[str, object]) -> dict[str, object]:
    """The data of a language as `read_words` reads them."""
    return {"language": language, "formats": formats(language), "clauses": clauses}


@cache
def _engine_messages() -> frozenset[Any]:
    """What the engine itself says: each message, or its two forms."""
    return frozenset(message for _, _, message, _, _ in extract_from_dir(str(CORE), method_map=[("**.py", "python")]))


def _parcel(name: str, policy: Compiled, language: str, words: Mapping[str, Words], root: Path) -> dict[str, object]:
    desk = (policy.model["draft"] or {}).get("languages", ())
    released = releases_of(name, root).items()
    return {
        "model": policy.model,
        "words": [_texts(policy, words[each]) for each in dict.fromkeys((language, *desk))],
        "releases": {version: {"file": path.name, "digest": integrity(path)} for version, path in released},
        "terms": asked_terms(name, policy.model["facts"], words[language], root),
    }


def _listed(name: str, policy: Compiled, words: Words, folder: Path, root: Path) -> dict[str, object]:
    files, parcel, title = parcel_files(name, folder, root), f"{name}.{words.language}.json", policy.model["title"]
    find = {"fact": policy.sayings.fact, **_digested(files, f"find-{parcel}")} if policy.sayings else None
    return {
        "id": name,
        "title": words.gettext(title),
        "version": policy.model["version"],
        **_digested(files, parcel),
        "find": find,
    }


def _digested(files: Files, name: str) -> dict[str, str]:
    return {"file": f"{parcel_folder(files)}/{name}", "digest": integrity(files[name])}


def _texts(policy: Compiled, words: Words) -> dict[str, object]:
    """The clauses, and the translations of all texts of the model."""
    messages = {text: words.gettext(text) for text in sorted(set(_strings(policy.model)))}
    translated = {text: said for text, said in messages.items() if said != text}
    return {"language": words.language, "clauses": policy.texts[words.language], "messages": translated}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
