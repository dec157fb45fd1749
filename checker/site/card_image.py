"""A social card as a picture: the site's mark and name, a title, a line and a small one below, as a PNG.

The same words give the same bytes: the letters come from files of the project, never from those of the machine.
"""

import re
from functools import cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from checker.places import WEB
from checker.policy.problems import AuthoringError, Place, Problem

WIDTH, HEIGHT = 1200, 630
MARGIN = 80
ROOM = WIDTH - 2 * MARGIN
TITLE_BOTTOM = 398
CHECK = ((8, 17), (13.5, 22.5), (24, 11))
"""The corners of the check in `favicon.svg`, which is 32 wide."""
CHECK_WIDTH, TILE, TILE_ROUND = 4, 32, 7
FINER = 4
"""Shapes are drawn this many times as large, then made smaller: Pillow itself draws hard edges."""
COLOURS = 64

Colour = tuple[int, ...]
WHITE: Colour = (255, 255, 255)


class Style(NamedTuple):
    """How words are set: in the largest of these sizes in which they take no more than so many lines."""

    face: str
    sizes: tuple[int, ...]
    lines: int = 1


class CardWords(NamedTuple):
    """All words of a card, from top to bottom."""

    site: str
    title: str
    line: str
    small: str


TITLE, LINE, SMALL = Style("Bold", (80, 72, 64, 56, 48), 2), Style("Regular", (35, 31, 27)), Style("Regular", (25, 22))


@cache
def draw(words: CardWords) -> bytes:
    """The card with these words, as a PNG."""
    card = _ground().copy()
    pen = ImageDraw.Draw(card)
    pen.text((MARGIN + 112, 108), words.site, WHITE, font("Bold", 42), "lm")
    _write(pen, TITLE, words.title, TITLE_BOTTOM, WHITE)
    _write(pen, LINE, words.line, 476, _mix(brand("ink"), WHITE, 0.86))
    _write(pen, SMALL, words.small, 557, _mix(brand("ink"), WHITE, 0.66))
    return _png(card)


def fit(text: str, style: Style) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The letters and lines for a text. One that has no room ends in an ellipsis: no build should stop for a card."""
    for size in style.sizes:
        letters = font(style.face, size)
        lines = _balanced(text, letters)
        if len(lines) <= style.lines and all(letters.getlength(line) <= ROOM for line in lines):
            return letters, lines
    kept = lines[: style.lines]
    return letters, [*kept[:-1], kept[-1] + "…"] if len(lines) > len(kept) else kept


@cache
def _ground() -> Image.Image:
    """What is the same on all cards: the mark, once as a mark and once as a large shadow, and a line at the bottom."""
    ink, light = brand("ink"), brand("light")
    card = Image.new("RGB", (WIDTH, HEIGHT), ink)
    card.paste(_mix(ink, light, 0.08), (700, -50), _check(520))
    card.paste(_mix(ink, WHITE, 0.12), (MARGIN, 64), _tile(88))
    card.paste(light, (MARGIN, 64), _check(88))
    ImageDraw.Draw(card).rectangle((0, HEIGHT - 14, WIDTH, HEIGHT), fill=light)
    return card


@cache
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """Letters of that height, set by Pillow itself: what else may be on the machine would set them differently."""
    path = WEB / "cards" / f"OpenSans-{face}.ttf"
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def brand(name: str) -> Colour:
    """A colour of the site's identity, as `site.css` has it. Raises AuthoringError where it has none."""
    style = WEB / "site.css"
    found = re.search(rf"--brand-{name}: #([0-9a-fA-F]{{6}});", style.read_text(encoding="utf-8"))
    if not found:
        what = f"The style sheet has no colour --brand-{name}, which the social cards are drawn with."
        raise AuthoringError([Problem(Place(style), what, f"Write it with six digits, as --brand-{name}: #1d3557;")])
    return tuple(bytes.fromhex(found[1]))


def _mix(first: Colour, second: Colour, share: float) -> Colour:
    """The first colour with that share of the second."""
    return tuple(round(a + (b - a) * share) for a, b in zip(first, second, strict=True))


def _write(pen: ImageDraw.ImageDraw, style: Style, text: str, bottom: int, colour: Colour) -> None:
    """The last line has its foot at `bottom`, so that what is below keeps its distance."""
    letters, lines = fit(text, style)
    for above, line in enumerate(reversed(lines)):
        pen.text((MARGIN, bottom - round(above * letters.size * 1.2)), line, colour, letters, "ls")


def _balanced(text: str, letters: ImageFont.FreeTypeFont) -> list[str]:
    """The text in as few lines as there can be, which are about as long as each other: no last word by itself."""
    fewest = len(_wrapped(text, letters, ROOM))
    tried = (_wrapped(text, letters, width) for width in range(ROOM // fewest, ROOM, 10))
    return next((lines for lines in tried if len(lines) == fewest), _wrapped(text, letters, ROOM))


def _wrapped(text: str, letters: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The text in lines, each as long as it can be; a word that is wider is a line of its own."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and letters.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _check(side: int) -> Image.Image:
    """The check of the mark as a stencil."""
    mask, scale = _stencil(side)
    pen = ImageDraw.Draw(mask)
    corners = [(x * scale, y * scale) for x, y in CHECK]
    radius = CHECK_WIDTH * scale / 2
    pen.line(corners, 255, round(CHECK_WIDTH * scale))
    for x, y in corners:
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), 255)
    return mask.resize((side, side), Image.Resampling.LANCZOS)


def _tile(side: int) -> Image.Image:
    """What is behind the check, as a stencil."""
    mask, scale = _stencil(side)
    whole = TILE * scale
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, whole, whole), TILE_ROUND * scale, 255)
    return mask.resize((side, side), Image.Resampling.LANCZOS)


def _stencil(side: int) -> tuple[Image.Image, float]:
    """An empty one, and by how much to enlarge the measures of the mark."""
    return Image.new("L", (side * FINER, side * FINER)), side * FINER / TILE


def _png(card: Image.Image) -> bytes:
    """With few colours: a card has hardly more, and takes a third of the bytes."""
    found = BytesIO()
    few = card.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(found, "PNG", compress_level=6)
    return found.getvalue()
