"""Compiled policies are made again when what compiles them has changed, wherever it lies."""

from checker.library.compiled import digest_sources


def test_a_program_in_any_folder_counts(tmp_path):
    (tmp_path / "checker" / "policies").mkdir(parents=True)
    (tmp_path / "checker" / "policies" / "policy.schema.json").write_text("{}")
    found = [digest_sources([], tmp_path)]
    for folder in ("core", "core/words", "policy", "policy/deep/deeper", "library"):
        (tmp_path / "checker" / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "checker" / folder / "new.py").write_text("")
        found.append(digest_sources([], tmp_path))
    assert len(set(found)) == len(found)
