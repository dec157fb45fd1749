"""What the pages of a policy say about how up to date they are."""

from collections.abc import Iterator
from typing import Any

from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.core.words.freshness import checked_text, is_overdue, overdue_text
from checker.library.opened import Library
from checker.moment import build_day


def page_notices(library: Library, policy: Policy, words: Words, url: str) -> dict[str, Any]:
    """For templates: the dates in words, whether they have passed, and the stale clauses of the page at `url`."""
    return {
        "checked": checked_text(policy, words),
        "overdue": is_overdue(policy, build_day()),
        "overdue_text": overdue_text(policy, words),
        "stale": list(_stale(library, policy, words, url)),
    }


def _stale(library: Library, policy: Policy, words: Words, url: str) -> Iterator[dict[str, str]]:
    """The translated clauses on the page whose source has changed, each with the link to that."""
    originals = library.words[policy.source_language].clauses[policy.id]
    for name, clause in words.clauses[policy.id].items():
        if clause.stale and clause.href.partition("#")[0] == url:
            yield {"id": name, "text": clause.text, "source": originals[name].href}
