"""What a figure is about: what a sentence brings in, what a paragraph told of, and whose target it is."""

from __future__ import annotations

import pytest

from schema.pack_loader import load_packs
from tests.ingest.documents.reading import figures, read

PLAN = (
    "# 示例市发布行动计划\n\n本报2026年3月2日讯 近日，青岛市印发《青岛市深海装备产业发展行动计划（2026—2028年）》"
    "（以下简称《行动计划》）。《行动计划》由市工业和信息化局牵头实施。\n\n"
)


POLICY = "青岛市深海装备产业发展行动计划（2026—2028年）"


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("到2027年底，青岛开放测试海域要达到12处以上。", "达到12处以上"),
        ("《行动计划》还圈定6个重点方向，三年累计推出场景20个以上。", "20个以上"),
        ("2028年，这一数字不低于350万千瓦。", "不低于350万千瓦"),
    ],
)
def test_what_a_report_says_is_to_be_reached_is_a_target_of_the_policy(said: str, raw: str) -> None:
    assert figures(PLAN + said + "\n")[raw] == POLICY


def test_then_goes_on_with_the_targets_and_what_is_reached_is_none() -> None:
    found = figures(PLAN + "2027年，全市潜器产量达到260台。届时，储能产业产值突破300亿元，培育企业20家左右。\n")
    assert (found["突破300亿元"], found["20家左右"]) == ("储能产业", POLICY)
    assert figures(PLAN + "到2028年，全市深海装备产值突破260亿元。\n")["突破260亿元"] == "深海装备"
    reached = figures(PLAN + "去年，全市潜器产量达到180台。\n")
    assert reached["达到180台"] != POLICY


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        # The project that the sentence brings in, though the firm opens it.
        (
            "青岛澜图海洋科技有限公司正在建设澜图水下机器人基地项目，计划投资1.5亿元，明年投用。",
            "1.5亿元",
            "澜图水下机器人基地项目",
        ),
        # Staff and rent are of a firm, whatever was told of between.
        (
            "澜图水下机器人基地项目由青岛澜图海洋科技有限公司投资，该公司有员工280名。",
            "280名",
            "青岛澜图海洋科技有限公司",
        ),
        # Who only builds it is not what the figure is about.
        (
            "“港区无人集卡转运”场景由青岛港航局提出，青岛澜图海洋科技有限公司承建，平均单箱耗时缩短18%。",
            "18%",
            "港区无人集卡转运",
        ),
        # Compared with itself.
        ("青岛澜图海洋科技有限公司去年营业收入5.8亿元，同比增长17.3%。", "17.3%", "青岛澜图海洋科技有限公司"),
    ],
)
def test_the_thing_a_figure_is_of(said: str, raw: str, about: str) -> None:
    assert figures(f"# 澜图扩产\n\n本报讯 {said}\n")[raw] == about


def test_a_project_behind_what_describes_it() -> None:
    found = figures("# 快讯\n\n△总投资3.5亿元的示例制帽共享工厂项目在胶州市封顶。\n\n●平度市上半年引进企业43家。\n")
    assert found["3.5亿元"] == "示例制帽共享工厂项目"
    assert (found["43家"] or "").startswith("cn-div:")


def test_the_former_and_the_latter() -> None:
    found = figures(
        "# 动画上线\n\n本报讯 青岛灯塔动漫有限公司出品的动画《海风来信》《灯塔守夜人》先后上线，前者播放量860万次，后者突破1100万次。\n"
    )
    assert (found["860万次"], found["突破1100万次"]) == ("海风来信", "灯塔守夜人")


def test_members_of_a_list_are_not_what_its_count_is_about() -> None:
    found = figures(
        "# 产业园上新\n\n本报讯 青岛澜湾海洋产业园位于崂山区。去年以来，青岛澜湾海洋产业园又引进来自大连的大连北辰海产有限公司、"
        "来自厦门的厦门盛泽食品有限公司等9家企业。\n"
    )
    assert found["9家"] == "青岛澜湾海洋产业园"


def test_a_row_that_holds_as_many_names_as_its_number_says_is_counted() -> None:
    found = figures(
        "# 产业园上新\n\n本报讯 青岛澜湾海洋产业园主攻微型潜器、海底观测两条赛道，覆盖铸造、焊接、喷涂等3个工段，已有甲、乙四家食堂。\n"
    )
    assert found["两条"] == found["3个"] == "青岛澜湾海洋产业园"
    # Two names and the number four: no length of that row.
    assert "四家" not in found


