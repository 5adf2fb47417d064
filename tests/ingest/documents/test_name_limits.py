"""Where names begin and end beside numbers, datelines, verbs and by-lines."""

import pytest

from tests.ingest.documents.reading import Read, read


def news(body: str) -> Read:
    return read(f"# 园区新事\n\n{body}\n")


@pytest.mark.parametrize(
    ("said", "firm"),
    [
        ("青岛样电新能源有限公司成立于2019年。", "青岛样电新能源有限公司"),
        ("青岛远讯科技有限公司成立于2019年。", "青岛远讯科技有限公司"),
        ("新华社青岛12月1日电青岛样甲材料有限公司今天投产。", "青岛样甲材料有限公司"),
        ("本报讯青岛样乙材料有限公司今天投产。", "青岛样乙材料有限公司"),
        ("需求单位：青岛同沐大药房连锁有限公司。", "青岛同沐大药房连锁有限公司"),
        ("项目6月开工，产品供给青岛样丙轮胎有限公司。", "青岛样丙轮胎有限公司"),
    ],
)
def test_a_firm_is_whole_and_no_more(said: str, firm: str) -> None:
    assert news(said).names("Company") == [firm]


def test_who_comes_from_a_zone_is_no_firm() -> None:
    assert news("对接会上，来自青岛高新区的企业最多。").names("Company") == []


def test_parks_of_a_year_are_no_park() -> None:
    assert news("莱西市提出，到2026年产业园产值达到50亿元。").names("Park") == []


def test_a_by_line_names_no_town() -> None:
    made = news("青岛市今天发布清单。\n\n（记者 样昭 通讯员 样某某）")
    assert [row["text"] for row in made.rows("mentions") if row["label"] == "Zone"] == ["青岛市"]


def test_actions_of_a_numbered_list_are_named_without_their_numbers() -> None:
    made = read(
        "# 行动计划印发\n\n《青岛市样例产业跃升行动计划（2026—2028年）》部署2项行动：\n\n"
        "1. 数据样例行动。聚焦公共样例、行业样例、可信样例等3个方面。责任单位：市大数据局。\n\n"
        "（2）算力样例行动。聚焦集群样例、绿电样例2个方面。\n"
    )
    heads = ["数据样例行动", "算力样例行动"]
    aspects = ["公共样例", "行业样例", "可信样例", "集群样例", "绿电样例"]
    assert sorted(made.names("ActionArea")) == sorted([*heads, *aspects])
    assert {tail for head, tail in made.edges("PART_OF") if head in aspects[:3]} == {heads[0]}


def test_links_of_a_chain_are_no_aspects_whatever_they_end_in() -> None:
    made = read(
        "# 方案解读\n\n概括起来是2项行动。一是航线样例行动，聚焦物流样例、城市样例2个方面。"
        "二是强链样例行动，面向商业航天产业链的部组件制造、卫星总装、测运控服务、遥感应用4个环节补短板。\n"
    )
    assert made.names("ChainLink") == ["部组件制造", "卫星总装", "测运控服务", "遥感应用"]
    assert "遥感应用" not in made.names("ActionArea")


def test_a_verb_of_announcing_is_no_part_of_a_direction() -> None:
    made = read(
        "# 方案印发\n\n《青岛市样例场景培育行动方案（2025—2027年）》还提出空中样例走廊、海岛样例物流网、卫星样例测试场等3个重点方向，"
        "据此谋划超级场景。\n"
    )
    assert made.names("ScenarioDirection") == ["空中样例走廊", "海岛样例物流网", "卫星样例测试场"]


def test_industries_that_a_number_counts() -> None:
    made = news("市政府提出构建数智产业体系，包括大数据、云计算、区块链3个主导产业。")
    assert made.names("Industry") == ["大数据", "云计算", "区块链"]
    assert news("方案包括大数据、云计算、区块链4个主导产业的内容。").names("Industry") == []


