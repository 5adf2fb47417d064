"""What a piece of a list looks like: a company, a park, a town, a place over a group, or text (名称形态)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from schema.pack_model import Packs
from schema.per_packs import per_packs


class Shape(StrEnum):
    """What a piece of text may name; `NAME` is a name of no telling form, `TEXT` is none."""

    COMPANY = "company"
    PARK = "park"
    TOWN = "town"
    NAME = "name"
    TEXT = "text"


LONGEST: Final = 48
"""Names of companies have up to 40 characters; what is longer is a sentence."""
MARK: Final = re.compile(
    r"\s*(?:[(（\[【]\s*\d{1,4}\s*[)）\]】]|[Nn][Oo][.．]?\s*\d{1,4}|\d{1,4}\s*[.．、，,:：)）](?!\d)|[①-⑳]|[-•·●○◆■□▪*+][ \u3000]+|"
    r"\d{1,4}[ \u3000]+(?=\D))\s*"
)
NUMBER: Final = re.compile(r"\d{1,5}[.．、]?")
_COUNTED: Final = re.compile(r"[(（]?\s*(?:共计?)?\s*\d{1,4}\s*(?:家|个|名|项|户|处|条)\s*[)）]?$")
_HEADED: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[类批部章节]"
)
_STOP: Final = re.compile(
    r"[。；;！？!?…]|https?:|www\.|@|电话|传真|邮箱|联系人|附件|扫一扫|版权所有|主办单位|备案|相关新闻"
)
_DATE: Final = re.compile(
    r"[\d〇○零一二三四五六七八九十]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
)
_VERB: Final = re.compile(
    r"^(?:加快|推进|推动|支持|鼓励|打造|实施|完善|强化|加强|提升|培育|引进|开展|建立|健全|落实|优化|促进|深化|围绕|对|按|根据|为|"
    r"请|各|关于|其中|包括|以及|参与|申请|由|经)|的通知$|的公告$|等\d+[家个]|等[二三四五六七八九十]+[家个]"
)
_BODY: Final = re.compile(
    r"(?:集团|总厂|分厂|[^工]厂|总社|合作社|联合社|联社|总会|协会|公社|养殖场|猪场|鸡场|牛场|种场|牧场|农场|林场|渔场|果场|茶场|"
    r"[^市广现]场|市场|商场|研究院|研究所|设计院|银行|酒店|商行|事务所|总店|超市|药房|医院|大学|学院|工作室|经营部|家庭农场|"
    r"中心|公司)$"
)
_PARK: Final = re.compile(
    r"(?:园区|产业园|科技园|工业园|示范园|创业园|创新园|物流园|软件园|化工园|生态园|田园综合体|产业基地|示范基地|孵化基地|创新基地|基地|"
    r"示范区|试验区|先导区|先行区|集聚区|开发区|高新区|优势区|功能区|保税区|孵化器|众创空间|加速器|特色小镇|产业集群|集群|园)$"
)
_TOWN: Final = re.compile(r"[^的]{1,24}(?:镇|乡|街道|街道办事处|苏木|民族乡|[^社]村|社区|嘎查|\d+团|团场|农场|林场)$")
_TAIL: Final = re.compile(r"\s*[(（\[【][^()（）\[\]【】]{1,24}[)）\]】]$")


def plain(text: str) -> str:
    """Text without any blanks: in names of a list they only fill lines."""
    return "".join(text.split())


class Shapes:
    """Knows the endings of legal forms and the names of provinces and cities."""

    def __init__(self, packs: Packs) -> None:
        ends = {e for form in packs.legal_forms for e in form.endings if not form.is_branch and len(e) > 1}
        self._ends = tuple(sorted(ends | {"公司", "合作社", "联合社", "合作联社", "家庭农场", "合伙)", "合伙）"}))
        self._places = {
            form
            for zone in packs.zones.values()
            if zone.level in ("province", "city") or packs.home in zone.parents
            for form in (zone.name, zone.short_name, *zone.aliases)
            if len(form) > 1
        } | {"兵团", "新疆生产建设兵团", "新疆兵团", "中央直属垦区", "中央单位", "中央企业", "全国", "市直", "市本级"}

    def of(self, text: str) -> Shape:
        """The shape of one piece, its mark and blanks aside."""
        name = plain(text)
        if not 2 <= len(name) <= LONGEST or _STOP.search(name) or _DATE.search(name) or _VERB.search(name):
            return Shape.TEXT
        if not re.search(r"[\u4e00-\u9fffA-Za-z]", name) or re.search(r"[：:|>＞]|【", name):
            return Shape.TEXT
        core = _TAIL.sub("", name) or name
        if len(core) >= 4 and (name.endswith(self._ends) or core.endswith(self._ends)):
            return Shape.COMPANY
        if len(core) >= 4 and _PARK.search(core):
            return Shape.PARK
        if _TOWN.fullmatch(core) and len(core) >= 3:
            return Shape.TOWN
        return Shape.NAME

    def bare(self, name: str) -> str:
        """A company's name without a remark in brackets behind it, such as its product."""
        core = _TAIL.sub("", name)
        return core if core != name and plain(core).endswith(self._ends) and "合伙" not in name[len(core) :] else name

    def is_body(self, text: str) -> bool:
        """Whether a name ends like that of an establishment (养殖场, 合作社), though not like a company."""
        name = plain(text)
        return len(name) >= 3 and _BODY.search(_TAIL.sub("", name) or name) is not None

    def is_place(self, text: str) -> bool:
        """Whether a piece is the name of a province, a city or a district of the home city, and no more.

        >>> from schema.pack_loader import load_packs
        >>> Shapes(load_packs("qingdao")).is_place("（二）山东省（12家）")
        True
        """
        return place_of(text) in self._places

    def level(self, text: str) -> int | None:
        """How deep a heading of a group stands: 1 for 一、, 2 for （一）, 3 for a bare one; None if it is none."""
        name = plain(text)
        if not name or len(name) > 60 or _STOP.search(name):
            return None
        head = _HEADED.match(name)
        if head:
            return 2 if head[0][0] in "(（" else 1
        return 3 if self.is_place(name) or (_COUNTED.search(name) and len(name) <= 30) else None


def place_of(text: str) -> str:
    """A group's heading without mark, count and colon: what it is a heading of."""
    name = plain(text).strip(":：")
    name = _COUNTED.sub("", name)
    match = _HEADED.match(name)
    return (name[match.end() :] if match else name).strip(":：、.．")


@per_packs
def shapes_of(packs: Packs) -> Shapes:
    """The shapes of these packs."""
    return Shapes(packs)
