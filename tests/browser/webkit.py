"""Debian's WebKitGTK, the nearest to Safari that Linux has, under the names of Playwright's interface.

Playwright does not drive it, WebDriver does. So that the same tests run there, the objects of the tests are
Playwright's own, and what they would send to Playwright's server is answered here by WebDriver: each method of `Tab`
answers the message of its name. The script that Playwright itself puts into pages says which elements a selector means,
and whether they are as expected. WebDriver gives no requests and no routes: tests that need these do not run there.
"""

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import playwright
from patience import PATIENCE
from playwright._impl._browser_context import BrowserContext as ContextSide
from playwright._impl._connection import Channel, ChannelOwner
from playwright._impl._disposable import DisposableStub
from playwright._impl._frame import Frame as FrameSide
from playwright._impl._helper import TimeoutSettings
from playwright._impl._input import Keyboard
from playwright._impl._js_handle import parse_value, serialize_argument
from playwright._impl._page import Page as PageSide
from playwright._impl._sync_base import mapping
from playwright.sync_api import BrowserContext, Error, Page, Playwright
from playwright.sync_api import TimeoutError as Late
from programs import Environment, screen
from selenium.common.exceptions import JavascriptException, TimeoutException, WebDriverException
from selenium.webdriver import ActionChains, Keys, WebKitGTK
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from served import before_pages

DRIVER = "WebKitWebDriver"
PAUSE = 0.05
AT_ONCE, TRIALS = 5, 24
"""How long (s) a script may take that only looks, and how often it is tried."""
KEYS = {"Enter": Keys.ENTER, "Tab": Keys.TAB, "Escape": Keys.ESCAPE, "End": Keys.END, "Home": Keys.HOME}
KEYS |= {"Space": Keys.SPACE, "Delete": Keys.DELETE, "ArrowDown": Keys.ARROW_DOWN, "ArrowUp": Keys.ARROW_UP}
SAID = re.compile(r"^CONSOLE (?:JS |SECURITY )?ERROR (.*)$", re.MULTILINE)
NO_WORKER = "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('blocked'))"

FIND = """const [selector, strict, given, done] = arguments;
(async () => {{
  const {{ injected }} = globalThis;
  if (!injected) return {{ missing: true }};
  const parsed = injected.parseSelector(selector);
  const found = injected.querySelectorAll(parsed, document);
  if (strict && found.length > 1) throw injected.strictModeViolationError(parsed, found);
  const [element] = found;
  return {{ value: {body} }};
}})().then(done, (error) => done({{ error: String(error?.stack ?? error) }}));
"""
INJECT = """const module = {{}};
{source}
const value = new (module.exports.InjectedScript())(globalThis, {options});
Object.defineProperty(globalThis, "injected", {{ value }});
"""
EVALUATE = """const [given, done] = arguments;
(async () => {{
  const found = {expression};
  return await (typeof found === "function" ? found(given) : found);
}})().then((value) => done({{ value: value ?? null }}), (error) => done({{ error: String(error?.stack ?? error) }}));
"""
LOADED = "arguments[0](document.readyState === 'complete')"
STATES = {
    "attached": "found.length > 0",
    "detached": "found.length === 0",
    "visible": "found.some((each) => injected.elementState(each, 'visible', true).matches)",
    "hidden": "!found.some((each) => injected.elementState(each, 'visible', true).matches)",
}
WHERE_ABSENT = {
    "to.have.count": lambda options: options["expectedNumber"] == 0,
    "to.be.hidden": lambda _: True,
    "to.be.detached": lambda _: True,
}
"""What is expected of elements that are not there, and still is so."""


@cache
def injected_source() -> str:
    """The script by which Playwright finds elements in pages."""
    bundle = Path(playwright.__file__).parent / "driver" / "package" / "lib" / "coreBundle.js"
    text = bundle.read_text(encoding="utf-8")
    (literal,) = re.findall(r"init_injectedScriptSource = __esm\(.*?source\d+ = '(.*?)';\n", text, re.DOTALL)
    escapes = {"n": "\n", "r": "\r", "t": "\t"}
    source = re.sub(r"\\(u[0-9a-f]{4}|x[0-9a-f]{2}|.)", lambda found: unescaped(found[1], escapes), literal)
    options = {"isUnderTest": False, "sdkLanguage": "python", "frameSeq": 1, "testIdAttributeName": "data-testid"}
    options |= {"stableRafCount": 1, "browserName": "webkit", "customEngines": [], "isUtilityWorld": False}
    return INJECT.format(source=source, options=json.dumps(options | {"shouldPrependErrorPrefix": False}))


