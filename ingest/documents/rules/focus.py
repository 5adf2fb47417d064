"""What policies, zones and parks put weight on (聚焦)."""

from __future__ import annotations

import re
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, Thing
from ingest.documents.lists import after_mark
from ingest.documents.rules.courting import wanted_to_come
from ingest.documents.rules.emphasis import KNOWN, LACKS, emphases
from ingest.documents.rules.frames import clause_of, joined_behind
from ingest.documents.rules.link_lists import link_lists
from ingest.documents.rules.plan_talk import city_goes_by_it
from ingest.documents.rules.subjects import openers, said_of, sure
from ingest.documents.rules.weighers import weighers
from ingest.sieve import regex

_FOCUS: Final = regex(
    r"聚焦|围绕|重点发展|面向|布局|做大做强|瞄准|紧盯|主攻|深耕|主导产业(?=[是为:有]|包括|定位)|重点培育|发力"
)
_TALK: Final = ("Industry", "IndustrySystem", "ChainLink")
_INVITES: Final = re.compile("引进|招引|引育|招揽|招募|吸引")


def focus(context: Context) -> None:
    """聚焦…: industries, systems and links that a zone, a park, an action or the policy puts weight on."""
    for sentence in context.article.body:
        if not context.things_of(sentence, *_TALK):
            continue
        text = sentence.shadow.text
        read: list[tuple[int, int]] = []
        for one in emphases(context, sentence):
            spans = {*one.items, *((start, end + 2) for start, end in one.items if text.startswith("产业", end))}
            meant = [t for t in context.things_of(sentence, *_TALK) if (t.start, t.end) in spans]
            meant = [t for t in meant if not OWNS_LINKS.match(text, t.end)]
            if meant:
                meant = [*meant, *_joined(context, sentence, meant[-1].end)]
                meant = [*_chain_of(context, sentence, meant), *meant]
                read.append((one.at, max(t.end for t in meant)))
            if one.verb != LACKS and not wanted_to_come(text, one.at):
                put_focus(context, sentence, meant, one.at, known=one.verb == KNOWN)
        matches = list(_FOCUS.finditer(text))
        for i, match in enumerate(matches):
            if any(s <= match.start() < e for s, e in read) or wanted_to_come(text, match.start()):
                continue
            _, end = clause_of(text, match.start())
            end = min(end, matches[i + 1].start() if i + 1 < len(matches) else end)
            end = min([end, *(at for at, _ in read if at > match.start())])
            # 围绕“3+2”体系，其中甲、乙为…: what stands behind a system are its members.
            wholes = (
                t.end
                for t in context.things_of(sentence, "IndustrySystem")
                if t.start >= match.end() and _MEMBERS.match(text, t.end)
            )
            # 聚焦甲这一“10+1”体系中的未来产业: what 甲 is counted to is not in the focus itself.
            counted = (
                t.end
                for t in context.things_of(sentence, "Industry")
                if t.start >= match.end() and _IS_ONE_OF.match(text, t.end)
            )
            end = min([end, *wholes, *counted])
            nearer = [z for z in openers(context, sentence, ("Zone", "Park")) if z.start > match.start()]
            meant = [
                t
                for t in context.things_of(sentence, *_TALK)
                if match.end() <= t.start < end
                and not any(z.start < t.start for z in nearer)
                # 着力引进甲领域企业: courted.
                and not (_INVITES.search(text, match.end(), t.start) or OWNS_LINKS.match(text, t.end))
            ]
            put_focus(context, sentence, meant, match.start())


def _joined(context: Context, sentence: Sentence, end: int) -> list[Thing]:
    """主攻甲产业和乙产业: what goes on behind the class noun of the first."""
    return joined_behind(sentence.shadow.text, context.things_of(sentence, *_TALK), end)


_IS_ONE_OF: Final = re.compile(r"(?:产业)?这[一个](?:[“]|[^，。；;“”]{0,8}“)")
_MEMBERS: Final = re.compile(r"”?[^，。；;:]{0,8}[，:](?:其中|即|包括|也就是|具体为)")