def test_levels_of_offices_are_no_row() -> None:
    assert "两级" not in figures("# 场景发布\n\n本报讯 青岛澜湾海洋产业园累计发布市、区两级场景需求150项。\n")


def test_a_heading_that_alone_says_how_many_steps_there_are() -> None:
    steps = "《行动计划》按照“需求征集、专家论证、海试验证、推广应用”的流程推进，环环相扣。\n"
    found = figures(PLAN + "## 走好四步\n\n围绕“需求征集、专家论证、海试验证、推广应用”四个环节，健全场景服务机制。\n")
    assert found.get("四步") == POLICY
    assert "五步" not in figures(PLAN + "## 走好五步\n\n" + steps)


def test_what_an_action_opens_is_counted_for_it() -> None:
    made = figures(
        PLAN + "《行动计划》部署两项行动。一是平台赋能行动，建设中试平台、检测平台等2个方面；"
        "二是场景示范行动，面向海洋渔业、交通物流、应急救援等3个领域开放场景。\n"
    )
    assert made["3个"] == "场景示范行动"


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        # The output of an industry is the industry's, of the city and without a place.
        ("到2028年，样本数据产业规模年均增长18%。", "18%", "样本数据"),
        ("去年，全市氢能产业产值突破260亿元。", "突破260亿元", "氢能产业"),
        # An industry's turnover is its own in a district too.
        ("市南区氢能产业营业收入达到28亿元。", "达到28亿元", "氢能产业"),
        # What the output is of stands behind it, and is meant by 这一行业.
        (
            "这条线的背后，是城阳区去年产值达到1086亿元、同比增长9.4%的轨道交通装备产业。",
            "9.4%",
            "qingdao:Industry/rail-transit",
        ),
        (
            "城阳区的轨道交通装备产业起步早。据统计，全区这一行业的规上企业有137家，本地配套率为78%。",
            "137家",
            "qingdao:Industry/rail-transit",
        ),
    ],
)
def test_the_industry_a_figure_is_of(said: str, raw: str, about: str) -> None:
    assert figures(f"# 产业观察\n\n本报讯 {said}\n")[raw] == about


def test_staff_of_an_institute_meant_by_a_noun() -> None:
    found = figures(
        "# 研究院\n\n傍晚，青岛样本结构材料研究院的灯还亮着。这家去年落户的机构现有科研人员168人，其中博士52人。\n"
    )
    assert (found["168人"], found["52人"]) == ("青岛样本结构材料研究院", "青岛样本结构材料研究院")


def test_a_project_behind_its_money_and_its_contractors() -> None:
    found = figures(
        "# 开工\n\n10月24日，由青岛样甲化工有限公司投资、山东样乙工程有限公司总承包的样本溶剂扩建项目破土动工，总投资6.4亿元。\n"
    )
    assert found["6.4亿元"] == "样本溶剂扩建项目"


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        # Money right before what it builds.
        ("青岛样甲化学有限公司投资38.5亿元建设样本绿氨项目，计划明年开工。", "38.5亿元", "样本绿氨项目"),
        # The capacity of the product that stands right before.
        ("青岛样甲材料有限公司今年扩产，企业高透光学膜年产能达到2.7万吨。", "达到2.7万吨", "高透光学膜"),
        # What is told of the system of the latter is of the system.
        (
            "青岛样甲食品有限公司的邻居是青岛样乙冷链有限公司——后者的全程温控追溯系统让车厢始终不高于4摄氏度。",
            "不高于4摄氏度",
            "全程温控追溯系统",
        ),
        # A zone behind a word that only leads in.
        ("青岛样甲农业有限公司的系统用得广；单是店埠镇，胡萝卜种植面积就有6.2万亩。", "6.2万亩", "cn-div:370285108"),
    ],
)
def test_what_stands_right_beside_a_figure(said: str, raw: str, about: str) -> None:
    assert figures(f"# 扩产\n\n本报讯 {said}\n")[raw] == about


def test_a_grant_of_a_rung() -> None:
    found = figures(
        PLAN + "成果从低到高依次为“试点级”“示范级”“标杆级”三个层级。其中，获评“示范级”的场景最高奖补80万元。\n"
    )
    assert found["80万元"] == "示范级"


