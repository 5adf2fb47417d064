"""Figures of a row: each member has its own."""

from tests.ingest.documents.reading import figures


def test_the_verb_said_again_and_the_clause_behind_go_on_with_the_row() -> None:
    found = figures(
        "# 城阳区工业\n\n城阳区集成电路与新型显示双双提速，产值分别为18亿元和35亿元，分别增长31.5%、增长18.9%。\n"
    )
    assert found["18亿元"] == found["31.5%"] != found["35亿元"] == found["18.9%"]
    assert None not in found.values()


def test_each_place_of_a_row_has_the_number_right_behind_it() -> None:
    found = figures("# 全市企业\n\n全市新认定企业63家，其中城阳区27家、崂山区21家、李沧区15家。\n")
    tails = {raw: (about or "").rpartition(":")[2] for raw, about in found.items()}
    assert len({tails["27家"], tails["21家"], tails["15家"]}) == 3


def test_the_length_of_a_tier_is_of_its_system() -> None:
    found = figures(
        "# 产业观察\n\n我市构建“3+2”灯塔产业体系。该体系涵盖灯塔制造、航标维护、海图测绘三大传统产业，以及无人巡检、卫星导航两个未来产业。\n"
    )
    assert set(found.values()) == {"“3+2”灯塔产业体系"}


def test_the_output_of_a_trade_in_a_district_is_the_trades() -> None:
    found = figures("# 区县快讯\n\n1至10月，平度市食品饮料产业产值同比增长9.4%，达到268亿元。\n")
    assert len(set(found.values())) == 1
    assert not str(set(found.values()).pop()).startswith("cn-div:")


def test_a_share_of_the_city_is_of_what_has_it_and_a_plan_pointed_to_wants() -> None:
    found = figures("# 两区工业\n\n西海岸新区规模以上工业总产值4120亿元，总量占全市的29.7%，居各区市首位。\n")
    assert found["29.7%"] == found["4120亿元"]
    page = (
        "# 场景行动方案出台\n\n青岛市印发《青岛市灯塔场景行动方案（2027—2029年）》（以下简称《方案》）。《方案》提出建设灯塔场景。\n\n"
        "灯塔湾无人船巡检场景落在市南区，由青岛灯塔智能科技有限公司承建。\n\n按照计划，2027年首批场景的验收合格率要达到90%以上，企业对接成功率不低于40%。\n"
    )
    of_plan = [about for raw, about in figures(page).items() if "90" in raw or "40" in raw]
    assert of_plan == ["青岛市灯塔场景行动方案（2027—2029年）"] * 2
