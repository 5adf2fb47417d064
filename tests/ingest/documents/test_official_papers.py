"""Papers in official form without marked headings: title over lines, number, signature, tree of tasks, targets."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from docx import Document as WordFile

from ingest.documents.official_titles import title_lines
from tests.ingest.documents.reading import Read, read

PAPER = """示例区人民政府
关于印发示例区海上风电运维服务业培育行动计划
（2027—2029年）的通知

示例政发〔2027〕7号

各街道办事处，区政府各部门，各区（市）人民政府：
    现将《示例区海上风电运维服务业培育行动计划（2027—2029年）》印发给你们，请认真执行。
示例区人民政府
2027年2月9日
（此件公开发布）

示例区海上风电运维服务业培育行动计划
（2027—2029年）

    为发展海上风电运维服务业，制定本行动计划。
    一、总体目标
    到2027年年底，引进运维企业不少于9家，开放场景6个；到2029年，运维服务业营业收入达到30亿元，培育龙头企业4家。
    二、重点任务
    （一）实施载体提升工程。
    1.建设运维母港。2028年6月底前完成一期码头1.8万平方米。（责任单位：区交通运输局）
    2.完善配套设施。设立3亿元风电运维产业基金，对首台套装备最高补助200万元。
    （二）开展“云上巡检”行动。开放巡检机器人应用场景。
    三、实施步骤
    （一）启动阶段。印发行动计划。
    （二）提升阶段。总结评估。
    四、保障措施
    （一）加强组织领导。成立工作专班。
"""


def as_docx() -> bytes:
    """The paper as a clerk writes it in Word: paragraphs without styles."""
    file = WordFile()
    for line in PAPER.splitlines():
        if line.strip():
            file.add_paragraph(line.strip())
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@pytest.fixture(scope="module", params=["txt", "docx"])
def paper(request: pytest.FixtureRequest) -> Read:
    return read(PAPER) if request.param == "txt" else read(as_docx(), "paper.docx")


def test_the_title_fills_lines_and_names_what_is_issued(paper: Read) -> None:
    [policy] = paper.rows("nodes_Policy")[:1]
    assert {row["name"] for row in paper.rows("nodes_Policy")} == {
        "示例区海上风电运维服务业培育行动计划（2027—2029年）"
    }
    rows = paper.rows("nodes_Policy")
    assert {row["document_number"] for row in rows} - {None} == {"示例政发〔2027〕7号"}
    assert {row["issuer"] for row in rows} - {None} == {"示例区人民政府"}
    assert (policy["period_from"], policy["period_to"], policy["kind"]) == (2027, 2029, "行动计划")


def test_tasks_hang_on_their_groups_and_phases_are_no_tasks(paper: Read) -> None:
    plan = "示例区海上风电运维服务业培育行动计划（2027—2029年）"
    tasks = set(paper.names("ActionArea"))
    assert [pair for pair in paper.edges("PART_OF") if pair[0] in tasks] == [
        ("载体提升工程", plan),
        ("建设运维母港", "载体提升工程"),
        ("完善配套设施", "载体提升工程"),
        ("“云上巡检”行动", plan),
    ]
    assert paper.names("Initiative") == []
    assert paper.edges("ASSIGNED_TO") == [("建设运维母港", "区交通运输局")]


def test_each_target_has_its_own_time_and_says_what_is_counted(paper: Read) -> None:
    values = {
        (row["metric"], row["value"], row["unit"], row["comparator"], row["time"], row["kind"])
        for row in paper.rows("nodes_Indicator")
    }
    assert values == {
        ("运维企业", Decimal(9), "家", "gte", "2027", "target"),
        ("场景", Decimal(6), "个", "eq", "2027", "target"),
        ("运维服务业营业收入", Decimal(3_000_000_000), "元", "eq", "2029", "target"),
        ("龙头企业", Decimal(4), "家", "eq", "2029", "target"),
        ("一期码头", Decimal(18_000), "平方米", "eq", "2028-06", "planned"),
        ("风电运维产业基金", Decimal(300_000_000), "元", "eq", None, "planned"),
        ("首台套装备最高补助", Decimal(2_000_000), "元", "lte", None, "planned"),
    }


def test_those_whom_a_notice_is_sent_to_are_no_bodies(paper: Read) -> None:
    assert set(paper.names("Organization")) == {"示例区人民政府", "区政府", "区交通运输局"}


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["关于印发《甲方案》的通知", "甲发〔2027〕1号"], 1),
        (["甲市乙局", "关于加快丙产业发展的若干意见", "各有关单位："], 2),
        (["甲市丙产业三年行动计划", "（2027—2029年）", "为发展丙产业，制定本计划。"], 2),
        (
            [
                "甲市人民政府办公厅关于印发《甲市“乙技术+丙产业”超级场景建设行动方案（2027—2029年）》暨任务分工的通知",
                "各区政府：",
            ],
            1,
        ),
        (["甲市召开大会", "会议指出，要实施方案。"], 0),
        (["甲企业签约落户", "记者获悉"], 0),
    ],
)
def test_how_many_lines_are_the_title(lines: list[str], count: int) -> None:
    assert title_lines(lines) == count


NOTICE = """关于公布2027年示例市首批低空应用场景名单的通知
示例工信字〔2027〕5号

