"""Parts of a plan as a sentence lists them, with what announces them: 分五步走，依次为A、B …; “A—B—C”三级梯次 (列举).

Parts stand in a row (A、B和C), in a chain (A—B—C, “A”“B”“C”) or clause by clause (一是A；二是B). What they
are is said by the noun that their number counts, before the row or behind it, or by what a chain
is called. The nouns are data: lists `plan_*` of `schema/words.yaml`. A row is taken only where it has as
many parts as the number says, or fewer with 等 or in quotes; so nothing is a part that the text
does not count as one. Offsets are into the shadow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ingest.documents.lists import COUNT, Span, after_mark, clause_start, split_items, split_last
from ingest.documents.parts import are_parts, part_start, row
from ingest.numbers import parse_number
from ingest.sieve import regex
from schema.words import longest_first, words

KINDS: Final = ("action", "aspect", "direction", "field", "step", "tier")
KEPT: Final = 1 << 9
"""Sentences whose enumerations are kept: directions, steps and rungs ask for them one after the other."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Parts in their order, `[start, end)` with what counts them; `kinds` are those the counted noun may mean."""

    items: tuple[Span, ...]
    start: int
    end: int
    count: int | None
    kinds: frozenset[str]
    mark: str
    etc: bool
    head: int = -1

    @property
    def closed(self) -> bool:
        """Whether the stated count equals the items (annotation rule 7)."""
        return self.count == len(self.items)


def _kinds_of() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind in KINDS:
        for word in words(f"plan_{kind}_heads"):
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


