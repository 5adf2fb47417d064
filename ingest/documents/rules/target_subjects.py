"""What a target of a plan is of: an industry's size, what is built right before, else who wants it (目标主语)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import after_mark
from ingest.documents.rules.figure_more import FIRST, Before
from ingest.documents.rules.figure_owners import field_of, industry_again, industry_before, industry_of, part_of_whole
from ingest.documents.rules.figure_places import built
from ingest.documents.rules.figure_things import clause_start
from ingest.numbers import Quantity

Node = tuple[str, str]


def target_subject(
    context: Context, sentence: Sentence, quantity: Quantity, head: Node, before: Before = FIRST
) -> Node:
    """What a target of the plan is of: an industry's size, what is built right before, else who wants it.

    `before` is the target before it in the sentence. A programme's other targets are its own.
    """
    thing = built(context, sentence, quantity)
    if thing is None and head[0] == "Policy":
        text = sentence.shadow.text
        begins = clause_start(text, quantity.start)
        if _FIRMS.match(text, begins):
            return _grown(text, quantity, before) or head
        thing = field_of(context, sentence, quantity) or industry_of(context, sentence, quantity)
        thing = thing or industry_before(context, sentence, quantity)
        thing = thing or industry_again(context, sentence, quantity)
        thing = thing or part_of_whole(context, sentence, quantity)
        if thing is None:
            return _grown(text, quantity, before) or _state_of(context, sentence, quantity, before) or head
    return (thing.label, thing.id) if thing is not None else head


# 规模达到90亿元，规上企业达到70家: firms to be brought up are the plan's.
_FIRMS: Final = re.compile("(?:核心|相关|链上|规上|规模以上)(?:产业)?企业")
# …产业规模达到90亿元，规上企业由62家增至70家、单项冠军企业15家左右: how many firms the industry has come to.
_GROWN: Final = re.compile(
    r"[，、；;](?:其中)?(?:全?产业链|全链|链)?(?:核心|相关|链上|上下游|规上|规模以上)?(?:工业)?企业(?:数量|总数|总量|户数)?(?:[由从][^，。；;]{0,12})?"
    r"(?:增至|增加[到至]|增长[到至]|扩大[到至]|扩容[到至]|发展[到至]|壮大[到至]|升至|提升[到至])"
    r"|[，、；;](?:其中)?(?:(?:产业)?链上|全产业链|链上规上)(?:规上|规模以上)?(?:工业)?企业(?:数量|总数|总量|户数)?(?:达到?|超过?|突破|不少于|不低于|逾|力争)*"
    r"|[，、；;](?:集聚|汇聚|聚集)(?:规上|规模以上)(?:工业)?企业(?:总数|数量)?(?:达到?|超过?|突破|不少于|不低于|逾)*"
)
_ALSO: Final = re.compile(
    r"[，、；;](?:其中|以及)?(?:国家级|省级|制造业)?(?:专精特新|单项冠军|小巨人|瞪羚|独角兽|高新技术|链主|领军|骨干|头部|[“”])+(?:中小)?企业(?:数量|总数)?(?:由|从|增至|增加到|达到?|达|超过?|突破|逾)*"
)
# …产业产值突破500亿元；引育企业40家；骨干企业研发投入强度保持在5%以上: told of the industry again.
_STATE: Final = re.compile(
    r"(?:其中)?(?:(?:全|整)?(?:产业)?链)?(?:骨干|规上|规模以上|重点|链上)?(?:企业)?(?:"
    r"研发(?:投入|经费)(?:占比|强度|占[^，。；;]{2,8}比重)?|(?:关键|核心|重要|主要)?(?:零部件|部件|元器件|设备|材料|装备)?(?:本地(?:化)?配套率|国产化率|自给率))"
)
_DOES: Final = re.compile(
    "(?:力争|每年|累计|到20\\d\\d年(?:底|末)?，)*(?:新增|新建|新培育|培育|引育|引进|招引|建成|建设|打造|认定|创建|突破|攻克|实施|开放|推广|形成|制定|发布|举办|完成)"
)
_NAMED: Final = ("Industry", "Company", "Park", "Project", "Technology", "ChainLink", "Zone")


def _grown(text: str, quantity: Quantity, before: Before) -> Node | None:
    """The industry that the target before is of, where this one says to how many firms it grows."""
    if before.about is None or before.about[0] != "Industry" or quantity.unit not in ("家", "户"):
        return None
    grown = _GROWN.fullmatch(text, before.end, quantity.start)
    more = before.unit == quantity.unit and _ALSO.fullmatch(text, before.end, quantity.start)
    return before.about if grown or more else None


def _state_of(context: Context, sentence: Sentence, quantity: Quantity, before: Before) -> Node | None:
    """The industry of an earlier target of the sentence, where a clause tells how it stands and names nothing else."""
    text = sentence.shadow.text
    begins = clause_start(text, quantity.start)
    if before.industry is None or _STATE.match(text, begins, quantity.start) is None:
        return None
    industries = [t for t in context.things_of(sentence, "Industry") if t.end <= quantity.start]
    if any(("Industry", t.id) != before.industry for t in industries):
        return None
    # ；新增工厂6家，本地配套率提高到60%: the part of the sentence tells what the plan does.
    if _DOES.match(text, after_mark(text, "。；;", quantity.start)):
        return None
    own = any(begins <= t.start < quantity.start for t in context.things_of(sentence, *_NAMED))
    return None if own else before.industry
