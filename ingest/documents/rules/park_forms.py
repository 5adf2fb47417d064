"""Endings of parks' names and their short forms (园区名的词尾与简称)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.boundary import is_brand_like
from ingest.documents.frame import Context

SUFFIX: Final = (
    r"(?:产业示范园区|产业集聚区|产业园区|产业园|产业基地|产业社区|产业港|科技园区|科技园|科技城|示范园|创新园|创新港|科学园|科创园|科创谷|软件园|软件城|"
    r"工业园区|工业园|物流园区|物流园|孵化器|创意园|智造园|智造谷|智造港|生态园|产业新城|加速器|智谷|总部基地|孵化基地|双创基地|文创园|生物园|医药园|电商园|大学科技园|会展中心|博览中心|购物中心)"
)
"""Kinds of parks that end a name."""
TRADE: Final = (
    r"(?:物流|制造|创新|科技|智造|产业|公路|铁路|航空|数字|文创|文化|时尚|休闲|艺术|商业|美食|健康|生命|智慧|软件|设计|动漫|影视|海洋|低空|机器人|传感|算力|医械|药械|器械|种苗|预制菜|新药|双创|青创|创业|创客|金融|"
    r"供应链|冷链|电商|跨境|医药|医疗|材料|新材料|装备|能源|氢能|新能源|汽车|芯片|半导体|信息|数据|人工智能|检测|仪器|视听|直播|光影|生物|农机|科教|大健康|创新药|生物药|药|医疗器械|细胞|基因|健康|创智|智创|智汇|双碳|零碳|低碳|绿色|体育|音乐|电竞|食品|中医药|海工|船舶|轨道|测绘|遥感|化工|石化|建材|饮品|农业|林业|渔业|纺织|服装|家电|橡胶|轮胎|链|卫星|光电|显示|微电子|光电|影像|制片|拍摄|创作|总部|孵化|研发|种业|会展|文旅|康养|融合|转化|中试)"
)
"""What is done there, before a word for a place: 智慧物流港, 精密制造港, 生命健康城."""
PLACE: Final = (
    r"(?:港(?!口|区|航|务|湾|铁|城)|谷|城(?!市|区|镇|乡)|园(?!区|林)|坊|小镇|社区|工场|大厦|湾(?!区)|基地|街区)"
)
"""Words for a place behind what is done there."""
COMMON_TAILS: Final = frozenset({
    "产业园", "产业园区", "产业基地", "工业园", "科技园", "示范园", "孵化器", "加速器", "产业社区", "孵化基地", "总部基地", "产业集聚区",
})  # fmt: skip
"""Kinds that alone are common nouns."""


def short_for(form: str, name: str) -> bool:
    """Whether a form is short for a park's name: its end, or its own word and its kind (甲湾产业园 for 甲湾海洋装备产业园)."""
    tail = _tail(form)
    head = form[: len(form) - len(tail)]
    return name.endswith(form) or (
        bool(tail) and len(head) >= 3 and name.startswith(head) and name.endswith(tail) and is_brand_like(head)
    )


def drop_kinds(context: Context, found: dict[str, list[tuple[Sentence, int, int]]]) -> None:
    """Takes out what only the headline says and only of what kind the park is; nothing else is named there."""
    title = context.article.title_sentence
    for form in [f for f, places in found.items() if title is not None and all(s is title for s, _, _ in places)]:
        if _kind_of_another(form, found):
            for sentence, start, end in found.pop(form):
                context.taken.setdefault(sentence.number, []).append((start, end))


def _kind_of_another(form: str, names: Iterable[str]) -> bool:
    """Whether a headline's 轨道交通产业园 only says of what kind the one park is: its words of trade stand in that name."""
    trade = form[: -len(_tail(form))] if _tail(form) else ""
    others = [name for name in names if name != form]
    return len(others) == 1 and len(trade) >= 2 and trade in others[0][1:] and not is_brand_like(trade)


def _tail(form: str) -> str:
    return next((t for t in sorted(COMMON_TAILS, key=len, reverse=True) if form.endswith(t)), "")
