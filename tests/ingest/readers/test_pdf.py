"""PDF files made in the test: lines, paragraphs, columns, tables, running headers, limits."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.readers import ocr
from ingest.readers.errors import Damaged, Encrypted, NoText, ReadError, TooLarge, TooSlow
from ingest.readers.glyph_lines import unified
from ingest.readers.limits import DEFAULT_LIMITS, ReaderLimits
from ingest.readers.model import BlockKind, Reading, joined
from ingest.readers.pdf import read_pdf

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
# A text column of 20 letters of 16 points, 80 points from the left.
LEFT, SIZE, LETTERS, PITCH = 80.0, 16.0, 20, 28.0
FIRST = "示例市到明年建成一批人工智能应用场景，由市工业和信息化局牵头推进，各区分工落实。"
SECOND = "支持龙头企业开放港口、制造和海洋领域的场景，中小企业可以揭榜参与，成果全市共享。"

Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, encrypt: StandardEncryption | None = None, rotation: int = 0) -> bytes:
    """One page for each function that draws it."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), encrypt=encrypt)
    for draw in pages:
        canvas.setPageRotation(rotation)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def write(canvas: Canvas, x: float, top: float, text: str, size: float = SIZE) -> None:
    """Text at a distance from the top."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, HEIGHT - top, text)


def wrap(text: str, letters: int = LETTERS, indent: int = 2) -> list[str]:
    """Lines of a paragraph of Chinese letters, the first indented."""
    text = "\u3000" * indent + text
    return [text[start : start + letters] for start in range(0, len(text), letters)]


def lines(canvas: Canvas, texts: Sequence[str], top: float = 160.0, x: float = LEFT, size: float = SIZE) -> None:
    """Lines one below the other."""
    for index, text in enumerate(texts):
        # Indents are drawn as room, as word processors do.
        room = len(text) - len(text.lstrip("\u3000"))
        write(canvas, x + room * size, top + index * PITCH, text.lstrip("\u3000"), size)


def grid(canvas: Canvas, top: float, cells: Sequence[Sequence[str]], width: float = 120.0, x: float = LEFT) -> None:
    """A ruled table with rows of 30 points; a cell's text may have line ends."""
    columns = max(map(len, cells))
    for row in range(len(cells) + 1):
        y = HEIGHT - top - row * 30
        canvas.line(x, y, x + columns * width, y)
    for column in range(columns + 1):
        canvas.line(x + column * width, HEIGHT - top, x + column * width, HEIGHT - top - len(cells) * 30)
    for row, texts in enumerate(cells):
        for column, text in enumerate(texts):
            for index, line in enumerate(text.split("\n")):
                write(canvas, x + column * width + 6, top + row * 30 + 13 + index * 12, line, 10)


def picture(canvas: Canvas) -> None:
    """A page that holds an image only."""
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "red")), 100, 400, 300, 300)


def read(data: bytes, limits: ReaderLimits = DEFAULT_LIMITS) -> Reading:
    """Read as the name of the file in all tests."""
    return read_pdf(data, "plan.pdf", limits)


def texts(reading: Reading, kind: BlockKind) -> list[str]:
    """Texts of one kind, in order."""
    return [block.text for block in reading.blocks if block.kind is kind]


def paragraphs(*pages: Draw) -> list[str]:
    """Paragraphs of a file."""
    return texts(read(pdf(*pages)), BlockKind.PARAGRAPH)


def test_wrapped_lines_are_joined() -> None:
    assert paragraphs(lambda c: lines(c, wrap(FIRST) + wrap(SECOND))) == [FIRST, SECOND]


def test_paragraph_goes_on_over_a_page() -> None:
    all_lines = wrap(FIRST) + wrap(SECOND)
    # The first page breaks off within the second paragraph.
    cut = len(wrap(FIRST)) + 1
    reading = read(pdf(lambda c: lines(c, all_lines[:cut]), lambda c: lines(c, all_lines[cut:])))
    assert texts(reading, BlockKind.PARAGRAPH) == [FIRST, SECOND]
    assert [block.place.page for block in reading.blocks] == [1, 1]


def test_full_line_ends_before_an_indent_and_before_a_mark() -> None:
    full = "市级部门统筹全市人工智能应用场景清单发布"
    assert len(full) == LETTERS
    drawn = [full, *wrap("新的一段话。"), full, "（二）各区落实。", full, "1.建立清单。", full, "5个区先行。"]
    assert paragraphs(lambda c: lines(c, drawn)) == [
        full,
        "新的一段话。",
        full,
        "（二）各区落实。",
        full,
        "1.建立清单。",
        full + "5个区先行。",
    ]


