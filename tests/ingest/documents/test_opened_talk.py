"""Fields opened for scenarios in sentences whose row and whose word for opening stand apart."""

from __future__ import annotations

import pytest

from tests.ingest.documents.reading import read


def _fields(text: str) -> set[str]:
    return {field for _, field in read(f"# 样例新闻\n\n{text}\n", "page.md").edges("OPENS")}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("城阳区将拿出塔吊检修、社区助浴和绿道清扫三大领域供企业试验新技术。", "塔吊检修 社区助浴 绿道清扫"),
        ("莱西市围绕奶牛饲养、秸秆打捆、桥涵养护，陆续放出17个应用场景。", "奶牛饲养 秸秆打捆 桥涵养护"),
        ("李沧区夜市管理、商圈导览、家政培训三个领域的场景已向企业敞开。", "夜市管理 商圈导览 家政培训"),
        ("黄岛区首次将殡仪引导、渔船监管纳入场景开放范围。", "殡仪引导 渔船监管"),
        ("市北区公布场景清单，其中楼宇节电领域12个、码头改造领域9个。", "楼宇节电 码头改造"),
        ("市南区释放场景需求，有的在陪诊陪护，有的在法律咨询。", "陪诊陪护 法律咨询"),
        ("平度市再放一批场景，蒜薹溯源、温室控制、粮仓搬运均在其列。", "蒜薹溯源 温室控制 粮仓搬运"),
        ("城阳区发布了新一批机会清单。清单涉及车辆段运维、机坪保障两个领域，共31个场景。", "车辆段运维 机坪保障"),
    ],
)
def test_rows_of_fields_in_talk_of_opening(text: str, fields: str) -> None:
    assert _fields(text) == set(fields.split())


@pytest.mark.parametrize(
    "text",
    [
        "城阳区尚未开放塔吊检修、社区助浴领域的场景。",
        "崂山区建议企业在茶青加工、导游讲解等领域主动开放场景。",
        "胶州市正在研究是否在市政巡检、垃圾分拣等领域开放场景。",
        "黄岛区扩大对外开放，在金融服务、医疗服务等领域吸引外资。",
        "李沧区在老楼改造、商圈导览等领域投资12亿元。",
    ],
)
def test_what_is_not_opened_gives_no_fields(text: str) -> None:
    assert not _fields(text)
