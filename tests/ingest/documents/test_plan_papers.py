"""Who prints a plan, what it takes the place of, who carries it out."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

PLAN = "青岛市渔港提升行动计划（2026—2028年）"


def news(body: str) -> Read:
    return read(f"# 渔港要提升\n\n{body}\n", "page.md")


def offices(made: Read) -> set[str]:
    return {tail.rpartition("/")[2] for _, tail in made.edges("ISSUED_BY")}


@pytest.mark.parametrize(
    "said",
    [
        f"5月12日，记者从市工业和信息化局获悉，该局已会同市科技局印发《{PLAN}》。",
        f"记者从市工业和信息化局获悉，经市政府同意，该局会同市科技局印发《{PLAN}》。",
        f"市工业和信息化局、市科技局5月20日对外公布《{PLAN}》。",
        f"《{PLAN}》由市工业和信息化局会同市科技局印发，即日起施行。",
        f"市工业和信息化局联手市科技局于2026年5月正式发布《{PLAN}》。",
    ],
)
def test_offices_that_print_a_plan(said: str) -> None:
    assert offices(news(said)) == {"industry-information", "science-technology"}


def test_an_office_that_only_helps_to_explain_prints_nothing() -> None:
    assert offices(news(f"市财政局介绍，市工业和信息化局已印发《{PLAN}》。")) == {"industry-information"}


OLD = "青岛渔港发展三年行动计划"


@pytest.mark.parametrize(
    "said",
    [
        f"这份文件接续了2023年印发的《{OLD}》，后者已于去年底到期。",
        f"它是2023年《{OLD}》的升级版。",
        f"《{OLD}》去年底到期后，新一轮计划由此接棒。",
        f"计划在《{OLD}》基础上修订。",
        f"2023年出台的《{OLD}》同时废止。",
    ],
)
def test_a_plan_that_goes_on_where_another_ends(said: str) -> None:
    made = news(f"市科技局近日印发《{PLAN}》（以下简称《计划》）。{said}")
    assert made.edges("SUPERSEDES") == [(PLAN, OLD)]


@pytest.mark.parametrize(
    "said", [f"《计划》与《{OLD}》相衔接。", f"此前，《{OLD}》已经完成中期评估。", f"《计划》落实《{OLD}》要求。"]
)
def test_a_plan_beside_another_replaces_nothing(said: str) -> None:
    made = news(f"市科技局近日印发《{PLAN}》（以下简称《计划》）。{said}")
    assert made.edges("SUPERSEDES") == []


def carriers(said: str) -> set[str]:
    made = news(f"市科技局近日印发《{PLAN}》（以下简称《计划》）。{said}")
    return {head.rpartition("/")[2].rpartition(":")[2] for head, tail in made.edges("IMPLEMENTS") if tail == PLAN}


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("市南区、崂山区将先行试点。", {"370202", "370212"}),
        ("首批在市南区、崂山区试点推行。", {"370202", "370212"}),
        ("《计划》由市商务局组织实施，市财政局、市大数据局等配合。", {"commerce", "finance", "big-data"}),
        ("《计划》由市商务局牵头，市财政局配合。", {"finance"}),
        ("《计划》设立“渔港通”平台，在市南区试点。", set()),
        ("渔货溯源行动由市商务局牵头，市财政局配合。", set()),
        ("《计划》支持市南区、崂山区先行先试。", set()),
    ],
)
def test_who_carries_a_plan_out(said: str, who: set[str]) -> None:
    assert carriers(said) == who
