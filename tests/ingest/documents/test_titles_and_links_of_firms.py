"""Classes that firms bear, links that they stand on, and centres of theirs, in turned words."""

import pytest

from tests.ingest.documents.reading import read

FIRM = "青岛灯塔电气股份有限公司"
BEFORE = "# 企业见闻\n\n这条链由航标铸造、灯质标定、航标巡护3个环节串成。\n\n"


def certified(body: str) -> list[tuple[str, str]]:
    return read(f"# 企业见闻\n\n{body}\n").edges("CERTIFIED_AS")


@pytest.mark.parametrize(
    "said",
    [
        f"{FIRM}顶着“瞪羚企业”的头衔。",
        f"{FIRM}是全市航标产业的瞪羚企业。",
        f"作为瞪羚企业，{FIRM}身后跟着二十多家配套商。",
        f"{FIRM}，一家瞪羚企业，上月投产。",
    ],
)
def test_a_title_borne_is_held(said: str) -> None:
    assert certified(said) == [(FIRM, "瞪羚企业")]


@pytest.mark.parametrize(
    "said",
    [
        f"{FIRM}不是全市航标产业的瞪羚企业。",
        f"{FIRM}想顶着“瞪羚企业”的头衔出海。",
        f"{FIRM}是全市航标产业的瞪羚企业的供应商。",
        f"作为瞪羚企业的服务商，{FIRM}今年扩产。",
    ],
)
def test_a_title_wanted_or_anothers_is_not(said: str) -> None:
    assert certified(said) == []


@pytest.mark.parametrize(
    "said",
    [
        f"灯质标定眼下只有{FIRM}在做样机。",
        f"扛起灯质标定这一环的，是{FIRM}。",
        f"{FIRM}守着灯质标定这一环。",
        f"灯质标定这一环，站着{FIRM}。",
    ],
)
def test_who_stands_on_a_link_works_on_it(said: str) -> None:
    assert (FIRM, "灯质标定") in read(f"{BEFORE}{said}\n").edges("ENGAGES_IN")


def test_what_is_bought_or_to_come_is_no_work_of_the_firm() -> None:
    assert read(f"{BEFORE}{FIRM}收购一家公司，补齐了灯质标定这一环。\n").edges("ENGAGES_IN") == []
    assert read(f"{BEFORE}{FIRM}将守着灯质标定这一环。\n").edges("ENGAGES_IN") == []


def test_a_service_that_a_firm_does_for_its_living_is_a_link() -> None:
    told = read(f"# 企业见闻\n\n做航标标注的{FIRM}也搬了过来。\n")
    assert told.edges("ENGAGES_IN") == [(FIRM, "航标标注")]
    assert read(f"# 企业见闻\n\n{FIRM}昨天做航标标注，随后返航。\n").edges("ENGAGES_IN") == []


def test_a_centre_elsewhere_is_a_unit_of_its_own_and_a_verb_of_ranking_no_part_of_a_name() -> None:
    assert read("苏州灯塔电气有限公司青岛研发中心落户崂山区。").names("Company") == ["苏州灯塔电气有限公司青岛研发中心"]
    assert read(f"规模最大的要数{FIRM}。").names("Company") == [FIRM]