def unescaped(escape: str, known: dict[str, str]) -> str:
    return chr(int(escape[1:], 16)) if len(escape) > 1 else known.get(escape, escape)


class Line(Channel):
    """In place of the line to Playwright's server."""

    def __init__(self, owner: ChannelOwner, tab: "Tab") -> None:
        super().__init__(owner._connection, owner)
        self.tab = tab

    async def send(self, method: str, timeout: Any, params: Any = None, *_: object, **__: object) -> Any:
        return self.tab.answer(method, params or {}, timeout(None) if timeout else 0)

    def send_no_reply(self, *_: object, **__: object) -> None:
        """It tells of no events."""


class Frame(FrameSide):
    """The document of a page."""

    def __init__(self, context: "Context", tab: "Tab") -> None:
        super().__init__(context, "Frame", f"frame@{id(tab)}", {"name": "", "url": "", "loadStates": ["load"]})
        self._channel = Line(self, tab)
        self._load_states |= {"domcontentloaded", "networkidle"}

    @property
    def url(self) -> str:
        return self._channel.tab.driver.current_url

    async def _expect(self, selector: str | None, expression: str, options: Any, title: str | None = None) -> Any:
        return self._channel.tab.expect(selector, {**options, "expression": expression})


class PageHere(PageSide):
    """A page; it says what its console says."""

    def __init__(self, context: "Context", tab: "Tab") -> None:
        frame = Frame(context, tab)
        super().__init__(context, "Page", f"page@{id(tab)}", {"mainFrame": frame._channel})
        self._channel = Line(self, tab)
        self.keyboard = Keyboard(self._channel)
        tab.report = lambda text: self.emit("pageerror", Error(text))


class Context(ContextSide):
    """A visitor with a browser of their own, and one page in it."""

    def __init__(self, root: ChannelOwner, driver: WebKitGTK, log: Path, service_workers: str) -> None:
        ChannelOwner.__init__(self, root, "BrowserContext", f"context@{id(driver)}", {})
        self._channel = Line(self, Tab(driver, log, root))
        self._timeout_settings, self._base_url = TimeoutSettings(None), None
        self._closing_or_closed = False
        if service_workers == "block":
            self._channel.tab.scripts.append(NO_WORKER)

    def set_default_timeout(self, timeout: float) -> None:
        self._timeout_settings.set_default_timeout(timeout)

    async def add_init_script(self, script: str = "", path: object = None) -> DisposableStub:
        return self._channel.tab.add_init_script(SimpleNamespace(source=script))._object

    async def new_page(self) -> PageSide:
        return PageHere(self, self._channel.tab)

    async def close(self, reason: str | None = None) -> None:
        self._closing_or_closed = True
        before_pages.clear()
        self._channel.tab.driver.quit()


for ours, theirs in ((Context, BrowserContext), (PageHere, Page), (Frame, mapping._mapping[FrameSide])):
    mapping.register(ours, theirs)


