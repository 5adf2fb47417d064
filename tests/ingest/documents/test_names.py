"""Names of companies and bodies: where they begin and end, which are listed, and what is no name."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from ingest.documents.boundary import name_start
from ingest.documents.document import extract_document
from ingest.documents.errors import DocumentError
from ingest.documents.frame import DocumentOptions
from ingest.documents.known import known_names
from schema.pack_loader import load_packs
from tests.ingest.documents.reading import read

PACKS = load_packs("qingdao")
SHARED = Path(__file__).resolve().parents[4] / "shared"
LABELS = ("Company", "Organization")
GOLD = ("company", "government", "organization")


def names(text: str) -> list[tuple[str, str]]:
    """(label, words) of the companies and bodies named in a text, in its order."""
    made = extract_document(text.encode(), DocumentOptions("k", "x.txt"), PACKS).tables
    rows = made["mentions"].to_pylist() if "mentions" in made else []
    found = [r for r in rows if r["label"] in LABELS and r["form"] != "nominal"]
    return [(r["label"], r["text"]) for r in sorted(found, key=lambda r: int(r["segments"][0].split("-")[0]))]


def named(text: str) -> dict[str, tuple[str, str]]:
    """Words of a mention → (local id, name of its node)."""
    made = extract_document(text.encode(), DocumentOptions("k", "x.txt"), PACKS).tables
    nodes = {n["local_id"]: n["name"] for label in LABELS for n in _rows(made, f"nodes_{label}")}
    return {r["text"]: (r["local_id"], nodes[r["local_id"]]) for r in _rows(made, "mentions") if r["local_id"] in nodes}


def _rows(tables: dict, name: str) -> list[dict]:  # type: ignore[type-arg]
    return tables[name].to_pylist() if name in tables else []


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("他受委托来到", "山东岚汐科技"),
        ("11月底", "岚汐科技"),
        ("一项", "浙江省岚汐科技"),
        ("机关", "青岛市岚汐"),
        ("北京市朝阳区东环路23号", "岚汐科技"),
        ("第三条", "市岚汐"),
        ("市民去", "美国岚汐"),
        ("被告", "上海岚汐科技"),
        ("四大", "岚汐"),
        ("引入", "青岛岚汐智能"),
        ("运营方", "青岛岚汐智能"),
        ("上周", "岚汐科技"),
    ],
)
def test_left_boundary(before: str, name: str) -> None:
    text = before + name + "公司"
    assert text[name_start(text, len(before + name)) :] == name + "公司"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # offices
        ("昨天福安市公安局城阳派出所接到报警。", [("Organization", "福安市公安局城阳派出所")]),
        ("市民去美国大使馆办理签证。", [("Organization", "美国大使馆")]),
        ("据财政部国库司介绍，资金已经拨付。", [("Organization", "财政部国库司")]),
        ("这是浙江省教育厅的通知。", [("Organization", "浙江省教育厅")]),
        ("中共达州市委组织部日前推荐人选。", [("Organization", "中共达州市委组织部")]),
        ("据即墨区工信局介绍，企业已经复工。", [("Organization", "即墨区工信局")]),
        ("记者从包头市公安局获悉案情。", [("Organization", "包头市公安局")]),
        ("代表们来到湖北省发改委座谈。", [("Organization", "湖北省发改委")]),
        # branches and subsidiaries are one name with the body they belong to
        ("11月底农行浙江分行发布公告。", [("Company", "农行浙江分行")]),
        ("他在建设银行东四支行存款。", [("Company", "建设银行东四支行")]),
        ("招商银行青岛分行信用卡中心答复了他。", [("Company", "招商银行青岛分行信用卡中心")]),
        ("腾讯商务公司只是名字像。", [("Company", "腾讯商务公司")]),
        # universities and their schools
        ("中国海洋大学海洋生命学院开课。", [("Organization", "中国海洋大学海洋生命学院")]),
        # listed names
        ("央行和银监会同日表态。", [("Organization", "央行"), ("Organization", "银监会")]),
        ("暴雪与育碧先后宣布新作。", [("Company", "暴雪"), ("Company", "育碧")]),
        ("国米主场战平切沃。", [("Organization", "国米"), ("Organization", "切沃")]),
        ("荷兰队2比1战胜巴西队。", [("Organization", "荷兰队"), ("Organization", "巴西队")]),
        ("美军与日军在太平洋交战。", [("Organization", "美军"), ("Organization", "日军")]),
        # the longer name is meant
        ("中国银行业协会发布报告。", [("Organization", "中国银行业协会")]),
        ("交给索尼动画制作公司完成。", [("Company", "索尼动画制作公司")]),
        # a common word counts where the sentence speaks of it
        ("罗马客场战平对手，球迷高兴。", [("Organization", "罗马")]),
        ("苹果发布新手机，股价上涨。", [("Company", "苹果")]),
        # museums that act
        ("首都博物馆举办特展。", [("Organization", "首都博物馆")]),
    ],
)
def test_names_of_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "罗马是一座古城，苹果很甜，小米粥也好喝。",
        "银行业回暖，银行间市场平稳，网上银行方便。",
        "沪上各主要商业银行的网点都很忙。",
        "有关部门和相关机构提出要求，本公司已经整改。",
        "游客参观了鲁迅博物馆和盖蒂博物馆。",
        "他在政协会议上发言。",
        "民政部门和卫生部门都会审核。",
        "《英雄联盟》是一款游戏，英雄联盟的玩家很多。",
        "《德军总部》今年上市。",
        "这家银行的武汉分行新开业。",
        "由一家乌克兰公司制作。",
        "组建行业自律机制，外交行动频繁。",
        "会场设在中国银行大厦。",
        "各大拍卖公司与大多数公司都看好。",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert names(text) == []


def test_the_list_tells_that_a_word_is_a_name_and_never_who_bears_it() -> None:
    made = named("工行昨天降息，中国工商银行股份有限公司发了公告。")
    assert made["工行"][1] == "工行"
    assert made["工行"][0] != made["中国工商银行股份有限公司"][0]


def test_a_well_known_name_is_short_for_the_one_firm_of_the_text_that_it_may_stand_for() -> None:
    made = named("海尔集团公司开业。海尔公司很忙，海尔也投资。")
    assert made["海尔"][0] == made["海尔集团公司"][0]


def test_a_short_name_that_the_text_defines_is_the_texts() -> None:
    made = named("青岛岚汐家电有限公司（以下简称“海尔”）开业。海尔很忙。")
    assert made["海尔"] == made["青岛岚汐家电有限公司"]


def test_a_groups_company_is_not_the_group() -> None:
    made = named("海尔集团和海尔智家股份有限公司参加，华润集团与华润置地签约。")
    assert made["海尔集团"][0] != made["海尔智家股份有限公司"][0]
    assert made["华润集团"][0] != made["华润置地"][0]


def test_latin_names_count_in_any_case_but_the_shortest() -> None:
    hits = known_names(PACKS).hits("Bwin和BWIN都开盘，EA发布新作，ea不是。")
    assert [h.row.name for h in hits] == ["bwin", "bwin", "EA"]


def test_every_listed_name_is_found_alone() -> None:
    listed = known_names(PACKS)
    lost = [
        row.name
        for row in PACKS.known_names.values()
        if not row.needs and ((found := listed.row_of(row.name)) is None or found.label != row.label)
    ]
    assert lost == []


@pytest.mark.realdata
def test_unseen_news_and_forum_sentences() -> None:
    """Exact spans of company, government and organization in a fixed sample of CLUENER2020."""
    path = SHARED / "data" / "ner" / "cluener_train.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        sentences = [json.loads(line) for line in lines]
    random.Random(11).shuffle(sentences)
    right = out = there = 0
    # The second half of the shuffled sentences: nobody looked at it when the rules were written.
    for sentence in sentences[len(sentences) // 2 :][:1000]:
        gold = {(e["start"], e["end"]) for e in sentence["entities"] if e["label"] in GOLD}
        try:
            made = extract_document((sentence["text"] + "。").encode(), DocumentOptions("k", "x.txt"), PACKS).tables
        except DocumentError:
            made = {}
        found = {
            (int(r["segments"][0].split("-")[0]), int(r["segments"][-1].split("-")[1]))
            for r in _rows(made, "mentions")
            if r["label"] in LABELS and r["form"] != "nominal"
        }
        right, out, there = right + len(found & gold), out + len(found), there + len(gold)
    precision, recall = right / out, right / there
    assert precision >= 0.70
    assert 2 * precision * recall / (precision + recall) >= 0.45


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("昨天引进北京岚汐视听文化传媒有限公司。", "北京岚汐视听文化传媒有限公司"),
        ("园区同青岛岚汐大学签订协议。", "青岛岚汐大学"),
        ("在青岛考察岚汐科技有限公司。", "岚汐科技有限公司"),
        ("安利捷(青岛)汽车有限公司开业。", "安利捷(青岛)汽车有限公司"),
    ],
)
def test_a_name_begins_with_its_place_and_behind_the_verb(text: str, name: str) -> None:
    assert name in [words for _, words in names(text)]


def test_common_words_are_names_beside_a_full_name_in_a_list_of_firms() -> None:
    assert ("Company", "飞盘世家") in names("青岛岚汐电子有限公司、飞盘世家等28家单位在此安家。")
    assert ("Company", "飞盘世家") not in names("飞盘世家、老街茶馆等28家单位在此安家。")


@pytest.mark.parametrize(
    "sentence",
    [
        "样本区到2028年产业规模力争达到60亿元。",
        "样本区上半年产业规模突破30亿元，去年产业规模为21亿元。",
        "样本区计划明年产业规模将达90亿元。",
    ],
)
def test_a_time_is_no_industry(sentence: str) -> None:
    assert read(f"# 产业快讯\n\n{sentence}\n").names("Industry") == []


def test_verbs_and_sizes_before_a_name_are_no_part_of_it() -> None:
    made = read(
        "# 总投资6.5亿元 溪云工业软件研发项目开工\n\n青岛高新区规划建设溪云具身智能中试基地，建筑面积3万平方米。"
        "投产后公司年产传感器2万套。企业可申报社区医院项目，社区卫生服务中心配合。\n"
    )
    assert made.names("Project") == ["溪云工业软件研发项目"]
    assert made.names("Park") == ["溪云具身智能中试基地"]
    assert made.names("Company") == []
    assert not [name for name in made.names("Organization") if "社区" in name]


def test_generations_of_a_technique_in_a_row_of_industries() -> None:
    made = read("# 产业快讯\n\n青岛将重点布局第三代半导体、脑机接口、第六代移动通信等三大未来产业。\n")
    assert {"第三代半导体", "脑机接口", "第六代移动通信"} <= set(made.names("Industry"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“湾湾有戏”短片基地获山东省广播电视局授牌。", "山东省广播电视局"),
        ("该工厂受青岛市市场监督管理局表彰。", "青岛市市场监督管理局"),
    ],
)
def test_who_gives_an_honour_begins_behind_the_verb(text: str, name: str) -> None:
    made = read(f"# 样例新闻\n\n{text}\n", "page.md")
    assert [row["text"] for row in made.rows("mentions") if row["label"] == "Organization"] == [name]