def test_article_mark_begins_a_paragraph_only_after_a_sentence() -> None:
    cited = [
        "\u3000\u3000市级主管部门应当按照有关规定和本办法",
        "第三条的要求发布场景清单并且每年更新一。",
        "第四条本办法自发布之日起施行。",
    ]
    assert paragraphs(lambda c: lines(c, cited)) == [
        "市级主管部门应当按照有关规定和本办法第三条的要求发布场景清单并且每年更新一。",
        "第四条本办法自发布之日起施行。",
    ]


def test_short_line_ends_a_paragraph() -> None:
    assert paragraphs(lambda c: lines(c, ["短句一。", "短句二。", *wrap(FIRST, indent=0)])) == [
        "短句一。",
        "短句二。",
        FIRST,
    ]


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        ("在 2026—2028 年建成 12 个场景，", "在2026—2028年建成12个场景，"),
        ("采用 Open Source AI 3 版。", "采用Open Source AI 3版。"),
        ("Port of Demo City 2026 plan.", "Port of Demo City 2026 plan."),
        ("自 2026 —2028 年", "自2026—2028年"),
    ],
)
def test_blanks_between_chinese_and_digits_go_those_in_latin_stay(drawn: str, text: str) -> None:
    assert paragraphs(lambda c: lines(c, [drawn])) == [text]


def test_latin_lines_join_with_a_blank_and_keep_hyphens() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 16)
        for index, text in enumerate(
            ["The city opens scenarios for small and medium-", "sized companies and reports on the results of", "each."]
        ):
            canvas.drawString(LEFT, 700 - 18 * index, text)

    assert paragraphs(page) == [
        "The city opens scenarios for small and medium-sized companies and reports on the results of each."
    ]


def test_full_width_signs_stay_radicals_become_characters() -> None:
    assert paragraphs(lambda c: lines(c, ["Ａ１２％，（甲）：乙；"])) == ["Ａ１２％，（甲）：乙；"]
    assert unified("⼯业⻘岛㎡Ａ") == "工业青岛㎡Ａ"


def test_headings_have_levels_by_size_and_centred_lines_come_last() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 26)
        canvas.drawCentredString(LEFT + 160, HEIGHT - 100, "示例市行动方案")
        write(canvas, LEFT, 150, "总体要求", 20)
        lines(canvas, wrap(FIRST), 190)
        canvas.setFont(FONT, SIZE)
        canvas.drawCentredString(LEFT + 160, HEIGHT - 300, "附则说明")
        lines(canvas, wrap(SECOND), 340)
        write(canvas, LEFT, 460, "大字写的一整句话不是标题。", 20)

    reading = read(pdf(page))
    headings = [(b.text, b.level) for b in reading.blocks if b.kind is BlockKind.HEADING]
    assert headings == [("示例市行动方案", 1), ("总体要求", 2), ("附则说明", 3)]
    assert texts(reading, BlockKind.PARAGRAPH) == [FIRST, SECOND, "大字写的一整句话不是标题。"]
    assert sorted(joined(reading.blocks).headings.values()) == [1, 2, 3]


def test_title_over_two_centred_lines_is_one_heading() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 22)
        canvas.drawCentredString(LEFT + 160, HEIGHT - 100, "示例市关于印发")
        canvas.drawCentredString(LEFT + 160, HEIGHT - 132, "行动方案的通知")
        lines(canvas, wrap(FIRST), 190)

    assert texts(read(pdf(page)), BlockKind.HEADING) == ["示例市关于印发行动方案的通知"]


@pytest.mark.parametrize("form", ["— {} —", "- {} -", "第{}页", "{}/3", "{}", "第 {} 页 共 3 页"])
def test_running_header_and_page_number_are_footers(form: str) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, LEFT, 60, "示例市人民政府公报", 10)
            write(canvas, 280, 800, form.format(number), 10)
            lines(canvas, wrap((FIRST, SECOND, FIRST)[number - 1]))

        return draw

    reading = read(pdf(page(1), page(2), page(3)))
    assert texts(reading, BlockKind.PARAGRAPH) == [FIRST, SECOND, FIRST]
    footers = texts(reading, BlockKind.FOOTER)
    assert footers[::2] == ["示例市人民政府公报"] * 3
    assert [text.replace(" ", "") for text in footers[1::2]] == [form.format(n).replace(" ", "") for n in (1, 2, 3)]


