"""What changed, for readers: pages, feeds, calendars and notes at clauses, from a history of the made-up policy."""

import json
import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from made_history import ADDED, CHANGED, DAYS, GONE, VERSIONS, policies, write_history

from checker.diff.history import History, keeps_changes, read_history, write_changes
from checker.library.archive import archive, archive_problems, kept_changes, last_release_path
from checker.pages.changes_page import all_changes, policy_changes
from checker.pages.clause_history import Since, add_histories, clause_history
from checker.pages.marked_words import mark_words
from checker.policy.markup import Element, html
from checker.site.calendars import calendar, calendar_path, write_calendars
from checker.site.feeds import ATOM, XHTML, atom, feed_path, feeds, write_feeds

LANGUAGES = ("en", "es", "it")
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TITLES = {"acme/support/": "Support"}


@pytest.fixture(scope="module")
def root(tmp_path_factory, acme):
    folder = tmp_path_factory.mktemp("history")
    write_history(folder, acme)
    return folder


@pytest.fixture(scope="module")
def history(root):
    return read_history("acme", root)


@pytest.fixture
def policy():
    return policies()[-1]


def page(policy, history, words):
    return policy_changes(policy, history, TITLES, words, "../../")


def feed(history, words, root=""):
    """That of all policies as a tree, and as text."""
    text = atom(feeds({"acme": history}, words)[0], words, "Acme & Co", root)
    return ElementTree.fromstring(text), text


def atoms(element, name):
    return element.findall(f"{{{ATOM}}}{name}")


