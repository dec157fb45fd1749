"""The pages that every policy has and what a new one begins with, in the words of each language."""

from collections.abc import Mapping

from checker.core.model.words import Words, _
from checker.languages import WRITTEN_IN
from checker.policy.untranslated import MARK

Page = tuple[str, str, str]
"""Title, description and body, each a message with the field {vendor}."""

FRONT: Page = (
    _("{vendor} support policy"),
    _("What the support of {vendor} covers, and how to reach it."),
    "",
)
ABOUT = _("Say in a sentence or two what the {vendor} policy is about.")
SECTIONS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "covered",
        _("What is covered"),
        (
            ("scope", _("{vendor} supports its own products.")),
            ("other-makers", _("{vendor} does not help with products of other makers.")),
            ("restart-first", _("Restart the product before you ask {vendor} for help.")),
        ),
    ),
    (
        "reach",
        _("How to reach support"),
        (
            ("by-email", _("You can write to the support of {vendor}.")),
            ("by-phone", _("With the Premium plan you can call the support of {vendor}.")),
        ),
    ),
)
READINGS = (
    (_("What is covered"), _("Say how the checker reads this part of the policy:"), "scope"),
    (_("How to reach support"), _("Say how the checker reads this part of the policy:"), "by-email"),
)
READING: Page = (
    _("{vendor}: how we read this policy"),
    _("Where the {vendor} support policy leaves room, this page says how the checker reads it."),
    "",
)
OURS: Mapping[str, Page] = {
    "tables": (
        _("{vendor}: tables"),
        _("What the {vendor} support policy says, in tables that work without JavaScript and on paper."),
        _("Each cell is true whatever your other answers are. Open a cell to see why, and what it depends on."),
    ),
    "evidence": (
        _("{vendor}: how each clause is applied"),
        _("How each clause of the {vendor} support policy is applied, with an example for the checker."),
        _("For each clause of this policy, this page says what the checker makes of it and when."),
    ),
    "changes": (
        _("{vendor}: what changed"),
        _("The versions of our rules for the {vendor} support policy, and the verdicts that changed."),
        _("Each version of our rules for this policy is listed here, the newest first."),
    ),
}
HEADS = {"tables": "template: tables.html\nhide:\n  - navigation\n  - toc\n"}


def policy_pages(vendor: str, words: Words) -> dict[str, str]:
    """By name, the pages of a new policy in a language; what is to be written has its sign."""

    def say(message: str) -> str:
        return words.format(words.gettext(message), vendor=vendor)

    readings = [
        f"## {number}. {say(title)} {{ #reading-{number} }}\n\n{MARK} {say(said)} [{say(title)}](index.md#{clause})."
        for number, (title, said, clause) in enumerate(READINGS, start=1)
    ]
    sections = [
        f"## {say(title)} {{ #{name} }}\n\n"
        + "\n".join(f"- {MARK} {say(text)}\n  {{ #{clause} }}" for clause, text in clauses)
        for name, title, clauses in SECTIONS
    ]
    is_known = words.language == WRITTEN_IN or words.gettext(ABOUT) != ABOUT
    head = "" if is_known else f"lang: {WRITTEN_IN}\n"
    return {
        "index": page_text(say(FRONT[0]), say(FRONT[1]), "\n\n".join([f"{MARK} {say(ABOUT)}", *sections]), head),
        "reading": page_text(say(READING[0]), say(READING[1]), "\n\n".join(readings), head),
        **{name: _ours(name, [say(each) for each in page], head) for name, page in OURS.items()},
    }


def page_text(title: str, description: str, body: str, head: str = "") -> str:
    """A page; `head` has further lines of its head."""
    return f'---\ntitle: "{title}"\ndescription: "{description}"\n{head}---\n\n# {title}\n\n{body}\n'


def _ours(name: str, page: list[str], head: str) -> str:
    title, description, body = page
    head += f"search:\n  exclude: true\n{HEADS.get(name, '')}"
    return page_text(title, description, f"{body}\n\n{{{{ {name} }}}}", head)
