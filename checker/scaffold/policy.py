"""A new policy: a draft with a small policy that is whole, to be replaced text by text by what the vendor says."""

from datetime import date
from pathlib import Path
from string import Template

from dateutil.relativedelta import relativedelta

from checker.core.model.words import Words
from checker.scaffold.made import Made
from checker.scaffold.menu import with_policy
from checker.scaffold.page_text import policy_pages

TEMPLATES = Path(__file__).parent / "templates"
COMPARED_EVERY = relativedelta(months=6)


def new_policy(root: Path, name: str, vendor: str, words: dict[str, Words], today: date) -> Made:
    """Write the policy file, its pages in every language, its worked cases and its place in the menu."""
    made = Made()
    values = {"policy": name, "vendor": vendor, "version": f"{today:%Y.%m}", "today": str(today)}
    values["later"] = str(today + COMPARED_EVERY)
    for template, path in (
        ("policy", root / "checker" / "policies" / f"{name}.yaml"),
        ("cases", root / "tests" / "cases" / f"{name}.yaml"),
    ):
        text = (TEMPLATES / f"{template}.yaml").read_text(encoding="utf-8")
        made.write(path, Template(text).substitute(values))
    for language, spoken in words.items():
        for page, text in policy_pages(vendor, spoken).items():
            made.write(root / "docs" / language / name / f"{page}.md", text)
    settings = root / "mkdocs.yml"
    made.write(settings, with_policy(settings.read_text(encoding="utf-8"), name, vendor))
    made.next_steps += [
        f"Look at it: make serve, then open /{name}/ and /checker/#{name}.",
        f"Prove it, after each change: checker verify {name}.",
        f"Once the texts are right, compare them with the vendor's, page by page: checker review {name}.",
        "To publish it as more than a draft, follow “A new policy” in CONTRIBUTING.md from its second step.",
    ]
    return made
