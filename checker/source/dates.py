"""The days in a policy file, once all of the vendor's texts have been compared again."""

import re
from datetime import date

from dateutil.relativedelta import relativedelta


def compared(text: str, day: date) -> str:
    """The policy file's text with `checked_on` on that day, and `check_again_by` as long after it as before."""
    checked, again = (_day(text, key) for key in ("checked_on", "check_again_by"))
    if checked >= day:
        return text
    text = _set(text, "checked_on", day)
    return _set(text, "check_again_by", day + relativedelta(again, checked))


def _day(text: str, key: str) -> date:
    found = re.search(_line(key), text, re.MULTILINE)
    assert found, key
    return date.fromisoformat(found[2])


def _set(text: str, key: str, day: date) -> str:
    return re.sub(_line(key), rf"\g<1>{day.isoformat()}", text, count=1, flags=re.MULTILINE)


def _line(key: str) -> str:
    return rf"^({key}: *[\"']?)(\d{{4}}-\d\d-\d\d)"
