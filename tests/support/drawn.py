"""Answer sets drawn from the exploration of a policy, as requests to the clerk."""

import json
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from checker.core.clerk import Clerk
from checker.library.opened import Library
from checker.pages.tables import make_tables
from checker.proof.cover import complete, covering
from checker.proof.explore import Exploration
from checker.proof.walks import Way
from checker.proof.witness import raw_answers


def requests(library: Library, policy: str, count: int, today: date) -> list[str]:
    """So many requests, half of them complete: to each node of what a verdict says in turn, the rest by chance.

    The chance is always the same.
    """
    exploration, chance = Exploration(library.policies[policy]), Random(policy)
    ways = list(covering(exploration, exploration.values.values()))
    drawn = (_drawn(exploration, ways[number // 2 % len(ways)], chance) for number in range(count))
    chosen = [_partly(exploration, way, chance) if number % 2 else way for number, way in enumerate(drawn)]
    return [_request(policy, raw_answers(exploration.policy, way, today), today) for way in chosen]


def table_requests(library: Library, policy: str, today: date) -> Iterator[str]:
    """A request for each verdict in the policy's tables."""
    for table in make_tables(library.policies[policy], today):
        for row in table.rows:
            for cell in row.cells:
                yield from (_request(policy, found.answers, today) for found in (cell.verdict, cell.in_order))


def clerk(library: Library, language: str) -> Clerk:
    """The clerk as the page of that language makes it, with every policy in every language."""
    languages = dict.fromkeys((language, *library.words))
    engine = library.folder / "engine"
    made = Clerk(
        [(engine / f"words.{each}.json").read_text(encoding="utf-8") for each in languages],
        [(engine / f"messages.{each}.mo").read_bytes() for each in languages],
    )
    for parcel in learned(library, language):
        made.learn(parcel)
    return made


def learned(library: Library, language: str) -> Iterator[str]:
    """What such a clerk learns: of each policy, the parcels of all languages in one."""
    languages = dict.fromkeys((language, *library.words))
    for policy in library.policies:
        paths = (library.folder / "policies" / f"{policy}.{each}.json" for each in languages)
        parcels = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
        words = {each["language"]: each for parcel in parcels for each in parcel["words"]}
        yield json.dumps({"model": parcels[0]["model"], "words": list(words.values())}, ensure_ascii=False)


def _drawn(exploration: Exploration, way: Way, chance: Random) -> Way:
    """Half of the way, and other answers by chance."""
    kept = {at: group for at, group in way.items() if chance.random() < 0.5}
    return complete(exploration, kept, lambda at: chance.randrange(exploration.sizes[at]))


def _partly(exploration: Exploration, way: Way, chance: Random) -> Way:
    """Some of the answers; some others are "I don't know"."""
    kept = {at: group for at, group in way.items() if chance.random() < 0.8}
    return {at: exploration.sizes[at] if chance.random() < 0.2 else group for at, group in kept.items()}


def _request(policy: str, answers: Any, today: date) -> str:
    noon = f"{today}T12:00:00+00:00"
    return json.dumps({"policy": policy, "answers": dict(answers), "today": str(today), "now": noon, "root": ""})
