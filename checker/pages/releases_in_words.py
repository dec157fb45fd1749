"""A policy's releases in one language: their names and days, and what each changed in a sentence."""

from dataclasses import dataclass, replace

from checker.core.model.words import Words
from checker.diff.history import History, Release, Step
from checker.languages import language_root

PAGE = "changes/"


@dataclass(frozen=True)
class Texts:
    """A clause before and after; None where a version does not have it."""

    clause: str
    before: str | None
    now: str | None


def changed_texts(step: Step, language: str) -> list[Texts]:
    """The clauses that read differently in that language, in their order; those that are gone come last."""
    before, now = step.before.texts.get(language, {}), step.after.texts.get(language, {})
    names = dict.fromkeys([*now, *before])
    return [Texts(name, before.get(name), now.get(name)) for name in names if before.get(name) != now.get(name)]


def anchor(version: str) -> str:
    """The id of a version on the page of its policy."""
    return f"version-{version.replace('.', '-')}"


def page_of(policy: str, language: str) -> str:
    """The address of the page that says what changed, from the site's root; of all policies where `policy` is empty."""
    return language_root(language) + (f"{policy}/" if policy else "") + PAGE


def heading(release: Release, words: Words) -> str:
    """The version and its day."""
    template = words.gettext("Version {version}, {date}")
    return words.format(template, version=release.policy.version, date=words.date(release.day))


def summary(history: History, release: Release, words: Words) -> str:
    """What the release changed, in a sentence or two."""
    step = history.step_to(release.policy.version)
    if step is None:
        return words.gettext("The first version of these rules.")
    return " ".join([_clauses_said(len(changed_texts(step, words.language)), words), _verdicts_said(step, words)])


def with_messages(words: Words, *releases: Release) -> Words:
    """The words as these releases said them: the catalogues do not have all of them any more. The last wins."""
    said = {text: kept for each in releases for text, kept in each.messages.get(words.language, {}).items()}
    return replace(words, messages=said)


def _clauses_said(count: int, words: Words) -> str:
    if not count:
        return words.gettext("No clause reads differently.")
    template = words.ngettext("{count} clause reads differently.", "{count} clauses read differently.", count)
    return words.format(template, count=words.number(count))


def _verdicts_said(step: Step, words: Words) -> str:
    changed = step.changes["changed"]
    if not changed:
        return words.gettext("No verdict changes.")
    template = words.ngettext(
        "Of {all} possible sets of answers, {count} gets a different verdict.",
        "Of {all} possible sets of answers, {count} get a different verdict.",
        changed,
    )
    return words.format(template, all=words.number(step.changes["answer_sets"]), count=words.number(changed))
