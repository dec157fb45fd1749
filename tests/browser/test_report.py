"""“Was this right?”: an e-mail with the link, and the case as `checker cases add` takes it."""

from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from answers import PARTNER
from test_checker import VERDICT, link, open_again

pytestmark = pytest.mark.browser


def test_a_verdict_is_reported_with_its_link_and_its_case(kept):
    open_again(kept, link("3cx", PARTNER))
    report = kept.page.locator(f"{VERDICT} .checker-report")
    report.locator("summary").click()
    (case,) = yaml.safe_load(report.get_by_role("textbox").input_value())
    assert (case["policy"], case["answers"], case["status"]) == ("3cx", PARTNER, "conditional")
    mail = urlsplit(report.get_by_role("link", name="Write to us").get_attribute("href"))
    said = parse_qs(mail.query)["body"][0].replace("\r\n", "\n")
    assert mail.scheme == "mailto" and "@" in mail.path
    assert "checker/#3cx?rules-version=" in said and said.endswith(report.get_by_role("textbox").input_value())