_KINDS: Final = _kinds_of()
_LONG: Final = "|".join(sorted((w for w in _KINDS if len(w) > 1), key=lambda w: (-len(w), w)))
_SHORT: Final = "".join(sorted(w for w in _KINDS if len(w) == 1))
# 按照甲、乙、丙3个步骤梯次推进: how, not what.
_IN_STEPS: Final = "(?:梯次|梯度|阶梯式?|层级)(?:推进|实施|开展|展开|铺开|落地|培育|布局)"
COUNTABLE: Final = "个大项类条道重处种组套级档层阶步关环段路方篇"
"""Measure words between a count and the noun it counts."""
# 5个前后相接的环节: what the parts are like stands between; but 3个领域的应用场景 counts 领域.
_HEAD: Final = rf"(?P<n>{COUNT})(?:(?:[{COUNTABLE}](?:(?!(?:{_LONG})的)[^\d，。;:、“”（）()《》的]{{2,8}}的)?)?(?:“[^“”]{{2,8}}”)?[^\d二三四五六七八九十两个，。;:、“”（）()《》的]{{0,6}}?(?P<long>{_LONG})(?!(?!{_IN_STEPS})(?:{_LONG}))|[个道大]?(?P<short>[{_SHORT}])(?![一-龥]?(?:企业|医院|以上|以下|部门|政府)))"
_COUNTED = regex(_HEAD)
# 等领域: the noun alone, behind 等.
_OPEN = regex(rf"等(?:[^\d，。;:、“”（）()《》的]{{0,4}}?)(?P<long>{_LONG})")
# A、B、C三处，作为…方向.
_FAR = regex(
    rf"(?P<n>{COUNT})[处个地条片](?:，)?(?:作为|列为|成为|确定为|定为|当作|纳入|列入)[^，。;:]{{0,14}}?(?P<long>方向)"
)
# 六处格外醒目，分别是A、B …，这就是《方案》圈定的方向: what is counted is said behind the row.
_SAID_BEHIND = regex(
    rf"(?:分别|依次)(?:是|为)(?P<list>[^，。;:]{{6,120}})，(?:这|它们|均|都|也|就|便|正|即|共同)*(?:是|为|属于|构成|组成)[^，。;:]{{0,24}}?(?P<long>{_LONG})(?=[，。;]|$)"
)
_SPOTS: Final = re.compile(rf"(?P<n>{COUNT})[处个地条片张块][^。;:]{{0,16}}?$")
# 按照A、B、C的顺序: steps without a count.
_ORDER_NAMED = regex(r"(?<=[\u4e00-\u9fff])的(?:[^，。;:、“”的]{0,4}?)(?:顺序|次序|流程|步骤|程序|链条|闭环)")
_RISES: Final = re.compile("(?:逐级|逐步|梯次|依次|层层)*(?:晋|升|跃|进阶|提档)")
# The noun before its count: 主攻方向列了8个.
_NOUN_FIRST = regex(
    rf"(?P<long>{_LONG})(?:[^，。;:、“”（）()《》的\d]{{0,8}}?)(?:有|共|列了?|列出了?|分|设了?|点了?|定了?|是)?(?P<n>{COUNT})[个道项级档步条大](?=[，:]|——|分别|依次|即|，)"
)
# What joins a count to the row behind it: 五步走，依次为; 6个方向:; 两大方向——.
_LEADS: Final = r"(?:分别|依次|具体|即|也就是|那就是|就是|包括|包含|涵盖|为|是|落在|位于|布局在|分布[在于]|集中在|对应着?|叫作?|叫做|有|如下|答案|它们|这些)"
_LED: Final = re.compile(
    rf"[^，。;:?、“（）()《》]{{0,14}}?(?:[，。?]?{_LEADS}+[:，]?|(?:，[^，。;:、“”]{{0,8}})?:)(?:——?)?|——"
)
_NEXT: Final = re.compile(rf"{_LEADS}+[:，]?")
# What joins a row to the count behind it: 等, 这, ，共; 被《计划》确定为.
# “6个方向各有侧重。”负责人一一作了介绍:
_SPEAKER: Final = re.compile(
    r"[^，。;:、“”]{2,24}?(?:介绍|说明|列出|列举|数来|报出|点出|解释|回答|透露)(?:道|说|如下)?:"
)
_CLOSING: Final = re.compile(
    r"(?:(?P<etc>等)?(?:，|——?)?(?:(?:这|上述|以上|共计|合计|总计|总共|一共|共|的|是|这是)*|(?:这|均|都|一并|同时)?(?:[被由][^，。;:、“”]{0,12}?(?:为|入|作为|成|了)|入选|列入|列为|成为|构成|组成)[^，。;:、“”]{0,8}?|(?:就|都|便|正)?是[^，。;:、“”]{1,24}?的|(?:作为|定为|确定为|当作|列为)[^，。;:、“”]{0,14}?|为))$"
)
_GAP: Final = 40
"""Characters between a row and its count; 被《…》确定为 with a long title has about 30."""
_CHAIN: Final = regex(r"“(?P<list>[^“”]{4,160})”")
_ROW: Final = regex(
    r"“[^“”]{2,20}”(?:(?:[、，和与及]|以及|—+|→|-+>?|，?(?:再|进而|最后|最终|直至)?(?:到|升?至|升级?[为到]|晋级?[为到]|晋升[为到]|跃升[为到]|走向|迈向|迈入))?“[^“”]{2,20}”){1,9}"
)
_QUOTE: Final = re.compile(r"“([^“”]+)”")
_DASH: Final = re.compile(r"(?<=[^\d\-])-+>?(?=[^\d\-])|(?<=\D)—+>?(?=\D)|→")
_DASH_ANY: Final = re.compile(r"-+>?|—+>?|→")
_BARE_CHAIN: Final = regex(r"[\u4e00-\u9fffA-Za-z]{2,12}(?:(?:—{1,2}|→|-{1,2}>?)[\u4e00-\u9fffA-Za-z]{2,12}){2,9}")
# ①甲→②乙→③丙.
_MARKED_CHAIN: Final = regex(r"\d[\u4e00-\u9fff]{2,12}(?:(?:—{1,2}|→|-{1,2}>?)\d[\u4e00-\u9fff]{2,12}){2,9}")
_STOP: Final = re.compile(r"[，。;:?!（）()]|$")
_NUMBERED: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}(?:是|为|要)|第[一二三四五六七八九十]{1,2}(?:步|关|级|层|档|环|道|个|项|类|条|大)?(?:方向|领域|步骤|环节|层级|行动|任务)?(?:则)?[是为叫，:]?|首先是?|其次是?|再次是?|然后是?|接着是?|最后是?|先是?|再是?|接着|随后是?|最终是?|[①-⑩]|[(（]?\d[)）.、])"
)
# “A、B、C”的闭环: what a row in quotes is called; 机制 and 体系 are called so whatever they hold.
_CALLED_BEHIND: Final = re.compile(
    r"的?[^，。;:、“”]{0,4}?(?:流程|闭环|链条|链路|步骤|工作法|梯次|梯度|阶梯|梯队|层级|台阶|成果体系)"
)


def enumerations(text: str, earlier: str = "") -> tuple[Enumeration, ...]:
    """All enumerations of a sentence in its order; `earlier` is the sentence before, which may announce one."""
    return _enumerations(text, earlier if _announces(earlier) else "")


@lru_cache(maxsize=KEPT)
def _announces(text: str) -> bool:
    return _COUNTED.search(text) is not None