class Tab:
    """Answers for the page of one browser what Playwright's server would."""

    def __init__(self, driver: WebKitGTK, log: Path, root: ChannelOwner) -> None:
        self.driver, self.log, self.read = driver, log, log.stat().st_size if log.exists() else 0
        self.scripts: list[str] = []
        self.root = root
        self.report: Callable[[str], object] = str

    def answer(self, method: str, params: dict[str, Any], timeout: float) -> Any:
        name = re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", method)
        before_pages[:] = self.scripts
        try:
            return getattr(self, name)(SimpleNamespace(timeout=timeout, **{"selector": None, **params}))
        finally:
            self.listen()

    def listen(self) -> None:
        """Report what the console has said since."""
        with self.log.open(encoding="utf-8", errors="replace") as log:
            log.seek(self.read)
            for text in SAID.findall(log.read()):
                self.report(text)
            self.read = log.tell()

    # Scripts

    def script(self, text: str, *given: object) -> Any:
        """What it says, at once. WebKit never answers where the page was left meanwhile: then it is asked again."""
        for _ in range(TRIALS - 1):
            with suppress(TimeoutException):
                return self.driver.execute_async_script(text, *given)
        return self.driver.execute_async_script(text, *given)

    def run(self, body: str, selector: str, strict: bool = True, given: object = None) -> Any:
        """What a script says of the elements that it finds; Playwright's own script is put there if it is missing."""
        found = self.script(FIND.format(body=body), selector, strict, given)
        if "missing" in found:
            self.script(f"{injected_source()}; arguments[0]()")
            return self.run(body, selector, strict, given)
        if "error" in found:
            raise Error(found["error"])
        return found.get("value")

    def evaluate_expression(self, asked: Any) -> Any:
        given = parse_value(asked.arg["value"])
        self.driver.set_script_timeout(PATIENCE / 1000)  # a test may wait for something with it
        try:
            found = self.driver.execute_async_script(EVALUATE.format(expression=f"({asked.expression}\n)"), given)
        except JavascriptException:  # it is no expression: some statements
            return serialize_argument(self.driver.execute_script(asked.expression))["value"]
        finally:
            self.driver.set_script_timeout(AT_ONCE)
        if "error" in found:
            raise Error(found["error"])
        return serialize_argument(found["value"])["value"]

    def add_init_script(self, asked: Any) -> Any:
        self.scripts.append(asked.source)
        return SimpleNamespace(_object=DisposableStub(self.scripts.clear, self.root))

    def wait_for_function(self, asked: Any) -> None:
        body = f"arguments[0](Boolean({asked.expression}))"
        self.until(lambda: self.script(body), asked.timeout, asked.expression)

    # What is there

    def until(self, state: Callable[[], Any], timeout: float, said: str) -> Any:
        """Wait until it is so; the page may change meanwhile."""
        end = time.monotonic() + timeout / 1000
        while True:
            failure = ""
            try:
                if found := state():
                    return found
            except WebDriverException as error:
                failure = str(error.msg).split("\n")[0]
            if time.monotonic() > end:
                raise Late(f"{said}: {failure or 'not so'}")
            time.sleep(PAUSE)

    def expect(self, selector: str | None, options: dict[str, Any]) -> Any:
        """As Playwright's server does: once more until it is as expected, or too late."""
        wanted, found = not options["isNot"], {"matches": options["isNot"], "received": None}

        def met() -> bool:
            found.update(self.compared(selector, options))
            return found["matches"] == wanted

        with suppress(Late):
            self.until(met, options["timeout"], "expected")
        self.listen()
        return found

    def compared(self, selector: str | None, options: dict[str, Any]) -> dict[str, Any]:
        many = options["expression"] == "to.have.count" or options["expression"].endswith(".array")
        body = "element ? await injected.expect(element, given, found, true) : null"
        found = self.run(body, selector or ":root", not many, options)
        if found is None:
            return {"matches": WHERE_ABSENT.get(options["expression"], bool)(options), "received": "nothing there"}
        return {"matches": found["matches"], "received": str(found.get("received"))}

    def waited(self, body: str, asked: Any, given: object = None, strict: bool = True) -> Any:
        """What a script says, once it says anything."""
        said = f"{asked.selector}: {body}"
        return self.until(lambda: self.run(body, asked.selector, strict, given), asked.timeout, said)

    def element(self, asked: Any) -> WebElement:
        """The one element, once it can be seen."""
        return self.waited("element && injected.elementState(element, 'visible', true).matches ? element : null", asked)

    def property_of(self, asked: Any, body: str, given: object = None) -> Any:
        """Of the one element, once it is there; boxed, as it may be nothing."""
        return self.waited(f"element ? [{body}] : null", asked, given)[0]

    def query_count(self, asked: Any) -> int:
        return self.run("found.length", asked.selector, strict=False)

    def wait_for_selector(self, asked: Any) -> None:
        self.waited(STATES[getattr(asked, "state", "visible")], asked, strict=False)

    def text_content(self, asked: Any) -> str:
        return self.property_of(asked, "element.textContent")

    def inner_text(self, asked: Any) -> str:
        return self.property_of(asked, "element.innerText")

    def input_value(self, asked: Any) -> str:
        return self.property_of(asked, "element.value")

    def get_attribute(self, asked: Any) -> str | None:
        return self.property_of(asked, "element.getAttribute(given)", asked.name)

    def is_visible(self, asked: Any) -> bool:
        return self.run(STATES["visible"], asked.selector)

    def is_hidden(self, asked: Any) -> bool:
        return not self.is_visible(asked)

    # What the visitor does

    def click(self, asked: Any) -> None:
        self.until(lambda: self.clicked(asked), asked.timeout, f"{asked.selector} is clicked")

    def clicked(self, asked: Any) -> bool:
        """At the element, or at its label where that is in front of it."""
        element = self.element(asked)
        try:
            element.click()
        except WebDriverException as error:
            label = self.script("arguments[1](arguments[0].labels?.[0] ?? null)", element)
            if label is None or "intercepted" not in type(error).__name__.lower():
                raise
            label.click()
        return True

    def check(self, asked: Any) -> None:
        if not self.element(asked).is_selected():
            self.click(asked)

    def dblclick(self, asked: Any) -> None:
        ActionChains(self.driver).double_click(self.element(asked)).perform()

    def hover(self, asked: Any) -> None:
        ActionChains(self.driver).move_to_element(self.element(asked)).perform()

    def focus(self, asked: Any) -> None:
        self.property_of(asked, "injected.focusNode(element)")

    def fill(self, asked: Any) -> None:
        """In place of all that was there: that is selected by now."""
        self.element(asked)
        if self.property_of(asked, "injected.fill(element, given)", asked.value) == "needsinput":
            ActionChains(self.driver).send_keys(asked.value or Keys.DELETE).perform()

    def select_option(self, asked: Any) -> None:
        self.element(asked)
        self.property_of(asked, "injected.selectOptions(element, given)", asked.options)

    def keyboard_press(self, asked: Any) -> None:
        ActionChains(self.driver).send_keys(KEYS.get(asked.key, asked.key)).perform()

    # The page

    def goto(self, asked: Any) -> None:
        self.driver.get(asked.url)
        self.loaded(asked)

    def reload(self, asked: Any) -> None:
        self.driver.refresh()
        self.loaded(asked)

    def loaded(self, asked: Any) -> None:
        if getattr(asked, "waitUntil", "load") != "domcontentloaded":
            self.until(lambda: self.script(LOADED), asked.timeout, "The page is loaded")

    def go_back(self, _: Any) -> None:
        self.driver.back()

    def go_forward(self, _: Any) -> None:
        self.driver.forward()

    def title(self, _: Any) -> str:
        return self.driver.title

    def wait_for_timeout(self, asked: Any) -> None:
        time.sleep(asked.waitTimeout / 1000)

    def set_viewport_size(self, _: Any) -> None:
        """It stays as it is: without a window manager, WebDriver waits for ever for another size."""