def test_what_a_scenario_needs_stands_beside_a_product() -> None:
    made = read("# 清单\n\n家庭照护样例场景由青岛样甲医院提出，需要智能药盒、远程问诊终端、专业人才，今年建成。\n")
    assert sorted(made.names("Technology")) == ["智能药盒", "远程问诊终端"]
    more = read("# 清单\n\n家庭照护样例场景由青岛样甲医院提出，需要多参数监护终端、远程问诊终端。\n")
    assert sorted(more.names("Technology")) == ["多参数监护终端", "远程问诊终端"]


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("工程将带动200家合作社、300家卫生院发展。", "Company"),
        ("软件企业从无到有、由散到聚，“智能”是新的标签。", "Company"),
        ("平台带动乡村卫生院用上新技术、新装备。", "Technology"),
    ],
)
def test_what_only_counts_or_says_how_is_no_name(said: str, label: str) -> None:
    assert news(said).names(label) == []


def test_a_mechanism_is_named_without_those_it_is_with() -> None:
    assert news("市农业农村局将建立与农户的样例联结机制。").names("Mechanism") == ["样例联结机制"]


def test_names_beside_words_that_join() -> None:
    assert news("样甲光电（青岛）有限公司系深圳样乙光电股份有限公司的全资子公司。").names("Company") == [
        "样甲光电（青岛）有限公司", "深圳样乙光电股份有限公司",
    ]  # fmt: skip
    assert news("青岛样丙渔业有限公司投资5亿元建设的“样丁一号”养殖工船项目交付。").names("Project") == [
        "“样丁一号”养殖工船项目"
    ]
    made = news("两个产业各有所长，前者是“10+1”创新型产业体系中的新兴产业，后者是优势产业。")
    assert made.names("Industry") == []


def test_what_has_an_output_of_its_own_is_an_industry() -> None:
    made = news(
        "到2028年，全市海带精深加工产值达到90亿元，样本机器人产业规模突破30亿元，规上工业产值增长6%，重点企业营收增长9%。"
    )
    assert made.names("Industry") == ["海带精深加工", "样本机器人产业"]


def test_where_a_park_is_built_is_no_part_of_its_name() -> None:
    made = read("# 样例\n\n市北区还将在样甲路建设航运数字产业园，招引船舶经纪机构。\n")
    assert made.names("Park") == ["航运数字产业园"]


def test_in_good_order_names_no_firm() -> None:
    made = read("# 样例\n\n走进循环科技产业园，青岛样甲再生资源有限公司的拆解线正有序运转。\n")
    assert made.names("Company") == ["青岛样甲再生资源有限公司"]


def test_all_of_a_row_hold_what_so_many_firms_got() -> None:
    made = read("# 样例\n\n青岛样甲船务有限公司、青岛样乙科技股份有限公司等12家企业入选高新技术企业。\n")
    assert [head for head, _ in made.edges("CERTIFIED_AS")] == ["青岛样甲船务有限公司", "青岛样乙科技股份有限公司"]


def test_a_place_that_a_firm_is_called_by_stays_a_place() -> None:
    made = read("# 样例\n\n位于样岛湾的样例生物产业园由青岛样岛湾开发建设集团有限公司运营。\n")
    assert [row["text"] for row in made.rows("mentions") if row["label"] == "Company"] == [
        "青岛样岛湾开发建设集团有限公司"
    ]


def test_a_zone_that_a_firm_is_named_after_stays_the_zone() -> None:
    made = read("# 样例\n\n青岛高新区加快建设。样例项目由青岛高新区投资集团有限公司建设。\n")
    rows = [(row["text"], row["label"]) for row in made.rows("mentions") if row["label"] in ("Zone", "Company")]
    assert sorted(rows) == sorted([("青岛高新区", "Zone"), ("青岛高新区投资集团有限公司", "Company")])


@pytest.mark.parametrize(
    ("said", "firms"),
    [
        ("产品供应青岛川崎和机器人有限公司等企业。", ["青岛川崎和机器人有限公司"]),
        ("产品供应青岛海德与精密仪器有限公司。", ["青岛海德与精密仪器有限公司"]),
        (
            "青岛样甲机器人有限公司和上海样乙智能装备有限公司签约。",
            ["青岛样甲机器人有限公司", "上海样乙智能装备有限公司"],
        ),
        ("德国企业在华子公司样曼（青岛）传动技术有限公司昨天投产。", ["样曼（青岛）传动技术有限公司"]),
        ("集团海外子公司去年营收增长，当地孙公司也已盈利。", []),
        ("校准用的标准表来自隔壁楼，砂石来自码头，木料来自林场一线。", []),
        ("楼宇层高、承重和洁净等级都按企业工艺设计。", []),
        ("园区层高、荷载和噪声等待企业确认。", []),
        ("芯片来自澜芯电子。", ["澜芯电子"]),
    ],
)
def test_kin_places_and_words_with_deng_are_no_firms(said: str, firms: list[str]) -> None:
    assert news(said).names("Company") == firms


