"""A PDF as a browser prints a page: lines that end where the paper does, an address and a number on each page."""

import textwrap

LINES, WIDTH = 16, 92


def pdf(text: str, edges: bool = True) -> bytes:
    """A PDF of the text, without compression; with an address and a number at the `edges` of each page."""
    wrapped = [part for line in text.split("\n") for part in textwrap.wrap(line, WIDTH) or [""]]
    pages = [wrapped[at : at + LINES] for at in range(0, len(wrapped), LINES)]
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages, start=1):
        box = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {len(objects) + 2} 0 R >>".encode())
        shown = ["https://vendor.example/support", *page, f"{number}/{len(pages)}"] if edges else page
        stream = b"BT /F1 10 Tf 14 TL 40 800 Td " + b" T* ".join(map(_shown, shown)) + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _file(objects)


def _shown(line: str) -> bytes:
    plain = line.encode("cp1252", errors="replace")
    return b"(" + plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj"


def _file(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", list[int]()
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return data + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
