"""Scenarios that a plan proposes: 率先建设“甲”场景, 第一批重点场景包括甲和乙, 《方案》…。其中，丙场景由… (拟建场景)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing

_DOES: Final = re.compile(
    r"(?:率先|首批|重点|优先|加快|同步|集中|先行)*(?:建设|打造|开放|推出|落地|实施|谋划|布局|培育|启动|部署)(?:一批|一个|了)?[“]?$"
)
_AMONG: Final = re.compile(r"场景(?:主要)?(?:包括|有|为|是|即|:)[“]?$|^其中[，:]?[“]?$")
_JOINED: Final = ("、", "和", "与", "及", "”“", "”、“", "”和“", "”与“", ";", "；")
_DONE: Final = re.compile("(?:已|曾|此前|去年|今年以来|目前)")


def proposed_scenarios(context: Context) -> None:
    """PROPOSES from the plan to each scenario that it, or a report of it, says is to come."""
    policy = context.policy
    if policy is None or "Scenario" not in context.counts:
        return
    paragraph = -1
    for sentence in context.article.body:
        if context.things_of(sentence, "Policy"):
            paragraph = sentence.paragraph
        told = context.kind == "plan" or sentence.paragraph == paragraph or context.areas.get(sentence.number)
        for scenario in _proposed(context, sentence) if told else ():
            context.relate(
                sentence, "PROPOSES", Thing(0, 0, "Policy", policy.id), scenario, "scenario-proposed", "0.78"
            )


def _proposed(context: Context, sentence: Sentence) -> list[Thing]:
    text = sentence.shadow.text
    found: list[Thing] = []
    for scenario in context.things_of(sentence, "Scenario"):
        before = text[max(0, scenario.start - 16) : scenario.start]
        done = _DONE.search(before) is not None
        verb = context.kind == "plan" and _DOES.search(before) is not None
        among = _AMONG.search(text[: scenario.start]) is not None
        # 其中，甲场景由…；乙场景…: the next of the same row.
        joined = bool(found) and (
            text[found[-1].end : scenario.start].removeprefix("场景") in _JOINED
            or text[scenario.start - 1 : scenario.start] in ";；"
        )
        if not done and (verb or among or joined):
            found.append(scenario)
    return found