@pytest.mark.parametrize("room", ["恒温校准实验室", "无尘检测实验室", "理化分析实验室", "材料力学测试实验室"])
def test_a_room_by_what_is_done_in_it_is_no_body(room: str) -> None:
    assert news(f"样本产业园内的{room}已经启用。").names("Organization") == []


def test_a_laboratory_with_a_name_of_its_own_is_one() -> None:
    assert news("崂山实验室发布了成果。").names("Organization") == ["崂山实验室"]


def test_a_blank_in_a_heading_parts_its_clauses() -> None:
    made = read("# 船舶与海洋工程装备订单满 胶州市统计局发布季度数据\n\n4月27日，有关数据公布，共涉及9个行业。\n")
    assert made.names("Organization") == ["胶州市统计局"]


@pytest.mark.parametrize(
    ("said", "firms"),
    [
        ("青岛海燕与钟文化传播有限公司的办公室在老楼里。", ["青岛海燕与钟文化传播有限公司"]),
        ("企业与青岛宁和康医药有限公司签订合作协议。", ["青岛宁和康医药有限公司"]),
        ("青岛高新城市更新集团有限公司的负责人到场。", ["青岛高新城市更新集团有限公司"]),
        ("双方将在控制芯片的联合开发上开展合作。", []),
    ],
)
def test_firms_with_and_or_a_zone_in_their_name(said: str, firms: list[str]) -> None:
    assert news(said).names("Company") == firms


@pytest.mark.parametrize(
    ("said", "bodies"),
    [
        ("短片前不久获青岛市服装设计师协会颁发的称号。", ["青岛市服装设计师协会"]),
        ("答案在一间间实验室里，区市医院变身试验田。", []),
    ],
)
def test_what_happened_before_is_no_part_of_a_body(said: str, bodies: list[str]) -> None:
    assert news(said).names("Organization") == bodies


def test_a_firm_s_deed_is_no_link_though_one_is_called_so() -> None:
    made = news("园区由青岛样港冷链集团有限公司投资运营，占地90亩。")
    assert [r for r in made.rows("edges") if r["type"] == "MENTIONS" and "ChainLink" in r["tail"]] == []


def test_products_end_before_what_they_belong_to() -> None:
    made = news("青岛样川传动股份有限公司生产的关节力矩模组同属核心部件环节。")
    assert made.names("Technology") == ["关节力矩模组"]


def test_all_industry_is_no_industry() -> None:
    assert news("智能家电仍是全市体量最大的工业产业。").names("Industry") == []


@pytest.mark.parametrize(
    ("said", "firms"),
    [
        ("园区引来了上海拾贝印社文化创意有限公司。", ["上海拾贝印社文化创意有限公司"]),
        ("产品卖给青岛同行健身器械有限公司。", ["青岛同行健身器械有限公司"]),
    ],
)
def test_trades_that_are_verbs_elsewhere_stand_in_names(said: str, firms: list[str]) -> None:
    assert news(said).names("Company") == firms


@pytest.mark.parametrize(
    "said",
    ["在崂山区，青岛样镜仪器股份有限公司研制了新的剖面仪。", "客户是崂山区另一家企业青岛样镜仪器股份有限公司。"],
)
def test_the_district_before_a_firm_is_where_it_lies(said: str) -> None:
    assert news(said).edges("LOCATED_IN") == [("青岛样镜仪器股份有限公司", "cn-div:370212")]


def test_a_verb_before_the_place_in_brackets_is_the_firms_own_word() -> None:
    made = read("鼓励山东澄工技术有限公司、海砾验证（青岛）科技有限公司承接试制。\n")
    assert made.names("Company") == ["山东澄工技术有限公司", "海砾验证（青岛）科技有限公司"]
    # A preposition before the brackets is none.
    assert "由（青岛）科技有限公司" not in read("试制由（青岛）科技有限公司承接。\n").names("Company")
