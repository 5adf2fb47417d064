"""What a plan's headings say of the lines below: whose programme units carry out, which scenarios are proposed (标题所指)."""

from __future__ import annotations

from tests.ingest.documents.reading import Read, read


def _plan(scenes: str) -> Read:
    return read(
        "李沧区样业场景培育实施方案（2026—2028年）\n"
        "为以场景开放带动样业发展，制定本方案。\n"
        "一、重点任务\n"
        "（一）样业拓面行动\n"
        "1.机构场景开放。支持机构开放夜间照护需求。责任单位：区民政局。\n"
        "2.社区场景改造。选取街道开展试点。责任单位：区民政局。\n"
        "（二）“样龄百景”工程\n"
        "3.自2026年起连续三年组织实施“样龄百景”工程，每年发布清单2批。责任单位：区发展和改革局、区财政局。\n"
        f"二、{scenes}\n"
        "（一）“走失寻人”场景。由区民政局提出，面向浮山路街道，需求为定位手环。\n"
        "（二）“智能问诊”场景。由青岛市第八人民医院提出，需求为舌象采集仪。\n"
        "三、保障措施\n"
        "（一）加强统筹。各单位要强化协作。\n"
    )


def test_units_below_the_heading_of_a_programme_carry_it_out_and_lead_no_task_before_it() -> None:
    made = _plan("首批标志性场景")
    assert made.edges("IMPLEMENTS") == [
        ("区发展和改革局", "“样龄百景”工程"),
        ("区财政局", "“样龄百景”工程"),
    ]
    assert ("社区场景改造", "区发展和改革局") not in made.edges("ASSIGNED_TO")


def test_scenarios_below_a_heading_of_those_wanted_are_proposed() -> None:
    made = _plan("首批标志性场景")
    assert [tail for _, tail in made.edges("PROPOSES")] == ["走失寻人", "智能问诊"]


def test_scenarios_below_a_heading_of_those_that_are_there_are_not_proposed() -> None:
    assert _plan("已建成标志性场景").edges("PROPOSES") == []
