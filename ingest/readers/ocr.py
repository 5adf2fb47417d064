"""Pages that are pictures, read by rapidocr where the extra `ocr` is installed (图片识别).

Models lie inside rapidocr's wheel; nothing is fetched. A page takes 1 to 2 s on two cores.
"""

from __future__ import annotations

import importlib.util
import re
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from itertools import pairwise
from statistics import mean, median
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from ingest.readers.errors import NoText, TooLarge, TooSlow
from ingest.readers.glyph_lines import Glyph, is_wide
from ingest.readers.limits import ReaderLimits

Pixels = npt.NDArray[np.uint8]
"""Height × width × 3 in the order blue, green, red."""

PACKAGES: Final = ("rapidocr", "onnxruntime")
INSTALL: Final = "install the extra `ocr` (pip install 'scenariograph[ocr]')"
DPI: Final = 150.0
"""Characters are found as well as at 200 dots an inch, and sooner."""
SIDE: Final = 2000
"""Pixels of the longer side: rapidocr makes larger pictures so small itself."""
# A line's box is so much higher than its letters (1.0 to 1.7 of them), its middle so far above their baseline.
BOX_HEIGHT: Final = 1.1
BASELINE: Final = 0.38
# Widths of letters beside Chinese ones.
NARROW: Final = 0.55
# Letter sizes of one page that differ by less are one size: boxes waver by some pixels.
SAME_SIZE: Final = 0.09
# A line's box must be so many times as wide as high to tell how far the page is turned.
LONG_LINE: Final = 5.0
# A page that is recognised less surely than this is tried the other way up; a clean one has 0.98.
SURE: Final = 0.8
# Signs that are confused with those of full width; beside a Chinese letter they are of full width.
_CONFUSED: Final = str.maketrans("(),:;?!", "（），：；？！")
_CONFUSED_SIGN: Final = re.compile(r"(?<=[\u3000-\u9fff])[(),:;?!]|[(),:;?!](?=[\u3000-\u9fff])")
_DASH: Final = re.compile(r"(?<=\d)一(?=\d|$)")
_ENGINE: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class OcrLine:
    """A line as it was found: text, confidence, and its box (left, top, right, bottom) in pixels."""

    text: str
    confidence: float
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class OcrPages:
    """Reads pictures of one file within its limits and keeps what the notes say."""

    file_name: str
    limits: ReaderLimits
    looked: int = 0
    pages: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    confidences: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def read(self, number: int, pixels: Pixels, points: float) -> list[Glyph]:
        """Glyphs of page `number`; a pixel is `points` wide. Raises TooLarge and TooSlow."""
        if self.looked >= self.limits.ocr_pages:
            raise TooLarge(
                f"{self.file_name}: more than {self.limits.ocr_pages} pages that are pictures; split the file"
            )
        self.looked += 1
        started = time.monotonic()
        lines = recognised(pixels)
        spent = time.monotonic() - started
        self.seconds += spent
        if spent > self.limits.ocr_seconds:
            raise TooSlow(
                f"{self.file_name}: page {number} took {spent:.0f} s to recognise, more than "
                f"{self.limits.ocr_seconds:g} s; scan it at a lower resolution"
            )
        (self.pages if lines else self.empty).append(number)
        self.confidences += [line.confidence for line in lines]
        return glyphs_of(lines, points)

    def notes(self) -> list[str]:
        """What was read by OCR and how surely, and which pages could not be."""
        found = []
        if self.pages:
            found.append(f"{_pages(self.pages)} read by OCR, mean line confidence {mean(self.confidences):.2f}")
        if self.empty:
            found.append(f"{_pages(self.empty)}: OCR found no text in the pictures")
        if self.skipped:
            found.append(f"{_pages(self.skipped)}: pictures, not read; {INSTALL}")
        return found


def available() -> bool:
    """Whether the extra `ocr` is installed."""
    return all(importlib.util.find_spec(name) is not None for name in PACKAGES)


def required(file_name: str, what: str) -> NoText:
    """The refusal of a file that is nothing but pictures where the extra is missing."""
    return NoText(f"{file_name}: {what}, no text; {INSTALL} to read it, or give a file with text")


@cache
def _engine() -> Any:
    # 1 s to import; most files need none of it. Its own model for lines upside down turns upright ones of 40 letters.
    return import_module("rapidocr").RapidOCR(
        params={"Global.log_level": "critical", "Global.max_side_len": SIDE, "Global.use_cls": False}
    )


