"""Actions of a plan and their aspects as reports tell them, in many wordings; and actions that are none of a plan."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import Read, read

NEWS = """# 示例市出台渔港场景方案

近日，示例市印发《示例市渔港场景开放实施方案（2027—2029年）》（以下简称《方案》）。{body}

示例晚报记者 某甲
"""


def news(body: str) -> Read:
    return read(NEWS.format(body=body), "news.md")


def areas(made: Read, level: str) -> list[str]:
    rows = [r for r in made.rows("nodes_ActionArea") if r["level"] == level]
    return [r["name"] for r in rows]


@pytest.mark.parametrize(
    "body",
    [
        "《方案》共安排三项行动。打头的是“渔港更新”行动，从泊位改造、岸电接入、污水收集3个方面入手。"
        "“渔货溯源”行动把目光放在冷链监测、扫码交易两个方面。“渔民增收”行动则涉及直播带货、渔家乐升级等方面。",
        "《方案》因此把“渔港更新”行动摆在三项任务的头一位，瞄准泊位改造、岸电接入、污水收集三个方面。紧随其后的是“渔货溯源”行动，"
        "要在冷链监测、扫码交易这两个方面疏通堵点。第三项为“渔民增收”行动，涉及直播带货、渔家乐升级两个方面。",
    ],
)
def test_actions_that_close_the_announced_number(body: str) -> None:
    made = news(body)
    assert areas(made, "action") == ["“渔港更新”行动", "“渔货溯源”行动", "“渔民增收”行动"]
    assert areas(made, "aspect") == [
        "泊位改造",
        "岸电接入",
        "污水收集",
        "冷链监测",
        "扫码交易",
        "直播带货",
        "渔家乐升级",
    ]


def test_actions_listed_first_and_told_of_one_by_one() -> None:
    made = news(
        "《方案》提出三大行动，分别是：渔港更新行动、渔货溯源行动、渔民增收行动。其中，渔港更新行动主打泊位改造、岸电接入两类场景；"
        "渔货溯源行动解决冷链监测、扫码交易、网上拍卖三大难题；渔民增收行动着力推进直播带货、渔家乐升级等应用。"
    )
    assert areas(made, "action") == ["渔港更新行动", "渔货溯源行动", "渔民增收行动"]
    listed = ["泊位改造", "岸电接入", "冷链监测", "扫码交易", "网上拍卖", "直播带货", "渔家乐升级"]
    assert areas(made, "aspect") == listed
    named = [r["text"] for r in made.rows("mentions") if r["label"] == "ActionArea" and r["text"].endswith("行动")]
    assert named == [name for name in areas(made, "action") for _ in range(2)]


@pytest.mark.parametrize(
    ("lead", "tail"),
    [
        ("盯着", "做文章"),
        ("从", "三件小事做起"),
        ("要求对", "三部分实施改造"),
        ("里，", "是三个主攻点"),
        ("重点做好", ""),
        ("把住", "三个关口"),
        ("重在", "三个方面"),
        ("以", "为重点"),
    ],
)
def test_aspects_between_words_that_lead_and_close(lead: str, tail: str) -> None:
    made = news(
        f"第一篇章是渔港更新行动，突出智慧调度、无感通行两个方面；第二篇章是渔货溯源行动，渔货溯源行动{lead}冷链监测、扫码交易、网上拍卖{tail}；"
        "首先要实施的是渔民增收行动。《方案》共三大行动。"
    )
    assert areas(made, "action")[:2] == ["渔港更新行动", "渔货溯源行动"]
    assert areas(made, "aspect") == ["智慧调度", "无感通行", "冷链监测", "扫码交易", "网上拍卖"]


def test_the_former_and_the_latter() -> None:
    made = news(
        "《方案》部署三项行动。渔港更新行动突出智慧调度、无感通行两个方面。其余两项为渔货溯源行动和渔民增收行动，"
        "前者含冷链监测、扫码交易、网上拍卖三个方面，后者围绕直播带货、渔家乐升级两个方面做文章。"
    )
    parts = {tail: [] for tail in areas(made, "action")}
    for head, tail in made.edges("PART_OF"):
        parts.setdefault(tail, []).append(head)
    assert sorted(parts["渔货溯源行动"]) == sorted(["冷链监测", "扫码交易", "网上拍卖"])
    assert sorted(parts["渔民增收行动"]) == sorted(["直播带货", "渔家乐升级"])


def test_tasks_by_marks_are_told_of_where_they_are_named_again() -> None:
    made = news(
        "重点任务有三：其一是渔港设备更新，其二是渔货溯源验证，其三是渔船组网。其中，渔货溯源验证分为冷链监测、扫码交易两个方面。"
    )
    assert areas(made, "action") == ["渔港设备更新", "渔货溯源验证", "渔船组网"]
    assert ("冷链监测", "渔货溯源验证") in made.edges("PART_OF")


@pytest.mark.parametrize(
    "body",
    [
        "《方案》提出六项任务：渔港更新、渔货溯源、渔民增收、渔船改造、渔村美化和渔业安全。",
        "主要包括六个方面的任务：渔港更新、渔货溯源、渔民增收、渔船改造、渔村美化、渔业安全。",
    ],
)
def test_tasks_listed_by_their_number(body: str) -> None:
    assert areas(news(body), "action") == ["渔港更新", "渔货溯源", "渔民增收", "渔船改造", "渔村美化", "渔业安全"]


def test_paragraphs_with_titles_of_their_own_as_many_as_counted() -> None:
    made = news(
        "《方案》从以下三个方面开放场景。\n\n——数字渔港。推出泊位改造、岸电接入两项应用。\n\n——透明渔货。推出扫码交易。\n\n——美好渔村。开发三条线路。"
    )
    assert areas(made, "action") == ["数字渔港", "透明渔货", "美好渔村"]
    assert areas(made, "aspect") == ["泊位改造", "岸电接入"]
    four = news(
        "《方案》从以下四个方面开放场景。\n\n——数字渔港。推出应用。\n\n——透明渔货。扫码交易。\n\n——美好渔村。线路多。"
    )
    assert areas(four, "action") == []


def test_names_in_quotes_that_one_noun_follows() -> None:
    made = news(
        "《方案》推进“智慧渔港”“透明渔货”两大板块。“智慧渔港”板块布局泊位改造、岸电接入两个方面；“透明渔货”板块围绕冷链监测、扫码交易两个方面。"
    )
    assert areas(made, "action") == ["“智慧渔港”板块", "“透明渔货”板块"]
    assert areas(made, "aspect") == ["泊位改造", "岸电接入", "冷链监测", "扫码交易"]


def test_what_another_clause_lists_is_not_said_of_the_name_before() -> None:
    made = news(
        "三项行动，即渔港更新行动、渔货溯源行动、渔民增收行动；四项保障，即组织、资金、人才和标准。《方案》由市里牵头。"
    )
    assert areas(made, "action") == ["渔港更新行动", "渔货溯源行动", "渔民增收行动"]
    assert areas(made, "aspect") == []


def test_fields_that_a_plans_clause_opens_are_no_aspects() -> None:
    made = read(
        "# 示例市公共数据场景开放实施方案\n\n一、重点任务\n\n（一）数据归集行动。聚焦城市运行、公共服务2个方面归集数据。\n\n"
        "（二）场景开放行动。面向普惠金融、智慧医疗、交通出行3个领域开放应用场景。\n",
        "plan.md",
    )
    assert made.names("ScenarioField") == ["普惠金融", "智慧医疗", "交通出行"]
    assert areas(made, "aspect") == ["城市运行", "公共服务"]


def test_tasks_listed_by_their_stems_are_told_of_in_full() -> None:
    made = news(
        "《方案》提出实施渔港更新、渔货溯源、渔民增收三项行动。渔港更新行动覆盖泊位改造、岸电接入、污水收集；渔货溯源行动突出冷链监测、扫码交易两个方面。"
    )
    assert len(areas(made, "action")) == 3
    assert areas(made, "aspect") == ["泊位改造", "岸电接入", "污水收集", "冷链监测", "扫码交易"]


def test_what_follows_a_name_that_stands_alone_is_said_of_it() -> None:
    made = news(
        "《方案》包括：\n\n一是渔港更新任务。瞄准泊位改造、岸电接入2个切口，串起一条海岸线。\n\n"
        "二是渔货溯源任务。打造冷链监测、扫码交易两大应用。"
    )
    assert areas(made, "action") == ["渔港更新任务", "渔货溯源任务"]
    assert areas(made, "aspect") == ["泊位改造", "岸电接入", "冷链监测", "扫码交易"]


def test_two_actions_joined_by_and_are_two() -> None:
    made = news(
        "任务有四项行动。渔港更新行动突出泊位改造、岸电接入两个方面。渔货溯源行动和渔民增收行动分列第二、第三。排在末尾的是渔村美化行动。"
    )
    assert areas(made, "action") == ["渔港更新行动", "渔货溯源行动", "渔民增收行动", "渔村美化行动"]
    assert next(tail for _, tail in made.edges("PART_OF")) == "示例市渔港场景开放实施方案（2027—2029年）"


def test_clause_heads_of_a_report_are_the_tasks_it_counts() -> None:
    made = news(
        "归纳起来是三项任务。\n\n（一）渔港更新。\n从泊位改造、岸电接入、污水收集3个方面释放需求。\n\n"
        "（二）渔货溯源。\n建立渔货扫码目录，每年更新一次。\n\n（三）渔民增收。\n开放直播带货、渔家乐升级等场景领域，供企业揭榜。"
    )
    assert areas(made, "action") == ["渔港更新", "渔货溯源", "渔民增收"]
    assert areas(made, "aspect") == ["泊位改造", "岸电接入", "污水收集"]
    assert made.names("ScenarioField") == ["直播带货", "渔家乐升级"]


def test_an_action_opens_others_where_as_many_follow() -> None:
    made = news(
        "头一块叫渔港场景扩容，由两项行动撑起，渔港更新行动盯住泊位改造、岸电接入、污水收集三个口子；渔货溯源行动紧扣冷链监测、扫码交易和网上拍卖。"
        "\n\n第二块是渔村场景培育。全市统一开展。\n\n最后一块是渔民服务护航。先摸底再办事。"
    )
    assert areas(made, "task_group") == ["渔港场景扩容", "渔村场景培育", "渔民服务护航"]
    assert made.edges("PART_OF")[0][1] in ("渔港场景扩容", "示例市渔港场景开放实施方案（2027—2029年）")
    assert areas(made, "action") == ["渔港更新行动", "渔货溯源行动"]
    assert areas(made, "aspect") == ["泊位改造", "岸电接入", "污水收集", "冷链监测", "扫码交易", "网上拍卖"]


@pytest.mark.parametrize(
    "body",
    [
        "民警开展清风行动，查处渔船、货车、仓库三类隐患。",
        "渔港更新行动盯住海洋装备、海洋新材料两个产业，鼓励甲港、乙港拿出泊位。",
        "《方案》部署两项行动。渔港更新行动鼓励甲港、乙港拿出泊位和堆场。渔货溯源行动面向3家企业、两条产业链征集需求。",
        "市里排查渔船、码头、冷库三处隐患，行动起来很快。",
    ],
)
def test_things_listed_are_no_aspects(body: str) -> None:
    assert areas(news(body), "aspect") == []


FIELDS = ["渔港调度", "渔船检验", "渔货仓储"]


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (
            "渔港调度、渔船检验、渔货仓储等8个领域的场景也将分批向社会开放。",
            "示例市渔港场景开放实施方案（2027—2029年）",
        ),
        ("《方案》面向渔港调度、渔船检验和渔货仓储三大领域放开场景。", "示例市渔港场景开放实施方案（2027—2029年）"),
        ("青岛市先推开渔港调度、渔船检验、渔货仓储三个领域，率先把场景向社会开放。", "cn-div:370200"),
        ("截至去年底，青岛市已开放渔港调度、渔船检验、渔货仓储等7大领域的场景。", "cn-div:370200"),
    ],
)
def test_fields_opened_and_who_opens_them(body: str, head: str) -> None:
    made = news(body)
    assert made.names("ScenarioField") == FIELDS
    assert {owner for owner, _ in made.edges("OPENS")} == {head}


def test_fields_of_trade_are_not_opened() -> None:
    made = news("该公司服务渔港调度、渔船检验、渔货仓储等领域，客户有三百家。场景越来越多。")
    assert made.names("ScenarioField") == []


def test_parts_named_again_and_where_a_scenario_stands() -> None:
    made = news(
        "场景分线索征集、揭榜比选、泊位实测、规模推广四步，成果由低到高分为“起步场景、成长场景、领航场景”三个层次，其中领航场景每个奖100万元。"
        "“渔货无人转运”场景去年通过了泊位实测，今年获评领航场景。线索征集中心设在码头。"
    )
    again = [r["text"] for r in made.rows("mentions") if r["label"] in ("LifecyclePhase", "ScenarioTier")]
    assert (again.count("领航场景"), again.count("泊位实测"), again.count("线索征集")) == (3, 2, 1)
    assert made.edges("AT_TIER") == [("渔货无人转运", "领航场景")]


BOARDS = """# 示例市出台场景方案

