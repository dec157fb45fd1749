"""`checker source POLICY --file FILE`: what has changed in the vendor's text since it was last compared."""

import argparse
import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from checker.cli import inputs
from checker.cli.exits import DONE, FAILED
from checker.cli.source_report import Row, lines
from checker.cli.streams import say
from checker.core.model.words import Words, _
from checker.core.request import NO_POLICY, bad, one_of, unknown
from checker.library.library import policy_files, shown
from checker.library.shelf import Shelf
from checker.moment import today
from checker.policy.compile import compile_policy
from checker.policy.passages import (
    Sources,
    place_of,
    read_sources_file,
    source_files,
    sources_path,
    write_sources_file,
)
from checker.policy.problems import AuthoringError
from checker.review.ledger import Ledger, open_ledgers
from checker.source.accept import accepted, first_ledger
from checker.source.blocks import Piece, cut, joined
from checker.source.compare import ADDED, EDITED, MOVED, REMOVED, Change, Comparison
from checker.source.copies import DAMAGED, LOCKED, NO_TEXT, WRONG_TYPE, Unreadable, compare_copy, read_copy
from checker.source.dates import compared
from checker.source.dependents import Dependents
from checker.source.excerpt import new_words
from checker.source.prints import Prints, new_salt

EXAMPLE = "checker source 3cx --file page.html"
COMPARED = "compared"
"""What to accept where nothing is left to look at."""
UNREADABLE = {
    WRONG_TYPE: _(
        "{file} is not a text file, a web page or a PDF. "
        "Save the vendor's page as HTML, text or PDF, and give that file instead."
    ),
    NO_TEXT: _(
        "There is no text in {file}. It may contain only pictures of text: save the vendor's page as HTML or text."
    ),
    LOCKED: _("{file} is protected by a password. Save a copy without one, or save the vendor's page as HTML or text."),
    DAMAGED: _("{file} is a damaged PDF. Save it again, or save the vendor's page as HTML or text."),
}


@dataclass(frozen=True)
class Copy:
    """A saved copy beside the ledger of its language."""

    ledger: Sources
    pieces: list[Piece]
    comparison: Comparison

    def named(self) -> dict[str, Change]:
        """The changes, each by what `--accept` calls it."""
        found = dict[str, Change]()
        for change in self.comparison.changes:
            name = str(change.passage) if change.passage else f"new-{self._whole(change)}"
            while name in found:
                name += "+"
            found[name] = change
        return found

    def left(self) -> list[Change]:
        """What somebody has to look at."""
        return [change for change in self.comparison.changes if change.kind != MOVED]

    def texts(self) -> dict[int, str]:
        """By number, the passages as this copy has them."""
        return {name: run.text for name, run in {**self.comparison.unchanged, **self.comparison.edited}.items()}

    def _whole(self, change: Change) -> str:
        assert change.run
        return Prints(self.ledger.salt).whole(joined(self.pieces[change.run.start : change.run.end]))


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes; its `--lang` is the language of the vendor's text too."""
    parser.add_argument("--file", required=True, metavar="FILE", help="the copy that you saved: text, HTML or PDF")
    parser.add_argument("--before", metavar="FILE", help="an older copy, to see how each passage read before")
    parser.add_argument("--json", action="store_true", help="print the changes as JSON")
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument("--new", action="store_true", help="make the first ledger of this text")
    how = f"after a look: record this change, as the list names it; “{COMPARED}” where nothing is left"
    doing.add_argument("--accept", metavar="PASSAGE", help=how)
    parser.set_defaults(lang=None)


