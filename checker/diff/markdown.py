"""The report as Markdown that fits into a pull request: tables, with examples folded away."""

from collections.abc import Iterator
from typing import Any


def markdown(report: dict[str, Any]) -> str:
    """The report (see `checker.diff.report`) as text."""
    lines = ["## Changes of verdicts", ""]
    for policy in report["policies"]:
        lines += _policy(policy)
    return "\n".join([*lines, *_texts(report["texts"])]).rstrip() + "\n"


def _policy(data: dict[str, Any]) -> Iterator[str]:
    versions = " → ".join(dict.fromkeys(each or "none" for each in (data["old"], data["new"])))
    yield f"### {data['policy']} ({versions})"
    yield ""
    if "answer_sets" not in data:
        yield "The policy exists on one side only." if None in (data["old"], data["new"]) else "No verdict changes."
        yield ""
        return
    yield f"**{data['changed']:,} of {data['answer_sets']:,} answer sets change.** {_counted(data)}".rstrip()
    yield ""
    if data["changed"] and data["old"] == data["new"]:
        yield f"**The version is still {data['new']}: it must change with every change of a verdict.**"
        yield ""
    yield from _terms(data["terms"])
    yield from _clauses(data["clauses"])
    yield from _levels(data["levels"])
    yield from _examples(data) if data["changed"] else ()


def _counted(data: dict[str, Any]) -> str:
    parts = _parts(data["parts"]) if data["parts"] else ""
    gone = f"{data['only_old']:,} are no longer possible." if data["only_old"] else ""
    come = f"{data['only_new']:,} are new." if data["only_new"] else ""
    return " ".join(filter(None, (parts, gone, come)))


def _parts(parts: list[dict[str, Any]]) -> str:
    named = [f"{each['part']} {each['id']}".strip() + f" {each['changed']:,}" for each in parts]
    return f"Parts, apart from what goes with the status: {', '.join(named)}."


def _terms(terms: list[dict[str, Any]]) -> Iterator[str]:
    if not terms:
        return
    yield "| Term | Was | Is |"
    yield "|---|---|---|"
    for each in terms:
        yield f"| `{each['term']}` | {_cell(each['old'])} | {_cell(each['new'])} |"
    yield ""


def _clauses(clauses: list[dict[str, Any]]) -> Iterator[str]:
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


def _levels(levels: list[dict[str, Any]]) -> Iterator[str]:
    if not levels:
        return
    yield "| Level | Changed |"
    yield "|---|---:|"
    for each in levels:
        yield f"| {_name(each)} | {each['changed']:,} |"
    yield ""


def _examples(data: dict[str, Any]) -> Iterator[str]:
    yield "<details><summary>An example of each</summary>"
    yield ""
    for each in data["clauses"]:
        yield f"- `{each['clause']}`: {_example(each['example'])}"
    for each in data["levels"]:
        yield f"- {_name(each)}: {_example(each['example'])}"
    yield ""
    yield "</details>"
    yield ""


def _name(level: dict[str, Any]) -> str:
    answer = {True: "yes", False: "no"}.get(level["answer"], level["answer"])
    return f"{level['fact']} = {answer}"


def _example(example: dict[str, Any]) -> str:
    return f"{example['old']} → {example['new']}: {example['words']} (`{example['link']}`)"


def _texts(texts: list[dict[str, str | None]]) -> Iterator[str]:
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
