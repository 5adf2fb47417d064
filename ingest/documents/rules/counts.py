"""Stated lengths of lists: …等4个方面, 五步流程, 4大板块14个方面 (数目).

A number is taken only where as many parts of one thing stand in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import after_mark
from ingest.documents.rules.row_counts import UNITS, counted_row, owner_of_row, parts_of_plan
from ingest.documents.rules.subjects import topic
from ingest.documents.rules.targets import put_indicator
from ingest.numbers import Quantity, parse_number
from ingest.sieve import regex

RULE: Final = "list-count"
Node = tuple[str, str]
_OWNER_IS_TAIL: Final = frozenset({"PART_OF"})
_OWNER_IS_HEAD: Final = frozenset({"HAS_DIRECTION", "HAS_STEP", "HAS_TIER", "FOCUSES_ON", "OPENS"})
# Units that stand with a numeral only where something is divided: 四级阶梯, 过五关.
_DIVIDED: Final = regex(r"(?P<n>\d{1,2}|[二三四五六七八九十两])(?P<unit>[级档道关路章集辑段环])")
_BEHIND: Final = re.compile(r"[”》)]?(?:等)?(?:这|共|，?共计)?$")
_BEFORE: Final = re.compile(r"[\u4e00-\u9fff]{0,8}(?:[，,]?(?:即|分别是|分别为|包括|依次为|是|为))?[:：，]?[“《]?$")
_NOUN: Final = re.compile(r"[\u4e00-\u9fff]{2,6}?(?=[，。；;、:：的”—“]|$)")
_ACTIONS: Final = re.compile(r"(?:重点|主要|专项)?(?:行动|任务|板块|领域|工程|举措|路|线|方向)")
_ASPECTS: Final = re.compile(r"(?:方面|领域|内容|举措|任务|事项)")


def counts(context: Context) -> None:
    """Lengths of lists whose parts stand in the same sentence, and totals of a group of actions and their aspects."""
    here: dict[int, dict[tuple[str, Node], set[str]]] = defaultdict(lambda: defaultdict(set))
    parts: dict[Node, set[str]] = defaultdict(set)
    for type_name, head, tail, number in _edges(context):
        owner, part = (tail, head) if type_name in _OWNER_IS_TAIL else (head, tail)
        if type_name == "PART_OF" and part[0] not in ("ActionArea", "Work"):
            continue
        here[number][type_name, owner].add(part[1])
        if type_name == "PART_OF":
            parts[owner].add(part[1])
    told: set[tuple[Node, Decimal | None, str]] = set()
    for sentence in context.article.body:
        text = sentence.shadow.text
        for quantity in _numbers(sentence):
            if quantity.unit not in UNITS or (sentence.number, quantity.start) in context.measured:
                continue
            about = _chain(context, sentence, quantity) or _listed(context, sentence, here[sentence.number], quantity)
            about = about or _total(context, sentence, parts, quantity) or _of_plan(context, sentence, quantity)
            about = about or parts_of_plan(context, sentence, quantity)
            if about is None and counted_row(sentence, quantity):
                about = owner_of_row(context, sentence, quantity)
            if about is None:
                continue
            noun = _NOUN.match(text, quantity.end)
            put_indicator(context, sentence, quantity, noun[0] if noun else "数目", "count", about, None, RULE, "0.85")
            # 安排4项行动 says again what 四大行动 over it does.
            told |= {(about, quantity.value, word) for word in (quantity.unit, text[quantity.end : quantity.end + 2])}
    _in_headings(context, told)


def _in_headings(context: Context, told: set[tuple[Node, Decimal | None, str]]) -> None:
    """Lengths that only a heading says: 走好四步, 打好四场硬仗."""
    for sentence in context.article.sentences:
        if sentence.kind != layout.HEADING:
            continue
        for quantity in _numbers(sentence):
            about = parts_of_plan(context, sentence, quantity)
            words = quantity.unit, sentence.shadow.text[quantity.end : quantity.end + 2]
            if about is None or any((about, quantity.value, word) in told for word in words):
                continue
            noun = _NOUN.match(sentence.shadow.text, quantity.end)
            put_indicator(context, sentence, quantity, noun[0] if noun else "数目", "count", about, None, RULE, "0.8")


_LENGTH = re.compile(
    r"(?:重点|主要|具体|专项|支持|政策|务实|工作|超级场景|核心|细分)*(?P<noun>行动|任务|举措|措施|条款|方面|领域|方向|步骤|环节|关口|层次|梯次|板块|专项|切口)(?![的]?(?:企业|项目|奖))"
)
_ARTICLES = re.compile(
    r"(?:支持|政策|具体|务实|惠企|硬核|真金白银)*(?:举措|措施|政策|条款)?(?=[，。；;、）)]|$|排得|覆盖|涵盖|，)"
)
_COUNTS: Final = re.compile(
    r"(?:[^\u4e00-\u9fff]|[共有计出含括列分为成定设了章大的以达近约在]|提炼|部署|部分|方面|内容|梳理|凝练|合计|细化)$"
)
_PARTS_OF_ACTION: Final = frozenset({"方面", "切口", "领域"})
_PAPER = re.compile(
    r"(?:这份|该|此|本|这一|翻开|全文|新出台的)(?:文件|方案|计划|措施|意见|办法|政策)|(?:^|[，。；;])(?:文件|方案|意见|办法)(?:共|里|中|提出|明确|部署|列出|安排|一共|还|从|围绕)"
)


def _of_plan(context: Context, sentence: Sentence, quantity: Quantity) -> Node | None:
    """The plan, or one of its actions, whose length is stated though its parts stand elsewhere: 共18条, 四项行动、13个方面."""
    text = sentence.shadow.text
    noun = _LENGTH.match(text, quantity.end)
    articles = _ARTICLES.match(text, quantity.end) if quantity.unit == "条" else None
    # 细化举措45条: what is counted stands before.
    measures = _MEASURES.search(text, 0, quantity.number_start) if quantity.unit in ("条", "项", "个", "款") else None
    # 物流航线22条，: what stands right before a bare number is what it counts.
    told = noun is not None or (
        articles is not None and (bool(articles[0]) or _COUNTS.search(text, 0, quantity.number_start) is not None)
    )
    told = told or measures is not None
    value = quantity.value
    if not told or context.policy is None or value is None or not 2 <= value <= _LONGEST or quantity.comparator != "eq":
        return None
    if noun is not None and noun["noun"] in _PARTS_OF_ACTION:
        actions = [t for t in context.things_of(sentence, "ActionArea") if t.end <= quantity.start]
        if actions:
            return None
    policy = ("Policy", context.policy.id)
    start = after_mark(text, "。；;", quantity.start)
    named = any(start <= t.start < quantity.start for t in context.things_of(sentence, "Policy"))
    # 部署以下3项任务、6项行动: the plan's own words.
    own = context.kind == "plan" and _LAYS_OUT.search(text, start, quantity.start) is not None
    if own or named or _PAPER.search(text, start, quantity.start) or _asked(context, sentence):
        return policy
    about = topic(context, sentence, ("Policy", "Park", "Company", "Project", "Organization"), quantity.start)
    return policy if about is not None and about.thing.label == "Policy" and about.hops <= 2 else None


# 《意见》把甲产业链拆解为四个环节; 这条链由乙、丙等三个环节组成: how many links a chain has is told of its industry.
_OF_CHAIN: Final = re.compile(
    r"(?:产业链条?|链条|这[条根]链|全链|整条链)[”》]?(?:上|条)?(?:由|(?:被|可|大致|大体|主要)?(?:细分|细化|拆分|拆解|拆|分解|划分|划|分|梳理|归纳|归并)(?:成|为|出)了?|包括|涵盖|包含|共分|分)"
)
_LINK: Final = re.compile("(?:关键|主要|核心|重点)?环节")
_CHAIN_TOLD: Final = 3


def _chain(context: Context, sentence: Sentence, quantity: Quantity) -> Node | None:
    """The industry whose chain is said to consist of so many links."""
    text = sentence.shadow.text
    low = after_mark(text, "。；;", quantity.start)
    parted = _OF_CHAIN.search(text, low, quantity.start) if _LINK.match(text, quantity.end) else None
    if parted is None:
        return None
    named = [t for t in context.things_of(sentence, "Industry") if low <= t.start and t.start <= parted.start()]
    if named:
        return "Industry", named[-1].id
    for before in context.article.before(sentence, _CHAIN_TOLD):
        told = {t.id for t in context.things_of(before, "Industry")}
        if told:
            return ("Industry", told.pop()) if len(told) == 1 else None
    return None


_LONGEST: Final = 99
_MEASURES: Final = re.compile(
    r"(?:细化|提出|列出|部署|涵盖|包括|包含|推出|明确|安排|梳理|分解|共|共有|计|合计|具体|支持|惠企)(?:了|出|为)?(?:的|具体|政策|支持|重点|工作)*(?:举措|措施|任务|条款|事项)(?:共|达|有|计|合计|总计)*$"
)
_LAYS_OUT: Final = re.compile(
    r"(?:部署|安排|实施|落实|推进|开展|组织实施|抓好|重点抓好|明确)(?:了|以下|下列|如下|好)+(?:\d{1,2}[项个][^，。；;、\d]{1,6}、)?$"
)
_ASKED: Final = re.compile(
    r"(?:任务|举措|措施|内容|亮点|部署|重点|方面|思路|条款|干货|怎么干|怎么做|如何推进|写了|说了)"
)


def _asked(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence answers what the plan holds: 问：重点任务有哪些？答：一共是5个方面."""
    if _ANSWER.match(sentence.shadow.text) is None:
        return False
    return any(
        _QUESTION.match(s.shadow.text) and _ASKED.search(s.shadow.text) for s in context.article.before(sentence, 1)
    )


