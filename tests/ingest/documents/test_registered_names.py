"""Full legal names in running text, with a register that knows them."""

from __future__ import annotations

import csv
import gzip
import random
import re
from pathlib import Path

import pytest

from schema.ids import normal_name
from tests.ingest.documents.reading import Read, read

# Our own sentences; `X` and `Y` are the names.
FRAMES = (
    "昨日，X与Y在胶州市签订合作协议。",
    "项目由X投资建设，设备由材料商Y提供。",
    "近日，园区引进X、Y等企业，首批员工已经到岗。",
    "作为本地龙头，X去年实现产值2亿元，其下游客户Y同步扩产。",
    "据介绍，X成立于2015年，主要供应商包括Y。",
    "X负责人表示，公司将与Y联合攻关。",
    "根据公示，X（以下简称“甲方”）拟向Y采购检测设备。",
    "当天还举行了揭牌仪式，运营方X和入驻企业Y的代表出席。",
)


def spans_of(made: Read) -> dict[str, set[str]]:
    spans: dict[str, set[str]] = {row["local_id"]: {normal_name(row["name"])} for row in made.rows("nodes_Company")}
    for row in made.rows("other_spans"):
        spans[row["local_id"]].add(row["normal_name"])
    return spans


def test_words_before_a_name_leave_both_spans_in_the_bundle() -> None:
    made = read("项目由材料商岚汐科技有限公司供货。", "a.txt")
    (spans,) = spans_of(made).values()
    assert {"材料商岚汐科技有限公司", "岚汐科技有限公司"} <= spans
    for row in made.rows("other_spans"):
        ((start, end),) = (map(int, s.split("-")) for s in row["segments"])
        assert made.text[start:end] == row["name"]


def test_a_place_in_front_is_part_of_the_name() -> None:
    (spans,) = spans_of(read("青岛岚汐科技有限公司开业。", "a.txt")).values()
    assert "岚汐科技有限公司" not in spans


@pytest.mark.realdata
def test_registered_names_are_told_apart_from_the_words_around_them(shared: Path) -> None:
    path = shared / "data" / "registrations" / "qingdao_dev.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        names = [row["企业名称"] for row in csv.DictReader(lines)]
    companies = [name for name in names if re.search(r"有限(?:责任)?公司$", name)]
    register = {normal_name(name) for name in companies}
    chosen = random.Random(7).sample(companies, 960)
    said: set[str] = set()
    found: list[str] = []
    for at in range(0, len(chosen), 2):
        x, y = chosen[at : at + 2]
        made = read(FRAMES[at // 2 % len(FRAMES)].replace("X", x).replace("Y", y), "a.txt")
        said |= {normal_name(x), normal_name(y)}
        for row, spans in zip(made.rows("nodes_Company"), spans_of(made).values(), strict=False):
            known = [name for name in spans if name in register]
            name = normal_name(row["name"])
            found.append(name if name in register or not known else max(known, key=len))
    right = [name for name in set(found) if name in said]
    wrong = [name for name in set(found) if name not in said and re.search("有限(?:责任)?公司$", name)]
    missed = [name for name in said if name not in right]
    assert len(right) / (len(right) + len(wrong)) >= 0.98, wrong
    assert len(right) / len(said) >= 0.95, missed
