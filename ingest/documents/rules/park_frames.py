"""Parks whose ending alone shows none, by the words for where they lie: 位于甲区的乙谷, 乙港占地300亩; 乙园 for 甲乙产业园 (园区框架)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.boundary import is_brand_like, own_word
from ingest.documents.frame import Context, Park
from ingest.sieve import matches, regex
from schema.scanner import Forms

Found = dict[str, list[tuple[Sentence, int, int]]]

_END: Final = (
    r"(?:谷|(?<![海空渔商军良自])港|(?<![公校家花果乐庄陵田菜茶桃陶幼植物动世博])园|坊|工场|创新城|科创城|智造城|小镇)"
)
# 位于甲区的乙谷.
_LIES_IN: Final = regex(
    rf"(?:位于|坐落于|坐落在|地处|扎根|设在)[\u4e00-\u9fff]{{2,12}}?[区市县镇道湾]的(?P<x>(?:(?!位于|坐落|的)[\u4e00-\u9fffA-Za-z0-9]){{3,12}}?{_END})"
    r"(?=[，。；;、和与及]|差异化|协同|联动|错位|则|也|将|已|正|内|里|建设|占地|总建筑|入驻|由|$)"
)
# 乙谷坐落在甲区, 乙港占地300亩.
_LIES: Final = regex(
    rf"(?:^|[，。；;:“])(?P<x>(?:(?!位于|坐落|的)[\u4e00-\u9fffA-Za-z0-9]){{3,12}}?{_END})(?:就)?(?:坐落[于在]|位于|占地|总占地|总建筑面积|规划占地|已?入驻企业|(?:企业)?入驻率)"
)
# 乙谷的招商手册, 乙谷二期招租: only a park has these.
_LETS: Final = regex(
    rf"(?:^|[，。；;:“])(?P<x>(?:(?!位于|坐落|的|招商)[\u4e00-\u9fffA-Za-z0-9]){{2,12}}?{_END})(?:的?招商(?:手册|部|中心|团队|公告|负责人|经理|总监|主管)|[一二三四首]期(?:的)?(?:招商|招租|厂房|楼宇|载体|标准厂房))"
)
# 入驻乙园的企业可享受….
_ENTERED: Final = regex(
    rf"(?:入驻|进驻|迁入)(?P<x>(?:(?!位于|坐落|的)[\u4e00-\u9fffA-Za-z0-9]){{3,12}}?{_END})(?:均|都|即|可|的企业|的项目|的团队|后|，)"
)
_NO_NAME: Final = re.compile("园区|产业园|基地|[这该本那各其]|项目")
# What the sentence, or the article beside, tells of parks by.
_TALK: Final = re.compile("园区|入驻|载体|产业园|厂房|招商|孵化|企业|占地|建筑面积")


def seated(context: Context, found: Found) -> None:
    """Adds to the names found those that the words for their place show."""
    for sentence in sifted(context.article.body, _LIES_IN, _LIES, _LETS, _ENTERED):
        text = sentence.shadow.text
        if _TALK.search(text) is None:
            continue
        hits = [h for h in context.names.get(sentence.number, ()) if h.label == "Zone"]
        zones, whole = {h.start for h in hits}, {(h.start, h.end) for h in hits}
        for match in matches(text, _LIES_IN, _LIES, _LETS, _ENTERED):
            start, end = match.span("x")
            body = text[start : end - 1]
            # What a pack knows as a place is no park.
            named = (start, end) not in whole and (start in zones or is_brand_like(body))
            taken = any(s is sentence and a < end and start < b for places in found.values() for s, a, b in places)
            if named and not taken and not _NO_NAME.search(body) and context.free(sentence, start, end):
                found.setdefault(text[start:end], []).append((sentence, start, end))


def said_again(context: Context, found: Found) -> None:
    """Adds the other places where the article says a name it has found, whatever stands around it there."""
    names = [name for name in found if len(name) >= _WHOLE]
    if not names:
        return
    taken: dict[int, list[tuple[int, int]]] = {}
    for places in found.values():
        for sentence, start, end in places:
            taken.setdefault(sentence.number, []).append((start, end))
    forms = Forms(names)
    for sentence in context.article.sentences:
        text = sentence.shadow.text
        for start, end, name in forms.find(text):
            other = any(a < end and start < b for a, b in taken.get(sentence.number, ()))
            if not other and _NOT_ITS.match(text, end) is None and context.free(sentence, start, end):
                found[name].append((sentence, start, end))


# 甲园项目, 甲园运营公司: what only begins with its name.
_NOT_ITS: Final = re.compile("项目|[一二三]期项目|[\u4e00-\u9fff]{0,6}(?:公司|集团)")
_WHOLE: Final = 5
"""Characters of a name that means the park wherever it stands."""


def own_short(context: Context, park: Park) -> str | None:
    """海智园 for 崂山海智人工智能产业园: the word of its own with the last character, where the article says it."""
    last = park.name[-1]
    if last not in "园谷港":
        return None
    zones = [h for hits in context.names.values() for h in hits if h.label == "Zone"]
    place = max((h.surface for h in zones if park.name.startswith(h.surface)), key=len, default="")
    own = own_word(park.name[len(place) : -1])
    short = own[:_OWN] + last
    if len(own) < _OWN or short == park.name or not is_brand_like(own[:_OWN]):
        return None
    others = [p for p in context.parks if p.id != park.id and own[:_OWN] in p.name]
    said = any(short in sentence.shadow.text for sentence in context.article.body)
    return short if said and not others else None


_OWN: Final = 2
"""Characters of the word of its own in such a short form."""
