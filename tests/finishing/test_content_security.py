"""The Content-Security-Policy of a page: what is listed may run in it, and what is not stops the build."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from checker.policy.problems import AuthoringError
from checker.site import content_security, inline_scripts
from checker.site.content_security import policy, secure_pages, with_policy

HEAD = '<html><head><meta charset="utf-8"><title>Acme</title>'
OWN, ROOTED = "greet()", 'root = "{{ base_url }}"'


def digest(script: str) -> str:
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


@pytest.fixture(autouse=True)
def lists(monkeypatch):
    """The written list: one script of our own, and one of the theme's that holds the way to the root."""
    monkeypatch.setattr(inline_scripts, "INLINE", ("greet",))
    monkeypatch.setattr(inline_scripts, "inline_script", lambda name: OWN)
    monkeypatch.setattr(inline_scripts, "_of_the_theme", lambda: (ROOTED,))


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A built site with a page at its root and one two folders down."""
    monkeypatch.chdir(tmp_path)

    def write(first: str, deep: str):
        for name, script in (("index.html", first), ("es/acme/index.html", deep)):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(f"{HEAD}\n<script>{script}</script>", "utf-8")
        return tmp_path

    return write


def test_a_script_that_is_in_the_page_is_allowed_by_its_digest_others_are_not():
    html = with_policy(f"{HEAD}<script>{OWN}</script>", [OWN, "other()"])
    assert f"script-src 'self' {digest(OWN)};" in html
    assert digest("other()") not in html


def test_the_policy_stands_right_after_the_charset_before_anything_loads():
    assert with_policy(HEAD, []).startswith(HEAD.removesuffix("<title>Acme</title>") + "<meta http-equiv=")


def test_a_page_that_has_one_already_gets_a_new_one():
    old = with_policy(f"{HEAD}<script>{OWN}</script>", [OWN])
    new = with_policy(old, [])
    assert new.count("Content-Security-Policy") == 1
    assert "sha256" not in new


def test_a_page_without_a_charset_is_refused():
    with pytest.raises(ValueError, match="no <meta charset>"):
        with_policy("<html><head><title>Acme</title>", [])


def test_everything_that_no_directive_names_comes_from_the_site_and_nothing_is_framed():
    directives = dict(part.split(" ", 1) for part in policy([]).split("; "))
    assert directives["default-src"] == directives["script-src"] == "'self'"
    assert {directives[name] for name in ("frame-src", "object-src", "base-uri", "form-action")} == {"'none'"}
    assert not [each for each in directives.values() if "unsafe" in each or "*" in each]


def test_the_same_script_twice_is_named_once():
    assert policy([OWN, OWN]).count("sha256") == 1


def test_a_listed_script_knows_the_way_to_the_root_from_each_page(site):
    folder = site('root = "."', 'root = "../.."')
    secure_pages(folder)
    assert digest('root = "."') in (folder / "index.html").read_text("utf-8")
    assert digest('root = "../.."') in (folder / "es/acme/index.html").read_text("utf-8")


def test_a_script_that_is_not_listed_is_allowed_on_no_page_and_named_with_its_place(site):
    folder = site("steal()", "steal()")
    with pytest.raises(AuthoringError) as refused:
        secure_pages(folder)
    (problem,) = refused.value.problems
    assert str(problem.place) == "es/acme/index.html:2:8"
    assert "“steal()”. It is in 1 more pages." in problem.what
    assert digest("steal()") not in (folder / "index.html").read_text("utf-8")


def test_the_way_to_the_root_of_another_page_is_not_listed(site):
    with pytest.raises(AuthoringError, match=r"root = \"\.\.\""):
        secure_pages(site('root = ".."', OWN))


def test_the_way_to_the_root_is_as_mkdocs_writes_it():
    ways = [content_security._way_to_root(Path(page)) for page in ("404.html", "a/b/index.html")]
    assert ways == [".", "../.."]
