"""Names that several test modules use."""

from datetime import date

import pytest

from checker.build.library import policy_files

POLICIES = [path.stem for path in policy_files()]
TODAY = date(2026, 11, 22)

in_browsers = pytest.mark.parametrize("browser", ["chromium", "firefox"], indirect=True)
