"""Figures told at a meeting."""

from __future__ import annotations

from tests.ingest.documents.reading import figures

TOLD = (
    "# 城阳区机器人场景供需对接会举行\n\n“我们缺的是试验田。”昨天下午，青岛析光智能科技有限公司负责人的一句话引来掌声。"
    "这是城阳区机器人场景供需对接会的现场，活动由城阳区工业和信息化局主办，一口气推出42个场景，总投入约3.1亿元。\n\n"
    "记者从主办方获悉，9个当场签约的场景累计金额6400万元。\n"
)


def test_they_are_of_the_place_whose_meeting_it_is() -> None:
    found = figures(TOLD)
    assert found["42个"] == found["约3.1亿元"] == found["6400万元"] == "cn-div:370214"


def test_a_firm_named_behind_the_meeting_has_its_own() -> None:
    text = TOLD.replace("累计金额6400万元", "累计金额6400万元，青岛析光智能科技有限公司签约3个场景")
    assert figures(text)["3个"] == "青岛析光智能科技有限公司"
