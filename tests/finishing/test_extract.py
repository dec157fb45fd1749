"""The messages that translators find: all that a reader sees of a policy file, each with its line."""

from io import BytesIO

from checker.library.extract import extract_policy

POLICY = """\
policy: acme
title: Acme support policy
version: "2026.11"
facts:
  role:
    type: choice
    question: Who are you?
    label: You are
    options: {partner: A partner, user: 12}
informative:
  intro: It is an introduction.
names: [Acme]
"""


class File(BytesIO):
    """A policy file as Babel opens it."""

    name = "acme.yaml"


def test_what_a_reader_sees_is_extracted_with_its_line_and_where_it_stands():
    found = {text: (line, notes) for line, _, text, notes in extract_policy(File(POLICY.encode()), None, None, None)}
    assert found == {
        "Acme support policy": (2, ["acme: title"]),
        "Who are you?": (7, ["acme: facts / role / question"]),
        "You are": (8, ["acme: facts / role / label"]),
        "A partner": (9, ["acme: facts / role / options / partner"]),
        "It is an introduction.": (11, ["acme: informative / intro"]),
    }
