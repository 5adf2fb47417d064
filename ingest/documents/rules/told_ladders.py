"""Steps and rungs told clause by clause, each with a word for its place: 甲之后是乙，末了以丙收尾; 甲打底，乙居中，往上是丙 (逐句讲的环节与层级)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from ingest.documents.lists import COUNT, Span, split_items
from ingest.documents.parts import are_parts
from ingest.numbers import parse_number
from ingest.sieve import regex

_PART: Final = r"[^，。；;:“”、的是为]{2,10}?"
_PARTS: Final = r"[^，。；;:“”的是为]{2,30}?"
_CLAUSE_END: Final = r"(?=[，。；;]|$)"
_NEXT: Final = r"(?:之后|以后|过后|其后|此后|接着|紧接着|接下来|随后|而后|然后|继而|再往后|再往下|往后|往下|再|下一步)"
# 需求摸排之后是揭榜攻关: two steps of one clause.
_AFTER: Final = regex(
    rf"(?:^|[，。；;:])(?:首先|先|从)?(?!再|往|随|而|其|此|然|最|今|接|末)(?P<a>{_PART})(?:之后|以后|过后|完成后|结束后|后)(?:，)?(?:才|就|便|则|紧接着|接着|紧跟着?)*(?:是|为|轮到)(?P<b>{_PART}){_CLAUSE_END}"
)
# 从甲起步, 以甲打头, 起步是甲, 分为四步:甲打头.
_FIRST: Final = regex(
    rf"(?:^|[，。；;:])[^，。；;:“”]{{0,12}}?(?:(?:从|由|以)“?(?P<a>{_PART})”?(?:起步|开始|开局|开头|打头|破题|入手|起头|开篇|出发)|(?:起步|第一步|头一步|打头的|首先|先)(?:才|就)?(?:是|为|要|由)“?(?P<b>{_PART})”?|(?<=:)“?(?P<c>{_PART})”?(?:打头|起头|开头|起步|开局|先行|在前)){_CLAUSE_END}"
)
_THEN: Final = regex(
    rf"，(?:(?:{_NEXT})+(?:依次|分别|相继)*(?:是|为|到|经|经过|进入|转入|开展|进行|轮到)?|(?:依次)?(?:经|经过|历经)(?:过|了)?)“?(?P<x>{_PARTS})”?{_CLAUSE_END}"
)
_LAST: Final = regex(
    rf"，(?:直到|直至)?(?:(?:末了|最后|最终|末尾|到末了)?(?:以|由|用|靠)“?(?P<a>{_PART})”?(?:来)?(?:收尾|收官|收束|结束|作结|收口|压轴|告终|画上句号|打住)|(?:末了|最后|最终|终点|末一步|最后一步|压轴的)(?:才|则|再|就)?(?:是|为|到|落到|走到|走向|迈向|通向)?“?(?P<b>{_PART})”?){_CLAUSE_END}"
)
# What says that these are the steps of one procedure.
_PROCEDURE: Final = re.compile(
    r"流程|程序|步骤|环节|阶段|闭环|关口|关卡|周期|工序|路线图|路径|排好了?路|[一每]个场景|全过程|环环相扣|首尾相接|前后衔接|一环扣一环|依次推进|梯次推进|[二三四五六七八\d]步"
)


def told_steps(text: str, earlier: str) -> list[Span]:
    """The steps of a sentence that tells the first, what comes after it and the last one; empty where it does not."""
    opened = min((m for m in (_AFTER.search(text), _FIRST.search(text)) if m), key=lambda m: m.start(), default=None)
    if opened is None:
        return []
    first = ["a", "b"] if opened.re is _AFTER.re else [next(group for group in "abc" if opened[group])]
    found = [opened.span(group) for group in first]
    at = opened.end()
    while (then := _THEN.match(text, at)) is not None and _LAST.match(text, at) is None:
        found += split_items(text, *then.span("x"))
        at = then.end()
    last = _LAST.match(text, at)
    if last is None:
        return []
    found.append(last.span("a" if last["a"] else "b"))
    said = _PROCEDURE.search(text[: opened.end()] + "|" + text[last.end() :] + "|" + earlier)
    return found if said is not None and len(found) >= 3 and are_parts(text, found) else []


_NAME: Final = r"[^，。；;:“”、的是为]{2,12}?"
# 甲打底, 乙居中, 丙封顶: the place stands behind the name.
_STANDS: Final = regex(
    rf"(?:^|[，。；;:])(?:则)?“?(?P<x>{_NAME})”?(?:则|作|来)?(?P<at>打底|垫底|筑底|托底|铺底|起步|居下|在下|居中|在中间|承上启下|居上|在上|封顶|登顶|压顶|冲顶|塔尖|领跑|拔尖)(?=[，。；;]|$)"
)
# 往上是甲, 最高一级为“乙”, 塔尖叫丙: the place stands before it.
_PLACED: Final = regex(
    rf"(?:^|[，。；;:])(?:而|再|则)*(?P<at>(?:再|更)?往上(?:一[级档层])?|更高一?[级档层]?|更上一层(?:楼)?|上一[级档层]|最高(?:一?[级档层]|等级|层级)?|顶端|塔尖|塔顶|塔腰|塔身|塔基|塔底|顶[级档层格]|最上面?|最底层|底层|基层|最低(?:一?[级档层])?|入门[级档]?|起步[级档]?|基础[级档层]|中间(?:一?[级档层])?|中层)(?:的)?(?:一[级档层])?(?:则|才|就)?(?:是|为|叫做?|称为)“?(?P<x>{_NAME})”?(?=[，。；;]|$)"
)
_TOP: Final = re.compile("最高|塔尖|塔顶|顶|封顶|登顶|压顶|冲顶|最上")
_BOTTOM: Final = re.compile("底|塔基|最低|入门|起步|基")
_RUNGS_SAID: Final = re.compile(rf"(?P<n>{COUNT})(?:个|大|道)?(?:[级档层阶]|台阶|层级|等级|层次|档次|梯次|梯队)")
_RISES: Final = re.compile(
    "逐级|逐步晋|梯次|晋级|晋升|晋档|升级|升档|递进|跃升|升[到至]|进阶|高下|高低|分级|分档|分层|动态管理|梯度|阶梯"
)
# 从“甲”“乙”到“丙”，最高一级是“丁”.
_UP_TO: Final = regex(
    r"(?:从|由)(?P<row>“[^“”]{2,12}”(?:[、和与]?“[^“”]{2,12}”){0,4}(?:，)?(?:一路|逐级|逐步|再|层层|依次)*(?:升|晋级|晋升|升级|跃升|进阶|走|爬)?(?:到|至|为|成)“[^“”]{2,12}”)(?:，(?:而|再)?(?P<at>[^，。；;:“”]{1,8}?)(?:是|为|叫|属)“(?P<top>[^“”]{2,12})”)?"
)
_QUOTE: Final = re.compile("“([^“”]+)”")


# 入库的为甲项目，开工的升为乙项目，达标的再升为丙场景: what becomes of which.
_BECOMES: Final = regex(
    rf"(?:^|[，；;:。])[^；;:。“”]{{2,36}}?(?:的|后|者)(?:，)?(?:再|则|可|便|即|就|方可|才能|进一步)*(?P<verb>为|是|列为|定为|归为|纳为|作为|认定为|评为|(?:升|晋|升格|晋升|晋级|升级|跃升|提升)(?:为|到|至))“?(?P<x>{_NAME})”?(?=[，；;。]|$)"
)


def told_rungs(text: str) -> list[Span]:
    """Rungs from the lowest to the highest, where each clause says on which place its name stands; empty where none does."""
    return _row_up(text) or _clauses(text) or _raised(text)


def _raised(text: str) -> list[Span]:
    found = list(_BECOMES.finditer(text))
    follows = all(behind.start() == before.end() for before, behind in pairwise(found))
    rises = all(re.match("[升晋跃提]", match["verb"]) for match in found[1:])
    spans = [match.span("x") for match in found]
    return spans if len(found) >= 3 and follows and rises and are_parts(text, spans) else []


def _row_up(text: str) -> list[Span]:
    match = _UP_TO.search(text)
    if match is None or not _RISES.search(text):
        return []
    top = match["top"] is not None and _TOP.search(match["at"]) is not None
    found = [(match.start("row") + m.start(1), match.start("row") + m.end(1)) for m in _QUOTE.finditer(match["row"])]
    found += [match.span("top")] if top else []
    return found if len(found) >= 3 and are_parts(text, found) else []


def _clauses(text: str) -> list[Span]:
    placed = sorted((m for one in (_STANDS, _PLACED) for m in one.finditer(text)), key=lambda match: match.start("x"))
    # One clause right behind the other; what is said between them would be of something else.
    if len(placed) < 3 or any(behind.start() != before.end() for before, behind in pairwise(placed)):
        return []
    counted = _RUNGS_SAID.search(text, 0, placed[0].start() + 1)
    said = counted is not None and parse_number(counted["n"]) == len(placed)
    found = [m.span("x") for m in placed]
    if not (said or _RISES.search(text)) or not are_parts(text, found):
        return []
    if _TOP.search(placed[0]["at"]) and _BOTTOM.search(placed[-1]["at"]):
        return found[::-1]
    return found if not _TOP.search(placed[0]["at"]) and not _BOTTOM.search(placed[-1]["at"]) else []
