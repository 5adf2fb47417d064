"""Goods in the argument place of frames, whatever they end in; and what stands there that is no good."""

import pytest

from ingest.documents.rules.goods_names import is_thing
from tests.ingest.documents.reading import Read, read

A = "青岛样礁实业有限公司"
B = "烟台岬远精工有限公司"


def _news(words: str) -> Read:
    return read(f"# 样例新闻\n\n{words}\n", "page.md")


@pytest.mark.parametrize(
    ("words", "goods"),
    [
        (f"{A}日前交付全国首艘氨燃料散货船，比合同期早了40天。", ["氨燃料散货船"]),
        (f"国内首台百吨级矿用电铲在{A}下线。", ["百吨级矿用电铲"]),
        (f"昨天，一批轻量化挂车驶出{A}的车间，发往河南。", ["轻量化挂车"]),
        (f"{A}凭一款海藻肥打开东南亚市场。", ["海藻肥"]),
        (f"{A}的两条线满产后每年可出预灌封针剂1200万支。", ["预灌封针剂"]),
        (f"{A}今年收获大黄鱼约1800吨。", ["大黄鱼"]),
        (f"{A}用三年时间攻下了航空级铝箔。", ["航空级铝箔"]),
        (f"{A}试制出首根耐超低温波纹管。", ["耐超低温波纹管"]),
        (f"{A}推动核级密封件国产化，成本降了四成。", ["核级密封件"]),
        (f"{A}把液冷板装上了国产卡车。", ["液冷板"]),
        (f"{A}手里有拓扑还原算法和轨迹预测。", ["拓扑还原算法", "轨迹预测"]),
        (f"{A}年初投产。它的超声刀头已卖进120家医院。", ["超声刀头"]),
        (f"{A}主打的负氧离子板今年已向{B}供货30万张。", ["负氧离子板"]),
        (f"做高压油管的{A}去年搬进新厂房。", ["高压油管"]),
        (f"{B}搬了家，写排产算法的{A}则刚来。", ["排产算法"]),
        (f"{A}交出的第12条趸船本周离港。", ["趸船"]),
        (f"{A}去年卖掉了8万套密封圈。", ["密封圈"]),
        (f"一辆辆氢能环卫车排队开出{A}的大门。", ["氢能环卫车"]),
        (f"{A}投产以来，已有1.6万吨氯化镁运往新疆。", ["氯化镁"]),
        (f"{A}最早做的是鱼线轮，后来改做碳纤维渔竿。", ["鱼线轮", "碳纤维渔竿"]),
        (f"{A}带去的水下焊接机成了展会上的香饽饽。", ["水下焊接机"]),
        (f"{A}的第三代钠盐电池刚刚送样。", ["钠盐电池"]),
        (f"本周，三台隧道换拱机从{A}起运。", ["隧道换拱机"]),
        (f"{A}靠一张反渗透膜打进了中东。", ["反渗透膜"]),
        (f"{A}全国首创的江海直达集散两用船昨日下水。", ["江海直达集散两用船"]),
        (f"{A}把宝押在了耐蚀钛管上。", ["耐蚀钛管"]),
        (f"{A}为远洋渔船定做的超低温速冻柜，上月装船。", ["超低温速冻柜"]),
        (f"主机厂点名要{A}的防火隔热毯。", ["防火隔热毯"]),
        (f"{A}填补了国内大口径超滤膜的空白。", ["大口径超滤膜"]),
        (f"凭着一只小小的陶瓷阀芯，{A}做到了全国第一。", ["陶瓷阀芯"]),
        (f"{A}的仓库里码着整齐的光伏边框，等着装柜。", ["光伏边框"]),
        (f"{A}给出的答案是侧扫声呐阵列。", ["侧扫声呐阵列"]),
        (f"{B}的窑炉内衬的耐酸砖，出自邻街的{A}。", ["耐酸砖"]),
        (f"{B}向{A}采购镍铁，用来炼特种钢。", ["镍铁"]),
    ],
)
def test_goods_of_a_firm_by_the_frame_they_stand_in(words: str, goods: list[str]) -> None:
    made = _news(words)
    assert made.names("Technology") == goods
    assert {tail for head, tail in made.edges("OFFERS") if head == A} == set(goods)


@pytest.mark.parametrize(
    "words",
    [
        f"{A}落户后，为其供应炉管的{B}也跟了过来。",
        f"{A}今年交付了30艘拖轮，所用舵桨由{B}配套。",
        f"{A}的采购经理说，铜排由{B}每两小时送一趟。",
        f"有了{B}供应的轮毂轴承，{A}的交货期缩短了一周。",
        f"{A}下半年要换的冷凝管，已向{B}下了单。",
        f"{B}生产的抗菌母粒，七成进了{A}的注塑线。",
    ],
)
def test_who_the_goods_come_from_supplies_the_firm_told_of(words: str) -> None:
    made = _news(words)
    assert (B, A) in made.edges("SUPPLIES")
    assert (A, B) not in made.edges("SUPPLIES")


