"""Word 97–2003 files, built here byte by byte."""

from __future__ import annotations

import io
import random
import struct
import time
from dataclasses import dataclass, field, replace

import olefile
import pytest

from ingest.readers.doc import read_doc
from ingest.readers.errors import Damaged, Encrypted, NoText, TooLarge, TooSlow, UnknownFormat
from ingest.readers.limits import DEFAULT_LIMITS
from ingest.readers.model import Block, BlockKind, Place, Reading
from tests.ingest.readers.compound import compound
from tests.ingest.readers.outcomes import outcome_of

TEXT_AT = 1024
STORIES = ("body", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header boxes")


@dataclass
class Word:
    """A Word file to be: pieces are (text, compressed); their texts put together are the stories, in order."""

    pieces: list[tuple[str, bool]]
    stories: dict[str, int]
    flags: int = 0x0200
    version: int = 193
    marks: dict[int, bytes] = field(default_factory=dict)
    """Paragraph properties (style number and Sprm list) by the number of the paragraph or cell mark, from zero."""
    styles: list[tuple[int, int]] = field(default_factory=list)
    """Built-in number and base of each style."""
    before_pieces: bytes = b""
    data: bytes = b""

    def streams(self) -> dict[str, bytes]:
        """The streams, the text from TEXT_AT on, pieces in reverse order so that offsets matter."""
        text = b""
        places: list[tuple[int, int]] = []
        for content, compressed in reversed(self.pieces):
            text += bytes(len(text) % 2)
            places.insert(0, (TEXT_AT + len(text), compressed))
            text += content.encode("cp1252" if compressed else "utf-16-le")
        bounds = [0]
        for content, compressed in self.pieces:
            bounds.append(bounds[-1] + (len(content) if compressed else len(content.encode("utf-16-le")) // 2))
        table = struct.pack(f"<{len(bounds)}I", *bounds)
        for offset, narrow in places:
            table += struct.pack("<HIH", 0, offset * 2 | 0x40000000 if narrow else offset, 0)
        clx = self.before_pieces + b"\x02" + struct.pack("<I", len(table)) + table
        main = bytearray(TEXT_AT) + text
        main += bytes(-len(main) % 512)
        properties = b""
        if self.marks:
            properties = struct.pack("<III", TEXT_AT, TEXT_AT + len(text), len(main) // 512)
            main += self._property_page(places)
        sheet = self._style_sheet()
        struct.pack_into("<HH", main, 0, 0xA5EC, self.version)
        struct.pack_into("<H", main, 10, self.flags)
        struct.pack_into("<8i", main, 76, *(self.stories.get(name, 0) for name in STORIES))
        struct.pack_into("<II", main, 154 + 8 * 1, 0, len(sheet))
        struct.pack_into("<II", main, 154 + 8 * 13, len(sheet), len(properties))
        struct.pack_into("<II", main, 154 + 8 * 33, len(sheet) + len(properties), len(clx))
        streams = {"WordDocument": bytes(main), "1Table": sheet + properties + clx}
        return streams | ({"Data": self.data} if self.data else {})

    def _property_page(self, places: list[tuple[int, int]]) -> bytes:
        ends: list[int] = []
        for (content, compressed), (offset, _) in zip(self.pieces, places, strict=True):
            width = 1 if compressed else 2
            ends += [offset + (at + 1) * width for at, sign in enumerate(content) if sign in "\r\x07"]
        numbers = sorted(range(len(ends)), key=lambda number: ends[number])
        page = bytearray(512)
        struct.pack_into(f"<{len(ends) + 1}I", page, 0, TEXT_AT, *sorted(ends))
        free = 510
        for run, number in enumerate(numbers):
            if number in self.marks:
                mark = self.marks[number]
                mark += bytes(1 - len(mark) % 2)
                free = (free - len(mark) - 1) // 2 * 2
                page[free : free + 1 + len(mark)] = bytes([(len(mark) + 1) // 2]) + mark
                page[4 * (len(ends) + 1) + 13 * run] = free // 2
        page[511] = len(ends)
        assert 4 * (len(ends) + 1) + 13 * len(ends) < free
        return bytes(page)

    def _style_sheet(self) -> bytes:
        if not self.styles:
            return b""
        sheet = struct.pack("<HHH", 4, len(self.styles), 10)
        for built_in, base in self.styles:
            sheet += struct.pack("<HHH", 4, built_in, base << 4)
        return sheet

    def file(self) -> bytes:
        """The whole file."""
        return compound(self.streams())


def word(text: str, **more: int) -> Word:
    """One UTF-16 piece; `more` gives the lengths of later stories."""
    return Word([(text, False)], {"body": len(text) - sum(more.values())} | more)


def read(data: bytes) -> Reading:
    return read_doc(data, "计划.doc", DEFAULT_LIMITS)


def paragraphs(*texts: str) -> list[Block]:
    return [Block(BlockKind.PARAGRAPH, text) for text in texts]


def cell(text: str, row: int, column: int, table: int = 1) -> Block:
    return Block(BlockKind.TABLE_CELL, text, Place(table=table, row=row, column=column))


def test_the_written_container_is_read_by_olefile() -> None:
    streams = {"WordDocument": bytes(range(256)) * 20, "1Table": b"short", "Data": b"x" * 130, "empty": b""}
    with olefile.OleFileIO(io.BytesIO(compound(streams)), raise_defects=olefile.DEFECT_INCORRECT) as container:
        assert {name: container.openstream(name).read() for (name,) in container.listdir()} == streams
        assert getattr(container, "parsing_issues") == []  # noqa: B009 - its stub lacks it


def test_pieces_of_both_widths_in_any_place_of_the_stream() -> None:
    pieces = [("低空物流", False), (" café “A”\r", True), ("第二段𠮷", False), ("末\r", False)]
    length = 4 + 10 + 5 + 2  # 𠮷 has two units
    reading = read(Word(pieces, {"body": length}).file())
    assert reading.format == "doc"
    assert reading.blocks == paragraphs("低空物流 café “A”", "第二段𠮷末")
    assert reading.notes == []


def test_a_pair_of_surrogates_may_be_cut_by_a_piece() -> None:
    made = Word([("甲XY乙\r", False)], {"body": 5}).streams()
    whole = made["WordDocument"].replace("XY".encode("utf-16-le"), "𠮷".encode("utf-16-le"))
    clx = b"\x02" + struct.pack("<I3I", 28, 0, 2, 5) + struct.pack("<HIHHIH", 0, 1024, 0, 0, 1028, 0)
    head = bytearray(whole)
    struct.pack_into("<II", head, 154 + 8 * 33, 0, len(clx))
    assert read(compound({"WordDocument": bytes(head), "1Table": clx})).blocks == paragraphs("甲𠮷乙")


def test_property_changes_before_the_piece_table_are_passed_over() -> None:
    made = replace(word("有序\r"), before_pieces=b"\x01\x03\x00\x02\x02\x02")
    assert read(made.file()).blocks == paragraphs("有序")


@pytest.mark.parametrize("flag, name", [(0x0200, "1Table"), (0, "0Table")])
def test_the_flag_names_the_table_stream(flag: int, name: str) -> None:
    streams = replace(word("表流\r"), flags=flag).streams()
    other = {"0Table": "1Table", "1Table": "0Table"}[name]
    named = {"WordDocument": streams["WordDocument"], name: streams["1Table"], other: b"\x07" * 60}
    assert read(compound(named)).blocks == paragraphs("表流")


@pytest.mark.parametrize(
    "written, shown",
    [
        ('见\x13 HYPERLINK "a" \x14网页\x15。\r', ["见网页。"]),
        ("见\x13 PAGE \x15页\r", ["见页"]),
        ("外\x13 IF \x13 DATE \x14今日\x15 = 1 \x14里\x13 REF \x14文\x15字\x15尾\r", ["外里文字尾"]),
        ("前\x13 TOC\r\\o \x14一、总则\t1\r二、任务\t2\x15\r正文\r", ["前一、总则\t1", "二、任务\t2", "正文"]),
        ("没有\x13终点\r后文\r", ["没有终点", "后文"]),
        ("孤\x15独\x14点\r", ["孤独点"]),
    ],
)
def test_field_codes_are_cut_and_results_kept(written: str, shown: list[str]) -> None:
    assert read(word(written).file()).blocks == paragraphs(*shown)


def test_special_characters() -> None:
    text = "上行\x0b下行\x02注\x05批\x01图\x08形\r连\x1e字\x1f符\xa0空\r前页\x0c后页\r"
    reading = read(word(text).file())
    assert reading.blocks == paragraphs("上行\n下行注批图形", "连-字符 空", "前页", "后页")
    assert reading.notes == ["pictures and drawn objects left out: 2"]


def test_cells_by_their_marks_where_there_are_no_properties() -> None:
    text = "任务表\r任务\x07单位\x07\x07航线\t开通\x07交通局\r口岸办\x07\x07表后\r又一\x07表\x07\x07"
    assert read(word(text).file()).blocks == [
        *paragraphs("任务表"),
        cell("任务", 1, 1),
        cell("单位", 1, 2),
        cell("航线 开通", 2, 1),
        cell("交通局\n口岸办", 2, 2),
        *paragraphs("表后"),
        cell("又一", 1, 1, table=2),
        cell("表", 1, 2, table=2),
    ]


IN_TABLE = b"\x00\x00\x16\x24\x01"
# In a table, a table definition of two bytes (its count is one more), then the mark of the row's end.
ROW_END = IN_TABLE + b"\x08\xd6\x03\x00\xff\xff" + b"\x17\x24\x01"


def test_row_ends_by_properties_let_cells_be_empty_and_begin_with_paragraphs() -> None:
    text = "前文\r首段\r次段\x07\x07末格\x07\x07\x07\x07乙\x07\x07后文\r"
    # Marks: 0 前文, 1 首段, 2 次段, 3 empty, 4 末格, 5 row end, 6 and 7 empty, 8 乙, 9 row end, 10 后文.
    marks = dict.fromkeys((1, 2, 3, 4, 6, 7, 8), IN_TABLE) | dict.fromkeys((5, 9), ROW_END)
    made = replace(word(text), marks=marks)
    assert read(made.file()).blocks == [
        *paragraphs("前文"),
        cell("首段\n次段", 1, 1),
        cell("末格", 1, 3),
        cell("乙", 2, 3),
        *paragraphs("后文"),
    ]


def test_a_long_row_end_stands_in_the_stream_data() -> None:
    changes = ROW_END[2:]
    far = b"\x00\x00\x46\x66" + struct.pack("<I", 6)
    made = replace(
        word("甲\x07\x07丙\x07\x07丁\x07"),
        marks={0: IN_TABLE, 1: IN_TABLE, 2: IN_TABLE, 3: far, 4: IN_TABLE},
        data=b"\xff" * 6 + struct.pack("<H", len(changes)) + changes,
    )
    assert read(made.file()).blocks == [cell("甲", 1, 1), cell("丙", 1, 3), cell("丁", 2, 1)]


def test_headings_by_style_base_and_outline_level_and_list_items() -> None:
    styles = [(0, 0xFFF), (2, 0), (0xFFE, 1), (62, 0)]  # 0 normal, 1 heading 2, 2 rests on 1, 3 title
    marks = {
        0: b"\x03\x00",
        1: b"\x02\x00",
        2: b"\x00\x00\x40\x26\x02",
        3: b"\x01\x00\x40\x26\x09",
        4: b"\x00\x00\x0b\x46\x05\x00",
        5: b"\x00\x00\x0b\x46\x00\x00",
    }
    made = replace(word("总题\r二级\r三级\r不是\r条目\r文字\r"), marks=marks, styles=styles)
    reading = read(made.file())
    assert reading.blocks == [
        Block(BlockKind.HEADING, "总题", level=1),
        Block(BlockKind.HEADING, "二级", level=2),
        Block(BlockKind.HEADING, "三级", level=3),
        Block(BlockKind.PARAGRAPH, "不是"),
        Block(BlockKind.LIST_ITEM, "条目"),
        Block(BlockKind.PARAGRAPH, "文字"),
    ]
    assert reading.notes == ["automatic numbers are not in the text: 1 paragraphs"]


def test_properties_after_a_compressed_piece() -> None:
    made = Word([("plain\rhead\rtext\r", True)], {"body": 16}, marks={1: b"\x01\x00"}, styles=[(0, 0xFFF), (1, 0)])
    assert read(made.file()).blocks == [
        *paragraphs("plain"),
        Block(BlockKind.HEADING, "head", level=1),
        *paragraphs("text"),
    ]


def test_styles_that_rest_on_each_other_end() -> None:
    made = replace(word("圈\r"), marks={0: b"\x00\x00"}, styles=[(0xFFE, 1), (0xFFE, 0)])
    assert read(made.file()).blocks == paragraphs("圈")


def test_damaged_properties_cost_the_kinds_and_not_the_text() -> None:
    streams = replace(word("甲\x07乙\x07\x07"), marks={0: IN_TABLE}).streams()
    main = bytearray(streams["WordDocument"])
    struct.pack_into("<II", main, 154 + 8 * 13, 1 << 20, 12)
    reading = read(compound(streams | {"WordDocument": bytes(main)}))
    assert reading.blocks == [cell("甲", 1, 1), cell("乙", 1, 2)]
    assert reading.notes == ["paragraph properties are damaged: no headings, table rows guessed from the cell marks"]


def test_parts_are_told_apart() -> None:
    body, notes, heads = "正文\x02\r", "\x02 脚注一\r", "页眉\r\r— 1 —\r"
    remarks, ends, boxes, head_boxes = "批注\r", "尾注\r", "文本框\r", "框\r"
    made = word(
        body + notes + heads + remarks + ends + boxes + head_boxes + "\r",
        **{
            "footnotes": len(notes),
            "headers": len(heads),
            "comments": len(remarks),
            "endnotes": len(ends),
            "boxes": len(boxes),
            "header boxes": len(head_boxes),
        },
    )
    made.stories["body"] -= 1  # the last mark belongs to no part
    reading = read(made.file())
    assert reading.blocks == [
        *paragraphs("正文", "脚注一", "尾注", "文本框"),
        *(Block(BlockKind.FOOTER, text) for text in ("页眉", "— 1 —", "框")),
    ]
    assert reading.notes == ["comments left out: 3 characters"]


def test_a_table_of_a_header_is_no_table_of_the_body() -> None:
    body, heads = "表\x07\x07", "甲\x07乙\x07\x07"
    blocks = read(word(body + heads, headers=len(heads)).file()).blocks
    assert blocks == [cell("表", 1, 1), Block(BlockKind.FOOTER, "甲"), Block(BlockKind.FOOTER, "乙")]


def test_encrypted_files() -> None:
    with pytest.raises(Encrypted, match="remove the password"):
        read(replace(word("密\r"), flags=0x0300).file())
    with pytest.raises(Encrypted, match="remove the password"):
        read(compound({"EncryptedPackage": bytes(5000), "EncryptionInfo": bytes(100)}))


@pytest.mark.parametrize("version", [101, 104])
def test_word_6_and_95_ask_for_docx(version: int) -> None:
    with pytest.raises(UnknownFormat, match=r"Word 6 or 95 .* save as \.docx"):
        read(replace(word("旧\r"), version=version).file())


def test_other_containers() -> None:
    with pytest.raises(UnknownFormat, match="without the stream WordDocument"):
        read(compound({"CONTENTS": bytes(5000)}))
    with pytest.raises(UnknownFormat, match="no OLE container"):
        read(b"{\\rtf1 text}")
    with pytest.raises(NoText, match="1 pictures"):
        read(word("\x01\r").file())


def changed(at: int, form: str, *values: int) -> bytes:
    """A good file with other numbers in its FIB."""
    streams = word("正文一二三\r").streams()
    main = bytearray(streams["WordDocument"])
    struct.pack_into(form, main, at, *values)
    return compound(streams | {"WordDocument": bytes(main)})


@pytest.mark.parametrize(
    "data, reason",
    [
        (changed(0, "<H", 0xA5DC), "does not begin as Word does"),
        (changed(76, "<i", 7), "breaks off after 6 characters"),
        (changed(80, "<i", -1), "negative length"),
        (changed(154 + 264, "<II", 0, 0), "outside the table stream"),
        (changed(154 + 264, "<II", 0xFFFFFFFF, 20), "outside the table stream"),
        (changed(154 + 264, "<II", 1, 20), "piece table"),
        (compound({"WordDocument": b"\xec\xa5" + bytes(100)}), "breaks off in its head"),
        (compound({"WordDocument": word("正文\r").streams()["WordDocument"]}), "1Table is missing"),
    ],
)
def test_damaged_structures(data: bytes, reason: str) -> None:
    with pytest.raises(Damaged, match=reason):
        read(data)


@pytest.mark.parametrize(
    "bounds, places, reason",
    [
        ((0, 3), (1 << 29,), "outside the stream"),
        ((0, 3), (0x40000000 | 1 << 29,), "outside the stream"),
        ((1, 3), (1024,), "not in order"),
        ((0, 3, 2), (1024, 1024), "not in order"),
        ((0, 2, 2), (1024, 1024), "not in order"),
    ],
)
def test_damaged_pieces(bounds: tuple[int, ...], places: tuple[int, ...], reason: str) -> None:
    table = struct.pack(f"<{len(bounds)}I", *bounds) + b"".join(struct.pack("<HIH", 0, at, 0) for at in places)
    clx = b"\x02" + struct.pack("<I", len(table)) + table
    main = bytearray(word("正文\r").streams()["WordDocument"])
    struct.pack_into("<II", main, 154 + 8 * 33, 0, len(clx))
    with pytest.raises(Damaged, match=reason):
        read(compound({"WordDocument": bytes(main), "1Table": clx}))


def test_pieces_that_share_their_bytes_count_in_full() -> None:
    count = 40
    bounds = struct.pack(f"<{count + 1}I", *(number * 200_000 for number in range(count + 1)))
    table = bounds + struct.pack("<HIH", 0, 0x40000000 | 2048, 0) * count
    clx = b"\x02" + struct.pack("<I", len(table)) + table
    main = bytearray(word("字\r").streams()["WordDocument"]).ljust(300_000, b"a")
    struct.pack_into("<II", main, 154 + 8 * 33, 0, len(clx))
    with pytest.raises(TooLarge, match="8000000 characters, more than 7000000"):
        read(compound({"WordDocument": bytes(main), "1Table": clx}))


def test_limits() -> None:
    data = word("一二三四\r").file()
    with pytest.raises(TooLarge, match="5 characters, more than 4"):
        read_doc(data, "a.doc", replace(DEFAULT_LIMITS, characters=4))
    assert read_doc(data, "a.doc", replace(DEFAULT_LIMITS, characters=5)).blocks == paragraphs("一二三四")
    with pytest.raises(TooSlow):
        read_doc(data, "a.doc", replace(DEFAULT_LIMITS, seconds=-1.0))
    with pytest.raises(TooLarge, match="bytes"):
        read_doc(data, "a.doc", replace(DEFAULT_LIMITS, bytes=len(data) - 1))
    nested = "\x13" * 21 + "\x14深" + "\x15" * 21 + "\r"
    with pytest.raises(TooLarge, match="deeper than 20"):
        read(word(nested).file())


def test_a_head_with_absurd_counts_ends_at_once() -> None:
    data = bytearray(word("正文\r").file())
    # As many DIFAT sectors as so many FAT sectors need: 109 stand in the head, 127 in each DIFAT sector.
    struct.pack_into("<I", data, 44, 109 + 127 * 1_000_000)
    itself = len(data) // 512 - 1
    struct.pack_into("<II", data, 68, itself, 1_000_000)
    data += struct.pack("<128I", *[itself] * 128)
    started = time.process_time()
    with pytest.raises(Damaged):
        read(bytes(data))
    assert time.process_time() - started < 1


def rich() -> bytes:
    """A file with everything that the reader follows."""
    text = "总题\r见\x13 REF \x14文\x15\r首段\r次段\x07\x07\x07末\r脚注\r页眉\r"
    made = Word([(text[:9], False), (text[9:], False)], {"body": len(text) - 6, "footnotes": 3, "headers": 3})
    marks = {0: b"\x01\x00", 2: IN_TABLE, 3: IN_TABLE, 4: IN_TABLE, 5: ROW_END}
    return replace(made, marks=marks, styles=[(0, 0xFFF), (1, 0)]).file()


def outcome(data: bytes) -> str:
    return outcome_of(read_doc, data, "random.doc")


def test_a_file_cut_anywhere_is_an_error_or_a_reading() -> None:
    data = rich()
    assert outcome(data) == "read"
    found = {outcome(data[: len(data) * part // 60]) for part in range(60)}
    assert "Damaged" in found
    assert found <= {"Damaged", "UnknownFormat", "read"}


def test_flipped_bytes_are_an_error_or_a_reading() -> None:
    data = rich()
    source = random.Random(20260722)
    used = [at for at, byte in enumerate(data) if byte not in (0, 255)]
    found = set()
    for _ in range(1000):
        broken = bytearray(data)
        for _ in range(source.randint(1, 6)):
            broken[source.choice(used) if source.random() < 0.8 else source.randrange(len(data))] = source.randrange(
                256
            )
        found.add(outcome(bytes(broken)))
    assert {"Damaged", "read"} <= found
