"""Pages that are pictures: recognised with places, mixed with text, bounded, and refused without the extra."""

from __future__ import annotations

import socket
import struct
import zlib
from dataclasses import replace

import pytest

from ingest.documents.source import open_source
from ingest.readers import format_of, ocr, picture
from ingest.readers.errors import Damaged, NoText, TooLarge, TooSlow
from ingest.readers.limits import DEFAULT_LIMITS
from ingest.readers.model import Block, BlockKind, Place
from ingest.readers.pdf import read_pdf
from ingest.readers.picture import read_picture
from tests.ingest.readers import test_pdf
from tests.ingest.readers.pictures import column, drawn, needs_ocr, recall, saved, scanned
from tests.ingest.readers.test_pdf import pdf, texts, wrap, write

TITLE = "示例市场景创新行动方案"
FIRST = "示例市到明年建成一批人工智能应用场景，由市工业和信息化局牵头推进，各区分工落实，明年底前建成二十个。"
SECOND = "一、推动城市低空物流枢纽建设并开通跨海航线，智慧港口与自动码头协同作业形成示范应用。"
LETTERS = 28
# Eleven letters of 22 points around the middle of a page that is 595 wide.
PAGE = [(176.0, 60.0, TITLE, 22.0), *column(wrap(FIRST, LETTERS) + wrap(SECOND, LETTERS), top=120)]
MIXED = [(72.0, 80.0, "有文字层的一页，它的字一个也不少，因为它们就在文件里，不必去认，这一句足够长了。", 12.0)]


def blocks(kind: BlockKind, data: bytes, name: str = "扫描.png") -> list[str]:
    """Texts of one kind in a picture."""
    return texts(read_picture(data, name, DEFAULT_LIMITS), kind)


def mixed() -> bytes:
    """A page of text, a scanned page, a page of text."""
    image = drawn(PAGE)
    layer = lambda canvas: write(canvas, 72, 80, MIXED[0][2], 10)  # noqa: E731
    return pdf(layer, lambda canvas: scanned(canvas, image), layer)


@needs_ocr
@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF", "BMP"])
def test_a_picture_is_read_as_a_page(format: str) -> None:
    data = saved(drawn(PAGE), format=format)
    assert format_of(data, "扫描") == "picture"
    assert read_picture(data, "扫描", DEFAULT_LIMITS).blocks == [
        Block(BlockKind.HEADING, TITLE, Place(page=1, ocr=True), 1),
        Block(BlockKind.PARAGRAPH, FIRST, Place(page=1, ocr=True)),
        Block(BlockKind.PARAGRAPH, SECOND, Place(page=1, ocr=True)),
    ]


@needs_ocr
def test_nothing_is_fetched_and_the_notes_say_how_sure_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    ocr._engine.cache_clear()
    made = open_source(saved(drawn(PAGE)), "扫描.png")
    assert recall(TITLE + FIRST + SECOND, made.text) == 1
    assert made.place_at(made.text.index("二十个")) == "page=1 ocr=yes"
    (note,) = made.notes
    assert note.startswith("page 1 read by OCR, mean line confidence ")
    assert float(note.rpartition(" ")[2]) > 0.9


@needs_ocr
@pytest.mark.parametrize("turn", [-3.0, 2.0])
def test_a_page_laid_askew_is_straightened(turn: float) -> None:
    # Over a whole page the left edge wanders by more than an indent.
    page = column((wrap(FIRST, LETTERS) + wrap(SECOND, LETTERS)) * 6, top=80)
    assert blocks(BlockKind.PARAGRAPH, saved(drawn(page, turn=turn))) == [FIRST, SECOND] * 6


@needs_ocr
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_laid_upside_down_or_on_its_side_is_turned(turn: int) -> None:
    image = drawn(PAGE).rotate(turn, expand=True)
    assert blocks(BlockKind.PARAGRAPH, saved(image)) == [FIRST, SECOND]


@needs_ocr
def test_signs_that_are_confused_are_those_of_chinese_text() -> None:
    # The second line is one that rapidocr's model for lines upside down would turn.
    said = [
        "（一）实施期为2026—2028年（含）：分工落实",
        "、未来产业等“10+1”创新型产业体系和“4+4+2”现代海洋产业体系，",
        "Plan A (2026), part B: harbour",
    ]
    found = read_picture(saved(drawn(column(said, size=14))), "扫描.png", DEFAULT_LIMITS)
    assert [block.text for block in found.blocks] == said


@needs_ocr
def test_two_columns_under_a_title_are_read_one_after_the_other() -> None:
    lines = wrap(FIRST * 3, 13), wrap(SECOND * 3, 13)
    sides = [column(side, x=x, top=120, size=15) for side, x in zip(lines, (60.0, 320.0), strict=True)]
    data = saved(drawn([PAGE[0], *sides[0], *sides[1]]))
    assert blocks(BlockKind.HEADING, data) == [TITLE]
    assert blocks(BlockKind.PARAGRAPH, data) == [FIRST * 3, SECOND * 3]


@needs_ocr
def test_leaves_of_a_tif_are_pages() -> None:
    leaf = [PAGE[0], *column(wrap(SECOND, LETTERS), top=120)]
    found = read_picture(saved(drawn(PAGE), drawn(leaf), format="TIFF"), "扫描.tif", DEFAULT_LIMITS)
    assert [block.place.page for block in found.blocks] == [1, 1, 1, 2, 2]
    assert found.notes[0].startswith("pages 1-2 read by OCR")


