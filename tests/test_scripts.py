"""Each page and worker has its script in one file; where that cannot be made, the build says why in a sentence."""

import re

import pytest

from checker.site import scripts


def test_no_file_asks_for_another_module():
    texts = [path.read_text("utf-8") for path in scripts.modules()]
    assert len(texts) == len(scripts.STARTED)
    assert not [text for text in texts if re.search(r'\bimport\s*[\w{*"]|\bfrom\s*"', text)]


def test_a_script_that_cannot_be_read_is_named_with_its_line(tmp_path, monkeypatch):
    for name in scripts.STARTED:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('import "./missing.js";\n' if name.endswith("/site.js") else "", "utf-8")
    monkeypatch.setattr(scripts, "WEB", tmp_path)
    monkeypatch.setattr(scripts, "CACHE", tmp_path / "cache")
    said = r'cannot be put together\.\n[^\n]*Could not resolve "\./missing\.js"[\s\S]*site\.js:1:7'
    with pytest.raises(scripts.ScriptProblem, match=said):
        scripts._make(tmp_path / "cache" / "made")
    assert not list((tmp_path / "cache").iterdir())


def test_scripts_that_are_no_modules_are_in_short_too_and_name_what_they_come_with():
    texts = {name: scripts.plain_script(name).read_text("utf-8") for name in scripts.PLAIN}
    comments = {name: re.findall(r"/\*.*?\*/|^\s*//.*", text, re.DOTALL | re.MULTILINE) for name, text in texts.items()}
    (notice,) = comments.pop("offline/worker.js")
    assert "Google LLC, MIT licence" in notice
    assert not any(comments.values())


def test_a_script_in_any_folder_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(scripts, "WEB", tmp_path)
    before = scripts._sources()
    (tmp_path / "page" / "form").mkdir(parents=True)
    (tmp_path / "page" / "form" / "words.js").write_text("")
    (tmp_path / "words.js").write_text("")
    assert scripts._sources().keys() - before.keys() == {"words.js", "page/form/words.js"}