@lru_cache(maxsize=KEPT)
def _enumerations(text: str, earlier: str) -> tuple[Enumeration, ...]:
    heads = list(_COUNTED.finditer(text))
    found = [
        *_chains(text, heads),
        *_rows(text, heads),
        *_announced(text, heads),
        *_continued(text, earlier),
        *_said_behind(text),
        *_strewn(text, heads),
        *_ordinals(text, heads, earlier),
    ]
    kept: list[Enumeration] = []
    for one in sorted(found, key=lambda e: (e.count is None, -len(e.items), e.start)):
        # A number counts one list: 分A、B两个阶段，分别对应C、D.
        if len(one.items) >= 2 and not any(
            (k.head == one.head >= 0) or (k.items[0][0] < one.items[-1][1] and one.items[0][0] < k.items[-1][1])
            for k in kept
        ):
            kept.append(one)
    return tuple(sorted(kept, key=lambda e: e.start))


def _behind(text: str, end: int, heads: list[re.Match[str]]) -> tuple[re.Match[str], bool] | None:
    """The count right behind a row that ends at `end`, and whether 等 stands between."""
    for head in heads:
        if end <= head.start() <= end + 24:
            gap = _CLOSING.match(text[end : head.start()])
            return (head, gap["etc"] is not None) if gap is not None else None
    return None


def _before(text: str, start: int, heads: list[re.Match[str]]) -> re.Match[str] | None:
    """The count that leads to a row that begins at `start`."""
    for head in reversed(heads):
        if head.end() <= start:
            gap = text[head.end() : start]
            led = _LED.fullmatch(gap) or re.fullmatch("[^，。;:、“”（）()《》]{0,4}", gap)
            return head if led else None
    return None


def _tight(text: str) -> Iterator[tuple[list[Span], int, int, str]]:
    """Rows and chains whose parts are plain to see, with their ends: “A—B—C”, “A、B、C”, “A”“B”“C”, A→B→C."""
    for match in _ROW.finditer(text):
        yield (
            [(match.start() + m.start(1), match.start() + m.end(1)) for m in _QUOTE.finditer(match[0])],
            *match.span(),
            "”",
        )
    for match in _CHAIN.finditer(text):
        start, end = match.span("list")
        dashes = [m.span() for m in _DASH.finditer(text, start, end)]
        if dashes:
            yield _between(start, end, dashes), *match.span(), "—"
        elif "、" in match["list"]:
            yield split_last(text, split_items(text, start, end)), *match.span(), "、"
    for match in _MARKED_CHAIN.finditer(text):
        dashes = [(m.start(), m.end() + 1) for m in _DASH_ANY.finditer(text, *match.span())]
        yield _between(match.start() + 1, match.end(), dashes), *match.span(), "—"
    for match in _BARE_CHAIN.finditer(text):
        if text[match.start() - 1 : match.start()] != "“" and text[match.end() : match.end() + 1] != "”":
            dashes = [m.span() for m in _DASH.finditer(text, *match.span())]
            spans = _between(*match.span(), dashes)
            longest = max(e - s for s, e in spans[1:])
            last = (spans[-1][0], min(spans[-1][1], _part_end(text, spans[-1])))
            yield [(part_start(text, *spans[0], longest), spans[0][1]), *spans[1:-1], last], match.start(), last[1], "—"


def _between(start: int, end: int, marks: list[Span]) -> list[Span]:
    bounds = [start, *(p for span in marks for p in span), end]
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def _part_end(text: str, span: Span) -> int:
    """Where the last part of a bare chain ends: before the noun or count that closes it."""
    start, end = span
    cut = re.search(
        rf"(?:的|等)|{COUNT}(?:[{COUNTABLE}])|{'|'.join(longest_first('plan_tier_chains'))}", text[start:end]
    )
    return start + cut.start() if cut and cut.start() >= 2 else end


def _chains(text: str, heads: list[re.Match[str]]) -> Iterator[Enumeration]:
    for items, start, end, mark in _tight(text):
        if len(items) < 2 or any(not 1 < e - s <= 30 or text[s:e].strip() == "" for s, e in items):
            continue
        closing, opening = _behind(text, end, heads), _before(text, start, heads)
        if closing is not None:
            head, etc = closing
        elif opening is not None:
            head, etc = opening, False
        else:
            called = _called(text, start, end, items, mark) if len(items) >= 3 else frozenset()
            if mark == "、" and not _CALLED_BEHIND.match(text, end):
                continue
            if called:
                yield Enumeration(tuple(items), start, end, None, called, mark, False)
            continue
        count = int(parse_number(head["n"]) or 0)
        if count == len(items) or etc or mark == "—":
            yield Enumeration(tuple(items), start, max(end, head.end()), count, _kinds(head), mark, etc, head.start())


