"""OFD files, built here as zip and XML."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.readers.errors import (
    Damaged,
    Encrypted,
    ExpandsTooFar,
    NoText,
    TooLarge,
    TooSlow,
    UnknownFormat,
)
from ingest.readers.limits import DEFAULT_LIMITS, ReaderLimits
from ingest.readers.model import Block, BlockKind, Place, Reading
from ingest.readers.ofd import read_ofd
from tests.ingest.readers.outcomes import outcome_of

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.0
# A4 with 26 mm at the sides: 31 characters of 5 mm make a full line, from 26 to 181; the text area ends at 184.
LEFT, FULL, PITCH = 26.0, 31, 10.0


def zipped(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def text(content: str, x: float, y: float, size: float = SIZE, more: str = "") -> str:
    """A text object whose baseline begins at (x, y) on the page; its box hangs above."""
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} 200 {size}" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="g {max(len(content) - 1, 1)} {size}">{content}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def page(*objects: str, head: str = "") -> str:
    return (
        f"<ofd:Page {NAMESPACE}>{head}<ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def package(
    pages: Sequence[str], common: str = "", more: str = "", parts: dict[str, str] | None = None
) -> dict[str, str | bytes]:
    """One document with these pages."""
    listed = "".join(f'<ofd:Page ID="{number}" BaseLoc="Pages/{number}.xml"/>' for number in range(len(pages)))
    return {
        "OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{more}</ofd:Document>",
        **{f"Doc_0/Pages/{number}.xml": content for number, content in enumerate(pages)},
        **(parts or {}),
    }


def read(parts: dict[str, str | bytes], limits: ReaderLimits = DEFAULT_LIMITS) -> Reading:
    return read_ofd(zipped(parts), "计划.ofd", limits)


def texts(*objects: str) -> list[str]:
    return [block.text for block in read(package([page(*objects)])).blocks]


def paragraph(content: str, page_number: int = 1) -> Block:
    return Block(BlockKind.PARAGRAPH, content, Place(page=page_number))


def footer(content: str, page_number: int = 1) -> Block:
    return Block(BlockKind.FOOTER, content, Place(page=page_number))


def set_lines(lines: Sequence[tuple[str, float]], top: float = 60.0) -> list[str]:
    """Lines one below the other: their text and how many characters they are indented."""
    return [text(line, LEFT + SIZE * indent, top + PITCH * number) for number, (line, indent) in enumerate(lines)]


LONG = "建设城市低空物流枢纽并开通跨海航线推动智慧港口与自动码头协同作业形成示范应用"
FIRST, REST = LONG[: FULL - 2], LONG[FULL - 2 :]


def test_wrapped_lines_become_paragraphs() -> None:
    assert len(LONG) == 38 and len(FIRST) == 29
    flush = (LONG * 2)[:FULL]
    lines = [(FIRST, 2.0), (REST + "。", 0.0), (FIRST, 2.0), (flush, 0.0), ("尾句。", 0.0), ("短段。", 2.0)]
    blocks = read(package([page(*set_lines(lines))])).blocks
    assert blocks == [paragraph(LONG + "。"), paragraph(FIRST + flush + "尾句。"), paragraph("短段。")]


@pytest.mark.parametrize("mark", ["一、", "（一）", "(2)", "1.", "3、", "①", "第三条", "第十章", "●"])
def test_a_clause_mark_begins_a_paragraph(mark: str) -> None:
    # An article's number may begin a wrapped line of running text, but not after a sentence.
    full = (LONG * 2)[: FULL - 1] + "。"
    assert texts(*set_lines([(full, 0.0), (mark + "目标", 0.0)])) == [full, mark + "目标"]


@pytest.mark.parametrize("begin", ["1.5亿元", "第三产业", "一二三", "12345"])
def test_what_only_looks_like_a_mark_goes_on(begin: str) -> None:
    lines = [((LONG * 2)[:FULL], 0.0), (begin + "增长", 0.0)]
    assert texts(*set_lines(lines)) == [(LONG * 2)[:FULL] + begin + "增长"]


def test_a_short_line_or_an_indent_or_a_gap_ends_a_paragraph() -> None:
    full = (LONG * 2)[:FULL]
    assert texts(*set_lines([(full, 0), (full[:25], 0), ("下段", 0)])) == [full + full[:25], "下段"]
    assert texts(*set_lines([(full, 0), ("下段", 2), ("第二", 0)])) == [full, "下段", "第二"]
    lines = set_lines([(full, 0), (full, 0), (full, 0)])
    assert texts(*lines, text("远处", LEFT, 110)) == [full * 3, "远处"]
    assert texts(*lines, text("近处", LEFT, 90)) == [full * 3 + "近处"]


def test_a_paragraph_goes_on_over_the_page_break_and_keeps_its_first_page() -> None:
    pages = [
        page(*set_lines([(FIRST, 2.0)], 250), text("— 1 —", 95, 280)),
        page(*set_lines([(REST, 0.0), ("另段", 2.0)], 45), text("— 2 —", 95, 280)),
    ]
    assert read(package(pages)).blocks == [
        paragraph(LONG),
        footer("— 1 —"),
        paragraph("另段", 2),
        footer("— 2 —", 2),
    ]


def test_a_paragraph_does_not_go_on_over_a_page_between() -> None:
    pages = [page(*set_lines([(FIRST, 2.0)])), page("<ofd:ImageObject/>"), page(*set_lines([(REST, 0.0)]))]
    assert read(package(pages)).blocks == [paragraph(FIRST), paragraph(REST, 3)]


def test_headers_that_repeat_and_page_numbers_are_footers() -> None:
    pages = [
        page(
            text(f"某市文件汇编第{number}号", 60, 15),
            text("正文甲" if number == 1 else "正文乙", LEFT, 60),
            text("重复的正文", LEFT, 80),
            *(text("又一行正文", LEFT, y) for y in (70, 90, 100, 110)),
            text(f"第{number}页 共3页", 90, 285),
        )
        for number in (1, 2, 3)
    ]
    blocks = read(package(pages)).blocks
    assert [block.text for block in blocks if block.kind is BlockKind.FOOTER and block.place.page == 2] == [
        "某市文件汇编第2号",
        "第2页共3页",
    ]
    body = [
        (block.text, block.place.page)
        for block in blocks
        if block.kind is not BlockKind.FOOTER and block.text != "又一行正文"
    ]
    assert body == [
        ("正文甲", 1), ("重复的正文", 1), ("正文乙", 2), ("重复的正文", 2), ("正文乙", 3), ("重复的正文", 3),
    ]  # fmt: skip


def test_a_line_in_the_margin_that_stands_once_is_text() -> None:
    pages = [
        page(text("秘密文号", 60, 15), text("正文", LEFT, 60)),
        page(text("其他", LEFT, 60), text("2026", 90, 150)),
    ]
    blocks = read(package(pages)).blocks
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH] * 4


def test_larger_lines_are_headings_by_size() -> None:
    # Ten characters of 8 mm from 65 to 145 and four of 6 mm from 93 to 117 have their middle at 105.
    objects = [
        text("关于发展低空经济若干", 65, 60, 8),
        text("行动计划的通知意见稿", 65, 74, 8),
        text("任务分工", 93, 95, 6),
        *set_lines([(FIRST, 2.0), (REST, 0.0)], 110),
        text("大字靠左", LEFT, 140, 8),
    ]
    assert read(package([page(*objects)])).blocks == [
        Block(BlockKind.HEADING, "关于发展低空经济若干行动计划的通知意见稿", Place(page=1), 1),
        Block(BlockKind.HEADING, "任务分工", Place(page=1), 2),
        paragraph(LONG),
        Block(BlockKind.HEADING, "大字靠左", Place(page=1), 1),
    ]


def test_runs_of_a_line_by_x_whatever_their_order() -> None:
    assert texts(text("线", LEFT + 10, 59.7), text("航", LEFT + 5, 60), text("开", LEFT, 60.6)) == ["开航线"]
    assert texts(text("下", LEFT, 70), text("上", LEFT, 60)) == ["上", "下"]


def test_columns_of_a_table_and_latin_words_are_parted_by_blanks() -> None:
    assert texts(text("任务", LEFT, 60), text("单位", LEFT + 40, 60)) == ["任务 单位"]
    assert texts(text("AB", LEFT, 60), text("CD", LEFT + 12, 60)) == ["AB CD"]
    assert texts(text("甲", LEFT, 60), text("乙", LEFT + 7, 60)) == ["甲乙"]


def test_two_columns_under_a_title_are_read_one_after_the_other() -> None:
    long = LONG + "，各区分工落实，全市共享成果，中小企业可以揭榜参与，每年评估一次。"
    left = [text(long[at : at + 14], 20, 60 + at // 14 * 9) for at in range(0, len(long), 14)]
    right = [text(long[at : at + 14], 115, 60 + at // 14 * 9) for at in range(0, len(long), 14)]
    rows = [one for pair in zip(left, right, strict=True) for one in pair]
    title = text("关于发展低空经济若干行动计划的通知", 35, 40, 8)
    assert texts(title, *rows) == ["关于发展低空经济若干行动计划的通知", long, long]


def test_text_printed_twice_to_look_bold_is_read_once() -> None:
    assert texts(text("加粗", LEFT, 60), text("加粗", LEFT + 0.3, 60), text("后", LEFT + 10, 60)) == ["加粗后"]


def coded(code: str, more: str = "", boundary: str = "20 55 150 5") -> str:
    return f'<ofd:TextObject Boundary="{boundary}" Size="5" {more}>{code}</ofd:TextObject>'


@pytest.mark.parametrize(
    "code, shown",
    [
        ('<ofd:TextCode X="0" Y="5" DeltaX="g 2 5 40 5">甲乙丙丁戊</ofd:TextCode>', ["甲乙丙 丁戊"]),
        ('<ofd:TextCode X="0" Y="5" DeltaX="5 -5" DeltaY="0 10 0">甲乙丙丁</ofd:TextCode>', ["甲乙", "丙丁"]),
        ('<ofd:TextCode X="0" Y="5" DeltaY="g 3 6">竖排文字</ofd:TextCode>', ["竖排文字"]),
        ('<ofd:TextCode X="0" Y="5">没有步长</ofd:TextCode>', ["没有步长"]),
        ('<ofd:TextCode X="0" Y="5" DeltaX="x g">坏的步长</ofd:TextCode>', ["坏的步长"]),
        ('<ofd:TextCode X="0" Y="5">上</ofd:TextCode><ofd:TextCode Y="15">下</ofd:TextCode>', ["上", "下"]),
        ('<ofd:TextCode X="5" Y="5">后</ofd:TextCode><ofd:TextCode X="0">前</ofd:TextCode>', ["前后"]),
        ('<ofd:TextCode X="0" Y="5">\n甲 &amp; 乙\n</ofd:TextCode>', ["甲&乙"]),
    ],
)  # fmt: skip
def test_text_codes(code: str, shown: list[str]) -> None:
    assert texts(coded(code)) == shown


def test_ctm_moves_and_scales_text() -> None:
    one = '<ofd:TextCode X="10" Y="5">甲乙</ofd:TextCode>'
    # Halved and moved: (10, 5) stands at 20 + 5 + 25 = 50, 55 + 2.5 + 12.5 = 70, its end at 55.
    moved = coded(one, 'CTM="0.5 0 0 0.5 25 12.5"')
    assert texts(text("前", 44, 70), moved, text("后", 54.9, 70), text("上行", 20, 60)) == ["上行", "前甲乙后"]


def test_slanted_and_hidden_text_is_left_out() -> None:
    one = '<ofd:TextCode X="0" Y="5">水印</ofd:TextCode>'
    objects = [text("正文", LEFT, 100), coded(one, 'CTM="0.7 -0.7 0.7 0.7 0 0"'), coded(one, 'Visible="false"')]
    reading = read(package([page(*objects)]))
    assert reading.blocks == [paragraph("正文")]
    assert reading.notes == ["slanted text (watermarks) left out: 1"]


def test_blocks_of_a_page_nest_to_the_limit() -> None:
    def nested(depth: int) -> dict[str, str | bytes]:
        inner = text("深处", LEFT, 60)
        return package([page("<ofd:PageBlock>" * depth + inner + "</ofd:PageBlock>" * depth)])

    assert read(nested(19)).blocks == [paragraph("深处")]
    with pytest.raises(TooLarge, match="deeper than 20"):
        read(nested(20))
    with pytest.raises(TooLarge, match="deeper than 20"):
        read(nested(50_000))


def test_lines_below_the_page_box_are_kept() -> None:
    assert texts(text("甲", LEFT, 60), text("纸外", LEFT, 310)) == ["甲", "纸外"]


TEMPLATE = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/>'
USES = '<ofd:Template TemplateID="7" ZOrder="Background"/>'


def test_a_template_on_one_page_is_text_and_on_two_is_footer() -> None:
    parts = {"Doc_0/Tpls/T.xml": page(text("申请人", LEFT, 100))}
    one = page(text("张三", LEFT + 30, 100), head=USES)
    assert read(package([one], TEMPLATE, parts=parts)).blocks == [paragraph("申请人 张三")]
    two = read(package([one, page(text("李四", LEFT + 30, 100), head=USES)], TEMPLATE, parts=parts)).blocks
    assert two == [footer("申请人"), paragraph("张三"), footer("申请人", 2), paragraph("李四", 2)]


def test_a_missing_template_is_noted() -> None:
    reading = read(package([page(text("正文", LEFT, 60), head=USES)]))
    assert reading.blocks == [paragraph("正文")]
    assert reading.notes == ["page 1: its template 7 is missing"]


def test_templates_and_pages_that_name_themselves() -> None:
    circle = page(text("圈", LEFT, 60), head=USES)
    with pytest.raises(Damaged, match="contains itself"):
        read(package([circle], TEMPLATE, parts={"Doc_0/Tpls/T.xml": circle}))
    for target in ("../OFD.xml", "Document.xml"):
        parts = package([page(text("甲", LEFT, 60))])
        parts["Doc_0/Document.xml"] = str(parts["Doc_0/Document.xml"]).replace("Pages/0.xml", target)
        with pytest.raises(Damaged, match="where a 'Page' belongs"):
            read(parts)


@pytest.mark.parametrize("prefix, declaration", [("", "xmlns"), ("o:", "xmlns:o"), ("", "")])
@pytest.mark.parametrize(
    "root, content",
    [
        ("Doc_0/Document.xml", "Pages/0.xml"),
        ("/Doc_0/Document.xml", "/Doc_0/Pages/0.xml"),
        ("./Doc_0/../Doc_0/Document.xml", "../Doc_0/Pages/0.xml"),
        ("Doc_0\\Document.xml", "Doc_0/Pages/0.xml"),
        ("doc_0/document.xml", "../../../../Doc_0/Pages/0.xml"),
    ],
)
def test_paths_and_prefixes(prefix: str, declaration: str, root: str, content: str) -> None:
    parts = package([page(text("路径", LEFT, 60))])
    parts["OFD.xml"] = str(parts["OFD.xml"]).replace("Doc_0/Document.xml", root)
    parts["Doc_0/Document.xml"] = str(parts["Doc_0/Document.xml"]).replace("Pages/0.xml", content)
    space = f'{declaration}="http://www.ofdspec.org/2016"' if declaration else ""
    renamed: dict[str, str | bytes] = {
        name: str(part).replace(NAMESPACE, space).replace("ofd:", prefix) for name, part in parts.items()
    }
    assert read(renamed).blocks == [paragraph("路径")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "GBK"])
def test_encodings(encoding: str) -> None:
    parts = package([page(text("编码", LEFT, 60))])
    content = f'<?xml version="1.0" encoding="{encoding}"?>' + str(parts["Doc_0/Pages/0.xml"])
    assert read(parts | {"Doc_0/Pages/0.xml": content.encode(encoding)}).blocks == [paragraph("编码")]


def test_documents_in_order_with_pages_counted_through() -> None:
    first = package([page(text("甲一", LEFT, 60)), page(text("甲二", LEFT, 60))])
    second = package([page(text("乙一", LEFT, 60))])
    parts = first | {name.replace("Doc_0", "Doc_1"): part for name, part in second.items() if "Doc_0" in name}
    body = "<ofd:DocBody><ofd:DocRoot>Doc_{}/Document.xml</ofd:DocRoot></ofd:DocBody>"
    parts["OFD.xml"] = f"<ofd:OFD {NAMESPACE}>{body.format(1)}{body.format(0)}</ofd:OFD>"
    assert read(parts).blocks == [paragraph("乙一", 1), paragraph("甲一", 2), paragraph("甲二", 3)]


def test_annotations_seals_attachments_and_composites_are_counted() -> None:
    more = "<ofd:Annotations>Annots/A.xml</ofd:Annotations><ofd:Attachments>gone.xml</ofd:Attachments>"
    annots = f"<ofd:PageAnnot {NAMESPACE}><ofd:Annot/><ofd:Annot/></ofd:PageAnnot>"
    listed = f'<ofd:Annotations {NAMESPACE}><ofd:Page PageID="0"><ofd:FileLoc>P/0.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
    signed = f"<ofd:Signatures {NAMESPACE}><ofd:Signature/></ofd:Signatures>"
    parts = package(
        [page(text("正文", LEFT, 60), "<ofd:CompositeObject/>")],
        more=more,
        parts={"Doc_0/Annots/A.xml": listed, "Doc_0/Annots/P/0.xml": annots, "Doc_0/Signs/S.xml": signed},
    )
    parts["OFD.xml"] = str(parts["OFD.xml"]).replace(
        "</ofd:DocBody>", "<ofd:Signatures>/Doc_0/Signs/S.xml</ofd:Signatures></ofd:DocBody>"
    )
    reading = read(parts)
    assert reading.blocks == [paragraph("正文")]
    assert reading.notes == [
        "attachments left out: their list cannot be read",
        "composite objects left out: 1",
        "annotations left out: 2",
        "signatures and seals left out: 1",
    ]


def test_pages_of_pictures_and_drawings() -> None:
    pages = [page("<ofd:ImageObject/>"), page(text("正文", LEFT, 60)), page("<ofd:PathObject/>"), page()]
    reading = read(package(pages))
    assert reading.blocks == [paragraph("正文", 2)]
    assert reading.notes == ["page 1: picture only, not read", "page 3: drawings only, not read"]
    with pytest.raises(NoText, match=r"no text on its 2 pages.*`ocr`"):
        read(package([pages[0], page()]))
    with pytest.raises(NoText):
        read(package([]))


def test_a_picture_under_a_template_is_still_a_picture_only() -> None:
    parts = {"Doc_0/Tpls/T.xml": page(text("密级", LEFT, 100))}
    reading = read(package([page("<ofd:ImageObject/>", head=USES)], TEMPLATE, parts=parts))
    assert reading.notes == ["page 1: picture only, not read"]


@pytest.mark.parametrize("missing", ["Doc_0/Document.xml", "Doc_0/Pages/0.xml"])
def test_missing_parts(missing: str) -> None:
    parts = package([page(text("甲", LEFT, 60))])
    del parts[missing]
    with pytest.raises(Damaged, match=f"its part {missing} is missing"):
        read(parts)


def test_other_zips_and_no_zips() -> None:
    with pytest.raises(UnknownFormat, match=r"without OFD\.xml"):
        read({"word/document.xml": "<a/>"})
    with pytest.raises(Damaged, match="zip container"):
        read_ofd(b"no zip", "a.ofd", DEFAULT_LIMITS)


@pytest.mark.parametrize(
    "broken, reason",
    [
        ("<ofd:Page", "XML"),
        ("", "XML"),
        (b"\xff\xfe\x00", "XML"),
        ('<?xml version="1.0" encoding="gbk"?><a>\xff'.encode("latin-1"), "XML"),
        ('<?xml version="1.0" encoding="shift_jis"?><a/>', "XML"),
        ("<a/>", "'a' where a 'Page' belongs"),
    ],
)
def test_broken_xml(broken: str | bytes, reason: str) -> None:
    with pytest.raises(Damaged, match=reason):
        read(package([page()]) | {"Doc_0/Pages/0.xml": broken})


def test_page_without_a_path() -> None:
    parts = package([page()])
    parts["Doc_0/Document.xml"] = str(parts["Doc_0/Document.xml"]).replace('BaseLoc="Pages/0.xml"', "")
    with pytest.raises(Damaged, match="without a path"):
        read(parts)


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "doctype, entity",
    [(BOMB + "]>", "&i;"), ('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>', "&e;"), ("<!DOCTYPE a>", "")],
)
def test_a_dtd_is_refused(doctype: str, entity: str) -> None:
    with pytest.raises(Damaged, match="declares a DTD"):
        read(package([doctype + page(text("甲" + entity, LEFT, 60))]))


def test_a_zip_bomb_is_refused() -> None:
    limits = replace(DEFAULT_LIMITS, expansion_free_bytes=1 << 20)
    with pytest.raises(ExpandsTooFar):
        read(package([page(text("甲", LEFT, 60), " " * (8 << 20))]), limits)


def test_an_encrypted_zip() -> None:
    data = bytearray(zipped(package([page(text("甲", LEFT, 60))])))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Encrypted):
        read_ofd(bytes(data), "a.ofd", DEFAULT_LIMITS)


def test_limits() -> None:
    parts = package([page(text("一二三", LEFT, 60)), page(text("四五", LEFT, 60))])
    assert len(read(parts, replace(DEFAULT_LIMITS, pages=2, characters=5)).blocks) == 2
    with pytest.raises(TooLarge, match="more than 1 pages"):
        read(parts, replace(DEFAULT_LIMITS, pages=1))
    with pytest.raises(TooLarge, match="more than 4 characters"):
        read(parts, replace(DEFAULT_LIMITS, characters=4))
    with pytest.raises(TooSlow, match="page 1"):
        read(parts, replace(DEFAULT_LIMITS, seconds=-1.0))
    with pytest.raises(TooLarge, match="bytes"):
        read(parts, replace(DEFAULT_LIMITS, bytes=100))
    many = "".join(f'<ofd:Page ID="{number}" BaseLoc="Pages/0.xml"/>' for number in range(2001))
    parts["Doc_0/Document.xml"] = str(parts["Doc_0/Document.xml"]).replace("<ofd:Pages>", "<ofd:Pages>" + many)
    with pytest.raises(TooLarge, match="more than 2000 pages"):
        read(parts)


def test_absurd_numbers() -> None:
    for number in ("1e308", "-1e300", "nan", "inf", "1e-320", "0", "", "x", "9" * 400):
        for attribute in ("Boundary", "CTM", "Size", "HScale"):
            count = {"Boundary": 4, "CTM": 6}.get(attribute, 1)
            made = f'<ofd:TextObject {attribute}="{" ".join([number] * count)}">'
            code = f'<ofd:TextCode X="{number}" Y="{number}" DeltaX="g {number} {number}">甲乙丙</ofd:TextCode>'
            area = f"<ofd:Area><ofd:PhysicalBox>{' '.join([number] * 4)}</ofd:PhysicalBox></ofd:Area>"
            objects = made + code + "</ofd:TextObject>", text("正文", LEFT, 60)
            assert outcome(zipped(package([page(*objects, head=area)]))) == "read", (number, attribute)


def rich() -> dict[str, str | bytes]:
    """A file with everything that the reader follows."""
    return package(
        [page(*set_lines([(FIRST, 2), (REST, 0)]), text("— 1 —", 95, 280), head=USES), page("<ofd:ImageObject/>")],
        TEMPLATE,
        "<ofd:Annotations>A.xml</ofd:Annotations>",
        {"Doc_0/Tpls/T.xml": page(text("密级", LEFT, 20)), "Doc_0/A.xml": f"<ofd:Annotations {NAMESPACE}/>"},
    )


def outcome(data: bytes) -> str:
    return outcome_of(read_ofd, data, "random.ofd")


def test_a_file_cut_anywhere_is_damaged() -> None:
    data = zipped(rich())
    assert outcome(data) == "read"
    assert {outcome(data[: len(data) * part // 60]) for part in range(60)} == {"Damaged"}


def test_flipped_bytes_of_the_container() -> None:
    data = zipped(rich())
    source = random.Random(20260722)
    found = set()
    for _ in range(300):
        broken = bytearray(data)
        for _ in range(source.randint(1, 3)):
            broken[source.randrange(len(data))] = source.randrange(256)
        found.add(outcome(bytes(broken)))
    assert {"Damaged", "read"} <= found


def test_flipped_characters_of_the_xml() -> None:
    parts = rich()
    source = random.Random(20260722)
    found = set()
    for _ in range(300):
        name = source.choice(list(parts))
        broken = list(str(parts[name]))
        for _ in range(source.randint(1, 3)):
            broken[source.randrange(len(broken))] = chr(source.randrange(32, 127))
        found.add(outcome(zipped(parts | {name: "".join(broken)})))
    assert {"Damaged", "read"} <= found
