"""Mechanisms, lists and platforms named in turned words, who sets them up, and what goes by them."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

OUT = "# 样例新闻\n\n6月3日，市工业和信息化局印发《青岛市样湾表计产业提质行动方案》。"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("市北区另设样费场景容错清单，对新业态包容审慎监管。", "样费场景容错清单"),
        ("这指的是城阳区推行的样景梯次培育机制，也就是“入库场景—示范场景—样板场景”逐级晋升。", "样景梯次培育机制"),
        ("青岛高新区还为它配了一套“拿证即奖”机制。", "“拿证即奖”机制"),
        ("市北区建立样链企业培育库和瞪羚企业培育库。", "样链企业培育库"),
    ],
)
def test_what_a_district_sets_up(told: str, name: str) -> None:
    made = read("# 样例新闻\n\n" + told + "\n", "page.md")
    assert made.names("Mechanism")[0] == name
    assert made.edges("ESTABLISHES")[0][1] == name
    assert made.names("Qualification") == []


def test_what_goes_by_a_mechanism_is_its_own() -> None:
    made = read(OUT + "按照样周期服务机制，从登记到评估，每个场景都要走完“登记、打磨、对接、评估”四步。\n", "page.md")
    assert made.edges("HAS_STEP") == [("样周期服务机制", step) for step in ("登记", "打磨", "对接", "评估")]
    made = read(OUT + "按照市场机制，每个场景都要走完“登记、打磨、对接、评估”四步。\n", "page.md")
    assert made.names("Mechanism") == []


def test_a_body_newly_set_up_begins_behind_the_verb() -> None:
    made = read("# 样例新闻\n\n为了让办法落地，即墨区新设区样景创新促进中心，开通“样墨汇”平台。\n", "page.md")
    assert made.names("Organization") == ["区样景创新促进中心"]
    assert {head for head, _ in made.edges("ESTABLISHES")} == {"cn-div:370215"}


def test_who_leads_is_no_part_of_the_name() -> None:
    made = read(OUT + "《方案》明确，组建由分管副市长挂帅的样表产业专班。\n", "page.md")
    assert made.names("Mechanism") == ["样表产业专班"]


def test_a_paper_brought_out_in_other_verbs() -> None:
    made = read("# 样例新闻\n\n市北区人民政府同步推出《市北区支持样景创新若干措施》。\n", "page.md")
    assert [head for head, _ in made.edges("ISSUED_BY")] == ["市北区支持样景创新若干措施"]
