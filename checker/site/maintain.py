"""The page `maintain/` of `make serve`, and of no built site: the state of the whole project in one look.

It is written at each request, from the files as they are then, into the folder that is served; the server itself
reloads it after each build. What an edit changes in verdicts takes longer, and is worked out beside.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from html import escape
from pathlib import Path
from wsgiref.types import WSGIEnvironment

from checker.diff.markdown import markdown
from checker.diff.report import report
from checker.diff.sides import read_edition, read_released
from checker.languages import LANGUAGES, WRITTEN_IN
from checker.library.shelf import Shelf
from checker.moment import today
from checker.pages.flow_picture import picture
from checker.pages.question_flow import steps
from checker.pages.worked import Worked
from checker.places import ROOT
from checker.policy.markup import Element, add, html
from checker.policy.problems import AuthoringError
from checker.policy.reviews import EDITED, MISSING, STALE, Review
from checker.policy.sayings import few_words
from checker.review.due import due_soon
from checker.review.ledger import Ledger
from checker.review.resting import resting
from checker.site.application import App, Start
from checker.site.state import State, read_state

ADDRESS = "/maintain/"
HEAD = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
HEAD += "<title>The state of the project</title>"
STYLE = """
:root { color-scheme: light dark; --md-code-bg-color: Canvas; --md-default-bg-color: Canvas;
  --md-default-fg-color: CanvasText; --md-default-fg-color--light: GrayText; }
