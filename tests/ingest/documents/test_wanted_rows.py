"""Whose firms a park, a zone or a plan wants, told without a verb of inviting (招引对象的另一种说法)."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read
from tests.ingest.documents.reading import read as read_text

PARK = "青岛蓝湾智谷产业园"


def read(text: str) -> Read:
    return read_text(f"# 招商一线\n\n{text}\n", "page.md")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("招商负责人说，接下来最想请来的是动漫、潮玩和文创类品牌。", ["动漫", "潮玩", "文创"]),
        ("招商团队今年的目标客户是海洋仪器、水下机器人企业。", ["海洋仪器", "水下机器人"]),
        ("下一批招商名单上写着传感器芯片和惯性导航。", ["传感器芯片", "惯性导航"]),
        ("向储能电池企业伸出橄榄枝。", ["储能电池"]),
        ("还空着两层楼，留给传感器封装和激光雷达企业。", ["传感器封装", "激光雷达"]),
        ("负责人表示，年内要啃下反渗透膜这块“硬骨头”，已同3家头部企业接洽。", ["反渗透膜"]),
        ("眼下最缺的是碳化硅衬底、外延片两个环节。", ["碳化硅衬底", "外延片"]),
        ("今年围绕船舶经纪、海事仲裁两个薄弱环节招引机构。", ["船舶经纪", "海事仲裁"]),
    ],
)
def test_rows_of_those_wanted(said: str, wanted: list[str]) -> None:
    assert read(PARK + said).edges("COURTS") == [(PARK, one) for one in wanted]


def test_a_plan_that_locks_on_what_is_missing_wants_it() -> None:
    made = read(
        "市商务局印发《青岛市氢能产业发展行动计划（2026—2028年）》（下称《行动计划》）。"
        "《行动计划》锁定储氢瓶、加氢机两个缺口，三年招引亿元以上项目20个。"
    )
    assert [tail for _, tail in made.edges("COURTS")] == ["储氢瓶", "加氢机"]


@pytest.mark.parametrize(
    "said",
    [
        "把厂房和街巷逐步向机器人企业敞开。",
        "向优质企业伸出橄榄枝。",
        "不欢迎高耗能企业，居民最期待的是公园。",
        "紧盯反渗透膜、高压泵两个环节，招引链主企业。",
    ],
)
def test_classes_of_firms_and_open_halls_name_no_trade(said: str) -> None:
    links = {tail for _, tail in read(PARK + said).edges("COURTS")}
    assert not links & {"机器人", "反渗透膜", "高压泵", "优质", "高耗能", "公园"}