# 聚焦甲产业链上游的|乙、丙等薄弱环节: the links are weighed, not the industry.
OWNS_LINKS: Final = re.compile(
    r"(?:产业)?(?:链条?)?(?:上下游|上游|中游|下游)?(?:(?:上|中|里)?的|(?<=链)[上中里]|(?<=链条)[上中里])[^，。；;的]{2,60}?(?:环节|短板|弱项)"
)


def _chain_of(context: Context, sentence: Sentence, links: list[Thing]) -> list[Thing]:
    """针对甲产业链，补齐乙、丙等环节: the chain is in the focus as its links are; 聚焦甲产业链的乙、丙环节: only these."""
    text = sentence.shadow.text
    if text[: links[0].start].endswith(("的", "链中", "链上", "链里", "链条中", "链条上")):
        return []
    spans = {one.of for one in link_lists(text) if one.of and links[0].end in {e for _, e in one.items}}
    return [t for t in context.things_of(sentence, "Industry") for s, e in spans if t.start < e and s < t.end]


# 以甲为主导产业的|乙区, 主攻丙赛道的|丁园.
_THAT: Final = re.compile(
    r"等?(?:\d{1,2}|[一二两三四五六七八九十])?(?:个|大)?(?:(?:作)?为)?(?:新|第一|重点|主攻|主导|首位|支柱|主打|优势|特色|核心|未来|新兴|战略性)*(?:产业|赛道|领域|方向|主业|集群)?的[“]?"
)
# 这家|以甲为主业的企业.
_THIS_FIRM: Final = re.compile(r"(?:这家|那家|一家|该企业|该公司)$")
_JUST: Final = re.compile(r"(?:^|[，。；;:：“])(?:一直|近年来|同样|向来|多年|如今|则|而)*$")


def _described(context: Context, sentence: Sentence, end: int, at: int) -> Thing | None:
    """The zone or park whose description opens the clause: it goes in for what its description says."""
    text = sentence.shadow.text
    that = _THAT.match(text, end) if _JUST.search(text, 0, at) else None
    return next((t for t in context.things_of(sentence, "Zone", "Park") if that and t.start == that.end()), None)


_DENIED: Final = re.compile("不再|停止|取消|暂停|暂缓|禁止|严禁|限制")


def put_focus(context: Context, sentence: Sentence, meant: list[Thing], at: int, *, known: bool = False) -> None:
    """These are in the focus of what the words at `at` are about; an industry that a place is known for is there."""
    text = sentence.shadow.text
    # 主攻甲的乙公司: said of the firm.
    firms = {t.start for t in context.things_of(sentence, "Company")}
    if not meant or (text[meant[-1].end : meant[-1].end + 1] == "的" and meant[-1].end + 1 in firms):
        return
    if _DENIED.search(text, after_mark(text, "，。；;", at), at) is not None:
        return
    told = said_of(context, sentence, ("Company", "Park", "Zone", "Policy"), at)
    if (told is not None and told.thing.label == "Company") or _THIS_FIRM.search(text, 0, at):
        return
    described = _described(context, sentence, meant[-1].end, at)
    for head, hops in [(described, 0)] if described is not None else weighers(context, sentence, at):
        # 根据《方案》，青岛将重点布局甲: what the city is to do by a plan is in the plan's focus.
        city = head.label == "Zone" and head.id == context.home
        if city and not known and context.policy is not None and city_goes_by_it(context, sentence):
            head = Thing(0, 0, "Policy", context.policy.id)
        for order, thing in enumerate(meant, start=1):
            if head.label in ("Zone", "Park") and thing.label == "IndustrySystem":
                continue
            if known and head.label == "Zone" and thing.label == "Industry":
                context.relate(sentence, "HAS_INDUSTRY", head, thing, "industry-standing", sure(85, hops))
                continue
            context.edge(
                sentence, "FOCUSES_ON", (head.label, head.id), (thing.label, thing.id), "focus",
                confidence=sure(88, hops), properties={"order": order, "words": [text[thing.start : thing.end]]},
            )  # fmt: skip