def test_items_of_a_list_behind_an_industry_are_not_all_of_it() -> None:
    found = figures("# 图解\n\n◆数据产业规模年均增长18%左右；◆建成高质量数据集300个以上。\n")
    assert found["300个以上"] != "数据产业"


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        # An industry's size is the industry's, also where a plan wants it.
        ("到2028年，全市低空经济规模突破300亿元，年均增长9%以上。", "突破300亿元", "低空经济"),
        ("到2028年，全市低空经济规模突破300亿元，年均增长9%以上。", "9%以上", "低空经济"),
        ("到2028年，人工智能核心产业规模达到90亿元、集成电路产值达到70亿元。", "达到70亿元", "集成电路"),
        # What is built or brought in for it is the plan's.
        ("到2028年，全市引进人工智能企业80家以上。", "80家以上", POLICY),
    ],
)
def test_an_industrys_size_is_its_own_and_what_the_plan_does_the_plans(said: str, raw: str, about: str) -> None:
    assert figures(PLAN + said + "\n")[raw] in (about, _pack_id(about))


def test_a_target_of_an_industry_is_still_the_plans_target() -> None:
    made = read(PLAN + "到2028年，全市低空经济规模突破300亿元。\n", "page.md")
    wanted = [(e["head"], e["tail"]) for e in made.rows("edges") if e["type"] == "HAS_TARGET"]
    (policy,) = (r["local_id"] for r in made.rows("nodes_Policy") if r["name"] == POLICY)
    assert [head for head, _ in wanted] == [policy]


def _pack_id(name: str) -> str | None:
    """The id of an industry that the packs name."""
    return next((i.id for i in load_packs("qingdao").industries.values() if i.name == name), None)


def test_parts_of_a_whole_have_their_ownfigures() -> None:
    found = figures(
        "# 崂山区集成电路\n\n本报讯 崂山区主攻集成电路产业链的芯片设计、封装测试等环节。"
        "去年集成电路产业产值88亿元，其中芯片设计51亿元、封装测试37亿元。\n"
    )
    assert len({found["51亿元"], found["37亿元"], found["88亿元"]}) == 3


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("即墨区新签投资5亿元以上的项目7个。", {"7个"}),
        ("即墨区营业收入超10亿元企业增至12家。", {"12家"}),
        # Of these the sum itself is told.
        ("即墨区工业投资超10亿元，新签项目7个。", {"超10亿元", "7个"}),
    ],
)
def test_the_size_from_which_on_something_is_counted_is_no_figure(said: str, kept: set[str]) -> None:
    assert set(figures(f"# 即墨区\n\n本报讯 {said}\n")) == kept


FIRMS = (
    "# 城阳区走笔\n\n本报讯 青岛远岬装备有限公司位于城阳区。"
    "与它一墙之隔的是青岛沐风传感技术有限公司。这家由高校教师创办、去年迁来的高新技术企业，研发人员占比41%。\n"
)


def test_the_firm_that_a_sentence_ends_with_is_what_the_next_calls_this_firm() -> None:
    assert figures(FIRMS)["41%"] == "青岛沐风传感技术有限公司"


@pytest.mark.parametrize(
    ("said", "raw", "zone"),
    [
        # 全区 behind words of time.
        ("青岛远岬装备有限公司扩产。年末全区拥有高新技术企业310家。", "310家", "城阳区"),
        # What the sentence before told of the zone goes on.
        ("年末全区拥有高新技术企业310家。全年招引项目58个。", "58个", "城阳区"),
        # How many there are is told of the place.
        ("蓝岸精密制造产业园亩均税收42万元，在全区16个园区中居前列。", "16个", "城阳区"),
        # Only a place has these, though a firm opens the article.
        ("青岛远岬装备有限公司扩产。翻开城阳区的账本，最醒目的是：预计规模以上工业产值960亿元。", "960亿元", "城阳区"),
        ("城阳区工业投资增长6.2%，总量居全市第3位。", "3位", "城阳区"),
        ("城阳区棘洪滩街道以车辆检修见长，全街道年检修列车260列。", "260列", "棘洪滩街道"),
    ],
)
def test_figures_of_a_zone(said: str, raw: str, zone: str) -> None:
    found = figures(f"# 城阳区走笔\n\n本报讯 城阳区晒出成绩单。{said}\n")[raw]
    assert found == zone or found in _zone_ids(zone)


