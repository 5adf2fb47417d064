"""Figures of a place that one of its offices tells: 甲区商务局负责人说，全年引进项目40个 (部门口径)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.figure_things import around
from ingest.documents.rules.figure_told import main_zone
from ingest.documents.rules.subjects import openers
from ingest.documents.rules.told_cities import zones_before
from ingest.numbers import Quantity
from ingest.sieve import regex

_OFFICE: Final = r"[^，。；;:、“”\d]{0,16}?(?:局|委|办|办公室|管委会?|委员会|政府|专班|招商中心|促进中心|部|处|科)"
_WHO: Final = r"(?:产业发展部|招商部|[^，。；;:“”]{0,8}?[部处科室])?(?:的)?(?:有关|相关|主要)?(?:负责人|局长|副局长|主任|副主任|书记|副书记|处长|科长|区长|市长|镇长|干部|工作人员|人士)[^，。；;:“”]{0,8}?"
_SAYS: Final = r"(?:说|介绍|表示|透露|告诉记者|坦言|解释|算了一笔账|告诉我们|补充道|称)"
# 甲区商务局负责人说，…; 据甲区商务局统计，….
_TELLS: Final = regex(
    rf"(?:^|[，。；;:”])(?:据|来自|记者从|按)?(?P<office>{_OFFICE})(?:{_WHO}{_SAYS}|(?:的)?(?:最新|初步)?(?:统计|数据|测算|消息|介绍)(?:显示|表明)?|了解到|获悉)[，:]"
)
# “…引进项目30个。”甲区商务局负责人说.
_TOLD: Final = regex(rf"”(?P<office>{_OFFICE}){_WHO}{_SAYS}")
_OF_PLACE: Final = re.compile(
    "项目|企业|场景|签约|引进|招引|招商|培育|开放|机构|园区|载体|人才|清单|需求|数量|合同|注册资本|投资"
)
_NOT_OF_IT: Final = re.compile("我们|我局|咱们|我委|公司|该|链上|全链|产业链|客户|本地配套")
_NAMED: Final = (
    "Company",
    "Park",
    "Project",
    "Scenario",
    "Platform",
    "Technology",
    "Industry",
    "Work",
    "Zone",
    "Mechanism",
)


def zone_of_office(context: Context, sentence: Sentence, quantity: Quantity) -> Thing | None:
    """The place whose office says how many projects, firms or scenarios there are, where the clause names nothing else."""
    text = sentence.shadow.text
    words = around(text, quantity)
    if context.kind == "plan" or _OF_PLACE.search(words) is None or _NOT_OF_IT.search(words) is not None:
        return None
    return place_of_office(context, sentence, quantity.start, quantity.end)


def place_of_office(context: Context, sentence: Sentence, start: int, end: int) -> Thing | None:
    """The place whose office says what stands at a stretch of a sentence, where the clause names nothing else."""
    text = sentence.shadow.text
    told = next((m for m in reversed(list(_TELLS.finditer(text, 0, start)))), None)
    since = told.end() if told is not None else 0
    if told is None and text.startswith("“"):
        told = _TOLD.search(text, end)
    if told is None or any(since <= t.start < start for t in openers(context, sentence, _NAMED)):
        return None
    return _place(context, sentence, told.start("office"), told["office"])


def _place(context: Context, sentence: Sentence, at: int, office: str) -> Thing | None:
    """The place in the name of an office: 甲区商务局; 市商务局 is the city's, 区商务局 the district's that the page is about."""
    zones = zones_before(context.packs, office)
    if zones:
        longest = max(zones, key=lambda zone: max(len(n) for n in (zone.name, *zone.aliases) if office.startswith(n)))
        return Thing(at, at + 1, "Zone", longest.id)
    named = next((t for t in context.things_of(sentence, "Zone") if t.start == at), None)
    if named is not None:
        return named
    area = context.home if office.startswith("市") else _district(context, sentence) if office.startswith("区") else ""
    return Thing(at, at + 1, "Zone", area) if area else None


def _district(context: Context, sentence: Sentence) -> str:
    """The district that a page is about: that of its head, else the one named most."""
    zones = context.packs.zones
    districts = {key for key, zone in zones.items() if zone.level == "district"}
    area = main_zone(context, sentence)
    if area in districts:
        return area or ""
    ranked = sorted(((n, key) for key, n in context.counts.get("Zone", {}).items() if key in districts), reverse=True)
    alone = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] > ranked[1][0])
    return ranked[0][1] if alone else ""