近日，示例市印发《示例市场景创新行动方案（2027—2029年）》（以下简称《方案》）。

{body}
"""


def test_parts_listed_by_their_number_and_told_of_one_by_one() -> None:
    made = read(
        BOARDS.format(
            body="《方案》全文由设施攻坚、平台升级、制度护航3个板块构成。\n\n设施攻坚板块包括路口改造、网络覆盖2项任务，"
            "由市公安局牵头。平台升级板块涉及数据分级、仿真服务等内容，责任单位是市科技局。制度护航板块由市司法局牵头。"
        )
    )
    boards = [name for name, whole in made.edges("PART_OF") if whole.startswith("示例市")]
    assert boards == ["设施攻坚", "平台升级", "制度护航"]
    inner = {(name, whole) for name, whole in made.edges("PART_OF") if not whole.startswith("示例市")}
    assert inner == {
        ("路口改造", "设施攻坚"),
        ("网络覆盖", "设施攻坚"),
        ("数据分级", "平台升级"),
        ("仿真服务", "平台升级"),
    }
    led = {(head, office.rpartition("/")[2]) for head, office in made.edges("ASSIGNED_TO")}
    assert led == {("设施攻坚", "public-security"), ("平台升级", "science-technology"), ("制度护航", "justice")}


def test_quoted_names_of_one_noun_are_parts_beside_other_quoted_names() -> None:
    made = read(
        BOARDS.format(
            body="“百屏千家”专项同步启动。谈到任务设置，负责人打了个比方。《方案》共设两项任务。“强芯”任务从设计工具、"
            "特色工艺2个方面发力；“慧家”任务推进标准互通、售后服务2个方面。"
        )
    )
    assert [name for name, whole in made.edges("PART_OF") if whole.startswith("示例市")] == ["“强芯”任务", "“慧家”任务"]


def test_tasks_by_number_with_what_the_next_sentence_says_of_them() -> None:
    made = read(
        BOARDS.format(
            body="任务一：算力筑基。含中心扩容、芯片适配2个子项，市科技局牵头。\n\n"
            "任务二：模型锻造。面向智能家电、橡胶轮胎等行业研制行业模型，市财政局牵头。\n\n"
            "2项任务之外，《方案》还有目标。"
        )
    )
    assert set(made.edges("PART_OF")) >= {("中心扩容", "算力筑基"), ("芯片适配", "算力筑基")}
    assert [name for name, whole in made.edges("PART_OF") if whole.startswith("示例市")] == ["算力筑基", "模型锻造"]
    led = {(head, office.rpartition("/")[2]) for head, office in made.edges("ASSIGNED_TO")}
    assert led == {("算力筑基", "science-technology"), ("模型锻造", "finance")}
    assert {head for head, _ in made.edges("FOCUSES_ON")} == {"模型锻造"}


@pytest.mark.parametrize("count", ["4个方面、18条举措", "四大板块", "四个方面"])
def test_marks_right_behind_a_count_of_any_noun_open_actions(count: str) -> None:
    made = news(
        f"问:《方案》有哪些内容?答:一共是{count}。一是岸线整治提升，发展观光渔船；二是冷链补短，聚焦超低温冷库；"
        "三是渔业贷款扩面，壮大渔业保险、船东互保；四是渔民培训，推广网上课堂。"
    )
    assert areas(made, "action") == ["岸线整治提升", "冷链补短", "渔业贷款扩面", "渔民培训"]
    assert areas(made, "aspect") == []


@pytest.mark.parametrize(
    "said",
    [
        "《方案》围绕岸电改造、渔船更新、冷链贯通、渔民培训4个方面提出20条举措。",
        "《方案》共20条，涵盖岸电改造、渔船更新、冷链贯通、渔民培训四个方面。",
        "《方案》从岸电改造、渔船更新、冷链贯通、渔民培训等四个方面明确了20项具体政策。",
    ],
)
def test_what_the_measures_of_a_plan_are_about(said: str) -> None:
    assert areas(news(said), "action") == ["岸电改造", "渔船更新", "冷链贯通", "渔民培训"]


def test_aspects_behind_a_list_of_links() -> None:
    made = news(
        "《方案》有2项行动。渔港更新行动瞄准岸电变频器、系泊绞车等薄弱环节，实施泊位改造、污水收集、岸电接入等3项任务；"
        "渔货溯源行动推进冷链监测、扫码交易2项任务。"
    )
    assert areas(made, "aspect") == ["泊位改造", "污水收集", "岸电接入", "冷链监测", "扫码交易"]


def test_a_procedure_of_a_plan_is_no_aspect_of_its_last_action() -> None:
    made = news(
        "《方案》有2项行动。一是渔港更新行动，改造泊位；二是渔货溯源行动，加快扫码交易。"
        "对新型网具，《方案》提出按照“海上试用、专家评定、批量换装”3个环节全程跟踪服务。"
    )
    assert areas(made, "aspect") == []
    assert made.names("LifecyclePhase") == ["海上试用", "专家评定", "批量换装"]


def test_programmes_that_a_number_counts_are_no_actions() -> None:
    made = news(
        "《方案》部署了三大工程、九项任务。其中，“渔港补短工程”锁定水密接插件、系泊液压泵两个短板；“渔货溯源工程”每年推出10个场景；"
        "渔民增收工程则支持直播带货，由市商务局负责。"
    )
    assert made.names("ActionArea") == []
    assert [tail for _, tail in made.edges("HAS_INITIATIVE")] == ["渔港补短工程", "渔货溯源工程", "渔民增收工程"]
    assert made.edges("IMPLEMENTS") == [("qingdao:Organization/commerce", "渔民增收工程")]


def test_programmes_by_their_stems_and_what_is_no_programme() -> None:
    made = news("《方案》实施补链、育才、护航三大工程。补链工程由市科技局牵头，三年招引项目40个。")
    assert made.names("Initiative") == ["补链", "育才", "护航"]
    made = news("《方案》列出10项重点工程，一批项目开工。跨海大桥工程由市交通运输局负责。")
    assert made.names("Initiative") == []


def test_what_a_programme_works_on_is_no_direction_of_scenarios() -> None:
    said = "《方案》安排两大工程。渔港补短工程打头，在智能系泊、低温制冷、电力推进三个方向{}；渔民增收工程次之，开放一批应用场景。"
    assert news(said.format("揭榜")).names("ScenarioDirection") == []
    assert len(news(said.format("谋划超级场景")).names("ScenarioDirection")) == 3


def test_parts_of_measures_by_their_ordinal() -> None:
    made = news(
        "《方案》共三部分12条。第一部分支持渔船更新，包括补贴3条；第二部分支持关键配套，重点是导航雷达、船用阀门、防腐涂料；"
        "第三部分鼓励渔货上网，最高奖励50万元。"
    )
    assert areas(made, "action") == ["支持渔船更新", "支持关键配套", "鼓励渔货上网"]
    assert areas(made, "aspect") == []
    assert {tail for _, tail in made.edges("FOCUSES_ON")} == {"导航雷达", "船用阀门", "防腐涂料"}


def test_a_closed_circle_that_the_plan_sets_up_is_a_procedure() -> None:
    made = news("《方案》还将建立“揭榜—试制—推广—反哺”的闭环机制。")
    assert [tail for _, tail in made.edges("HAS_STEP")] == ["揭榜", "试制", "推广", "反哺"]


def test_products_that_an_action_spreads_are_no_aspects() -> None:
    made = news(
        "《方案》有2项行动。渔港更新行动推广导航拖拉机、巡港无人机、清洗一体机；渔货溯源行动面向捕捞加工全环节，开放冷链监测、扫码交易等应用场景。"
    )
    assert areas(made, "aspect") == ["冷链监测", "扫码交易"]
    assert {"导航拖拉机", "巡港无人机", "清洗一体机"} <= set(made.names("Technology"))
    assert made.names("ChainLink") == []


def test_short_titles_behind_dashes_are_the_plans_parts_where_their_number_is_said() -> None:
    body = (
        "\n\n《方案》把今年的工作归为三个方面：\n\n——稳船队。对老旧渔船逐条建档。\n\n——扩码头。推动两座码头年内开工。\n\n"
        "——强保障。建立渔港值守队伍。\n\n"
    )
    assert areas(news(body), "action") == ["稳船队", "扩码头", "强保障"]
    assert areas(news(body.replace("三个方面", "五个方面")), "action") == []


def test_fields_that_an_action_opens_to_scenarios_are_no_aspects() -> None:
    made = news(
        "《方案》有两项行动。一是实施渔港更新行动，面向泊位调度、岸电接入、污水收集等领域开放场景。二是实施渔货溯源行动，"
        "聚焦冷链监测、扫码交易等领域推广应用。"
    )
    assert areas(made, "aspect") == ["冷链监测", "扫码交易"]
    assert made.names("ScenarioField") == ["泊位调度", "岸电接入", "污水收集"]


@pytest.mark.parametrize(
    ("said", "head"),
    [
        ("《方案》提出，建立“船企对接”机制，按照“需求发榜、联合试制、批量采购”三个环节推进场景落地。", "“船企对接”机制"),
        ("《方案》提出，设立首台套试用机制，严格依照“需求发榜、联合试制、批量采购”3个步骤实施，覆盖所有场景。", "首台套试用机制"),
        ("《方案》提出，每个场景都要依次走完“需求发榜、联合试制、批量采购”三个环节，并建立“船企对接”机制。", "示例市渔港场景开放实施方案（2027—2029年）"),
        ("《方案》提出，建立“船企对接”机制，由市海洋发展局牵头，每个场景依次走完“需求发榜、联合试制、批量采购”三个环节。", "示例市渔港场景开放实施方案（2027—2029年）"),
    ],
)  # fmt: skip
def test_steps_that_a_mechanism_works_by_are_its_own(said: str, head: str) -> None:
    steps = ["需求发榜", "联合试制", "批量采购"]
    made = news(said)
    assert made.edges("HAS_STEP") == [(head, step) for step in steps]
    assert [r["order"] for r in made.rows("edges") if r["type"] == "HAS_STEP"] == [1, 2, 3]


def test_an_action_that_is_pointed_to_again_is_no_other() -> None:
    made = news(
        "《方案》部署两大行动。\n\n实施渔港更新行动，从泊位改造、岸电接入2个方面补短板。市海洋发展局牵头这一行动。\n\n"
        "实施渔货溯源行动，突出冷链监测、扫码交易2个方面，由市商务局牵头该行动。"
    )
    assert areas(made, "action") == ["渔港更新行动", "渔货溯源行动"]
    assert areas(made, "aspect") == ["泊位改造", "岸电接入", "冷链监测", "扫码交易"]


def test_names_told_of_in_passing_do_not_keep_the_number_from_closing() -> None:
    made = news(
        "《方案》部署两大行动。\n\n实施渔港更新行动，从泊位改造、岸电接入2个方面补短板，与省里的平安渔船行动衔接。\n\n"
        "实施渔货溯源行动，突出冷链监测、扫码交易2个方面。"
    )
    assert areas(made, "action") == ["渔港更新行动", "渔货溯源行动"]


def test_industries_that_an_action_is_about_are_no_aspects() -> None:
    made = news(
        "《方案》有两项行动。渔港更新行动聚焦低空经济、智能家电和人工智能；渔货溯源行动聚焦冷链监测、扫码交易和网上拍卖。"
    )
    assert areas(made, "aspect") == ["冷链监测", "扫码交易", "网上拍卖"]


ARTICLES = """示例区支持渔港提质{kind}