def test_paragraph_goes_on_over_headers_and_footers() -> None:
    body = wrap(FIRST)

    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, LEFT, 60, "示例市公报", 10)
            write(canvas, 280, 800, f"— {number} —", 10)
            lines(canvas, body[:2] if number == 1 else body[2:])

        return draw

    kinds = [(block.kind.value, block.text) for block in read(pdf(page(1), page(2))).blocks]
    assert kinds == [
        ("footer", "示例市公报"),
        ("paragraph", FIRST),
        ("footer", "— 1 —"),
        ("footer", "示例市公报"),
        ("footer", "— 2 —"),
    ]


def test_attachments_on_top_of_pages_are_no_running_header() -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, LEFT, 80, f"附件{number}")
            lines(canvas, wrap((FIRST, SECOND, FIRST)[number - 1]))

        return draw

    assert paragraphs(page(1), page(2), page(3)) == ["附件1", FIRST, "附件2", SECOND, "附件3", FIRST]


def test_page_number_of_a_single_page() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, wrap(FIRST))
        write(canvas, 280, 800, "— 1 —", 10)

    assert texts(read(pdf(page)), BlockKind.FOOTER) == ["— 1 —"]


def test_equal_first_lines_of_pages_stay_in_the_body() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, wrap(FIRST), 100)

    assert paragraphs(page, page, page) == [FIRST] * 3


def test_equal_tables_on_top_of_pages_stay_in_the_body() -> None:
    def page(canvas: Canvas) -> None:
        grid(canvas, 80, [["场景", "单位"], ["理货", "甲方"]])
        lines(canvas, wrap(FIRST), 400)

    reading = read(pdf(page, page, page))
    assert texts(reading, BlockKind.TABLE_CELL) == ["场景", "单位", "理货", "甲方"] * 3


def test_blank_line_ends_a_paragraph_also_on_a_later_page() -> None:
    full = "市级部门统筹全市人工智能应用场景清单发布"

    def second(canvas: Canvas) -> None:
        lines(canvas, [full, full], 160)
        lines(canvas, [full, full], 160 + 4 * PITCH)

    assert paragraphs(lambda c: lines(c, [full, full, full]), second) == [full * 5, full * 2]


def test_hanging_lines_belong_to_their_mark() -> None:
    item = "市级部门统筹全市人工智能应用场景清单发布并组织各区开展供需对接和场景验收评估工作。"
    # `1.` takes one letter's room, the following lines begin two letters from the left.
    hanging = ["1." + item[:19], "\u3000\u3000" + item[19:37], "\u3000\u3000" + item[37:]]
    assert paragraphs(lambda c: lines(c, [*wrap(FIRST), *hanging])) == [FIRST, "1." + item]


def test_page_of_short_lines_wraps_where_the_others_do() -> None:
    # 19 letters, where 22 would fit and more than half the page is taken.
    short = "联系单位是示例市工业和信息化局科技处室"
    body = [*wrap(FIRST, 22), *wrap(SECOND, 22)]
    assert paragraphs(lambda c: lines(c, body), lambda c: lines(c, [short, "短", short, "2"])) == [
        FIRST,
        SECOND,
        short,
        "短",
        short,
        "2",
    ]


def test_no_blank_between_a_latin_line_end_and_chinese() -> None:
    assert paragraphs(lambda c: lines(c, ["各区推进城市运行各类场景广泛使用智能AI", "模型。"])) == [
        "各区推进城市运行各类场景广泛使用智能AI模型。"
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = wrap(FIRST + SECOND, 14, 2), wrap(SECOND + FIRST, 14, 2)

    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 20)
        canvas.drawCentredString(LEFT + 220, HEIGHT - 100, "本期要闻以及各区场景建设的最新进展情况")
        # By rows, as some programs write; the right column stands a little lower.
        for index in range(max(len(left), len(right))):
            for x, column, lower in ((LEFT, left, 0), (LEFT + 240, right, 3)):
                lines(canvas, column[index : index + 1], 150 + index * 20 + lower, x, 14)
        write(canvas, LEFT, 350, "以上两篇文章由示例市场景促进中心供稿如有转载请注明出处。")

    reading = read(pdf(page))
    assert texts(reading, BlockKind.HEADING) == ["本期要闻以及各区场景建设的最新进展情况"]
    assert texts(reading, BlockKind.PARAGRAPH) == [
        FIRST + SECOND,
        SECOND + FIRST,
        "以上两篇文章由示例市场景促进中心供稿如有转载请注明出处。",
    ]


