"""Names of lists, catalogues and platforms that a text sets up."""

import pytest

from tests.ingest.documents.reading import read


def test_names_of_lists_and_catalogues_and_the_last_verb_that_sets_up() -> None:
    made = read(
        "# 样例标题\n\n崂山区近日发布首批样例场景清单。崂山区编制样例数据共享目录，依托园区搭建样例检测公共服务平台，"
        "建立首台(套)容错机制。\n"
    )
    assert made.names("Mechanism") == ["首批样例场景清单", "样例数据共享目录", "首台(套)容错机制"]
    assert made.names("Platform") == ["样例检测公共服务平台"]


def test_a_list_named_behind_who_brought_it_out() -> None:
    made = read("# 样例标题\n\n这里是崂山区发布的首批样例应用清单中的一处，青岛还有别的清单。\n")
    assert made.edges("RELEASES") == [("cn-div:370212", "首批样例应用清单")]


def test_an_office_behind_a_preposition_sets_up_what_follows() -> None:
    made = read("# 样例标题\n\n《青岛市样例行动方案》提出，由市商务局建立样例项目储备库。\n")
    assert [head.rpartition("/")[2] for head, _ in made.edges("ESTABLISHES")] == ["commerce"]


def test_what_a_mechanism_in_quotes_is_for_belongs_to_its_name() -> None:
    made = read("# 样例标题\n\n崂山区将建立渔业保险“先赔后核”会商机制，并推行“一船一码”制度。\n")
    assert made.names("Mechanism") == ["渔业保险“先赔后核”会商机制", "“一船一码”制度"]
    assert [tail for _, tail in made.edges("ESTABLISHES")] == made.names("Mechanism")


def test_a_body_with_words_of_its_trade_that_are_verbs() -> None:
    made = read("# 样例标题\n\n市里还设立青岛市船舶图纸审核查验服务中心，缩短用时。\n")
    assert made.names("Organization") == ["青岛市船舶图纸审核查验服务中心"]


def test_who_brings_out_a_model_for_a_trade() -> None:
    made = read("# 样例标题\n\n崂山区工业和信息化局联合青岛样例协会发布了面向船舶涂装的“砾岚”工业大模型。\n")
    assert [tail for _, tail in made.edges("RELEASES")] == ["砾岚", "砾岚"]


def test_a_count_behind_a_row_of_mechanisms_is_no_part_of_the_last() -> None:
    made = read(
        "# 示例区出台办法\n\n示例区印发《示例区场景开放办法》（以下简称《办法》）。"
        "《办法》建立场景揭榜公示制度、场景评估回访制度、场景容错免责制度3项制度。\n"
    )
    assert set(made.names("Mechanism")) == {"场景揭榜公示制度", "场景评估回访制度", "场景容错免责制度"}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("崂山区发布样例产业链招商图谱。", "样例产业链招商图谱"),
        ("崂山区推出样例场景需求库。", "样例场景需求库"),
        ("崂山区设立样例验证补贴，每家最高50万元。", "样例验证补贴"),
        ("崂山区设立规模2亿元的样例风险补偿资金池。", "样例风险补偿资金池"),
        ("各镇编制本地样例场景清单。", "样例场景清单"),
        ("崂山区试行样例体验官制度。", "样例体验官制度"),
        ("由市商务局编制的《样例场景机会清单（第二批）》对外发布。", "样例场景机会清单（第二批）"),
        ("样例会商机制则交由市商务局牵头。", "样例会商机制"),
        ("崂山区发布数字化改造服务商名录。", "数字化改造服务商名录"),
    ],
)
def test_lists_funds_and_subsidies_by_their_ends(said: str, name: str) -> None:
    assert read(f"# 样例标题\n\n{said}\n").names("Mechanism") == [name]


@pytest.mark.parametrize("said", ["崂山区设立财政补贴，发放补贴。", "崂山区设立专项资金。", "制度由市商务局负责解释。"])
def test_help_of_no_name_is_no_mechanism(said: str) -> None:
    assert read(f"# 样例标题\n\n{said}\n").names("Mechanism") == []


def test_a_titled_list_that_comes_out_is_brought_out_by_who_drew_it_up() -> None:
    made = read("# 样例标题\n\n由市商务局编制的《样例场景机会清单（第二批）》正式对外发布。\n")
    assert [tail for _, tail in made.edges("RELEASES")] == ["样例场景机会清单（第二批）"]
    assert [head.rpartition("/")[2] for head, _ in made.edges("RELEASES")] == ["commerce"]


def test_a_platform_that_is_put_up_with_somebody() -> None:
    made = read("# 样例标题\n\n园区联合中国海洋大学建起海洋药物中试平台，已服务项目28个。\n")
    assert made.names("Platform") == ["海洋药物中试平台"]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("市北区首创“场景体验官”制度。", "“场景体验官”制度"),
        ("市北区开放场景30个，场景专员制度同步推行。", "场景专员制度"),
    ],
)
def test_a_system_that_is_the_first_or_is_put_in_place(told: str, name: str) -> None:
    made = read(f"# 场景上新\n\n{told}\n", "page.md")
    assert made.edges("ESTABLISHES") == [("cn-div:370203", name)]


def test_this_system_is_none_by_name() -> None:
    assert read("# 场景上新\n\n市北区开放场景30个，该制度同步推行。\n", "page.md").names("Mechanism") == []


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("即墨区推行项目管家制，一个项目一名管家。", ["项目管家制"]),
        ("即墨区全面实行重点企业包联制、问题销号制。", ["重点企业包联制", "问题销号制"]),
        ("即墨区推行“项目特派员制”，一跟到底。", ["项目特派员制"]),
        ("即墨区每季度公布一次验证需求清单，每年发布样例场景清单不少于两批。", ["样例场景清单", "验证需求清单"]),
        ("工厂实行三班制，门店推行会员制。", []),
    ],
)
def test_systems_that_rest_on_people_and_lists_brought_out_again_and_again(said: str, names: list[str]) -> None:
    assert sorted(read(f"# 样例标题\n\n{said}\n").names("Mechanism")) == sorted(names)
