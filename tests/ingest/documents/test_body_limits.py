"""Names of offices, bodies and industries: where they begin, and what is only a kind of them."""

import pytest

from tests.ingest.documents.reading import Read, read


def news(body: str) -> Read:
    return read(f"# 产业快讯\n\n{body}\n")


def mentioned(made: Read, label: str) -> list[str]:
    return [row["text"] for row in made.rows("mentions") if row["label"] == label]


@pytest.mark.parametrize(
    ("said", "offices"),
    [
        ("这项工作由市委金融办牵头。", ["市委金融办"]),
        ("区委宣传部、市委政法委和市口岸办参加了会议。", ["区委宣传部", "市委政法委", "市口岸办"]),
        ("材料经青岛高新区财政金融部审核。", ["青岛高新区财政金融部"]),
        ("全市办结案件9件，城市项目办结后归档。", []),
    ],
)
def test_offices_of_a_committee_and_departments_of_a_zone(said: str, offices: list[str]) -> None:
    assert sorted(news(said).names("Organization")) == sorted(offices)


def test_a_department_is_called_by_its_own_words_afterwards() -> None:
    made = news("申请经青岛高新区科技招商部初审。补贴由科技招商部发放，企业的科技招商部门配合。")
    assert mentioned(made, "Organization") == ["青岛高新区科技招商部", "科技招商部"]


def test_two_offices_on_one_line_sign_a_bulletin() -> None:
    made = read(
        "2025年样例区工业发展统计公报\n即墨区统计局 即墨区工业和信息化局\n2026年2月27日\n\n"
        "一、总体情况\n全区工业增加值增长5%。\n"
    )
    assert made.names("Organization") == ["即墨区统计局", "即墨区工业和信息化局"]


@pytest.mark.parametrize(
    ("said", "bodies"),
    [
        ("方案由青岛橡胶应用技术研究院起草。", ["青岛橡胶应用技术研究院"]),
        ("青岛样甲材料有限公司与高校共建的深海样例联合实验室揭牌。", ["深海样例联合实验室"]),
        ("青岛将筹建青岛文旅样例推广中心。", ["青岛文旅样例推广中心"]),
        ("双方共建的联合实验室揭牌，企业设立的研发中心投用。", []),
        ("全市有国家级设计中心12家、省级以上重点实验室41家。", []),
        ("该区支持企业建设的实训中心，建设的月湖皮划艇中心迎客。", []),
    ],
)
def test_a_body_is_named_by_its_place_or_by_who_founds_it(said: str, bodies: list[str]) -> None:
    assert news(said).names("Organization") == bodies


def test_who_founds_a_body_is_told_and_not_the_plan_that_tells_of_it() -> None:
    made = news("由青岛橡胶应用技术研究院建立的药物场景验证中心已经投用。")
    assert made.edges("ESTABLISHES") == [("青岛橡胶应用技术研究院", "药物场景验证中心")]


@pytest.mark.parametrize(
    ("said", "industries"),
    [
        ("到2028年，力争样例机器人产业营业收入达到20亿元。", ["样例机器人产业"]),
        ("到2030年，确保氢能产业产值突破80亿元。", ["氢能产业"]),
        ("企业近日获评省级服务业创新企业。", []),
        ("市发展改革委统计显示，清单促成合作42项。", []),
        ("集聚规模以上冷链物流企业110余家。", ["冷链物流"]),
    ],
)
def test_aims_levels_and_sizes_are_no_part_of_an_industry(said: str, industries: list[str]) -> None:
    assert news(said).names("Industry") == industries


def test_a_chain_is_mentioned_as_its_industry() -> None:
    made = news("青岛聚焦低空经济产业链补强短板。")
    assert mentioned(made, "Industry") == ["低空经济"]


def test_a_meeting_names_no_industry() -> None:
    assert mentioned(news("低空经济场景供需对接会在崂山区举行。"), "Industry") == []