def recognised(pixels: Pixels) -> list[OcrLine]:
    """Lines of a picture, whichever side is up; straightened where the page is turned by some degrees."""
    first = _lines(pixels)
    if not first or _upright(first):
        return first
    turned = (_lines(np.ascontiguousarray(np.rot90(pixels, quarters))) for quarters in (2, 1, 3))
    return next((lines for lines in turned if _upright(lines)), first)


def _upright(lines: Sequence[OcrLine]) -> bool:
    """Letters that stand on their head are recognised, but not surely; those that lie have boxes that stand."""
    tall = sum(line.box[3] - line.box[1] > line.box[2] - line.box[0] for line in lines if len(line.text) > 1)
    return bool(lines) and 2 * tall <= len(lines) and mean(line.confidence for line in lines) >= SURE


def _lines(pixels: Pixels) -> list[OcrLine]:
    with _ENGINE:
        found = _engine()(pixels)
    if getattr(found, "boxes", None) is None or getattr(found, "txts", None) is None:
        return []
    boxes = _straight(np.asarray(found.boxes, dtype=float))
    return [
        OcrLine(
            _DASH.sub("—", _CONFUSED_SIGN.sub(lambda sign: sign[0].translate(_CONFUSED), text)),
            float(score),
            (
                float(box[:, 0].min()),
                float(box[[0, 1], 1].mean()),
                float(box[:, 0].max()),
                float(box[[2, 3], 1].mean()),
            ),
        )
        for text, score, box in zip(found.txts, found.scores, boxes, strict=True)
        if text.strip()
    ]


def _straight(boxes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Corners turned back by the angle of most long lines."""
    along = boxes[:, 1] - boxes[:, 0]
    down = boxes[:, 3] - boxes[:, 0]
    long = np.abs(along[:, 0]) > LONG_LINE * np.abs(down[:, 1])
    if not long.any():
        return boxes
    angle = float(np.median(np.arctan2(along[long, 1], along[long, 0])))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    turned: npt.NDArray[np.float64] = boxes @ turn
    return turned


def glyphs_of(lines: Sequence[OcrLine], points: float) -> list[Glyph]:
    """Characters set along the boxes of their lines, each line in one of the page's few letter sizes."""
    sizes = _sizes([(_size(line) * points, len(line.text)) for line in lines])
    found: list[Glyph] = []
    for line, size in zip(lines, sizes, strict=True):
        left, top, right, bottom = (value * points for value in line.box)
        widths = [1.0 if is_wide(char) else NARROW for char in line.text]
        unit = (right - left) / sum(widths)
        y = (top + bottom) / 2 + BASELINE * size
        x = left
        for char, width in zip(line.text, widths, strict=True):
            found.append(Glyph(char, x, x + width * unit, y, size))
            x += width * unit
    return found


def _size(line: OcrLine) -> float:
    """Letter height: by the width of Chinese letters, unless the height of the box says that they are set apart."""
    left, top, right, bottom = line.box
    by_height = max((bottom - top) / BOX_HEIGHT, 1.0)
    by_width = (right - left) / sum(1.0 if is_wide(char) else NARROW for char in line.text)
    wide = sum(map(is_wide, line.text))
    exact = wide >= 4 and 2 * wide > len(line.text) and 0.5 < by_width / by_height < 1.6
    return by_width if exact else by_height


def _sizes(measured: Sequence[tuple[float, int]]) -> list[float]:
    """The most usual size first takes those near it, then the next of what is left."""
    weights: Counter[float] = Counter()
    for size, letters in measured:
        weights[round(size, 1)] += letters
    chosen: list[float] = []
    for size, _ in sorted(weights.items(), key=lambda one: (-one[1], one[0])):
        if all(abs(size - other) > SAME_SIZE * other for other in chosen):
            near = [one for one, letters in measured if abs(one - size) <= SAME_SIZE * size for _ in range(letters)]
            chosen.append(round(median(near), 1))
    return [min(chosen, key=lambda one: abs(one - size)) for size, _ in measured]


def _pages(numbers: Sequence[int]) -> str:
    """`page 2`, or `pages 2, 5-9`."""
    runs: list[list[int]] = [[numbers[0], numbers[0]]]
    for before, number in pairwise(numbers):
        if number == before + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    said = ", ".join(str(one) if one == other else f"{one}-{other}" for one, other in runs)
    return f"{'page' if len(numbers) == 1 else 'pages'} {said}"
