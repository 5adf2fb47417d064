"""Companies that no ending shows: members of a list of firms, partners of a contract (列举与谓词框架)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ingest.documents import layout
from ingest.documents.articles import Sentence
from ingest.documents.boundary import is_brand_like, name_start
from ingest.documents.frame import Context
from ingest.documents.known import cuts_word
from ingest.documents.lists import after_mark, split_items
from ingest.documents.rules.trade_short_names import ends_in_trade, trade_short_names
from ingest.documents.rules.wanted_rows import wanted_rows
from ingest.sieve import Regex, passing, regex
from schema.pack_model import Packs
from schema.per_packs import per_packs
from schema.scanner import Forms
from schema.tokens import tagged
from schema.words import longest_first, word_set

LIST_RULE: Final = "company-list"
VERB_RULE: Final = "company-verb"
ROLE_RULE: Final = "company-role"
PLACED_RULE: Final = "company-placed"
COINED_RULE: Final = "company-coined"
TRADE_RULE: Final = "company-trade"
# A frame alone says that a firm stands here, not where its name ends.
LIST, VERB = "0.65", "0.6"
_HEADED = regex(
    r"(?:企业|公司|客户|商户|厂商|用户|租户|股东单位)(?:主要)?[^，。；、]{0,10}?，?(?:包括|包含|(?<![拥具没持享所占])有(?!序|限|效|力|望|关|所|着|意|赖|别|助|利|待|机|余|何|无|些)|如|涵盖|分别是|分别为)(?P<list>[^，。；“”《》:]{2,120}?)(?:等|，|。|；|$)"
)
_CLOSE = regex(
    r"(?<![同平高中初均对相优上头特劣一二三四五])等(?![级待于候效量值额温压距离])(?![^，。；、]{0,8}(?:环节|领域|赛道|行业|方面))(?:\d+|[一二三四五六七八九十百]{1,3})?(?:余|多)?(?:家|户)?(?P<noun>[^，。；、“”《》]{0,16}?(?:企业|公司|厂商|集团|品牌|商家|机构|单位))"
)
_PARTNER = regex(
    r"(?:与|同|和|联合|携手)(?:(?:本地|当地|同城|隔壁|外地|园内|园区|邻近|相邻)的)?(?P<x>[\u4e00-\u9fffA-Za-z0-9·()]{2,20}?)(?:正式|共同|成功|已经?|再次|分别|将会?|拟|合资|就[^，。；]{1,20}?)*"
    r"(?:签订|签署|签约|达成|缔结|战略合作|建立(?:了)?[^，。；]{0,8}?(?:合作|伙伴)|开展(?:了)?[^，。；]{0,8}?合作|共建|联合(?:制作|打造|开发|研发|成立))"
)
_INVESTOR = regex(
    r"(?:获|获得|由|，|、|和|与)(?P<x>[\u4e00-\u9fffA-Za-z0-9·()]{3,16}?)(?:等)?(?:联合|独家)?(?:领投|跟投|参投)"
)
_MAKER = regex(
    r"(?:^|[，、。；:与和由及])(?P<x>[\u4e00-\u9fffA-Za-z0-9·]{2,12}?)(?:联合|独家|首次)?(?:出品|承制|发行|播出|首播)(?=的|[，、。；]|$)"
)
_SOURCE = regex(r"(?:来自|采购自|购自)(?P<x>(?:(?!的)[\u4e00-\u9fffA-Za-z0-9·()]){2,14}?)(?=[，。；、]|$)")
_ROLE = regex(
    r"(?P<x>[\u4e00-\u9fffA-Za-z0-9·()]{2,14}?)(?:董事长|副董事长|总经理|副总经理|副总裁|总裁|创始人|联合创始人|首席执行官|首席技术官|CEO|CTO|技术总监|市场总监|运营总监)"
)
_ENTER = regex(
    r"(?P<x>[\u4e00-\u9fffA-Za-z0-9·()]{2,14}?)(?:正式)?(?:签约)?(?:入驻|落户|进驻|签约落地)(?=[^，。；]{0,12}(?:园|基地|中心|大厦|区|市|青岛))"
)
_GRANTER = regex(
    r"获(?:得|评|颁)?(?P<x>[\u4e00-\u9fffA-Za-z0-9]{2,10}?)(?:官方)?(?:授予|颁发)?(?:的)?(?=“[^“”]{2,20}”(?:认证|奖|称号|荣誉))"
)
# A frame is looked for only where its verb or role stands: its first words alone match anything.
# 来自隔壁楼, 来自沿海: where a thing comes from, and nobody's name.
_SOME_PLACE: Final = re.compile(
    r"(?:楼[上下里内]?|楼层|[层栋座室边旁侧处]|隔壁|对[面门]|[里内外]面?|身边|周边|附近|当地|外地|各地|多地|本地|海外|境外|国外|国内|全国|全球|民间|基层|一线|[村镇县乡湾岛山海]|街道|社区|沿海|家庭|学校|课堂|实验室|车间|工地|港口|码头|展会|[东南西北中]部)$"
)
_FRAMES: Final = {
    _PARTNER: (VERB_RULE, regex("签订|签署|签约|达成|缔结|合作|共建|联合|伙伴")),
    _MAKER: (VERB_RULE, regex("出品|承制|发行|播出|首播")),
    _INVESTOR: (VERB_RULE, regex("领投|跟投|参投")),
    _GRANTER: (VERB_RULE, regex("认证|奖|称号|荣誉")),
    _SOURCE: (VERB_RULE, regex("来自|购自")),
    _ROLE: (ROLE_RULE, regex("董事长|总经理|总裁|创始人|首席|CEO|CTO|总监")),
    _ENTER: (VERB_RULE, regex("入驻|落户|进驻|落地")),
}
_BETWEEN: Final = regex(r"、(?P<x>[\u4e00-\u9fffA-Za-z0-9]{3,8})(?=[、和与][\u4e00-\u9fff])")
_MOVED_IN: Final = regex(r"入驻|安了?家|搬[来进入]|落户|进驻|租户|住户|租下")
# The last of a list of firms that moved in: 甲、乙早早在园区安了家.
_LAST_IN: Final = regex(
    r"(?:、|和|与)(?P<x>[\u4e00-\u9fffA-Za-z0-9]{3,8}?)(?=(?:早早|陆续|先后|纷纷|相继|也|都|均|已|在)[^，。；、]{0,12}?(?:入驻|安了?家|搬[来进入]|落户|进驻|租下))"
)
# 甲、乙、丙也先后在园区落户: a list of names before such a verb.
_ALL_IN: Final = regex(
    r"(?:^|[，。;:])(?P<list>[\u4e00-\u9fffA-Za-z0-9·]{3,10}(?:、[\u4e00-\u9fffA-Za-z0-9·]{3,10}?){1,5})(?=(?:等)?(?:也|都|均|已|先后|陆续|相继|纷纷)+(?:在[^，。；、]{1,8})?(?:入驻|落户|进驻|安了?家|扎根))"
)
_NAME: Final = r"[\u4e00-\u9fffA-Za-z0-9·()]{3,24}"
# 甲、乙和丙都是这里的租户; 甲、乙也在其中; 甲、乙、丙等也先后入驻园区: beside a full name the others are firms too.
_ROSTER: Final = regex(
    rf"(?:^|[，。；;:])(?P<list>{_NAME}(?:、{_NAME}?){{0,5}}(?:、|和|与|及|以及){_NAME}?)(?=(?:等(?:企业|公司)?)?(?:(?:也|都|均|皆|已|全|先后|陆续|相继|纷纷)+"
    r"(?:(?:在[^，。；、]{1,8})?(?:入驻|落户|进驻|安了?家|扎根|搬[来进入])|(?:是|成为|成了)(?:这里|园区|园[里内中]|该园)|(?:身|位列|名列|跻身)?(?:在其中|其中|在列|在此))))"
)
# 同在园区的还有甲、乙和丙.
_ALSO_THERE: Final = regex(
    r"(?:同在|同处|同样在|入驻|落户|扎根|搬进|住进)(?:园区|这里|园[里内中]|该园|同一园区)(?:里|内)?的(?:还|也|就)?有(?P<list>[^，。；“”《》:]{2,120}?)(?:等|，|。|；|$)"
)
# 甲公司生产丙；乙从事丁: the part behind a mark is told as the firm's before it is.
_BESIDE: Final = regex(
    r"[；;](?P<x>[\u4e00-\u9fffA-Za-z0-9]{4,6}?)(?:则|也|还|主要|专门)*(?=(?:从事|主营|主攻|主打|专注|深耕|专做|专攻|聚焦)(?!的))"
)
_LIST_WORD: Final = regex("、|等|企业|公司|客户|商户|厂商|用户|租户|股东单位")
_BAD_END: Final = re.compile(
    r"(?:产业|领域|行业|技术|产品|人才|项目|平台|服务|方面|环节|场景|资源|要素|市场|业务|需求|活动|工作|资金|政策|企业|机构|单位|双方|三方|各方|方|者|们|(?<!机器)人|[上下中里内时的]|[辞担历接兼]任|\d[\u4e00-\u9fff]{0,2})$"
)


# 与自然人样某签约, 签约名将样某.
_A_PERSON: Final = re.compile("自然人|[\u4e00-\u9fff]{0,4}(?:名将|球星|影星|教授|院士|先生|女士)")


def company_frames(context: Context) -> None:
    """Members of A、B等N家企业, partners (与X签订), makers (X出品), heads (X董事长), tenants (X入驻)."""
    for sentence in context.article.body:
        text = sentence.shadow.text
        if _LIST_WORD.search(text):
            _lists(context, sentence)
        for pattern in passing(text, _FRAMES):
            group, word = _FRAMES[pattern]
            if word.search(text) is None:
                continue
            for match in pattern.re.finditer(text):
                start, end = match.span("x")
                if pattern is _SOURCE and _SOME_PLACE.search(match["x"]):
                    continue
                if pattern in (_ROLE, _ENTER):
                    start = max(start, name_start(sentence.shadow.text, end))
                _take(context, sentence, start, end, group, VERB)
        for match in _BESIDE.finditer(text):
            if any(t.start < match.start() for t in context.things_of(sentence, "Company")):
                _take(context, sentence, *match.span("x"), LIST_RULE, LIST, beside=True)
        _placed(context, sentence)
        _coined(context, sentence)
        for start, end in trade_short_names(sentence):
            _take(context, sentence, start, end, TRADE_RULE, VERB, beside=True)
    _again(context)


@cache
def _made_by_trade() -> Regex:
    return regex("|".join(longest_first("makers_tail")))


@per_packs
def _placed_pattern(packs: Packs) -> re.Pattern[str]:
    """Another city's short name, a word of one's own, a word of trade: 苏州|远岫|制药."""
    cities = sorted({z.short_name for z in packs.zones.values() if z.level == "city" and len(z.short_name) == 2})
    trades = "|".join(w for w in longest_first("makers_tail"))
    return re.compile(
        rf"(?:{'|'.join(map(re.escape, cities))})(?P<own>(?![省市区县])[\u4e00-\u9fff]{{2,3}}?)(?:{trades})"
        r"(?![\u4e00-\u9fff]{0,2}(?:产业|行业|市场|园|基地|企业|集群|项目|展|大会|学院|大学|研究|公司|集团|股份|有限))"
    )


def _placed(context: Context, sentence: Sentence) -> None:
    """Short names of firms from elsewhere: a city, a word that is no common one, a trade."""
    text = sentence.shadow.text
    if _made_by_trade().search(text) is None:
        return
    for match in _placed_pattern(context.packs).finditer(text):
        own = tagged(match["own"])
        common = len(own) == 1 and own[0].tag not in ("", "x", "nz", "nr", "nrt", "nt")
        if not common and is_brand_like(match["own"]) and context.free(sentence, *match.span()):
            label = "Company"
            context.framed[match[0]] = (
                label, context.put_name(sentence, *match.span(), label, context.scope, PLACED_RULE, VERB),
            )  # fmt: skip


@cache
def _coined_pattern() -> Regex:
    trades = "|".join(longest_first("coined_trades"))
    return regex(rf"(?P<own>[\u4e00-\u9fff]{{2}})(?:{trades})")


_OPENS_NAME: Final = frozenset("，。、；;:：“‘（(！？—…·的了")
# 电芯材料, 工船装备: what things are made of and used for begins common nouns.
_MATTER: Final = frozenset(
    "电工船机车水风光热气油煤钢铁铝铜木石土砂纸布棉毛皮药酒茶糖盐米面菜果鱼虾肉蛋奶人手头心肝胃肺骨血眼耳口鼻牙肤体网云路桥港楼屋房田农林牧渔军警民商"
)
_NOT_OWN: Final = ("m", "q", "r", "p", "c", "u", "y", "d", "f", "e")


def _coined(context: Context, sentence: Sentence) -> None:
    """芯湾电子: two characters that make no word, then a trade, between words that join, tell or end something."""
    text = sentence.shadow.text
    for match in _coined_pattern().finditer(text):
        start, end = match.span()
        own = tagged(match["own"])
        if (
            match["own"][0] in _MATTER
            or len(own) != 2
            or any(t.tag[:1] in _NOT_OWN or (t.tag.startswith("v") and not t.start) for t in own)
        ):
            continue
        if not context.free(sentence, start, end) or cuts_word(text, start, end) or not is_brand_like(match["own"]):
            continue
        before, after = tagged(text[max(0, start - 6) : start]), tagged(text[end : end + 6])
        opens = not before or before[-1].text in _OPENS_NAME or before[-1].tag[:1] in ("p", "c", "v", "u")
        closes = not after or not after[0].text.isalnum() or after[0].tag[:1] in ("p", "c", "v", "u", "d", "t")
        if (
            opens
            and closes
            and not any(h.start < end and start < h.end for h in context.names.get(sentence.number, ()))
        ):
            context.framed[match[0]] = (
                "Company", context.put_name(sentence, start, end, "Company", context.scope, COINED_RULE, VERB),
            )  # fmt: skip


def _lists(context: Context, sentence: Sentence) -> None:
    text = sentence.shadow.text
    for match in _CLOSE.finditer(text):
        low = after_mark(text, "，。；;:", match.start())
        first = text.find("、", low, match.start())
        # 急需甲、乙等配套服务机构入园: trades of those wanted.
        if first < 0 or any(row.sure and row.items[-1][1] == match.start() for row in wanted_rows(text)):
            continue
        _members(context, sentence, _list_start(context, sentence, low, first), match.start())
    for match in _HEADED.finditer(text):
        _members(context, sentence, *match.span("list"))
    for match in _BETWEEN.finditer(text):
        bodies = context.things_of(sentence, "Company", "Organization")
        known = any(b.start == match.end() + 1 for b in bodies) or _MOVED_IN.search(text) is not None
        if known and any(b.end == match.start() for b in bodies):
            _take(context, sentence, *match.span("x"), LIST_RULE, LIST, beside=True)

    for match in _ALL_IN.finditer(text):
        for s, e in split_items(text, *match.span("list")):
            _take(context, sentence, s, e, LIST_RULE, LIST, beside=True)
    for match in (*_ROSTER.finditer(text), *_ALSO_THERE.finditer(text)):
        if any(
            match.start("list") <= t.start and t.end <= match.end("list")
            for t in context.things_of(sentence, "Company")
        ):
            _members(context, sentence, *match.span("list"))
    for match in _LAST_IN.finditer(text):
        if any(b.end == match.start() for b in context.things_of(sentence, "Company")):
            _take(context, sentence, *match.span("x"), LIST_RULE, LIST, beside=True)


def _members(context: Context, sentence: Sentence, start: int, end: int) -> None:
    """The items of a list of firms; beside a firm's full name also names of common words: 飞盘世家."""
    text = sentence.shadow.text
    beside = any(t.start >= start and t.end <= end for t in context.things_of(sentence, "Company"))
    items = [
        (a, _before_remark(text, a, b))
        for s, e in split_items(text, start, end)
        for a, b in _parted(text, s, e)
    ]  # fmt: skip
    for a, b in items:
        _take(context, sentence, a, b, LIST_RULE, LIST, beside=beside)
    # 甲智能、海格精密: beside a firm a trade ends a name of common words too.
    if not beside and any(t.start >= start and t.end <= end for t in context.things_of(sentence, "Company")):
        for a, b in items:
            if ends_in_trade(text[a:b]):
                _take(context, sentence, a, b, LIST_RULE, LIST, beside=True)


