"""What pages, policy files and folders may not hold: each is refused, with its file and line."""

from pathlib import Path

import pytest

from checker.library.library import open_library
from checker.places import ROOT
from checker.policy.problems import AuthoringError
from checker.policy.safety import check_links, page_problems
from checker.policy.source import read_yaml

HOSTILE_PAGES = {
    "a script": ("<script>alert(1)</script>", "element <script>"),
    "a script from elsewhere": ('<script src="https://example.org/x.js"></script>', "element <script>"),
    "a style": ("<style>p { color: red }</style>", "element <style>"),
    "a frame": ('<iframe src="x"></iframe>', "element <iframe>"),
    "a form": ('<form action="x"></form>', "element <form>"),
    "an object": ('<object data="x"></object>', "element <object>"),
    "a drawing": ('<svg onload="alert(1)"></svg>', "element <svg>"),
    "another base": ('<base href="x" />', "element <base>"),
    "a redirection": ('<meta http-equiv="refresh" content="0" />', "element <meta>"),
    "a handler in HTML": ('<p onclick="alert(1)">x</p>', "attribute “onclick”"),
    "a handler of an image": ('<img src="x" onerror="alert(1)" />', "attribute “onerror”"),
    "a handler in an attribute list": ("x\n{ onmouseover=alert(1) }", "attribute “onmouseover”"),
    "a handler of a heading": ("## x { onfocus=alert(1) tabindex=0 }", "attribute “onfocus”"),
    "a style in an attribute list": ("x\n{ style=position:fixed }", "attribute “style”"),
    "a link that runs": ("[x](javascript:alert(1))", "“javascript:alert(1)” is not an address"),
    "a link that runs, in capitals": ("[x](JavaScript:alert(1))", "“JavaScript:alert(1)” is not an address"),
    "a link that runs, with a space": ("[x](< javascript:alert(1)>)", "is not an address"),
    "a link that runs, with an entity": ("[x](java&#115;cript:alert(1))", "“javascript:alert(1)” is not an address"),
    "a link that runs, with a tab": ('<a href="java&#9;script:alert(1)">x</a>', "is not an address"),
    "a link that runs, by reference": ("[x][y]\n\n[y]: vbscript:x", "“vbscript:x” is not an address"),
    "a link that holds a page": ("[x](data:text/html,x)", "“data:text/html,x” is not an address"),
    "a link to a file of the reader": ("[x](file:///etc/passwd)", "“file:///etc/passwd” is not an address"),
    "an attribute list that makes a link run": ("[x](y){ href=javascript:x }", "“javascript:x” is not an address"),
    "an image from elsewhere": ("![x](https://example.org/x.png)", "“https://example.org/x.png” is not an address"),
    "an image from another host": ("![x](//example.org/x.png)", "“//example.org/x.png” is not an address"),
    "text that runs backwards": ("x\u202ey", "U+202E cannot be seen"),
    "a mark of direction": ("x\u200fy", "U+200F cannot be seen"),
    "a space without width": ("x\u200by", "U+200B cannot be seen"),
    "a control character": ("x\x08y", "U+0008 cannot be seen"),
    "an id that ends an attribute": ("## x { id='x\"onfocus=x' }", "cannot be an id"),
    "a script that XML takes for a comment": ("<!--> <script>x</script> -->", "“<!” cannot stand on a page"),
    "a script that XML takes for text": ("<![CDATA[ ><script>x</script> ]]>", "“<!” cannot stand on a page"),
    "a script that XML takes for an instruction": ("<?x ><script>x</script> ?>", "“<?” cannot stand on a page"),
    "HTML that is not closed": ("x<br>y", "HTML that cannot be read"),
}


@pytest.mark.parametrize(("text", "what"), HOSTILE_PAGES.values(), ids=HOSTILE_PAGES)
def test_a_hostile_page_is_refused_with_its_place(tmp_path, text, what):
    (tmp_path / "en").mkdir()
    page = tmp_path / "en" / "about.md"
    page.write_text(f"# About\n\n{text}\n", encoding="utf-8")
    problems = list(page_problems(tmp_path))
    assert {problem.place.path for problem in problems} == {page}
    (found,) = [problem for problem in problems if what in problem.what]
    decoded = "&" in text or "HTML" in what  # the page does not hold what the report shows
    assert found.place.line >= 3 or decoded


@pytest.mark.parametrize("name", ["en/a.html", "en/a.js", "es/picture.svg", "a.pdf", "en/acme"])
def test_a_file_that_could_run_does_not_stand_among_the_pages(tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x", encoding="utf-8")
    (found,) = page_problems(tmp_path)
    assert (
        str(found) == f"{tmp_path / name}:1:1: No such file can stand among the pages. Allowed: .md, .png, .jpg, .webp."
    )


@pytest.mark.parametrize("name", ['a"b.md', "a b.md", "A.md", "a<b>.png", "<b>/a.md", "a_b/a.md"])
def test_a_name_that_means_more_in_an_address_is_refused(tmp_path, name):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x", encoding="utf-8")
    (found,) = page_problems(tmp_path)
    assert "Small letters, digits and hyphens." in str(found)


def test_the_pages_have_no_such_problem():
    assert not list(page_problems(ROOT / "docs"))


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\ufeff"])
def test_what_cannot_be_seen_in_a_policy_file_is_refused_at_its_place(tmp_path, sign):
    with pytest.raises(AuthoringError, match=rf"acme\.yaml:2:8: The character U\+{ord(sign):04X} cannot be seen"):
        read_yaml(tmp_path / "acme.yaml", f"policy: acme\ntitle: {sign}Acme\n")


@pytest.fixture
def project(tmp_path) -> Path:
    """A project folder beside a file that is not part of it."""
    for folder in ("docs/en/acme", "locales/es/LC_MESSAGES", "checker/policies"):
        (tmp_path / "project" / folder).mkdir(parents=True)
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    return tmp_path / "project"


@pytest.mark.parametrize(
    "name",
    ["checker/policies/acme.yaml", "docs/en/acme/index.md", "docs/en/more", "locales/es/LC_MESSAGES/messages.po"],
)
@pytest.mark.parametrize("target", ["secret", ".", "/dev/zero", "nowhere", "project/docs/en/circle"])
def test_a_link_out_of_the_project_is_refused_and_not_read(project, name, target):
    (project / "docs/en/circle").symlink_to(project / "docs/en/circle")
    (project / name).symlink_to(project.parent / target)
    for refuse in (check_links, open_library):
        with pytest.raises(AuthoringError) as caught:
            refuse(project)
        assert f"{project / name}:1:1: This is a link that leads out of the project, or nowhere." in str(caught.value)


def test_a_link_within_the_project_is_none_of_them(project):
    (project / "docs/en/index.md").write_text("# A\n", encoding="utf-8")
    (project / "docs/en/acme/index.md").symlink_to("../index.md")
    check_links(project)
