"""News of projects without marked headings: headline over lines, projects by what they make, sums as thresholds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.numbers import find_quantities
from tests.ingest.documents.reading import Read, read

NEWS = """示例区举行三季度重点项目集中开工活动
总投资92亿元的15个项目落地

9月8日，示例区2027年三季度重点项目集中开工活动在示例街道举行。此次集中开工项目15个，总投资92亿元。
青岛示例冷柜有限公司年产40万台节能冷柜项目是其中之一。该项目总投资7.5亿元，占地88亩。
在示例湾，青岛示例药业有限公司与示例海洋大学共建的海洋糖类中试基地同日开工。
"""


@pytest.fixture(scope="module")
def news() -> Read:
    return read(NEWS)


def test_the_headline_is_the_title(news: Read) -> None:
    assert news.names("Document")[0] == "示例区举行三季度重点项目集中开工活动"


def test_a_project_is_named_by_what_it_makes_and_has_its_figures(news: Read) -> None:
    assert news.names("Project") == ["年产40万台节能冷柜项目"]
    assert news.edges("DELIVERS") == [("青岛示例冷柜有限公司", "年产40万台节能冷柜项目")]
    measured = dict(news.edges("MEASURES"))
    values = {row["name"]: row["value"] for row in news.rows("nodes_Indicator")}
    assert {name: values[name] for name, subject in measured.items() if subject == "年产40万台节能冷柜项目"} == {
        "项目总投资": Decimal(750_000_000),
        "占地": Decimal(88),
    }


def test_who_builds_a_base_together_is_no_tenant_of_it(news: Read) -> None:
    assert news.edges("TENANT_OF") == []


@pytest.mark.parametrize(
    ("text", "raw", "comparator"),
    [
        ("新签约过亿元项目", "过亿元", "gt"),
        ("签约超30亿元", "超30亿元", "gt"),
        ("新签约约9个项目", "约9个", "approx"),
        ("履约率约95%", "约95%", "approx"),
    ],
)
def test_the_end_of_another_word_says_nothing_of_a_number(text: str, raw: str, comparator: str) -> None:
    assert [(q.raw, q.comparator) for q in find_quantities(text)] == [(raw, comparator)]
