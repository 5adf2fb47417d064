"""Products told of first, and the scenario in which they work: 甲将应用于该场景, 乙公司的丙已在“丁”场景上岗 (产品进场景)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.rules.frames import ending_at
from ingest.documents.rules.products import product_at
from ingest.documents.rules.scenario_roles import told_before
from ingest.documents.rules.subjects import Topic, sure, topic
from ingest.documents.rules.technologies import offers, put_technology

# 甲将率先应用于该场景, 乙已部署到丙场景.
_GOES_IN: Final = re.compile(
    r"[”]?(?:目前|现在|现|也|还|将|已经?|正|即将|均|都|率先|首先|首批|成功|全面|正式|批量|直接)*"
    r"(?:(?:应用|运用|使用|投用|服务|落地|部署|搭载|安装|接入|嵌入)(?:于|到|在|至)|用(?:于|到|在|进)|装进|接入|进驻|嵌入)[“]?"
)
_GOODS_IN: Final = re.compile(
    r"(?P<firm>公司|企业|该公司|该企业|其)?(?:自研|自主研发)?的(?:产品|技术|系统|设备|方案|解决方案|算法|软件)(?:目前|现在|也|还|已经?|正|均|都|率先|成功|批量)*"
    r"(?:(?:应用|运用|使用|服务|部署)(?:于|到|在|至)|用(?:于|到|在|进)|进入|走进)[“]?$"
)
_IN_IT: Final = re.compile(r"[”，]?(?:目前|现|也|还|已经?|正|均|都|率先|此前|先行)*在(?:[^，。；;、]{2,10}的)?[“]?$")
_AT_WORK: Final = re.compile(
    r"[”]?(?:应用)?(?:场景)?(?:中|里|内|上)?(?:稳定|连续|成功|累计|安全|顺利|常态化|批量|正式|率先|首次|平稳)*(?:飞行|运行|作业|试跑|试用|应用|投用|上岗|服役|巡检|部署|使用|配送|工作)"
)
_THIS_ONE: Final = re.compile(r"(?:该|这一|这个|此|上述)(?:应用)?场景")
_PLANNED: Final = re.compile("(?:拟|计划|有望|希望|力争|准备)[^，。；;]{0,6}$")


def scenario_products(context: Context) -> None:
    """APPLIES of scenarios that a product or the firm behind it is said to work in."""
    if "Scenario" not in context.counts:
        return
    for sentence in context.article.body:
        scenarios = context.things_of(sentence, "Scenario")
        for scenario in scenarios:
            _of_makers(context, sentence, scenario)
        if scenarios or "场景" in sentence.shadow.text:
            _goes_in(context, sentence)


def _of_makers(context: Context, sentence: Sentence, scenario: Thing) -> None:
    """公司的产品已应用于甲场景, 乙机器人…，已在甲场景中飞行3万架次: whose product is there, and which."""
    text = sentence.shadow.text
    goods = _GOODS_IN.search(text, 0, scenario.start)
    if goods is not None:
        near = ending_at(context, sentence, goods.start(), ("Company",))
        about = topic(context, sentence, ("Company",), goods.start()) if not near and goods["firm"] else None
        for firm in near or ([about.thing] if about is not None and about.hops <= 1 else []):
            context.relate(sentence, "APPLIES", firm, scenario, "scenario-served-by", "0.75", {"role": "serve"})
    works = _IN_IT.search(text, 0, scenario.start) if _AT_WORK.match(text, scenario.end) is not None else None
    if works is None or _PLANNED.search(text, 0, works.start()):
        return
    for firm in context.things_of(sentence, "Company"):
        _of_firm(context, sentence, firm, works.start())
    made = [t for t in context.things_of(sentence, "Technology") if t.end <= works.start()][-1:]
    # 甲…，已在乙场景: the product may stand a clause before; else it stands right there.
    for one in made if works[0][0] == "，" or (made and made[-1].end == works.start()) else ():
        context.relate(sentence, "APPLIES", scenario, one, "scenario-technique", "0.75")


def _of_firm(context: Context, sentence: Sentence, firm: Thing, end: int) -> None:
    """甲公司的乙|已在…: a product that only its maker and its work show."""
    text = sentence.shadow.text
    if text[firm.end : firm.end + 1] != "的" or not firm.end < end:
        return
    if product_at(text, firm.end + 1, end) == (firm.end + 1, end):
        made = put_technology(context, sentence, firm.end + 1, end, "product-made", whole=True)
        if made is not None:
            offers(context, sentence, firm, made, 0)


def _goes_in(context: Context, sentence: Sentence) -> None:
    """甲将应用于该场景, 乙已部署到“丙”场景: what a scenario uses, told of the thing."""
    text = sentence.shadow.text
    for made in context.things_of(sentence, "Technology"):
        match = _GOES_IN.match(text, made.end)
        if match is None:
            continue
        named = next((s for s in context.things_of(sentence, "Scenario") if s.start == match.end()), None)
        if named is not None:
            meant = [Topic(named, 0)]
        else:
            meant = told_before(context, sentence) if _THIS_ONE.match(text, match.end()) else []
        for one in meant:
            context.relate(sentence, "APPLIES", one.thing, made, "scenario-technique", sure(78, one.hops))
