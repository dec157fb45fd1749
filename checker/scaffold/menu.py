"""Additions to `nav` in mkdocs.yml, as text: the rest of the file stays as it is."""

import re

from checker.scaffold.yaml_text import quoted

HOW_WE_WORK = "How we work"
OF_READERS, OF_OURS = ("index",), ("reading", "tables", "evidence", "changes")
"""The pages of a policy that every one has: first, and below “How we work”."""


def with_policy(settings: str, policy: str, vendor: str) -> str:
    """The settings with a section for the policy, behind those of the others."""
    lines = [f"  - {quoted(vendor)}:", *(f"      - {policy}/{page}.md" for page in OF_READERS)]
    lines += [f"      - {HOW_WE_WORK}:", *(f"          - {policy}/{page}.md" for page in OF_OURS)]
    others = list(re.finditer(r"^  - [^\n]+:\n(?: {6,}[^\n]*\n)+", _menu(settings), re.MULTILINE))
    of_policies = [each for each in others if re.search(r"/index\.md$", each[0], re.MULTILINE)]
    at = _start(settings) + (of_policies[-1].end() if of_policies else 0)
    return settings[:at] + "\n".join([*lines, ""]) + settings[at:]


def with_page(settings: str, policy: str, page: str) -> str:
    """The settings with a page: the last of a policy's own ones, or in the last section if it is nobody's."""
    if policy:
        found = list(re.finditer(rf"^ {{6}}- {re.escape(policy)}/[\w-]+\.md\n", settings, re.MULTILINE))
    else:
        found = list(re.finditer(r"^ {6}- [\w-]+\.md\n", settings, re.MULTILINE))
    return (
        f"{settings[: found[-1].end()]}      - {policy}{'/' if policy else ''}{page}.md\n{settings[found[-1].end() :]}"
    )


def _start(settings: str) -> int:
    return settings.index("\nnav:\n") + len("\nnav:\n")


def _menu(settings: str) -> str:
    found = re.match(r"(?: +[^\n]*\n)+", settings[_start(settings) :])
    return found[0] if found else ""
