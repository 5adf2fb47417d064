"""Parts of a plan by what counts or calls them: rows, chains, clauses; and what is no part of a plan."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.documents.enumerations import enumerations
from tests.ingest.documents.reading import Read, read

NEWS = """# 示例市出台渔港场景方案

近日，示例市印发《示例市渔港场景开放实施方案（2027—2029年）》（以下简称《方案》）。{body}

示例晚报记者 某甲
"""


def news(body: str) -> Read:
    return read(NEWS.format(body=body), "news.md")


STEPS = ["摸需求", "找方案", "试运行", "评效果"]


@pytest.mark.parametrize(
    "body",
    [
        "方案设置了摸需求、找方案、试运行、评效果四道关卡。",
        "一个场景要依次走完“摸需求、找方案、试运行、评效果”4个步骤。",
        "场景管理分四步走，依次为摸需求、找方案、试运行、评效果。",
        "场景落地有四个环节：摸需求、找方案、试运行、评效果。",
        "每个场景须闯四关：一是摸需求，二是找方案，三是试运行，四是评效果。",
        "全程共有四个环节。依次是摸需求、找方案、试运行、评效果。",
        "场景按“摸需求—找方案—试运行—评效果”的链条管理，做完一环再做一环。",
        "推行摸需求→找方案→试运行→评效果四步法。",
        "步骤一共4个：摸需求、找方案、试运行和评效果。",
        "《方案》提出了“四步走”路径：第一步，摸需求；第二步，找方案；第三步，试运行；第四步，评效果。",
        "建立“摸需求、找方案、试运行、评效果”的全流程闭环机制，管好场景。",
        "场景周期被划为摸需求、找方案、试运行、评效果四个阶段，分别对应入库、孵化、测试、推广四项工作。",
        "场景按照摸需求、找方案、试运行、评效果的顺序推进，一环扣一环。",
        "每个消费场景须走完摸需求、找方案、试运行、评效果这四步。",
        "场景从申报到命名共设四关，关关有人管：摸需求、找方案、试运行、评效果。",
        "场景管理从“摸需求”起步，经“找方案”“试运行”，到“评效果”收尾，前后共四个环节。",
        "首先摸需求，其次找方案，然后试运行，最后评效果，四步不能颠倒。",
        "《方案》按照“摸需求、找方案、试运行、评效果”4个步骤梯次推进。",
    ],
)
def test_steps_in_many_wordings(body: str) -> None:
    made = news(body)
    assert [tail for _, tail in made.edges("HAS_STEP")] == STEPS
    assert made.edges("PRECEDES") == list(pairwise(STEPS))


def test_clauses_that_share_the_counted_noun() -> None:
    made = news("每个场景要闯“三关”：申报关看需求，评估关看技术，验收关看成效。")
    assert [tail for _, tail in made.edges("HAS_STEP")] == ["申报关", "评估关", "验收关"]


TIERS = ["起步场景", "成长场景", "领航场景"]


@pytest.mark.parametrize(
    "body",
    [
        "项目成果由低到高分为“起步场景、成长场景、领航场景”三个层次。",
        "成果按成熟度分为三档，分别是“起步场景”“成长场景”“领航场景”。",
        "建立“起步场景—成长场景—领航场景”三级培育梯次，每年复核一次。",
        "验收过关的，沿着“起步场景—成长场景—领航场景”逐级晋升。",
        "由“起步场景”升为“成长场景”，再升为“领航场景”，三个台阶逐级而上。",
        "场景实行分级管理，先从起步场景跳到成长场景，再从成长场景跳到领航场景。",
        "场景按得分由低到高依次评为“起步场景”“成长场景”“领航场景”。",
        "通过验收的先列为起步场景，成效突出的升为成长场景，拔尖的授予领航场景。",
        "起步场景打底，成长场景居中，领航场景登顶，一级一级往上走。",
        "全市设起步场景、成长场景、领航场景三个等级。",
    ],
)
def test_rungs_in_many_wordings(body: str) -> None:
    made = news(body)
    assert [tail for _, tail in made.edges("HAS_TIER")] == TIERS
    assert made.edges("UPGRADES_TO") == list(pairwise(TIERS))
    assert made.names("LifecyclePhase") == []


@pytest.mark.parametrize(
    "body",
    [
        "《方案》点了3个超级场景方向：蓝湾智慧渔港、无人船试验区、海上牧场。",
        "蓝湾智慧渔港、无人船试验区、海上牧场，被《方案》确定为三个超级场景方向。",
        "超级场景瞄准三个方向——蓝湾智慧渔港、无人船试验区、海上牧场。",
        "哪里会有超级场景？三个主攻方向分别是蓝湾智慧渔港、无人船试验区和海上牧场。",
        "《方案》以蓝湾智慧渔港、无人船试验区、海上牧场3个重点方向谋划超级场景。",
        "要建哪些超级场景？蓝湾智慧渔港、无人船试验区、海上牧场，是首批敲定的三个方向。",
        "《方案》点名三个“超级场景”培育方向：蓝湾智慧渔港、无人船试验区、海上牧场。",
        "蓝湾智慧渔港、无人船试验区、海上牧场——3个超级场景方向写进了文件。",
        "《方案》选定蓝湾智慧渔港、无人船试验区、海上牧场3处，作为打造超级场景的方向。",
        "《方案》把蓝湾智慧渔港、无人船试验区、海上牧场作为超级场景布局的三个重点方向。",
        "《方案》为超级场景选定了蓝湾智慧渔港、无人船试验区和海上牧场三个方向。",
    ],
)
def test_directions_in_many_wordings(body: str) -> None:
    assert [tail for _, tail in news(body).edges("HAS_DIRECTION")] == ["蓝湾智慧渔港", "无人船试验区", "海上牧场"]


@pytest.mark.parametrize(
    "body",
    [
        "全市形成市、区、镇三级联动的场景工作体系。",
        "支持国家、省、市三级专精特新企业参与场景建设。",
        "要坚持目标导向、问题导向、结果导向，抓好场景工作。",
        "场景工作建立“一库、一图、一平台”。",
        "航线串起“甲港—乙港—丙港”，场景里全是集装箱。",
        "场景专班跑了甲村、乙村、丙村三个月。",
        "该公司拥有研发、生产、销售三支队伍，参与场景建设。",
        "打造产地仓、云市场、直播基地三个节点，场景越来越多。",
        "通过评定的依次授予“首试证书”“首用证书”“推广证书”，场景数不限。",
        "《办法》将开放区域划分为封闭区、半开放区、全开放区三个等级。",
        "“甲剧”“乙剧”“丙剧”都来自一个场景，观众给三部剧打了高分。",
        "他们把旅游场景搬上街，把消费场景搬上船，把医疗场景搬进社区，成绩突出，领先全省。",
        "养老场景最受欢迎，医疗场景次之，教育场景第三。",
        "路线分三步：2026年为打基础阶段，2027年为扩面阶段，2028年为成网阶段，场景越铺越开。",
        "场景评估结果分为优秀、合格、不合格三个等次。",
        "场景清单分三批发布，涉及四个区。",
        "场景推进从需求征集抓起：先由企业自己提报，再组织专家评审，四步之外还有回访。",
        "场景要过立项、试点、验收五关。",
    ],
)
def test_what_is_no_part_of_a_plan(body: str) -> None:
    made = news(body)
    assert made.names("LifecyclePhase") + made.names("ScenarioTier") + made.names("ScenarioDirection") == []


def test_the_first_part_begins_behind_what_leads_to_it() -> None:
    text = "《方案》把目光放在潮汐预报、渔船定位、鱼货溯源3个方面"
    one = enumerations(text)[0]
    assert [text[s:e] for s, e in one.items] == ["潮汐预报", "渔船定位", "鱼货溯源"]
    assert one.closed and not one.etc


def test_fewer_parts_than_counted_are_taken_only_with_and_so_on() -> None:
    assert enumerations("面向潮汐预报、渔船定位等8个领域")[0].count == 8
    assert enumerations("面向潮汐预报、渔船定位8个领域") == ()


def test_a_row_in_quotes_that_is_so_many_steps() -> None:
    found = read("# 场景发布\n\n我市将以“征题、揭榜、验证、推广”为四个环节，推进场景开放。\n")
    assert found.names("LifecyclePhase") == ["征题", "揭榜", "验证", "推广"]
    assert len(found.edges("PRECEDES")) == 3


def test_what_is_tried_is_no_part_of_a_mechanisms_name() -> None:
    found = read("# 场景发布\n\n对首试首用失败的，我市探索实行首用容错免责制度，并探索实施场景创新容错机制。\n")
    assert sorted(found.names("Mechanism")) == sorted(["首用容错免责制度", "场景创新容错机制"])


def test_steps_within_an_action_that_follow_one_by_one_are_no_aspects() -> None:
    found = read(
        "# 示例市出台场景行动计划\n\n《示例市渔港场景行动计划》提出两项行动。一是实施场景开放行动，在潮汐预报、渔船定位等领域开放场景。"
        "二是实施全程验证行动，按照需求征集、方案比选、实景验证、复制推广四个环节依次推进。\n"
    )
    assert found.names("LifecyclePhase") == ["需求征集", "方案比选", "实景验证", "复制推广"]
    assert found.names("ActionArea") == ["场景开放行动", "全程验证行动"]


def test_what_is_counted_are_fields_not_what_is_done_in_them() -> None:
    made = news("方案围绕港口作业、渔船管理、冷链物流3个领域的应用场景，分批开放。")
    assert [tail for _, tail in made.edges("OPENS")] == ["港口作业", "渔船管理", "冷链物流"]


def test_links_of_a_chain_are_no_aspects_of_the_action_that_names_them() -> None:
    found = read(
        "# 示例市海工装备行动计划（2027—2029年）\n\n一、重点任务\n\n（一）场景开放行动。在潮汐预报、渔船定位2个方面开放场景。\n\n"
        "（二）补链强链行动。对海工装备产业链上的水下连接器、耐压壳体、水密接插件等3个环节开展攻关。\n"
    )
    assert found.names("ActionArea") == ["场景开放行动", "补链强链行动"]
    assert found.names("ChainLink") == ["水下连接器", "耐压壳体", "水密接插件"]
