"""Word files, made here by python-docx and by hand where it cannot make them."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest

from ingest.readers.docx import read_docx
from ingest.readers.errors import Damaged, Encrypted, ExpandsTooFar, NoText, ReadError, TooLarge, TooSlow
from ingest.readers.limits import DEFAULT_LIMITS, ReaderLimits
from ingest.readers.model import BlockKind, Reading

SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# A picture of one white pixel.
PIXEL = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    for name, data in (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\xff")),
        (b"IEND", b""),
    )
)


def saved(document: object) -> bytes:
    """A python-docx document's bytes."""
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def edited(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """The same zip file with parts replaced, added, or taken out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        kept = {name: old.read(name) for name in old.namelist()}
        for name, content in {**kept, **parts}.items():
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A Word file of a raw body and raw parts by role, such as `numbering` or `header`."""
    files: dict[str, bytes | None] = {"word/document.xml": _part("document", f"<w:body>{body}</w:body>")}
    entries = ""
    for role, content in parts.items():
        files[f"word/{role}.xml"] = _part({"header": "hdr", "footer": "ftr"}.get(role, role), content)
        entries += f'<Relationship Id="{role}" Type="{OFFICE}/{role}" Target="{role}.xml"/>'
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    ).encode()
    return edited(saved(docx.Document()), {"word/styles.xml": None, "word/numbering.xml": None, **files})


