"""Actions that a row names: 设置甲、乙两项行动 … 甲行动又分为a、b 2个方面; 方案由甲行动、乙行动组成 (行动并列)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT, split_items, split_last
from ingest.documents.rules.action_runs import clause_stop
from ingest.documents.rules.aspect_lists import aspects_behind
from ingest.documents.rules.task_parts import Action, Group, put_listing
from ingest.numbers import parse_number
from ingest.sieve import matches, regex

_ROW = regex(
    r"(?:设置|设|部署|安排|提出|实施|明确|布局|推出|开展|抓好)了?(?P<list>[^，。；;:、“”]{2,16}(?:、[^，。；;:、“”]{2,16}?){1,6}?)"
    rf"(?P<n>{COUNT})[项大](?:专项|重点)?行动(?![\u4e00-\u9fff])"
)
_ITEM: Final = "(?:“[^“”]{2,10}”|[^，。；;:、“”《》()的和与及]){2,12}?行动"
# 《计划》由甲行动、乙行动组成; ，提出实施甲行动、乙行动等五项行动: the paper's own, not what an office or a firm carries out.
_NAMED = regex(
    r"(?:^|[，。；;])(?:[^，。；;:]{0,24}?(?:》|计划|方案|意见|规划|措施|文件))?(?:共|主要|重点|具体|则|将|还|并)*"
    r"(?:由|包括|包含|涵盖|囊括|提出|部署|安排|设置|设|明确)(?:了|实施|开展)*"
    rf"(?P<list>{_ITEM}(?:、{_ITEM})*(?:、|和|与|以及|及){_ITEM})(?=等|组成|构成|[，。；;]|$|{COUNT}(?:项|大|个|部分))"
)
_LAST = regex("(?:最后|后)一(?:项|个|大)(?:行动|任务)?|末项")


def action_rows(context: Context) -> list[Group]:
    """A group without a name for each row that names as many actions as it counts, or each of them as an action."""
    groups: list[Group] = []
    body = context.article.body
    for place, sentence in enumerate(body):
        text = sentence.shadow.text
        for match in matches(text, _ROW, _NAMED):
            named = match.re is _NAMED.re
            items = split_last(text, split_items(text, *match.span("list")))
            if not named and (
                len(items) != parse_number(match["n"]) or any(text.endswith("行动", *one) for one in items)
            ):
                continue
            group = Group("", sentence, 0, False)
            for order, (start, end) in enumerate(items, start=1):
                action = Action(text[start:end], order, sentence, start)
                _aspects(action, match.end("list"), body[place:], last=order == len(items))
                group.actions.append(action)
            groups.append(group)
    return groups


def _aspects(action: Action, behind: int, told: Sequence[Sentence], *, last: bool) -> None:
    """The aspects that the sentence says which calls the action by its name and 行动, or as the last one."""
    called = action.name if action.name.endswith("行动") else f"{action.name}行动"
    for sentence in told:
        text = sentence.shadow.text
        low = behind if sentence is told[0] else 0
        at = text.find(called, low)
        end = at + len(called)
        if at < 0 and last and (pointed := _LAST.search(text, low)) is not None:
            at, end = pointed.span()
        if at >= 0:
            put_listing(action, sentence, aspects_behind(text, end, clause_stop(text, end, len(text)), plain=False))
            return
