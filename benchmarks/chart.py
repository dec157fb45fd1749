"""The chart of the figures: seconds from opening a page to its first verdict, as SVG, in light and dark."""

from collections.abc import Mapping, Sequence
from html import escape

from benchmarks.starts import CHECKER, Start

ROW, BAR, LEFT, WIDTH, RIGHT, LINE = 24, 15, 130, 560, 70, 18
STYLE = """text { font: 13px system-ui, sans-serif; fill: #24292f } .setting { font-weight: 600 }
.head { fill: #57606a }
rect { fill: #8c959f } .own { fill: #3949ab } .paper { fill: #ffffff }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .head { fill: #9198a1 }
rect { fill: #6e7681 } .own { fill: #8c9eff } .paper { fill: #0d1117 } }"""


def draw(starts: Mapping[str, Mapping[str, Start]], head: Sequence[str]) -> str:
    """The chart of the cold starts, by setting and page, with the lines of `head` above it."""
    longest = max(start.cold for pages in starts.values() for start in pages.values())
    parts = [_text(10, LINE * number, line, "head") for number, line in enumerate(head, 1)]
    height = LINE * len(head)
    for setting, pages in starts.items():
        height += ROW + 8
        parts.append(_text(10, height, setting, "setting"))
        for page, start in pages.items():
            height += ROW
            parts.append(_bar(height, page, start.cold, WIDTH * start.cold / longest))
    return _svg(parts, height + LINE, _said(starts))


def _svg(parts: Sequence[str], height: int, said: str) -> str:
    width = LEFT + WIDTH + RIGHT
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    paper = '<rect class="paper" width="100%" height="100%"/>'
    return "\n".join([head, f"<title>{said}</title>", f"<style>{STYLE}</style>", paper, *parts, "</svg>", ""])


def _bar(top: int, page: str, seconds: float, width: float) -> str:
    kind = "own" if page == CHECKER else "bound"
    bar = f'<rect class="{kind}" x="{LEFT}" y="{top - 12}" width="{max(2, width):.0f}" height="{BAR}" rx="2"/>'
    return _text(20, top, page) + bar + _text(LEFT + round(width) + 8, top, f"{seconds:.2f} s")


def _text(left: int, top: int, said: str, kind: str = "") -> str:
    shown = f' class="{kind}"' if kind else ""
    return f'<text{shown} x="{left}" y="{top}">{escape(said)}</text>'


def _said(starts: Mapping[str, Mapping[str, Start]]) -> str:
    rows = [(setting, page, start.cold) for setting, pages in starts.items() for page, start in pages.items()]
    return escape("; ".join(f"{setting}, {page}: {seconds:.2f} s" for setting, page, seconds in rows))