def _part(root: str, content: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {SPACES}>{content}</w:{root}>'.encode()


def read(data: bytes, limits: ReaderLimits = DEFAULT_LIMITS) -> Reading:
    """Read under a fixed name."""
    return read_docx(data, "方案.docx", limits)


def texts(body: str, **parts: str) -> list[str]:
    """The texts of a raw body's blocks."""
    return [block.text for block in read(word(body, **parts)).blocks]


def told(reading: Reading) -> list[tuple[str, int, str, str]]:
    """The blocks as kind, level, place, text."""
    return [(block.kind.value, block.level, str(block.place), block.text) for block in reading.blocks]


def r(text: str) -> str:
    """A run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def tc(content: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_body_in_order_with_places_headings_and_footers() -> None:
    made = docx.Document()
    made.add_heading("青河市场景清单", 0)
    made.add_heading("总体要求", 1)
    made.add_heading("目标", 2)
    made.add_paragraph("到2027年建成10个场景。")
    table = made.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "场景"
    table.cell(0, 1).text = "单位"
    table.cell(1, 1).text = "港务局\n交通局"
    made.add_paragraph("表1 场景", style="Caption")
    made.add_paragraph("开放数据", style="List Bullet")
    made.add_picture(io.BytesIO(PIXEL))
    made.sections[0].header.paragraphs[0].text = "青河市文件"
    made.sections[0].footer.paragraphs[0].text = "第1页"
    reading = read(saved(made))
    assert told(reading) == [
        ("heading", 1, "", "青河市场景清单"),
        ("heading", 1, "", "总体要求"),
        ("heading", 2, "", "目标"),
        ("paragraph", 0, "", "到2027年建成10个场景。"),
        ("table_cell", 0, "table=1 row=1 column=1", "场景"),
        ("table_cell", 0, "table=1 row=1 column=2", "单位"),
        ("table_cell", 0, "table=1 row=2 column=2", "港务局\n交通局"),
        ("caption", 0, "", "表1 场景"),
        ("list_item", 0, "", "开放数据"),
        ("footer", 0, "", "青河市文件"),
        ("footer", 0, "", "第1页"),
    ]
    assert (reading.format, reading.notes) == ("docx", ("1 pictures left out",))


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:hyperlink>" + r("链接") + "</w:hyperlink>", "链接"),
        ("<w:smartTag>" + r("标记") + "</w:smartTag>", "标记"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + r("控件") + "</w:sdtContent></w:sdt>", "控件"),
        (r("投资") + "<w:ins>" + r("50") + "</w:ins><w:del><w:r><w:delText>40</w:delText></w:r></w:del>", "投资50"),
        ("<w:moveFrom>" + r("旧") + "</w:moveFrom><w:moveTo>" + r("新") + "</w:moveTo>", "新"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r>", "甲\n乙\t丙\n丁"),
        ("<w:r><w:t>a\n b</w:t></w:r>", "a  b"),
        ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op\xadera</w:t><w:noBreakHyphen/><w:t>te</w:t></w:r>", "coopera-te"),
        (f"{BEGIN}<w:r><w:instrText>PAGE</w:instrText></w:r>{SEPARATE}{r('7')}{END}{r('页')}", "7页"),
        # The inner field's result 1 belongs to the code of the outer one.
        (f"{BEGIN}{BEGIN}{SEPARATE}{r('1')}{END}{SEPARATE}{r('果')}{END}", "果"),
        (f"{SEPARATE}{END}{r('无头')}", "无头"),
        ('<w:fldSimple w:instr="DATE">' + r("今日") + "</w:fldSimple>", "今日"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("同意"), "☑同意"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B1"/></w:r>' + r("5"), "±5"),
        ('<w:r><w:sym w:font="宋体" w:char="2103"/></w:r>', "℃"),
        (f"<w:r><w:ruby><w:rt>{r('qing')}</w:rt><w:rubyBase>{r('青')}</w:rubyBase></w:ruby></w:r>", "青"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
            "1/2",
        ),
        (r("前<!-- 注 -->后"), "前后"),
    ],
)
def test_text_of_a_paragraph(inner: str, text: str) -> None:
    assert texts(f"<w:p>{inner}</w:p>") == [text]


def test_field_without_an_end_hides_nothing_after_its_paragraph() -> None:
    assert texts(f"<w:p>{r('前')}{BEGIN}</w:p>" + p("后")) == ["前", "后"]


def test_content_controls_and_insertions_around_paragraphs_rows_and_cells() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = control(p("段落")) + control(control(tbl(tr(tc(p("甲")), control(tc(p("乙")))), control(tr(tc(p("丙")))))))
    assert told(read(word(body)))[0] == ("paragraph", 0, "", "段落")
    assert [(place, text) for _, _, place, text in told(read(word(body)))[1:]] == [
        ("table=1 row=1 column=1", "甲"),
        ("table=1 row=1 column=2", "乙"),
        ("table=1 row=2 column=1", "丙"),
    ]


def box(content: str) -> str:
    """A text box as Word writes it: the same content for new and for old programs."""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_boxes_once_after_their_paragraph() -> None:
    body = f"<w:p>{r('前')}{box(p('框一') + p('框二'))}{r('后')}</w:p>" + tbl(tr(tc(f"<w:p>{box(p('格中框'))}</w:p>")))
    assert texts(body) == ["前后", "框一", "框二", "格中框"]


def test_fallback_is_read_where_the_choice_is_empty() -> None:
    assert texts(
        f"<w:p><mc:AlternateContent><mc:Choice/><mc:Fallback>{r('旧')}</mc:Fallback></mc:AlternateContent></w:p>"
    ) == ["旧"]


def test_deleted_paragraph_marks_rows_and_cells() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        p("合", gone)
        + p("并")
        + tbl(tr(tc(p("删")), properties="<w:del/>"), tr(tc(p("x"), "<w:cellDel/>"), tc(p("留"))))
    )
    assert [(place, text) for _, _, place, text in told(read(word(body)))] == [
        ("", "合并"),
        ("table=1 row=1 column=2", "留"),
    ]
    assert texts(p("头") + p("尾", gone)) == ["头", "尾"]


def lvl(index: int, number_format: str, text: str, more: str = "", start: int = 1) -> str:
    """A list level."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> str:
    """One list, number 1."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def n(level: int = 0, number: int = 1) -> str:
    """A paragraph's own list properties."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


@pytest.mark.parametrize(
    ("number_format", "start", "mark"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 1, "一"),
        ("chineseCounting", 10, "十"),
        ("japaneseCounting", 11, "十一"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("chineseLegalSimplified", 23, "贰拾叁"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 3, "丙"),
        ("upperLetter", 3, "C"),
        ("lowerLetter", 28, "bb"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("lowerRoman", 4000, "4000"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircleChinese", 21, "21"),
        ("lowerLetter", 999_999_999, "999999999"),
        ("ideographDigital", -1, "-一"),
        ("unheardOf", 5, "5"),
    ],
)
def test_number_formats(number_format: str, start: int, mark: str) -> None:
    lists = numbering(lvl(0, number_format, "%1、", start=start))
    assert texts(p("文", n()), numbering=lists) == [f"{mark}、文"]


def test_levels_count_restart_and_write_the_levels_above() -> None:
    lists = numbering(
        lvl(0, "chineseCounting", "%1、"),
        lvl(1, "chineseCounting", "（%2）"),
        lvl(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        lvl(3, "lowerLetter", "%4)", '<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/>'),
        lvl(4, "bullet", "●"),
    )
    body = "".join(p(text, n(level)) for level, text in enumerate(["总则", "目标", "数字", "细目", "圆点"]))
    body += p("", n(1)) + "".join(
        p(text, n(level)) for level, text in ((1, "任务"), (3, "续"), (2, "另"), (0, "分工"), (1, "牵头"))
    )
    assert texts(body, numbering=lists) == [
        "一、总则",
        "（一）目标",
        "1.1.1 数字",
        "a)细目",
        "圆点",
        # The empty paragraph is （二）.
        "（三）任务",
        "b)续",
        "1.3.1 另",
        "二、分工",
        "（一）牵头",
    ]


def test_level_that_restarts_after_one_level_only() -> None:
    lists = numbering(
        lvl(0, "decimal", "%1."), lvl(1, "decimal", "%2)"), lvl(2, "decimal", "%3、", '<w:lvlRestart w:val="1"/>')
    )
    body = "".join(p("文", n(level)) for level in (0, 1, 2, 1, 2, 0, 2))
    assert texts(body, numbering=lists) == ["1. 文", "1) 文", "1、文", "2) 文", "2、文", "2. 文", "1、文"]


def test_lists_of_one_definition_go_on_and_an_override_starts_anew_once() -> None:
    override = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = "".join(p("文", n(0, number)) for number in (1, 2, 3, 3, 9, 0))
    assert texts(body, numbering=numbering(lvl(0, "decimal", "%1."), more=override)) == [
        "1. 文",
        "2. 文",
        "5. 文",
        "6. 文",
        "文",
        "文",
    ]


def test_numbers_of_styles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="款"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="heading 2"/><w:basedOn w:val="b"/></w:style>'
    )
    lists = numbering(lvl(0, "chineseCountingThousand", "第%1条"), lvl(1, "decimal", "%1-%2", '<w:pStyle w:val="b"/>'))
    body = "".join(p("文", f'<w:pStyle w:val="{style}"/>{more}') for style, more in (("a", ""), ("b", ""), ("c", "")))
    body += p("无", '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert told(read(word(body, numbering=lists, styles=styles))) == [
        ("list_item", 0, "", "第一条 文"),
        ("list_item", 0, "", "一-1 文"),
        ("heading", 2, "", "一-2 文"),
        ("paragraph", 0, "", "无"),
    ]


def test_list_defined_by_a_list_style() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="s"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="s"/>{lvl(0, "decimal", "%1)")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert texts(p("文", n()), numbering=lists) == ["1) 文"]


@pytest.mark.parametrize(
    ("style", "own", "kind", "level"),
    [
        ("<w:name w:val='heading 3'/>", "", BlockKind.HEADING, 3),
        ("<w:name w:val='标题 2'/>", "", BlockKind.HEADING, 2),
        ("<w:name w:val='Title'/>", "", BlockKind.HEADING, 1),
        ("<w:name w:val='标题'/>", "", BlockKind.HEADING, 1),
        ("<w:name w:val='章'/><w:pPr><w:outlineLvl w:val='3'/></w:pPr>", "", BlockKind.HEADING, 4),
        ("<w:name w:val='章'/><w:basedOn w:val='base'/>", "", BlockKind.HEADING, 1),
        ("<w:name w:val='章'/><w:basedOn w:val='s'/>", "", BlockKind.PARAGRAPH, 0),
        ("<w:name w:val='标题 2'/>", "<w:outlineLvl w:val='9'/>", BlockKind.PARAGRAPH, 0),
        ("<w:name w:val='Normal'/>", "<w:outlineLvl w:val='0'/>", BlockKind.HEADING, 1),
        ("<w:name w:val='题注'/>", "", BlockKind.CAPTION, 0),
        ("<w:name w:val='List Paragraph'/>", "", BlockKind.LIST_ITEM, 0),
        ("<w:name w:val='标题 1 的说明'/>", "", BlockKind.PARAGRAPH, 0),
    ],
)
def test_kinds_by_style(style: str, own: str, kind: BlockKind, level: int) -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="s">{style}</w:style>'
        '<w:style w:type="paragraph" w:styleId="base"><w:name w:val="heading 1"/></w:style>'
    )
    block = read(word(p("文", f'<w:pStyle w:val="s"/>{own}'), styles=styles)).blocks[0]
    assert (block.kind, block.level) == (kind, level)


def test_merged_cells_keep_true_columns_and_stand_once() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    span = '<w:gridSpan w:val="2"/>'
    body = tbl(
        tr(tc(p("市"), down), tc(p("宽"), span), tc(p("末"))),
        tr(tc("<w:p/>", on), tc(p("a")), tc(p("")), tc(p("b"))),
        tr(tc(p("市"), on), tc(p("c"))),
        tr(tc(p("另"), on)),
        tr(tc(p("右")), properties='<w:gridBefore w:val="3"/>'),
        tr(tc(p("市"))),
    )
    assert [(place, text) for _, _, place, text in told(read(word(body)))] == [
        ("table=1 row=1 column=1", "市"),
        ("table=1 row=1 column=2", "宽"),
        ("table=1 row=1 column=4", "末"),
        ("table=1 row=2 column=2", "a"),
        ("table=1 row=2 column=4", "b"),
        ("table=1 row=3 column=2", "c"),
        # A text of its own under a merged cell is not lost.
        ("table=1 row=4 column=1", "另"),
        ("table=1 row=5 column=4", "右"),
        ("table=1 row=6 column=1", "市"),
    ]


def test_nested_tables_come_after_their_cell() -> None:
    inner = tbl(tr(tc(p("内一")), tc(p("内二"))))
    body = tbl(tr(tc(p("外前") + inner + p("外后")), tc(p("旁")))) + tbl(tr(tc(p("下"))))
    assert [(place, text) for _, _, place, text in told(read(word(body)))] == [
        ("table=1 row=1 column=1", "外前\n外后"),
        ("table=2 row=1 column=1", "内一"),
        ("table=2 row=1 column=2", "内二"),
        ("table=1 row=1 column=2", "旁"),
        ("table=3 row=1 column=1", "下"),
    ]


def test_notes_comments_headers_and_macros() -> None:
    def reference(kind: str, key: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'

    notes = f'<w:footnote w:id="0" w:type="separator">{p("——")}</w:footnote>' + "".join(
        f'<w:footnote w:id="{key}">{p(text)}</w:footnote>' for key, text in ((1, "注一"), (2, "注二"), (3, "弃注"))
    )
    sections = "".join(
        '<w:sectPr><w:headerReference r:id="header"/><w:footerReference r:id="footer"/></w:sectPr>' for _ in range(2)
    )
    body = (
        f"<w:p>{r('正文')}{reference('footnote', 2)}{reference('footnote', 1)}{reference('endnote', 1)}{reference('comment', 4)}"
        f'<w:r><w:pict><v:imagedata r:id="x"/></w:pict></w:r></w:p>{sections}<w:altChunk/>'
    )
    data = word(
        body,
        footnotes=notes,
        endnotes=f'<w:endnote w:id="1">{p("尾注")}</w:endnote>',
        comments=f'<w:comment w:id="4">{p("批注")}</w:comment>',
        header=p("眉") + tbl(tr(tc(p("眉格")))),
        footer=p("脚") + p("眉"),
    )
    reading = read_docx(edited(data, {"word/vbaProject.bin": b"\0"}), "方案.docm", DEFAULT_LIMITS)
    assert told(reading) == [
        ("paragraph", 0, "", "正文"),
        ("paragraph", 0, "", "注二"),
        ("paragraph", 0, "", "注一"),
        ("paragraph", 0, "", "尾注"),
        ("footer", 0, "", "眉"),
        ("footer", 0, "", "眉格"),
        ("footer", 0, "", "脚"),
    ]
    assert reading.notes == (
        "2 footnotes after the text",
        "1 footnotes left out: the text does not refer to them",
        "1 endnotes after the text",
        "macros left out",
        "1 pictures left out",
        "1 comments left out",
        "1 embedded files left out",
    )


def test_characters_that_are_no_text_are_counted() -> None:
    # Two of private use, one control character, one unknown symbol; then what XML forbids, as byte and as reference.
    sound = word(p("甲\ue000乙\U000f0000\x85") + '<w:p><w:r><w:sym w:font="Wingdings" w:char="F021"/></w:r></w:p>')
    assert (read(sound).blocks[0].text, read(sound).notes) == (
        "甲乙",
        ("4 private-use or control characters left out",),
    )
    broken = read(word(p("甲\x0b乙&#x1F;&#31;丙")))
    assert (broken.blocks[0].text, broken.notes) == ("甲乙丙", ("3 private-use or control characters left out",))


def test_strict_edition_and_another_name_of_the_main_part() -> None:
    lists = numbering(lvl(0, "decimal", "%1."))
    data = word(p("文", n()), numbering=lists)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}

    def strict(content: bytes) -> bytes:
        content = content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        return content.replace(OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")

    renamed: dict[str, bytes | None] = {name: strict(content) for name, content in parts.items()}
    renamed["word/main.xml"] = renamed.pop("word/document.xml")
    renamed["word/_rels/main.xml.rels"] = renamed.pop("word/_rels/document.xml.rels")
    renamed["_rels/.rels"] = strict(parts["_rels/.rels"]).replace(b"word/document.xml", b"/word/main.xml")
    renamed |= {"word/document.xml": None, "word/_rels/document.xml.rels": None}
    assert [block.text for block in read(edited(data, renamed)).blocks] == ["1. 文"]


BOMB = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)


def with_prolog(prolog: str, text: str) -> bytes:
    """A Word file whose main part declares something."""
    document = f"{prolog}<w:document {SPACES}><w:body>{p(text)}</w:body></w:document>"
    return edited(word(""), {"word/document.xml": document.encode()})


def encrypted_flag() -> bytes:
    """The flag of encryption set on every member."""
    data = bytearray(word(p("文")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(signature), bytes(data)):
            data[match.start() + offset] |= 1
    return bytes(data)


def nested(depth: int) -> str:
    """Tables in tables."""
    body = p("底")
    for _ in range(depth):
        body = tbl(tr(tc(body)))
    return body


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", Damaged, "zip container"),
        (word(p("文"))[:-100], Damaged, "zip container"),
        (edited(word(p("文")), {"word/document.xml": None}), Damaged, r"word/document\.xml is missing"),
        (edited(word(p("文")), {"word/document.xml": b"<w:document>"}), Damaged, r"word/document\.xml is no sound XML"),
        (edited(word(p("文")), {"word/document.xml": b"<workbook/>"}), Damaged, "is a workbook, no Word document"),
        (with_prolog("<!DOCTYPE document>", "文"), Damaged, "document type"),
        (with_prolog(BOMB, "&j;"), Damaged, "(document type|amplification)"),
        (with_prolog('<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">', "文"), Damaged, "document type"),
        (edited(word(p("文")), {"word/document.xml": b"\0" * (40 << 20)}), ExpandsTooFar, "unpacks to more"),
        (encrypted_flag(), Encrypted, "encrypted"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 96, Encrypted, "without a password"),
        (OLE + "WordDocument".encode("utf-16-le"), Damaged, r"\.doc"),
        (word(nested(30)), TooLarge, "20 deep"),
        (word("<w:p/>" + tbl(tr(tc("<w:p/>")))), NoText, "no text"),
        (word("<w:p/><w:sectPr><w:headerReference r:id='header'/></w:sectPr>", header=p("眉")), NoText, "no text"),
        (word("<w:p><w:r><w:pict><v:imagedata/></w:pict></w:r></w:p>"), NoText, "1 pictures and no text"),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else None,
)
def test_refused(data: bytes, error: type[ReadError], says: str) -> None:
    with pytest.raises(error, match=rf"方案\.docx: .*{says}"):
        read(data)


def test_external_entity_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    with pytest.raises(Damaged) as caught:
        read(with_prolog(f'<!DOCTYPE d [<!ENTITY s SYSTEM "{secret.as_uri()}">]>', "&s;"))
    assert "机密" not in str(caught.value)


def test_deepest_table_allowed() -> None:
    assert str(read(word(nested(20))).blocks[0].place) == "table=20 row=1 column=1"
    with pytest.raises(TooLarge):
        read(word(nested(21)))


def test_boxes_count_for_the_depth() -> None:
    body = p("底")
    for _ in range(3):
        body = f"<w:p><w:r><w:pict><w:txbxContent>{body}</w:txbxContent></w:pict></w:r></w:p>"
    assert read(word(body), ReaderLimits(depth=3)).blocks[0].text == "底"
    with pytest.raises(TooLarge):
        read(word(body), ReaderLimits(depth=2))


def test_limits_of_characters_bytes_and_time() -> None:
    data = word(p("五个字的段") + tbl(tr(tc(p("格子")))))
    assert len(read(data, ReaderLimits(characters=7)).blocks) == 2
    with pytest.raises(TooLarge, match="more than 6 characters"):
        read(data, ReaderLimits(characters=6))
    with pytest.raises(TooLarge, match="bytes"):
        read(data, ReaderLimits(bytes=len(data) - 1))
    with pytest.raises(TooSlow, match="block 1"):
        read(data, ReaderLimits(seconds=-1))


def test_hurt_files_raise_read_errors_only() -> None:
    sound = word(p("文", n()) + nested(2), numbering=numbering(lvl(0, "decimal", "%1.")))
    chance = random.Random(7)
    refused = 0
    for _ in range(150):
        hurt = bytearray(sound)
        for _ in range(3):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        try:
            read(bytes(hurt))
        except ReadError:
            refused += 1
    assert refused > 10


@pytest.mark.realdata
def test_real_files_keep_every_chinese_character(shared: Path) -> None:
    paths = sorted((shared / "data" / "documents").glob("*.docx"))
    assert paths
    for path in paths:
        with zipfile.ZipFile(path) as opened:
            xml = opened.read("word/document.xml").decode()
        # Text boxes stand twice; these files hold no tracked changes.
        xml = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", xml, flags=re.DOTALL)
        expected = len(re.findall(r"[㐀-鿿]", "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))))
        reading = read_docx(path.read_bytes(), path.name, DEFAULT_LIMITS)
        body = "".join(block.text for block in reading.blocks if block.kind is not BlockKind.FOOTER)
        assert len(re.findall(r"[㐀-鿿]", body)) == expected, path.name
        assert expected > 500
