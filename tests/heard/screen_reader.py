"""Orca, the screen reader of Linux, on a screen that nobody sees; what it says is read from its log."""

import fcntl
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from patience import PATIENCE
from programs import Environment, running, screen

PROGRAMS = ("orca", "Xvfb", "dbus-daemon", "xdotool", "chromium", "pgrep")
BUS_LAUNCHERS = tuple(Path(each, "at-spi-bus-launcher") for each in ("/usr/libexec", "/usr/lib/at-spi2-core"))
SETTINGS = {"sayAllOnLoad": False, "enableKeyEcho": False, "presentTimeNever": True}
"""It says what the page does, not the keys that are pressed, and does not read a whole page unasked."""
AT_ONCE = "from orca import debug\n\ndebug.debugFile.reconfigure(line_buffering=True)\n"
"""What it says is in the log as soon as it is said."""
SAID = re.compile(r"SPEECH OUTPUT: '(.*?)'(?: voice=\w+)? ?(?:\{.*\}|None)?$", re.MULTILINE)
LOCK = Path(tempfile.gettempdir(), f"orca-in-tests-{os.getuid()}")


def lacking() -> list[str]:
    """The programs that are not installed."""
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    return missing if any(path.exists() for path in BUS_LAUNCHERS) else [*missing, BUS_LAUNCHERS[0].name]


def until(state: Callable[[], bool], failure: Callable[[], str]) -> None:
    """Wait for a state; the failure says what there is instead."""
    end = time.monotonic() + PATIENCE / 1000
    while not state():
        assert time.monotonic() < end, failure()
        time.sleep(0.05)


def plain(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


@dataclass
class ScreenReader:
    """Orca as somebody hears it; `environment` is that of the programs that it reads."""

    log: Path
    environment: Mapping[str, str]
    mark: int = 0

    def everything(self) -> list[str]:
        """All that was said since it started."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return [said for each in SAID.findall(text) if (said := plain(each))]

    def said(self) -> str:
        """What was said in this step."""
        return " ".join(self.everything()[self.mark :])

    def next_step(self) -> None:
        """What is said from now on belongs to another step."""
        self.mark = len(self.everything())

    def hear(self, *words: str) -> None:
        """Wait until all these words have been said in this step."""
        wanted = [plain(each) for each in words]
        until(
            lambda: all(each in self.said() for each in wanted),
            lambda: f"Not heard: {[each for each in wanted if each not in self.said()]}, but: {self.said()}",
        )

    def press(self, key: str) -> None:
        """A key, as the keyboard would send it: the screen reader hears of it first."""
        subprocess.run(["xdotool", "key", key], env=self.environment, check=True)

    def write(self, text: str) -> None:
        """Letters, one by one."""
        subprocess.run(["xdotool", "type", "--delay", "50", text], env=self.environment, check=True)


@contextmanager
def screen_reader(home: Path) -> Iterator[ScreenReader]:
    """A desktop with Orca running. Orca wants to be alone: each waits for the one before, also of another checkout."""
    with LOCK.open("w") as lock, ExitStack() as programs:
        fcntl.flock(lock, fcntl.LOCK_EX)
        environment = desktop(home, programs)
        log = home / "orca.log"
        programs.enter_context(running("orca", "--debug-file", str(log), environment=environment))
        reader = ScreenReader(log, environment)
        until(lambda: bool(reader.everything()), lambda: "Orca does not start")
        yield reader


def is_in_use() -> bool:
    """Whether somebody uses Orca here, who is not to be disturbed; it refuses to run twice."""
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return subprocess.run(["pgrep", "-u", str(os.getuid()), "-x", "orca"], check=False).returncode == 0


def desktop(home: Path, programs: ExitStack) -> Environment:
    """The environment of a desktop with nothing on it: a screen, a bus for messages, and one for accessibility."""
    environment = prepared(home)
    environment["DISPLAY"] = screen(environment, programs)
    bus = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    started = programs.enter_context(running(*bus, environment=environment, stdout=subprocess.PIPE))
    environment["DBUS_SESSION_BUS_ADDRESS"] = started.stdout.readline().strip()
    launcher = next(path for path in BUS_LAUNCHERS if path.exists())
    programs.enter_context(running(str(launcher), "--launch-immediately", environment=environment))
    return environment


def prepared(home: Path) -> Environment:
    """A home of its own with Orca's settings. Nothing sounds: no speech synthesiser is started."""
    folders = {f"XDG_{name}_HOME": home / name.lower() for name in ("CONFIG", "DATA", "CACHE")}
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    keep(folders["XDG_CONFIG_HOME"] / "speech-dispatcher" / "speechd.conf", "DisableAutoSpawn\n")
    profile = {"profile": ["Default", "default"], "pronunciations": {}, "keybindings": {}, **SETTINGS}
    settings = {"general": SETTINGS, "profiles": {"default": profile}, "pronunciations": {}, "keybindings": {}}
    keep(folders["XDG_DATA_HOME"] / "orca" / "user-settings.conf", json.dumps(settings))
    keep(folders["XDG_DATA_HOME"] / "orca" / "orca-customizations.py", AT_ONCE)
    outer = {name: value for name, value in os.environ.items() if not name.startswith(("DBUS_", "XDG_", "AT_SPI_"))}
    own = {"HOME": home, **folders, "XDG_RUNTIME_DIR": runtime, "GSETTINGS_BACKEND": "memory", "LC_ALL": "C.UTF-8"}
    return outer | {name: str(value) for name, value in own.items()} | {"ACCESSIBILITY_ENABLED": "1"}


def keep(path: Path, text: str) -> None:
    """Write a file, and the folders that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
