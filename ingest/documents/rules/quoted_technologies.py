"""Technologies in quotes before the noun that says what they are: “甲”“乙”等海洋大模型 (引号里的技术)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, SetUp, Thing
from ingest.sieve import regex
from schema.ids import name_id

TECH_QUOTED: Final = regex(
    r"(?:“(?P<a>[^“”]{2,12})”[、和]?)+(?:等)?(?P<kind>[\u4e00-\u9fff]{0,8}?(?:大模型|模型|机器人|芯片|(?<!体)系统(?!计)|装备|产品|无人机|无人船))"
)


def quoted_technology(context: Context, sentence: Sentence) -> None:
    """“甲”“乙”等海洋大模型: named technologies."""
    text = sentence.shadow.text
    for match in TECH_QUOTED.finditer(text):
        for quoted in re.finditer(r"“([^“”]{2,12})”", text[match.start() : match.start("kind")]):
            start, end = match.start() + quoted.start(1), match.start() + quoted.end(1)
            if not context.free(sentence, start, end):
                continue
            name = context.surface(sentence, start, end)
            local_id = name_id("Technology", name, context.packs.home)
            context.node(sentence, "Technology", local_id, name, "technology-quoted", confidence="0.8")
            context.mention(sentence, start, end, "Technology", local_id)
            released = re.search(
                r"(?P<v>发布|推出|上线|研[发制]|自研|(?:合作|联合|共同|自主)开发)(?:了|的)?(?:[^，。；;“”]{0,6}|(?:面向|针对|用于|服务)[^，。；;“”]{2,12}的)$",
                text[: match.start()],
            )
            if released is not None:
                thing = Thing(start, end, "Technology", local_id)
                context.set_up.append(SetUp(sentence, thing, released.start("v"), released["v"]))
