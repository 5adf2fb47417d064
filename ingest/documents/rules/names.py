"""Names of the packs in a text: zones supported, systems and industries in focus, mentions (名称)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ingest.documents.articles import Sentence
from ingest.documents.frame import Context, PolicyReference, Thing
from ingest.documents.lists import open_lists
from ingest.documents.rules.frames import starting_at
from ingest.documents.rules.subjects import openers
from ingest.sieve import regex
from schema.pack_model import PackRow, Packs
from schema.per_packs import per_packs
from schema.words import word_set

_HEADS: Final = re.compile("[:：]|——|\\s")
_MARKS: Final = frozenset("●◆■▲·•—-")
_SUPPORT = re.compile(r"支持|推动|鼓励|引导")
_SUPPORT_VERB = regex(r"支持|推动|鼓励|引导")
# 支持位于甲区、由乙公司运营的丙园: what describes the park stands before it.
_DESCRIBED: Final = re.compile(
    r"(?:(?:位于|坐落[于在]|地处|落户|由[^，。；;、的]{2,24}?(?:运营|建设|开发|管理|打造))[^，。；;、的]{0,20}(?:、|的)){1,3}"
)


def supported(context: Context) -> None:
    """支持A、B等功能区: zones and parks of the packs that the policy supports, in order."""
    policy = context.policy
    for sentence in context.article.body:
        text = sentence.shadow.text
        _zone_supports(context, sentence)
        if policy is None:
            continue
        _passively_supported(context, sentence, policy)
        openers_of = openers(context, sentence, ("Zone", "Policy")) if _SUPPORT_VERB.search(text) else ()
        heads = [z for z in openers_of if _HEADS.match(text, z.end) or text[: z.start] in _MARKS]
        for verb in _SUPPORT_VERB.finditer(text):
            # ◆甲区：发展乙，支持丙园扩建: what a district's own item says.
            if heads and heads[0].label == "Zone" and heads[0].end <= verb.start():
                continue
            told = _DESCRIBED.match(text, verb.end())
            at = told.end() if told is not None else verb.end()
            for order, thing in enumerate(starting_at(context, sentence, at, ("Zone", "Park")), start=1):
                # 甲区支持乙若干措施: the title of its own plan, and 推动甲区各类园区.
                if thing.label == "Zone" and policy.title.startswith(text[thing.start : thing.end]):
                    continue
                context.edge(
                    sentence, "SUPPORTS", ("Policy", policy.id), (thing.label, thing.id), "zones-supported",
                    confidence="0.85", properties={"order": order},
                )  # fmt: skip
        for listing in (*open_lists(text), *sentence.counted):
            if not _SUPPORT.search(text[max(0, listing.start - 6) : listing.start]):
                continue
            order = 0
            for start, end in listing.items:
                hit = next(
                    (
                        h
                        for h in context.names.get(sentence.number, ())
                        if h.label in ("Zone", "Park")
                        and start <= h.start
                        and h.end <= end
                        and h.end - h.start >= end - start - 2
                    ),
                    None,
                )
                if hit is not None:
                    order += 1
                    context.mention(sentence, hit.start, hit.end, hit.label, hit.id)
                    context.edge(
                        sentence, "SUPPORTS", ("Policy", policy.id), (hit.label, hit.id), "zones-supported",
                        confidence="0.93", properties={"order": order},
                    )  # fmt: skip


_SUPPORTED = re.compile(
    r"(?:同时)?撑腰|等地[^，。;]{0,20}，[^，。;]{0,6}?(?:得到|获得|获)[^，。;]{0,16}?(?:支持|扶持)|[^，。;]{0,10}?特色场景，[^，。;]{0,12}?(?:给予|予以)(?:支持|扶持)|[^，。;]{0,12}?(?:得到|获得|获)[^，。;]{0,12}?(?:支持|扶持)|[^，。;]{0,10}?(?:被)?(?:列为|列入|纳入)[^，。;]{0,4}?(?:支持|重点扶持|优先支持)(?:对象|名单|范围)?|(?:将|可|均|被|率先|优先|获准|获批|首批)*(?:先行先试|率先试点|先试先行|打头阵)"
)


def _passively_supported(context: Context, sentence: Sentence, policy: PolicyReference) -> None:
    """甲区、乙区得到《方案》的支持."""
    text = sentence.shadow.text
    chains: list[list[Thing]] = []
    for thing in context.things_of(sentence, "Zone", "Park"):
        if not chains or thing not in chains[-1]:
            chains.append(starting_at(context, sentence, thing.start, ("Zone", "Park")))
    for chain in chains:
        if _SUPPORTED.match(text, chain[-1].end):
            for order, thing in enumerate(chain, start=1):
                context.edge(
                    sentence, "SUPPORTS", ("Policy", policy.id), (thing.label, thing.id), "zones-supported",
                    confidence="0.82", properties={"order": order},
                )  # fmt: skip


def _zone_supports(context: Context, sentence: Sentence) -> None:
    """甲区支持乙园、丙基地."""
    for verb in _SUPPORT_VERB.finditer(sentence.shadow.text):
        zone = next(
            (z for z in reversed(openers(context, sentence, ("Zone", "Policy"))) if z.end <= verb.start()), None
        )
        if zone is None or zone.label != "Zone":
            continue
        for order, park in enumerate(starting_at(context, sentence, verb.end(), ("Park",)), start=1):
            context.edge(
                sentence, "SUPPORTS", ("Zone", zone.id), ("Park", park.id), "zone-supports", confidence="0.82",
                properties={"order": order},
            )  # fmt: skip


_COUNTED: Final = re.compile(r"(?:\d|[一二两三四五六七八九十])(?:个|大|类)$")


def _class_of_others(text: str, start: int, name: str) -> bool:
    """Whether the words say of which class others are: 甲、乙2个|未来产业, 丙为|未来产业."""
    if _COUNTED.search(text, 0, start):
        return True
    return text[:start].endswith(("为", "是", "中的", "里的", "内的")) and name.removesuffix("产业") in word_set(
        "industry_plain"
    )


_DEED: Final = re.compile("(?:投资|建设|开发|管理|运营|服务|设计|施工|制造|生产|销售|维护|运维)+")


def _behind_firm(context: Context, sentence: Sentence, at: int) -> bool:
    return any(t.end == at for t in context.things_of(sentence, "Company", "Organization"))


def mentions(context: Context) -> None:
    """Every name of the packs in the text: a mention, and one MENTIONS of the document."""
    tables = _tables(context.packs)
    for sentence in context.article.sentences:
        for hit in context.names.get(sentence.number, ()):
            if context.within_other(sentence, hit.start, hit.end):
                continue
            # 由甲公司投资运营: a firm's deed, though a link is called so too.
            if hit.label == "ChainLink" and _DEED.fullmatch(hit.surface) and _behind_firm(context, sentence, hit.start):
                continue
            if hit.label == "Industry" and _class_of_others(sentence.shadow.text, hit.start, hit.surface):
                continue
            row = tables[hit.label].get(hit.id)
            form = "name" if row is not None and hit.surface == row.name else "alias"
            context.mention(sentence, hit.start, hit.end, hit.label, hit.id, form)
            context.tell(sentence, hit.label, hit.id, "names")


@per_packs
def _tables(packs: Packs) -> dict[str, Mapping[str, PackRow]]:
    return {
        "Zone": packs.zones,
        "Park": packs.parks,
        "Organization": packs.organizations,
        "IndustrySystem": packs.systems,
        "Industry": packs.industries,
        "ChainLink": packs.links,
    }
