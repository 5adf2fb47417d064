"""The example files: invented, well formed where they should be, faulty only where meant."""

import csv
import datetime as dt
import re
import runpy
from collections import Counter
from pathlib import Path

from schema.ids import is_credit_code

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SCRIPT = runpy.run_path(str(EXAMPLES / "make_registrations.py"))
DISTRICTS = {
    "市南区",
    "市北区",
    "黄岛区",
    "崂山区",
    "李沧区",
    "城阳区",
    "即墨区",
    "胶州市",
    "平度市",
    "莱西市",
}


def _rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _registrations() -> list[dict[str, str]]:
    return _rows("示例-企业登记.csv")


def test_script_gives_the_committed_file() -> None:
    assert SCRIPT["OUTPUT"].read_text(encoding="utf-8") == SCRIPT["as_csv"]()


def test_about_four_hundred_with_all_columns_and_own_codes() -> None:
    rows = _registrations()
    assert 380 <= len(rows) <= 420
    assert all(tuple(row) == SCRIPT["COLUMNS"] for row in rows)
    for column in ("企业名称", "统一社会信用代码"):
        repeated = [value for value, n in Counter(row[column] for row in rows).items() if n > 1]
        assert repeated == []


def test_codes_are_right_but_for_two_marked_rows() -> None:
    wrong = {row["企业名称"] for row in _registrations() if not is_credit_code(row["统一社会信用代码"])}
    assert wrong == {"青岛示例小写代码商贸有限公司", "青岛示例校验有误商贸有限公司"}


def test_marked_rows_are_wrong_in_their_one_way() -> None:
    marked = {row["企业名称"]: row for row in _registrations()}
    lower = marked["青岛示例小写代码商贸有限公司"]["统一社会信用代码"]
    assert lower.endswith("x")
    assert is_credit_code(lower.upper())
    check = marked["青岛示例校验有误商贸有限公司"]["统一社会信用代码"]
    assert re.fullmatch(r"[0-9A-HJ-NP-RTUWXY]{18}", check)
    assert marked["青岛示例资本缺失商贸有限公司"]["注册资本"] == "N/A"
    assert marked["青岛示例日期有误商贸有限公司"]["成立日期"] == "2023-02-30"


def test_all_other_dates_exist() -> None:
    for row in _registrations():
        if row["企业名称"] != "青岛示例日期有误商贸有限公司":
            dt.date.fromisoformat(row["成立日期"])


def test_division_is_not_in_use() -> None:
    # GB/T 2260: the prefectures of Shandong are 3701 to 3717.
    used = {f"37{n:02d}" for n in range(1, 18)}
    divisions = {row["统一社会信用代码"][2:8] for row in _registrations()}
    assert divisions == {"379900"}
    assert not {division[:4] for division in divisions} & used


def test_everything_is_marked_as_example() -> None:
    for row in _registrations():
        assert "示例" in row["企业名称"]
        assert "示例" in row["住所"]
    for row in _rows("示例-场景清单.csv"):
        assert "示例" in row["场景名称"]
        assert "示例" in row["需求单位"]
    for name in ("示例-场景创新行动方案.md", "示例-产业园新闻.txt"):
        first = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()[0]
        assert "示例" in first


def test_plan_covers_six_districts_and_leaves_its_gaps_out() -> None:
    plan = SCRIPT["PLAN"]
    assert {district for districts in plan.values() for district in districts} == DISTRICTS
    assert set(plan) == set(SCRIPT["SCOPES"])
    assert not set(SCRIPT["LEFT_OUT"]) & set(plan)


def test_branches_have_their_parent_in_the_file() -> None:
    rows = {row["企业名称"]: row for row in _registrations()}
    branches = [name for name in rows if name.endswith("分公司")]
    with_parent = [name for name in branches if any(name.startswith(n) for n in rows if n != name)]
    assert len(with_parent) == len(SCRIPT["BRANCHES"])
    assert len(branches) == len(SCRIPT["BRANCHES"]) + len(SCRIPT["ORPHANS"])


def test_scenario_list_has_its_columns_and_possible_values() -> None:
    rows = _rows("示例-场景清单.csv")
    assert list(rows[0]) == [
        "序号",
        "应用领域",
        "场景名称",
        "需求单位",
        "场景简介",
        "主要技术",
        "拟落地区域",
        "预算(万元)",
        "状态",
        "截止日期",
    ]
    assert [row["序号"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert all(None not in row and float(row["预算(万元)"]) > 0 for row in rows)
    assert all(dt.date.fromisoformat(row["截止日期"]).year == 2026 for row in rows)
    asked = Counter(word for row in rows for word in row["主要技术"].split("、"))
    assert sum(n > 1 for n in asked.values()) >= 8


def test_stated_totals_of_the_policy_paper_fit() -> None:
    text = (EXAMPLES / "示例-场景创新行动方案.md").read_text(encoding="utf-8")
    for items, count in re.findall(r"聚焦([^。，]+?)等(\d+)个(?:方面|重点方向)", text):
        assert len(items.split("、")) == int(count)
    aspects = re.findall(r"在?([^。，]+?)等(\d+)个方面", text)
    total = re.search(r"从四大领域(\d+)个方面", text)
    assert total is not None
    assert sum(int(count) for _, count in aspects) == int(total[1])
    steps = re.search(r"“([^”]+)”(\d)个重点环节", text)
    assert steps is not None
    assert len(steps[1].split("、")) == int(steps[2])
