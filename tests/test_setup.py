"""Setting up on other machines: an old pip, a network that is gone, a taken port, a Python that was replaced."""

import hashlib
import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OFFLINE = {"PIP_CONFIG_FILE": os.devnull, "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "", "PIP_CONSTRAINT": ""}
BACKEND = """
import pathlib

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "acme-0-py3-none-any.whl"
    (pathlib.Path(wheel_directory) / name).write_bytes(pathlib.Path("acme.whl").read_bytes())
    return name
"""


def wheel(folder: Path, name: str, version: str, requires: str = "") -> str:
    """Writes a wheel of an empty package; returns its line in a lock."""
    info, metadata = f"{name}-{version}.dist-info", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += f"Requires-Dist: {requires}\n" if requires else ""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(f"{info}/METADATA", f"{metadata}Provides-Extra: toml\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: acme\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the set-up scripts, a lock, and an index in which there is something newer than in the lock."""
    folder, index = tmp_path / "a project", tmp_path / "index"
    shutil.copytree(ROOT / "setup", folder / "setup")
    for new in (index, folder / "requirements"):
        new.mkdir()
    lock = wheel(index, "coverage", "1.0") + wheel(index, "cov", "1.0", requires="coverage[toml]>=1.0")
    wheel(index, "coverage", "1.1")
    (folder / "requirements" / "dev.txt").write_text(lock)
    (folder / "backend.py").write_text(BACKEND)
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    )
    wheel(index, "acme", "0")
    (index / "acme-0-py3-none-any.whl").rename(folder / "acme.whl")
    return folder


def run(folder: Path, *command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    whole = {**os.environ, **OFFLINE, "PYTHON": sys.executable, **environment}
    return subprocess.run(list(map(str, command)), cwd=folder, env=whole, capture_output=True, text=True, check=False)


def install(folder: Path, index: str = "index", **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the set-up with the packages of that index only."""
    packages = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder.parent / index)}
    return run(folder, "sh", "setup/python.sh", "dev", **packages, **environment)


def old_pip(version: str, folder: Path) -> None:
    """Puts this pip into the project's .venv, or skips the test where there is no network to fetch it."""
    command = [folder / ".venv" / "bin" / "python", "-m", "pip", "install", "--quiet", f"pip=={version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"pip {version} could not be fetched: {done.stderr.strip().splitlines()[-1]}")


OLD = pytest.mark.skipif(sys.version_info >= (3, 12), reason="pip 23.0 does not run on Python 3.12 and newer")


@pytest.mark.parametrize(
    "version",
    [
        "",  # the one that comes with this Python
        pytest.param("23.0.1", marks=[pytest.mark.slow, OLD]),  # Debian 12
        pytest.param("23.2.1", marks=pytest.mark.slow),  # the last that looks for extras again
        pytest.param("25.1.1", marks=pytest.mark.slow),  # Debian 13
    ],
)
def test_the_lock_is_installed_by_every_pip_though_there_are_newer_versions(project: Path, version: str) -> None:
    venv.create(project / ".venv", with_pip=True)
    if version:
        old_pip(version, project)
    done = install(project)
    assert (done.returncode, done.stderr) == (0, "")
    listed = run(project, ".venv/bin/python", "-m", "pip", "freeze").stdout
    assert "coverage==1.0" in listed
    assert "cov==1.0" in listed


def test_a_lock_that_lacks_a_package_is_refused(project: Path) -> None:
    lock = project / "requirements" / "dev.txt"
    lock.write_text(lock.read_text().splitlines()[1])
    done = install(project)
    assert done.returncode == 1
    assert "cov 1.0 requires coverage" in (project / ".cache" / "pip.log").read_text()


def test_a_network_that_is_gone_is_said_in_a_sentence_and_the_next_run_goes_on(project: Path) -> None:
    done = install(project, index="nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    sentence, reason = done.stderr.splitlines()
    assert sentence.endswith("Then run the same command again.")
    assert "No matching distribution found for coverage==1.0" in reason
    assert install(project).returncode == 0


@pytest.mark.parametrize("python", ["no-such-python", "false"])
def test_a_python_that_cannot_be_used_is_said_in_a_sentence(project: Path, python: str) -> None:
    done = install(project, PYTHON=python)
    assert done.returncode == 1
    assert done.stderr == (
        f"Python 3.11 or newer is needed; “{python}” is not. Name another one, as in: make serve PYTHON=python3.13\n"
    )


def heeding_ctrl_c() -> None:
    """In the background of a script, tests are run with Ctrl-C ignored, and what they start inherits that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_is_answered_by_a_sentence(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "setup", tmp_path / "setup")
    os.mkfifo(tmp_path / "begun")
    script = '. setup/fetch.sh; fetch slow sh -c "echo >begun; exec sleep 60"'
    begun = subprocess.Popen(
        ["sh", "-c", script],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heeding_ctrl_c,
    )
    (tmp_path / "begun").read_text()
    os.killpg(begun.pid, signal.SIGINT)
    assert begun.communicate()[1] == "Stopped. Run the same command again: it goes on from here.\n"
    assert begun.returncode == 130


def replaced(folder: Path) -> None:
    library = next((folder / ".venv" / "lib").glob("python3.*"))
    library.rename(library.with_name("python3.1"))


def cut_off(folder: Path) -> None:
    (folder / ".venv" / "bin" / "pip").unlink()


def moved(folder: Path) -> None:
    pip = folder / ".venv" / "bin" / "pip"
    pip.write_text(pip.read_text().replace(str(folder), "/elsewhere"))


@pytest.mark.parametrize("harm", [replaced, cut_off, moved])
def test_an_environment_that_cannot_work_is_removed(project: Path, harm: Callable[[Path], None]) -> None:
    venv.create(project / ".venv", with_pip=True)
    assert run(project, "sh", "setup/venv.sh").stderr == ""
    assert (project / ".venv").is_dir()
    harm(project)
    done = run(project, "sh", "setup/venv.sh")
    assert "made anew" in done.stderr
    assert (done.returncode, (project / ".venv").exists()) == (0, False)


def test_a_taken_port_is_said_with_one_that_is_free() -> None:
    problem = runpy.run_path(str(ROOT / "setup" / "port.py"))["problem"]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = problem(str(port))
    assert re.fullmatch(rf"Another program is using port {port}\. Run: make serve PORT=\d+", found)
    assert problem(found.rpartition("=")[2]) is None


@pytest.mark.parametrize("port", ["http", "80", "65536", ""])
def test_what_is_no_port_is_refused(port: str) -> None:
    problem = runpy.run_path(str(ROOT / "setup" / "port.py"))["problem"]
    assert problem(port) == f"PORT={port} is not a port. Give a number from 1024 to 65535, as in: make serve PORT=8000"


def test_building_the_site_takes_nothing_else_than_the_tests() -> None:
    site, dev = ((ROOT / "requirements" / f"{name}.txt").read_text() for name in ("site", "dev"))
    pinned = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?(==\S+)", re.MULTILINE)
    assert set(pinned.findall(site)) < set(pinned.findall(dev))
