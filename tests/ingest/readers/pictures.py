"""Pictures of pages with Chinese text, drawn in the test."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.readers import ocr

WIDTH, HEIGHT = 595, 842
# Indent is the distance from the left in points, as are top and size.
Drawn = tuple[float, float, str, float]

needs_ocr = pytest.mark.skipif(not ocr.available(), reason="the extra `ocr` (rapidocr, onnxruntime) is not installed")


def font_file() -> Path:
    """A font with Chinese letters; the test skips where there is none."""
    fonts = pytest.importorskip("rendercv_fonts", reason="no font with Chinese letters: rendercv-fonts is missing")
    return Path(str(fonts.__file__)).parent / "Noto Sans" / "NotoSansSC-Regular.ttf"


def drawn(texts: Sequence[Drawn], dpi: float = 150.0, turn: float = 0.0) -> Image.Image:
    """An A4 page with texts at (x, top of the letters) in points."""
    scale = dpi / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), "white")
    pen = ImageDraw.Draw(image)
    for x, top, text, size in texts:
        pen.text((x * scale, top * scale), text, fill=0, font=ImageFont.truetype(str(font_file()), round(size * scale)))
    return image.rotate(turn, fillcolor=255, resample=Image.Resampling.BICUBIC) if turn else image


def drawn_width(text: str, size: float) -> float:
    """Points that a text takes."""
    return ImageFont.truetype(str(font_file()), 100).getlength(text) * size / 100


def saved(*images: Image.Image, format: str = "PNG") -> bytes:
    """The pages as one file; more than one need TIFF."""
    target = io.BytesIO()
    more = {"save_all": True, "append_images": list(images[1:])} if len(images) > 1 else {}
    images[0].save(target, format, dpi=(150, 150), **more)
    return target.getvalue()


def scanned(canvas: Canvas, image: Image.Image) -> None:
    """A page of a PDF that is nothing but this picture."""
    canvas.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)


def column(
    lines: Sequence[str], x: float = 72.0, top: float = 80.0, size: float = 16.0, pitch: float = 28.0
) -> list[Drawn]:
    """Lines one below the other; ideographic blanks before a line are an indent."""
    found = []
    for number, line in enumerate(lines):
        text = line.lstrip("\u3000")
        found.append((x + size * (len(line) - len(text)), top + number * pitch, text, size))
    return found


def recall(wanted: str, got: str) -> float:
    """Share of the wanted characters, blanks left out, that are found in their order."""
    import difflib

    one, other = ("".join(text.split()) for text in (wanted, got))
    same = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) / len(one)
