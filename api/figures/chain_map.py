"""Geometry of a chain map (产业链图): computed once, drawn by any renderer.

`ChainMapInput` says what is known of a chain in a zone; `chain_map_scene` places
it in columns 上游, 中游, 下游, 支撑 and returns a `Scene` of boxes, curves and
texts in pixels. Links keep the order they are given in: planners know a chain by
its reference order, and the picture is the same each time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

STAGES: Final[Mapping[str, str]] = {
    "upstream": "上游",
    "midstream": "中游",
    "downstream": "下游",
    "support": "支撑",
}
BASES: Final[Mapping[str, str]] = {"city": "本市来源", "general": "通用资料", "inferred": "推断"}
INK: Final = "#1d2733"
MUTED: Final = "#55616f"
HEAD: Final = "#0e2f5f"
BAND: Final = "#f4f7fb"


class LinkState(StrEnum):
    """What is known of a link: how strong it is, or which of the empty states it is in."""

    STRONG = "strong"
    WEAK = "weak"
    BROKEN = "broken"
    MISSING = "missing"
    LOOKED_NONE = "looked_none"
    NONE_FOUND = "none_found"
    NOT_LOOKED = "not_looked"
    NOT_PLACEABLE = "not_placeable"


@dataclass(frozen=True, slots=True)
class StateStyle:
    """How a state reads and looks: words for the box, words for the legend, colour, dashes."""

    short: str
    legend: str
    colour: str
    dash: str = ""


STYLES: Final[Mapping[LinkState, StateStyle]] = {
    LinkState.STRONG: StateStyle("强", "强环节", "#1f8a5b"),
    LinkState.WEAK: StateStyle("弱链", "弱链：企业少或集中", "#c27c06"),
    LinkState.BROKEN: StateStyle("断链", "断链：上下游有，此处无", "#8e2bb0", "2 4"),
    LinkState.MISSING: StateStyle("缺链", "缺链：无企业", "#d13b3b", "6 4"),
    LinkState.LOOKED_NONE: StateStyle("已查全，确无", "已查全，确无企业", "#d13b3b", "6 4"),
    LinkState.NONE_FOUND: StateStyle("已查看，未见", "已查看，未见企业（来源不全）", "#b0602f", "6 4"),
    LinkState.NOT_LOOKED: StateStyle("未查看", "未查看：无来源声明覆盖", "#7d8a99", "1 4"),
    LinkState.NOT_PLACEABLE: StateStyle("不由登记归类", "不由登记归类", "#7d8a99"),
}
_EMPTY: Final = frozenset(
    {
        LinkState.BROKEN,
        LinkState.MISSING,
        LinkState.LOOKED_NONE,
        LinkState.NONE_FOUND,
    }
)
_UNSEEN: Final = frozenset({LinkState.NOT_LOOKED, LinkState.NOT_PLACEABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """One link: `stage` is a key of STAGES, `companies` a count or None if not known."""

    id: str
    name: str
    stage: str
    companies: int | None
    state: LinkState | str
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainMapInput:
    """A chain in a zone; `edges` are pairs of link ids, upstream first."""

    chain: str
    zone: str
    links: tuple[LinkView, ...]
    edges: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A rounded rectangle; a non-empty `label` makes it a thing that is read out and has a tooltip."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = ""
    dash: str = ""
    radius: float = 6
    id: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier from (x1, y1) to (x2, y2), control points (cx1, y1) and (cx2, y2)."""

    x1: float
    y1: float
    cx1: float
    cx2: float
    x2: float
    y2: float
    stroke: str
    dash: str = ""
    width: float = 1.8
    label: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text on its baseline; `shown` is what fits, `anchor` start or middle."""

    x: float
    y: float
    shown: str
    size: float
    colour: str = INK
    bold: bool = False
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Group:
    """A box with what belongs inside it, drawn and read out as one."""

    box: Box
    bar: Box
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished picture in pixels: drawn in the order bands, curves, groups, texts."""

    width: float
    height: float
    title: str
    description: str
    bands: tuple[Box, ...]
    curves: tuple[Curve, ...]
    groups: tuple[Group, ...]
    texts: tuple[Text, ...]


_WIDTH: Final = 1200.0
_MARGIN: Final = 20.0
_PAD: Final = 12.0
_BOX_HEIGHT: Final = 54.0
_STEP: Final = 66.0
_HEAD_HEIGHT: Final = 44.0
_LEGEND_ROW: Final = 24.0
_INDENT: Final = 18.0


def text_width(text: str, size: float) -> float:
    """Width of a line in pixels, from above: wide characters one em, others as in a wide Latin face."""
    ems = 0.0
    for char in text:
        if unicodedata.combining(char):
            continue
        if unicodedata.east_asian_width(char) in "WFA":
            ems += 1.0
        else:
            ems += 0.95 if char in "MW@%" else 0.74 if char.isupper() else 0.6
    return ems * size


def shorten(text: str, size: float, width: float) -> str:
    """`text`, or as much of it as fits into `width` pixels with … at the end."""
    line = " ".join(text.split())
    if text_width(line, size) <= width:
        return line
    kept = ""
    for char in line:
        if text_width(f"{kept}{char}…", size) > width:
            break
        kept += char
    return f"{kept.rstrip()}…"


def _columns(links: Iterable[LinkView]) -> dict[str, list[LinkView]]:
    columns: dict[str, list[LinkView]] = {stage: [] for stage in STAGES}
    for link in links:
        if link.stage not in columns:
            known = ", ".join(STAGES)
            raise ValueError(f"link {link.id}: stage {link.stage!r} is not one of {known}")
        columns[link.stage].append(link)
    if not columns["support"]:
        del columns["support"]
    return columns


