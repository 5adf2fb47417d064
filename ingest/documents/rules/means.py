"""Whether the words of a row read as techniques, whatever they end in: 车位级导航, 动作捕捉 (手段名)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from schema.tokens import tagged

GOODS: Final = re.compile(
    r"(?![^，]*(?:的|了|支持|资金|人才|人员|场地|政策|空间|经费|团队|企业|单位|用地|订单|伙伴|需求|合作|标准|资质|经验)$)"
    r"[\u4e00-\u9fffA-Za-z0-9\-]{3,14}"
)
"""What stands in a row beside goods, whatever it ends in."""
_HELP: Final = re.compile(
    r"[的了将把在得]|能力|支撑|保障|服务|空间|场地|机会|岗位|资金|政策|管理|治理|培训|数据$|标准|市场|企业|人才"
)
_LONGEST: Final = 12
# 实时渲染, 自动驾驶: how it works, though the dictionary calls it an adverb.
_HOW: Final = ("虚拟", "增强", "混合", "实时", "即时", "自动", "自主", "远程", "动态", "在线", "离线")


@lru_cache(maxsize=1 << 10)
def is_means(words: str) -> bool:
    """Whether words read as a technique: 车位级导航, no deed (统一标准) and no help (资金支持)."""
    tokens = tagged(words)
    first = tokens[0]
    opens = first.tag[:1] not in ("v", "d", "p", "c", "r", "m", "u") or len(first.text) == 1 or first.text in _HOW
    return opens and 3 <= len(words) <= _LONGEST and _HELP.search(words) is None and GOODS.fullmatch(words) is not None
