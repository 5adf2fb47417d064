"""Industries named outside the packs: X产业, X赛道, members of lists, what has an output of its own (产业命名)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.boundary import name_start
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark, list_start, split_items, split_last
from ingest.documents.rules.again import again
from ingest.documents.rules.emphasis import emphases, ends_as_goods, ends_as_industry
from ingest.documents.rules.link_lists import plain
from ingest.documents.rules.standing import counted, standings
from ingest.documents.rules.stated_places import HELD_FIRMS
from ingest.sieve import Regex, matches, regex
from schema.ids import name_id
from schema.tokens import tagged
from schema.words import longest_first, word_set

_TALK: Final = ("Industry", "IndustrySystem", "ChainLink")
_INDUSTRY = regex(
    r"赛道|产业(?=集群|规模(?:年均|达|突破|超|力争|不低于|将|\d)|(?:已|共)*(?:集聚|汇聚|聚集)[^，。；;、\d]{0,10}企业[^，。；;、\d]{0,4}\d)|产业(?!园|功能区|链|化|带|基地|端|体系|集群|生态|动能|政策|基金|协同|社区|新城|互联|工人|转移|结构|升级|布局|发展|大脑|部门|项目|技术|规模|示范|门类|领域|投资|资源|强|区|聚|版图|格局|空间|用地|载体|需求|场景|促进|创新|孵化|资本|引导|服务|研究|联盟|峰会|大会|论坛|招商|配套|平台|工程|高地|转型|增加值|集聚)"
)
FIELD_VERB = re.compile(
    r"(?:精准|全力|大力|加快|持续|重点|积极|超前|系统|力争|确保|争取|力促)*(?:布局|做强|做大|做优|培育|壮大|发展|打造|主攻|专攻|聚焦|瞄准|围绕|锁定|抢占|切入|进军|深耕|主营|从事|涉足|拉长|延长|延伸|补强|补齐|补上|织密|赋能|服务|助力|带动|促进|推动|建立|组建|成立|设立|健全|完善|推行)|占"
)
_LISTED = regex(
    r"(?:^|[，。;:])(?P<list>[^，。;:、“”《》()]{2,8}(?:、[^，。;:、“”《》()]{2,8}){1,6}?)等(?:重点|优势|特色|新兴)*产业(?!链|园|集群|基地)"
)


def industries_named(context: Context) -> None:
    """X产业 and X赛道 outside the packs, and the members of 聚焦A、B等产业链."""
    for sentence in context.article.body:
        _joined_trades(context, sentence)
        _listed(context, sentence)
        _named(context, sentence)
    again(context, "Industry", AGAIN, "industry-named")
    _measured(context)


@cache
def _joined() -> Regex:
    return regex("|".join(map(re.escape, longest_first("joined_trades"))))


def _joined_trades(context: Context, sentence: Sentence) -> None:
    """软件和信息技术服务业: one trade, whose 和 and 、 part no list."""
    for match in _joined().finditer(sentence.shadow.text):
        put_theme(context, sentence, *match.span(), "Industry")


# 预制菜产值: a short name means the industry where its output is told.
_OUTPUT: Final = r"(?=(?:产业)?(?:总产值|产值|营业收入|营收|增加值|产业规模))"


def _measured(context: Context) -> None:
    names = {n: part[1] for n, part in context.parts.items() if part[0] == "Industry" and 2 <= len(n) < AGAIN}
    if not names:
        return
    pattern = re.compile(f"(?:{'|'.join(map(re.escape, sorted(names)))}){_OUTPUT}")
    for sentence in context.article.body:
        for match in pattern.finditer(sentence.shadow.text):
            if context.free(sentence, *match.span()):
                context.mention(sentence, *match.span(), "Industry", names[match[0]])


AGAIN: Final = 4
"""Characters of an industry's name that means it wherever it stands on the page."""


