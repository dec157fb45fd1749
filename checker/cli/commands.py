"""What the commands do, each with the options that it was given; the status that they exit with is given back."""

import argparse
import json
import sys
from datetime import datetime
from typing import Any

from checker.cli import inputs
from checker.cli.exits import DONE
from checker.cli.find import index_of
from checker.cli.terminal import print_view
from checker.core.engine.answers import class_of
from checker.core.engine.attention import attention, promises
from checker.core.engine.decide import decide
from checker.core.model.desk import desk
from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.core.request import read_json
from checker.core.words.desk_view import promise_document, promise_text, state_document, state_text
from checker.core.words.draft import drafts
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import view
from checker.library.shelf import Shelf
from checker.moment import today


def run_ask(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Ask in the terminal, then print the verdict."""
    policy, spoken = inputs.pick_policy(shelf, options.policy)
    words = spoken[words.language]
    inputs.check_terminal()
    from checker.cli.dialogue import ask  # takes longer to import than any other command to run

    _warn_of_draft(shelf, policy.id, words)
    day = today()
    index = index_of(shelf.library(policy.id), policy.id, words.language)
    print_view(view(decide(policy, ask(policy, words, day, index), day), words), words)
    return DONE


def run_check(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Print one verdict."""
    policy, spoken = inputs.pick_policy(shelf, options.policy)
    words = spoken[words.language]
    _warn_of_draft(shelf, policy.id, words)
    answers = read_json(inputs.read_text(options.answers))
    verdict = decide(policy, answers, inputs.as_day(options.today))
    found = drafts(verdict, words.language, spoken) if options.draft else []
    if options.json:
        extra = {"drafts": found} if options.draft else {}
        print(json.dumps({**document(verdict, words), **extra}, ensure_ascii=False, indent=2))
    else:
        print_view(view(verdict, words), words)
        _print_drafts(found, words)
    return DONE


def _warn_of_draft(shelf: Shelf, policy: str, words: Words) -> None:
    """Nobody may take what a draft says for what the vendor says."""
    if shelf.is_draft(policy):
        template = words.gettext("{policy} is a draft: do not rely on it until it has been reviewed and translated.")
        print(words.format(template, policy=policy), file=sys.stderr)


def _print_drafts(found: list[dict[str, Any]], words: Words) -> None:
    """Where to send them, then each after a line."""
    if found and found[0]["channel"]:
        label = words.gettext("Where to send it")
        print(f"\n{label}: {found[0]['channel']}")
    for each in found:
        print(f"\n---\n\n{each['text']}", end="")


def run_desk(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Print whether the desk is open."""
    policy, spoken = inputs.pick_policy(shelf, options.policy)
    words, clock = spoken[words.language], inputs.pick_desk(shelf, policy)
    moment = inputs.as_moment(options.at)
    class_of(policy, policy.fact(clock.plan), options.plan, moment.date())
    answers = read_json(inputs.read_text(options.answers)) if options.answers else {}
    verdict = decide(policy, {**answers, clock.plan: options.plan}, moment.date())
    attended = attention(verdict, clock, options.plan)
    state = desk(clock, attended.hours, moment)
    if options.json:
        print(json.dumps(state_document(state), indent=2))
    else:
        own = None if options.at else datetime.astimezone
        print(state_text(policy, attended, moment, words, own))
        _print_clause(policy, state.clause, words)
    return DONE


def run_due(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Print by when an answer is promised at the latest, or why not."""
    policy, spoken = inputs.pick_policy(shelf, options.policy)
    words, moment = spoken[words.language], inputs.as_moment(options.at)
    verdict = decide(policy, read_json(inputs.read_text(options.answers)), moment.date())
    found = promises(verdict, moment)
    if options.json:
        print(json.dumps([promise_document(each) for each in found], indent=2))
        return DONE
    if not found:
        print(words.gettext("In this case, the policy does not promise a response time."))
    for each in found:
        print(promise_text(policy, each, moment, words, None if options.at else datetime.astimezone))
        if each.clause:
            _print_clause(policy, each.clause, words)
    return DONE


def _print_clause(policy: Policy, name: str, words: Words) -> None:
    clause = words.clauses[policy.id][name]
    print(f"{clause.text} ({clause.href})")
