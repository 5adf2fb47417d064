"""Figures behind the name of a project's builder are the project's, but for what only a firm has."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import figures

HEAD = "# 一周要闻\n\n本报3月5日讯 青岛样例冷链物流园项目昨天在胶州市开工。"


@pytest.mark.parametrize("builder", ["项目业主是", "项目的建设单位为", "业主单位:", "投资方是"])
def test_what_follows_a_builder_is_the_projects(builder: str) -> None:
    told = figures(HEAD + f"{builder}青岛样例港务有限公司，总投资14.8亿元，占地210亩。\n")
    assert told == {"14.8亿元": "青岛样例冷链物流园项目", "210亩": "青岛样例冷链物流园项目"}


@pytest.mark.parametrize("said", ["去年营收14.8亿元", "公司在胶州占地14.8亩", "已在当地投资14.8亿元"])
def test_what_a_builder_has_is_its_own(said: str) -> None:
    (subject,) = figures(HEAD + f"项目业主是青岛样例港务有限公司，{said}。\n").values()
    assert subject == "青岛样例港务有限公司"


def test_no_project_of_another_paragraph() -> None:
    told = figures(HEAD + "\n\n业主单位是青岛样例港务有限公司，总投资14.8亿元。\n")
    assert told["14.8亿元"] != "青岛样例冷链物流园项目"
