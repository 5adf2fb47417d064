"""Fields over which so many scenarios that are out are spread, and fields opened without the word beside them."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read

FIELDS = ["样洋治理", "样业质检", "样慧物流"]


@pytest.mark.parametrize(
    "told",
    [
        "即墨区两批共64个场景已经亮相，其中第一批31个、第二批33个，覆盖样洋治理、样业质检、样慧物流等8大领域。",
        "胶州市今年亮出的42个场景，横跨样洋治理、样业质检、样慧物流三个领域。",
        "城阳区发布的清单有57个场景，分属样洋治理、样业质检、样慧物流3大领域。",
        "城阳区办法支持场景创新，还将开放样洋治理、样业质检、样慧物流等领域。",
    ],
)
def test_fields_of_scenarios_that_are_out(told: str) -> None:
    assert [tail for _, tail in read("# 样例新闻\n\n" + told + "\n", "page.md").edges("OPENS")] == FIELDS


def test_scenarios_that_are_there_open_no_field() -> None:
    made = read("# 样例新闻\n\n城阳区建成120个场景，覆盖样洋治理、样业质检、样慧物流等领域。\n", "page.md")
    assert made.names("ScenarioField") == []
