"""The page for a policy's vendor, on the made-up policy."""

import acme as made_up

from checker.pages.vendor_page import look, vendor_text
from checker.pages.worked import Worked

LEDGER = "salt: x\ncompared_on: '2026-11-21'\npassages:\n  - passage: 1\n    clauses: [{}]\n"


def worked(acme):
    return Worked(made_up.written(), acme.policies["acme"])


def test_what_is_left_open_is_what_the_file_lists_each_with_its_sets_of_answers(acme, tmp_path):
    found = look(worked(acme), tmp_path)
    assert len(found.unclear) == len(made_up.written().unclear) > 0
    assert all(0 < each.count <= found.every for each in [*found.unclear, *found.beaten])
    assert found.missing is None


def test_a_clause_that_one_language_lacks_is_named(acme, tmp_path):
    one, two = list(acme.words["en"].clauses["acme"])[:2]
    (tmp_path / "acme.en.yaml").write_text(LEDGER.format(f"{one}, {two}"))
    (tmp_path / "acme.it.yaml").write_text(LEDGER.format(one))
    assert look(worked(acme), tmp_path).missing == {two: ("it",)}
    assert "We found no sentence that says this in: Italiano" in vendor_text(
        worked(acme), tmp_path, acme.words["en"], "../../"
    )


def test_the_page_links_each_clause_and_reading(acme, tmp_path):
    text = vendor_text(worked(acme), tmp_path, acme.words["es"], "../../../")
    for entry in look(worked(acme), tmp_path).unclear:
        assert f'href="../../../es/acme/reading/#reading-{entry.reading}"' in text
        for name in entry.clauses:
            assert f'href="../../../{acme.words["es"].clauses["acme"][name].href}"' in text
