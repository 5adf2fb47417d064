"""Lists that 环节 closes, where they are of links of a chain and not of steps or aspects (环节列举).

They are of links where most of their items end as goods do, or where the words before 环节 weigh them
(薄弱环节) or the sentence speaks of a chain and one of the items ends so.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from ingest.documents.lists import COUNT, Span, after_mark, clause_start, split_items, split_last
from ingest.documents.parts import row
from ingest.numbers import parse_number
from ingest.sieve import matches, regex
from schema.tokens import tagged
from schema.words import ending_in, longest_first, word_set

LONGEST: Final = 12
KEPT: Final = 1 << 9
"""Sentences whose lists are kept: names, weights and wishes ask for them one after the other."""
# What no industry is, though it ends a list.
# 公司|风电, 消费|或新兴产业: whose it is; another goes on.
_NO_THEME: Final = re.compile(
    r"^(?:公司|企业|集团)|[或及并]$|"
    r"[的了将把被让使其这那各每]|[列定视]为|作为|当[作成]|(?<!安)全$|多$|^(?:推进(?!器|剂)|促进|解决|建设|做大|做强|做优|壮大|推动|培育|打造|提升|加强|实施|开展|完善|建立|构建|强化|深化|优化|扩大|加快|发展|支持|引导|鼓励|一二三|乡村|新型农业)|^(?:全市|我市|全区|企业|市场|园区|城市|群众|市民|社会|国内外|全国|全省|以上|上述|这些|有关|相关|一批|一个)|"
    r"(?:建设|提升|需求|问题|机制|政策|改革|项目|人才|企业|目标|任务|工作|痛点|难点|堵点|场景|方面|方向|重点|短板|能力|水平|体系|平台|生态|环境|行动|工程|要求|战略|优势|资源|群众|用户|客户|消费者|市场|高地|标准|试点|示范|合作|招商|引资|培育|转型|升级|转化|应用|协同|融合|创新|领域|产业|园|区|局|公司|集团|办法|规划|方案|计划|民生|公众|主体|规模|难|思路)$"
)
_WEIGHED: Final = r"(?:关键|薄弱|核心|短板|紧缺|紧要|缺失|重点|高端|断点|卡点|堵点|优势|细分|主要|前端|后端|链条|链上|上游|中游|下游|上下游)"
_CLOSED = regex(
    rf"(?P<etc>等)?(?:这)?(?P<n>{COUNT})?(?:个|大|类|条|处)?(?P<kind>(?:{_WEIGHED}*|产业链(?:上的?)?))(?<![全各每多补])(?P<noun>环节|短板|弱项|断点|卡点|空白|缺口)(?!干部)"
)
# 补上甲产业链在乙环节的短板, 补齐乙这一环节: one link.
_ONE = regex(
    r"(?:在|补齐|补上|补足|补强|攻克|突破|深耕|布局|打通|接上|接住|填上|扎根|立足|卡位|切入|锁定|占据|主攻|专攻|聚焦|专注于?|主营|从事|攻坚|瞄准|主打|填补)(?:(?:了)?(?:当地|本地|国内|省内|区域|我[国省市区]|全[国省市区县])的?)?(?:(?P<of>[\u4e00-\u9fffA-Za-z0-9]{2,12}?)(?:产业)?(?:链条?)?(?:[上中里])?的)?(?P<x>[\u4e00-\u9fffA-Za-z0-9]{3,10}?)(?:(?:这一|这个|这一关键)?环节(?=的|上|[，。；;]|$)|这一环(?!节))"
)
_CHAIN: Final = regex(
    r"(?P<of>[\u4e00-\u9fffA-Za-z0-9+]{2,14}?)(?:产业(?:链(?!条式|长|主)|(?=[\u4e00-\u9fff]{2,10}[、和与]))|(?<!产业)链条?(?=[上中里]))"
)
# 甲产业链分为乙、丙、丁3个环节; 甲这条链由乙、丙等环节构成: the words say that these are the chain's.
_DIVIDED: Final = regex(
    rf"(?:(?<=^)|(?<=[，。；;:]))(?P<of>[\u4e00-\u9fffA-Za-z0-9]{{2,12}}?)?(?:产业链(?:条)?|(?:产业)?这条(?:产业)?链(?:条)?|(?:产业)?这一链条|(?:产业)?全链条|(?<!产业)链条)"
    rf"(?:可|主要|大致|大体|一般|通常|依次|按[^，。；;]{{1,8}})*(?:分为|分成|划分为|细分为|拆分为|拆解为|拆成|切分为|分解为|归纳为|梳理为|涵盖|包括|包含|囊括|由|有|覆盖|贯通)(?:了|从)?"
    rf"(?P<list>[^，。；;:“”()]{{5,60}}?)(?P<etc>等)?(?:这)?(?P<n>{COUNT})?(?:个|大)?(?:主要|关键|核心|重点)*环节(?!干部)"
)
# 业内把甲产业链拆成三段:乙、丙、丁: as many behind the number.
_FALLS: Final = regex(
    rf"(?:(?<=^)|(?<=[，。；;:把将]))(?P<of>(?:(?![把将])[\u4e00-\u9fffA-Za-z0-9]){{2,12}}?)?(?:产业链(?:条)?|(?:产业)?[这整]条(?:产业)?链(?:条)?|(?:产业)?全链条|(?<!产业)链条)"
    rf"(?:可以?|主要|大致|大体|一般|通常|被|又)*(?:拆|分|切|划|细分|划分|拆分|拆解|分解)(?:成|为|作)(?:了)?(?P<n>{COUNT})(?:个|大)?(?:主要|关键|核心|重点)*(?:环节|段|节|环|部分)"
    r"(?:来看|来说|来讲)?[，:]?(?:分别|依次|即|包括)*(?:是|为)?[，:]?(?P<list>[^，。；;:“”()]{5,90}?)(?=[，。；;]|$)"
)
# 把甲产业拆成乙、丙、丁三个环节逐一比对.
_SPLIT: Final = regex(
    r"[把将](?P<of>(?:(?![把将])[\u4e00-\u9fffA-Za-z0-9]){2,12}?)?(?:产业链条?|产业|[这整]条(?:产业)?链条?|全链条|链条)(?:可以?|又|逐段)*"
    rf"(?:拆|分|切|划|细分|划分|拆分|拆解|分解|梳理)(?:成|为|作|出)了?(?P<list>[^，。；;:“”()]{{5,60}}?)(?P<etc>等)?这?(?P<n>{COUNT})(?:个|大)?(?:主要|关键|核心|重点)*(?:环节|[段节环](?=来|逐|分头|挨|[，。；;]))"
)
# 梳理出甲产业的四个环节:乙、丙、丁、戊.
_LISTED_BEHIND: Final = regex(
    rf"(?P<of>(?![把将])[\u4e00-\u9fffA-Za-z0-9]{{2,12}}?)?(?:产业链条?|产业|全链条|(?<!产业)链条)[上中里]?(?:的|有|共有?|存在|还有|涉及|上的)*(?P<n>{COUNT})(?:个|大)(?:主要|关键|核心|重点|薄弱|短板|断点|缺失|优势|细分)*环节"
    r"[，:](?:分别|依次|即|包括)*(?:是|为)?[，:]?(?P<list>[^，。；;:“”()]{5,90}?)(?=[，。；;]|$)"
)
# 甲产业由乙、丙、丁3个环节串成; 甲产业从头捋到尾，共有乙、丙两个环节; 甲产业链分为乙、丙、丁三段.
_STRUNG: Final = regex(
    rf"(?:(?<=^)|(?<=[，。；;:]))(?P<of>(?![把将])[\u4e00-\u9fffA-Za-z0-9]{{2,14}}?)(?:产业链条?|产业|全链条|链条)"
    r"(?:从头(?:到尾|[捋理摸数看]到尾)|自上而下|一路[捋理数]下来|[捋理]下来)?，?(?:一般|主要|大致|大体|通常|依次|总共|一共|共)*(?:由|有|分为|分成|划分为|拆成|拆分为|切成)(?:了|从)?"
    rf"(?P<list>[^，。；;:“”()]{{5,80}}?)(?P<etc>等)?这?(?:(?P<n>{COUNT})(?:个|大|道)?(?:主要|关键|核心|重点)*(?:环节|环|段|节)"
    r"(?:串|组|构|连|接|拼|衔|勾|编|首尾|环环|共同|，|。|；|;|$))"
)
# 产业链上最弱的一环是甲, 短板在乙.
_WEAKEST: Final = regex(
    r"(?:最(?:为)?(?:薄弱|弱|短|缺|脆弱|欠缺|吃紧|突出的短板|大的?短板|强|硬)的?(?:那)?(?:一?个?环节|一环|一节|一块板|一块|一段|地方)?|短板|软肋|弱项|缺口|卡点|堵点|断点)(?:仍|仍旧|依然|还|就|正|则|主要|集中|恰恰)*"
    r"(?:是|在|为|出在|落在|当属|要数|莫过于|集中在)(?:了)?(?P<list>[^，。；;:“”的]{2,24}?)(?:等?(?:[两二三]个)?环节|这一环|上)?(?=[，。；;”]|$)"
)
_TALK: Final = re.compile(r"产业链|链条|补链|强链|延链|上游|中游|下游|供应链")
# 场景走完甲、乙等环节: what is done one after the other.
_PROCESS: Final = re.compile(
    r"流程|依次|先后|步骤|审批|走完|经过|经历|场景[^，。；;]{0,6}[要须需]|全过程|全周期|手续|申报|办理|四关|五关"
)
_FIRMS: Final = re.compile(r"的[^，。；;]{0,14}?(?:企业|公司|厂商)")
_LED: Final = re.compile(
    r"[^，。；;:：、]{0,20}(?:链(?:条)?上的|产业链(?:条)?(?:上下游|上游|中游|下游)?[上中里]?[的由]|产业(?:链(?:条)?(?:[上中里内](?![间试控央药成高低小型游层端]))?)?(?=[^，。；;:：、链园]))"
)
_OWNER: Final = re.compile(r"(?P<x>[\u4e00-\u9fffA-Za-z0-9]{2,10})的(?=[^的]+$)")
_WITHIN: Final = re.compile("(?:产业|行业|领域)?(?:中|里|上|内)?$")
_FIRST: Final = re.compile(
    r"(?:锁定|盯住|盯紧|盯上|紧盯|瞄准|对准|补上|补齐|填补|填上|攻克|啃下|发展|做强|做大|壮大|推动|推进|培育|突破|布局|聚焦|瞄准|围绕)(?=..)"
)


_COUNTS: Final = re.compile(r"\d|[一二两三]个")
_LETTERS: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+\-·/]+")
# 甲、乙环节的企业, 甲、乙环节还是空白.
_GOES_ON: Final = ("的", "上", "，", "。", "、", "；", ";", "还", "仍", "尚", "均", "都", "也", "已", "是", "缺", "依")
_WORDS: Final = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9+\-·/]{{2,{LONGEST}}}").fullmatch


# 最想招的是甲企业: what the firms wanted make is a link.
WANTED: Final = regex(
    r"(?:想招|想引|想请|盼来|缺)(?:来)?的(?:还)?(?:就)?是(?P<list>[^，。；;“”的]{3,24}?)(?:企业|厂商)(?=[，。；;”]|$)"
)


class LinkList(NamedTuple):
    """Items that 环节 closes, each at its shadow span; the words for their chain; where the verb that weighs them begins."""

    items: tuple[Span, ...]
    of: Span | None
    weighed: int | None
    owned: bool
    """Whether the words before the items say that they are a chain's: 链条上的."""


