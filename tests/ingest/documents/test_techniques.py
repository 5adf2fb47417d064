"""Techniques that a list in front of 技术 names, kinds with a name of their own, means of works, what is needed."""

import pytest

from tests.ingest.documents.reading import Read, read


def news(body: str) -> Read:
    return read(f"# 新场景一则\n\n“样本堆场巡检”场景近日上线。{body}\n")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("该场景采用声纹识别、自主导航等技术，运行平稳。", ["声纹识别", "自主导航"]),
        ("该场景用到了声纹识别与自主导航两项技术。", ["声纹识别", "自主导航"]),
        ("该场景的浪花靠虚拟制片技术和流体仿真引擎“算”出来。", ["虚拟制片技术", "流体仿真引擎"]),
        ("该场景接入工业大模型“样芯”。", ["样芯"]),
        ("该场景的夜间画面靠三维高斯重建技术复原。", ["三维高斯重建技术"]),
        ("该场景已有40台叉车装上了北斗厘米级定位终端。", ["北斗厘米级定位终端"]),
        ("群众用信息技术服务、人才支持等技术培训。", []),
    ],
)
def test_techniques_of_a_scenario(said: str, names: list[str]) -> None:
    assert sorted(news(said).names("Technology")) == sorted(names)


def test_a_firms_own_model_is_its_product() -> None:
    made = read("# 新品一则\n\n青岛样甲影像科技有限公司自主研发的影像大模型“样澜”已上线。\n")
    assert made.edges("OFFERS") == [("青岛样甲影像科技有限公司", "样澜")]


def test_what_a_scenario_needs() -> None:
    made = news("“样本大棚授粉”场景正在招标，所需的柔性末端执行器还没有找到。")
    assert made.edges("DEMANDS") == [("样本大棚授粉", "柔性末端执行器")]


@pytest.mark.parametrize(
    ("said", "used"),
    [
        ("该片运用实时渲染、动作捕捉，再现了老灯塔。", ["实时渲染", "动作捕捉"]),
        ("该片采用了虚拟拍摄和表情捕捉等技术，再现了老灯塔。", ["虚拟拍摄", "表情捕捉"]),
        ("该片运用地方资金、专业人才，再现了老灯塔。", []),
    ],
)
def test_a_row_that_a_work_is_made_with(said: str, used: list[str]) -> None:
    made = read(f"# 新片上线\n\n青岛样甲影业有限公司制作的短片《灯与鲸》上线。{said}\n")
    assert made.edges("APPLIES") == [("灯与鲸", name) for name in used]


@pytest.mark.parametrize(
    "said",
    [
        "《灯与鲸》里的老码头，用的是数字孪生和虚拟拍摄，演员没有离开摄影棚。",
        "《灯与鲸》由青岛样甲影业有限公司制作，用上了数字孪生和虚拟拍摄。",
        "短片《灯与鲸》上线。主创把数字孪生、虚拟拍摄搬进制作流程。",
    ],
)
def test_what_a_work_is_made_with_in_other_words(said: str) -> None:
    made = read(f"# 新片上线\n\n{said}\n")
    assert made.edges("APPLIES") == [("灯与鲸", "数字孪生"), ("灯与鲸", "虚拟拍摄")]


def test_what_is_told_of_in_a_film() -> None:
    made = read("# 新片上线\n\n短片《灯与鲸》上线。片中老码头靠三维样点重建技术复原。\n")
    assert made.edges("APPLIES") == [("灯与鲸", "三维样点重建技术")]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("沉浸式作品《潮起里院》由青岛汀岸文化有限公司制作，运用空间音频技术还原了百年前的码头市声。", "空间音频技术"),
        ("青岛汀岸文化有限公司凭借运用大空间定位技术制作的影片《潮起里院》捧回大奖。", "大空间定位技术"),
        ("青岛云织服饰有限公司运用三维量体技术，把定制周期由7天压缩到12小时。", "三维量体技术"),
        ("青岛触澜传感有限公司深耕交互，其柔性触觉手套已进入量产。", "柔性触觉手套"),
        ("青岛触澜传感有限公司用自主研发的轮对缺陷识别系统应榜。", "轮对缺陷识别系统"),
        ("青岛沧澜装备有限公司落户青岛高新区，拳头产品碱性电解槽的直流电耗较行业平均水平低8%左右。", "碱性电解槽"),
    ],
)
def test_a_technique_said_to_be_used_and_a_good_off_the_line(said: str, named: str) -> None:
    assert read(f"# 企业走访\n\n{said}\n").names("Technology") == [named]


@pytest.mark.parametrize(
    "said", ["青岛市将利用公共空间技术改造街区。", "其产品去年已上市。", "其中两家已进入量产阶段。"]
)
def test_what_only_sounds_like_them_is_none(said: str) -> None:
    assert read(f"# 企业走访\n\n青岛触澜传感有限公司深耕交互。{said}\n").names("Technology") == []


@pytest.mark.parametrize(
    "said",
    [
        "该场景采用会员制，商户应用国家标准。",
        "该场景采用分期付款，运用直播带货。",
        "该场景应用成熟产品，使用先进工艺。",
    ],
)
def test_ways_of_dealing_and_praised_goods_are_no_technologies(said: str) -> None:
    assert news(said).names("Technology") == []