class Webkit:
    """The browser: each visitor has a program of their own."""

    browser_type = SimpleNamespace(name="webkit")

    def __init__(self, root: ChannelOwner, environment: Environment, home: Path) -> None:
        self.root, self.environment, self.home = root, environment, home

    def new_context(self, service_workers: str = "allow", **_: object) -> BrowserContext:
        log = self.home / f"{time.monotonic_ns()}.log"
        service = Service(shutil.which(DRIVER), log_output=str(log), env=self.environment)
        options = Options()
        options.add_argument("--automation")
        options.page_load_strategy = "eager"
        options.add_argument("--enable-write-console-messages-to-stdout=true")
        driver = WebKitGTK(options=options, service=service)
        driver.set_script_timeout(AT_ONCE)
        return mapping.from_impl(Context(self.root, driver, log, service_workers))

    def close(self) -> None:
        """All that it started ends with its visitors."""


@contextmanager
def open_webkit(playwright: Playwright, home: Path) -> Iterator[Webkit]:
    """On a screen that nobody sees."""
    with ExitStack() as programs:
        environment = {**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8", "GDK_BACKEND": "x11"}
        environment |= {
            "NO_AT_BRIDGE": "1",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "GSETTINGS_BACKEND": "memory",
            "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
        }
        environment["DISPLAY"] = screen(environment, programs)
        yield Webkit(playwright._impl_obj, environment, home)
