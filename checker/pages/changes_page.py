"""The pages that say what changed: of a policy with its clauses before and now and its verdicts, of all in short."""

from collections.abc import Mapping

from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.diff.history import History, Release
from checker.pages.releases_in_words import anchor, heading, page_of, summary
from checker.pages.step_parts import StepParts
from checker.policy.markup import Element, add, append, html, plain


def policy_changes(policy: Policy, history: History, titles: Mapping[str, str], words: Words, root: str) -> str:
    """The Markdown for the page of a policy, the newest version first; `root` leads to the site's root.

    `titles` are those of the policy's pages, by their addresses from there.
    """
    blocks = [html(_subscribe(policy.id, words, root))]
    for release in reversed(history.releases):
        blocks.append(f"## {plain(heading(release, words))} {{ #{anchor(release.policy.version)} }}")
        blocks.append(plain(summary(history, release, words)))
        step = history.step_to(release.policy.version)
        blocks += map(html, StepParts(policy, step, titles, words, root).made()) if step else []
    if not history.releases:
        blocks.append(plain(words.gettext("No version of these rules has been released yet.")))
    return "\n\n".join(blocks)


def all_changes(histories: Mapping[str, History], words: Words, root: str) -> str:
    """The Markdown for the page of all policies: every version in short, the newest first."""
    listed = Element("ul", {"class": "checker-releases"})
    for name, release in newest_first(histories):
        address = f"{root}{page_of(name, words.language)}#{anchor(release.policy.version)}"
        item = add(listed, "li")
        add(item, "a", {"href": address}, f"{words.gettext(release.policy.title)}: {heading(release, words)}")
        append(item, f". {summary(histories[name], release, words)}")
    return f"{html(_subscribe('', words, root))}\n\n{html(listed)}"


def newest_first(histories: Mapping[str, History]) -> list[tuple[str, Release]]:
    """Every release with the id of its policy; those of one day in the order of the policies."""
    found = [(name, release) for name, history in histories.items() for release in reversed(history.releases)]
    return sorted(found, key=lambda each: each[1].day, reverse=True)


def _subscribe(policy: str, words: Words, root: str) -> Element:
    """Links to the feed, and to the calendar of a policy."""
    _ = words.gettext
    line = Element("p", {"class": "checker-subscribe"})
    feed = f"{root}feeds/{policy or 'all'}.{words.language}.atom"
    add(line, "a", {"href": feed, "type": "application/atom+xml"}, _("Follow the changes (Atom feed)"))
    if policy:
        append(line, " · ")
        calendar = f"{root}calendar/{policy}.{words.language}.ics"
        add(line, "a", {"href": calendar, "type": "text/calendar"}, _("Dates of this policy (calendar file)"))
    return line