_ANSWER: Final = re.compile(r"\W{0,3}答[:：]")
_QUESTION: Final = re.compile(r"\W{0,3}问[:：]")


def _numbers(sentence: Sentence) -> list[Quantity]:
    text = sentence.shadow.text
    found = list(sentence.quantities)
    for match in _DIVIDED.finditer(text):
        if not any(q.start < match.end() and match.start() < q.end for q in found):
            value = parse_number(match["n"])
            found.append(
                Quantity(
                    *match.span(), match[0], value, None, match["unit"], "eq", match.start(), match["n"].isdecimal()
                )
            )
    return found


def _edges(context: Context) -> list[tuple[str, Node, Node, int]]:
    wanted = _OWNER_IS_TAIL | _OWNER_IS_HEAD
    return [key for key in context.edges if key[0] in wanted]


def _listed(
    context: Context, sentence: Sentence, owners: dict[tuple[str, Node], set[str]], quantity: Quantity
) -> Node | None:
    """Whose parts stand right before or behind a number that says how many they are."""
    text = sentence.shadow.text
    for (type_name, owner), ids in owners.items():
        # Each part at its first mention: 分为甲、乙、丙三级，丙级….
        first = {t.id: (t.start, t.end) for t in reversed(context.things_of(sentence)) if t.id in ids}
        spans = sorted(first.values())
        # 甲、乙等8个领域: an open list may be shorter than its length.
        open_list = type_name == "OPENS" and bool(spans) and text[spans[-1][1] : quantity.start] == "等"
        if not spans or (len(spans) != quantity.value and not (open_list and len(spans) < (quantity.value or 0))):
            continue
        if 0 <= quantity.start - spans[-1][1] <= 6 and _BEHIND.fullmatch(text[spans[-1][1] : quantity.start]):
            if type_name != "OPENS":
                return owner
            opening = _opening_action(context, sentence, quantity)
            return opening or _list_before(context, sentence, spans[0][0]) or owner
        if 0 <= spans[0][0] - quantity.end <= 14 and _BEFORE.fullmatch(text[quantity.end : spans[0][0]]):
            return owner
    return None


