"""Districts each with its own link in clauses side by side: 甲区重点做乙仪器，丙区押注丁传感器，戊市则承接己装配 (各区分工)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.documents.articles import Sentence, sifted
from ingest.documents.frame import Context
from ingest.documents.lists import Span, split_items, split_last
from ingest.documents.rules.chain_links import put_link
from ingest.documents.rules.emphasis import ends_as_goods, ends_as_industry
from ingest.documents.rules.link_lists import plain
from ingest.sieve import regex

_VERBS: Final = r"(?:重点做|重点发展|主做|专做|做强|做精|做大|做优|承接|承担|突出|侧重|偏重|主打|押注|认准|看准|瞄准|锁定|主攻|专攻|发力|深耕|扛起|挑起|啃起?|盯住|紧盯|布局|聚焦|守住|领衔)"
_SHARE: Final = regex(
    rf"(?:则|将|也|都|还|要|主要|重点|着力|集中|一门心思|错位)*{_VERBS}(?:了|好|起|住)?(?P<list>[^，。；;:“”的]{{3,30}}?)(?:等?(?:环节|方向))?(?=[，。；;]|$)"
    r"|(?:的)?(?:拳头|强项|长项|看家本领|主攻方向|拿手好戏)(?:则|就|还)?(?:是|在)(?P<own>[^，。；;:“”的]{3,30}?)(?=[，。；;]|$)"
)
_FEWEST: Final = 2
"""Districts that tell of a share: of one alone the words may tell anything."""
_OPENS: Final = re.compile(r"(?:^|[，。；;:：“])(?:其中|而|在布局上|空间上|布局上|支持|推动|引导)*$")


def zone_links_named(context: Context) -> None:
    """Links that districts are told to go in for side by side, before other names are read there."""
    for sentence in sifted(context.article.body, _SHARE):
        zones = [(h.start, h.end) for h in context.names.get(sentence.number, ()) if h.label == "Zone"]
        for _, items in _shares(sentence, zones):
            for start, end in items:
                words = sentence.shadow.text[start:end]
                if ends_as_goods(words) and not ends_as_industry(words):
                    put_link(context, sentence, start, end)


def zone_shares(context: Context) -> None:
    """FOCUSES_ON of each such district."""
    for sentence in sifted(context.article.body, _SHARE):
        zones = context.things_of(sentence, "Zone")
        themes = {(t.start, t.end): t for t in context.things_of(sentence, "ChainLink", "Industry")}
        said = {(key[1][1], key[2][1]) for key in context.edges if key[0] == "FOCUSES_ON" and key[3] == sentence.number}
        for place, items in _shares(sentence, [(z.start, z.end) for z in zones]):
            zone = zones[place]
            for order, span in enumerate(items, start=1):
                theme = themes.get(span)
                if theme is None or (zone.id, theme.id) in said:
                    continue
                words = [sentence.shadow.text[slice(*span)]]
                context.edge(
                    sentence, "FOCUSES_ON", ("Zone", zone.id), (theme.label, theme.id), "zone-share",
                    confidence="0.78", properties={"order": order, "words": words},
                )  # fmt: skip


def _shares(sentence: Sentence, zones: Sequence[Span]) -> list[tuple[int, list[Span]]]:
    """Which of the zones open a clause, each with what it goes in for; none where fewer than two do."""
    text = sentence.shadow.text
    found = []
    for place, (start, end) in enumerate(zones):
        match = _SHARE.re.match(text, end) if _OPENS.search(text, 0, start) else None
        if match is None:
            continue
        items = split_last(text, split_items(text, *match.span("list" if match["list"] else "own")))
        if items and all(plain(text[s:e]) for s, e in items):
            found.append((place, items))
    goods = any(ends_as_goods(text[s:e]) or ends_as_industry(text[s:e]) for _, items in found for s, e in items)
    return found if len(found) >= _FEWEST and goods else []
