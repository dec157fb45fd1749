"""What MkDocs hands over: it is passed on, escaped, in the right order, and what is wrong is said in one report."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from markupsafe import Markup
from mkdocs.exceptions import PluginError

from checker.policy.problems import AuthoringError, Place, Problem
from checker.runtime.problem import RuntimeProblem
from checker.site import hooks
from checker.site.leave_out import UnknownPolicy
from checker.site.scripts import ScriptProblem
from checker.site.theme import Mender, ThemeProblem

BROKEN = AuthoringError([Problem(Place(Path("acme.yaml")), "It is wrong.")])


class Settings(SimpleNamespace):
    """As MkDocs has them: asked for as attributes or as items."""

    def __getitem__(self, name: str) -> object:
        return getattr(self, name)


def fails(error: Exception):
    """A function that does."""

    def fail(*given, **named):
        raise error

    return fail


@pytest.fixture
def config(tmp_path):
    """The settings of a build, as far as hooks read them."""
    return SimpleNamespace(
        site_name="Acme <b>",
        site_description="What Acme supports",
        site_url="https://acme.example/",
        site_dir=str(tmp_path),
        nav=["index.md", {"Acme": ["acme/index.md"]}, {"Acne": ["acne/index.md"]}],
        plugins={"i18n": SimpleNamespace(building=False)},
        theme=Settings(dirs=["theme"], language="es"),
        extra=Settings(contact="https://acme.example/help", alternate=[{"name": "<b>", "link": '"'}]),
    )


@pytest.fixture(autouse=True)
def calls(monkeypatch, capsys):
    """What is asked of the site, in order: names and what they were given."""
    made = []

    def note(name, given=None):
        return lambda *args, **named: made.append((name, *args, *named.values())) or given

    site = {
        name: note(name, f"{name}!")
        for name in ("prepare", "fill_in", "mark_terms", "set_text", "translate_attributes", "finish", "template_cache")
    }
    site |= {
        "policies_left_out": dict,
        "wait_for_runtime": note("wait_for_runtime"),
        "words": lambda language: language,
        "without_left_out": note("without_left_out", "left"),
        "page_context": note("page_context", {"policy": None}),
        "how_to_go_on": lambda error: " Go on.",
    }
    for name, function in site.items():
        monkeypatch.setattr(hooks.site, name, function)
    monkeypatch.setattr(hooks, "try_search", note("try_search"))
    monkeypatch.setattr(hooks, "write_files", note("write_files"))
    monkeypatch.setattr(hooks.offline, "write_worker", note("write_worker"))
    monkeypatch.setattr(hooks.offline, "write_remover", note("write_remover"))
    monkeypatch.setattr(hooks.content_security, "secure_pages", note("secure_pages"))
    monkeypatch.setattr(hooks, "fix_moment", note("fix_moment"))
    monkeypatch.setattr(hooks, "_mender", Mender())
    monkeypatch.setattr(hooks, "_serving", False)
    monkeypatch.setattr(hooks, "_preview", hooks.Preview())
    monkeypatch.delenv("QUICK_START", raising=False)
    return made


@pytest.fixture
def left_out(monkeypatch):
    monkeypatch.setattr(hooks.site, "policies_left_out", lambda: {"acne": "Acne"})


@pytest.fixture
def serving(monkeypatch):
    """MkDocs serves; what the preview is told."""
    told = []
    hooks.on_startup("serve", False)
    for name in ("begin", "add", "add_templates", "end"):
        monkeypatch.setattr(hooks._preview, name, lambda *given, name=name: told.append(name))
    return told


def names(calls) -> list[str]:
    return [name for name, *_ in calls]


def test_a_build_is_dated_and_shows_every_policy_in_the_navigation(config, calls):
    before = list(config.nav)
    hooks.on_config(config)
    assert names(calls) == ["fix_moment"]
    assert config.nav == before


def test_a_policy_that_is_left_out_has_no_pages_and_whoever_builds_is_told(config, left_out, capsys):
    hooks.on_config(config)
    assert config.nav == ["index.md", {"Acme": ["acme/index.md"]}]
    uris = ("acme/index.md", "es/acne/index.md", "inline/offer.js", "inline/offer.css")
    files = [SimpleNamespace(src_uri=uri) for uri in uris]
    assert [file.src_uri for file in hooks.on_files(files, config)] == ["acme/index.md", "inline/offer.css"]
    hooks.on_pre_build(config)
    assert "Acne is left out of this site" in capsys.readouterr().err


def test_without_navigation_nothing_is_taken_out_of_it(config):
    config.nav = None
    hooks.on_config(config)
    assert config.nav is None


def test_a_policy_that_there_is_not_stops_the_build(config, monkeypatch):
    monkeypatch.setattr(hooks.site, "policies_left_out", fails(UnknownPolicy("There is no policy “acn”.")))
    with pytest.raises(PluginError, match="no policy “acn”"):
        hooks.on_config(config)


def test_sources_and_theme_are_looked_at_first_and_once_for_all_languages(config, calls):
    hooks.on_pre_build(config)
    assert names(calls) == ["prepare", "try_search"]
    assert calls[0][1:] == ("https://acme.example/", "https://acme.example/help", False)
    config.plugins["i18n"].building = True
    hooks.on_pre_build(config)
    hooks.on_post_build(config)
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BROKEN, r"It is wrong\.[\s\S]* Go on\."),
        (ScriptProblem("No script."), "No script."),
        (RuntimeProblem("No runtime."), "No runtime."),
        (ThemeProblem("No theme."), "No theme."),
    ],
)
def test_what_is_wrong_stops_the_build_with_its_report(config, monkeypatch, error, said):
    monkeypatch.setattr(hooks.site, "prepare", fails(error))
    with pytest.raises(PluginError, match=said):
        hooks.on_pre_build(config)


def test_titles_of_the_navigation_are_escaped_at_any_depth(config):
    inner = SimpleNamespace(title="<i>", children=None)
    items = [SimpleNamespace(title="A & B", children=[inner]), SimpleNamespace(children=None)]
    nav = SimpleNamespace(items=items, pages=[])
    assert hooks.on_nav(nav, config, []) is nav
    assert (nav.items[0].title, inner.title) == ("A &amp; B", "&lt;i&gt;")


def test_a_page_is_filled_in_without_what_is_left_out_and_its_title_is_escaped(config, calls):
    page = SimpleNamespace(meta={"title": "<b>"}, url="es/acme/", file=SimpleNamespace(src_uri="es/acme/index.md"))
    assert hooks.on_page_markdown("text", page, config, []) == "fill_in!"
    assert page.meta["title"] == "&lt;b&gt;"
    assert calls == [
        ("without_left_out", "text", "es", "es/acme/index.md"),
        ("fill_in", "left", "es", "es/acme/", "https://acme.example/help"),
    ]
    page.meta = {}
    hooks.on_page_markdown("text", page, config, [])
    assert page.meta == {}


def test_terms_are_marked_and_the_ids_of_the_contents_escaped(config, calls):
    entry = SimpleNamespace(id='a"b', children=[])
    page = SimpleNamespace(
        url="es/acme/", toc=[entry], meta={"title": "Acme"}, file=SimpleNamespace(src_uri="es/acme/index.md")
    )
    assert hooks.on_page_content("<p>", page, config, []) == "mark_terms!"
    assert entry.id == "a&#34;b"
    assert calls == [("mark_terms", "<p>", "es", "es/acme/")]


def test_templates_escape_and_wait_for_the_runtime(config, calls):
    env = hooks.on_env(SimpleNamespace(), config, [])
    assert names(calls) == ["wait_for_runtime", "template_cache"]
    assert env.autoescape is hooks.site.escapes
    assert config.site_name == Markup("Acme &lt;b&gt;")


def test_a_runtime_that_cannot_be_made_stops_the_build(config, monkeypatch):
    monkeypatch.setattr(hooks.site, "wait_for_runtime", fails(RuntimeProblem("No function to trim.")))
    with pytest.raises(PluginError, match="No function to trim"):
        hooks.on_env(SimpleNamespace(), config, [])


def test_templates_get_words_and_the_service_worker_and_what_i18n_gives_is_escaped(config, calls):
    page = SimpleNamespace(url="es/acme/", content="<p>6000 €</p>", meta={})
    context = hooks.on_page_context({"page": 1}, page, config, None)
    assert page.content == "set_text!"
    assert context == {"page": 1, "policy": None, "service_worker": "service-worker.js"}
    assert config.extra.alternate == [{"name": "&lt;b&gt;", "link": "&#34;"}]
    assert calls == [
        ("set_text", "<p>6000 €</p>", "es", "es/acme/"),
        ("page_context", "es", "es/acme/", "https://acme.example/"),
    ]


def test_a_finished_page_is_translated_and_mended(config, monkeypatch):
    monkeypatch.setattr(hooks, "_mender", SimpleNamespace(mend=lambda html, words: f"{html} mended, {words}"))
    assert hooks.on_post_page("<p>", None, config) == "translate_attributes! mended, es"


def test_a_finished_site_gets_its_files_the_policy_before_the_list_of_what_is_kept(config, calls, capsys):
    hooks.on_post_build(config)
    assert names(calls) == ["finish", "secure_pages", "write_worker", "write_files"]
    assert calls[0][1:] == (Path(config.site_dir), "https://acme.example/")
    assert not capsys.readouterr().err


def test_a_slow_start_is_said_loudly(config, monkeypatch, capsys):
    monkeypatch.setenv("QUICK_START", "no")
    hooks.on_post_build(config)
    assert "QUICK_START=no" in capsys.readouterr().err


def test_a_script_that_is_not_listed_stops_the_build_before_browsers_keep_anything(config, monkeypatch, calls):
    monkeypatch.setattr(hooks.content_security, "secure_pages", fails(BROKEN))
    with pytest.raises(PluginError, match="It is wrong"):
        hooks.on_post_build(config)
    assert names(calls) == ["finish"]


def test_a_theme_that_has_changed_stops_the_build_before_anything_is_finished(config, monkeypatch, calls):
    monkeypatch.setattr(hooks, "_mender", SimpleNamespace(check=fails(ThemeProblem("It has changed."))))
    with pytest.raises(PluginError, match="It has changed"):
        hooks.on_post_build(config)
    assert not calls


def test_whoever_writes_pages_sees_no_kept_one_and_all_is_remembered_for_the_next_edit(config, serving, calls):
    page = SimpleNamespace(url="es/", content="", meta={})
    hooks.on_pre_build(config)
    hooks.on_nav(SimpleNamespace(items=[], pages=[]), config, [])
    hooks.on_env(SimpleNamespace(), config, [])
    assert hooks.on_page_context({}, page, config, None)["service_worker"] == ""
    hooks.on_post_build(config)
    assert serving == ["begin", "add", "add_templates", "end"]
    assert {"write_remover", "write_files"} <= set(names(calls))
    assert not {"secure_pages", "write_worker"} & set(names(calls))


def test_a_build_is_not_served(config):
    hooks.on_startup("serve", False)
    hooks.on_startup("build", False)
    assert hooks._serving is False
