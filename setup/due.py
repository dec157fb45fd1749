"""Lists, as Markdown, the policies that are to be compared with the vendor's text on a day: python3 setup/due.py DAY.

It needs nothing but Python, so that the workflow that opens an issue installs nothing. It prints nothing where none is
due, and fails only where a policy file has no such day.
"""

import re
import sys
from pathlib import Path

AGAIN = re.compile(r"^check_again_by: *[\"']?(\d{4}-\d\d-\d\d)", re.MULTILINE)


def due(folder: Path, day: str) -> list[str]:
    """A line for each policy in the folder whose day has come."""
    days = {path.stem: AGAIN.search(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))}
    if unset := [name for name, found in days.items() if not found]:
        sys.exit(f"{folder}: no “check_again_by” in {', '.join(unset)}")
    return [
        f"- **{name}** was to be compared by {found[1]}: save the vendor's page, then run"
        f" `checker source {name} --file page.html` (CONTRIBUTING.md, “Compare with the vendor's text”)."
        for name, found in days.items()
        if found and found[1] <= day
    ]


if __name__ == "__main__":
    print("".join(f"{line}\n" for line in due(Path("checker/policies"), sys.argv[1])), end="")
