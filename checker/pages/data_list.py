"""The list of the site's data for others, on the page about it: links to the files of each policy."""

from collections.abc import Iterable

from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.policy.markup import Element, add, append, html

FOLDER = "data/v1"
"""Where the data is, from the site's root."""


def data_list(policies: Iterable[Policy], words: Words, root: str) -> str:
    """A table in HTML, with a row for each policy; `root` leads from the page to the site's root."""
    _ = words.gettext
    found = Element("table")
    head = add(add(found, "thead"), "tr")
    for text in (_("Policy"), _("Rules and clauses"), _("Decision tables")):
        add(head, "th", {"scope": "col"}, text)
    body = add(found, "tbody")
    for policy in policies:
        row, tables = add(body, "tr"), f"{policy.id}.{words.language}"
        add(row, "th", {"scope": "row"}, words.gettext(policy.title))
        _add_link(add(row, "td"), root, "policies", f"{policy.id}.json")
        cell = add(row, "td")
        if policy.tables:
            _add_link(cell, root, "tables", f"{tables}.csv")
            append(cell, ", ")
            _add_link(cell, root, "tables", f"{tables}.json")
    return html(found) + _others(words, root)


def _add_link(parent: Element, root: str, folder: str, file: str) -> None:
    add(parent, "a", {"href": f"{root}{FOLDER}/{folder}/{file}"}, file)


def _others(words: Words, root: str) -> str:
    """What is about all policies."""
    _ = words.gettext
    found = Element("ul")
    named = {
        "index.json": _("What data there is, with the licence and the promise"),
        "openapi.json": _("The addresses, as OpenAPI describes them"),
        "schema/index.json": _("The schema of the list"),
        "schema/policy.json": _("The schema of a policy"),
        "schema/table.json": _("The schema of decision tables"),
    }
    for name, text in named.items():
        line = add(found, "li")
        add(line, "a", {"href": f"{root}{FOLDER}/{name}"}, name)
        append(line, f": {text}")
    return "\n\n" + html(found)
