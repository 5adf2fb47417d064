"""Encodings: Big5 where it is declared, UTF-16 without a mark, lines of two encodings, broken places."""

from __future__ import annotations

import pytest

from ingest.documents.decode import read_text
from ingest.documents.errors import BinaryDocument, DocumentError, UnknownEncoding

TEXT = "示例市发布低空经济方案。方案提出，三年内建成十个示范场景。企业可以报名。\n"
TRADITIONAL = "示例市發布低空經濟方案。方案提出，三年內建成十個示範場景，企業可以報名參加。\n"
LATIN = "Plan 2026: Qingdao builds 12 landing places for drones.\nThe office is in charge. 青岛市\n"


@pytest.mark.parametrize(
    "head",
    [
        '<html><head><meta charset="big5"></head><body><p>',
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=Big5"></head><body><p>',
        '<?xml version="1.0" encoding="Big5"?>\n<html><body><p>',
        '<?xml version="1.0" encoding="x-x-big5"?>\n<html><body><p>',
    ],
)
def test_big5_where_it_is_declared(head: str) -> None:
    made = read_text(f"{head}{TRADITIONAL}</p></body></html>".encode("big5"), "a.html")
    assert (made.encoding, made.text.strip()) == ("cp950", TRADITIONAL.strip())


def test_declared_text_that_is_no_page_and_codecs_that_are_none() -> None:
    declared = f'<?xml version="1.0" encoding="big5"?>\n<note>{TRADITIONAL}</note>'
    assert TRADITIONAL in read_text(declared.encode("big5"), "a.txt").text
    for name in ("utf-16", "rot13", "unicode_escape", "no-such"):
        page = f'<html><head><meta charset="{name}"></head><body><p>{TEXT}</p></body></html>'
        assert read_text(page.encode("gb18030"), "a.html").encoding == "gb18030", name


def test_a_charset_that_does_not_fit_is_not_taken() -> None:
    page = f'<html><head><meta charset="shift_jis"></head><body><p>{TEXT * 3}</p></body></html>'
    assert read_text(page.encode("gb18030"), "a.html").encoding == "gb18030"
    assert read_text(TEXT.encode("gb18030"), "a.txt", declared="big5").encoding in ("cp950", "gb18030")
    assert read_text(TRADITIONAL.encode("big5"), "a.txt", declared="big5").text == TRADITIONAL


# Without a zero and a mark only characters that are common in simplified Chinese tell UTF-16.
WIDE = [(TEXT, True), (TEXT, False), (LATIN, True), (LATIN, False), ("Only Latin.\n", False), (TRADITIONAL, True)]


@pytest.mark.parametrize(("text", "mark"), WIDE)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_with_and_without_a_mark(text: str, mark: bool, encoding: str) -> None:
    data = text.encode(encoding)
    if mark:
        data = "\ufeff".encode(encoding) + data
    made = read_text(data, "a.txt")
    assert (made.text, made.encoding) == (text, encoding)


def test_zeros_on_both_sides_are_no_text() -> None:
    with pytest.raises(BinaryDocument):
        read_text(b"a\0b\0\0c\0d" * 20, "a.txt")


def test_lines_of_two_encodings_are_read_as_they_are() -> None:
    data = (TEXT * 3).encode() + TEXT.encode("gb18030") * 2 + (TEXT * 2).encode()
    made = read_text(data, "a.txt")
    assert made.text == TEXT * 7
    assert made.encoding == "utf-8+gb18030"
    assert made.notes == ("some lines are in UTF-8, others in GB18030; each was read as it is",)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_single_broken_places_are_shown_and_counted(encoding: str) -> None:
    data = bytearray((TEXT * 20).encode(encoding))
    data[100:101] = b"\xff"
    if encoding == "utf-8":
        # Cut within a character, as downloads are.
        del data[-2 - len("。".encode()) // 2]
    made = read_text(bytes(data), "a.txt")
    assert 0 < made.text.count("\ufffd") < 5
    assert made.encoding == encoding
    assert TEXT * 16 in made.text
    assert "broken places" in made.notes[0]


def test_bytes_that_are_no_text_are_refused() -> None:
    noise = bytes((number * 73 + number // 7) % 255 + 1 for number in range(4000))
    with pytest.raises(DocumentError):
        read_text(noise, "a.txt")
    with pytest.raises(UnknownEncoding, match="the byte order mark says"):
        read_text(b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "a.txt")
