"""A program: builds the site in its folder without the checks that it is given: tests then see what else holds."""

import re
import sys
from unittest.mock import patch

from mkdocs.__main__ import cli

from checker.policy import plain_text, safety

NOTHING, ANYTHING = re.compile("(?!)"), re.compile(".*")

if "texts" in sys.argv:
    plain_text.MARKUP = NOTHING
if "pages" in sys.argv:
    patch.object(safety, "_faults", lambda text: ()).start()

# What follows takes the checks as they are now.
from checker.library import compiled, library  # noqa: E402
from checker.site import heads, sources  # noqa: E402

if "texts" in sys.argv:
    heads.SITE_URL = heads.CONTACT = ANYTHING
if sys.argv[1:]:  # made-up pages are English in every language, and nobody has translated what is made up
    patch.object(library, "translation_problems", lambda root, names: []).start()
    patch.object(sources, "spoiled_problems", lambda docs: ()).start()
patch.object(compiled, "read_records", lambda path: None).start()  # nor reviewed it

from checker.site import site  # noqa: E402

patch.object(site, "make_quick_files").start()
cli(["build", "--quiet", "--strict"])
