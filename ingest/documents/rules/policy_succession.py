"""Which policy takes the place of which, and the office that 该局 stands for before a verb of issuing (文件接续)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, PolicyReference

# 替代《旧》; 接续了2023年印发的《旧》; 在《旧》基础上修订.
_REPLACES: Final = re.compile(
    r"(?:(?:替代|取代|代替|替换|接续|接替|接棒|接力|承续|续接)(?:了|的是|原|原来的|此前的|现行的)?(?:[^，。；;:《》]{0,16}的)?|"
    r"(?:(?:是|系)(?:对)?|由)(?:20\d\d年)?(?:[^，。；;:《》]{0,12}的)?|在(?:[^，。；;:《》]{0,16}的)?)《?$"
)
_FULLY: Final = re.compile(r"(?:替代|取代|代替|替换|接续|接替|接棒|接力|承续|续接)")
# 《旧》的升级版; 《旧》修订而来; 《旧》基础上修订.
_GROWN: Final = re.compile(
    r"》?(?:\([^()]*\))?(?:的(?:升级版|修订版|续篇|接续|延续和升级|迭代版|\d\.0版|“[^“”]{2,6}版”)|(?:升级|修订|迭代)(?:而来|而成)|(?:的)?基础上(?:重新|进一步|全面)*(?:修订|升级|迭代))"
)
_ENDED: Final = re.compile(
    r"》?(?:\([^()]*\))?(?:[、和及]《[^《》]+》(?:\([^()]*\))?)*(?:自[^，。；;]{2,16}起)?(?:同时|即行|随之|即|相应|一并|予以|，)*(?:废止|失效|停止执行|不再执行|被替代|被取代|[由被](?:《[^《》]{2,40}》|本[^，。；;]{2,4}|该[^，。；;]{2,4}|新[^，。；;]{2,6})(?:所)?(?:替代|取代|代替|替换))"
)
# 《旧》去年底到期后，《新》接棒: it ran out, and something new goes on.
_RAN_OUT: Final = re.compile(
    r"》?(?:\([^()]*\))?(?:[今去]年|20\d\d年|年底|年末|月底|\d{1,2}月|底|末|已经?|于|刚刚?|将|执行|实施|，)*(?:到期|期满|收官)[^。]{0,30}?(?:接续|接棒|接上|接力|续上|接替|新一轮)"
)
_BODY_AGAIN: Final = re.compile(
    r"(?:该|本)(?:局|委|办|厅|部门|单位|中心)(?:已经?|日前|近日|正式|还|将|又|于|\d{1,2}月|\d{1,2}日)*(?:会同|联合|与|和|携手|联手)$"
)


def superseded(context: Context, sentence: Sentence, old: PolicyReference, start: int, at: int) -> None:
    """《旧》同时废止, 新方案替代《旧》, 接续了此前的《旧》: the policy told of takes its place."""
    main, text = context.policy, sentence.shadow.text
    if main is None or main.id == old.id:
        return
    before = _REPLACES.search(text, 0, start)
    fully = before is not None and _FULLY.match(before[0]) is not None
    if not (
        fully or _ENDED.match(text, at) or _RAN_OUT.match(text, at) or (before is not None and _GROWN.match(text, at))
    ):
        return
    context.edge(
        sentence, "SUPERSEDES", ("Policy", main.id), ("Policy", old.id), "policy-superseded", confidence="0.92"
    )


# 经市政府同意，该局…: who agrees is not who is told of.
_AGREED: Final = re.compile(r"(?:常务会议?|党组)?(?:研究|审议|审核)?(?:同意|批准|批复|授权|审定|审议通过)")


def body_meant(context: Context, sentence: Sentence, at: int) -> tuple[str, str] | None:
    """记者从甲局获悉，该局已会同|乙局印发…: the office named last before 该局, here or in the sentence before."""
    again = _BODY_AGAIN.search(sentence.shadow.text, 0, at)
    if again is None:
        return None
    for told, stop in (
        (sentence, again.start()),
        *((s, len(s.shadow.text)) for s in context.article.before(sentence, 1)),
    ):
        named = [
            h
            for h in context.names.get(told.number, ())
            if h.label == "Organization" and h.end <= stop and not _AGREED.match(told.shadow.text, h.end)
        ]
        if named:
            return "Organization", named[-1].id
    return None
