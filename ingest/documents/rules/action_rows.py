"""Actions that a row names without the word, which its count says: 设置甲、乙两项行动 … 甲行动又分为a、b 2个方面 (行动并列)."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context
from ingest.documents.lists import COUNT, split_items
from ingest.documents.rules.action_runs import clause_stop
from ingest.documents.rules.aspect_lists import aspects_behind
from ingest.documents.rules.task_parts import Action, Group, put_listing
from ingest.numbers import parse_number
from ingest.sieve import regex

_ROW = regex(
    r"(?:设置|设|部署|安排|提出|实施|明确|布局|推出|开展|抓好)了?(?P<list>[^，。；;:、“”]{2,16}(?:、[^，。；;:、“”]{2,16}?){1,6}?)"
    rf"(?P<n>{COUNT})[项大](?:专项|重点)?行动(?![\u4e00-\u9fff])"
)


def action_rows(context: Context) -> list[Group]:
    """A group without a name for each row that names as many actions as it counts."""
    groups: list[Group] = []
    body = context.article.body
    for place, sentence in enumerate(body):
        for match in _ROW.finditer(sentence.shadow.text):
            items = split_items(sentence.shadow.text, *match.span("list"))
            names = [sentence.shadow.text[start:end] for start, end in items]
            if len(items) != parse_number(match["n"]) or any(name.endswith("行动") for name in names):
                continue
            group = Group("", sentence, 0, False)
            for order, ((start, _), name) in enumerate(zip(items, names, strict=True), start=1):
                action = Action(name, order, sentence, start)
                _aspects(action, body[place:])
                group.actions.append(action)
            groups.append(group)
    return groups


def _aspects(action: Action, told: Sequence[Sentence]) -> None:
    """The aspects that the sentence says which calls the action by its name and 行动."""
    for sentence in told:
        text = sentence.shadow.text
        at = text.find(f"{action.name}行动")
        if at >= 0:
            end = at + len(action.name) + 2
            put_listing(action, sentence, aspects_behind(text, end, clause_stop(text, end, len(text)), plain=False))
            return
