"""The chart that the README shows: seconds from opening the page to the verdict, as plain SVG in any colour scheme."""

from html import escape
from pathlib import Path

from benchmarks.starts import Start

ROW, BAR, LEFT, WIDTH = 26, 16, 300, 380
STYLE = """text { font: 13px system-ui, sans-serif; fill: #24292f } rect { fill: #3949ab } .bare { fill: #8c959f }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } rect { fill: #8c9eff } .bare { fill: #6e7681 } }"""


def draw(found: dict[str, dict[str, Start]], target: Path) -> None:
    """Write the chart of the cold starts, setting by setting."""
    rows = [(setting, page, start.cold) for setting, starts in found.items() for page, start in starts.items()]
    longest = max(seconds for _, _, seconds in rows)
    bars = [_bar(number, *row, longest) for number, row in enumerate(rows)]
    said = "; ".join(f"{setting}, {page}: {seconds:.1f} s" for setting, page, seconds in rows)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 70} {ROW * len(rows) + 10}" role="img">'
    )
    title = f"<title>Seconds from opening the page to the verdict. {escape(said)}</title>"
    target.write_text("\n".join([head, title, f"<style>{STYLE}</style>", *bars, "</svg>", ""]), encoding="utf-8")


def _bar(number: int, setting: str, page: str, seconds: float, longest: float) -> str:
    top, width = number * ROW + 8, max(2, round(WIDTH * seconds / longest))
    kind = ' class="bare"' if page == "Pyodide alone" else ""
    label = f"{escape(page)} ({escape(setting)})"
    return (
        f'<text x="{LEFT - 8}" y="{top + 13}" text-anchor="end">{label}</text>'
        f'<rect{kind} x="{LEFT}" y="{top}" width="{width}" height="{BAR}" rx="2"/>'
        f'<text x="{LEFT + width + 6}" y="{top + 13}">{seconds:.1f} s</text>'
    )
