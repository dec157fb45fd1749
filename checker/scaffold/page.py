"""A new page, in every language: those for which there is no text yet have the page as the original has it."""

from collections.abc import Mapping
from pathlib import Path

from checker.core.model.words import Words, _
from checker.languages import WRITTEN_IN
from checker.policy.untranslated import MARK
from checker.scaffold.made import Made
from checker.scaffold.menu import with_page
from checker.scaffold.page_text import page_text

DESCRIPTION = _("Say in one sentence what this page is about.")
BODY = _("Write the page here. CONTRIBUTING.md says how clauses get their ids.")


def new_page(root: Path, policy: str, name: str, titles: Mapping[str, str], words: Mapping[str, Words]) -> Made:
    """Write the page into the folder of a policy, or of no policy if `policy` is empty, and into the menu."""
    made = Made()
    for language, spoken in words.items():
        folder = root / "docs" / language / policy
        if folder.exists():
            made.write(folder / f"{name}.md", _page(titles, language, spoken))
    settings = root / "mkdocs.yml"
    made.write(settings, with_page(settings.read_text(encoding="utf-8"), policy, name))
    address = f"/{policy}/{name}/" if policy else f"/{name}/"
    made.next_steps.append(f"Look at it: make serve, then open {address}.")
    return made


def _page(titles: Mapping[str, str], language: str, words: Words) -> str:
    description, body = words.gettext(DESCRIPTION), words.gettext(BODY)
    if language in titles and (language == WRITTEN_IN or body != BODY):
        return page_text(titles[language], f"{MARK} {description}", f"{MARK} {body}")
    title = titles.get(language, titles[WRITTEN_IN])
    return page_text(title, f"{MARK} {DESCRIPTION}", f"{MARK} {BODY}", f"lang: {WRITTEN_IN}\n")
