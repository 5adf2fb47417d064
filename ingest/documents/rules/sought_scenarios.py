"""Scenarios whose names stand in quotes behind a question put to firms: 征集“甲”的解法, 拿出的是“甲” (发榜求解的场景)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.frame import Context
from ingest.sieve import matches, regex
from schema.tokens import tagged
from schema.words import longest_first

_QUOTED: Final = "“(?P<x>[\u4e00-\u9fffA-Za-z0-9+\\-]{5,16})”"
# 拿出的是“甲”, 抛出“甲”, 在乙试点“甲”, 想上“甲”.
_PUT: Final = regex(
    r"(?:(?:拿出|亮出|抛出|端出|挂出|摆出|带来|晒出|给出|提出|发榜|出)(?:来)?的(?:题目?|考题|难题|需求)?(?:就|正|则)?是|抛出|抛来|端出|挂出|晒出|亮出|发榜求解|张榜求解|张榜征集|公开求解|求解|征集|想上|想做|想试|试点|试水|试行|出题|认领|揭下|答下|解题)(?:了|一道|的)?"
    + _QUOTED
)
# “甲”的解法, “甲”这道难题, “甲”一题.
_ASKED: Final = regex(
    _QUOTED
    + r"(?:的)?(?:这一|这道|这个|一道|这张|这)?(?:解法|解题|答案|破题|考题|考卷|难题|题目|课题|需求|榜单|榜题|题|需求单|揭榜)"
)
# 出了一道题：“甲”.
_SET: Final = regex(r"(?:题目?|考题|难题|榜单?|需求单?|课题)(?:叫做?|名为|就是|是|写着)?:?" + _QUOTED)
_SCENES: Final = re.compile("场景")
_ENOUGH: Final = 2
"""Sentences that speak of scenarios in an article that is about them."""
_NO_DEED: Final = re.compile(
    r"(?:技术|系统|平台|模型|产品|装备|机器人|专利|课题|项目|工程|行动|计划|模式|机制|经济|理念|精神|挂帅|先试|清单|品牌|服务|企业|转型|赋能|战略)$"
)
_LEFT_OUT: Final = ("m", "d", "p", "c", "u", "r")


def sought_names(context: Context) -> list[str]:
    """Names that an article about scenarios puts to firms as questions, each of a place or thing and what is done there."""
    article = context.article
    about = "场景" in article.title + article.subtitle
    if not about and sum(_SCENES.search(s.shadow.text) is not None for s in article.body) < _ENOUGH:
        return []
    found = [match["x"] for s in article.body for match in matches(s.shadow.text, _PUT, _ASKED, _SET)]
    return [name for name in dict.fromkeys(found) if says_deed(name)]


def says_deed(name: str) -> bool:
    """Whether words name something and end with what is done to it: 堆场无人盘垛, 管网泄漏预警."""
    words = tagged(name)
    if len(words) < 2 or _NO_DEED.search(name) or any(w.tag[:1] in _LEFT_OUT for w in words):
        return False
    done = any(w.tag[:1] == "v" and w.start > 0 for w in words) and words[0].tag[:1] != "v"
    return done or name.endswith(longest_first("scenario_deeds"))
