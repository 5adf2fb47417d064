"""Who carries a programme out, with whom something is set up, what actions and zones take on, works in parts."""

from tests.ingest.documents.reading import read

_HEAD = "# 样例新闻\n\n《青岛市海洋装备提升方案》"


def test_who_moves_a_programme_on_carries_it_out() -> None:
    made = read(_HEAD + "提出组织实施“百舱焕新”工程，由市工业和信息化局会同市生态环境局推进。\n", "page.md")
    assert [tail for _, tail in made.edges("IMPLEMENTS")] == ["“百舱焕新”工程"] * 2
    assert made.edges("LED_BY") == made.edges("ASSIGNED_TO") == []
    # Who only helps does not carry it out.
    helped = read(_HEAD + "提出实施“百舱焕新”工程，由市工业和信息化局牵头、市财政局配合推进。\n", "page.md")
    assert len(helped.edges("IMPLEMENTS")) == 1


def test_who_leads_sets_up_with_whom_it_joins() -> None:
    made = read(
        _HEAD + "提出实施“百舱焕新”工程，由市科技局牵头组织，联合青岛澜传研究院建设水声公共检测平台。\n", "page.md"
    )
    assert [tail for _, tail in made.edges("ESTABLISHES")] == ["水声公共检测平台"] * 2
    assert "青岛澜传研究院" in [head for head, _ in made.edges("ESTABLISHES")]


def test_a_list_that_is_compiled_is_set_up() -> None:
    made = read(_HEAD + "提出，年底前编成设备共享能力清单。\n", "page.md")
    assert made.names("Mechanism") == ["设备共享能力清单"]


def test_actions_back_links_and_zones_take_them_on() -> None:
    made = read(
        _HEAD
        + "部署了建链行动、强链行动2项行动。海洋传感器产业链分为敏感材料、芯片设计、水密封装三个环节。"
        + "强链行动扶持敏感材料、水密封装，对企业给予补助。城阳区承接水密封装，崂山区突出敏感材料。\n",
        "page.md",
    )
    focus = made.edges("FOCUSES_ON")
    assert ("强链行动", "敏感材料") in focus
    assert ("强链行动", "水密封装") in focus
    assert ("cn-div:370214", "水密封装") in focus
    assert ("cn-div:370212", "敏感材料") in focus


def test_what_goes_on_behind_a_link_is_no_focus_on_it() -> None:
    made = read(
        _HEAD + "提出，海洋传感器产业链分为敏感材料、芯片设计、水密封装三个环节。城阳区承接水密封装企业外溢订单。\n",
        "page.md",
    )
    assert ("cn-div:370214", "水密封装") not in made.edges("FOCUSES_ON")


def test_where_something_is_to_go_is_no_aspect() -> None:
    made = read(
        _HEAD + "部署了建链行动、融链行动2项行动。融链行动推动机器人进工厂、进港口、进医院，每年遴选一批企业。\n",
        "page.md",
    )
    assert made.names("ActionArea") == ["建链行动", "融链行动"]


def test_parts_of_a_work_are_told_by_their_number_and_prizes_have_quotes_within() -> None:
    made = read(
        "# 样例新闻\n\n由青岛砚屿文化传媒有限公司制作、青岛潮汐科技馆出品的短片《灯塔来信》上线。"
        "短片共三集，分别为《雾》《礁》《归港》，日前斩获第三届“蓝海之光”科普大赛金奖。\n",
        "page.md",
    )
    assert made.edges("PART_OF") == [("雾", "灯塔来信"), ("礁", "灯塔来信"), ("归港", "灯塔来信")]
    assert made.names("Award") == ["第三届“蓝海之光”科普大赛金奖"]
    assert made.edges("PUBLISHES") == [("青岛潮汐科技馆", "灯塔来信")]
    # Titles named behind another without such a word are no parts.
    other = read("# 样例新闻\n\n短片《灯塔来信》上线。短片改编自《雾》《礁》。\n", "page.md")
    assert other.edges("PART_OF") == []
