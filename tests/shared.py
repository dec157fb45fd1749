"""Names that several test modules use."""

from datetime import date

from checker.build.library import policy_files

POLICIES = [path.stem for path in policy_files()]
TODAY = date(2026, 11, 22)
