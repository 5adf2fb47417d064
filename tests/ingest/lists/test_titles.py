"""Titles of lists."""

from __future__ import annotations

import pytest

from ingest.lists.titles import is_list_title, read_title, refuses, result_of


@pytest.mark.parametrize(
    ("title", "qualification", "batch", "year"),
    [
        ("第三批示例产业重点龙头企业名单", "示例产业重点龙头企业", 3, None),
        ("附件1：第五批专精特新“小巨人”企业名单", "专精特新“小巨人”企业", 5, None),
        ("关于公布第九批制造业单项冠军企业的通知", "制造业单项冠军企业", 9, None),
        ("2023年度某市瞪羚企业名单", "某市瞪羚企业", None, 2023),
        ("通过验收的第五批示例科技园区名单", "示例科技园区", 5, None),
        ("2018年通过验收的示例科技园区名单", "示例科技园区", None, 2018),
        ("首批示例现代产业园认定名单", "示例现代产业园", 1, None),
        ("# 2024年某市瞪羚企业名单", "某市瞪羚企业", None, 2024),
        # Those that may build one are not yet one.
        ("2018年示例现代产业园创建名单", "示例现代产业园创建", None, 2018),
        ("行政处罚事项目录", None, None, None),
        ("2026年场景机会清单", None, None, 2026),
        ("2024年重点项目名单", None, None, 2024),
        ("企业名单", None, None, None),
    ],
)
def test_what_a_title_says(title, qualification, batch, year):
    said = read_title(title)
    assert (said.qualification, said.batch, said.year) == (qualification, batch, year)


def test_lists_that_award_nothing():
    assert read_title("撤销示例企业技术中心资格名单").refused
    assert read_title("拟认定2024年度某市瞪羚企业公示名单").proposed
    assert not read_title("第三批示例龙头企业名单").proposed


@pytest.mark.parametrize("text", ["未通过", "验收不通过", "不合格", "限期整改", "否", "撤销"])
def test_results_that_refuse(text):
    assert refuses(text)


@pytest.mark.parametrize("text", ["通过", "优秀", "合格", "A类", "是"])
def test_results_that_do_not(text):
    assert not refuses(text)


def test_result_of_a_heading():
    assert result_of("二、验收不通过的园区（5家）") == "验收不通过"
    assert result_of("山东省（5家）") is None


def test_sentences_are_no_titles():
    assert not is_list_title("名单见附件。")
    assert not is_list_title("请各单位对照名单；逐项落实")
