"""Who grants a title or an award: 甲颁发的“乙”, 被甲、丙授予“乙”称号, “乙”，由甲授予 (授予单位)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import ending_at, starting_at
from ingest.sieve import regex

_LABELS: Final = ("Qualification", "Award")
_GRANTS: Final = r"(?:颁发|授予|颁授|评选|评定|评出|认定|命名|公布|发布|颁布|确定|列|评|推出)"
_OF: Final = regex(rf"{_GRANTS}(?:出)?的(?=[“《\u4e00-\u9fff])")
_PASSIVE: Final = regex(rf"(?:被|获|获得|由)(?=[^，。；;]{{3,40}}?{_GRANTS})")
_VERB: Final = re.compile(
    rf"(?:联合|共同|正式)*{_GRANTS}(?:为|了)?(?:全市|全省|省级|市级|首批|新一批|新|\d+年度?|年度)*[“]?"
)
_THEN: Final = regex(
    r"(?:^|[，。；;])(?:(?:该|这一|这个|此|这块|这项|这张|这面|这份|上述)?(?:称号|奖项|荣誉|名录|名单|牌子|榜单|项目)?)由(?=[\u4e00-\u9fff])"
)
_GIVES: Final = re.compile("(?:联合|共同|正式)*(?:授予|颁发|颁授|评定|认定|评选|命名)")
_DENIED: Final = re.compile(r"(?:未|没有|未能|拟|将|争取|申报|落选|取消|撤销)[^，。；;]{0,10}$")
_NEAR: Final = 4


def granting(context: Context) -> None:
    """Bodies that grant the titles and awards of a text."""
    if not any(label in context.counts for label in _LABELS):
        return
    last: Thing | None = None
    for sentence in context.article.body:
        named = context.things_of(sentence, *_LABELS)
        text = sentence.shadow.text
        for match in _OF.finditer(text):
            behind = next((t for t in named if 0 <= t.start - match.end() <= _NEAR), None)
            if behind is not None and not _DENIED.search(text, 0, match.start()):
                _put(context, sentence, behind, ending_at(context, sentence, match.start(), ("Organization",)))
        for match in _PASSIVE.finditer(text):
            bodies = starting_at(context, sentence, match.end(), ("Organization",))
            verb = _VERB.match(text, bodies[-1].end) if bodies else None
            behind = next((t for t in named if verb and 0 <= t.start - verb.end() <= _NEAR), None)
            if behind is not None and not _DENIED.search(text, 0, match.start()):
                _put(context, sentence, behind, bodies)
        for match in _THEN.finditer(text):
            before = [t for t in named if t.end <= match.start() + 1]
            # At the head of a sentence only a noun shows that it is said of the title.
            meant = before[-1] if before else last if match.start() == 0 and match[0] != "由" else None
            bodies = starting_at(context, sentence, match.end(), ("Organization",))
            if meant is not None and bodies and _GIVES.match(text, bodies[-1].end):
                _put(context, sentence, meant, bodies)
        last = named[-1] if named else None


def _put(context: Context, sentence: Sentence, held: Thing, bodies: list[Thing]) -> None:
    for body in bodies:
        context.relate(sentence, "GRANTED_BY", held, body, "granted-by", "0.82")
