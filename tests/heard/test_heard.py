"""With a screen reader and a keyboard, from the choice of the policy to the verdict: what is heard, and what is not."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from answers import Answers
from patience import PATIENCE, UNHURRIED
from playwright.sync_api import Page, Playwright, expect
from shared import TODAY, strict

from checker.core.engine.decide import decide
from checker.core.model.policy import Fact, Policy
from checker.core.model.words import Words
from checker.core.words.labels import heading
from checker.core.words.verdict_view import view
from checker.languages import WRITTEN_IN
from checker.library.opened import Library
from heard.screen_reader import ScreenReader, is_in_use, lacking, screen_reader, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANSWERS: Answers = {"issue": "ip-phone", "role": "partner", "partner_tier": "bronze", "phone_status": "supported"}
ANSWERS |= {"phone_uses_stun": True}
"""All but the issue are the first of their answers: Tab leads there, without arrows, which Orca may keep to itself."""
OWN_WORDS = {"en": "cordless phone", "es": "telefono inalambrico", "it": "telefono cordless"}
"""What somebody types who has that issue."""
FLAGS = ["--app=data:,", "--force-renderer-accessibility", "--no-sandbox", "--test-type", "--disable-gpu"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
LEAVE = "() => { globalThis.left = document.activeElement; }"
IS_LEFT = "() => document.activeElement !== globalThis.left"
SEARCH = ".md-search__input"
OWN = '[id$=".issue-words"]'
STOPS = 60

expect.set_options(timeout=PATIENCE)


@dataclass
class Visitor:
    """Somebody who uses the page by keyboard, and knows of it what is said."""

    page: Page
    reader: ScreenReader
    words: Words
    policy: Policy

    def say(self, message: str) -> str:
        """A message in the visitor's language."""
        return self.words.gettext(message)

    def tab_to(self, selector: str, *words: str) -> None:
        """Go on to an element, and hear these words."""
        for _ in range(STOPS):
            if self.page.locator(selector).and_(self.page.locator(":focus")).count():
                return self.reader.hear(*words)
            self.move("Tab")
        raise AssertionError(f"Tab does not lead to {selector}")

    def move(self, key: str) -> None:
        """Press a key that leads elsewhere on the page."""
        self.page.evaluate(LEAVE)
        self.reader.press(key)
        until(lambda: self.page.evaluate(IS_LEFT), lambda: f"{key} leads nowhere")

    def go_on(self, *words: str) -> None:
        """Press “Continue”, and hear these words next."""
        self.tab_to("#checker-continue", self.say("Continue"))
        self.reader.next_step()
        self.move("Return")
        self.reader.hear(*words)

    def choose_first(self, name: str, *words: str) -> None:
        """Pick the first of the answers, hearing these words with it."""
        self.tab_to(f'[name="{name}"]', *words)
        self.reader.press("space")
        expect(self.page.locator(f'[name="{name}"]').first).to_be_checked()

    def expect_once(self, *words: str) -> None:
        """Each was heard in this step, and not twice."""
        said = self.reader.said()
        assert {each: said.count(each) for each in words} == dict.fromkeys(words, 1), said

    def expect_silence(self, *words: str) -> None:
        """None of these was heard in this step."""
        assert not [each for each in words if each in self.reader.said()], self.reader.said()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ScreenReader]:
    if missing := lacking():
        pytest.skip(f"not installed: {', '.join(missing)} (make .cache/outside/.ready)")
    if is_in_use():
        pytest.skip("somebody uses Orca here, and it runs only once")
    with screen_reader(tmp_path) as started:
        yield started


@pytest.fixture(params=OWN_WORDS)
def visitor(
    reader: ScreenReader, site: str, playwright: Playwright, library: Library, request: pytest.FixtureRequest
) -> Iterator[Visitor]:
    """Somebody with the checker page before them, in each of the languages."""
    language = request.param
    folder, flags = str(reader.log.parent / "profile"), [*FLAGS, f"--accept-lang={language}"]
    with playwright.chromium.launch_persistent_context(
        folder,
        executable_path=shutil.which("chromium"),
        headless=False,
        no_viewport=True,
        service_workers="block",
        locale=language,
        env=dict(reader.environment),
        args=flags,
    ) as context:
        context.set_default_timeout(PATIENCE)
        context.add_init_script(UNHURRIED)
        page = context.pages[0]
        page.goto(f"{site}{'' if language == WRITTEN_IN else f'{language}/'}checker/")
        page.wait_for_selector('[data-checker="state"][data-state="ready"]')
        yield Visitor(page, reader, strict(library.words[language]), library.policies["3cx"])


