"""A program: builds the site in its folder without the checks that it is given: tests then see what else holds."""

import re
import sys
from unittest.mock import patch

from mkdocs.__main__ import cli

from checker.library import compiled, library
from checker.policy import plain_text, safety
from checker.site import heads, sources

NOTHING, ANYTHING = re.compile("(?!)"), re.compile(".*")

patch.object(compiled, "read_records", lambda path: None).start()  # nobody has reviewed made-up clauses,
patch.object(library, "translation_problems", lambda root, names: []).start()  # nor translated them,
patch.object(sources, "spoiled_problems", lambda docs: ()).start()  # nor the pages
if "texts" in sys.argv:
    plain_text.MARKUP, heads.SITE_URL, heads.CONTACT = NOTHING, ANYTHING, ANYTHING
if "pages" in sys.argv:
    patch.object(safety, "_faults", lambda text: ()).start()

from checker.site import site  # noqa: E402 it takes the checks as they are now

patch.object(site, "make_quick_files").start()
cli(["build", "--quiet", "--strict"])