_IN_TURN: Final = re.compile("”?(?:依次|按序|顺次|循序)(?:推进|实施|开展|进行|管理|落实)")


def _called(text: str, start: int, end: int, items: list[Span], mark: str) -> frozenset[str]:
    """What a chain without a count is, by the words beside it and those its parts end with."""
    stop = _STOP.search(text, end)
    after = text[end : min(stop.start() if stop else end, end + 14)]
    before = text[max(0, start - 16) : start]
    rungs = sum(text[s:e].endswith("场景") for s, e in items)
    if any(word in after for word in words("plan_tier_chains")) or rungs >= len(items) - 1:
        return frozenset({"tier"})
    if _IN_TURN.match(after) or any(word in after for word in words("plan_step_chains")):
        return frozenset({"step"})
    if mark == "”":
        ends = {text[e - 1] for _, e in items}
        return frozenset(
            {"tier"} if len(ends) == 1 and re.search("由低到高|从低到高|分级|等级|升级|晋级", before) else ()
        )
    # …闭环服务，梯次培育“甲—乙—丙”: the words of the same clause say what it is.
    if any(word in before.rpartition("，")[2] for word in words("plan_tier_chains")):
        return frozenset({"tier"})
    if re.search(r"成果|成绩|从低到高|由低到高|晋级|升级|跃升|进阶", before) or text[slice(*items[-1])] == "超级场景":
        return frozenset({"tier"})
    return frozenset({"step"}) if re.search(r"流程|步骤|链条|闭环|依次|走完|环节", before) else frozenset()


def _rows(text: str, heads: list[re.Match[str]]) -> Iterator[Enumeration]:
    """Rows before their count: 从A、B和C3个方面; A、B，被确定为两个方向; A、B等领域."""
    for named in _ORDER_NAMED.finditer(text):
        items = row(text, clause_start(text, named.start()), named.start())
        if len(items) >= 3:
            kind = "tier" if _RISES.match(text, named.end()) else "step"
            yield Enumeration(tuple(items), items[0][0], named.end(), None, frozenset({kind}), "的", False)
    for head in (*heads, *_FAR.finditer(text), *_OPEN.finditer(text)):
        counted = "n" in head.re.groupindex
        closing = _CLOSING.search(text, max(0, head.start() - _GAP), head.start())
        end = closing.start() if closing else head.start()
        if text[end - 1 : end] == "”" and text.rfind("“", 0, end) <= text.rfind("、", 0, end):
            continue
        count = int(parse_number(head["n"]) or 0) if counted else None
        etc = not counted or (closing is not None and closing["etc"] is not None)
        items = row(text, clause_start(text, end), end, count)
        if items and (count is None or count == len(items) or (etc and count > len(items))):
            yield Enumeration(tuple(items), items[0][0], head.end(), count, _kinds(head), "、", etc, head.start())


def _kinds(head: re.Match[str]) -> frozenset[str]:
    return _KINDS[head.groupdict().get("long") or head["short"]]


def _announced(text: str, heads: list[re.Match[str]]) -> Iterator[Enumeration]:
    """Rows and clauses behind their count: 6个方向:A、B …; 分五步走，依次为A、B …; 三个环节:一是A；二是B."""
    for head in (*heads, *_NOUN_FIRST.finditer(text)):
        led = _LED.match(text, head.end())
        if led is not None:
            made = _listed(text, led.end(), int(parse_number(head["n"]) or 0), head)
            if made is not None:
                yield Enumeration(
                    tuple(made[0]),
                    head.start(),
                    made[1],
                    int(parse_number(head["n"]) or 0),
                    _kinds(head),
                    "、",
                    made[2],
                    head.start(),
                )


def _said_behind(text: str) -> Iterator[Enumeration]:
    """A row behind its number whose noun stands behind it: 六处分别是A、B …，这就是超级场景方向."""
    for match in _SAID_BEHIND.finditer(text):
        spots = _SPOTS.search(text, max(0, match.start() - 24), match.start())
        count = int(parse_number(spots["n"]) or 0) if spots is not None else 0
        made = _listed(text, match.start("list"), count, match) if spots is not None else None
        if spots is not None and made is not None:
            start = spots.start()
            yield Enumeration(tuple(made[0]), start, match.end(), count, _kinds(match), "、", made[2], start)


