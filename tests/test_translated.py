"""What verdicts, drafts and generated pages say is in the catalogues: gettext would give the English, this fails."""

from dataclasses import replace

import pytest
from shared import POLICIES, strict
from worked_cases import ALL_CASES

from checker.core.engine.decide import decide
from checker.core.words.draft import draft, drafts
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import view
from checker.diff.history import read_history
from checker.library.library import policy_files
from checker.pages.markers import fill_in
from checker.pages.worked import Worked
from checker.policy.source import read_yaml
from checker.policy.written import read_written

WRITTEN = {path.stem: read_written(read_yaml(path)) for path in policy_files()}
MARKERS = ("tables", "evidence", "changes", "questions")
PAGES = [("compare", "compare/"), ("editions", "about/"), ("data", "data/"), ("changes", "changes/")]
PAGES += [(marker, f"{policy}/{marker}/") for marker in MARKERS for policy in POLICIES]


@pytest.fixture(params=["es", "it"])
def words(request, library):
    return strict(library.words[request.param])


def worked(library):
    return lambda policy: Worked(WRITTEN[policy], library.policies[policy])


@pytest.mark.parametrize(("marker", "url"), PAGES, ids=[url for _, url in PAGES])
def test_generated_pages(library, words, marker, url):
    spoken, language = replace(library, words={words.language: words}), words.language
    made = fill_in(f"{{{{ {marker} }}}}", spoken, worked(library), read_history, language, f"{language}/{url}", "")
    assert made and "{{" not in made


@pytest.mark.parametrize("share", [slice(None, None, 4), pytest.param(slice(None), marks=pytest.mark.slow)])
def test_verdicts_and_drafts_of_the_worked_cases(library, words, share):
    for case in ALL_CASES[share]:
        verdict = decide(library.policies[case.policy], case.data["answers"], case.today)
        assert view(verdict, words)["heading"] and document(verdict, words)["policy"] == case.policy
        if drafts(verdict, "en", library.words):
            assert draft(verdict, words)["text"]
