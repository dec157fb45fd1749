"""The report as Markdown that fits into a pull request: tables, with examples folded away."""

from collections.abc import Iterator

from checker.core.engine.link import word
from checker.diff.reported import (
    ClauseGroup,
    Compared,
    Example,
    LevelGroup,
    Part,
    Report,
    TermChange,
    TextChange,
)


def markdown(report: Report) -> str:
    """The report as text."""
    lines = ["## Changes of verdicts", ""]
    for policy in report["policies"]:
        lines += _policy(policy)
    return "\n".join([*lines, *_texts(report["texts"])]).rstrip() + "\n"


def _policy(data: Compared) -> Iterator[str]:
    versions = " → ".join(dict.fromkeys(each or "none" for each in (data["old"], data["new"])))
    yield f"### {data['policy']} ({versions})"
    yield ""
    if "answer_sets" not in data:
        yield "The policy exists on one side only." if None in (data["old"], data["new"]) else "No verdict changes."
        yield ""
        return
    changed = f"**{data['changed']:,} of {data['answer_sets']:,} answer sets change{_since(data)}.**"
    yield f"{changed} {_counted(data)}".rstrip()
    yield ""
    if data["changed"] and data["old"] == data["new"]:
        yield f"**The version is still {data['new']}: it must change with every change of a verdict.**"
        yield ""
    yield from _terms(data["terms"])
    yield from _clauses(data["clauses"])
    yield from _levels(data["levels"])
    yield from _examples(data) if data["changed"] else ()


def _since(data: Compared) -> str:
    return f" from {data['day']} on" if "day" in data else ""


def _counted(data: Compared) -> str:
    parts = _parts(data["parts"]) if data["parts"] else ""
    gone = f"{data['only_old']:,} are no longer possible." if data["only_old"] else ""
    come = f"{data['only_new']:,} are new." if data["only_new"] else ""
    return " ".join(filter(None, (parts, gone, come)))


def _parts(parts: list[Part]) -> str:
    named = [f"{each['part']} {each['id']}".strip() + f" {each['changed']:,}" for each in parts]
    return f"Parts, apart from what goes with the status: {', '.join(named)}."


def _terms(terms: list[TermChange]) -> Iterator[str]:
    if not terms:
        return
    yield "| Term | Was | Is |"
    yield "|---|---|---|"
    for each in terms:
        yield f"| `{each['term']}` | {_cell(each['old'])} | {_cell(each['new'])} |"
    yield ""


def _clauses(clauses: list[ClauseGroup]) -> Iterator[str]:
    if not clauses:
        return
    yield "| Clause | Changed | By level |"
    yield "|---|---:|---|"
    for each in clauses:
        yield f"| `{each['clause']}` | {each['changed']:,} | {_by_level(each['levels'])} |"
    yield ""


def _by_level(levels: dict[str, dict[str, int]]) -> str:
    found = [f"{_cell(answer)} {count:,}" for counts in levels.values() for answer, count in counts.items() if count]
    return ", ".join(found)


def _levels(levels: list[LevelGroup]) -> Iterator[str]:
    if not levels:
        return
    yield "| Level | Changed |"
    yield "|---|---:|"
    for each in levels:
        yield f"| {_name(each)} | {each['changed']:,} |"
    yield ""


def _examples(data: Compared) -> Iterator[str]:
    yield "<details><summary>An example of each</summary>"
    yield ""
    for clause in data["clauses"]:
        yield f"- `{clause['clause']}`: {_example(clause['example'])}"
    for level in data["levels"]:
        yield f"- {_name(level)}: {_example(level['example'])}"
    yield ""
    yield "</details>"
    yield ""


def _name(level: LevelGroup) -> str:
    return f"{level['fact']} = {word(level['answer'])}"


def _example(example: Example) -> str:
    return f"{example['old']} → {example['new']}: {example['words']} (`{example['link']}`)"


def _texts(texts: list[TextChange]) -> Iterator[str]:
    if not texts:
        return
    yield "### Texts of clauses"
    yield ""
    yield "| Clause | Language | Before | After |"
    yield "|---|---|---|---|"
    for each in texts:
        cells = (f"`{each['policy']}/{each['clause']}`", each["language"], _cell(each["old"]), _cell(each["new"]))
        yield f"| {' | '.join(map(str, cells))} |"


def _cell(text: str | None) -> str:
    return (text or "–").replace("|", "\\|").replace("<", "&lt;")