def _continued(text: str, earlier: str) -> Iterator[Enumeration]:
    """The same where the count closes the sentence before: 走完五步。依次是A、B …."""
    heads = list(_COUNTED.finditer(earlier))
    if not heads or not re.fullmatch(r"[^，。;:、“”]{0,8}[。?:!]?”?", earlier[heads[-1].end() :]):
        return
    led = _NEXT.match(text) or _SPEAKER.match(text)
    numbered = _NUMBERED.match(text)
    if led is None and numbered is None:
        return
    count = int(parse_number(heads[-1]["n"]) or 0)
    made = _listed(text, led.end() if led else 0, count, heads[-1])
    if made is not None:
        yield Enumeration(tuple(made[0]), 0, made[1], count, _kinds(heads[-1]), "、", made[2])


def _listed(text: str, start: int, count: int, head: re.Match[str]) -> tuple[list[Span], int, bool] | None:
    """Parts that begin at `start`, as many as `count`: a row up to the first stop, else one part a clause."""
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    etc = text[:end].endswith("等")
    items = split_items(text, start, end - etc)
    if len(items) > 1 and len(items) + 1 == count:
        items = split_last(text, items)
    if are_parts(text, items) and (len(items) == count or (etc and 1 < len(items) < count)):
        return items, end, etc
    last = text.find("。", start)
    last = last if last >= 0 else len(text)
    for mark in ";，":
        bounds = [start - 1, *(p for p in range(start, last) if text[p] == mark), last]
        items = [_named(text, a + 1, b) for a, b in pairwise(bounds) if b > a + 1]
        items = _up_to_noun(text, items, head.groupdict().get("long") or head["short"])
        lengths = [e - s for s, e in items]
        if len(items) == count and are_parts(text, items) and max(lengths) <= 2 * min(lengths):
            return items, last, False
    return None


def _strewn(text: str, heads: list[re.Match[str]]) -> Iterator[Enumeration]:
    """从“A”起步，经“B”“C”，到“D”收尾，前后共四个环节: quoted parts of one sentence, as many as the number behind them says."""
    for head in heads:
        low = after_mark(text, "。;:?!—", head.start())
        items = [match.span(1) for match in _QUOTE.finditer(text, low, head.start())]
        count = int(parse_number(head["n"]) or 0)
        if count == len(items) >= 3 and "，" in text[items[0][1] : items[-1][0]] and are_parts(text, items):
            yield Enumeration(tuple(items), items[0][0] - 1, head.end(), count, _kinds(head), "”", False, head.start())


# 五条路，第一是甲，第二是乙 …: clauses by their ordinal, whatever stands between.
_ORDINAL = regex(
    r"(?:^|[，。;:])第(?P<n>[一二三四五六七八九])(?:[个条项大类]|[个条项大类]?(?:方向|领域|路|步骤))?(?:则)?[是为叫](?P<x>[^，。;:、“”]{2,14})(?=[，。;]|$)"
)


def _ordinals(text: str, heads: list[re.Match[str]], earlier: str) -> Iterator[Enumeration]:
    """Clauses numbered from the first to as many as a count of the sentence or of the one before says."""
    found = list(_ORDINAL.finditer(text))
    if len(found) < 3 or [parse_number(m["n"]) for m in found] != list(range(1, len(found) + 1)):
        return
    items = [m.span("x") for m in found]
    told = [*_COUNTED.finditer(earlier), *(head for head in heads if head.end() <= items[0][0])]
    for head in reversed(told):
        if parse_number(head["n"]) == len(items) and are_parts(text, items):
            yield Enumeration(tuple(items), found[0].start(), items[-1][1], len(items), _kinds(head), "，", False)
            return


def _up_to_noun(text: str, items: list[Span], noun: str) -> list[Span]:
    """申报关看需求，评估关看技术 …: where every clause has the counted noun behind its first words, these are the parts."""
    places = [text.find(noun, s + 2, min(e, s + 8)) for s, e in items]
    if any(place < 0 for place in places):
        return items
    kept = len(noun) if len(noun) == 1 else 0
    return [(s, place + kept) for (s, _), place in zip(items, places, strict=True)]


def _named(text: str, start: int, end: int) -> Span:
    """The part that a clause names: behind its number, up to the first comma, without quotes."""
    lead = re.compile(r"(?:以及|还有|和)?").match(text, start, end)
    start = lead.end() if lead else start
    numbered = _NUMBERED.match(text, start, end)
    start = numbered.end() if numbered else start
    comma = re.compile("[，:(]").search(text, start, end)
    end = comma.start() if comma else end
    if end - start > 2 and text[start] == "“" and text[end - 1] == "”":
        start, end = start + 1, end - 1
    return start, end
