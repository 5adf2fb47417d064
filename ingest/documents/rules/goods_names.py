"""Whether words in the argument place of a frame name goods, and which ones a row of them names (货名的判断).

A frame (靠甲起家, 一批甲下线) shows where a name begins and ends; what stands there may still be a deed, a place or a
matter of business. It names goods where it ends as the name of a thing or of a technique does, reads as a noun and
holds none of the words that no good is called by.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from ingest.documents.lists import Span, split_items
from ingest.documents.rules.means import is_means
from ingest.documents.rules.plain_goods import is_good
from ingest.documents.rules.products import DENIED, PLANNED, product_at
from schema.tokens import tagged
from schema.words import ending_in, longest_first, word_set

_MEASURE: Final = "台套|[台套辆艘架颗枚列组件片支块吨只瓶盒张条根袋款批种座部型版节副盘卷船箱]"
_RANK: Final = "全球|全国|国内|国际|世界|亚洲|全省|省内|我国|我省|我市|全市|业内|行业|该型|同型|今年|本月|本周"
COUNTED: Final = (
    r"(?:一(?:台台|辆辆|批批|架架|艘艘|套套|车车|箱箱|件件|卷卷)"
    rf"|(?:{_RANK})*(?:首|第一|又一|新一|第[一二三四五六七八九十百千万\d]+|[一二三四五六七八九十几两数]+|最后一|最大|唯一一?)(?:{_MEASURE})(?:套|次)?"
    rf"(?:国产|新型|崭新的?|刚下线的|成品)?|\d[\d.,]*[余多]?[百千万亿]*[余多]?(?:{_MEASURE}))"
)
"""How many of them, or the how-manieth: 全球首艘, 一批, 第五百台."""
NAME: Final = r"[\u4e00-\u9fffA-Za-z0-9\-·]"
"""A character of a name in running text."""
ROW: Final = r"[\u4e00-\u9fffA-Za-z0-9\-·、]"
"""A character of a row of names."""
_LONGEST: Final = 14
_LED: Final = re.compile(
    rf"(?:{COUNTED}|[了起着其]|小小的|过(?![程滤热载敏渡])|(?:自家|自己|自研|自产|自主研[制发]|最新|所用|所需|刚?刚下线|配套)的?|[各多]种|[各多]类|多款|新款|新型|新一代|第[一二三四五六\d]代|国产(?!化)|一些|包括|还有|[这那][种款类])*"
)
# 一次性培养袋, 三维资产重建: of how many, before what is looked at as a name.
_HOW: Final = re.compile("(?:一次性|多功能|多通道|[三四五六七八九][维轴]|[双多单])(?=..)")
_FUNCTION: Final = re.compile("[的了着等将把被让使给与和及或但并而是在有从向]|过(?![程滤])|(?<!比)对(?![比焦抗位])")
_SHORT: Final = 3
_JOINT: Final = re.compile("以及|[和与及加]")


# 这套系统, 货逾40万套, 3家: one told of before, how many.
_COUNTS: Final = re.compile(
    r"^(?:[这那该此本某]|主要|重要|相关|有关|其他|各)|^\d+(?![A-Za-z])|\d[\d.,]*[余多]?[百千万亿]*[台套辆艘架件片支块吨只瓶张条家个年月日元]"
)


@cache
def _none() -> re.Pattern[str]:
    return re.compile("|".join(longest_first("no_goods")))


def denied_or_planned(text: str, at: int) -> bool:
    """Whether the words up to a place say that what stands there is not so, or not yet."""
    return DENIED.search(text, 0, at) is not None or PLANNED.search(text, 0, at) is not None


@lru_cache(maxsize=1 << 11)
def is_thing(name: str, *, means: bool = False) -> bool:
    """Whether words name a good by their end, or also a technique (`means`): 鱼油软糖, 箱号识别; not 诚信, 订单."""
    if not 2 <= len(name) <= _LONGEST or re.fullmatch(rf"[A-Za-z]?{NAME}+", name) is None or name[0] in "-·":
        return False
    if _none().search(name) or name in word_set("generic_heads") or _COUNTS.search(name) or _only_a_kind(name):
        return False
    if product_at(name, 0) == (0, len(name)):
        return True
    if _FUNCTION.search(name):
        return False
    thing = ending_in("thing_ends").search(name) is not None and not _misnomer(name)
    thing = thing or (len(name) > _SHORT and ending_in("product_heads").search(name) is not None)
    if not thing and not (means and len(name) > _SHORT and ending_in("technique_ends").search(name)):
        return False
    rest = _HOW.sub("", name, count=1)
    return is_good(name, row=True) or is_means(name) or is_means(rest) or _nouns(name)


def _misnomer(name: str) -> bool:
    """Whether the last word is none of a thing (甲区官网), or the whole is of too many things (汽车)."""
    return any(name.endswith(word) if len(word) > 1 else name == word for word in word_set("thing_misnomers"))


_GENERIC: Final = re.compile(
    "设备|装备|系统|材料|新材料|部件|零部件|零件|元件|元器件|器件|技术|工艺|软件|仪器|仪表|机器|终端|组件|模块|模型|装置|整机|主机|药物|新药|[器机舱膜仪泵阀车镜缆艇酶]|车辆|数据库|智能体|生产线|产线|芯片|机器人|传感器|算法|平台.{0,2}"
)


def _only_a_kind(name: str) -> bool:
    """芯片, 先进设备, 主要座椅: a kind of which nothing more is said; 洗碗机 names a product alone."""
    if name in word_set("product_names") or name.endswith("大模型", 2):
        return False
    head = ending_in("product_heads").search(name)
    if head is not None and head.start() == 0:
        return True
    if head is not None and all(t.text in word_set("product_plain") for t in tagged(name[: head.start()])):
        # 智能换电柜 says which, 智能设备 does not.
        return _GENERIC.fullmatch(head[0]) is not None
    words = tagged(name)
    return (
        len(words) > 1
        and words[-1].text in word_set("product_heads")
        and all(
            t.text in word_set("product_plain") or (len(t.text) == 1 and t.tag in ("v", "d", "p")) for t in words[:-1]
        )
    )


def _nouns(name: str) -> bool:
    """舵桨, 移动灯塔车: each word a noun, a part of one or a deed that describes it."""
    return all(t.tag[:1] in ("n", "g", "b", "z", "") or t.tag == "vn" for t in tagged(name)) and not any(
        t.tag in ("ns", "nt") for t in tagged(name)
    )


def goods_in(text: str, start: int, end: int, *, means: bool = False) -> list[Span]:
    """The goods of a row that fills `[start, end)`, behind words that only count them; none unless each reads as one."""
    led = _LED.match(text, start, end)
    start = led.end() if led is not None else start
    end -= text.endswith("等", start, end)
    if end - start < 2:
        return []
    spans = _split(text, start, end)
    return spans if all(is_thing(text[slice(*span)], means=means) for span in spans) else []


_JOINS: Final = re.compile("、|以及|[和与及加]")
# Where a name may end in running text: at a mark, a number, or words that go on about it.
_STOPS: Final = re.compile(
    r"[，。；;、:！!()“”]|$|以及|[和与及加]|\d|本[周月]|今[年天日]|[昨前]天|上[周月]|[日目]前|近[日期]|如今|已|刚|正|将|也|还|均|全|都|就|从|在|向|被|首|率先|批量|陆续"
    r"|成功|顺利|一举|缓缓|整装|排队|鱼贯|驶|运|开|离|出[厂口海发]|走|登|获|拿|通过|下线|问世|亮相|样[机品件车]|新品|成品|来|供|等|[做喷刷贴打量]|进行"
)


def goods_at(text: str, start: int, *, means: bool = False) -> list[Span]:
    """The goods of a row that begins at `start`, behind words that only count them; none unless each reads as one."""
    led = _LED.match(text, start)
    at = led.end() if led is not None else start
    spans: list[Span] = []
    while (span := _first(text, at, means=means)) is not None:
        spans.append(span)
        joint = _JOINS.match(text, span[1])
        if joint is None:
            return spans
        at = joint.end()
    return []


def _first(text: str, at: int, *, means: bool) -> Span | None:
    """The shortest run of words from a place on that reads as a good and ends where a name may: 锂电正极片 before 正极."""
    for stop in _STOPS.finditer(text, at + 2, at + _LONGEST + 2):
        if is_thing(text[at : stop.start()], means=means):
            return at, stop.start()
    return None


def _split(text: str, start: int, end: int) -> list[Span]:
    """Items between 、, the last cut where 和 or 与 stands between two names."""
    items = split_items(text, start, end)
    first, stop = items.pop()
    for joint in _JOINT.finditer(text, first + 2, max(first + 2, stop - 2)):
        pair = [(first, joint.start()), (joint.end(), stop)]
        if all(is_thing(text[slice(*span)], means=True) for span in pair):
            return items + pair
    return [*items, (first, stop)]
