"""Pictures of pages (png, jpg, tif, bmp), each leaf a page, read by OCR (图片)."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ingest.readers import ocr
from ingest.readers.errors import Damaged, NoText, TooLarge
from ingest.readers.glyph_lines import segments
from ingest.readers.limits import Deadline, ReaderLimits
from ingest.readers.model import Reading
from ingest.readers.page_blocks import PageText, blocks_of

# Other formats that Pillow knows have readers that are rarely used, and rarely tested against hostile files.
FORMATS: Final = ("PNG", "JPEG", "TIFF", "BMP", "MPO")
# Any width does, as all is measured by the letters; so that lengths are points as in a PDF, a page is as wide as A4.
WIDTH: Final = 595.0
# What Pillow raises over broken files.
_BROKEN: Final = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError)


def read_picture(data: bytes, file_name: str, limits: ReaderLimits) -> Reading:
    """Read a picture; raises Damaged, NoText (also without the extra `ocr`), TooLarge and TooSlow."""
    limits.check_size(len(data), file_name)
    if not ocr.available():
        raise ocr.required(file_name, "a picture")
    deadline = Deadline(file_name, limits.seconds)
    scans = ocr.OcrPages(file_name, limits)
    pages = []
    for number, pixels in enumerate(_leaves(data, file_name, limits), 1):
        points = WIDTH / pixels.shape[1]
        before = scans.seconds
        glyphs = scans.read(number, pixels, points)
        deadline.seconds += scans.seconds - before
        deadline.check(f"page {number}")
        pages.append(PageText(number, WIDTH, pixels.shape[0] * points, segments(glyphs), ocr=True))
    if not any(page.segments for page in pages):
        raise NoText(f"{file_name}: OCR found no text in this picture; scan it again, or give a file with text")
    return Reading("picture", blocks_of(pages), scans.notes())


def _leaves(data: bytes, file_name: str, limits: ReaderLimits) -> Iterator[ocr.Pixels]:
    """Each leaf upright, in colour and no larger than OCR wants it."""
    number = 0
    try:
        with _strict():
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
        with picture:
            for number in range(1, getattr(picture, "n_frames", 1) + 1):
                with _strict():
                    picture.seek(number - 1)
                    across, down = picture.size
                    if across * down > limits.pixels:
                        raise TooLarge(_too_many(file_name, number, f"{across} × {down}", limits))
                    pixels = _pixels(picture)
                yield pixels
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise TooLarge(_too_many(file_name, number + 1, "too many", limits)) from error
    except _BROKEN as error:
        raise Damaged(f"{file_name}: the picture is damaged ({error}); save or send it again") from error


@contextmanager
def _strict() -> Iterator[None]:
    """Pillow's warning of too many pixels is an error, those of odd metadata are none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _too_many(file_name: str, number: int, pixels: str, limits: ReaderLimits) -> str:
    return f"{file_name}: page {number} has {pixels} pixels, more than {limits.pixels}; scan it at a lower resolution"


def _pixels(leaf: Image.Image) -> ocr.Pixels:
    if leaf.format == "JPEG":
        # Read at half, a quarter or an eighth of its size, as far as that is still large enough.
        leaf.draft("RGB", (ocr.SIDE, ocr.SIDE))
    upright = ImageOps.exif_transpose(leaf)
    upright.thumbnail((ocr.SIDE, ocr.SIDE))
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
    if upright.mode.startswith(("I", "F")):
        # Sixteen bits a pixel: what lies above white would be cut off.
        grey = np.asarray(upright, dtype=float)
        upright = Image.fromarray((255 * grey / max(float(grey.max()), 1.0)).astype(np.uint8))
    return np.ascontiguousarray(np.asarray(upright.convert("RGB"))[:, :, ::-1])