def run_source(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Print what has changed; FAILED while anything was edited, added or removed. Raises InputError, AuthoringError."""
    name = one_of(options.policy, shelf.names, NO_POLICY)
    path = next(path for path in policy_files(shown(shelf.root)) if path.stem == name)
    data = inputs.read_bytes(options.file)
    ledgers, broken = open_ledgers(shelf.root)
    if name in broken:
        raise broken[name]
    if options.new:
        return _make_first(options, path, data, ledgers[name], words)
    copy = _open(path, data, options)
    if options.accept:
        copy = _accept(copy, path, data, options, words)
    dependents, before = _dependents(ledgers[name], shelf), _before(copy, options.before)
    rows = [_row(name, change, copy, dependents, before) for name, change in copy.named().items()]
    if options.json:
        found = {"passages": rows, "unchanged": len(copy.comparison.unchanged) - _count(rows, MOVED)}
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _print(rows, copy, ledgers[name], dependents, options.file, words)
    return FAILED if copy.left() else DONE


def _open(path: Path, data: bytes, options: argparse.Namespace) -> Copy:
    """The copy beside the ledger of its language: of the one named, else of the one that it has most in common with."""
    files = source_files(path)
    if not files:
        template = _(
            "{policy} has no source ledger yet: make the first with “checker source {policy} --file FILE --new”."
        )
        raise bad(template, policy=path.stem)
    if options.lang:
        template = _("There is no source ledger in “{name}”; there are source ledgers in: {allowed}.{hint}")
        files = {options.lang: files[one_of(options.lang, files, template)]}
    copies = [_copy(read_sources_file(each), data, options.file) for each in files.values()]
    return max(copies, key=lambda copy: len(copy.comparison.unchanged))


def _copy(ledger: Sources, data: bytes, file: str) -> Copy:
    try:
        return Copy(ledger, *compare_copy(ledger, data, file))
    except Unreadable as error:
        raise bad(UNREADABLE[error.args[0]], file=file) from None


def _before(copy: Copy, file: str | None) -> dict[int, str] | None:
    return _copy(copy.ledger, inputs.read_bytes(file), file).texts() if file else None


def _make_first(options: argparse.Namespace, path: Path, data: bytes, policy: Ledger, words: Words) -> int:
    language = options.lang or policy.original
    target = sources_path(path, language)
    if target.exists():
        raise bad(_("{file} already exists: accept the changes one passage at a time."), file=str(target))
    try:
        pieces = cut(read_copy(data, options.file, lambda _: 0))
    except Unreadable as error:
        raise bad(UNREADABLE[error.args[0]], file=options.file) from None
    ledger = first_ledger(Sources(target, path.stem, language, new_salt(), today().isoformat(), ()), pieces)
    write_sources_file(ledger)
    text = words.gettext(
        "{file} has {count} passages. Tie each one to the clauses that restate it, or give a reason why none does."
    )
    print(words.format(text, file=str(target), count=str(len(ledger.passages))))
    return DONE


def _accept(copy: Copy, path: Path, data: bytes, options: argparse.Namespace, words: Words) -> Copy:
    """The copy beside the ledger with this change accepted; once nothing is left, it counts as compared today."""
    changes = copy.named()
    if options.accept == COMPARED and copy.left():
        raise bad(
            _("Passages that you still have to look at: {count}. Accept them one by one."), count=str(len(copy.left()))
        )
    if options.accept not in (COMPARED, *changes):
        template = _("There is no change called “{name}”; the changes are: {allowed}.{hint}")
        raise unknown(options.accept, list(changes), template)
    ledger = copy.ledger
    if options.accept != COMPARED:
        change = changes[options.accept]
        ledger = accepted(ledger, change, copy.pieces)
        write_sources_file(ledger)
        if change.kind == ADDED:
            number = max(each.id for each in ledger.passages)
            text = words.gettext(
                "Now name the clauses that restate passage {number}, or give a reason why none does: {place}"
            )
            say(words.format(text, number=str(number), place=str(place_of(ledger.path, number))))
    after = _copy(ledger, data, options.file)
    return after if after.left() else replace(after, ledger=_record_day(ledger, path, words))


def _record_day(ledger: Sources, path: Path, words: Words) -> Sources:
    """Note the day in the ledger, and in the policy file once all its ledgers have been compared."""
    ledger = replace(ledger, compared_on=today().isoformat())
    write_sources_file(ledger)
    days = [date.fromisoformat(read_sources_file(each).compared_on) for each in source_files(path).values()]
    text = path.read_text(encoding="utf-8")
    path.write_text(compared(text, min(days)), encoding="utf-8")
    say(words.format(words.gettext("{file}: compared today; no changes are left to accept."), file=str(ledger.path)))
    return ledger


def _dependents(policy: Ledger, shelf: Shelf) -> Dependents:
    """What depends on the clauses, also while passages or reviews are still open."""
    try:
        compiled = shelf.library(policy.policy).policies[policy.policy]
    except AuthoringError:
        compiled = compile_policy(policy.file, policy.clauses)
    return Dependents(policy.file, compiled)


def _row(name: str, change: Change, copy: Copy, dependents: Dependents, before: dict[int, str] | None) -> Row:
    former = next((each for each in copy.ledger.passages if each.id == change.passage), None)
    clauses = list(former.clauses) if former else copy.comparison.nearest(change)
    row: Row = {
        "passage": name,
        "kind": change.kind,
        "clauses": clauses,
        "verdicts": dependents.verdicts(clauses) if former else 0,
        "excerpt": _excerpt(change, copy),
    }
    return row if before is None else {**row, "before": before.get(change.passage, "")}


def _excerpt(change: Change, copy: Copy) -> str:
    if not change.run or change.kind == MOVED:
        return change.run.text if change.run else ""
    former = next((each.words for each in copy.ledger.passages if each.id == change.passage), ())
    return new_words(change.run.text, former, Prints(copy.ledger.salt))


def _count(rows: list[Row], kind: str) -> int:
    return sum(row["kind"] == kind for row in rows)


def _print(rows: list[Row], copy: Copy, policy: Ledger, dependents: Dependents, file: str, words: Words) -> None:
    counts = {kind: str(_count(rows, kind)) for kind in (EDITED, ADDED, REMOVED, MOVED)}
    text = words.gettext(
        "{policy}, {language}: {edited} edited, {added} added, {removed} removed, {moved} moved, {unchanged} unchanged."
    )
    unchanged = str(len(copy.comparison.unchanged) - _count(rows, MOVED))
    print(words.format(text, policy=policy.policy, language=copy.ledger.language, unchanged=unchanged, **counts))
    how = f"checker source {policy.policy} --file {file} --lang {copy.ledger.language} --accept"
    for row in rows:
        print("\n" + "\n".join(lines(row, policy, dependents, today(), words)))
        print(
            "  "
            + words.format(words.gettext("Once you have looked at it: {command}"), command=f"{how} {row['passage']}")
        )
    if not copy.left() and copy.ledger.compared_on != today().isoformat():
        print(words.format(words.gettext("To record today's comparison: {command}"), command=f"{how} {COMPARED}"))
