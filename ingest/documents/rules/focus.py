"""Industries named outside the packs, and what policies, zones and parks put weight on (聚焦)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.boundary import name_start
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import list_start, split_items
from ingest.documents.rules.frames import clause_of
from ingest.documents.rules.subjects import openers, sure, topic
from ingest.sieve import matches, regex
from schema.ids import name_id
from schema.tokens import tagged

_FOCUS: Final = regex(r"聚焦|围绕|重点发展|面向|布局|做大做强|瞄准|紧盯|主攻|深耕|主导产业|重点培育|发力")
_TALK: Final = ("Industry", "IndustrySystem", "ChainLink")
_INDUSTRY = regex(
    r"赛道|产业(?=集群)|产业(?!园|功能区|链|化|带|基地|端|体系|集群|生态|动能|政策|基金|协同|社区|新城|互联|工人|转移|结构|升级|布局|发展|大脑|部门|项目|技术|规模|示范|门类|领域|投资|资源|强|区|聚|版图|格局|空间|用地|载体|需求|场景|促进|创新|孵化|资本|引导|服务|研究|联盟|峰会|大会|论坛|招商|配套|平台|工程|高地|转型|增加值|集聚)"
)
_NO_INDUSTRY: Final = frozenset(
    [
        "新兴",
        "先导",
        "优势",
        "未来",
        "传统",
        "支柱",
        "主导",
        "特色",
        "重点",
        "战略性新兴",
        "高技术",
        "新质",
        "相关",
        "各类",
        "关联",
        "上下游",
        "绿色",
        "朝阳",
        "富民",
        "特色优势",
        "创新型",
        "现代",
        "实体",
        "核心",
        "配套",
        "民营",
        "新型",
        "本地",
        "全国",
        "千亿级",
        "百亿级",
        "大",
        "小",
        "该",
        "本",
        "各",
        "多",
        "新",
        "老",
        "全",
        "一",
        "二",
        "三",
        "第一",
        "第二",
        "第三",
        "高端",
        "先进",
        "基础",
        "制造",
        "服务",
        "科技",
        "城市",
        "区域",
        "县域",
        "国家",
        "世界",
        "国际",
        "国内",
        "地方",
        "优质",
        "标志性",
        "战略",
        "细分",
        "龙头",
        "骨干",
        "高新技术",
        "技术密集型",
        "劳动密集型",
        "生活性",
        "主攻",
        "主打",
        "首位",
        "拳头",
        "方向",
        "生产性",
    ]
)
_FIELD_VERB = re.compile(
    r"(?:精准|全力|大力|加快|持续|重点|积极|超前|系统)*(?:布局|做强|做大|做优|培育|壮大|发展|打造|抢占|切入|进军|深耕|赋能|服务|助力|带动|促进|推动)"
)
_FOCUS_LIST = regex(
    r"(?:聚焦(?:于|在)?|主导产业(?:为|是|包括)|重点发展|发展|主攻|重点布局|深耕|围绕)(?P<list>[^。；;“”]{2,60}?)(?:等)?(?:\d+|[一二两三四五六七八九十]+)?(?:个|大|条|类)?(?:重点|核心|主导|优势|特色|细分|新兴|未来)*(?:产业链|产业集群|产业|赛道|集群)"
)


_LISTED = regex(
    r"(?:^|[，。;:])(?P<list>[^，。;:、“”《》()]{2,8}(?:、[^，。;:、“”《》()]{2,8}){1,6}?)等(?:重点|优势|特色|新兴)*产业(?!链|园|集群|基地)"
)
# 把甲作为主攻产业, 以甲为主攻方向: what is named before is meant.
_TAKEN_AS = regex(
    r"(?:把|将|以)(?P<list>[^，。;:“”《》()把将以]{2,30}?)(?:等)?(?:作为|为|当作|定为)(?:该区|全区|园区)?(?:的)?(?:主攻|主导|首位|支柱|主打|重点|优势|特色)(?:发展)?(?:产业|方向|赛道)"
)
_PARK_FOCUS = regex(r"(?:主攻|聚焦|深耕|主打|锁定|重点发展)(?P<list>[^，。;:“”《》()]{2,40}?)(?=[，。;]|$)")


def industries_named(context: Context) -> None:
    """X产业 and X赛道 outside the packs, and the members of 聚焦A、B等产业链."""
    for sentence in context.article.body:
        _listed(context, sentence)
        _named(context, sentence)


def _listed(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    parks = topic(context, sentence, ("Park", "Company", "Policy")) if _PARK_FOCUS.search(text) else None
    own = _PARK_FOCUS.finditer(text) if parks is not None and parks.thing.label == "Park" else ()
    for match in (*matches(text, _FOCUS_LIST, _LISTED, _TAKEN_AS), *own):
        if "场景" in match[0]:
            continue
        start, end = match.span("list")
        start = list_start(text, start, end)
        for s, e in split_items(text, start, end):
            plain = (
                2 <= e - s <= 12 and not re.search(r"的|了|和|与|、|，", text[s:e]) and text[s:e] not in _NO_INDUSTRY
            )
            hit = any(h.start < e and s < h.end for h in context.names.get(sentence.number, ()) if h.label in _TALK)
            if plain and not hit and context.free(sentence, s, e):
                _put_industry(context, sentence, s, e)


def focus(context: Context) -> None:
    """聚焦…: industries, systems and links that a zone, a park, an action or the policy puts weight on."""
    for sentence in context.article.body:
        text = sentence.shadow.text
        matches = list(_FOCUS.finditer(text))
        taken_as = list(_TAKEN_AS.finditer(text)) if matches else []
        for i, match in enumerate(matches):
            _, end = clause_of(text, match.start())
            if match[0] == "主导产业":
                # 以甲、乙为主导产业: what stands before is meant.
                before = re.search(r"以[^，。；;]{2,40}为$", text[: match.start()])
                if before is not None:
                    _put_focus(context, sentence, before.start(), match.start(), before.start())
                    continue
            taken = next((m for m in taken_as if m.start() < match.start() < m.end()), None)
            if taken is not None:
                _put_focus(context, sentence, *taken.span("list"), taken.start())
                continue
            end = min(end, matches[i + 1].start() if i + 1 < len(matches) else end)
            _put_focus(context, sentence, match.end(), end, match.start())


def _put_focus(context: Context, sentence: Sentence, start: int, end: int, at: int) -> None:
    """What stands in `[start, end)` is in the focus of what the words at `at` are about."""
    text = sentence.shadow.text
    meant = [t for t in context.things_of(sentence, *_TALK) if start <= t.start < end]
    nearer = [z for z in openers(context, sentence, ("Zone", "Park")) if z.start > at]
    meant = [t for t in meant if not any(z.start < t.start for z in nearer)]
    head = _focuser(context, sentence, at) if meant else None
    if head is None:
        return
    for order, thing in enumerate(meant, start=1):
        if head[0].label in ("Zone", "Park") and thing.label == "IndustrySystem":
            continue
        words = [text[thing.start : thing.end]]
        context.edge(
            sentence, "FOCUSES_ON", (head[0].label, head[0].id), (thing.label, thing.id), "focus",
            confidence=sure(88, head[1]), properties={"order": order, "words": words},
        )  # fmt: skip


def _focuser(context: Context, sentence: Sentence, at: int) -> tuple[Thing, int] | None:
    """Who puts weight on it: the park or zone that the clause is about, else the action or the policy."""
    about = topic(context, sentence, ("Park", "Zone", "Policy"), at)
    if about is not None and about.thing.label != "Policy" and about.hops == 0:
        return about.thing, 0
    area = context.area_at(sentence, at)
    if area is not None:
        return Thing(0, 0, "ActionArea", area), 0
    if context.policy is not None:
        return Thing(0, 0, "Policy", context.policy.id), 0
    return (about.thing, about.hops) if about is not None and about.hops <= 2 else None


def _put_industry(context: Context, sentence: Sentence, start: int, end: int) -> Thing | None:
    name = context.surface(sentence, start, end)
    local_id = name_id("Industry", name.removesuffix("产业"), context.packs.home)
    context.node(
        sentence, "Industry", local_id, name, "industry-named", confidence="0.7", properties={"kind": "industry"}
    )
    context.mention(sentence, start, end, "Industry", local_id)
    context.tell(sentence, "Industry", local_id, "industry-named")
    return Thing(start, end, "Industry", local_id)


def _named(context: Context, sentence: Sentence) -> None:
    """X产业 outside the packs, X being a noun of its own."""
    text = sentence.shadow.text
    for match in _INDUSTRY.finditer(text):
        start = name_start(text, match.start(), max(0, match.start() - 8))
        lead = _FIELD_VERB.match(text, start, match.start())
        start = lead.end() if lead else start
        body = text[start : match.start()]
        if re.search(r"[一二两三四五六七八九十\d](?:个|类|大|条)", body):
            continue
        if not 2 <= len(body) <= 8 or body in _NO_INDUSTRY or not context.free(sentence, start, match.end()):
            continue
        tokens = tagged(body)
        if (
            tokens[0].text in _NO_INDUSTRY
            or tokens[-1].text in _NO_INDUSTRY
            or tokens[0].tag in ("ns", "m", "r", "a", "ad", "t", "f", "q")
        ):
            continue
        _put_industry(context, sentence, start, match.end() if match[0] == "产业" else match.start())