@pytest.mark.parametrize(
    ("words", "scenario", "lacked"),
    [
        (
            "“码头夜间理货”场景里，出题方想靠箱号识别与路径优选，把时间缩到半小时。",
            "码头夜间理货",
            ["箱号识别", "路径优选"],
        ),
        (
            "“古镇夜游导览”场景的需求单上写着全息纱幕、声像同步两项硬指标。",
            "古镇夜游导览",
            ["全息纱幕", "声像同步"],
        ),
        ("“影视资产复用”场景卡在毛发实时解算上，半年没有进展。", "影视资产复用", ["毛发实时解算"]),
        ("推出“海岛药品急送”场景，优先选用倾转旋翼机和温控货箱。", "海岛药品急送", ["倾转旋翼机", "温控货箱"]),
        ("“冷库盘点”场景眼下最想要的是低温电池。", "冷库盘点", ["低温电池"]),
        ("“智慧粮仓巡检”场景要求配齐粮情探杆和防爆轮式底盘。", "智慧粮仓巡检", ["粮情探杆", "防爆轮式底盘"]),
        ("“夜间海上搜救”场景的短板是红外识别。", "夜间海上搜救", ["红外识别"]),
        ("“老旧小区智慧停车”场景，出题方点名找车位级地磁。", "老旧小区智慧停车", ["车位级地磁"]),
    ],
)
def test_what_a_scenario_lacks_by_the_frame_it_stands_in(words: str, scenario: str, lacked: list[str]) -> None:
    made = _news(words)
    assert made.names("Technology") == lacked
    assert made.edges("DEMANDS") == [(scenario, one) for one in lacked]


@pytest.mark.parametrize(
    ("words", "scenario", "used"),
    [
        (f"“危化品园区巡查”场景试用了{A}的防爆四足机器人。", "危化品园区巡查", "防爆四足机器人"),
        ("“高层幕墙清洗”场景用爬壁机器人顶替了蜘蛛人。", "高层幕墙清洗", "爬壁机器人"),
    ],
)
def test_what_a_scenario_has_put_in_is_in_use(words: str, scenario: str, used: str) -> None:
    made = _news(words)
    assert made.edges("APPLIES") == [(scenario, used)]
    assert not made.edges("DEMANDS")


def test_what_a_bidder_does_a_scenario_with_is_its_own() -> None:
    made = _news(f"“管网夜间清淤”场景由{A}中标，靠履带式清淤车一个月清完60公里。")
    assert made.edges("OFFERS") == [(A, "履带式清淤车")]
    assert ("管网夜间清淤", "履带式清淤车") in made.edges("APPLIES")


@pytest.mark.parametrize(
    "words",
    [
        f"{A}靠诚信起家，打开了海外市场。",
        f"{A}交付首批订单，客户很满意。",
        f"{A}把生产线搬进了新厂房。",
        f"{A}急需资金和熟练工人。",
        f"{A}攻下了一道难关。",
        f"{A}收获订单约2600万元。",
        f"项目卡在审批上，{A}很着急。",
        "“古镇夜游导览”场景的需求单上写着用地、融资两项诉求。",
        f"{A}的二期项目通过环保验收。",
        f"{A}卖出第一批股权。",
        f"{A}把希望寄托在年轻人身上。",
        f"{A}的仓库里堆着过期的报纸。",
        f"{A}填补了国内人才的空白。",
        f"{A}首创的管理办法已在烟台推广。",
        f"记者在{A}看到，工人正给一批新员工做培训。",
        "“夜间海上搜救”场景的短板是人手不足。",
        "“智慧菜场”场景要上墙公示。",
        f"{A}的老厂长带出了一批徒弟。",
        "“智慧粮仓巡检”场景要求配齐专职人员和应急预案。",
        f"{A}给出的答案是抱团发展。",
        f"{A}推动财务管理数字化，效率提高两成。",
        f"做外贸的{A}今年把总部搬到了青岛。",
        f"一批志愿者走出{A}的大门，赶往社区。",
        f"{A}手里有资金和渠道，已在两座城市跑通模式。",
    ],
)
def test_matters_of_business_in_the_same_frames_are_no_goods(words: str) -> None:
    made = _news(words)
    assert not made.names("Technology")
    assert not made.edges("OFFERS")


def test_what_is_only_planned_is_nobodys_offer() -> None:
    made = _news(f"{A}计划攻克航空级铝箔。")
    assert not made.edges("OFFERS")


@pytest.mark.parametrize(
    "name", ["芯片", "先进设备", "这套系统", "订单", "人手", "政务官网", "40万套", "装备上船", "主要座椅"]
)
def test_kinds_alone_counts_and_business_name_no_good(name: str) -> None:
    assert not is_thing(name, means=True)


@pytest.mark.parametrize("name", ["舵桨", "移动式CT", "一次性细胞培养袋", "三维资产自动重建", "医疗大模型"])
def test_names_that_no_kind_of_product_ends(name: str) -> None:
    assert is_thing(name, means=True)
