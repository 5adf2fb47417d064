"""Whose steps, rungs and directions an ordered list holds: the plan's, or of the mechanism that works by them (所属机制)."""

from __future__ import annotations

from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Ladder
from ingest.sieve import matches, regex

# 建立甲机制，按照“A、B、C”三个环节推进: between the name and the list stands only what is done by them.
_HOW: Final = r"(?:并|要|须|将|统一|严格|全程|具体|一律|实行|同时|还|也|共|对[^，。；;:]{1,8}?)*"
_WORKS_BY: Final = regex(
    rf"[”》]?(?:(?:，)?{_HOW}"
    r"(?:(?:按照?|依照|遵循|沿着|依次|先后|经过?|历经|走完|通过|采取|采用|设置?|设有|分为?|划分为|包括|以)(?:了|好)?)+"
    rf"|{_HOW}(?:明确|建立|形成|确立)(?:了|出)?|，?(?:也就是|也就是说|即|就是|指的是|那就是)(?:按照?|沿着|从)?)[“]?"
)
# 按照甲机制，从登记到评估，每个场景都要走完“A、B、C”: what goes by a mechanism is its own, whoever does it.
_GOING_BY: Final = regex(r"(?:按照?|依照|依据|根据|遵照)[“]?$")
_WALKED: Final = regex(r"[”]?，[^。；;《》]{0,30}?(?:走完|经过|经历|历经|走过|闯过|分为?|依次|分别)(?:为|是)?[“]?")
# 该清单同时明确“A—B—C”成果体系.
_THIS: Final = regex(r"(?:该|这一|这份|此|上述)(?P<noun>清单|机制|制度|目录|榜单|办法)")
# 列入甲清单的场景，统一走“A→B→C”流程；…，按丙、丁两级晋升: what gets onto a list goes these ways, whatever else is said between.
_LISTS: Final = "清单|目录|名录|榜单|储备库|项目库|场景库|资源库"
_ENTERED: Final = regex(
    rf"(?:^|[，。；;:])(?:凡是?|对|所有|对于)?(?:已经?|被)?(?:(?:列入|纳入|进入|入选|录入|收入|登上|选入|写入|列在)(?:了)?[“《]?(?P<noun>(?:[^，。；;:“”《》]{{0,24}}?)(?:{_LISTS}))|[“《]?(?P<inside>(?:[^，。；;:“”《》]{{0,24}}?)(?:{_LISTS}))[”》]?(?:之?内|里|中|上))[”》]?(?:之?内|里|中|上)?的?(?:每一个|每个|每项|全部|所有|各类)?(?:应用|创新)?(?:场景|项目|产品|技术|条目|需求|题目|事项|平台|企业)"
)
# 入库场景按四步推进: the list told of, by its last sign.
_IN_LIST: Final = regex(
    r"(?:^|[，。；;:])(?:凡是?|对|所有|对于)?(?:入(?P<sign>单|库|列|选)|上(?P<board>榜))的?(?:应用)?(?:场景|项目)"
)
_SIGNS: Final = {"单": ("清单", "名单"), "库": ("库",), "榜": ("榜单",)}
_FURTHEST: Final = 6
"""Sentences back that a list or a mechanism is carried as 该清单."""
_ANYWHERE: Final = 400
"""Sentences back in which a list is looked for that a text names again by its noun."""


def ladder_heads(context: Context) -> None:
    """HAS_STEP, HAS_TIER and HAS_DIRECTION in their order, from the plan or from the mechanism named right before."""
    plan = ("Policy", context.policy.id) if context.policy is not None else None
    for ladder in context.ladders:
        head = _mechanism(context, ladder) or plan
        if head is None:
            continue
        for order, tail in enumerate(ladder.ids, start=1):
            context.edge(
                ladder.sentence, ladder.type_name, head, (ladder.label, tail), ladder.rule,
                confidence="0.95", properties={"order": order},
            )  # fmt: skip


def _mechanism(context: Context, ladder: Ladder) -> tuple[str, str] | None:
    text = ladder.sentence.shadow.text
    for named in reversed(context.things_of(ladder.sentence, "Mechanism")):
        if named.end <= ladder.start:
            works = _WORKS_BY.fullmatch(text, named.end, ladder.start)
            if works is None and _GOING_BY.search(text, 0, named.start):
                works = _WALKED.fullmatch(text, named.end, ladder.start)
            return ("Mechanism", named.id) if works else _entered(context, ladder)
    entered = _entered(context, ladder)
    if entered is not None:
        return entered
    for this in _THIS.finditer(text, 0, ladder.start):
        if _WORKS_BY.fullmatch(text, this.end(), ladder.start):
            return _told_before(context, ladder.sentence, this["noun"])
    return None


def _entered(context: Context, ladder: Ladder) -> tuple[str, str] | None:
    """The list whose entries a sentence opens with, where it goes on to tell how these are dealt with."""
    text = ladder.sentence.shadow.text
    entry = next((m for m in matches(text, _ENTERED, _IN_LIST) if m.end() <= ladder.start), None)
    if entry is None or "。" in text[entry.end() : ladder.start]:
        return None
    # 列入甲清单的场景，按《乙办法》分为…: of what the paper says, not of the list.
    if any(entry.end() <= t.start < ladder.start for t in context.things_of(ladder.sentence, "Mechanism", "Policy")):
        return None
    if entry.re is _IN_LIST.re:
        ends = _SIGNS.get(entry["sign"] or entry["board"], ("清单", "库"))
        return _last_ending(context, ladder.sentence, ends)
    noun = "noun" if entry["noun"] else "inside"
    named = [
        t for t in context.things_of(ladder.sentence, "Mechanism") if entry.start(noun) <= t.start < entry.end(noun)
    ]
    if named:
        return "Mechanism", named[-1].id
    return _last_ending(context, ladder.sentence, (entry[noun],))


def _last_ending(context: Context, sentence: Sentence, ends: tuple[str, ...]) -> tuple[str, str] | None:
    """The mechanism named last before a sentence of the article whose name ends in one of these words."""
    for before in context.article.before(sentence, _ANYWHERE):
        for named in reversed(context.things_of(before, "Mechanism")):
            if before.shadow.text.endswith(ends, named.start, named.end):
                return "Mechanism", named.id
    return None


def _told_before(context: Context, sentence: Sentence, noun: str) -> tuple[str, str] | None:
    """The mechanism named last before a sentence of its paragraph whose name ends as 该清单 does."""
    for before in context.article.before(sentence, _FURTHEST):
        if before.paragraph != sentence.paragraph:
            break
        for named in reversed(context.things_of(before, "Mechanism")):
            if before.shadow.text.endswith(noun, named.start, named.end):
                return "Mechanism", named.id
    return None