def test_unruled_table_is_read_by_rows() -> None:
    def page(canvas: Canvas) -> None:
        for row in range(5):
            write(canvas, LEFT, 200 + row * PITCH, f"单位{row}")
            write(canvas, LEFT + 280, 200 + row * PITCH, f"场景{row}")

    assert paragraphs(page) == [f"单位{row} 场景{row}" for row in range(5)]


def test_ruled_table_stands_at_its_place_once() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, wrap(FIRST))
        write(canvas, LEFT + 80, 270, "表1 场景清单")
        grid(
            canvas,
            290,
            [["序号", "场景", "单位"], ["1", "智能理货集装箱堆场自\n动调度", "甲公司\n乙公司"], ["2", "", "丙公司"]],
        )
        lines(canvas, wrap(SECOND), 430)

    reading = read(pdf(page))
    got = [(b.kind.value, b.text, b.place.row, b.place.column) for b in reading.blocks]
    assert got == [
        ("paragraph", FIRST, None, None),
        ("caption", "表1场景清单", None, None),
        ("table_cell", "序号", 1, 1),
        ("table_cell", "场景", 1, 2),
        ("table_cell", "单位", 1, 3),
        ("table_cell", "1", 2, 1),
        ("table_cell", "智能理货集装箱堆场自动调度", 2, 2),
        ("table_cell", "甲公司 乙公司", 2, 3),
        ("table_cell", "2", 3, 1),
        ("table_cell", "丙公司", 3, 3),
        ("paragraph", SECOND, None, None),
    ]
    assert str(reading.blocks[2].place) == "page=1 table=1 row=1 column=1"
    assert "序号\t场景\t单位\n1\t" in joined(reading.blocks).text


def test_table_goes_on_over_a_page_without_its_header_again() -> None:
    header = ["序号", "场景"]

    def first(canvas: Canvas) -> None:
        lines(canvas, wrap(FIRST))
        grid(canvas, 600, [header, ["1", "甲"]])
        write(canvas, 280, 800, "— 1 —", 10)

    def second(canvas: Canvas) -> None:
        grid(canvas, 160, [header, ["2", "乙"], ["3", "丙"]])
        write(canvas, 280, 800, "— 2 —", 10)

    def third(canvas: Canvas) -> None:
        lines(canvas, ["另一张表"])
        grid(canvas, 200, [header, ["1", "丁"]])

    cells = [b for b in read(pdf(first, second, third)).blocks if b.kind is BlockKind.TABLE_CELL]
    assert [(b.place.page, b.place.table, b.place.row, b.text) for b in cells if b.place.column == 2] == [
        (1, 1, 1, "场景"),
        (1, 1, 2, "甲"),
        (2, 1, 3, "乙"),
        (2, 1, 4, "丙"),
        (3, 2, 1, "场景"),
        (3, 2, 2, "丁"),
    ]


def test_frame_around_text_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(50, 300, 495, 450)
        canvas.line(50, 500, 545, 500)
        canvas.line(50, 480, 545, 480)
        lines(canvas, wrap(FIRST))

    assert paragraphs(page) == [FIRST]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("图3 组织架构", BlockKind.CAPTION),
        ("附表2：资金安排", BlockKind.CAPTION),
        ("表2显示，场景增加。", BlockKind.PARAGRAPH),
        ("●建立清单", BlockKind.LIST_ITEM),
    ],
)
def test_captions_and_bullets(text: str, kind: BlockKind) -> None:
    reading = read(pdf(lambda c: lines(c, [*wrap(FIRST), text])))
    assert [block.kind for block in reading.blocks] == [BlockKind.PARAGRAPH, kind]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_page_is_read_as_shown(rotation: int) -> None:
    def page(canvas: Canvas) -> None:
        # The page is shown turned, so its text is drawn turned the other way.
        canvas.translate(*{90: (WIDTH, 0), 180: (WIDTH, HEIGHT), 270: (0, HEIGHT)}[rotation])
        canvas.rotate(rotation)
        height = WIDTH if rotation != 180 else HEIGHT
        canvas.translate(0, height - HEIGHT)
        lines(canvas, wrap(FIRST))
        grid(canvas, 300, [["序号", "场景"], ["1", "甲"]])

    reading = read(pdf(page, rotation=rotation))
    assert [block.text for block in reading.blocks] == [FIRST, "序号", "场景", "1", "甲"]
    assert texts(reading, BlockKind.TABLE_CELL) == ["序号", "场景", "1", "甲"]