各有关单位：
经企业申报、专家评审、公示等程序，确定3个场景为2027年示例市首批低空应用场景，现予公布。
附件：2027年示例市首批低空应用场景名单
青岛市工业和信息化局
2027年5月11日

附件
2027年示例市首批低空应用场景名单
1.海湾跨海无人机转运场景　青岛岚翼航空科技有限公司　城阳区
2.山地景区无人机配送场景　青岛岚驿智能装备有限公司　崂山区
3.港区岸桥无人机巡检场景　山东岚湾智测信息有限公司　即墨区
"""


def test_columns_set_apart_by_gaps_are_no_one_name() -> None:
    made = read(NOTICE)
    assert set(made.names("Company")) == {
        "青岛岚翼航空科技有限公司", "青岛岚驿智能装备有限公司", "山东岚湾智测信息有限公司",
    }  # fmt: skip
    assert {"城阳区", "崂山区", "即墨区"} <= set(made.names("Zone")) | {
        name for row in made.rows("mentions") for name in [row["text"]]
    }


def test_how_a_list_came_about_is_no_life_cycle() -> None:
    assert read(NOTICE).names("LifecyclePhase") == []


def test_an_office_and_a_day_below_an_attachments_name_sign_the_text() -> None:
    made = read(NOTICE)
    assert made.names("Organization") == []  # the pack's own office, and no 名单青岛市工业和信息化局
    assert str(made.rows("nodes_Document")[0]["published_on"]) == "2027-05-11"


ISSUED = """示例市人民政府办公厅关于印发《示例市“人工智能+渔港”超级场景建设行动方案（2027—2029年）》的通知
各区政府，市政府各部门：
《示例市“人工智能+渔港”超级场景建设行动方案（2027—2029年）》已经市政府同意，现印发给你们，请认真组织实施。
一、总体目标
以超级场景为牵引，推动渔港提质。
二、重点任务
（一）推动重点场景落地
1.打造渔港算力底座。谋划深远海渔船能耗远程监测场景，需要油耗传感算法。（责任单位：市大数据局）
2.完善渔货溯源链条。推动码头扫码。（责任单位：市商务局）
（二）健全场景推进机制
3.建立联合评审制度。每年评审一次。（责任单位：市发展改革委）
三、保障措施
建立推进机制，每季度调度一次。
"""


def test_the_tree_of_an_issued_plan_whose_long_title_stands_on_one_line() -> None:
    made = read(ISSUED)
    plan = "示例市“人工智能+渔港”超级场景建设行动方案（2027—2029年）"
    tasks = set(made.names("ActionArea"))
    assert {pair for pair in made.edges("PART_OF") if pair[0] in tasks} == {
        ("推动重点场景落地", plan),
        ("打造渔港算力底座", "推动重点场景落地"),
        ("完善渔货溯源链条", "推动重点场景落地"),
        ("健全场景推进机制", plan),
        ("建立联合评审制度", "健全场景推进机制"),
    }
    assert made.edges("PROPOSES") == [(plan, "深远海渔船能耗远程监测")]