def _before_remark(text: str, start: int, end: int) -> int:
    """Where a name ends behind which a bracket tells what it does: 甲智能(机器人整机)."""
    opened = text.find("(", start + 2, end)
    return opened if opened > 0 and text[end - 1] == ")" else end


def _list_start(context: Context, sentence: Sentence, floor: int, first: int) -> int:
    known = next((t for t in context.things_of(sentence) if t.end == first and t.start >= floor), None)
    return known.start if known else name_start(sentence.shadow.text, first, floor)


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The last item may hold two names joined by 和."""
    match = re.search(r"(?<=[^和与及]{2})(?:以及|和|及)(?=[^和与及]{2})", text[start:end])
    if match is None:
        return [(start, end)]
    return [(start, start + match.start()), (start + match.end(), end)]


def _take(
    context: Context, sentence: Sentence, start: int, end: int, rule: str, confidence: str, *, beside: bool = False
) -> None:
    """Put down a name that a frame asks for, if it looks like one and nothing else stands there."""
    text = sentence.shadow.text
    # 与甲还签了协议, 甲前总裁, 原甲副总裁: what verb and title have of their own.
    end -= len(text[start:end]) - len(text[start:end].rstrip("还也又" if rule != ROLE_RULE else "前原副兼"))
    start += rule == ROLE_RULE and text[start] in "原前"
    name = text[start:end]
    if not 2 <= len(name) <= 20 or not context.free(sentence, start, end) or not _plausible(name, beside):
        return
    hits = [h for h in context.names.get(sentence.number, ()) if h.start < end and start < h.end and h.label != "Zone"]
    if any(h.start < start or h.end > end or (h.start, h.end) == (start, end) for h in hits):
        return
    label = "Organization" if name.endswith(longest_first("body_endings")) and not name.endswith("院") else "Company"
    context.framed[name] = label, context.put_name(sentence, start, end, label, context.scope, rule, confidence)


def _plausible(name: str, beside: bool = False) -> bool:
    if (
        _BAD_END.search(name)
        or _A_PERSON.match(name)
        or name in word_set("generic_heads")
        or re.match(r"[\d、]|[该本各某由从将把被]", name)
    ):
        return False
    tokens = tagged(name)
    if any(len(t.text) > 1 and t.text in word_set("left_stops") for t in tokens):
        return False
    # Beside full names a trade may end a name: 海纳报关.
    rest = tokens[:-1] if beside and len(tokens) > 1 else tokens
    if any(t.tag == "v" and len(t.text) > 1 and t.text not in word_set("name_verbs") for t in rest):
        return False
    if len(tokens) == 1 and tokens[0].tag in ("ns", "nr", "n", "v", "vn", "a", "t", "m", "j"):
        return False
    return is_brand_like(name) or (beside and len(name) >= 4 and tokens[0].tag not in ("a", "d", "r", "m"))


def _again(context: Context) -> None:
    """Names that a frame gave, wherever they stand once more."""
    names = [name for name in context.framed if len(name) >= 3 or len(tagged(name)) > 1]
    known = {name: body for name, body in context.page.framed.items() if name not in context.framed and len(name) >= 4}
    for name, body in list(context.framed.items()):
        # 杭州潜渊机器人 … 潜渊机器人.
        head = tagged(name)[0]
        rest = name[head.end :]
        if head.tag == "ns" and len(head.text) > 1 and len(rest) >= 4 and is_brand_like(rest):
            context.framed.setdefault(rest, body)
            names.append(rest)
    context.page.framed |= context.framed
    context.framed |= known
    names += known
    if not names:
        return
    forms = Forms(names)
    for sentence in context.article.sentences:
        if sentence.kind == layout.BYLINE:
            continue
        for start, end, name in forms.find(sentence.shadow.text):
            if context.free(sentence, start, end):
                context.mention(sentence, start, end, *context.framed[name])
