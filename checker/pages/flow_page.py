"""The page of a policy that says how its questions follow: a picture, then the same as a list."""

from collections.abc import Sequence

from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.core.words.labels import heading
from checker.pages.flow_picture import picture
from checker.pages.question_flow import Step, steps
from checker.pages.worked import Worked
from checker.policy.markup import Element, add, append, html, plain


def flow_text(worked: Worked, words: Words) -> str:
    """The picture and the list of the policy's questions in HTML."""
    policy, found = worked.policy, steps(worked, words)
    below = plain(words.gettext("The questions as a list"))
    title = words.format(words.gettext("{policy}: how the questions follow"), policy=words.gettext(policy.title))
    figure = Element("figure", {"class": "checker-flow"})
    figure.append(picture(found, policy.groups, title, words))
    return "\n\n".join([html(figure), f"## {below} {{ #questions-listed }}", html(_listed(policy, found, words))])


def _listed(policy: Policy, found: Sequence[Step], words: Words) -> Element:
    listed = Element("ol", {"class": "checker-questions"})
    for step in found:
        item = add(listed, "li", {"id": f"question-{step.fact.id}"})
        add(item, "strong", {}, words.gettext(step.fact.question))
        for line in _lines(policy, step, found, words):
            append(item, " ")
            add(item, "span", {}, line)
    return listed


def _lines(policy: Policy, step: Step, found: Sequence[Step], words: Words) -> list[str]:
    """What is so of a question, a sentence each: when and together with what it is asked, what ends there."""
    _, fact = words.gettext, step.fact
    asked = words.format(_("Asked only if {condition}."), condition=step.when) if step.when else _("Always asked.")
    lines = [asked]
    if fact.group:
        group = words.quoted(_(policy.groups[fact.group].title))
        lines.append(words.format(_("Asked together: {group}"), group=group) + ".")
    for status, answers in step.ends.items():
        said = words.format(_("{status} at once:"), status=heading(status, words))
        lines.append(f"{said} {'; '.join(answers)}.")
    follow = [words.quoted(_(each.fact.label)) for each in found if fact.id in each.after]
    if follow:
        lines.append(
            words.format(_("The answer decides whether the checker asks: {labels}."), labels=", ".join(follow))
        )
    return lines
