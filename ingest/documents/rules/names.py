"""Names of the packs in a text: zones supported, systems and industries in focus, mentions (名称)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.documents.frame import Context
from ingest.documents.lists import counted_lists, open_lists
from schema.pack_model import PackRow

_SUPPORT = re.compile(r"支持|推动|鼓励|引导")
_FOCUS = re.compile(r"聚焦|围绕|重点发展|面向|布局|做大做强|瞄准")


def supported(context: Context) -> None:
    """支持A、B等功能区: zones and parks of the packs that the policy supports, in order."""
    policy = context.policy
    if policy is None:
        return
    for sentence in context.article.body:
        text = sentence.shadow.text
        for listing in (*open_lists(text), *counted_lists(text)):
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


def focus(context: Context) -> None:
    """聚焦…: industries, systems and links that the policy or one of its actions puts weight on."""
    policy = context.policy
    if policy is None:
        return
    for sentence in context.article.body:
        found = _FOCUS.search(sentence.shadow.text)
        area = context.areas.get(sentence.number)
        if found is None:
            continue
        head = ("ActionArea", area[0]) if area else ("Policy", policy.id)
        order = 0
        for hit in context.names.get(sentence.number, ()):
            if context.within_other(sentence, hit.start, hit.end):
                continue
            if hit.label in ("Industry", "IndustrySystem", "ChainLink") and hit.start >= found.start():
                order += 1
                context.edge(
                    sentence, "FOCUSES_ON", head, (hit.label, hit.id), "focus",
                    confidence="0.9", properties={"order": order, "words": [hit.surface]},
                )  # fmt: skip


def mentions(context: Context) -> None:
    """Every name of the packs in the text: a mention, and one MENTIONS of the document."""
    for sentence in context.article.sentences:
        for hit in context.names.get(sentence.number, ()):
            if context.within_other(sentence, hit.start, hit.end):
                continue
            form = "name" if hit.surface == _own_name(context, hit.label, hit.id) else "alias"
            context.mention(sentence, hit.start, hit.end, hit.label, hit.id, form)
            context.tell(sentence, hit.label, hit.id, "names")


def _own_name(context: Context, label: str, public_id: str) -> str:
    packs = context.packs
    tables: dict[str, Mapping[str, PackRow]] = {
        "Zone": packs.zones,
        "Park": packs.parks,
        "Organization": packs.organizations,
        "IndustrySystem": packs.systems,
        "Industry": packs.industries,
        "ChainLink": packs.links,
    }
    row = tables[label].get(public_id)
    return row.name if row is not None else ""
