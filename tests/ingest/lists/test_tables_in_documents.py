"""Tables of a document: merged cells, headers of two rows, groups, sums, pages, columns that nobody knows."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import docx
import pytest
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from tests.ingest.lists.reading import document, page

TITLE = "关于公布2024年度市级专精特新中小企业名单的通知"
SIGNED = "<p>某市民营经济局</p><p>2024年3月1日</p>"
COMPANIES = page(
    ["rowspan=2|序号", "rowspan=2|所在区市", "colspan=2|企业情况", "rowspan=2|法定代表人", "rowspan=2|星级"],
    ["企业名称", "统一社会信用代码"],
    ["1", "rowspan=2|崂山区", "青岛甲乙科技有限公司", "", "张三", "五"],
    ["2", "青岛丙丁<br>智能装备有限公司", "", "李四", "四"],
    ["colspan=6|二、市北区（1家）"],
    ["1", "市北区", "青岛戊己软件有限公司", "", "王五", ""],
    ["colspan=2|合计", "3", "", "", ""],
    title=TITLE,
    below=SIGNED,
)


def test_merged_cells_two_row_header_groups_and_sums():
    made = document(COMPANIES)
    assert made.names("Company") == ["青岛甲乙科技有限公司", "青岛丙丁智能装备有限公司", "青岛戊己软件有限公司"]
    assert [z for _, z in made.edges("LOCATED_IN")] == ["崂山区", "崂山区", "市北区"]
    assert (made.findings.read, made.findings.accepted) == (5, 3)
    assert made.findings.reasons == {"group_row": 1, "total_row": 1}
    assert any("星级" in note and "not understood" in note for note in made.findings.notes)


def test_when_and_as_what():
    made = document(COMPANIES)
    edges = made.full_edges("CERTIFIED_AS")
    assert {e["tail"] for e in edges} == {"市级专精特新中小企业"}
    assert {(e["since"], e["valid_from"], e["valid_to"]) for e in edges} == {("2024-03-01", dt.date(2024, 3, 1), None)}


def test_validity_only_as_stated():
    made = document(COMPANIES.replace("<table>", "<p>有效期自2024年3月1日至2027年2月28日。</p><table>"))
    assert {e["valid_to"] for e in made.full_edges("CERTIFIED_AS")} == {dt.date(2027, 2, 28)}


def test_every_fact_opens_to_its_row():
    made = document(COMPANIES)
    shown = {row["locator"]: row["sentence"] for row in made.rows("evidence")}
    for row in made.rows("nodes_Company"):
        start, end = (int(n) for n in row["locator"].removeprefix("c=").split("-"))
        assert shown[row["locator"]] == made.text[start:end]
        assert row["name"][:4] in shown[row["locator"]]
    for mention in made.rows("mentions"):
        [(start, end)] = [map(int, s.split("-")) for s in mention["segments"]]
        assert made.text[start:end] == mention["text"]
    [(start, end)] = made.findings.regions
    assert made.text[start:end].startswith("序号") and "2024年3月1日" not in made.text[start:end]


def test_lists_side_by_side_in_one_table():
    rows = [["1", "青岛甲有限公司", "2", "青岛乙有限公司"], ["3", "青岛丙有限公司", "", ""]]
    with_header = document(page(["序号", "企业名称"] * 2, *rows, title="某市第二批瞪羚企业名单"))
    without = document(page(*rows, title="某市第二批瞪羚企业名单"))
    for made in (with_header, without):
        assert made.names("Company") == ["青岛甲有限公司", "青岛乙有限公司", "青岛丙有限公司"]
        assert {e["batch"] for e in made.full_edges("CERTIFIED_AS")} == {2}


def test_parks_that_did_not_pass_are_not_designated():
    made = document(
        page(
            ["序号", "孵化器名称", "运营机构", "所在地", "评价结果"],
            ["1", "青岛甲孵化器", "青岛甲管理有限公司", "青岛市", "优秀"],
            ["2", "青岛乙孵化器", "青岛乙有限公司", "青岛市", "不合格"],
            title="2023年省级孵化器评价结果",
        )
    )
    assert made.edges("DESIGNATED_AS") == [("青岛甲孵化器", "省级孵化器")]
    assert made.node("Park", "青岛乙孵化器")["result"] == "不合格"
    assert ("青岛甲管理有限公司", "青岛甲孵化器") in made.edges("OPERATES")


def test_scenarios_with_a_unit_above_the_table():
    made = document(
        page(
            ["序号", "应用领域", "场景名称", "需求方", "需求描述", "预算", "拟落地区域", "联系方式"],
            ["1", "rowspan=2|低空经济", "海岛配送", "青岛市交通运输局", "无人机", "120", "崂山区", "张三 139"],
            ["2", "港口巡检", "青岛某港有限公司", "巡检", "80", "即墨区", ""],
            title="2026年度场景机会清单",
        ).replace("<table>", "<p>单位：万元</p><table>")
    )
    scenario = made.node("Scenario", "港口巡检")
    assert (scenario["field"], scenario["budget"], scenario["list_kind"]) == (
        "低空经济", Decimal("800000.00"), "opportunity",
    )  # fmt: skip
    assert scenario["locator"].startswith("c=")


def test_projects_by_stage_of_their_group():
    made = document(
        page(
            ["序号", "项目名称", "建设单位", "建设地点", "总投资（亿元）", "建设内容"],
            ["colspan=6|一、在建项目（1个）"],
            ["1", "甲制造项目", "青岛甲有限公司", "城阳区", "12.5", "厂房"],
            ["colspan=6|二、签约项目（1个）"],
            ["1", "乙芯片项目", "青岛乙有限公司", "即墨区", "3", "产线"],
            ["合计", "", "", "", "15.5", ""],
            title="2025年某市重点项目名单",
        )
    )
    assert [
        (made.node("Project", n)["stage"], made.node("Project", n)["investment"]) for n in made.names("Project")
    ] == [
        ("started", Decimal("1250000000.00")),
        ("signed", Decimal("300000000.00")),
    ]
    assert made.edges("DELIVERS") == [("青岛甲有限公司", "甲制造项目"), ("青岛乙有限公司", "乙芯片项目")]


def test_indicators_by_year_and_kind():
    made = document(
        page(
            ["rowspan=2|序号", "rowspan=2|指标名称", "rowspan=2|单位", "现状", "colspan=2|目标"],
            ["2024年", "2025年", "2027年"],
            ["1", "场景产业规模", "亿元", "500", "800", "≥1000"],
            ["2", "场景数量", "个", "30", "50以上", "—"],
            title="主要指标一览表",
        )
    )
    said = [
        (r["metric"], r["value"], r["unit"], r["comparator"], r["kind"], r["time"])
        for r in made.rows("nodes_Indicator")
    ]
    # 亿 is multiplied in, as in running text.
    assert said == [
        ("场景产业规模", Decimal(500 * 10**8), "元", "eq", "actual", "2024"),
        ("场景产业规模", Decimal(800 * 10**8), "元", "eq", "target", "2025"),
        ("场景产业规模", Decimal(1000 * 10**8), "元", "gte", "target", "2027"),
        ("场景数量", Decimal(30), "个", "eq", "actual", "2024"),
        ("场景数量", Decimal(50), "个", "gte", "target", "2025"),
    ]


def test_capabilities():
    made = document(
        page(
            ["序号", "公司名称", "企业与产品简介", "场景能力", "可应用落地场景", "类别", "企业资质"],
            ["1", "青岛甲有限公司", "做无人机的。", "低空巡检", "港口", "低空", "高新技术企业、专精特新“小巨人”企业"],
            title="场景能力清单",
        )
    )
    company = made.node("Company", "青岛甲有限公司")
    assert (company["capability"], company["applies_to"], company["profile"]) == ("低空巡检", "港口", "做无人机的。")
    assert [t for _, t in made.edges("CERTIFIED_AS")] == ["高新技术企业", "专精特新“小巨人”企业"]


def test_towns_of_one_cell_and_their_count():
    made = document(
        page(
            ["序号", "省份", "镇（乡）名单", "数量"],
            ["1", "山东", "平度市甲镇、沂源县乙镇滕州市丙镇", "3"],
            ["合计", "", "", "3"],
            title="2019年示例强镇建设名单",
        )
    )
    assert made.names("Zone") == ["平度市甲镇", "沂源县乙镇", "滕州市丙镇"]
    assert made.edges("PART_OF")[0] == ("平度市甲镇", "平度市")


def _word() -> bytes:
    made = docx.Document()
    made.add_paragraph("附件")
    made.add_paragraph("第五批专精特新“小巨人”企业名单")
    table = made.add_table(rows=7, cols=5)
    for column, text in enumerate(["序号", "省份", "企业情况", "", "备注"]):
        table.cell(0, column).text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(1, 2).text, table.cell(1, 3).text = "企业名称", "主导产品"
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    rows = ["1 山东省 青岛甲机械有限公司 数控机床", "2  济南乙电子有限公司 传感器",
            "3 江苏省 南京丙软件有限公司 工业软件", "4  苏州丁生物有限公司 试剂", "合计  4家 "]  # fmt: skip
    for number, row in enumerate(rows, 2):
        for column, text in enumerate(row.split(" ")):
            table.cell(number, column).text = text
    table.cell(2, 1).merge(table.cell(3, 1))
    table.cell(4, 1).merge(table.cell(5, 1))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_word_with_merged_provinces():
    made = document(_word(), "list.docx", "")
    assert made.edges("LOCATED_IN") == [
        ("青岛甲机械有限公司", "山东省"),
        ("济南乙电子有限公司", "山东省"),
        ("南京丙软件有限公司", "江苏省"),
        ("苏州丁生物有限公司", "江苏省"),
    ]
    assert ("苏州丁生物有限公司", "试剂") in made.edges("OFFERS")
    assert {e["batch"] for e in made.full_edges("CERTIFIED_AS")} == {5}
    assert made.findings.reasons == {"total_row": 1}


@pytest.mark.parametrize("again", [True, False], ids=["header repeats", "header once"])
def test_pdf_table_over_pages(again):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    rows = [["序号", "企业名称", "所在区市"]]
    rows += [[str(i), f"青岛第{i}号智能有限公司", "崂山区" if i % 2 else "城阳区"] for i in range(1, 91)]
    table = Table(rows, repeatRows=int(again))
    table.setStyle(
        TableStyle([("FONT", (0, 0), (-1, -1), "STSong-Light", 10), ("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    )
    style = ParagraphStyle("title", fontName="STSong-Light", fontSize=14, leading=24, spaceAfter=20)
    out = io.BytesIO()
    SimpleDocTemplate(out).build([Paragraph("2023年度市级瞪羚企业名单", style), table])
    made = document(out.getvalue(), "list.pdf")
    assert made.names("Company") == [f"青岛第{i}号智能有限公司" for i in range(1, 91)]
    assert [z for _, z in made.edges("LOCATED_IN")] == ["崂山区", "城阳区"] * 45
    assert len(made.findings.regions) == 1


def test_a_table_that_goes_on_without_its_header():
    first = page(["序号", "企业名称", "所在区市"], ["1", "青岛甲有限公司", "崂山区"], title="2023年度市级瞪羚企业名单")
    on = "<p>（续表）</p><table><tr><td>2</td><td>青岛乙有限公司</td><td>城阳区</td></tr><tr><td>3</td><td>青岛丙有限公司</td></tr></table>"
    made = document(first.replace("</body>", on + "</body>"))
    assert made.names("Company") == ["青岛甲有限公司", "青岛乙有限公司", "青岛丙有限公司"]
    assert made.findings.read == 3 and len(made.findings.regions) == 1
    assert ("青岛乙有限公司", "城阳区") in made.edges("LOCATED_IN")


def test_parks_named_by_their_district_only():
    made = document(
        page(["序号", "名称"], ["1", "北京市平谷区"], ["2", "青岛某现代产业园"], title="2022年国家现代产业园名单")
    )
    assert made.edges("DESIGNATED_AS") == [("平谷区", "国家现代产业园"), ("青岛某现代产业园", "国家现代产业园")]


def test_markdown_table():
    made = document(
        "# 2024年某市瞪羚企业名单\n\n| 序号 | 企业名称 | 所在区市 |\n|---|---|---|\n| 1 | 青岛甲有限公司 | 崂山区 |\n",
        "a.md",
    )
    assert made.edges("LOCATED_IN") == [("青岛甲有限公司", "崂山区")]


def test_tables_that_are_no_lists_give_nothing():
    made = document(
        page(["name", "park", "note"], ["a", "b", "c"], ["d", "e", "f"], title="Some page of words and numbers")
    )
    assert made.tables == {} and made.findings.regions == ()
    made = document(
        page(
            ["违法行为", "处罚依据", "裁量幅度"],
            ["甲", "第一条", "警告"],
            ["乙", "第二条", "罚款"],
            title="行政处罚裁量基准表",
        )
    )
    assert made.tables == {}
