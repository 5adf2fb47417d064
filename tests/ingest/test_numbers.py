"""Quantities in Chinese text: value, unit, comparator; what is no quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.numbers import find_dates, find_quantities

# text, value, unit, comparator; the value is the number written out with 万, 亿 and tenths (annotation rule 6).
ONE = [
    ("企业8.5万家", "85000", "家", "eq"),
    ("产值达2.3万亿元", "2300000000000", "元", "eq"),
    ("不少于120项", "120", "项", "gte"),
    ("力争达到80%左右", "80", "%", "approx"),
    ("近三成", "30", "%", "approx_below"),
    ("超九成", "90", "%", "gt"),
    ("两成以上", "20", "%", "gte"),
    ("提高到七成五", "75", "%", "eq"),
    ("不到一成", "10", "%", "lt"),
    ("1700多家", "1700", "家", "gt"),
    ("30099余平方米", "30099", "平方米", "gt"),
    ("60余家", "60", "家", "gt"),
    ("近百家企业", "100", "家", "approx_below"),
    ("四分之一", "25", "%", "eq"),
    ("三分之一以上", "33.33", "%", "gte"),
    ("百分之六十", "60", "%", "eq"),
    ("翻一番", "2", "倍", "eq"),
    ("翻两番", "4", "倍", "eq"),
    ("翻了近一番", "2", "倍", "approx_below"),
    ("翻了不止一番", "2", "倍", "gt"),
    ("约占平度市规上工业产值的34%", "34", "%", "approx"),
    ("每季度至少召开一次会议", "1", "次", "gte"),
    ("签约占地34亩", "34", "亩", "eq"),
    ("增加了1倍多", "1", "倍", "gt"),
    ("是去年的1.6倍", "1.6", "倍", "eq"),
    ("提高3.1个百分点", "3.1", "个百分点", "eq"),
    ("最高500万元", "5000000", "元", "lte"),
    ("不超过2000万元", "20000000", "元", "lte"),
    ("0.3‰以下", "0.3", "‰", "lte"),
    ("仪器200台（套）以内".replace("（", "(").replace("）", ")"), "200", "台(套)", "lte"),
    ("常住人口超千万", "10000000", "", "gt"),
    ("约11.8万平方米", "118000", "平方米", "approx"),
    ("1,234.5吨", "1234.5", "吨", "eq"),
    ("两千零二十六家", "2026", "家", "eq"),
    ("缩短到15个小时", "15", "个小时", "eq"),
    ("1亿多元", "100000000", "元", "gt"),
    # 过 and 上 in front of a round number; not in 通过, 加上.
    ("入驻率过七成", "70", "%", "gt"),
    ("出租率已过80%", "80", "%", "gt"),
    ("播放量破亿", "100000000", "", "gt"),
    ("上百个品种", "100", "个", "gte"),
    ("通过30项", "30", "项", "eq"),
    ("额定功率为240千瓦", "240", "千瓦", "eq"),
    ("全长3千米", "3", "千米", "eq"),
    ("智慧商超2个", "2", "个", "eq"),
    # Between a bound and a share stands what it is a share of; a comparison is no bound.
    ("按不超过设备投资额30%的比例", "30", "%", "lte"),
    ("补贴不高于采购合同金额的15%", "15", "%", "lte"),
    ("研发投入不低于营业收入的5%", "5", "%", "gte"),
    ("不超过预算并节约12%", "12", "%", "eq"),
    ("出口额几乎是上年同期的2.4倍", "2.4", "倍", "approx_below"),
    # A half where something is compared with it.
    ("周期缩短近一半", "50", "%", "approx_below"),
    ("占比过半", "50", "%", "gt"),
    ("半数以上", "50", "%", "gte"),
    ("能耗降低一半", "50", "%", "eq"),
    ("比启用时翻了一番还多", "2", "倍", "gt"),
    # What says how the number is meant stands apart.
    ("“90后”开的店约占六成", "60", "%", "approx"),
    ("产量约占全省的15%", "15", "%", "approx"),
    ("出口约为去年同期的1.2倍", "1.2", "倍", "approx"),
    ("成本大约相当于进口产品总额的两成", "20", "%", "approx"),
    ("用量接近全国的三成", "30", "%", "approx_below"),
    ("办理时间压缩到7个工作日以内", "7", "个工作日", "lte"),
    ("上门服务86户次", "86", "户次", "eq"),
    ("年产镜片30万副", "300000", "副", "eq"),
    ("最高可给予500万元奖励", "5000000", "元", "lte"),
    ("至少要建成20个", "20", "个", "gte"),
    ("每个方向至少落地1个项目", "1", "个", "gte"),
    ("时延不大于20毫秒", "20", "毫秒", "lte"),
    ("不得小于0.8米", "0.8", "米", "gte"),
    ("三分之一强", "33.33", "%", "gt"),
    ("最少配备3名专员", "3", "名", "gte"),
    ("最多可得500万元", "5000000", "元", "lte"),
    ("单笔最高可贷1000万元", "10000000", "元", "lte"),
    ("超过设计能力的七成", "70", "%", "gt"),
    ("出口超过去年同期的1.2倍", "1.2", "倍", "gt"),
    ("不得低于百分之九十五", "95", "%", "gte"),
    ("不得超过15日".replace("日", "天"), "15", "天", "lte"),
    # The word before the number is the end of another.
    ("已签约9个", "9", "个", "eq"),
    ("附近3家", "3", "家", "eq"),
    ("侦破5起", "5", "起", "eq"),
    ("智慧商超3家", "3", "家", "eq"),
    ("中超30场", "30", "场", "eq"),
    ("其中超过30家", "30", "家", "gt"),
    ("其中超30家", "30", "家", "gt"),
    ("到场采购商超过6500人次", "6500", "人次", "gt"),
    ("经销商超300家", "300", "家", "gt"),
    ("产能提高超30%", "30", "%", "gt"),
    ("产能提高超过30%", "30", "%", "gt"),
    # Forms behind the number.
    ("800家出头", "800", "家", "gt"),
    ("50万元封顶", "500000", "元", "lte"),
    ("出资20万", "200000", "", "eq"),
    ("突破1亿大关", "100000000", "", "gt"),
    ("汇集数据超过9PB", "9", "PB", "gt"),
    ("年产疫苗12亿头份", "1200000000", "头份", "eq"),
    ("百分之六点五", "6.5", "%", "eq"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "unit", "comparator"), ONE)
def test_one_quantity(text: str, value: str, unit: str, comparator: str) -> None:
    (found,) = find_quantities(text)
    assert (found.value, found.unit, found.comparator) == (Decimal(value), unit, comparator)
    assert text[found.start : found.end] == found.raw


@pytest.mark.parametrize(
    "text",
    [
        "零部件企业",
        "第3条规定",
        "2号楼",
        "“10+1”体系",
        "2026年3月5日",
        "一是开放",
        "第三产业",
        "5G网络",
        "青政办发〔2027〕8号",
        "一成立",
        "总额为亿元",
        "一半是海水",
        "半年",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert [q for q in find_quantities(text) if q.digits or q.unit] == []


def test_ranges_spread_their_magnitude_to_the_left() -> None:
    found = [(q.value, q.value_to, q.unit) for q in find_quantities("200-300万元，8至10个，10%—15%，3到5年")]
    assert found == [
        (Decimal(2_000_000), Decimal(3_000_000), "元"),
        (Decimal(8), Decimal(10), "个"),
        (Decimal(10), Decimal(15), "%"),
        (Decimal(3), Decimal(5), "年"),
    ]


def test_two_bounds_or_two_ends_are_one_range() -> None:
    found = [(q.value, q.value_to, q.unit, q.comparator) for q in find_quantities("处一千元以上五千元以下罚款")]
    assert found == [(Decimal(1_000), Decimal(5_000), "元", "eq")]
    found = [
        (q.value, q.value_to, q.unit, q.comparator) for q in find_quantities("1亿元至2亿元，五六百家，两到三倍，七八成")
    ]
    assert found == [
        (Decimal(100_000_000), Decimal(200_000_000), "元", "eq"),
        (Decimal(500), Decimal(600), "家", "eq"),
        (Decimal(2), Decimal(3), "倍", "eq"),
        (Decimal(70), Decimal(80), "%", "eq"),
    ]


def test_from_and_to_are_two_values_and_no_range() -> None:
    assert [q.value for q in find_quantities("由45%提高到60%")] == [Decimal(45), Decimal(60)]


def test_vague_numerals_have_no_value() -> None:
    (found,) = find_quantities("十几家")
    assert (found.value, found.raw) == (None, "十几家")


def test_dates_follow_the_year_read_last_and_none_is_repaired() -> None:
    text = "2025年10月竣工，同年12月投用，次年3月满园；2023年2月30日不存在"
    assert [d.iso for d in find_dates(text)] == ["2025-10", "2025-12", "2026-03"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1800多年前", [("1800多年", "1800", "年", "gt")]),
        ("6000年", []),  # a year, whatever its number
        ("六个年级、8个年头", [("六个", "6", "个", "eq"), ("8个", "8", "个", "eq")]),
        ("近8次交手、近15场", [("8次", "8", "次", "eq"), ("15场", "15", "场", "eq")]),
        ("近两年增长，已近4个月", [("两年", "2", "年", "eq"), ("近4个月", "4", "个月", "approx_below")]),
        ("位居前3名，成千上万", []),
        ("增长77·56%，累计3.06亿$", [("77·56%", "77.56", "%", "eq"), ("3.06亿$", "306000000", "$", "eq")]),
        ("近20次", [("近20次", "20", "次", "approx_below")]),
        ("最近8轮", [("8轮", "8", "轮", "eq")]),
        ("近三年来新增近300家", [("三年", "3", "年", "eq"), ("近300家", "300", "家", "approx_below")]),
        ("进一步统一部署", []),
        ("前3季度两位数增长，分布在3个季度", [("3个季度", "3", "个季度", "eq")]),
        ("得分95分，用时10分钟，3分公司", [("95分", "95", "分", "eq"), ("10分钟", "10", "分钟", "eq")]),
        ("上世纪50年代", []),
        ("40澳元、170万平米", [("40澳元", "40", "澳元", "eq"), ("170万平米", "1700000", "平米", "eq")]),
    ],
)
def test_words_around_a_number_decide_what_it_is(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert [(q.raw, str(q.value), q.unit, q.comparator) for q in find_quantities(text)] == expected