@cache
def _goods() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted({*longest_first('product_heads'), *longest_first('industry_heads')}))})$")


@cache
def _weighs() -> re.Pattern[str]:
    return re.compile(
        "|".join(
            map(
                re.escape, {**dict.fromkeys(longest_first("focus_verbs")), **dict.fromkeys(longest_first("link_verbs"))}
            )
        )
    )


@lru_cache(maxsize=KEPT)
def link_lists(text: str) -> tuple[LinkList, ...]:
    """Lists of links in a sentence, by its words alone."""
    found = _divided(text)
    for match in _CLOSED.finditer(text):
        if any(one.items[-1][1] <= match.end() and match.start() <= one.items[-1][1] + 1 for one in found):
            continue
        low = clause_start(text, match.start())
        led = _LED.match(text, low, match.start())
        count = parse_number(match["n"]) if match["n"] else None
        # 甲产业的乙、丙2个环节: the industry that they are of stands right before them.
        first = led.end() if led is not None else low
        first += led is not None and text.startswith("的", first)
        # 聚焦人工智能的甲、乙两个环节: an industry's name without a word that says so.
        named = _OWNER.search(text, low, max(text.find("、", low), low)) if led is None else None
        # 聚焦集成电路中的甲、乙环节: without a number the words before 的 must end as an industry does.
        if named is not None and not count and _goods().search(_WITHIN.sub("", named["x"])) is None:
            named = None
        first = named.end() if named is not None else first
        owned = led is not None and text[low:first].endswith(("产业的", "产业链的", "链上的", "链条上的"))
        # 围绕产业链上甲、乙、丙三大环节.
        on_chain = led is not None and text[low:first].endswith(("链上", "链中", "链里", "链条上", "链条中", "链条里"))
        items = row(text, first, match.start(), int(count) if count else None)
        items = [(_behind_verb(text, *items[0]), items[0][1]), *items[1:]] if items else []
        if items and named is not None and text[first] != "是" and plain(text[first : items[0][1]]):
            # 面向新型显示的|显示驱动芯片: what is a verb elsewhere begins the name behind 的.
            items = [(first, items[0][1]), *items[1:]]
        whole, items = items, [_without_place(text, *item) for item in items]
        # 甲、乙环节的企业: without 等 or a number only where the words go on about them.
        told = match["etc"] or match["n"] or text[match.end() : match.end() + 1] in _GOES_ON
        # As many as their number says, of a chain: 应用 and 平台 can be links then.
        owned = (
            owned
            or all(a != b for a, b in zip(whole, items, strict=True))
            or (named is not None and count == len(items) and _goods().search(named["x"]) is not None)
        )
        owned = owned or (on_chain and count == len(items))
        counted = owned and count is not None and count == len(items)
        if not items or not told or not all((_WORDS if counted else plain)(text[s:e]) for s, e in items):
            continue
        goods = sum(_goods().search(text[s:e]) is not None for s, e in items)
        if match["kind"]:
            # 船舶经纪、海事仲裁两个薄弱环节: weighed, deeds of a trade are links too.
            goods += sum(ending_in("link_heads").search(text[s:e]) is not None for s, e in items)
        firms = _FIRMS.match(text, match.end())
        talk = bool(match["kind"]) or firms is not None or _TALK.search(text) is not None
        # 补齐甲阀、乙泵两个短板: what is lacking is a link where it ends as goods do.
        talk = talk and match["noun"] == "环节"
        if _PROCESS.search(text) is None and (
            goods * 2 > len(items) or ((talk or named is not None) and goods) or owned
        ):
            verbs = [m.start() for m in _weighs().finditer(text, low, items[0][0])]
            of = named.span("x") if named is not None else _chain_before(text, items[0][0])
            found.append(LinkList(tuple(items), of, verbs[-1] if verbs else None, owned))
    for match in _ONE.finditer(text):
        s, e = match.span("x")
        # 处在道路测试环节: what is done there is a step.
        deed = not match[0].startswith("在") and ending_in("link_heads").search(match["x"]) is not None
        ends = deed or _goods().search(match["x"]) is not None
        if plain(match["x"]) and ends and _PROCESS.search(text) is None:
            of = match.span("of") if match["of"] else _chain_before(text, match.start())
            found.append(LinkList(((s, e),), of, None, False))
    for match in _WEAKEST.finditer(text) if _OF_CHAIN.search(text) else ():
        items = split_last(text, split_items(text, *match.span("list")))
        made = sum(bool(_goods().search(text[s:e]) or ending_in("link_heads").search(text[s:e])) for s, e in items)
        new = not any(one.items[0][0] < match.end() and match.start() < one.items[-1][1] for one in found)
        if new and items and made == len(items) and all(plain(text[s:e]) for s, e in items):
            found.append(LinkList(tuple(items), _chain_before(text, match.start()), None, True))
    for match in _FROM_TO.finditer(text):
        items = [*split_items(text, *match.span("list")), match.span("end")]
        made = sum(ending_in("product_heads").search(text[s:e]) is not None for s, e in items)
        if 2 * made >= len(items) > 2 and all(e - s >= _THING and plain(text[s:e]) for s, e in items):
            found.append(LinkList(tuple(items), _chain_before(text, match.start()), None, True))
    return tuple(found)


