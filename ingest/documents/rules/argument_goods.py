"""Goods in the argument place of frames that say what a firm does with them, whatever they end in (句式中的货).

靠甲起家; 交付全球首艘甲; 一批甲驶出车间; 年可出甲3000万支; 做甲的乙公司; 攻下了甲; 把甲装上列车; 它的甲已卖进….
What may stand there is told in `goods_names`; whose it is, the clause says or what was told of before.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import Span
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.goods_names import COUNTED, NAME, ROW, denied_or_planned, goods_at, goods_in
from ingest.documents.rules.products import DENIED, PLANNED, TO_COME
from ingest.documents.rules.subjects import told_firm, topic
from ingest.documents.rules.technologies import put_goods
from ingest.sieve import Regex, regex

_ROW: Final = rf"(?P<x>{ROW}{{2,36}}?)"
_NAME: Final = rf"(?P<x>{NAME}{{2,14}}?)"
_END: Final = r"(?=[，。；;!！]|$)"
_SINCE: Final = (
    r"(?:今年以来|去年以来|今年|去年|上半年|目前|此前|如今|眼下|日前|近日|上月|本月|本周|上周|[昨今][日天]|\d{1,2}月|，|已经?|早已|早就|刚刚?|首次|率先|成功|顺利|一举"
    r"|先后|陆续|批量|累计|[一二三四五六七八九]成|大半|多半|又|也|还|正|全部|都|均)*"
)
_UNIT: Final = "(?:台套|[台套辆艘架颗枚列组件片支块吨只瓶盒张条根袋尾粒双副扇箱卷]|(?:平方|立方)?米|公斤|千克)"

_FARES: Final = (
    r"(?:列装|装船|下水|占了?[^，。；;]{0,8}[份成%]|卖进|卖给|卖到|卖往|卖出|拿到|拿下|通过|获批|获得|取得|用于|用在|用到|应用于|装上|装进|装到|打进|打入|进入|走进|出口|远销|销往|发往|供货|供应|供给|供往|下线|量产|交付"
    r"|送样|试产|定型|上市|问世|试航|跑通|投用|填补|打破|(?:向|为|给)[^，。；;]{2,24}?(?:供货|供应|交付)|在[^，。；;]{2,16}?(?:跑|试用|装车|上岗|投用|交付|下线|亮相))"
)


class Frame(NamedTuple):
    """A frame with its goods in the group `x`, or right behind it where it has none.

    `means` where a technique may stand there too; `own` where only a firm's clause is meant.
    """

    pattern: Regex
    means: bool = False
    own: bool = False


_FRAMES: Final = (
    # 交付全球首艘甲, 卖掉了8万套乙, 试制出首根丙.
    Frame(
        regex(
            r"(?:交出|交付|发出|发走|发运|运出|运走|送出|送走|卖出|卖掉|售出|造出|(?<![改打再建构营创])造|制造|产出|生产|做出|织出|炼出|装配|组装|总装|下线|试制|研制|试产|流片|浇铸|铸出|锻出|轧出|打印|拿出|捧出|推出|亮出|研发|开发|赶制|调试|量产|定型|做)"
            rf"(?:出|了|的|成功|完)*(?={COUNTED})"
        ),
        own=True,
    ),
    # 靠甲起家, 凭一款甲打开市场.
    Frame(
        regex(
            r"(?:靠着?|凭着?|凭借|仗着|以)(?:一[款种台套个项批手])?(?:自[研产家]的?)?"
            rf"{_NAME}(?=起家|发家|打开|敲开|闯开|闯出|站稳|打响|叫响|打进|打入|挤进|闯进|闯入|跻身|出名|见长|应战|应榜|应标|破题|参展|亮相|胜出)"
        ),
        means=True,
        own=True,
    ),
    # 攻下了甲, 拿出乙样机, 改做丙.
    Frame(
        regex(
            r"(?:攻下|攻克|啃下|研制出|试制出|研制成功|试制成功|造出|做出|开发出|研发出|吃透|炼出|拉出|织出|拿出|捧出|培育出|选育出|筛选?出|改做|转做|改产|转产|改造成|做的(?:就|还)?是)(?:了)?"
        )
    ),
    # 填补国内甲的空白; 把宝押在甲上.
    Frame(
        regex(
            rf"(?:填补|补上|填上)(?:了)?(?:国内|全国|我国|国产|省内|行业|当地|国内外)*(?:的)?{_NAME}(?:生产|制造|领域|市场)?的?空白"
        ),
        own=True,
    ),
    Frame(regex(rf"(?:宝|筹码|赌注)(?:押|压)(?:在|到)(?:了)?{_NAME}(?:身上|上)"), own=True),
    # 车间里码着甲; 给一台乙做调试; 做起丙.
    Frame(
        regex(
            r"(?:库|间|房|场|台|架|区|位|厅|厂|院|园)(?:里|内|上|中)(?:码|堆|摆|放|停|躺|挂|晾|存|陈列)(?:着|了|满了?)(?:整整?齐齐?的|一排排|一摞摞|刚下线的)?"
        ),
        own=True,
    ),
    Frame(regex(rf"(?:给|对)(?={COUNTED})"), own=True),
    Frame(regex(r"(?:做|卖|造|搞|产)起(?:了)?(?![来步家])"), own=True),
    Frame(regex(rf"(?:推动|推进|实现|完成|加快)(?:了)?{_NAME}(?:的)?国产(?:化|替代)")),
    # 过去全靠进口的甲.
    Frame(regex(r"(?:依赖|全靠|要靠|只能|主要靠|长期)进口的|(?:卡脖子|造不出)”?的"), own=True),
    # 把甲装上列车, 把第五百台乙送上货轮.
    Frame(
        regex(
            rf"(?:把|将)(?P<x>(?:{COUNTED})?{NAME}{{2,14}}?)(?:也|都|直接|成功|批量|陆续|稳稳)*(?:装上|装进|装到|装在|送上|卖进|卖到|卖给|卖往|用到|用在|运往|发往|供给|供应给)"
        )
    ),
    # 主打的甲今年以来已向乙供货.
    Frame(regex(rf"(?:^|[，。；;])(?:主打|主推|自研|自产|主营|生产|研制|开发)的{_NAME}{_SINCE}{_FARES}")),
    # 后者出甲; 手里有甲和乙; 给出的答案是丙.
    Frame(
        regex(r"(?:前者|后者)(?:则|负责|主要)*(?:出|带来|拿出|提供|供应|贡献)(?![了资人力钱])"), means=True, own=True
    ),
    Frame(regex(r"(?:手里|手上|手中|手头)(?:就|还|已)?(?:有|握着|攥着)"), means=True),
    Frame(regex(r"(?:给出|拿出|开出|交出)的(?:答案|解法|方案|药方|答卷|法宝)(?:就|正|则)?是"), means=True, own=True),
)
# 每年可出甲3000万支, 收获甲约2600吨.
_TURNS_OUT: Final = regex(
    r"(?:[年日月]可|可年|[可能])(?:出|产)|(?:产出|出产|养出|收获|捕捞|采收|捕获|出栏|[年日月]产|加工|提取|炼出|织出|烧出|酿出|榨出|生产|下线|发运|出货|交付|卖出|售出)(?:了)?"
)
_MANY: Final = re.compile(rf"{_NAME}(?:约|近|超|逾|达|超过|达到|不少于)?\d[\d.,]*[余多]?[百千万亿]*[余多]?{_UNIT}")
# 凭着一只甲，乙公司….
_BY_ONE: Final = regex(rf"(?:靠着?|凭着?|凭借)(?P<x>{COUNTED}(?:小小的)?{NAME}{{2,14}}?)，(?=[\u4e00-\u9fffA-Za-z(])")
# 由甲公司中标，靠乙在三个月里查完.
_WON: Final = regex(
    rf"(?:中标|中选|胜出|揭榜|夺标|拿下|接下|承接)[^，。；;]{{0,8}}，(?:最终|随后)?(?:靠|凭|用|以){_NAME}(?=在[^，。；;]{{2,10}}[里内中]|[一两三四五六七八九十几半\d]+个?[天月年周夜]|仅用|只用|[，。；;])"
)
# 做甲的乙公司, 为其供应甲的乙公司.
_WHO_MAKES: Final = regex(
    r"(?P<for>(?:为|给|向)(?:其|它|该公司|这家企业))?(?:专门?|主要|只|一直|长期|批量|独家)*(?:做|造|写|卖|生产|研发|研制|供应|提供|开发|制造|加工|酿|织|炼)"
    rf"{_ROW}的(?=[\u4e00-\u9fff(])"
)
_NO_DEED: Final = re.compile("由[其它]$|(?:当|叫|看|要|去|来|怎|[出制创编改书填描抄手拟打听贩买拍制人建塑酿组罗])$")
# 这家做甲的企业.
_THIS_FIRM: Final = re.compile(r"(?:[^，。；;的]{0,8})?(?:企业|公司|厂家|小厂)")
# 甲公司主打的乙今年已…, 它的乙已卖进…, 甲公司已有的乙、.
_OWNED: Final = re.compile(
    rf"(?:(?:为[^，。；;的]{{2,10}})?(?:自主|独家|最新|全国|国内|全球|世界|行业|刚刚?|新)*(?P<makes>主打|研[制发]|自研|自产|生产|制造|推出|开发|交付|打造|主推|造|做|首创|独创|定做|定制|所产|出产|带来|带去|供应|卖|展示|展出|出品|交出|拿出|已有|现有)?的){_NAME}"
    rf"(?:{_SINCE}{_FARES}|(?P<ends>[，。；;、]|$|成了|引来|吸引|正|将|让))"
)
# 装上了甲公司的乙.
_TAKEN_ON: Final = re.compile(
    "(?:装上|里装着|用着|点名要|点名用|用的是|装上|用上|换上|搭上|选用|引进|采购|试用|租用|买下|订购|引入|采用)了?$"
)
_ITS: Final = regex(
    r"(?:^|[，。；;:])(?:目前|如今|眼下|此前)?(?:它|其|这家[^，。；;的]{0,6}(?:企业|公司|工厂)|该公司|公司|企业|该企业)(?=[\u4e00-\u9fff]{0,8}的)"
)
# 一批甲驶出乙的车间; 首台甲在乙下线.
_COUNTED_OUT: Final = regex(
    rf"(?P<x>{COUNTED}{NAME}{{2,14}}?)(?:已经?|刚刚?|正|今[天日]|昨[天日]|日前|成功|正式|顺利|缓缓|陆续|排队|鱼贯)*(?:(?P<out>驶出|运出|开出|走下|驶离)|(?P<at>[在从自])(?=[\u4e00-\u9fff(])|(?:下线|出厂|装船|装车|启运|起运|发运|试航|首飞|运往|发往|销往|驶往))"
)
_OUT_THERE: Final = re.compile(
    r"(?:的)?[^，。；;的]{0,10}?(?:成功|正式|顺利|缓缓)*(?:下线|出厂|问世|装船|出海|起运|启运|发运|驶出|走下|运出|发出|交付|试航|首飞)"
)


def argument_goods(context: Context) -> None:
    """Goods that a firm has, makes or sells by the frame they stand in."""
    looked_for = (*(f.pattern for f in _FRAMES), _TURNS_OUT, _WHO_MAKES, _ITS, _COUNTED_OUT, _FARED, _WON, _BY_ONE)
    for sentence in sifted(context.article.body, *looked_for):
        text = sentence.shadow.text
        for frame in _FRAMES:
            for match in frame.pattern.finditer(text):
                closed = "x" in frame.pattern.re.groupindex
                spans = (
                    goods_in(text, *match.span("x"), means=frame.means)
                    if closed
                    else goods_at(text, match.end(), means=frame.means)
                )
                _of_told(context, sentence, match.start(), spans, firms_only=frame.own)
        for match in _TURNS_OUT.finditer(text):
            many = _MANY.match(text, match.end())
            if many is not None:
                _of_told(context, sentence, match.start(), goods_in(text, *many.span("x")), firms_only=True)
        if "Company" in context.counts:
            for match in _WHO_MAKES.finditer(text):
                _who_makes(context, sentence, match)
            _owned(context, sentence)
        for match in _WON.finditer(text):
            _won(context, sentence, match)
        for match in _BY_ONE.finditer(text):
            spans = goods_in(text, *match.span("x"))
            _put(context, sentence, starting_at(context, sentence, match.end(), ("Company",))[:1], spans)
        for match in _COUNTED_OUT.finditer(text):
            _counted_out(context, sentence, match)


_FARED: Final = regex(
    "卖|拿|通过|获|取得|用|装|打|进|出口|销|发往|供|下线|量产|交付|送样|试产|定型|上市|问世|试航|跑|投用"
)
_ADVERB: Final = 2
_ABOUT: Final = ("Company", "Park", "Zone", "Project", "Policy", "Organization", "Scenario")


def _of_told(context: Context, sentence: Sentence, at: int, spans: list[Span], *, firms_only: bool = False) -> None:
    """Goods of the firm that the words at a place are about; what is planned is only named.

    What a place is known for or turns out by the year (`firms_only`) is told where links and industries are.
    """
    text = sentence.shadow.text
    if not spans or DENIED.search(text, 0, at):
        return
    about = topic(context, sentence, _ABOUT, at)
    firm = about.thing if about is not None and about.hops <= 1 and about.thing.label == "Company" else None
    # 甲市乙镇则以丙见长: places that packs know are named by later rules.
    zones = (h.end for h in context.names.get(sentence.number, ()) if h.label == "Zone")
    if firms_only and (firm is None or any(0 <= at - end <= _ADVERB for end in zones)):
        return
    planned = PLANNED.search(text, 0, at) or (firms_only and TO_COME.search(text, 0, at))
    _put(context, sentence, [firm] if firm is not None and not planned else [], spans, about.hops if about else 0)


def _put(context: Context, sentence: Sentence, firms: list[Thing], spans: list[Span], hops: int = 0) -> None:
    put_goods(context, sentence, firms, spans, hops, "product-argument")


def _who_makes(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """做甲的乙公司: of 乙; 为其供应甲的乙公司 supplies the firm told of; 这家做甲的企业 is the one told of."""
    text = sentence.shadow.text
    if _NO_DEED.search(text, 0, match.start()):
        return
    spans = goods_in(text, *match.span("x"), means=True)
    if not spans or DENIED.search(text, 0, match.start()):
        return
    firms = starting_at(context, sentence, match.end(), ("Company",), skip=8)[:1]
    if not firms and text.endswith("这家", 0, match.start()) and _THIS_FIRM.match(text, match.end()):
        told, hops = told_firm(context, sentence, match.start())
        firms = [told] if told is not None and hops <= 1 else []
    if not firms:
        return
    _put(context, sentence, firms, spans)
    if match["for"]:
        buyer, hops = told_firm(context, sentence, match.start())
        if buyer is not None and hops <= 1:
            context.relate(sentence, "SUPPLIES", firms[0], buyer, "company-supplies", "0.76")


def _owned(context: Context, sentence: Sentence) -> None:
    """甲公司主打的乙今年已…; 它的乙已卖进…"""
    text = sentence.shadow.text
    for firm in context.things_of(sentence, "Company"):
        owned = _OWNED.match(text, firm.end)
        # 甲公司的乙，: of what a firm has otherwise, more must be told.
        taken = _TAKEN_ON.search(text, 0, firm.start) is not None
        if owned is not None and (owned["ends"] is None or owned["makes"] or taken):
            spans = goods_in(text, *owned.span("x"))
            _put(context, sentence, [firm], spans)
            # “丙”场景试用了甲公司的乙.
            for scenario in [s for s in context.things_of(sentence, "Scenario") if taken and s.end <= firm.start][-1:]:
                _applies(context, sentence, scenario, spans)
    for match in _ITS.finditer(text):
        owned = _OWNED.match(text, match.end())
        told_of = owned is not None and (owned["ends"] is None or owned["makes"])
        spans = goods_in(text, *owned.span("x")) if owned is not None and told_of else []
        told, hops = told_firm(context, sentence, match.end()) if spans else (None, 0)
        if told is not None and hops <= 1:
            _put(context, sentence, [told], spans, hops)


def _won(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """由甲公司中标，靠乙在三个月里查完: the scenario runs on it, and it is the firm's."""
    text = sentence.shadow.text
    spans = goods_in(text, *match.span("x"))
    firms = [f for f in context.things_of(sentence, "Company") if f.end <= match.start()][-1:]
    scenarios = [s for s in context.things_of(sentence, "Scenario") if s.end <= match.start()][-1:]
    if not spans or not scenarios or denied_or_planned(text, match.start()):
        return
    _put(context, sentence, firms, spans)
    _applies(context, sentence, scenarios[0], spans)


def _applies(context: Context, sentence: Sentence, scenario: Thing, spans: list[Span]) -> None:
    """The scenario runs on the goods that are named there."""
    for made in context.things_of(sentence, "Technology"):
        if (made.start, made.end) in spans:
            context.relate(sentence, "APPLIES", scenario, made, "uses-technology", "0.75")


def _counted_out(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """一批甲驶出乙的车间; 首台甲在乙下线; 首批甲下线, of the firm told of."""
    text = sentence.shadow.text
    spans = goods_in(text, *match.span("x"))
    if not spans or DENIED.search(text, 0, match.start()):
        return
    if match["out"] or match["at"]:
        firms = starting_at(context, sentence, match.end(), ("Company",))[:1]
        if not firms or (match["at"] and _OUT_THERE.match(text, firms[0].end) is None):
            return
        _put(context, sentence, firms, spans)
        return
    _of_told(context, sentence, match.start(), spans)