def events(data):
    return {str(event["uid"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


# What is kept


def test_a_release_keeps_its_day_and_what_it_changed(history):
    assert [release.policy.version for release in history.releases] == list(VERSIONS)
    assert [release.day for release in history.releases] == list(DAYS)
    first, second = history.steps
    assert first.changes["changed"] > 0 and second.changes["changed"] == 0
    assert history.step_to(VERSIONS[0]) is None and history.step_to(VERSIONS[1]) is first


def test_what_is_kept_has_no_markup_that_the_build_refuses(root):
    assert all("<away>" in problem.what for problem in archive_problems(root))


def test_a_model_that_was_released_again_has_its_changes_worked_out_again(tmp_path, acme):
    write_history(tmp_path, acme)
    policy = policies()[-1]
    assert keeps_changes(policy, tmp_path)
    model = last_release_path("acme", tmp_path)
    model.write_text(model.read_text() + "\n")
    assert not keeps_changes(policy, tmp_path)
    kept_changes(model).unlink()
    assert not keeps_changes(policy, tmp_path)


def test_to_release_again_keeps_the_day(tmp_path, acme):
    write_history(tmp_path, acme)
    write_changes(policies()[-1], acme.words, date(2030, 1, 1), tmp_path)
    assert read_history("acme", tmp_path).releases[-1].day == DAYS[-1]


# Words


@pytest.mark.parametrize(
    ("old", "new", "before", "now"),
    [
        ("a b c", "a x c", "a <del>b</del> c", "a <ins>x</ins> c"),
        ("a b", "a b c d", "a b", "a b <ins>c d</ins>"),
        ("", "a <b>", "", "<ins>a &lt;b&gt;</ins>"),
        ("a", "a", "a", "a"),
    ],
)
def test_words_are_marked_where_they_differ(old, new, before, now):
    was, words = Element("s"), Element("s")
    mark_words(was, words, old, new)
    assert [html(each)[3:-4] for each in (was, words)] == [before, now]


# Pages


def test_the_page_has_the_versions_newest_first_with_their_days(policy, history, acme):
    text = page(policy, history, acme.words["en"])
    assert re.findall(r"^## Version (\S+?), .*\{ #(\S+) \}$", text.replace("\\", ""), re.MULTILINE) == [
        (version, f"version-{version.replace('.', '-')}") for version in reversed(VERSIONS)
    ]


def test_the_page_has_clauses_before_and_now(policy, history, acme):
    text = page(policy, history, acme.words["en"])
    assert "A clause of <del>five</del> words." in text and "A clause of <ins>six</ins> words." in text
    assert "<ins>This comes &amp; stays.</ins>" in text and "This clause was not there." in text
    assert "<del>This goes &lt;away&gt;.</del>" in text and "This clause is not there any more." in text


def test_the_page_has_each_group_of_verdicts_with_an_example_for_the_checker(policy, history, acme):
    text, step = page(policy, history, acme.words["en"]), history.steps[0]
    groups = [*step.changes["clauses"], *step.changes["levels"]]
    links = re.findall(r'href="\.\./\.\./checker/#acme\?rules-version=2026\.10&amp;[^"]+"', text)
    assert len(links) == len(groups) > 1
    assert all(re.search(rf": {group['changed']:,} sets? of answers\.", text) for group in groups)


@IN_EACH_LANGUAGE
def test_what_is_said_on_pages_is_in_the_language(policy, history, acme, language):
    words = acme.words[language]
    text = page(policy, history, words) + all_changes({"acme": history}, words, "../")
    english = {"Before", "Now", "sets of answers", "The first version", "Follow the changes", "read differently"}
    assert all((each in text) == (language == "en") for each in english)


def test_the_page_of_all_leads_to_each_version(history, acme):
    text = all_changes({"acme": history, "empty": History((), ())}, acme.words["es"], "../../")
    assert re.findall(r'href="\.\./\.\./(es/acme/changes/#[\w-]+)"', text) == [
        f"es/acme/changes/#version-{version.replace('.', '-')}" for version in reversed(VERSIONS)
    ]


def test_a_policy_without_a_release_says_so(policy, acme):
    assert "No version of these rules has been released yet" in page(policy, History((), ()), acme.words["en"])


def test_labels_that_the_catalogues_do_not_have_any_more_are_said_as_they_were(root, policy, acme):
    path = kept_changes(archive(root) / "acme-2026.10.json")
    before = path.read_text("utf-8")
    data = json.loads(before)
    text = page(policy, read_history("acme", root), acme.words["es"])
    label = next(fact.label for fact in policy.facts if f"{fact.label}: " in text)
    data["messages"]["es"][label] = "Como se llamaba"
    path.write_text(json.dumps(data), "utf-8")
    try:
        assert "Como se llamaba: " in page(policy, read_history("acme", root), acme.words["es"])
    finally:
        path.write_text(before, "utf-8")


# Feeds


@IN_EACH_LANGUAGE
@pytest.mark.parametrize("address", ["", "https://acme.example/support/"])
def test_a_feed_has_what_the_standard_asks_for(history, acme, language, address):
    tree, _ = feed(history, acme.words[language], address)
    assert tree.tag == f"{{{ATOM}}}feed"
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    entries = atoms(tree, "entry")
    assert len(entries) == len(VERSIONS)
    for each in (tree, *entries):
        for name in ("id", "title", "updated"):
            (found,) = atoms(each, name)
            assert found.text
        assert UUID.fullmatch(each.findtext(f"{{{ATOM}}}id"))
        assert MOMENT.fullmatch(each.findtext(f"{{{ATOM}}}updated"))
        relations = [link.get("rel") for link in atoms(each, "link")]
        assert relations == (["self", "alternate"] if each is tree else ["alternate"])
        assert all(link.get("href").startswith(address or "../") for link in atoms(each, "link"))
    (author,) = atoms(tree, "author")
    assert author.findtext(f"{{{ATOM}}}name") == "Acme & Co"
    ids = [each.findtext(f"{{{ATOM}}}id") for each in (tree, *entries)]
    assert len(set(ids)) == len(ids)
    assert tree.findtext(f"{{{ATOM}}}updated") == f"{DAYS[-1]}T00:00:00Z"


def test_an_entry_with_text_as_xhtml_has_one_div(history, acme):
    tree, _ = feed(history, acme.words["en"])
    contents = [content for entry in atoms(tree, "entry") for content in atoms(entry, "content")]
    assert [content.get("type") for content in contents] == ["xhtml", "xhtml"]
    for content in contents:
        (div,) = content
        assert div.tag == f"{{{XHTML}}}div"
    assert "This comes & stays." in "".join(contents[1].itertext())
    assert "No longer there: This goes <away>." in "".join(contents[1].itertext())


def test_ids_stay_wherever_the_site_is_and_differ_by_language(history, acme):
    def ids(language, address):
        return set(re.findall(UUID.pattern.replace("(", "(?:"), feed(history, acme.words[language], address)[1]))

    assert ids("en", "") == ids("en", "https://acme.example/")
    assert not ids("en", "") & ids("es", "")


def test_there_is_a_feed_of_each_policy_and_of_all_and_none_without_a_release(tmp_path, history, acme):
    histories = {"acme": history, "empty": History((), ())}
    for folder in ("one", "two"):
        write_feeds(tmp_path / folder, histories, acme.words.values(), "Acme", "")
    names = sorted(path.name for path in (tmp_path / "one" / "feeds").iterdir())
    assert names == sorted(f"{name}.{language}.atom" for name in ("acme", "all") for language in LANGUAGES)
    for name in names:
        first, second = ((tmp_path / folder / "feeds" / name).read_bytes() for folder in ("one", "two"))
        assert first == second
    assert feed_path("all", "it") == "feeds/all.it.atom"


# Calendars


@IN_EACH_LANGUAGE
def test_a_calendar_has_versions_comparisons_and_holidays(policy, history, acme, language):
    found = list(events(calendar(policy, history, acme.words[language])).values())
    days = [event.decoded("dtstart") for event in found]
    assert set(days) >= {*DAYS, date.fromisoformat(policy.checked_on), date.fromisoformat(policy.check_again_by)}
    assert len(found) == len(DAYS) + 2 + len(policy.desk.places[0].closed)
    assert all(event["summary"] and event["dtstamp"] and event["uid"] for event in found)
    assert all((event.decoded("dtend") - event.decoded("dtstart")).days == 1 for event in found)


def test_a_calendar_is_the_same_at_each_build_and_dated_by_the_release(policy, history, acme):
    data = calendar(policy, history, acme.words["en"])
    assert data == calendar(policy, history, acme.words["en"])
    assert {str(line) for line in re.findall(rb"DTSTAMP:(\S+)", data)} == {str(b"20270115T000000Z")}


def test_lines_of_a_calendar_end_in_cr_lf_and_are_short(policy, history, acme):
    data = calendar(policy, history, acme.words["es"])
    assert data.count(b"\n") == data.count(b"\r\n") > 0 and data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\r\nVERSION:2.0\r\n" in data and b"\r\nPRODID:" in data


def test_entries_keep_their_ids_when_another_version_comes(policy, history, acme):
    earlier = History(history.releases[:-1], history.steps[:-1])
    before, after = (set(events(calendar(policy, each, acme.words["en"]))) for each in (earlier, history))
    assert before < after


def test_a_desk_that_works_on_holidays_has_none_in_the_calendar(policy, history, acme, tmp_path):
    without = replace(policy, desk=None)
    assert len(events(calendar(without, history, acme.words["en"]))) == len(DAYS) + 2
    write_calendars(tmp_path, [without], {"acme": history}, [acme.words["it"]])
    assert (tmp_path / calendar_path("acme", "it")).exists()


# At clauses


def test_each_clause_knows_since_when_it_is_there_and_what_changed_it_last(history):
    found = clause_history(history, "en")
    assert found[CHANGED] == Since("2026.10", "2027.01")
    assert found[ADDED] == Since("2026.11", "")
    assert GONE not in found


@pytest.mark.parametrize(
    ("content", "noted"),
    [
        ('<p id="a">Text <em>here</em>.</p><p>b</p>', '<p id="a">Text <em>here</em>.NOTE</p><p>b</p>'),
        ('<li id="a">Text\n<ul><li>b</li></ul></li>', '<li id="a">Text\nNOTE<ul><li>b</li></ul></li>'),
        ('<h2 id="a">Text</h2>', '<h2 id="a">Text</h2>'),
        ('<p id="b">Text<br>x &amp; &#169;</p>', '<p id="b">Text<br>x &amp; &#169;</p>'),
    ],
)
def test_the_note_is_at_the_end_of_the_clause(acme, content, noted):
    made = add_histories(content, {"a": Since("1.0", "")}, "../changes/", acme.words["en"])
    note = '<span class="clause-history" data-search-exclude="">Since version 1.0</span>'
    assert made == noted.replace("NOTE", note)


@IN_EACH_LANGUAGE
def test_the_note_leads_to_the_version_that_changed_the_clause(acme, language):
    words = acme.words[language]
    made = add_histories('<p id="a">x</p>', {"a": Since("1.0", "1.2")}, "../changes/", words)
    assert 'href="../changes/#version-1-2"' in made
    assert ("Since version" in made) == (language == "en")