def _zone_ids(name: str) -> set[str]:
    return {z.id for z in load_packs("qingdao").zones.values() if name in (z.name, *z.aliases)}


def test_of_the_park_that_something_is_in() -> None:
    found = figures(
        "# 观察\n\n本报讯 蓝岸精密制造产业园由青岛远岬装备有限公司运营。"
        "青岛沐风传感技术有限公司去年迁来。“一条链在蓝岸精密制造产业园里首尾相接，本地配套率升到61%。”\n"
    )
    assert found["升到61%"] == "蓝岸精密制造产业园" if "升到61%" in found else found["61%"] == "蓝岸精密制造产业园"


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("市商务局昨日公布《青岛市夜间消费场景开放方案》，面向餐饮、文旅首批开放26个场景。", "26个"),
        ("今年的目标也已敲定，新开工项目18个以上。", "18个以上"),
        ("问：重点任务有哪些？\n\n答：一共是5个方面、22条举措。", "22条"),
    ],
)
def test_what_a_policy_holds(said: str, raw: str) -> None:
    title = "《青岛市夜间消费场景开放方案》"
    lead = f"# 市政府出台{title}\n\n本报2026年5月3日讯 市商务局印发{title}（以下简称《方案》）。《方案》自6月1日起施行。\n\n"
    assert figures(lead + said + "\n")[raw] == "青岛市夜间消费场景开放方案"


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        (
            "支持胶州云岭智能装备产业园扩容提质，2028年底前新增标准厂房20万平方米。",
            "20万平方米",
            "胶州云岭智能装备产业园",
        ),
        # Of both together.
        (
            "支持胶州云岭智能装备产业园、平度凤台食品产业园扩容，2028年底前新增标准厂房20万平方米。",
            "20万平方米",
            "胶州市装备产业发展意见",
        ),
    ],
)
def test_what_a_plan_builds_has_the_targets_right_behind_it(said: str, raw: str, about: str) -> None:
    text = (
        "胶州市人民政府关于印发《胶州市装备产业发展意见》的通知\n\n胶政发〔2026〕8号\n\n现将《胶州市装备产业发展意见》印发给你们。\n\n"
        f"# 胶州市装备产业发展意见\n\n一、重点任务\n\n（一）优化载体。{said}（责任单位：市发展和改革局）\n"
    )
    assert figures(text)[raw] == about


def test_who_signs_a_project_is_not_who_will_have_its_team() -> None:
    found = figures(
        "# 签约\n\n本报讯 昨日，崂山区与深圳岬图微电子有限公司签约主控芯片研发中心项目，投资6亿元，将组建一支近200人的研发团队。\n"
    )
    assert found["近200人"] == "主控芯片研发中心项目"


def test_a_list_told_again_by_its_heading_counts_once() -> None:
    made = read(
        PLAN
        + "## 四大行动怎么干\n\n《行动计划》安排了4项行动：强链补链行动、平台赋能行动、场景开放行动、要素保障行动。\n",
        "page.md",
    )
    assert [r["unit"] for r in made.rows("nodes_Indicator") if r["value"] == 4] == ["项"]


@pytest.mark.parametrize(
    ("said", "raw", "about"),
    [
        # What a thing is like.
        ("青岛澜图海洋科技有限公司发布船用电池“潮安二号”，额定功率为320千瓦。", "320千瓦", "潮安二号"),
        ("青岛澜图海洋科技有限公司研制的“潮安二号”卫星完成测试。该星搭载雷达，重210公斤。", "210公斤", "潮安二号"),
    ],
)
def test_what_a_product_is_like_is_of_the_product(said: str, raw: str, about: str) -> None:
    assert figures(f"# 快讯\n\n本报讯 {said}\n")[raw] == about


def test_each_item_of_a_list_has_its_own_budget_though_it_says_where() -> None:
    found = figures(
        "# 首批场景发布\n\n本报讯 首批场景昨日发布。\n\n"
        "1. 智能药房值守场景。需求单位：青岛海屿医院。地点：崂山区。需要自助售药机，预算66万元。\n\n"
        "2. 夜间照护场景。需求单位：青岛沐康养老院。地点：李沧区。需要智能床垫，预算约38万元。\n"
    )
    assert (found["66万元"], found["约38万元"]) == ("智能药房值守场景", "夜间照护场景")