def _state_of(link: LinkView) -> LinkState:
    try:
        return LinkState(link.state)
    except ValueError:
        known = ", ".join(LinkState)
        raise ValueError(f"link {link.id}: state {link.state!r} is not one of {known}") from None


def _second_line(link: LinkView, state: LinkState) -> str:
    words = STYLES[state].short
    # Zero companies where nobody looked is no finding, so no count is shown there.
    if link.companies is None or (state in _UNSEEN and link.companies == 0):
        return words
    return f"{link.companies:,} 家企业 · {words}"


def _group(link: LinkView, x: float, y: float, width: float) -> Group:
    state = _state_of(link)
    style = STYLES[state]
    second = _second_line(link, state)
    room = width - _INDENT - 8
    basis = f"；环节依据：{BASES.get(link.basis, link.basis)}" if link.basis else ""
    label = f"{STAGES[link.stage]} {link.name}：{second}{basis}"
    return Group(
        Box(x, y, width, _BOX_HEIGHT, "#ffffff", style.colour, style.dash, id=link.id, label=label),
        Box(x, y, 6, _BOX_HEIGHT, style.colour, radius=3),
        (
            Text(x + _INDENT, y + 23, shorten(link.name, 15, room), 15, bold=True),
            Text(x + _INDENT, y + 43, shorten(second, 12, room), 12, MUTED),
        ),
    )


def _curve(tail: Group, head: Group, states: tuple[LinkState, LinkState], label: str) -> Curve:
    a, b = tail.box, head.box
    y1, y2 = a.y + a.height / 2, b.y + b.height / 2
    empty = [s for s in states if s in _EMPTY]
    worst = empty[0] if empty else next((s for s in states if s in _UNSEEN), None)
    if worst is None:
        worst = LinkState.WEAK if LinkState.WEAK in states else LinkState.STRONG
    colour = STYLES[worst].colour
    dash = "" if worst in (LinkState.STRONG, LinkState.WEAK, LinkState.NOT_PLACEABLE) else "6 5"
    if a.x == b.x:
        x, bow = a.x + a.width, a.x + a.width + 34
        return Curve(x, y1, bow, bow, x, y2, colour, dash, label=label)
    x1, x2 = (a.x + a.width, b.x) if a.x < b.x else (a.x, b.x + b.width)
    middle = (x1 + x2) / 2
    return Curve(x1, y1, middle, middle, x2, y2, colour, dash, label=label)


def _legend(states: list[LinkState], top: float) -> tuple[list[Box], list[Text], float]:
    boxes: list[Box] = []
    texts: list[Text] = []
    x, y = _MARGIN, top
    for state in states:
        style = STYLES[state]
        width = 24 + text_width(style.legend, 13) + 22
        if x > _MARGIN and x + width > _WIDTH - _MARGIN:
            x, y = _MARGIN, y + _LEGEND_ROW
        boxes.append(Box(x, y, 16, 12, "#ffffff" if style.dash else style.colour, style.colour, style.dash, radius=2))
        texts.append(Text(x + 24, y + 11, style.legend, 13, MUTED))
        x += width
    return boxes, texts, y + (_LEGEND_ROW if states else 0)


def chain_map_scene(given: ChainMapInput) -> Scene:
    """Place a chain in columns; 1200 px wide, as high as the longest column needs.

    Edges whose ends are not among the links are left out. ValueError names the
    link whose stage or state is not known.
    """
    columns = _columns(given.links)
    states = {link.id: _state_of(link) for link in given.links}
    present = [state for state in LinkState if state in states.values()]
    bands, texts, top = _legend(present, 58)
    top += 8
    title = f"{given.chain} 产业链图 · {given.zone}"
    texts.insert(0, Text(_MARGIN, 36, shorten(title, 20, _WIDTH - 2 * _MARGIN), 20, HEAD, True))
    count = len(columns)
    box_width = 224.0 if count == 4 else 264.0
    gap = (_WIDTH - 2 * _MARGIN - count * (box_width + 2 * _PAD)) / (count - 1)
    rows = max([len(column) for column in columns.values()] + [1])
    height = top + _HEAD_HEIGHT + rows * _STEP + _MARGIN
    groups: dict[str, Group] = {}
    for place, (stage, column) in enumerate(columns.items()):
        left = _MARGIN + place * (box_width + 2 * _PAD + gap)
        centre = left + _PAD + box_width / 2
        bands.append(Box(left, top, box_width + 2 * _PAD, height - top - 8, BAND, radius=8))
        texts.append(Text(centre, top + 28, STAGES[stage], 16, HEAD, True, "middle"))
        if not column:
            texts.append(Text(centre, top + _HEAD_HEIGHT + 30, "（无环节）", 13, MUTED, anchor="middle"))
        for row, link in enumerate(column):
            groups[link.id] = _group(link, left + _PAD, top + _HEAD_HEIGHT + row * _STEP, box_width)
    names = {link.id: link.name for link in given.links}
    curves = tuple(
        _curve(groups[a], groups[b], (states[a], states[b]), f"{names[a]} → {names[b]}")
        for a, b in given.edges
        if a in groups and b in groups and a != b
    )
    tally = "，".join(f"{STYLES[s].short} {sum(v == s for v in states.values())} 个" for s in present)
    description = f"{title}：{len(given.links)} 个环节" + (f"，其中{tally}" if tally else "")
    return Scene(_WIDTH, height, title, description, tuple(bands), curves, tuple(groups.values()), tuple(texts))
