"""Lists written as lines."""

from __future__ import annotations

import pytest

from tests.ingest.lists.reading import document


def test_names_under_provinces_side_by_side_and_counted():
    made = document(
        "第七批示例产业重点龙头企业名单\n北京市（2家）\n北京甲乙农业有限公司　　北京丙丁种业集团\n"
        "山东省（4家）\n青岛戊己食品有限公司 烟台庚辛果业股份有限公司\n威海某合作社\n（此件公开发布）\n",
        "list.txt",
    )
    assert made.names("Company") == [
        "北京甲乙农业有限公司", "北京丙丁种业集团", "青岛戊己食品有限公司", "烟台庚辛果业股份有限公司", "威海某合作社",
    ]  # fmt: skip
    assert [z for _, z in made.edges("LOCATED_IN")] == ["北京市"] * 2 + ["山东省"] * 3
    assert any("says 4, 3 names" in note for note in made.findings.notes)


def test_names_behind_their_province_in_one_line():
    made = document(
        "第六批示例单项冠军企业名单\n一、北京（2家）\n甲科技股份有限公司、乙集团有限公司\n"
        "二、其他\n青岛市：丙机械有限公司；丁化工有限公司；戊电子股份有限公司\n2021年11月10日\n",
        "list.txt",
    )
    assert len(made.names("Company")) == 5
    assert made.edges("LOCATED_IN")[-1] == ("戊电子股份有限公司", "青岛市")
    assert {(e["batch"], e["since"]) for e in made.full_edges("CERTIFIED_AS")} == {(6, "2021-11-10")}


def test_numbers_restart_in_groups_and_results_divide():
    made = document(
        "第七批示例科技园区验收结果\n一、验收通过的园区\n1．山东甲科技园区\n2．江苏南京乙科技园区\n"
        "二、验收不通过的园区\n1．河北丙科技园区\n",
        "list.txt",
    )
    assert made.edges("DESIGNATED_AS") == [("山东甲科技园区", "示例科技园区"), ("江苏南京乙科技园区", "示例科技园区")]
    assert made.node("Park", "河北丙科技园区")["result"] == "验收不通过"
    assert ("江苏南京乙科技园区", "南京市") in made.edges("LOCATED_IN")


def test_a_group_of_an_earlier_year_does_not_date_the_award():
    made = document(
        "第二批示例现代产业园认定名单\n2017年批准创建的示例现代产业园\n1. 四川省甲县示例现代产业园\n"
        "2018年批准创建的示例现代产业园\n1. 湖南省乙县示例现代产业园\n2019年12月17日\n",
        "list.txt",
    )
    assert {e["since"] for e in made.full_edges("DESIGNATED_AS")} == {"2019-12-17"}
    assert len(made.names("Park")) == 2


def test_remarks_in_brackets_are_no_part_of_a_name():
    made = document(
        "<html><body><h1>关于公布第九批示例单项冠军企业的通知</h1><p>现将名单公布如下：</p><p>1.青岛甲有限公司（数控机床）</p>"
        "<p>2.青岛乙有限公司（轮胎）</p><p>3.青岛丙合伙企业（有限合伙）</p><p>特此通知</p></body></html>"
    )
    assert made.names("Company") == ["青岛甲有限公司", "青岛乙有限公司", "青岛丙合伙企业（有限合伙）"]


def test_old_names_between_companies_are_companies():
    lines = ["某市甲有限公司", "某市原种猪场", "乙集团", "某市丙有限公司", "某省丁油厂"]
    made = document("第三批示例龙头企业名单\n" + "\n".join(lines) + "\n关于我们\n网站地图\n联系我们\n", "list.txt")
    assert made.names("Company") == lines


def test_two_lists_of_one_document_have_their_own_titles():
    made = document(
        "2019年示例公告\n附件1\n2019年示例现代产业园创建名单\n1.甲县示例现代产业园\n2.乙县示例现代产业园\n附件2\n"
        "2019年纳入示例管理体系的\n省级示例现代产业园名单\n1.丙县示例现代产业园\n",
        "list.txt",
    )
    assert [t for _, t in made.edges("DESIGNATED_AS")] == ["示例现代产业园创建"] * 2 + ["省级示例现代产业园"]


@pytest.mark.parametrize(
    "text",
    [
        "某市养犬管理条例\n第一条 为了规范养犬行为，制定本条例。\n第二条 重点管理区包括：\n（一）甲区、乙区；\n（二）其他区。\n"
        "第三条 有下列情形之一的：\n1.未办理登记的；\n2.携犬进入公园的。\n",
        "关于加快产业园区建设的意见\n一、打造重点园区\n1.建设示例虚拟现实产业园\n2.建设示例人工智能产业园\n3.提升示例国际产业园\n"
        "二、保障措施\n各区要加强领导。\n",
        "示例新闻\n甲有限公司、乙有限公司等3家企业签约。\n",
    ],
)
def test_texts_without_a_list(text):
    made = document(text, "text.txt")
    assert made.tables == {} and made.findings.regions == ()