_OF_CHAIN: Final = re.compile("产业链|链条|链上|这条链|产业的|上游|中游|下游|补链|强链")
# 从甲、乙到丙的完整链条: links, where half of them end as goods do.
_FROM_TO: Final = regex(
    r"从(?P<list>[^，。；;:“”的]{3,40}?)(?:一路|一直)?(?:到|至|延伸到|延伸至)(?P<end>[^，。；;:“”的、]{3,12}?)的?(?:较为|比较|相对)?(?:完整|完备|全|闭环|本地)*的?(?:产业)?链(?:条)?(?![上长主])"
)
_THING: Final = 3


def _divided(text: str) -> list[LinkList]:
    """Lists of all that a chain is said to fall into; what the items end in does not matter."""
    found = []
    for match in matches(text, _DIVIDED, _FALLS, _SPLIT, _LISTED_BEHIND, _STRUNG):
        count = parse_number(match["n"]) if match["n"] else None
        items = split_items(text, *match.span("list"))
        # 材料与部件、系统、总装三个环节: as many as their number says, each is whole.
        if len(items) != count or "的" in match["list"]:
            items = row(text, *match.span("list"), int(count) if count else None)
        items = [_without_place(text, *item) for item in items or ()]
        counted = count is not None and count == len(items)
        complete = len(items) > 1 and (counted or match.groupdict().get("etc") or not match["n"])
        if complete and all((_WORDS if counted else plain)(text[s:e]) for s, e in items):
            found.append(LinkList(tuple(items), match.span("of") if match["of"] else None, None, True))
    return found