def _opening_action(context: Context, sentence: Sentence, quantity: Quantity) -> Node | None:
    """The action whose clause says how many fields are opened: 丁行动，面向甲、乙等4个领域开放场景."""
    low = after_mark(sentence.shadow.text, "。；;", quantity.start)
    named = context.things_of(sentence, "ActionArea", "Initiative")
    actions = [t for t in named if low <= t.start and t.end <= quantity.start]
    return (actions[0].label, actions[0].id) if actions else None


# 发布甲清单，覆盖乙、丙2个领域: the fields of the list.
_COVERS: Final = re.compile(r"[”》]?[^。；;]{0,40}(?:覆盖|涵盖|涉及|包括|包含|涵括)(?:了)?|[”》]?(?:，|:|中，)")
_LISTS: Final = re.compile(r"(?:清单|目录|名录|榜单)(?:[(（][^()（）]{2,12}[)）])?$")


def _list_before(context: Context, sentence: Sentence, at: int) -> Node | None:
    """The list that a row of fields right behind its name, or behind words of what it covers, is of."""
    text = sentence.shadow.text
    listed = [t for t in context.things_of(sentence, "Mechanism") if t.end <= at]
    if not listed or _LISTS.search(text[listed[-1].start : listed[-1].end]) is None:
        return None
    covers = _COVERS.fullmatch(text, listed[-1].end, at) is not None
    return ("Mechanism", listed[-1].id) if covers else None


def _total(context: Context, sentence: Sentence, parts: dict[Node, set[str]], quantity: Quantity) -> Node | None:
    """The group or plan that has as many actions, or whose actions have as many aspects, named in the same sentence."""
    text = sentence.shadow.text
    named = {t.id for t in context.things_of(sentence, "ActionArea", "Policy")}
    # The group itself before the plan, of which it is a part.
    for owner, ids in sorted(parts.items(), key=lambda one: one[0][1] not in named):
        aspects = sum(len(parts.get(("ActionArea", part), ())) for part in ids)
        if len(ids) < 3 or not aspects or (owner[1] not in named and not named & ids):
            continue
        if (len(ids) == quantity.value and _ACTIONS.match(text, quantity.end)) or (
            aspects == quantity.value and _ASPECTS.match(text, quantity.end)
        ):
            return owner
    return None
