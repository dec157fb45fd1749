"""A program: builds the site in its folder without the checks that it is given: tests then see what else holds."""

import re
import sys
from unittest.mock import patch

from mkdocs.__main__ import cli

from checker.library import compiled
from checker.policy import plain_text, safety
from checker.site import heads

NOTHING = re.compile("(?!)")

patch.object(compiled, "read_records", lambda path: None).start()  # nobody has reviewed made-up clauses
if "texts" in sys.argv:
    plain_text.MARKUP, heads.SITE_URL = NOTHING, re.compile(".*")
if "pages" in sys.argv:
    patch.object(safety, "_faults", lambda text: ()).start()

from checker.site import site  # noqa: E402 it takes the checks as they are now

patch.object(site, "make_quick_files").start()
cli(["build", "--quiet", "--strict"])
