"""The ledger of a policy: its clauses, everything that rests on them, and what of it has been reviewed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from checker.library.library import policy_files, shown
from checker.library.translations import is_draft
from checker.places import ROOT
from checker.policy.clauses import Clauses, PageClause
from checker.policy.compile import read_sources
from checker.policy.problems import AuthoringError, Place, Problem
from checker.policy.reviews import MISSING, REVIEWED, Review, find_reviews, read_records, records_path, write_records
from checker.policy.written import Written
from checker.review.former_text import former_text


@dataclass
class Ledger:
    """Policy file, clauses and reviews as they are now; accepting a review writes it down."""

    file: Written
    clauses: Clauses
    reviews: list[Review]

    @property
    def policy(self) -> str:
        """The policy's id."""
        return str(self.file.policy)

    @property
    def original(self) -> str:
        """The language of the vendor's text."""
        return self.file.source_language

    @property
    def is_new(self) -> bool:
        """Whether nobody has reviewed anything of it yet."""
        return all(each.state == MISSING for each in self.reviews)

    @property
    def pages(self) -> list[str]:
        """Its pages in the language of the vendor's text, from the language's folder, in their order."""
        return list(dict.fromkeys(clause.page for clause in self.clauses[self.original].values()))

    def clause(self, name: str) -> PageClause:
        """The clause in the language of the vendor's text."""
        return self.clauses[self.original][name]

    def pending(self, clause: str = "") -> list[Review]:
        """What somebody has to look at again, of one clause or of all."""
        return [each for each in self.reviews if each.state != REVIEWED and clause in ("", each.clause)]

    def accept(self, accepted: Iterable[Review]) -> None:
        """Record that these were compared with their clauses as those read now."""
        chosen = set(accepted)
        self.reviews = [replace(each, recorded=each.current) if each in chosen else each for each in self.reviews]
        write_records(records_path(self.file.policy.source.path), self.reviews)

    def left_over(self) -> list[Problem]:
        """Records of what is gone: the next that is accepted drops them."""
        path = records_path(self.file.policy.source.path)
        kept = {(each.clause, each.use) for each in self.reviews}
        gone = [
            (clause, use) for clause, uses in read_records(path).items() for use in uses if (clause, use) not in kept
        ]
        hint = "Remove its line."
        return [Problem(Place(path), f"“{use}” of the clause “{clause}” is gone.", hint) for clause, use in gone]

    def former_text(self, review: Review) -> str:
        """The text that this was last compared with, from the history of its page; empty if that is not known."""
        return former_text(self.clause(review.clause), review.recorded.split()[0])


def open_ledgers(root: Path = ROOT) -> tuple[dict[str, Ledger], dict[str, AuthoringError]]:
    """By policy of the project at `root`, its ledger; and what is wrong with those whose files cannot be read."""
    ledgers, broken = dict[str, Ledger](), dict[str, AuthoringError]()
    for path in policy_files(shown(root)):
        try:
            ledgers[path.stem] = _open(path, shown(root) / "docs")
        except AuthoringError as error:
            broken[path.stem] = error
    return ledgers, broken


def unreviewed_drafts(root: Path = ROOT) -> Iterator[Problem]:
    """The drafts that can be run, and may not be published: nobody has reviewed anything of them."""
    for path in policy_files(shown(root)):
        if is_draft(path) and _open(path, shown(root) / "docs").is_new:
            what = f"“{path.stem}” is a draft that nobody has reviewed. Its pages say so, and “make test” fails."
            yield Problem(Place(path), what, f"Run: checker review {path.stem}, or build with LEAVE_OUT={path.stem}.")


def _open(path: Path, docs: Path) -> Ledger:
    file, clauses, _ = read_sources(path, docs)
    return Ledger(file, clauses, find_reviews(file, clauses, read_records(records_path(path))))
