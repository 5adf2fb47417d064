"""Lengths of rows that stand right before their number, and of parts of a plan that stand elsewhere: A、B两条赛道, 四步走 (列举数)."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import after_mark, clause_start, split_items, split_last
from ingest.documents.rules.figure_subjects import subject_of_figure
from ingest.documents.rules.figure_things import list_meant
from ingest.documents.rules.standing import zone_of_standing
from ingest.documents.rules.subjects import said_of
from ingest.numbers import Quantity

Node = tuple[str, str]
UNITS: Final = frozenset("个大项类条步级档道关路种段环方部集章辑样处地件篇块座款支组")
_MOST: Final = 30
_HEAD: Final = 24
# What may stand between a row and its number.
_CLOSING: Final = re.compile(r"[”》)]?(?:等)?(?:这|共|，?共计|合计)?$")
_OPEN: Final = re.compile(
    "(?:重点|细分|主要|应用)?(?:领域|方向|行业|赛道|板块|类别|门类|场景领域)(?!的?(?:企业|项目|产品))"
)
_QUOTED_ROW: Final = re.compile(r"(?:[“《][^“”《》]{1,20}[”》]){2,}$")
_QUOTED_WHOLE: Final = re.compile(r"“(?P<row>[^“”]{5,80})”$")
# 市、区两级 and 省、市三级 are levels of offices.
_OFFICES: Final = re.compile(r"(?:^|[^\u4e00-\u9fff]|[、])[省市区县镇街]$")
_PLACES: Final = re.compile("区市|区县|区（市）|区\\(市\\)|省市|城市|镇街|街镇")
_LINKS: Final = re.compile("(?:重点|关键|主要)?(?:环节|链条)")
# “3+2”产业体系，做优甲、乙、丙3个优势产业: of the system.
_CLASSES: Final = re.compile(
    "(?:大|个)?(?:优势|新兴|未来|主导|支柱|传统|先导|特色|重点|战略性新兴|基础)?(?:产业|行业|领域|赛道)"
)
_RATED: Final = frozenset("级档")
_OWNERS: Final = (
    "Policy",
    "Park",
    "Company",
    "Project",
    "Scenario",
    "Mechanism",
    "Work",
    "Platform",
    "Technology",
    "Industry",
    "Zone",
)


def counted_row(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether right before a number as many names stand as it says."""
    text = sentence.shadow.text
    value = quantity.value
    if value is None or quantity.comparator != "eq" or not 2 <= value <= _MOST:
        return False
    if _PLACES.match(text, quantity.end) or (quantity.unit == "道" and not _STEPS.match(text, quantity.end)):
        return False
    end = quantity.start
    closing = _CLOSING.search(text, 0, end)
    if closing is not None:
        end = closing.start() + (text[closing.start() : closing.start() + 1] in tuple("”》)"))
    inside = _QUOTED_WHOLE.search(text, 0, end)
    if inside is not None and len(re.findall(r"[、—→]+", inside["row"])) + 1 == value:
        return True
    quoted = _QUOTED_ROW.search(text, 0, end)
    if quoted is not None and len(re.findall("[”》]", quoted[0])) == value:
        return True
    items = split_items(text, clause_start(text, end), end)
    if not items or _OFFICES.search(text[max(0, items[-1][0] - 1) : items[-1][1]]):
        return False
    if len(items) == value or (len(items) == value - 1 and len(split_last(text, items)) == value):
        return True
    # 覆盖甲、乙、丙等8大领域: a row that is left open, and long enough to be one.
    opened = text[quantity.start - 1 : quantity.start] == "等" and _OPEN.match(text, quantity.end) is not None
    return opened and 3 <= len(items) < value


