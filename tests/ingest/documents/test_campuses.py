"""Universities whose seat stands in brackets, and departments of boards."""

import pytest

from tests.ingest.documents.reading import read


@pytest.mark.parametrize(
    "name", ["山东大学(青岛)", "中国石油大学(华东)", "哈尔滨工业大学(威海)", "青岛理工大学(嘉陵江路校区)"]
)
def test_the_seat_in_brackets_belongs_to_the_name(name: str) -> None:
    made = read(f"# 样例新闻\n\n{name}的团队在一旁做对照试验。\n", "page.md")
    assert made.names("Organization") == [name]


def test_what_a_university_is_called_below_is_no_seat() -> None:
    made = read("# 样例新闻\n\n山东大学(以下简称“山大”)的团队在一旁做对照试验。\n", "page.md")
    assert made.names("Organization") == ["山东大学"]


def test_a_department_of_a_board_is_one_name_with_it() -> None:
    made = read("# 样例新闻\n\n样湾经济区管委会产业发展部负责人介绍了进展，各部门随后发言。\n", "page.md")
    assert made.names("Organization") == ["样湾经济区管委会产业发展部"]
