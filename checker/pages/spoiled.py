"""Pages that Markdown takes as they are, though they say something else than was meant, or not in every language."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from checker.languages import LANGUAGES, WRITTEN_IN
from checker.library.translations import is_draft_language
from checker.pages.markers import ANYWHERE, MARKER, ON_POLICY_PAGES
from checker.policy.conflicts import conflict_problems
from checker.policy.english import reads_english
from checker.policy.markup import Element
from checker.policy.pages import element_text, page_tree
from checker.policy.problems import Place, Problem
from checker.policy.untranslated import page_language

LONELY_ID = re.compile(r"^[ \t]*\n[ \t]*\{ *#(?P<name>[\w-]+) *\}[ \t]*$", re.MULTILINE)
WRONG_ID = re.compile(r"\( ?#(?P<name>[\w-]+) ?\)[ \t]*$|(?<!\{)\{ ?(?P<bare>[a-z0-9-]+) ?\}(?!\})", re.MULTILINE)
NO_WORDS = re.compile(r"!\[\s*\]\(")
HEADING = re.compile(r"^#{1,6} .*\{[^}\n]*#([\w-]+)[^}\n]*\}", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
BLOCKS = ("p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3")


def spoiled_problems(docs: Path) -> Iterator[Problem]:
    """Everything on the pages below `docs` that Markdown would print as it is, and what a language lacks."""
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in sorted(docs.rglob("*.md"))}
    for page, text in texts.items():
        yield from conflict_problems(page, text)
        yield from _written_wrongly(page, CODE.sub(lambda code: re.sub("[^\n]", " ", code[0]), text))
        language = page.relative_to(docs).parts[0]
        if language not in (WRITTEN_IN, page.name) and not is_draft_language(docs.parent, language):
            yield from _english(page, text)
    for name in sorted({"/".join(path.relative_to(docs).parts[1:]) for path in texts}):
        yield from _lacking(
            {page: texts[page] for each in LANGUAGES if (page := docs / each / name) in texts},
        )


def _written_wrongly(page: Path, text: str) -> Iterator[Problem]:
    for found in LONELY_ID.finditer(text):
        place = Place.at(page, text, found.end() - len(found[0].lstrip()))
        yield Problem(place, f"The id “{found['name']}” stands below nothing.", "Remove the empty line above it.")
    for found in WRONG_ID.finditer(text):
        place, name = Place.at(page, text, found.start()), found["name"] or found["bare"]
        is_marker = name in (*ANYWHERE, *ON_POLICY_PAGES)
        what, right = ("marker", f"{{{{ {name} }}}}") if is_marker else ("id", f"{{ #{name} }}")
        yield Problem(place, f"The {what} “{name}” is written wrongly.", f"Write {right}.")
    for found in NO_WORDS.finditer(text):
        yield Problem(Place.at(page, text, found.start()), "The picture has no words.", "Write ![what it shows](file).")
    heads = list(re.finditer(r"^# ", text, re.MULTILINE))
    for found in heads[1:]:
        yield Problem(Place.at(page, text, found.start()), "The page has a title already.", "Write ## for a section.")


def _lacking(pages: dict[Path, str]) -> Iterator[Problem]:
    """Markers and ids of headings that a page has in one language, and not in another."""
    kinds = {"marker": MARKER, "id of a heading": HEADING}
    for kind, pattern in kinds.items():
        found = {page: Counter(pattern.findall(text)) for page, text in pages.items()}
        for page, own in found.items():
            for other, theirs in found.items():
                for name in theirs - own:
                    place = Place.at(other, pages[other], pages[other].index(name))
                    what = f"The {kind} “{name}” is missing, which stands at {place}."
                    yield Problem(Place(page), what, "Let the languages have the same.")


def _english(page: Path, text: str) -> Iterator[Problem]:
    """Blocks of a translated page that are still in English."""
    try:
        root = page_tree(text)
    except ElementTree.ParseError:
        return
    for block in () if page_language(text) else _blocks(root):
        if reads_english(element_text(block)):
            first = " ".join(element_text(block).split()[:4])
            yield Problem(_place(page, text, first), f"“{first} …” is still in English.", "Translate it.")


def _blocks(element: Element) -> Iterator[Element]:
    """Those in the page's own language."""
    for child in element:
        if "lang" not in child.attrib:
            if child.tag in BLOCKS:
                yield child
            yield from _blocks(child)


def _place(page: Path, text: str, words: str) -> Place:
    start = next((at for size in (4, 2, 1) if (at := text.find(" ".join(words.split()[:size]))) >= 0), 0)
    return Place.at(page, text, start)
