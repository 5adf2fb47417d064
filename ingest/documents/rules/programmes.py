"""Programmes that a plan counts as such, and who carries them out: 四大工程。甲工程打头，…；乙工程次之，… (工程).

A 工程 is a programme of the plan, not one of its tasks, where the number counts 工程; what stands behind its
name is said of it.
"""

from __future__ import annotations

from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import COUNT, Span, after_mark
from ingest.documents.parts import row
from ingest.documents.rules.action_tree import about_plan, named_parts
from ingest.documents.rules.plan_parts import Part, find_again, runs
from ingest.numbers import parse_number
from ingest.sieve import regex
from schema.ids import name_id

_COUNTED: Final = regex(
    rf"(?P<n>{COUNT})(?:大|项|个)(?:重点|专项|标志性|主要|系统|关键)*工程(?![\u4e00-\u9fff]?(?:项目|院|师|机械))"
)
# 由甲局牵头, 联合乙大学、丙研究院: behind the name of a programme.
_BY: Final = regex(
    r"(?:(?:交?由)(?P<who>[^，。；;:“”由]{2,60}?)(?:主要|共同|具体|统一|联合|会同[^，。；;]{2,20}?)*(?:牵头|负责|组织|承担|实施|推进|落实|统筹|主抓|领衔)|(?:联合|联手|携手|会同)(?P<with>[^，。；;:“”]{2,60}?)(?=[，。；;]|$))"
)


def counted_programmes(context: Context) -> list[Part]:
    """The programmes of the plan that the text counts and names, each with its later mentions."""
    counts = {
        int(parse_number(m["n"]) or 0) for s in context.article.sentences for m in _COUNTED.finditer(s.shadow.text)
    }
    if not counts:
        return []
    for parts in runs(named_parts(context, "工程")):
        if len(parts) in counts and about_plan(context, parts[0].sentence.paragraph, parts[-1].sentence.paragraph):
            return parts
    for sentence in sifted(context.article.body, _COUNTED):
        for match in _COUNTED.finditer(sentence.shadow.text):
            items = _row_before(sentence, match.start(), int(parse_number(match["n"]) or 0))
            if items and about_plan(context, sentence.paragraph, sentence.paragraph):
                parts = [Part(sentence, start, end, False, False) for start, end in items]
                for part in parts:
                    find_again(context, part, "工程")
                return parts
    return []


def _row_before(sentence: Sentence, end: int, count: int) -> list[Span]:
    """实施甲、乙、丙|三大工程: as many stems as the number says."""
    text = sentence.shadow.text
    items = row(text, after_mark(text, "，。；;:", end), end, count)
    return items if len(items) == count and max(e - s for s, e in items) <= 10 else []


def put_programmes(context: Context, policy_id: str) -> set[str]:
    """Put down the counted programmes as the plan's; gives the names taken."""
    parts = counted_programmes(context)
    for part in parts:
        local_id = name_id("Initiative", part.name, policy_id)
        context.node(part.sentence, "Initiative", local_id, part.name, "programme-counted", confidence="0.88")
        if context.initiative is None:
            context.initiative = (local_id, part.sentence)
        for one in (part, *part.again):
            context.mention(one.sentence, one.start, one.end, "Initiative", local_id)
        context.edge(
            part.sentence, "HAS_INITIATIVE", ("Policy", policy_id), ("Initiative", local_id), "programme-counted",
            confidence="0.88",
        )  # fmt: skip
    return {part.name for part in parts}


def programme_carriers(context: Context) -> None:
    """IMPLEMENTS from the bodies that the clause behind a programme names: 甲工程由乙局牵头, 联合丙大学."""
    for sentence in sifted(context.article.body, _BY) if "Initiative" in context.counts else ():
        text = sentence.shadow.text
        named = context.things_of(sentence, "Initiative")
        others = context.things_of(sentence, "ActionArea", "Mechanism", "Scenario", "Platform", "Project", "Policy")
        for match in _BY.finditer(text) if named else ():
            low = after_mark(text, "。；;", match.start())
            told = [t for t in (*named, *others) if low <= t.start < match.start()]
            last = max(told, key=lambda thing: thing.start, default=None)
            if last is None or last.label != "Initiative":
                continue
            start, end = match.span("who" if match["who"] else "with")
            _carry(context, sentence, last, start, end)


def _carry(context: Context, sentence: Sentence, programme: Thing, start: int, end: int) -> None:
    for body in context.things_of(sentence, "Organization", "Zone"):
        if start <= body.start and body.end <= end and body.id != context.home:
            context.relate(sentence, "IMPLEMENTS", body, programme, "programme-carried-out", "0.8")