为推动渔港提质，制定本{kind}。

第一条 总体目标。到2028年，改造泊位40个以上。

第二条 优化泊位布局。支持两座老码头改造，每座补助不超过200万元。

第三条 加快渔货上网。支持企业建设冷库，并推动渔货全程扫码。

第四条 对当年新增的渔船检验点，给予一次性补助。
"""


@pytest.mark.parametrize(("kind", "tasks"), [("若干措施", ["优化泊位布局", "加快渔货上网"]), ("条例", [])])
def test_titles_of_a_measures_articles_are_tasks_those_of_a_law_are_none(kind: str, tasks: list[str]) -> None:
    assert read(ARTICLES.format(kind=kind)).names("ActionArea") == tasks


def test_what_firms_are_to_open_of_their_own_is_no_list_of_aspects() -> None:
    made = news(
        "《方案》部署两大行动。一是渔港更新行动，支持龙头企业开放装卸、仓储、检修等3类环节；"
        "二是渔货溯源行动，突出冷链监测、扫码交易2个方面。"
    )
    assert areas(made, "aspect") == ["冷链监测", "扫码交易"]


def test_what_an_action_opens_scenarios_of_firms_in_may_be_its_aspects() -> None:
    made = news(
        "《方案》部署两大行动。一是渔港更新行动，从泊位改造、岸电接入2个方面补短板；"
        "二是渔货溯源行动，突出冷链监测、扫码交易2个方面，支持企业开放场景。"
    )
    assert areas(made, "aspect") == ["泊位改造", "岸电接入", "冷链监测", "扫码交易"]


PLAN = "近日，示例市印发《示例市渔港场景三年行动计划》。"


@pytest.mark.parametrize(
    "said",
    [
        "行动计划包括摸底行动、试航行动、靠岸行动。",
        "计划提出实施摸底行动、试航行动和靠岸行动等五项行动。",
        "行动计划由摸底行动、试航行动、靠岸行动三部分组成，最后一项行动又分船籍登记、船位监测两个方面。",
    ],
)
def test_actions_that_a_plan_is_made_of(said: str) -> None:
    made = read(f"# 渔港场景\n\n{PLAN}{said}\n", "page.md")
    plan = "示例市渔港场景三年行动计划"
    assert [head for head, tail in made.edges("PART_OF") if tail == plan] == ["摸底行动", "试航行动", "靠岸行动"]
    aspects = [head for head, tail in made.edges("PART_OF") if tail == "靠岸行动"]
    assert aspects == (["船籍登记", "船位监测"] if "最后" in said else [])


def test_what_an_office_carries_out_is_no_action_of_the_plan() -> None:
    made = read(f"# 渔港场景\n\n{PLAN}市公安局开展护航行动、清网行动，保障渔船安全。\n", "page.md")
    assert made.names("ActionArea") == []
