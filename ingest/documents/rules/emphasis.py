"""What a text puts weight on: verb, list of industries or links, and the class noun that closes it (聚焦的产业).

主攻甲、乙两个产业 shows by its class noun what the items are; 主攻甲和乙 without one only where each
item ends as the name of an industry does. 以甲为主导产业 and 把甲当作新赛道 turn the order round.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import Span, split_items, split_last
from ingest.documents.rules.link_lists import KEPT, link_lists, plain
from ingest.documents.rules.subjects import said_of, topic
from ingest.numbers import parse_number
from ingest.sieve import Regex, regex
from schema.tokens import tagged
from schema.words import longest_first, word_set

_MARKS: Final = "，。；;:：！？"
_COUNT: Final = r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})"
_KIND: Final = r"(?:新(?=赛道|业态|产业(?!园))|重点|核心|主导|优势|特色|细分|新兴|未来|关键|主要|薄弱|战略性|支柱|高端|先进|前沿|缺失|紧缺|短板|空白|断点)*"
_TAKEN_AS: Final = regex(
    r"(?:把|将|以)(?P<list>[^，。;；:“”《》()把将以]{2,40}?)(?:等)?(?:产业)?(?:作为|为|当作|当成|定为|列为|视为)(?:了)?(?:该区|全区|园区|自己)?(?:的)?"
    r"(?:新|第一|重点|战略性|标志性)*(?:主攻|主导|首位|支柱|主打|重点|优势|特色|招牌|拳头|核心|先导|未来|引领|龙头|新兴|突破|一号|头号|第一大|看家|当家|王牌)?(?:发展)?(?:产业|方向|赛道|主业|环节)(?!园|的“\d)"
)
# 把甲摆在突出位置: any matter may be put there, so the items must be known or end as industries do.
_PUT_FIRST: Final = regex(
    r"(?:把|将)(?P<list>[^，。;；:“”《》()把将以]{2,30}?)(?:等)?(?:产业)?(?:摆在|摆到|放在|放到|置于)(?:更加)?(?:突出|首要|优先|重要|核心|首位|第一)(?:的)?(?:位置|地位|位)?(?=[，。；;]|$)"
)
# 把甲、乙作为丙产业链的突破口; 把宝押在甲上.
_OPENED_BY: Final = regex(
    r"(?:把|将|以)(?P<list>[^，。;；:“”《》()把将以]{2,40}?)(?:等)?(?:作为|当作|当成|列为|为)(?:[^，。；;的]{2,16}的)?(?:突破口|切入点|着力点|发力点|主攻点|先手棋|重中之重)"
)
_BET_ON: Final = regex(
    r"(?:把|将)(?:[^，。；;的把将]{1,10}的)?(?:宝|筹码|重心|重点|目光|主攻方向|未来|赌注|发力点)(?:押在|押到|押注|压在|放在|投向|对准|瞄准|锁定|落在)(?:了)?(?P<list>[^，。;；:“”《》()]{2,30}?)(?:等)?(?:产业|赛道|领域)?(?:身上|上)?(?=[，。；;]|$)"
)
# 把甲、乙列为招商重点.
_INVITED: Final = regex(
    r"(?:把|将)(?P<list>[^，。;；:“”《》()把将]{2,40}?)等?(?:环节)?(?:作为|定为|列为|列入|当作|纳入)(?:了)?(?:今年|下一步|下半年|全区|全市|园区)?(?:的)?(?:重点)?(?:招商|招引|引资)(?:引资)?(?:的)?“?(?:头号|首要|第一|一号|优先|主要)?(?:重点|方向|目标|主攻方向|清单|对象)"
)
# 产业定位是甲和乙.
_SET_ON: Final = regex(
    r"(?:(?:产业|主导|发展|功能)定位(?:是|为|于|在)|(?:方向|赛道|路子|品类)(?:就|只|也)*(?:收得|定得|选得|卡得|守得|走得)?(?:很|极|更|相当|格外)?(?:窄|专|精|细|明确|清楚|集中):)(?P<list>[^，。;；:“”《》()]{2,30}?)(?:等)?(?:产业)?(?=[，。；;]|$)"
)
# 甲区——乙加工、丙制造；载体为…: a line of a board by places; what begins with a verb (甲区:重点发展乙) is read by that.
_BOARD: Final = regex(
    r"^[◆●■▲△□○☆★◇·•]*[\u4e00-\u9fff]{1,8}[区市县镇港谷湾](?:——|:)(?P<list>(?!重点|大力|着力|积极|加快|聚焦|主攻|发展|培育|做强|做优|做大|壮大|打造|支持|突破|瞄准|布局|围绕|依托)[^，。；;:“”《》()、]{2,10}(?:、[^，。；;:“”《》()、]{2,10}){1,5})(?=[，。；;]|$)"
)
KNOWN: Final = "见长"
"""What a place is known for is there: HAS_INDUSTRY."""
# 甲镇以乙见长, 靠丙起家, 长于丁.
_NAMED_FOR: Final = "见长|闻名|著称|出名|扬名|起家|立[区市县镇]|兴[区市县镇]|立身"
_KNOWN_FOR: Final = regex(
    rf"(?:以|靠|凭)(?P<list>[^，。；;:“”《》()的以]{{2,30}}?)(?:(?P<class>产业)?(?:{_NAMED_FOR})|为拳头产品|为主打|为(?:支柱|龙头|特色|主业|主体|主攻|主导|重点|核心)(?=[，。；;])(?!，[^。；;“”]{{0,60}}的“\d))|(?<![增成生延擅专拉加变])长于(?P<at>[^，。；;:“”《》()的以]{{2,30}}?)(?:等)?(?:产业|行业)?(?=[，。；;]|$)"
)
_NAMED: Final = re.compile(f"(?:{_NAMED_FOR})$")
_TWO: Final = regex(
    r"(?:主业|主攻方向|主导产业|赛道|产业)(?:[，:])(?:其)?一(?:是|为|个是)(?P<a>[^，。;；]{2,10})，(?:其)?二(?:是|为|个是)(?P<b>[^，。;；]{2,10})"
)
_IN: Final = regex(
    r"在(?P<list>[^，。;；:“”《》()在]{2,40}?)等?"
    + rf"(?:{_COUNT}(?:个|大|条|类))?{_KIND}(?P<class>环节|赛道|产业|产业链|领域|行业)(?:上)?(?=持续|加快|全力|集中|重点|补|强|发力|布局|深耕|精耕|用力|做|下功夫|谋)"
)
# 在甲、乙上做足文章, 在丙上持续发力.
_WORKS_ON: Final = regex(
    r"在(?P<list>[^，。；;:“”《》()在]{2,40}?)(?:等)?(?:产业)?上(?=[^，。；;“”]{0,6}?(?:做[足好深透活大]?(?:了)?[^，。；;]{0,12}?(?:文章|功课)|下(?:足|大|苦|硬)?(?:了)?(?:功夫|力气)|发力|加力|用力|使劲|谋突破|求突破|见真章|加码))"
)
# 在巩固甲的同时培育乙: both.
_BESIDE: Final = regex(
    r"在(?:进一步|持续|继续|不断)?(?:巩固|做强|做优|做大|稳住|稳固|夯实|提升|深耕|壮大|发展)(?P<a>[^，。；;:“”《》()在]{3,24}?)(?:产业)?(?:优势|基础|基本盘|主业)?的(?:同时|基础上)，?"
    r"(?:大力|积极|加快|着力|重点|前瞻|超前|抢先)*(?:培育|发展|布局|壮大|做大|做强|拓展|抢占|突破)(?P<b>[^，。；;:“”《》()在]{3,24}?)(?:等)?(?:产业|新赛道|赛道)?(?=[，。；;(]|$)"
)
# ●甲区 发展乙、丙，…: an item of a list of districts tells what each goes in for.
_OF_ITEM: Final = regex(
    r"^[●■◆▲△○★☆▶►◎•·—\-]+\s*[\u4e00-\u9fff]{2,8}?[区市县][\s:，]{0,2}(?:重点|大力|积极|着力|加快|主要|将)*"
    r"(?P<verb>发展|培育|壮大|打造|突破)(?P<list>[^，。；;:：“”]{2,40}?)(?:等?(?:产业|赛道))?(?=[，。；;]|$)"
)
LACKS: Final = "缺"
WORKS: Final = "在…上"
"""Effort may be put into any matter: what it is put into must be known."""
_BODIES: Final = ("企业", "公司", "机构", "单位", "部门", "学校")
_LACKS: Final = regex(
    r"(?:最缺|还缺|紧缺|急缺|短缺|欠缺|稀缺|缺)(?:的)?(?:就)?(?:是|的|了)?(?P<list>[^，。；;:：“”]{3,40}?)(?=，|。|；|$|”|(?:等|这)?(?:[两二三四五六]个)?(?:关键|核心|重要)?(?:环节|产业)的?)"
)
# 重点对接甲、乙等环节的企业: firms of these links are wanted.
_SOUGHT: Final = regex(
    r"(?:招引|引进|对接|吸引|引育|招揽|寻找|物色|引入|邀请)(?P<list>[^，。；;:：“”的]{2,40}?)等?"
    rf"(?:{_COUNT}(?:个|大|条|类))?{_KIND}环节(?:上)?(?:的|企业|项目|[^，。；;]{{0,4}}企业)"
)
# 着力引进甲、乙机构; 招引丙、丁项目: told by what the items end in.
_FIRMS_OF: Final = regex(
    r"(?:招引|引进|对接|吸引|引育|招揽|寻找|物色|引入|邀请)(?:一批|更多|国内外|优质|头部|知名|国际|\d+[余多]?家(?:以上)?)*(?P<list>[^，。；;:：“”的]{2,40}?)等?"
    r"(?:领域|方向|类|等)?(?:的)?(?:服务|链上|上下游|配套|头部|龙头|骨干|重点|优质)?(?:企业|机构|厂商|服务商|运营商|项目|团队)(?=[，。；;]|$|落户|入驻|集聚|落地)"
)


_PAST: Final = re.compile(r"(?:了|过|已|去年|累计|先后|成功|新)[^，。；;]{0,12}$")


def ends_as_industry(words: str) -> bool:
    """Whether words can be the name of an industry without a word that says so."""
    return len(words) >= _SHORTEST and plain(words) and _head().search(words) is not None


def ends_as_goods(words: str) -> bool:
    """Whether words end as a kind of goods or a link of a chain does."""
    return len(words) >= _SHORTEST and _link_head().search(words) is not None


_SHORTEST: Final = 3
# 突破关键材料、核心芯片: of any trade.
_OF_ANY: Final = re.compile("关键|核心|重点|基础|主要|重大|重要|共性|前沿")


class Emphasis(NamedTuple):
    """Items at shadow spans, the place of the verb, the label their class noun asks for; `open` where there is none."""

    at: int
    verb: str
    items: tuple[Span, ...]
    label: str
    open: bool


@cache
def _verb() -> Regex:
    # 发展 is a verb only where its object follows at once: 高质量发展 is none.
    verbs = "|".join(
        w if w != "发展" else "(?<![量色续新同展融质、合])发展(?!和?改革)" for w in longest_first("focus_verbs")
    )
    return regex(f"(?:{verbs})(?:了|起|在|到|于|上)?")


@cache
def _class() -> Regex:
    nouns = "|".join(
        f"{w}(?!园|功能区|化|带|基地|体系|生态|基金|联盟|链)" if w == "产业" else w
        for w in sorted((*longest_first("industry_classes"), *longest_first("link_classes")), key=lambda w: -len(w))
    )
    return regex(rf"(?P<etc>等)?(?:这)?(?:{_COUNT}(?:个|大|条|类|项))?{_KIND}(?P<class>{nouns})")


_TECHNIQUES: Final = frozenset({"技术", "算法", "模型", "大模型", "引擎", "工艺", "数字人", "智能体", "数据库"})
"""Kinds of products that are no link of a chain."""


@cache
def _link_head() -> re.Pattern[str]:
    heads = {*longest_first("link_heads"), *longest_first("product_heads")} - _TECHNIQUES
    return re.compile(f"(?:{'|'.join(sorted(heads, key=lambda w: (-len(w), w)))})$")


@cache
def _tail() -> re.Pattern[str]:
    # 瞄准甲、乙两个方向招引企业: how many are told of, not what.
    directions = rf"(?:等)?{_COUNT.replace('?P<n>', '?:')}(?:个|大){_KIND}(?:方向|重点)(?:上)?[^，。；;、]{{0,8}}"
    return re.compile(f"(?<=..)(?:{directions}|{'|'.join(longest_first('focus_tails'))})$")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(longest_first('industry_heads'))})$")


def emphases(context: Context, sentence: Sentence) -> list[Emphasis]:
    """All that a sentence says of what weight is put on."""
    return [made for one in _told(sentence.shadow.text) if (made := _shown(context, sentence, one)) is not None]


@lru_cache(maxsize=KEPT)
def _told(text: str) -> tuple[Emphasis, ...]:
    """The same by the words alone."""
    found = [
        Emphasis(m.start(), "以", items := tuple(_items(text, *m.span("list"))), _by_ends(text, items, m[0]), False)
        for m in _TAKEN_AS.finditer(text)
        # 将消防安全作为重点环节: of links one at least ends as a trade or as goods do.
        if not m[0].endswith("环节")
        or any(_head().search(text[s:e]) or _link_head().search(text[s:e]) for s, e in _items(text, *m.span("list")))
    ]
    found += [
        Emphasis(m.start(), "以", tuple(split_last(text, split_items(text, *m.span("list")))), "Industry", True)
        for pattern in (_PUT_FIRST, _OPENED_BY, _BET_ON)
        for m in pattern.finditer(text)
    ]
    found += [
        Emphasis(
            m.start(),
            KNOWN if m["at"] or _NAMED.search(m[0]) else "以",
            tuple(split_last(text, split_items(text, *m.span("at" if m["at"] else "list")))),
            "Industry",
            m["class"] is None,
        )
        for m in _KNOWN_FOR.finditer(text)
    ]
    found += [
        Emphasis(m.start(), WORKS, tuple(split_last(text, split_items(text, *m.span("list")))), "Industry", True)
        for m in _WORKS_ON.finditer(text)
        if not text[: m.start()].endswith(_BODIES)
    ]
    found += [
        Emphasis(m.start("list"), "——", tuple(split_items(text, *m.span("list"))), "Industry", True)
        for m in _BOARD.finditer(text)
        if _verb().match(text, m.start("list")) is None
    ]
    found += [
        Emphasis(
            m.start(),
            "定位",
            items := tuple(split_last(text, split_items(text, *m.span("list")))),
            "Industry" if "定位" in m[0] else _by_ends(text, items, "方向"),
            False,
        )
        for m in _SET_ON.finditer(text)
    ]
    found += [
        Emphasis(m.start(), LACKS, tuple(split_last(text, split_items(text, *m.span("list")))), "ChainLink", False)
        for m in _INVITED.finditer(text)
    ]
    found += [Emphasis(m.start(), "一是", (m.span("a"), m.span("b")), "Industry", False) for m in _TWO.finditer(text)]
    found += [
        Emphasis(m.start(), "在", tuple(_items(text, *m.span("list"))), _label(m["class"]), False)
        for m in _IN.finditer(text)
        if m["class"] != "领域"
    ]
    found += [
        Emphasis(m.start(), "发展", tuple(split_last(text, split_items(text, *m.span(part)))), "Industry", True)
        for m in _BESIDE.finditer(text)
        for part in ("a", "b")
    ]
    label = "ChainLink" if "环节" in text else "Industry"
    found += [
        Emphasis(m.start(), LACKS, tuple(split_last(text, split_items(text, *m.span("list")))), label, True)
        for m in _LACKS.finditer(text)
    ]
    found += [
        Emphasis(m.start(), LACKS, tuple(_no_firms(text, _items(text, *m.span("list")))), "ChainLink", False)
        for m in _SOUGHT.finditer(text)
    ]
    found += [
        Emphasis(m.start(), LACKS, tuple(split_last(text, split_items(text, *m.span("list")))), "ChainLink", True)
        for m in _FIRMS_OF.finditer(text)
        if not _PAST.search(text, 0, m.end("list"))
    ]
    found += [
        Emphasis(
            m.start("verb"), m["verb"], tuple(split_last(text, split_items(text, *m.span("list")))), "Industry", True
        )
        for m in _OF_ITEM.finditer(text)
    ]
    for match in _verb().finditer(text):
        one = _after_verb(text, match)
        if one is not None:
            found.append(one)
    kept = [e for e in found if e.items and all(plain(text[s:e_]) for s, e_ in e.items)]
    for links in link_lists(text):
        if links.weighed is not None and not any(
            e.items[0][0] < links.items[-1][1] and links.items[0][0] < e.items[-1][1] for e in kept
        ):
            kept.append(Emphasis(links.weighed, "", links.items, "ChainLink", False))
    return tuple(kept)


def _by_ends(text: str, items: tuple[Span, ...], said: str) -> str:
    """把甲、乙作为主攻环节: links; 把甲、乙作为主攻方向: links where one of them ends as no industry does but as a link."""
    links = (_head().search(text[s:e]) is None and _link_head().search(text[s:e]) is not None for s, e in items)
    return "ChainLink" if said.endswith("环节") or (said.endswith("方向") and any(links)) else "Industry"


def _no_firms(text: str, items: list[Span]) -> list[Span]:
    """引进链主企业和甲环节的项目: of the list those that are no class of firms."""
    wider = split_last(text, items) if items else []
    if not any(text[:e].endswith("企业") for _, e in wider):
        return items
    return [(s, e) for s, e in wider if not text[:e].endswith("企业")]


def _shown(context: Context, sentence: Sentence, one: Emphasis) -> Emphasis | None:
    """Where no class noun says what they are, each item is known or ends as an industry or a link does.

    Beside one that ends as a link does, the others that no pack knows are links as well.
    """
    if not one.open:
        return one
    text = sentence.shadow.text
    hits = context.names.get(sentence.number, ())
    known = {(h.start, h.end) for h in hits if h.label in ("Industry", "ChainLink")}
    own = {(h.start, h.end) for h in hits if h.label == "ChainLink"}
    one = one._replace(items=_joined(one.items, known))
    links, others, trades = False, 0, 0
    for s, e in one.items:
        if (s, e) in known:
            trades += (s, e) not in own
            continue
        words = text[s:e]
        if context.parts.get(words, ("",))[0] == "Industry":
            continue
        if one.verb == WORKS:
            return None
        if _OF_ANY.match(words) and words[2:] in word_set("industry_heads") | word_set("product_heads"):
            return None
        if e - s < _SHORTEST:
            return None
        if not (_head().search(words) or _link_head().search(words)):
            others += 1
            if not _thing(words):
                return None
            continue
        links = links or _head().search(words) is None
    # Beside as many that end so, a noun of another end is one of them: 燃料电池电堆、膜电极.
    if 2 * others > len(one.items):
        return None
    links = links or others > 0
    if links and _of_others(context, sentence, one.at, lacks=one.verb == LACKS):
        return None
    # 吸引人工智能和机器人企业落户: beside an industry of a pack all that end as one do are.
    return one._replace(label="ChainLink" if links else "Industry" if trades else one.label)


def _joined(items: tuple[Span, ...], known: set[Span]) -> tuple[Span, ...]:
    """Two items that a pack knows as one name: 海洋药物和生物制品."""
    made: list[Span] = []
    for item in items:
        if made and (made[-1][0], item[1]) in known:
            made[-1] = (made[-1][0], item[1])
        else:
            made.append(item)
    return tuple(made)


def _thing(words: str) -> bool:
    """Whether words are the name of a thing: nouns, no deed, none of the words that name no trade."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9\-]{2,9}", words):
        return True  # eVTOL beside 工业无人机
    tokens = tagged(words)
    return tokens[-1].tag in ("n", "nz", "nr", "j", "l") and not any(t.tag in ("v", "a", "d", "m") for t in tokens)


