"""A new language, as a draft: its line in the table, its settings, its pages as they are in English, its catalogue."""

import re
import shutil
from pathlib import Path

from babel import Locale
from babel.core import get_global

from checker.languages import LANGUAGES, WRITTEN_IN, Language
from checker.policy.untranslated import MARK
from checker.scaffold.made import Made
from checker.scaffold.menu import HOW_WE_WORK
from checker.scaffold.messages import new_catalogue

SETTINGS = """\
        - locale: {code}
          name: {name}
          build: true
          site_description: {mark} {description}
          nav_translations:
            About: {mark} About
            {how}: {mark} {how}
          copyright: {mark} Independent of the vendors. Trademarks belong to their owners.
"""
SCHEMAS = ("policy.schema.json", "words.schema.json")


def suggested(code: str, locale: str) -> Language:
    """The language as CLDR knows it; `locale` is whose dates and numbers it writes."""
    found, likely = Locale.parse(locale), Locale.parse(get_global("likely_subtags").get(code, code))
    country = found.territory or likely.territory or code.upper()
    return Language(code, str(Locale.parse(code).get_language_name(code)).capitalize(), f"{code}_{country}", locale, 1)


def new_language(root: Path, language: Language) -> Made:
    """Write everything that the site needs to be built in this language too."""
    made = Made()
    table = root / "checker" / "languages.py"
    made.write(table, _with_line(table.read_text(encoding="utf-8"), language))
    settings = root / "mkdocs.yml"
    made.write(settings, _with_settings(settings.read_text(encoding="utf-8"), language))
    for name in SCHEMAS:
        schema = root / "checker" / "policies" / name
        made.write(schema, _with_code(schema.read_text(encoding="utf-8"), language.code))
    catalogue = new_catalogue(root, language.code)
    head = catalogue.read_text(encoding="utf-8").replace('\nmsgstr ""\n', '\nmsgstr ""\n"X-Status: draft\\n"\n', 1)
    made.write(catalogue, head.replace("#, fuzzy\nmsgid", "msgid", 1))
    _copy_pages(root / "docs", language.code, made)
    made.next_steps += [
        f"Look at it: make serve, then open /{language.code}/.",
        f"Translate page by page, docs/{language.code}/glossary.md first: remove “lang: {WRITTEN_IN}” from each.",
        f"Translate the catalogue: {catalogue}.",
        "See what is left: checker status.",
        f"At the end, compare each clause (checker review), and remove the line “X-Status: draft” from {catalogue}.",
    ]
    return made


def _with_line(table: str, language: Language) -> str:
    line = f'        Language("{language.code}", "{language.name}", "{language.country}", "{language.formats}", '
    line += f"{language.minimum_grouping}),\n"
    end = table.index("    )\n}\nLANGUAGES")
    return table[:end] + line + table[end:]


def _with_settings(settings: str, language: Language) -> str:
    description = re.search(r"^site_description: (.+)$", settings, re.MULTILINE)
    block = SETTINGS.format(
        code=language.code,
        name=language.name,
        mark=MARK,
        how=HOW_WE_WORK,
        description=description[1] if description else language.name,
    )
    last = list(re.finditer(r"^ {8}- locale: \w+\n(?: {10,}[^\n]*\n)+", settings, re.MULTILINE))[-1]
    return settings[: last.end()] + block + settings[last.end() :]


def _with_code(schema: str, code: str) -> str:
    """The schema with the language wherever it lists them all, or has an entry for each."""
    listed = ", ".join(f'"{each}"' for each in LANGUAGES)
    schema = schema.replace(f'"enum": [{listed}]', f'"enum": [{listed}, "{code}"]')
    return re.sub(rf'(\s*)"{LANGUAGES[-1]}": (\{{"\$ref": "[^"]+"\}})', rf'\g<0>,\1"{code}": \2', schema)


def _copy_pages(docs: Path, code: str, made: Made) -> None:
    for source in sorted((docs / WRITTEN_IN).rglob("*")):
        target = docs / code / source.relative_to(docs / WRITTEN_IN)
        if source.suffix == ".md":
            made.write(target, untranslated(source.read_text(encoding="utf-8"), WRITTEN_IN))
        elif source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)


def untranslated(page: str, language: str) -> str:
    """The page with a line in its head that names the language that it is still in."""
    return page.replace("\n---\n", f"\nlang: {language}\n---\n", 1)