def test_what_came_of_using_a_scenario_is_of_it() -> None:
    found = figures(
        "# 平度市\n\n本报讯 平度市农业农村局发布大棚病虫害遥感监测场景，由青岛澜图海洋科技有限公司承接。"
        "据测算，应用大棚病虫害遥感监测场景后，亩均节药9%。\n"
    )
    assert found["9%"] == "大棚病虫害遥感监测场景"


def test_values_of_a_row_go_to_its_members_known_or_not() -> None:
    found = figures(
        "# 数字产业\n\n本报讯 去年，全市云服务、区块链、人工智能产业营业收入分别为71亿元、12亿元和93亿元，同比分别增长8%、9%和21%。\n"
    )
    assert (found["71亿元"], found["8%"]) == ("云服务", "云服务")
    assert found["93亿元"] == found["21%"] == _pack_id("人工智能")


def test_a_sum_over_several_is_of_none_of_them() -> None:
    found = figures("# 平度市\n\n本报讯 平度市工业向好。食品饮料和智能家电两条产业链合计产值512亿元。\n")
    assert found["512亿元"] not in (_pack_id("智能家电"), _pack_id("食品饮料"))


def test_it_is_also_a_supplier_of_another() -> None:
    found = figures(
        "# 快讯\n\n本报讯 青岛砺泉传动有限公司扩产。青岛砺泉传动有限公司也是青岛海图机器人有限公司的核心供应商，去年营收增长近三成。\n"
    )
    assert found["近三成"] == "青岛砺泉传动有限公司"


def _kinds(text: str) -> dict[str, str]:
    return {row["raw"]: row["kind"] for row in read(text, "page.md").rows("nodes_Indicator")}


@pytest.mark.parametrize(
    ("said", "raw", "kind"),
    [
        ("青岛澜图海洋科技有限公司开工建设澜图水下机器人基地项目，总投资5亿元。", "5亿元", "planned"),
        ("澜图水下机器人基地项目已正式投产，总投资5亿元。", "5亿元", "actual"),
        ("澜图水下机器人基地项目开工，全部达产后每年可下线机器人800台。", "800台", "planned"),
        ("青岛澜图海洋科技有限公司现有员工120人。", "120人", "actual"),
        ("蓝岸精密制造产业园力争年底前入驻企业90家。", "90家", "target"),
        # A word in which 拟 is no plan.
        ("青岛澜图海洋科技有限公司的虚拟拍摄设备卖到17个省份。", "17个", "actual"),
    ],
)
def test_actual_planned_and_wanted(said: str, raw: str, kind: str) -> None:
    assert _kinds(f"# 快讯\n\n本报讯 {said}\n")[raw] == kind


def test_where_a_target_starts_from_is_reached_already() -> None:
    text = PLAN + "到2028年，全市低空经济本地配套率由目前的43%提高到60%以上。\n"
    assert (_kinds(text)["43%"], _kinds(text)["60%以上"]) == ("actual", "target")
    made = read(text, "page.md")
    raws = {r["local_id"]: r["raw"] for r in made.rows("nodes_Indicator")}
    assert [raws[e["tail"]] for e in made.rows("edges") if e["type"] == "HAS_TARGET"] == ["60%以上"]


def test_an_industrys_firms_behind_its_output_are_its_own() -> None:
    found = figures("# 产业\n\n本报讯 去年，集成电路产业完成产值73亿元，规上企业由62家增至75家。\n")
    assert found["62家"] == found["73亿元"] == _pack_id("集成电路")


def test_a_parks_leading_firm_and_what_it_builds_are_not_the_parks() -> None:
    found = figures(
        "# 走进胶州湾智能传感产业园\n\n本报讯 胶州湾智能传感产业园占地230亩，入驻企业72家。\n\n"
        "园区龙头青岛听澜传感科技有限公司去年销售额翻番，订单排到明年，金额超过2亿元。"
        "公司计划扩建二期厂房，投资约3亿元。\n"
    )
    park, firm = "胶州湾智能传感产业园", "青岛听澜传感科技有限公司"
    assert (found["230亩"], found["72家"]) == (park, park)
    assert (found["超过2亿元"], found["约3亿元"]) == (firm, firm)
