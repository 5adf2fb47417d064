"""Text objects of an OFD page as glyphs in points (版式文字): GB/T 33190-2016, 11."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from ingest.readers.glyph_lines import Glyph, Segment, segments, without_doubles

POINT: Final = 72 / 25.4
"""Points in a millimetre, the unit of OFD."""
_IDENTITY: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_GB_ENCODING: Final = re.compile(rb"""^<\?xml[^>]{0,80}encoding=["']gb""", re.IGNORECASE)
# GB/T 33190 has no default size; 3.7 mm is 10.5 pt (五号).
_SIZE: Final = 3.7
# Watermarks are slanted; text that was scanned and straightened is off by a degree or two.
_SLANT: Final = math.radians(10)


@dataclass(slots=True)
class PlacedText:
    """Glyphs of a page that run to the right, and texts that run downwards, each as one piece."""

    glyphs: list[Glyph] = field(default_factory=list)
    downward: list[Segment] = field(default_factory=list)

    def segments(self) -> list[Segment]:
        """Pieces of lines; what is printed twice to look bold stands once."""
        return [*segments(without_doubles(self.glyphs)), *self.downward]

    def __bool__(self) -> bool:
        return bool(self.downward) or any(not glyph.char.isspace() for glyph in self.glyphs)


def add_text(element: Element, left: float, top: float, placed: PlacedText, count: Callable[[int], None]) -> bool:
    """Add a TextObject of a page whose corner is at (left, top); False where it is slanted and left out.

    `count` is told the characters of each piece before they are placed.
    """
    a, b, c, d, e, f = numbers(element.get("CTM"), 6) or _IDENTITY
    box_left, box_top, _, _ = numbers(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    slant = abs(math.atan2(b, a))
    if not any(abs(slant - turn) < _SLANT for turn in (0, math.pi / 2, math.pi)):
        return False
    size = abs(number(element.get("Size"), _SIZE)) or _SIZE
    wide = size * (number(element.get("HScale"), 1.0) or 1.0)
    height = size * (math.hypot(c, d) or 1.0) * POINT
    width = wide * (math.hypot(a, b) or 1.0) * POINT
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        text = "".join(code.itertext()).strip("\r\n")
        count(len(text))
        points = [
            ((box_left + a * one + c * other + e - left) * POINT, (box_top + b * one + d * other + f - top) * POINT)
            for one, other in _places(code, text, x, y, wide)
        ]
        if text and all(math.isfinite(value) for point in points for value in (*point, height, width)):
            _place(text, points, height, width, placed)
    return True


def _place(text: str, points: list[tuple[float, float]], height: float, width: float, placed: PlacedText) -> None:
    size = max(round(height, 1), 0.1)
    down = sum(abs(one[1] - other[1]) for one, other in pairwise(points))
    along = sum(abs(one[0] - other[0]) for one, other in pairwise(points))
    if down > along and not _on_lines(points, width):
        if text.strip():
            placed.downward.append(_downward(text.strip(), points[0], size))
        return
    for index, (char, (x, y)) in enumerate(zip(text, points, strict=True)):
        end = x + _width(char, width)
        if index + 1 < len(points) and 0 < points[index + 1][0] - x < 1.05 * width:
            # How wide a Latin letter is, and whether it stands in a room of its own, the next one says.
            end = points[index + 1][0]
        placed.glyphs.append(Glyph(char, x, end, y, size))


def _on_lines(points: list[tuple[float, float]], width: float) -> bool:
    """Whether some characters stand beside each other, so that the text wraps and does not run downwards."""
    return any(other[0] - one[0] > 0.3 * width and one[1] == other[1] for one, other in pairwise(points))


def _downward(text: str, point: tuple[float, float], size: float) -> Segment:
    """Text that runs downwards as a piece as wide as a letter, where its first one stands."""
    x, y = point
    step = size / len(text)
    glyphs = [Glyph(char, x + index * step, x + (index + 1) * step, y, size) for index, char in enumerate(text)]
    return Segment(x, x + size, y, size, glyphs)


def _places(code: Element, text: str, x: float, y: float, wide: float) -> list[tuple[float, float]]:
    """Where each character stands; without DeltaX and DeltaY one follows the other by its own width."""
    steps_x = list(_deltas(code.get("DeltaX"), len(text)))
    steps_y = list(_deltas(code.get("DeltaY"), len(text)))
    places = [(x, y)] if text else []
    for index in range(len(text) - 1):
        down = (steps_y[index] if index < len(steps_y) else None) or 0.0
        along = steps_x[index] if index < len(steps_x) else None
        # Without a step, or with none at all, the next letter would stand upon this one.
        x += _width(text[index], wide) if not along and not down else along or 0.0
        y += down
        places.append((x, y))
    return places


def _width(character: str, size: float) -> float:
    return size * (0.5 if ord(character) < 0x2E80 and character not in "—…“”‘’" else 1.0)


def _deltas(given: str | None, wanted: int) -> Iterator[float | None]:
    """Steps between characters: numbers, and `g n step` for n equal ones (11.3); None for what is no number."""
    words = (given or "").split()
    at = made = 0
    while at < len(words) and made < wanted:
        count, value = 1, words[at]
        if value == "g" and at + 2 < len(words):
            count, value = int(number(words[at + 1], 0.0)), words[at + 2]
            at += 2
        at += 1
        for _ in range(min(max(count, 0), wanted - made)):
            yield number(value, math.nan) if number(value, math.nan) == number(value, 0.0) else None
            made += 1


def number(given: str | None, default: float) -> float:
    """A number of bounded size, else the default: no page is a thousand kilometres wide."""
    try:
        value = float(given) if given is not None else default
    except ValueError:
        return default
    return value if abs(value) < 1e9 else default


def numbers(given: str | None, count: int) -> tuple[float, ...] | None:
    """So many numbers, or None."""
    values = tuple(number(word, 0.0) for word in (given or "").split())
    return values if len(values) == count else None


def children(parent: Element, tag: str) -> Iterator[Element]:
    """Child elements of this name."""
    return (child for child in parent if child.tag == tag)


def parsed(data: bytes) -> Element:
    """Parse XML into elements whose names have no namespace; a DTD is refused, so there are no entities."""
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def refuse(*_: object) -> None:
        raise ValueError("it declares a DTD, which no OFD has")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: builder.end(_local(name))
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    # expat knows no GB 18030.
    parser.Parse(data.decode("gb18030") if _GB_ENCODING.match(data) else data, True)
    element: Element = builder.close()
    return element


def _local(name: str) -> str:
    return name.rpartition(":")[2]
