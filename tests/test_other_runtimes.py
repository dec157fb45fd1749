"""Other versions of the runtime than the locked one are trimmed as they are, and judge the same: upgrades stay easy."""

import base64
import hashlib
import subprocess
import tarfile
from pathlib import Path

import pytest
from replies import expect_the_replies_of_cpython
from runtimes import quickest_runtime

from checker.library.archive import releases
from checker.library.wheel import build_wheel
from checker.places import NODE, ROOT
from checker.runtime import quick

PACKED = ROOT / ".cache" / "pyodides"
OTHERS = {
    "314.0.0": "WIofRQehY78IC9n3+p9COjKUZGCCHfrvtR5dXKm0BHIWUun2B8DBf17rXytMF/KYkrsDQRa+BDGhi8UKwzaU3w==",
    "315.0.0-alpha.2": "t2S0rr9u1B2XHfooqGbOPT7EelM3kWkj1pJBgtVCn9Am6a1ByuU5FPq0wJHeapgyUM+r8MTx/1YRTXo3DaG2KA==",
}
"""Each with the SHA-512 of its package, as npm writes it."""


def unpacked(version: str, folder: Path) -> Path:
    """That version, in a new folder; the test is skipped where npm has no network."""
    packed = PACKED / f"pyodide-{version}.tgz"
    if not packed.exists():
        PACKED.mkdir(parents=True, exist_ok=True)
        command = [NODE.with_name("npm"), "pack", f"pyodide@{version}", "--silent", "--pack-destination", PACKED]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"npm cannot get pyodide {version}: {done.stderr.strip()}")
    digest = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
    assert digest == OTHERS[version], f"{packed} is not the package that was tested before"
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


@pytest.mark.slow
@pytest.mark.parametrize("version", OTHERS)
def test_another_runtime_needs_no_change_and_says_the_same_of_every_worked_case(
    version, library, tmp_path, monkeypatch
):
    runtime = unpacked(version, tmp_path)
    monkeypatch.setattr(quick, "RUNTIME", runtime)
    monkeypatch.setattr(quick, "CACHE", tmp_path / "cache")
    made = quick.make_quick_files(build_wheel(tmp_path), library.folder / "engine", releases(ROOT))
    quickest = quickest_runtime(runtime, made / "trimmed.wasm", made / "trimmed.mjs", tmp_path / "quickest")
    expect_the_replies_of_cpython(quickest, made / "image.bin", library, tmp_path)
