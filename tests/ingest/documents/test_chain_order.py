"""Links that stand in the order of their chain where the words behind their row say so (环节次序)."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read


@pytest.mark.parametrize("order", ["首尾相接", "，环环相扣", "前后衔接"])
def test_a_row_of_links_that_join_end_to_end_runs_downwards(order: str) -> None:
    made = read(
        f"# 样例新闻\n\n胶州市风电装备产业链由叶片材料、风机制造、运维服务三个环节{order}，全链企业有40家。\n",
        "page.md",
    )
    assert made.edges("UPSTREAM_OF") == [("叶片材料", "风机制造"), ("风机制造", "运维服务")]


def test_a_row_without_such_words_has_no_order() -> None:
    made = read(
        "# 样例新闻\n\n胶州市风电装备产业链由叶片材料、风机制造、运维服务三个环节构成，全链企业有40家。\n", "page.md"
    )
    assert made.names("ChainLink") == ["叶片材料", "风机制造", "运维服务"]
    assert made.edges("UPSTREAM_OF") == []
