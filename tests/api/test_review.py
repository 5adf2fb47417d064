"""`review list|accept|reject|undo`: a name goes to the company that a person names, and back."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.api.workspaces import scenariograph

CODES = ("91370200264574251E", "91110000600037341L")
REGISTER = f"""企业名称,统一社会信用代码,经营范围,地区,注册地址
青岛汐石半导体设备有限公司,{CODES[0]},半导体设备制造,青岛,青岛市崂山区松岭路1号
北京汐石半导体设备有限公司,{CODES[1]},半导体设备制造,北京,北京市
"""
LIST = "序号,企业名称\n1,汐石半导体\n2,青岛市汐石半导体设备有限公司\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "登记.csv").write_text(REGISTER, encoding="utf-8")
    (folder / "名单.csv").write_text(LIST, encoding="utf-8")
    home = folder / "home"
    scenariograph(home, "ingest", folder / "登记.csv")
    scenariograph(home, "ingest", folder / "名单.csv", "--kind", "companies")
    return home


def queue(home: Path, *more: str) -> dict[str, list[str]]:
    return {
        i["name"]: [c["name"] for c in i["candidates"]]
        for i in scenariograph(home, "review", "list", "--json", *more).items
    }


def evidence_of(home: Path) -> list[str]:
    found = scenariograph(home, "evidence", f"cn-uscc:{CODES[0]}", "--json").items
    return [item["sentence"] for item in found]


def test_a_name_is_accepted_and_taken_back(made: Path) -> None:
    waiting = queue(made)
    assert set(waiting) == {"汐石半导体"}
    assert scenariograph(made, "status", "--json").json["review"] == 1
    item = scenariograph(made, "review", "list", "--json").items[0]
    assert [c["reasons"] for c in item["candidates"]] != [[], []]
    assert item["evidence"][0]["sentence"] == "1 | 汐石半导体"
    assert not any("汐石半导体 " in text or text.endswith("汐石半导体") for text in evidence_of(made))

    refused = scenariograph(made, "review", "accept", "汐石半导体", code=2)
    assert "青岛汐石半导体设备有限公司" in refused.err
    decided = scenariograph(
        made, "review", "accept", "汐石半导体", "青岛汐石半导体设备有限公司", "--who", "甲", "--json"
    ).json
    assert (decided["kind"], decided["object"], decided["who"]) == ("same", f"cn-uscc:{CODES[0]}", "甲")
    assert queue(made) == {}
    assert scenariograph(made, "show", "汐石半导体", "--json").json["id"] == f"cn-uscc:{CODES[0]}"
    # The row of the list speaks for the company now.
    assert "1 | 汐石半导体" in evidence_of(made)

    scenariograph(made, "ingest", made.parent / "名单.csv", "--refresh", "--kind", "companies")
    scenariograph(made, "build", "--anew")
    assert queue(made) == {}

    scenariograph(made, "review", "undo", str(decided["number"]))
    assert queue(made) == waiting
    assert "1 | 汐石半导体" not in evidence_of(made)


def test_rejected_companies_are_not_offered_again(made: Path) -> None:
    first, second = queue(made)["汐石半导体"]
    one = scenariograph(made, "review", "reject", "汐石半导体", "1", "--json").json["number"]
    assert queue(made) == {"汐石半导体": [second]}
    none = scenariograph(made, "review", "reject", "汐石半导体", "--json").json["number"]
    assert queue(made) == {}
    assert [row["number"] for row in scenariograph(made, "review", "list", "--kind", "decided", "--json").items] == [
        none,
        one,
    ]
    for number in (none, one):
        scenariograph(made, "review", "undo", str(number))
    assert queue(made) == {"汐石半导体": [first, second]}


def test_a_name_that_a_rule_linked_can_be_parted(made: Path) -> None:
    assert set(queue(made, "--kind", "linked")) == {"青岛市汐石半导体设备有限公司"}
    number = scenariograph(made, "review", "reject", "青岛市汐石半导体设备有限公司", "--json").json["number"]
    assert queue(made, "--kind", "linked") == {}
    scenariograph(made, "review", "undo", str(number))
    assert set(queue(made, "--kind", "linked")) == {"青岛市汐石半导体设备有限公司"}


def test_the_list_as_csv(made: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(scenariograph(made, "review", "list", "--format", "csv").out)))
    assert [row["name"] for row in rows] == ["汐石半导体"]
    assert "青岛汐石半导体设备有限公司" in rows[0]["candidates"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("accept",), "name the item"),
        (("list", "x"), "takes no item"),
        (("undo", "x"), "number of a decision"),
        (("undo", "99"), "no decision that stands"),
        (("accept", "汐石半导体", "9"), "no company"),
    ],
)
def test_wrong_use_is_said(made: Path, words: tuple[str, ...], said: str) -> None:
    assert said in scenariograph(made, "review", *words, code=2).err


def test_an_unknown_item_is_said(made: Path) -> None:
    assert "nothing that waits" in scenariograph(made, "review", "accept", "没有此名", code=2).err