def test_single_letters_of_a_font_that_nobody_has_are_kept() -> None:
    def page(canvas: Canvas) -> None:
        for index, letter in enumerate("市级牵头"):
            write(canvas, LEFT + index * SIZE, 200, letter)

    assert paragraphs(page) == ["市级牵头"]


def test_letters_that_nobody_can_name_are_noted() -> None:
    # pdfminer does not decrypt the name of the letters' order in this file.
    data = pdf(lambda c: lines(c, [FIRST[:10], "市"]), encrypt=StandardEncryption("", "owner"))
    assert read(data).notes == ["page 1: some letters are missing, their font is not in the file; embed the fonts"]


def test_watermark_is_set_aside() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, wrap(FIRST))
        canvas.rotate(45)
        write(canvas, 300, 700, "内部资料", 40)

    reading = read(pdf(page))
    assert [(block.kind.value, block.text) for block in reading.blocks] == [
        ("paragraph", FIRST),
        ("footer", "内部资料"),
    ]


def test_password_is_asked_for() -> None:
    data = pdf(lambda c: lines(c, [FIRST]), encrypt=StandardEncryption("secret", canPrint=0))
    with pytest.raises(Encrypted, match=r"plan\.pdf"):
        read(data)


def test_file_that_only_forbids_printing_is_read() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, wrap(FIRST))
        grid(canvas, 300, [["序号", "场景"], ["10", "甲乙"]])

    reading = read(pdf(page, encrypt=StandardEncryption("", "owner", canPrint=0)))
    assert [block.text for block in reading.blocks] == [FIRST, "序号", "场景", "10", "甲乙"]
    assert reading.notes == []


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.5])
def test_broken_off_file_is_damaged(share: float) -> None:
    data = pdf(*[lambda c: lines(c, wrap(FIRST))] * 3)
    with pytest.raises(Damaged, match=r"plan\.pdf"):
        read(data[: int(len(data) * share)])


def test_any_cut_or_changed_byte_gives_a_reading_or_a_read_error() -> None:
    data = pdf(lambda c: grid(c, 300, [["序号", "场景"], ["1", "甲"]]), lambda c: lines(c, wrap(FIRST)))
    for place in range(0, len(data), 97):
        for changed in (data[:place], data[:place] + b"\x00\xff" + data[place + 2 :]):
            try:
                reading = read(changed)
            except ReadError as error:
                assert "plan.pdf" in str(error)
            else:
                assert reading.blocks


def test_file_without_its_end_mark_is_read_with_a_note() -> None:
    data = pdf(lambda c: lines(c, wrap(FIRST)))
    reading = read(data[: data.rindex(b"%%EOF")])
    assert texts(reading, BlockKind.PARAGRAPH) == [FIRST]
    assert reading.notes == ["the file has no end mark, it may have broken off"]


def test_no_pages() -> None:
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )
    with pytest.raises(Damaged, match=r"plan\.pdf"):
        read(data)


def test_pictures_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(NoText, match=r"pictures only \(2 pages\).*`ocr`"):
        read(pdf(picture, picture))


def test_nothing_at_all() -> None:
    with pytest.raises(NoText, match="without text or pictures"):
        read(pdf(lambda c: None))


def test_single_picture_page_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    reading = read(pdf(lambda c: lines(c, wrap(FIRST)), lambda c: None, picture))
    assert reading.notes == [f"page 3: pictures, not read; {ocr.INSTALL}"]


def test_page_limit_holds_before_any_page_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(*[lambda c: lines(c, ["一页"])] * 3)
    assert len(read(data, ReaderLimits(pages=3)).blocks) == 3
    monkeypatch.setattr("ingest.readers.pdf._read_page", None)
    with pytest.raises(TooLarge, match="3 pages, more than 2"):
        read(data, ReaderLimits(pages=2))


def test_character_limit() -> None:
    data = pdf(*[lambda c: write(c, LEFT, 200, "十个汉字在这一行里面")] * 2)
    assert len(read(data, ReaderLimits(characters=20)).blocks) == 2
    with pytest.raises(TooLarge, match=r"more than 19 characters \(at page 2\)"):
        read(data, ReaderLimits(characters=19))


def test_time_limit_names_the_page() -> None:
    with pytest.raises(TooSlow, match="page 1"):
        read(pdf(lambda c: lines(c, [FIRST])), ReaderLimits(seconds=0.0))
