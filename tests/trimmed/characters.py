"""A checksum of what Python says of every character, by each method and function that looks at one."""

import json
import unicodedata
from zlib import crc32

METHODS = ["casefold", "lower", "upper", "title", "swapcase", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit"]
METHODS += ["isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper", "__repr__"]
FUNCTIONS = ["bidirectional", "category", "combining", "decomposition", "east_asian_width", "mirrored"]
FORMS = ["NFC", "NFD", "NFKC", "NFKD"]
BLOCK = 4096
LAST = 0x10FFFF


def main() -> str:
    sums = {name: _sum(getattr(str, name)) for name in METHODS}
    sums |= {name: _sum(getattr(unicodedata, name)) for name in FUNCTIONS}
    sums |= {form: _sum(lambda text, form=form: unicodedata.normalize(form, text)) for form in FORMS}
    return json.dumps(sums | {"name": _sum(lambda text: unicodedata.name(text, ""))})


def _sum(function) -> int:
    total = 0
    for start in range(0, LAST, BLOCK):
        text = "\0".join(str(function(chr(code))) for code in range(start, start + BLOCK))
        total = crc32(text.encode("utf-8", "surrogatepass"), total)
    return total
