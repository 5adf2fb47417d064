"""Classes that firms bear, said without a verb of getting them: 顶着“甲”的头衔, 是全市某产业的甲, 作为甲，乙公司…; 乙公司，一家甲 (企业的头衔)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.subjects import sure, topic

# 顶着“甲”的头衔.
_BEARS: Final = re.compile(
    r"(?:顶着|头顶|戴着|挂着|扛着|有着|头上有|手握|握着|揣着|贴着|拿到|拿到了|拿下|捧回|捧回了|捧得|摘下)(?:了)?[“]?$"
)
_TITLE: Final = re.compile(
    r"[”]?(?:企业)?的?(?:头衔|名头|光环|招牌|桂冠|名号|帽子|身份|牌子|牌匾|称号|资质|标签|认定|证书)"
)
# 是全市某产业的甲: of the firm right before it.
_IS: Final = re.compile(
    r"(?<![不只还可算若要])是(?:我市|全市|全区|全省|全国|当地|本地|国内)?[^，。；;、“”是]{2,24}的[“]?$"
)
_ENDS: Final = re.compile(r"[”]?(?:企业)?(?:之一)?[，。；;、)]|[”]?(?:企业)?(?:之一)?$")
# 作为甲，乙公司身后跟着…; 身为某产业的甲，乙公司….
_AS: Final = re.compile(r"(?:作为|身为)(?:[^，。；;、“”]{0,16}的)?(?:一家|唯一一家|首家|国内|全国|全市)*[“]?$")
_COMMA: Final = re.compile(r"[”]?(?:企业)?(?:之一)?，")
# 乙公司，一家甲，….
_BESIDE: Final = re.compile(r"，(?:这是|是)?(?:一家|首家|唯一一家)(?:[^，。；;、“”]{0,10}的)?$")
_DENIED: Final = re.compile(
    r"(?:未|没有|不再|不予|取消|撤销|尚未|拟|申报|争创|争取|力争|有望|将|想|盼|曾|网传|传闻|不是|并非)"
)


def borne_classes(context: Context) -> None:
    """CERTIFIED_AS of firms by the title they bear."""
    if "Qualification" not in context.counts or "Company" not in context.counts:
        return
    for sentence in context.article.body:
        for held in context.things_of(sentence, "Qualification"):
            _borne(context, sentence, held)


def _borne(context: Context, sentence: Sentence, held: Thing) -> None:
    text = sentence.shadow.text
    if _DENIED.search(text, after_mark(text, "，。；;", held.start), held.start):
        return
    firms = context.things_of(sentence, "Company")
    if _AS.search(text, 0, held.start) and (comma := _COMMA.match(text, held.end)) is not None:
        firm = next((f for f in firms if f.start == comma.end()), None)
        _put(context, sentence, firm, held, 0)
        return
    if (beside := _BESIDE.search(text, 0, held.start)) is not None and _ENDS.match(text, held.end):
        _put(context, sentence, next((f for f in firms if f.end == beside.start()), None), held, 0)
        return
    if (is_it := _IS.search(text, 0, held.start)) is not None and _ENDS.match(text, held.end):
        _put(context, sentence, next((f for f in firms if f.end == is_it.start()), None), held, 0)
        return
    bears = _BEARS.search(text, 0, held.start) if _TITLE.match(text, held.end) else None
    about = topic(context, sentence, ("Company", "Park", "Project"), bears.start()) if bears is not None else None
    # 装进甲的车型，企业也拿到了乙的牌子: of two firms the words don't say which.
    named = {f.id for f in firms if bears is not None and f.end <= bears.start()}
    if about is not None and about.thing.label == "Company" and about.hops <= 1 and named <= {about.thing.id}:
        _put(context, sentence, about.thing, held, about.hops)


def _put(context: Context, sentence: Sentence, firm: Thing | None, held: Thing, hops: int) -> None:
    if firm is not None:
        context.relate(sentence, "CERTIFIED_AS", firm, held, "class-borne", sure(80, hops))