# 重点布局智能机器人产业: of one thing the class noun belongs to the name, as where its output is told.
_OWN_CLASS: Final = re.compile("产业(?=[，。；;、的]|为|作为|当[作成]|[定列视]为|$)")


def _listed(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for one in emphases(context, sentence):
        for s, e in one.items:
            whole = one.label == "Industry" and len(one.items) == 1 and _OWN_CLASS.match(text, e) and e - s != _CLOSED
            put_theme(context, sentence, s, e + 2 if whole else e, one.label)
    for _, items in (*standings(context, sentence), *counted(context, sentence)):
        for s, e in items:
            put_theme(context, sentence, s, e, "Industry")
    for match in HELD_FIRMS.finditer(text):
        held = split_last(text, split_items(text, *match.span("list")))
        hits = {(h.start, h.end) for h in context.names.get(sentence.number, ()) if h.label == "Industry"}
        if all((s, e) in hits or (e - s >= AGAIN and ends_as_industry(text[s:e])) for s, e in held):
            for s, e in held:
                put_theme(context, sentence, s, e, "Industry")
    _covered(context, sentence)
    _valued(context, sentence)
    _with_output(context, sentence)
    for match in _LISTED.finditer(text):
        if "场景" in match[0]:
            continue
        start, end = match.span("list")
        start = list_start(text, start, end)
        for s, e in split_items(text, start, end):
            plain = (
                2 <= e - s <= 12
                and not re.search(r"的|了|和|与|、|，", text[s:e])
                and text[s:e] not in word_set("industry_plain")
            )
            hit = any(h.start < e and s < h.end for h in context.names.get(sentence.number, ()) if h.label in _TALK)
            if plain and not hit and context.free(sentence, s, e):
                put_industry(context, sentence, s, e)


# 9个项目签约，涵盖甲、乙、丙等多个领域: of projects and firms these are industries; of scenarios they are fields.
_COVERS: Final = regex(
    r"(?:涵盖|涉及|覆盖|集中在|集中于|分布在|分布于|聚集在)(?:了)?(?P<list>[^，。；;:“”的]{5,70}?)等?(?:多个|众多|多|\d{1,2}个|[一二两三四五六七八九十]{1,2}(?:个|大))?(?:重点|主导|新兴|细分|核心|优势|特色|前沿|战略性)*(?:领域|产业|行业|赛道)(?=[，。；;]|$)"
)
# 全区拥有甲、乙等产业.
_OWNS: Final = regex(
    r"(?:拥有|集聚|聚集|汇聚|形成|培育)(?:了|起|出)?(?P<list>[^，。；;:“”的\d]{5,60}?)等(?:多个|\d{1,2}个|[一二两三四五六七八九十]{1,2}(?:个|大))?(?:重点|主导|新兴|优势|特色|战略性)*产业(?![园链集基化])"
)
_OF_FIRMS: Final = re.compile("项目|企业|公司|客商|签约")


def _covered(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in matches(text, _COVERS, _OWNS) if "场景" not in text else ():
        if (
            match.re is _COVERS.re
            and _OF_FIRMS.search(text, after_mark(text, "。；;", match.start()), match.start()) is None
        ):
            continue
        items = split_last(text, split_items(text, *match.span("list")))
        hits = [h for h in context.names.get(sentence.number, ()) if h.label == "Industry"]
        known = [any((h.start, h.end) == item for h in hits) or ends_as_industry(text[slice(*item)]) for item in items]
        made = [any(h.start == s for h in hits) or ends_as_goods(text[s:e]) for s, e in items]
        if (
            len(items) > 1
            and any(known)
            and all(a or (b and plain(text[s:e])) for a, b, (s, e) in zip(known, made, items, strict=True))
        ):
            for s, e in items:
                put_theme(context, sentence, s, e, "Industry")


# 甲、乙、丙产业营业收入分别达到…: where one is known to be an industry, the others are.
_VALUED: Final = regex(
    r"(?:^|[，。；;:])(?P<list>[^，。；;:“”《》()]{5,60}?)(?:等?(?:\d|[二三四五六七八九])(?:个|大))?(?:产业|行业)?的?(?:规模以上|规上|工业)?(?:实现|完成)?"
    r"(?:总产值|产值|营业收入|营收|增加值|规模)(?:同比)?(?:分别|依次)"
)


def _valued(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _VALUED.finditer(text):
        start, end = match.span("list")
        spans = split_items(text, start, end)
        if len(spans) < 2:
            continue
        spans = [*spans[:-1], *split_last(text, spans)[len(spans) - 1 :]]
        spans[0] = behind_zone(context, sentence, *spans[0]), spans[0][1]
        hits = {h.start: h.end for h in context.names.get(sentence.number, ()) if h.label == "Industry"}
        if not any(text[e : hits[s]] in ("", "产业") and hits[s] >= e for s, e in spans if s in hits):
            continue
        for s, e in spans:
            if (
                2 <= e - s <= 10
                and text[s:e] not in word_set("industry_plain")
                and not re.search(r"[\d的了]", text[s:e])
            ):
                put_theme(context, sentence, s, e, "Industry")


# 全市甲制造产值达到…: what has an output of its own and ends as an industry is one.
_OUTPUT_OF: Final = regex(
    r"(?:^|[，。；;:、年区市县省]|其中)(?:力争|争取|确保|力促)*(?P<x>(?![全我该]|其中|力争|争取|确保|力促)[\u4e00-\u9fff]{3,10}?(?:产业)?)(?:核心产业(?:全年|上半年)?)?(?:(?:全年|上半年|前三季度|[今去]年|同期)?(?:共|累计)?(?:实现|完成)(?:规上|规模以上|工业)*)?(?:(?:总产值|产值|营业收入|营收|增加值|年产量|(?<=汽车)产量)"
    r"(?:力争|预计|将|已|可|实现|完成|年均|累计|同比|约|近)*(?:为(?=\d)|\d|达到|达|突破|超过|超|不低于|迈上|增长|下降)|总?规模[^，。；;\d]{0,8}\d[\d.]*[余多]?[万亿]*元)"
)
_NO_OUTPUT: Final = re.compile("实现|完成|关键|核心|民营|规[上模]|限[上额]|外贸|工业|农业|服务业|企业|公司|园区|项目")


def _with_output(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _OUTPUT_OF.finditer(text):
        start, end = match.span("x")
        begins = _behind_when(text, start, end)
        start = behind_zone(context, sentence, begins, end)
        words = text[start:end].removesuffix("产业")
        hits = context.names.get(sentence.number, ())
        taken = any(h.start < end and start < h.end for h in hits if h.label in (*_TALK, "Zone"))
        # 甲实现产值…，储能电池实现产值…: in one sentence with a trade goods are meant as one too.
        trade = ends_as_industry(words) or (ends_as_goods(words) and bool(context.things_of(sentence, "Industry")))
        if not taken and plain(words) and trade and not _NO_OUTPUT.search(words):
            alone = len(words) == _CLOSED or (start > begins and _named_alone(context, words))
            put_theme(context, sentence, start, start + len(words) if alone else end, "Industry")


_NOUNS: Final = ("n", "nz", "vn", "b", "j")
SEAS: Final = ("海洋", "深海", "远洋", "现代", "当代")
"""What the dictionary calls places or times and what says of which kind an industry is."""


def put_theme(context: Context, sentence: Sentence, start: int, end: int, label: str) -> None:
    """An item that weight is put on: what a pack calls so is that, else an industry or a link of its own."""
    hits = context.names.get(sentence.number, ())
    if any((h.start, h.end) == (start, end) and h.label in _TALK for h in hits) or not context.free(
        sentence, start, end
    ):
        return
    # A name of a pack that reaches over the item's end is another name, but for the class noun: 海洋|智能装备产业.
    text = sentence.shadow.text
    if text.startswith("银行", end - 1):  # 中国银|行业
        return
    crossing = [h for h in hits if h.label in _TALK and (h.start < start < h.end or h.start < end < h.end)]
    if any(h.start <= start or not text.startswith("产业", end) for h in crossing) or (
        crossing and (first := tagged(text[start:end])[0]).tag not in _NOUNS and first.text not in SEAS
    ):
        return
    if label == "ChainLink":
        context.put_name(sentence, start, end, "ChainLink", context.packs.home, "link-named", "0.7")
    else:
        put_industry(context, sentence, start, end)


def put_industry(context: Context, sentence: Sentence, start: int, end: int, rule: str = "industry-named") -> Thing:
    """An industry outside the packs, named here and again wherever the article says these words."""
    name = context.surface(sentence, start, end)
    local_id = name_id("Industry", name.removesuffix("产业"), context.packs.home)
    context.node(sentence, "Industry", local_id, name, rule, confidence="0.7", properties={"kind": "industry"})
    context.mention(sentence, start, end, "Industry", local_id)
    words = sentence.shadow.text[start:end]
    for form in (words, words.removesuffix("产业")):
        if form == words or len(form) > _CLOSED:
            context.parts.setdefault(form, ("Industry", local_id))
    context.tell(sentence, "Industry", local_id, rule)
    return Thing(start, end, "Industry", local_id)


# 到2028年|产业规模, 上半年|产业增加值: a time is told, not a trade.
_DATED: Final = re.compile(r"(?:[今去前明后当全上下半同首]年|\d月|[一二三四首]季度?|末|初|期间|以来)$")
_CLOSED: Final = 4
"""Characters of a word that names an industry alone: 卫星应用. 产业 belongs to shorter ones (氢能产业) and to longer (船舶海工装备产业)."""


def _named_alone(context: Context, word: str) -> bool:
    """Whether the article names the industry by the word alone: 重点发展制帽 … 制帽产业."""
    return any(
        sentence.shadow.text[t.start : t.end] == word and not sentence.shadow.text.startswith("产业", t.end)
        for sentence in context.article.body
        for t in context.things_of(sentence, "Industry")
    )


# 全区|低空经济: the place is told, not named.
_WHERE: Final = re.compile(
    "(?:(?:全|我|该|本)(?:国|省|市|区|县|镇)(?!场)|(?:新区|示范区|片区|功能区|港区)(?!块链)|(?:辖区|区域|全域|境|省|市|区|县|镇)内|当地|本地)的?"
)


# 上半年|机器人产业营业收入: when it was so much is no part of its name.
_WHEN: Final = re.compile(
    r"(?:[今去前]年|[上下]半年|前[三\d]个?(?:季度|月)|[一二三四首]季度|全年|当年|当月|同期|年内|目前|截至目前)+(?=[\u4e00-\u9fff]{2})"
)


def behind_zone(context: Context, sentence: Sentence, start: int, end: int) -> int:
    """甲区|海洋渔业: where the trade begins behind the place that has it, also where the look back began inside it."""
    text = sentence.shadow.text
    start = _behind_when(text, start, end)
    told = _WHERE.match(text, start, end)
    if told is not None:
        return _behind_class(text, told.end(), end)
    zones = (h for h in context.names.get(sentence.number, ()) if h.label == "Zone")
    # A single sign before the place (讯|甲市) begins no name.
    return _behind_class(text, next((h.end for h in zones if h.start <= start + 1 and start < h.end < end), start), end)


def _behind_when(text: str, start: int, end: int) -> int:
    when = _WHEN.match(text, start, end)
    return start if when is None else when.end()


# 支柱产业|食品饮料产业: of what kind the trade is.
_KIND: Final = re.compile(
    r"(?:(?:传统|新兴|战略性新兴|第一)?(?:支柱|主导|优势|特色|重点|首位|核心|传统|主打|拳头|新兴|未来|先导|龙头|富民)(?:优势|支柱|特色|主导)?(?:性)?产业(?:之一)?的?)(?=[\u4e00-\u9fff]{2})"
)


def _behind_class(text: str, start: int, end: int) -> int:
    kind = _KIND.match(text, start, end)
    return start if kind is None else kind.end()


def trade_start(context: Context, sentence: Sentence, end: int) -> int:
    """Where the name of a trade begins that ends here, behind the place that has it and what is done with it."""
    text = sentence.shadow.text
    start = behind_zone(context, sentence, name_start(text, end, max(0, end - _TRADE_LONGEST)), end)
    # 切|入具身智能赛道: the dictionary parts the verb.
    start += text[start - 1 : start + 1] in ("切入", "步入", "进入", "迈入", "跨入", "融入", "踏入")
    lead = FIELD_VERB.match(text, start, end)
    start = lead.end() if lead else start
    # 梳理|出碳纤维产业: what belongs to the verb.
    return start + (_OUT.search(text, 0, start + 1) is not None)


_OUT: Final = re.compile("(?:梳理|培育|形成|打造|列|孵化|发展|拉|画|勾勒|构建)出$")


# 体量最大的工业产业: of any trade.
_SECTORS: Final = frozenset(("工业", "农业", "服务业", "实体经济"))
_TRADE_LONGEST: Final = 8


def _deed(text: str, end: int) -> int | None:
    """卫星|应用产业: where a noun begins with the deed that the dictionary calls a verb; None where there is none."""
    low = max(0, end - 6)
    tokens = tagged(text[low:end])[-2:]
    if len(tokens) < 2 or any(len(t.text) != 2 for t in tokens):
        return None
    what, deed = tokens
    named = (
        what.tag in ("n", "nz", "nr", "j", "vn", "s")
        and deed.tag in ("v", "vn")
        and deed.text not in word_set("focus_verbs")
    )
    return low + what.start if named and what.text not in word_set("industry_plain") else None


def _named(context: Context, sentence: Sentence) -> None:
    """X产业 outside the packs, X being a noun of its own."""
    text = sentence.shadow.text
    for match in _INDUSTRY.finditer(text):
        start = trade_start(context, sentence, match.start())
        # “10+1”体系中甲产业.
        start = max(start, *(text.rfind(word, start + 1, match.start() - 1) + 1 for word in "中占"))
        if match.start() - start < 2 and (deed := _deed(text, match.start())):
            start = deed
        body = text[start : match.start()]
        if re.search(r"[一二两三四五六七八九十\d](?:个|类|大|条)|\d+年", body) or _DATED.search(body):
            continue
        if (
            not 2 <= len(body) <= 8
            or body in word_set("industry_plain") | _SECTORS
            or not context.free(sentence, start, match.end())
        ):
            continue
        tokens = tagged(body)
        if (
            tokens[0].text in word_set("industry_plain")
            or (tokens[-1].tag == "v" and len(tokens[-1].text) == 1)
            # 公司风电产业: whose it is; 消费或新兴产业: another goes on.
            or body.startswith(("公司", "企业", "集团", "成为", "全部", "涉足", "要做", "因"))
            or body.endswith(("或", "和", "与", "及"))
            or tokens[-1].text in word_set("industry_plain")
            or (tokens[0].tag in ("ns", "m", "r", "a", "ad", "t", "f", "q") and tokens[0].text not in SEAS)
        ):
            continue
        # 甲产业 is 甲, but where a pack calls it so.
        hits = context.names.get(sentence.number, ())
        if not any(h.start <= start and match.end() <= h.end and h.label in _TALK for h in hits):
            # 氢能产业, 数据产业: a short word is no name without it.
            row = text[start - 1 : start] in ("、", "和", "与")
            whole = match[0] == "产业" and len(body) != _CLOSED and not row and not _named_alone(context, body)
            known = any((h.start, h.end) == (start, match.start()) and h.label == "Industry" for h in hits)
            if whole or not known:
                put_industry(context, sentence, start, match.end() if whole else match.start())
