"""Rungs told by what becomes a thing, headings that are no tasks, what scenarios look for, links of a plain name."""

import pytest

from tests.ingest.documents.reading import read


def test_rungs_by_what_becomes_which() -> None:
    made = read(
        "# 样例新闻\n\n近日，《样例场景培育办法》印发。成果三级递进：报名入库的为种子项目，试用过关的升为示范项目，"
        "稳定运行一年的再升为样板场景。\n"
    )
    assert made.names("ScenarioTier") == ["种子项目", "示范项目", "样板场景"]
    assert [(a.rpartition("/")[2], b.rpartition("/")[2]) for a, b in made.edges("UPGRADES_TO")] == [
        ("种子项目", "示范项目"), ("示范项目", "样板场景"),
    ]  # fmt: skip


def test_how_many_stand_on_each_rung_are_no_rungs() -> None:
    made = read(
        "# 样例新闻\n\n近日，《样例场景培育办法》印发，场景按微场景、示范场景、样板场景三级逐级晋升，眼下三级分别有96个、27个、5个。\n"
    )
    assert made.names("ScenarioTier") == ["微场景", "示范场景", "样板场景"]


def test_headings_over_directions_and_programmes_are_no_actions() -> None:
    made = read(
        "青岛市样例产业行动方案（2026—2028年）\n\n一、重点任务\n\n（一）强链补链行动。补齐短板。\n\n（二）应用牵引行动。放大需求。\n\n"
        "二、示范方向\n\n开放三个方向。\n\n三、专项工程\n\n实施样例工程。\n",
        "plan.txt",
    )
    assert made.names("ActionArea") == ["强链补链行动", "应用牵引行动"]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("希望有一款配送机器人能在夜里送药，预算80万元", ["配送机器人"]),
        ("想找柔性抓取机械手", ["柔性抓取机械手"]),
        ("点名要分布式光伏、能碳管理平台两样东西", ["分布式光伏", "能碳管理平台"]),
        ("指明要氢燃料电池系统", ["氢燃料电池系统"]),
        ("寻找能在浑水里看清网衣的水下机器人", ["水下机器人"]),
    ],
)
def test_what_the_giver_of_a_scenario_looks_for(said: str, wanted: list[str]) -> None:
    made = read(f"# 样例新闻\n\n青岛样甲科技有限公司拿出“样湾夜间巡护”场景，{said}。\n")
    assert [tail for _, tail in made.edges("DEMANDS")] == wanted


def test_a_joint_undertaking_is_no_part_of_a_projects_name() -> None:
    made = read("# 样例新闻\n\n青岛样甲科技有限公司宣布合资上马样频芯片封测项目，总投资2亿元。\n")
    assert set(made.names("Project")) == {"样频芯片封测项目"}


@pytest.mark.parametrize(
    ("said", "headsets"),
    [
        ("智能家电产业链从上游的压缩机，到中游的整机制造，再到下游的安装服务，环环相扣。", False),
        ("虚拟现实产业链从上游的光学模组，到中游的整机制造，再到下游的内容服务，环环相扣。", True),
    ],
)
def test_a_link_of_a_plain_name_is_the_packs_only_where_its_chain_is_told_of(said: str, headsets: bool) -> None:
    made = read(f"# 样例新闻\n\n{said}\n")
    ends = {end for pair in made.edges("UPSTREAM_OF") for end in pair}
    assert any(end.endswith("virtual-reality/headsets") for end in ends) is headsets
    assert ends


def test_links_of_a_chain_that_is_split_or_filled_one_by_one() -> None:
    split = read("# 样例新闻\n\n即墨区把制帽产业拆成面料织造、样帽设计、成帽缝制三段来招。\n")
    assert split.names("ChainLink") == ["面料织造", "样帽设计", "成帽缝制"]
    assert [tail.rpartition("/")[2] for _, tail in split.edges("PART_OF")] == ["制帽产业"] * 3
    strung = read("# 样例新闻\n\n即墨区沿“正极材料—电芯—系统集成”逐环补齐。\n")
    assert len(strung.edges("UPSTREAM_OF")) == 2
    assert read("# 样例新闻\n\n即墨区把样例资金分成三段来用。\n").names("ChainLink") == []
