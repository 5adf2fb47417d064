"""Actions that marks of order name: 一是甲，…；二是乙，…; 第一个方面是丙 (序词列举)."""

from __future__ import annotations

from typing import Final

from ingest.documents.frame import Context
from ingest.documents.lists import COUNT, split_items, split_last
from ingest.documents.rules.action_names import WIDE_COUNT
from ingest.documents.rules.plan_parts import APART, Part, find_again
from ingest.numbers import parse_number
from ingest.sieve import regex

_NUMERAL: Final = "一二三四五六七八九"
_NOUN: Final = "(?:任务|举措|行动|方面|板块|篇章|抓手|路径|重点|维度|工程|部分)"
# 一是甲, 二曰乙, 其三为丙, 第四个方面是丁, 任务之五，戊.
_MARKED = regex(
    rf"(?:^|[，。;:])(?P<mark>[{_NUMERAL}](?:是|曰)|其[{_NUMERAL}][，、]?(?:是|为)?|第[{_NUMERAL}](?:[项个类大]|条){_NOUN}?(?:则|就|便)?(?:，|是|为|叫|:)|{_NOUN}之[{_NUMERAL}](?:，|是|为|叫|:)|第[{_NUMERAL}]部分(?:，|是|为|:|(?=支持|鼓励|加快|推动|推进|强化|加强|完善|优化|聚焦|围绕))|(?:首先|其次|再次|最后)(?:，|是|要))[“]?(?P<name>[^，。;:、“”（）()《》的了]{{4,12}})[”]?(?=[，。;:]|$)"
)
# 在做强龙头方面，…: each sentence opens with what it is about.
_FRONT = regex(
    r"(?:^|[。;])(?:在|围绕|聚焦|着眼|针对|突出)(?P<name>[^，。;:、“”（）()《》的了]{4,10})(?:这一)?(?:方面|板块)(?=，)"
)
# 其余三项属于幕后工作，即甲、乙、丙.
_REST = regex(
    rf"(?:其余|其他|另外|余下|剩下|还有)的?(?P<n>{COUNT})[项个大条类](?:[^，。;:、“”]{{0,4}}{_NOUN})?[^。;:、]{{0,14}}?(?:即|为|(?:则|分别|依次|就)+是|是|包括|:)(?P<list>[^，。;:]{{2,14}}(?:、[^，。;:]{{2,14}})+)(?=[，。;]|$)"
)


def counted_right_before(parts: list[Part]) -> bool:
    """Whether the sentence of the first part, or the one before it, counts so many of any kind."""
    first = parts[0]
    told = (first.earlier, first.sentence.shadow.text[: first.start])
    return any(parse_number(match["n"]) == len(parts) for text in told for match in WIDE_COUNT.finditer(text))


def marked_parts(context: Context) -> list[Part]:
    """What marks of order name in one paragraph, or one after the other in several: 一是甲，…；二是乙，…."""
    best: list[Part] = []
    parts: list[Part] = []
    paragraph, earlier = -1, ""
    for sentence in context.article.body:
        for match in _MARKED.finditer(sentence.shadow.text):
            number = next((_NUMERAL.index(sign) + 1 for sign in match["mark"] if sign in _NUMERAL), 0)
            goes_on = number == len(parts) + 1 > 1 and sentence.paragraph - paragraph <= APART
            if sentence.paragraph != paragraph and not goes_on:
                parts = []
            paragraph = sentence.paragraph
            parts.append(Part(sentence, *match.span("name"), True, False, earlier=earlier))
        earlier = sentence.shadow.text
        best = max(best, parts, key=len)
    for part in best:
        find_again(context, part)
    return best


def front_parts(context: Context) -> list[Part]:
    """What one sentence after the other opens with: 在甲方面，…。在乙方面，…."""
    parts: list[Part] = []
    earlier = ""
    for sentence in context.article.body:
        for match in _FRONT.finditer(sentence.shadow.text):
            parts.append(Part(sentence, *match.span("name"), True, False, earlier=earlier))
        earlier = sentence.shadow.text
    return parts


def rest_parts(context: Context, first: Part) -> list[Part]:
    """What is left of them, told in a row: 其余三项即甲、乙、丙."""
    for sentence in context.article.body:
        match = _REST.search(sentence.shadow.text)
        if match is None or not 0 <= sentence.paragraph - first.sentence.paragraph <= 2 * APART:
            continue
        items = split_last(sentence.shadow.text, split_items(sentence.shadow.text, *match.span("list")))
        if len(items) == parse_number(match["n"]):
            parts = [Part(sentence, start, end, False, False) for start, end in items]
            for part in parts:
                find_again(context, part)
            return parts
    return []