def test_from_the_choice_of_the_policy_to_the_verdict(visitor: Visitor) -> None:
    choose_the_policy(visitor)
    hear_the_error(visitor)
    answer_in_own_words(visitor)
    for name in list(ANSWERS)[1:]:
        answer(visitor, visitor.policy.fact(name))
    hear_the_verdict(visitor)


def choose_the_policy(visitor: Visitor) -> None:
    """The page is heard by its title, and on the way through it, the question before its answers."""
    question, title = visitor.say("Whose support do you need?"), visitor.say(visitor.policy.title)
    visitor.reader.hear(visitor.page.title())
    visitor.tab_to(SEARCH, visitor.page.locator(SEARCH).get_attribute("aria-label") or "")
    visitor.reader.next_step()
    visitor.choose_first("policy", question, title)
    visitor.expect_once(question, title)
    visitor.go_on(visitor.say(visitor.policy.fact("issue").question))


def hear_the_error(visitor: Visitor) -> None:
    """Who goes on without an answer hears why that does not work, and nothing of a search before there is one."""
    fact = visitor.policy.fact("issue")
    field = visitor.say("Say it in your own words, or type a name")
    visitor.tab_to(OWN, field)
    visitor.expect_once(visitor.say(fact.question), field)
    visitor.expect_silence(*nothing_found(visitor))
    wanted = visitor.say("Choose one of the answers.")
    problem = f"{visitor.say(fact.label)}: {wanted}"
    visitor.go_on(visitor.say("There is a problem"), problem)
    visitor.expect_once(visitor.say("There is a problem"), problem)
    visitor.reader.next_step()
    visitor.tab_to("#checker-errors a", problem)
    visitor.expect_once(problem)
    visitor.reader.next_step()
    visitor.move("Return")
    visitor.reader.hear(field, wanted)
    visitor.expect_once(field, wanted)
    visitor.expect_silence(*nothing_found(visitor))


def nothing_found(visitor: Visitor) -> list[str]:
    """What is said of words that mean nothing here."""
    message = visitor.say("Nothing found. Look through the whole list, or choose “My issue is not in the list”.")
    return [message.split(".")[0]]


def answer_in_own_words(visitor: Visitor) -> None:
    """How many answers were found is heard, and the first of them; it is heard again when it is reached."""
    option = visitor.say(visitor.policy.fact("issue").options[str(ANSWERS["issue"])])
    visitor.reader.next_step()
    visitor.reader.write(OWN_WORDS[visitor.words.language])
    expect(visitor.page.locator(OWN)).to_have_value(OWN_WORDS[visitor.words.language])
    found = visitor.page.locator(".checker-words-found input").count()
    said = visitor.words.format(visitor.say("{count} found. {option}"), count=str(found), option=option)
    visitor.reader.hear(said)
    visitor.expect_once(said)
    visitor.reader.next_step()
    visitor.move("Down")
    visitor.reader.hear(option)
    visitor.reader.press("space")
    expect(visitor.page.locator(".checker-words-found input").first).to_be_checked()
    visitor.tab_to("#checker-continue", visitor.say("Continue"))
    visitor.expect_once(option)
    visitor.go_on(visitor.say(visitor.policy.fact(list(ANSWERS)[1]).question))


def answer(visitor: Visitor, fact: Fact) -> None:
    """The question is heard once, with its hint, and the answer by its name; then what comes next."""
    option = next(iter(fact.options.values()), "Yes")
    # As the question appears, Chromium may report its hint a second time, as changed.
    visitor.choose_first(f"{visitor.policy.id}.{fact.id}", visitor.say(option), visitor.say(fact.hint))
    visitor.expect_once(visitor.say(fact.question))
    following = dict(zip(ANSWERS, list(ANSWERS)[1:], strict=False)).get(fact.id)
    visitor.go_on(*([visitor.say(visitor.policy.fact(following).question)] if following else []))


def hear_the_verdict(visitor: Visitor) -> None:
    """The status, which has the focus, and what it means are heard once, and nothing of what was possible before."""
    verdict = decide(visitor.policy, ANSWERS, TODAY)
    assert verdict.final
    said = view(verdict, visitor.words)
    expect(visitor.page.locator("#checker-verdict-heading")).to_be_focused()
    visitor.reader.hear(said["heading"], said["lead"])
    visitor.move("Tab")
    visitor.reader.hear(visitor.page.locator(":focus").inner_text())
    visitor.expect_once(said["heading"], said["lead"])
    visitor.expect_silence(heading(None, visitor.words), visitor.say("Still possible: {statuses}.").split(":")[0])