body { font: 16px/1.5 sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; } td, th { border: 1px solid GrayText; padding: .2rem .5rem; text-align: left; }
pre { white-space: pre-wrap; } .wrong { border-left: .3rem solid #b3261e; padding-left: .7rem; }
figure { max-width: 28rem; margin: 1rem 0; } summary { cursor: pointer; } dt { font-weight: 600; margin-top: .6rem; }
"""
FLOWS = ROOT / "checker" / "web" / "site.css"
WAITING = "It is being worked out. Load this page again in a while."


class Maintain:
    """Answers for one address of the site in `folder`, which is being served."""

    def __init__(self, folder: Path, root: Path = ROOT) -> None:
        self._folder, self._root = folder, root
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="maintain")
        self._edited: tuple[object, Future[str]] | None = None

    def on(self, app: App) -> App:
        """The same web application, which writes the page before it serves it."""

        def with_page(environ: WSGIEnvironment, start_response: Start) -> Iterable[bytes]:
            if str(environ.get("PATH_INFO", "")).endswith(ADDRESS):
                file = self._folder / "maintain" / "index.html"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(self.page(), encoding="utf-8")
            return app(environ, start_response)

        return with_page

    def page(self) -> str:
        """The page as the files are now."""
        state = read_state(Shelf(self._root))
        main = Element("main")
        add(main, "h1", {}, "The state of the project")
        add(main, "p", {}, "Only make serve has this page. It is made anew whenever you load it, and after each build.")
        for part in (self._add_left, self._add_policies, self._add_changes, self._add_flows, self._add_clauses):
            part(main, state)
        head = (
            f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{STYLE}{_flows()}</style>'
        )
        title = "<title>The state of the project</title>"
        return f'<!doctype html><html lang="en"><head>{head}{title}</head><body>{html(main)}</body></html>'

    def _add_left(self, main: Element, state: State) -> None:
        """Mistakes, reviews, days, and where visitors would hardly be understood."""
        add(main, "h2", {"id": "left"}, "What is left to do")
        lines = list(_left(state))
        _add_list(main, lines, "wrong") if lines else add(main, "p", {}, "Nothing.")
        add(main, "p", {}, "The order of the steps, and what can be done for you: checker change")

    def _add_policies(self, main: Element, state: State) -> None:
        add(main, "h2", {"id": "policies"}, "Policies")
        heads = ["Policy", "Version", "Language", "Clauses", "Stale", "Missing", "Compared", "Again by"]
        table = add(main, "table")
        row = add(table, "tr")
        for text in heads:
            add(row, "th", {"scope": "col"}, text)
        for ledger in state.ledgers.values():
            for language in LANGUAGES:
                row = add(table, "tr")
                for text in _cells(ledger, language):
                    add(row, "td", {}, text)

    def _add_changes(self, main: Element, state: State) -> None:
        add(main, "h2", {"id": "changes"}, "What the files change since the last release")
        add(main, "pre", {}, self._changes(state))

    def _changes(self, state: State) -> str:
        """What `checker diff` says, once it has been worked out for the files as they are."""
        key = [(path, path.stat().st_mtime_ns) for path in sorted(_sources(self._root))]
        if self._edited is None or (self._edited[0] != key and self._edited[1].done()):
            self._edited = key, self._pool.submit(_difference, self._root)
        return self._edited[1].result() if self._edited[0] == key and self._edited[1].done() else WAITING

    def _add_flows(self, main: Element, state: State) -> None:
        add(main, "h2", {"id": "flows"}, "How the questions follow")
        for name, ledger in state.ledgers.items():
            folded = add(main, "details")
            add(folded, "summary", {}, name)
            try:
                library = state.shelf.library(name)
            except AuthoringError:
                add(folded, "p", {}, "The policy cannot be compiled.")
                continue
            found, words = Worked(ledger.file, library.policies[name]), library.words[WRITTEN_IN]
            figure = add(folded, "figure", {"class": "checker-flow"})
            figure.append(picture(steps(found, words), found.policy.groups, name, words, name))

    def _add_clauses(self, main: Element, state: State) -> None:
        add(main, "h2", {"id": "clauses"}, "Rules by clause")
        for name, ledger in state.ledgers.items():
            folded = add(main, "details")
            add(folded, "summary", {}, f"{name}: {len(ledger.clauses[ledger.original])} clauses")
            listed = add(folded, "dl")
            for clause in ledger.clauses[ledger.original].values():
                add(listed, "dt", {}, f"{clause.id}: {clause.text}")
                for each in ledger.reviews:
                    if each.clause == clause.id and not each.is_translation:
                        add(listed, "dd", {}, _resting(ledger, each))


def _resting(ledger: Ledger, review: Review) -> str:
    said = "; ".join(resting(ledger.file, review.use))
    return f"{review.use} ({review.place}){': ' if said else ''}{said}"


def _left(state: State) -> Iterator[str]:
    for name, problems in state.broken.items():
        yield from (f"{name}: {each}" for each in problems)
    yield from map(str, state.others)
    for ledger in state.ledgers.values():
        for each in ledger.pending():
            yield f"{each.use}: {each.state}; checker review {ledger.policy}/{each.clause}"
        yield from _weak(ledger)
    yield from due_soon((ledger.file for ledger in state.ledgers.values()), today())


def _weak(ledger: Ledger) -> Iterator[str]:
    """Clauses that a language lacks, and options of which we know too few words that people say."""
    for language in LANGUAGES:
        for name in ledger.clauses[ledger.original].keys() - ledger.clauses[language].keys():
            yield f"{ledger.policy}/{name}: no text in {language}"
    try:
        found = few_words(ledger.file.policy.source.path)
    except AuthoringError:
        return
    for language, options in found.items():
        yield f"{ledger.policy}: too few search words in {language} for {', '.join(options)}"


def _cells(ledger: Ledger, language: str) -> list[str]:
    """Of the vendor's own language, the rules; of the others, the translations."""
    own, file = language == ledger.original, ledger.file
    found = [each for each in ledger.reviews if (not each.is_translation if own else each.use == language)]
    stale, missing = (sum(each.state in states for each in found) for states in ((STALE, EDITED), (MISSING,)))
    clauses, days = len(ledger.clauses[language]), [file.checked_on, file.check_again_by] if own else ["", ""]
    language = f"{language} (rules)" if own else language
    return [ledger.policy, file.version, language, str(clauses), str(stale), str(missing), *days]


def _add_list(parent: Element, lines: Iterable[str], kind: str) -> None:
    listed = add(parent, "ul", {"class": kind})
    for each in lines:
        add(listed, "li", {}, each)


def _sources(root: Path) -> Iterator[Path]:
    """What verdicts are made of."""
    yield from (root / "checker" / "policies").glob("*.yaml")
    yield from (root / "docs").rglob("*.md")


def _difference(root: Path) -> str:
    """The report as text, or why there is none: nobody waits for this."""
    try:
        new = read_edition(str(root), root)
        broken = "".join(f"{name} cannot be compiled.\n" for name in new.broken)
        return broken + markdown(report(read_released(root), new, today()))
    except Exception as error:  # whatever it is, the next save may mend it
        return f"It could not be worked out: {error}"


def _flows() -> str:
    """The rules of the site's style that are about the picture."""
    css = FLOWS.read_text(encoding="utf-8")
    rules = [each for each in css.split("}\n") if ".checker-flow" in each or "--status-covered:" in each]
    return escape("".join(f"{each}}}\n" for each in rules if "@media" not in each), quote=False)