@needs_ocr
def test_scanned_pages_of_a_pdf_stand_between_the_others() -> None:
    found = read_pdf(mixed(), "方案.pdf", DEFAULT_LIMITS)
    assert [(str(block.place), block.text) for block in found.blocks] == [
        ("page=1", MIXED[0][2]),
        ("page=2 ocr=yes", TITLE),
        ("page=2 ocr=yes", FIRST),
        ("page=2 ocr=yes", SECOND),
        ("page=3", MIXED[0][2]),
    ]
    assert [note[:18] for note in found.notes] == ["page 2 read by OCR"]


@needs_ocr
def test_a_paragraph_that_goes_on_in_a_picture_is_marked() -> None:
    lines = wrap(FIRST, 20)
    image = drawn(column(lines[2:], x=test_pdf.LEFT, top=80))
    data = pdf(
        lambda canvas: test_pdf.lines(canvas, [*wrap(FIRST * 2, 20)[:6], *lines[:2]]),
        lambda canvas: scanned(canvas, image),
    )
    last = read_pdf(data, "方案.pdf", DEFAULT_LIMITS).blocks[-1]
    assert (str(last.place), last.text) == ("page=1 ocr=yes", FIRST)


@needs_ocr
def test_letters_that_the_file_names_are_not_recognised_again() -> None:
    image = drawn(PAGE)

    def draw(canvas: object) -> None:
        scanned(canvas, image)  # type: ignore[arg-type]
        write(canvas, 176, 80, TITLE, 22)  # type: ignore[arg-type]

    found = read_pdf(pdf(draw), "方案.pdf", DEFAULT_LIMITS)
    assert [block.text for block in found.blocks] == [TITLE, FIRST, SECOND]


@needs_ocr
def test_a_cover_with_a_small_picture_is_not_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recognised", lambda pixels: pytest.fail("a cover is no scan"))

    def draw(canvas: object) -> None:
        canvas.drawImage(test_pdf.ImageReader(drawn([])), 250, 400, 90, 90)  # type: ignore[attr-defined]
        write(canvas, 176, 80, TITLE, 22)  # type: ignore[arg-type]

    assert [block.text for block in read_pdf(pdf(draw), "方案.pdf", DEFAULT_LIMITS).blocks] == [TITLE]


@needs_ocr
def test_a_picture_without_text_is_refused() -> None:
    with pytest.raises(NoText, match="OCR found no text"):
        read_picture(saved(drawn([])), "空.png", DEFAULT_LIMITS)
    with pytest.raises(NoText, match="OCR found no text"):
        read_pdf(pdf(test_pdf.picture), "空.pdf", DEFAULT_LIMITS)


def png_head(width: int, height: int) -> bytes:
    """A picture of some hundred bytes that says it is so large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


@needs_ocr
@pytest.mark.parametrize("side", [8_945, 9_500, 60_000])
def test_a_decompression_bomb_is_refused_before_it_is_opened(side: int) -> None:
    with pytest.raises(TooLarge, match="pixels, more than 80000000"):
        read_picture(png_head(side, side), "炸弹.png", DEFAULT_LIMITS)


@needs_ocr
def test_limits_of_pixels_pages_and_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "recognised", lambda pixels: [ocr.OcrLine("甲", 0.5, (0.0, 0.0, 30.0, 30.0))])
    two = saved(drawn([]), drawn([]), format="TIFF")
    read_picture(two, "扫描.tif", replace(DEFAULT_LIMITS, ocr_pages=2, seconds=5.0))
    with pytest.raises(TooLarge, match="more than 1 pages that are pictures"):
        read_picture(two, "扫描.tif", replace(DEFAULT_LIMITS, ocr_pages=1))
    with pytest.raises(TooSlow, match="page 1 took"):
        read_picture(two, "扫描.tif", replace(DEFAULT_LIMITS, ocr_seconds=-1.0))
    with pytest.raises(TooLarge, match="page 2 holds a picture of 2174960 pixels"):
        read_pdf(mixed(), "方案.pdf", replace(DEFAULT_LIMITS, pixels=2_000_000))
    with pytest.raises(TooLarge, match="bytes"):
        read_picture(two, "扫描.tif", replace(DEFAULT_LIMITS, bytes=100))


@needs_ocr
def test_a_broken_picture_is_damaged() -> None:
    data = saved(drawn(PAGE))
    with pytest.raises(Damaged, match="damaged"):
        read_picture(data[: len(data) // 2], "扫描.png", DEFAULT_LIMITS)
    with pytest.raises(Damaged, match="damaged"):
        read_picture(b"\xff\xd8\xffnothing", "扫描.jpg", DEFAULT_LIMITS)


def test_without_the_extra_pictures_are_refused_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "PACKAGES", ("no_such_package",))
    for made in (png_head(10, 10), pdf(test_pdf.picture, test_pdf.picture)):
        with pytest.raises(NoText, match=r"no text; install the extra `ocr` .*scenariograph\[ocr\]"):
            open_source(made, "扫描.pdf")
    layer = lambda canvas: write(canvas, 72, 80, MIXED[0][2], 10)  # noqa: E731
    found = read_pdf(pdf(layer, test_pdf.picture, test_pdf.picture, layer), "方案.pdf", DEFAULT_LIMITS)
    assert [block.place for block in found.blocks] == [Place(page=1), Place(page=4)]
    assert found.notes == [f"pages 2-3: pictures, not read; {ocr.INSTALL}"]


def test_sizes_that_waver_are_one_size() -> None:
    assert ocr._sizes([(15.5, 28), (15.9, 26), (14.9, 4), (22.0, 11), (22.6, 3)]) == [15.5, 15.5, 15.5, 22.0, 22.0]


def test_only_pictures_that_are_tried_are_opened() -> None:
    assert set(picture.FORMATS) == {"PNG", "JPEG", "MPO", "TIFF", "BMP"}
    assert format_of(b"BM is how this text begins", "a.txt") == "text"