def _without_place(text: str, start: int, end: int) -> tuple[int, int]:
    """上游甲、中游乙、下游丙: where in the chain a link stands is no part of its name."""
    placed = text[start:end].startswith(("上游", "中游", "下游")) and end - start >= _SHORTEST_BEHIND
    return (start + 2 if placed else start), end


_SHORTEST_BEHIND: Final = 4


def _behind_verb(text: str, start: int, end: int) -> int:
    """Where the first item begins behind a verb of planning that no list of words opens with: 发展|甲、乙等环节."""
    verb = _FIRST.match(text, start, end)
    return verb.end() if verb is not None and end - verb.end() >= 2 else start


def _chain_before(text: str, at: int) -> Span | None:
    """The words for the chain named before a place in the same part of a sentence: 甲|产业链上的乙."""
    low = after_mark(text, "。；;", at)
    # Looked for in the whole text: what follows the words for a chain shows that they are.
    named = [m.span("of") for m in _CHAIN.finditer(text, low) if m.end() <= at]
    if not named:
        return None
    start, end = named[-1]
    verbs = [m.end() for m in _weighs().finditer(text, start, end - 1)]
    return (verbs[-1] if verbs else start, end)


_GENERATION: Final = re.compile("(?:第[二三四五六七八九]|[新下]一)代(?=[\u4e00-\u9fff]{2})")


_HOW_MADE: Final = ("高速", "低速", "高频", "低频", "高效")


def plain(words: str) -> bool:
    """Whether an item can be the name of an industry or a link."""
    if (
        not 2 <= len(words) <= LONGEST
        or words in word_set("industry_plain")
        or _NO_THEME.search(words)
        or _COUNTS.match(words)
    ):
        return False
    if not _LETTERS.fullmatch(words):
        return False
    # 第六代移动通信, 新一代信息技术: which generation it is.
    words = words[generation.end() :] if (generation := _GENERATION.match(words)) is not None else words
    first = tagged(words)[0]
    # 高速轴承: an adverb elsewhere.
    if first.text in _HOW_MADE and len(first.text) < len(words):
        return True
    # A single character is seldom what its tag says: 电|堆材料.
    return len(first.text) == 1 or (
        first.tag not in ("d", "p", "c", "r", "u", "m", "q") and first.text not in word_set("left_stops")
    )