def owner_of_row(context: Context, sentence: Sentence, quantity: Quantity) -> Node | None:
    """Whose row it is: the action told of, the series of its works, else what the sentence is about."""
    there = zone_of_standing(context, sentence, quantity)
    if there is not None:
        return there.label, there.id
    text = sentence.shadow.text
    low = after_mark(text, "。；;", quantity.start)
    row = clause_start(text, quantity.start)
    things = [t for t in context.things_of(sentence) if low <= t.start and t.end <= quantity.start]
    parts = {("Work", t.id) for t in things if t.label == "Work"}
    for kind, head, tail, _ in context.edges if parts else ():
        if kind == "PART_OF" and head in parts and tail[0] == "Work":
            return tail
    row_of = {("Industry", t.id) for t in things if t.label == "Industry" and t.start >= row}
    for kind, head, tail, number in context.edges if row_of else ():
        if kind == "PART_OF" and head in row_of and tail[0] == "IndustrySystem" and number == sentence.number:
            return tail
    systems = [t for t in things if t.label == "IndustrySystem" and t.end < row]
    if systems and _CLASSES.match(text, quantity.end):
        return "IndustrySystem", systems[-1].id
    actions = [t for t in things if t.label in ("ActionArea", "Initiative")]
    inside = _items_of(context)[sentence.number] if actions else set()
    actions = [t for t in actions if ("ActionArea", t.id) not in inside]
    before = [t for t in actions if t.start <= row + 1 or t.end < row] or actions[:1]
    if before:
        return before[-1].label, before[-1].id
    if _LINKS.match(text, quantity.end):
        chains = [t for t in things if t.label == "Industry" and row <= t.start and "、" not in text[row : t.end]]
        own = said_of(context, sentence, ("Park", "Company", "Zone"), chains[0].start) if chains else None
        if chains and own is None:
            return "Industry", chains[-1].id
    rated = [t for t in things if t.label == "Mechanism" and t.end < row] if quantity.unit in _RATED else []
    if rated:
        return "Mechanism", rated[-1].id
    meant = list_meant(context, sentence, quantity)
    if meant is not None:
        return meant.label, meant.id
    for at in (row + 1, quantity.start):
        about = said_of(context, sentence, _OWNERS, at)
        # A name of the row itself is not whose row it is.
        if about is not None and not (
            about.hops == 0 and row <= about.thing.start < quantity.start and "、" in text[row:at]
        ):
            return about.thing.label, about.thing.id
    # 任务四：甲。在乙、丙2个子项上…: the action that the sentence before only names.
    for above in context.article.before(sentence, 1):
        named = context.things_of(above, "ActionArea")
        if len(named) == 1 and above.paragraph == sentence.paragraph and len(above.shadow.text) <= _HEAD:
            return "ActionArea", named[0].id
    spoken = context.things_of(sentence, "Policy")
    if spoken:
        return "Policy", spoken[0].id
    area = context.area_at(sentence, quantity.start)
    if area is not None:
        return "ActionArea", area
    return subject_of_figure(context, sentence, quantity, False)


def _items_of(context: Context) -> dict[int, set[Node]]:
    """Parts by the sentence that tells of them as parts of an action."""
    found: dict[int, set[Node]] = defaultdict(set)
    for kind, head, tail, number in context.edges:
        if kind == "PART_OF" and tail[0] == "ActionArea":
            found[number].add(head)
    return found


_STEPS: Final = re.compile(r"(?:重点|关键)?(?:环节|步骤|流程|工序|程序|关口|走)")
_TIERS: Final = re.compile(r"(?:场景)?(?:层级|梯次|梯队|等级|台阶|阶梯|“?梯子|等次)")
_DIRECTIONS: Final = re.compile(r"(?:重点|主攻|超级场景)?(?:方向|红点)")
_ASPECTS: Final = re.compile(r"(?:小)?(?:方面|切口|子项|事项|举措)")
_SEVERAL: Final = 6
_ACTIONS: Final = re.compile(r"(?:重点|专项|主要)?(?:行动|任务|工程|硬仗|板块)")


def parts_of_plan(context: Context, sentence: Sentence, quantity: Quantity) -> Node | None:
    """The plan, or the group of its actions, that has exactly as many steps, rungs, directions or actions as a number says."""
    if quantity.value is None or quantity.comparator != "eq" or not 2 <= quantity.value <= _MOST:
        return None
    if quantity.unit not in UNITS:
        return None
    text, end, unit = sentence.shadow.text, quantity.end, quantity.unit
    if unit in ("步", "关", "道") or _STEPS.match(text, end):
        wanted = "HAS_STEP"
    elif unit in ("级", "档") or _TIERS.match(text, end):
        wanted = "HAS_TIER"
    elif _DIRECTIONS.match(text, end):
        wanted = "HAS_DIRECTION"
    elif unit in ("路", "组") or _ACTIONS.match(text, end):
        wanted = "PART_OF"
    elif _ASPECTS.match(text, end):
        return aspects_in_all(context, quantity) if quantity.value >= _SEVERAL else None
    else:
        return None
    programmes = "HAS_INITIATIVE" if wanted == "PART_OF" and text.startswith("工程", end) else wanted
    parts: dict[Node, set[str]] = defaultdict(set)
    for kind, head, tail, _ in context.edges:
        if kind == wanted == "PART_OF":
            if head[0] == "ActionArea":
                parts[tail].add(head[1])
        elif head[0] == "Policy" and kind in (wanted, programmes):
            parts[head].add(tail[1])
    fitting = [owner for owner, ids in parts.items() if len(ids) == quantity.value]
    plans = [owner for owner in fitting if owner[0] == "Policy"] or fitting
    if not plans and wanted == "PART_OF" and _ACTIONS.match(text, end):
        # 三组任务共有九项行动: those of all groups together.
        return aspects_in_all(context, quantity)
    return plans[0] if len(plans) == 1 else None


def aspects_in_all(context: Context, quantity: Quantity) -> Node | None:
    """The plan or group whose actions have together as many aspects as a number says: 3项行动、9个方面."""
    parts: dict[Node, set[str]] = defaultdict(set)
    for kind, head, tail, _ in context.edges:
        if kind == "PART_OF" and head[0] == "ActionArea":
            parts[tail].add(head[1])
    fitting = [
        owner
        for owner, ids in parts.items()
        if len(ids) > 1 and sum(len(parts.get(("ActionArea", one), ())) for one in ids) == quantity.value
    ]
    return fitting[0] if len(fitting) == 1 else None
