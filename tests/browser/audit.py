"""What axe-core finds wrong on a page, in whatever state the page is."""

from functools import cache

from playwright.sync_api import Page

from checker.places import ROOT

OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@cache
def axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """One line for each element that breaks a rule of WCAG 2.2 AA or of good practice."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe())
    result = page.evaluate("options => axe.run(document, options)", OPTIONS)
    assert len(result["passes"]) > 10, "axe saw no page"
    return [
        f"{each['id']}: {node['target']} {node['html'][:120]}"
        for each in result["violations"]
        for node in each["nodes"]
    ]
