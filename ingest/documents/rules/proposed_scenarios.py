"""Scenarios that a plan proposes: 率先建设“甲”场景, 第一批重点场景包括甲和乙, 《方案》…。其中，丙场景由… (拟建场景)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.subjects import openers
from ingest.numbers import parse_number
from ingest.sieve import regex

_DOES: Final = re.compile(
    r"(?:率先|首批|重点|优先|加快|同步|集中|先行)*(?:建设|打造|开放|推出|落地|实施|谋划|布局|培育|启动|部署|遴选)(?:一批|一个|了)?[“]?$"
)
_AMONG: Final = re.compile(r"场景(?:主要)?(?:包括|有|为|是|即|:)[“]?$|^其中[，:]?[“]?$")
_JOINED: Final = ("、", "和", "与", "及", "”“", "”、“", "”和“", "”与“", ";", "；")
_SAYS: Final = re.compile(r"[》]?(?:还|也|同时|首次|明确)*(?:提出|明确|要求|部署|安排|计划|拟|将)[^。；;]{0,40}")
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
        headed = _headed(sentence) if context.kind == "plan" else False
        told = context.kind == "plan" or sentence.paragraph == paragraph or context.areas.get(sentence.number)
        own = openers(context, sentence, ("Scenario",))[:1] if headed else ()
        for scenario in (*(_proposed(context, sentence) if told else ()), *_announced(context, sentence), *own):
            context.relate(
                sentence, "PROPOSES", Thing(0, 0, "Policy", policy.id), scenario, "scenario-proposed", "0.78"
            )


# 四、首批标志性场景 / (一)“甲”场景。由…: the plan's own heading says that they are to come.
_OF_SCENES: Final = re.compile(
    r"(?:首批|第[一二三]批|标志性|重点|示范|典型|先行|先导|试点|拟建|拟开放|近期|年度|标杆|特色|优先|计划|任务|开放|建设|谋划)[^，。；;]{0,10}场景(?:清单|任务|项目|建设|名单|目录|安排|计划)?$"
)
_OF_THOSE_THERE: Final = re.compile("已(?:建成|开放|落地|有)|现有|案例|回顾|成效|成果")


def _headed(sentence: Sentence) -> bool:
    """Whether a heading over the sentence is of scenarios that the plan wants."""
    return any(
        _OF_SCENES.search(heading.name) is not None and _OF_THOSE_THERE.search(heading.name) is None
        for heading in sentence.headings
    )


def _proposed(context: Context, sentence: Sentence) -> list[Thing]:
    text = sentence.shadow.text
    found: list[Thing] = []
    for scenario in context.things_of(sentence, "Scenario"):
        before = text[max(0, scenario.start - 16) : scenario.start]
        done = _DONE.search(before) is not None
        # 二是文旅融合，推出“甲”“乙”2个场景; 《方案》提出，率先打造“丙”场景: a report says it where it tells of the plan's own.
        own = context.kind == "plan" or context.area_at(sentence, scenario.start) is not None
        own = own or any(_SAYS.fullmatch(text, t.end, scenario.start) for t in context.things_of(sentence, "Policy"))
        verb = own and _DOES.search(before) is not None
        among = _AMONG.search(text[: scenario.start]) is not None
        # 其中，甲场景由…；乙场景…: the next of the same row.
        joined = bool(found) and (
            text[found[-1].end : scenario.start].removeprefix("场景") in _JOINED
            or text[scenario.start - 1 : scenario.start] in ";；"
        )
        if not done and (verb or among or joined):
            found.append(scenario)
    return found


# 首批谋划了三个。甲场景落在乙区；丙场景…: as many as the sentence before says.
_SO_MANY: Final = regex(
    r"(?:谋划|策划|部署|布局|推出|确定|提出|遴选|规划)(?:了|出)?(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})个(?:[^，。；;]{0,8}场景)?[。:]?$"
)


def _announced(context: Context, sentence: Sentence) -> list[Thing]:
    """Scenarios that open the parts of a sentence, where the one before counts as many that are planned."""
    said = next((_SO_MANY.search(b.shadow.text) for b in context.article.before(sentence, 1)), None)
    opening = openers(context, sentence, ("Scenario",)) if said is not None else ()
    return list(opening) if said is not None and len(opening) == parse_number(said["n"]) else []
