"""`make site HOST=…`, and who may ask the server of `make serve`."""

import re

import pytest
from yaml import safe_load

from checker.places import ROOT
from checker.site.doorman import guarded
from checker.site.profile import PROFILES, WITH_THE_HOST, WITH_THE_PROJECT, WITH_THE_SITE, place


@pytest.mark.parametrize("host", [*WITH_THE_SITE, *WITH_THE_PROJECT])
def test_a_profile_is_put_where_its_host_looks_for_it(tmp_path, host):
    said = place(host, tmp_path / "site", tmp_path, "https://example.org/a/")
    files = WITH_THE_SITE.get(host) or WITH_THE_PROJECT[host]
    folder = tmp_path / "site" if host in WITH_THE_SITE else tmp_path
    for name, target in files.items():
        assert (folder / target).read_text() or name
        assert any(name in line and target in line for line in said)
    if host == "apache":
        assert "ErrorDocument 404 /a/es/404.html" in (folder / ".htaccess").read_text()


@pytest.mark.parametrize("host", WITH_THE_HOST)
def test_a_profile_for_the_settings_of_a_host_is_named(tmp_path, host):
    (line,) = place(host, tmp_path)
    assert WITH_THE_HOST[host] in line and (PROFILES / WITH_THE_HOST[host]).exists()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("host", [*WITH_THE_SITE, "nginx", "caddy"])
def test_the_sites_that_may_embed_the_checker_are_written_where_its_host_reads_them(tmp_path, host):
    sites = "https://desk.example https://*.portal.example:8443"
    said = "\n".join(place(host, tmp_path, tmp_path, embed_in=sites))
    files = [*tmp_path.iterdir()]
    written = "\n".join(path.read_text() for path in files if path.name != "_redirects") or said
    assert f"'self' {sites}" in written and written.count(sites) == (
        3 if host in ("iis", "netlify", "cloudflare") else 1
    )
    assert "frame-ancestors 'self'\n" not in written


@pytest.mark.parametrize(
    "site", ["desk.example", "https://desk.example/portal", "https://a.example;script-src", "*", "'none'"]
)
def test_what_is_no_site_that_could_embed_the_checker_is_refused(tmp_path, site):
    with pytest.raises(
        ValueError, match=r"is not the address of a site .*\(EMBED_IN\).* such as https://desk\.example"
    ):
        place("netlify", tmp_path, embed_in=f"https://a.example {site}")
    assert not list(tmp_path.iterdir())


def test_every_profile_has_a_host_and_a_row_in_its_table():
    placed = {name for files in (*WITH_THE_SITE.values(), *WITH_THE_PROJECT.values()) for name in files}
    names = {path.name for path in PROFILES.iterdir()} - {"README.md", "service-worker.js"}
    assert placed | set(WITH_THE_HOST.values()) == names
    table = (PROFILES / "README.md").read_text(encoding="utf-8")
    assert all(f"]({name})" in table for name in names)


def test_an_unknown_host_gets_the_nearest_name(tmp_path):
    with pytest.raises(ValueError, match=r"There is no host “netlfy”; the hosts are: .* Did you mean “netlify”\?"):
        place("netlfy", tmp_path)


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [
        ("127.0.0.1:8000", "/es/", "200 OK"),
        ("localhost:8000", "/", "200 OK"),
        ("LOCALHOST", "/", "200 OK"),
        ("[::1]:8000", "/", "200 OK"),
        ("192.168.1.7:8000", "/", "200 OK"),
        ("desk.example:8000", "/", "200 OK"),
        ("evil.example:8000", "/", "421 Misdirected Request"),
        ("localhost.evil.example", "/", "421 Misdirected Request"),
        ("", "/", "421 Misdirected Request"),
        ("127.0.0.1:8000", "/es/\0", "404 Not Found"),
    ],
)
def test_the_preview_answers_to_its_own_names_only(host, path, status):
    said = []

    def app(environ, start_response):
        start_response("200 OK", [])
        return [b""]

    answer = guarded(app, ["desk.example"])
    list(answer({"HTTP_HOST": host, "PATH_INFO": path}, lambda status, headers: said.append(status)))
    assert said == [status]


WORKFLOWS = [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), PROFILES / "github-pages.yml"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_names_actions_by_their_commit_and_may_only_read(path):
    """Where a job may do more, it says so itself."""
    workflow = safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    used = [each for job in workflow["jobs"].values() for each in job.get("steps", []) if "uses" in each]
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", each["uses"]) for each in used)


def test_github_publishes_what_has_passed_the_tests_by_a_job_that_runs_nothing_else():
    jobs = safe_load((PROFILES / "github-pages.yml").read_text(encoding="utf-8"))["jobs"]
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("test", "build")
    assert "write" not in str(jobs["build"].get("permissions", "")) and len(jobs["deploy"]["steps"]) == 1


def test_the_nightly_workflow_runs_all_tests_with_no_right_but_to_read():
    workflow = (ROOT / ".github" / "workflows" / "nightly.yml").read_text(encoding="utf-8")
    assert 'cron: "17 3 * * *"' in workflow and "all: true" in workflow
    assert "permissions:\n  contents: read\n" in workflow