def _of_others(context: Context, sentence: Sentence, at: int, *, lacks: bool) -> bool:
    """Whether a firm, a project or a scenario does it: what these make is told by other rules."""
    labels = ("Company", "Project", "Scenario", "Park", "Zone", "Policy")
    told = said_of(context, sentence, labels, at) or (topic(context, sentence, labels, at) if lacks else None)
    return told is not None and told.thing.label in ("Company", "Project", "Scenario")


def _label(noun: str) -> str:
    return "ChainLink" if noun in word_set("link_classes") else "Industry"


def _after_verb(text: str, match: re.Match[str]) -> Emphasis | None:
    """The list behind a verb, closed by a class noun or by the end of its comma clause."""
    start = match.end()
    stop = min((p for mark in _MARKS if (p := text.find(mark, start)) >= 0), default=len(text))
    closed = _class().search(text, start, stop)
    verb = match[0]
    if closed is not None and closed.start() - start >= 2:
        count = parse_number(closed["n"]) if closed["n"] else None
        items = _items(text, start, closed.start(), int(count) if count is not None else None)
        # 甲和乙产业: without a list mark or a count that is one name.
        return Emphasis(match.start(), verb, tuple(items), _label(closed["class"]), False)
    tail = _tail().search(text, start, stop)
    stop = tail.start() if tail is not None else stop
    items = split_last(text, split_items(text, start, stop)) if stop - start >= 2 else []
    strong = match[0] in word_set("focus_strong_verbs") or match[0][:-1] in word_set("focus_strong_verbs")
    # 面向甲、乙先行先试; 围绕甲、乙，重点引进…: of a weak verb the words behind the list tell that it is one.
    if not strong and (len(items) < 2 or (tail is None and _GOES_ON.match(text, stop) is None)):
        return None
    return Emphasis(match.start(), verb, tuple(items), "Industry", True) if items else None


_GOES_ON: Final = re.compile(
    r"，(?:重点|着力|大力|积极|加快|精准|定向|靶向|全力|主动)*(?:引进|招引|引育|布局|打造|培育|开展(?:精准)?招商|招商|建设|建链|补链|延链)"
)


def _items(text: str, start: int, end: int, count: int | None = None) -> list[Span]:
    items = split_items(text, start, end)
    if not items:
        return []
    if count is not None and len(items) == count:
        return items
    wider = split_last(text, items)
    if count is not None and len(wider) == count:
        return wider
    # 甲和乙产业: one name, unless both end as one does.
    both = len(wider) > 1 and all(ends_as_industry(text[s:e]) for s, e in wider)
    return wider if len(items) > 1 or count is not None or both else items
