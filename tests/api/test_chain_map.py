"""Chain map geometry, its SVG and the brief page."""

import re
from xml.etree import ElementTree

import pytest

from api.figures.chain_map import (
    STYLES,
    Box,
    ChainMapInput,
    Group,
    LinkState,
    LinkView,
    chain_map_scene,
    shorten,
    text_width,
)
from api.figures.html_page import brief_page
from api.figures.svg import draw_svg, xml_text

HOSTILE = "<script>alert(1)</script>&\"'\x00"


def _link(number: int, stage: str = "upstream", **changes: object) -> LinkView:
    given: dict[str, object] = {
        "id": f"l{number}",
        "name": f"环节{number}",
        "stage": stage,
        "companies": 3,
        "state": "strong",
    }
    return LinkView(**(given | changes))  # type: ignore[arg-type]


def _map(*links: LinkView, edges: tuple[tuple[str, str], ...] = (), chain: str = "示例链") -> ChainMapInput:
    return ChainMapInput(chain=chain, zone="示例市", links=links, edges=edges)


def _overlap(a: Box, b: Box) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


def _inside(group: Group) -> bool:
    box = group.box
    return all(t.x + text_width(t.shown, t.size) <= box.x + box.width for t in group.texts)


def test_hostile_names_stay_text() -> None:
    svg = draw_svg(chain_map_scene(_map(_link(1, id=HOSTILE, name=HOSTILE, basis=HOSTILE), chain=HOSTILE)))
    root = ElementTree.fromstring(svg)
    assert not [e for e in root.iter() if e.tag.endswith("script")]
    assert "\ufffd" in "".join(root.itertext())


def test_xml_text_replaces_what_xml_forbids() -> None:
    assert xml_text("a\x00\x1b\ud800<b>\n") == "a\ufffd\ufffd\ufffd&lt;b&gt;\n"


@pytest.mark.parametrize("name", ["很" * 60, "WM@%" * 30, "海上光伏/波浪能/潮流能装备与深远海养殖工船", "a b " * 50])
@pytest.mark.parametrize("support", [False, True])
def test_text_stays_in_its_box_and_full_name_in_title(name: str, support: bool) -> None:
    links = [_link(1, name=name, companies=123456789, state="none_found")]
    if support:
        links.append(_link(2, "support"))
    scene = chain_map_scene(_map(*links, chain=name))
    assert all(_inside(group) for group in scene.groups)
    assert all(t.x + text_width(t.shown, t.size) <= scene.width for t in scene.texts if t.anchor == "start")
    assert scene.groups[0].texts[0].shown.endswith("…")
    titles = [e.text for e in ElementTree.fromstring(draw_svg(scene)).iter() if e.tag.endswith("title")]
    assert any(name in (title or "") for title in titles)


def test_shorten_keeps_what_fits() -> None:
    # Three wide characters of 10 px fit into 30 px; into 29 two and the ellipsis do not, one does.
    assert shorten("产业链", 10, 30) == "产业链"
    assert shorten("产业链", 10, 29) == "产…"
    assert shorten("产业链", 10, 0) == "…"


def test_fifteen_links_in_a_stage_do_not_touch() -> None:
    support = [_link(20 + n, "support") for n in range(3)]
    scene = chain_map_scene(_map(*(_link(n) for n in range(15)), *support))
    boxes = [group.box for group in scene.groups]
    assert len(boxes) == 18
    assert not [1 for i, a in enumerate(boxes) for b in boxes[i + 1 :] if _overlap(a, b)]
    assert max(box.y + box.height for box in boxes) <= scene.height
    assert max(box.x + box.width for box in boxes) <= scene.width == 1200


def test_empty_chain_still_draws() -> None:
    scene = chain_map_scene(_map())
    assert scene.groups == scene.curves == ()
    texts = [text.shown for text in scene.texts]
    assert [t for t in texts if t in ("上游", "中游", "下游", "支撑")] == ["上游", "中游", "下游"]
    assert texts.count("（无环节）") == 3
    ElementTree.fromstring(draw_svg(scene))


@pytest.mark.parametrize("state", list(LinkState))
def test_each_state_is_told_in_words_in_box_legend_and_label(state: LinkState) -> None:
    scene = chain_map_scene(_map(_link(1, state=state, companies=0)))
    assert STYLES[state].short in scene.groups[0].texts[1].shown
    assert STYLES[state].short in scene.groups[0].box.label
    assert STYLES[state].legend in [text.shown for text in scene.texts]
    assert STYLES[state].short in scene.description


def test_state_words_differ() -> None:
    assert len({style.short for style in STYLES.values()}) == len(LinkState)
    assert len({style.legend for style in STYLES.values()}) == len(LinkState)


def test_missing_is_dashed_and_strong_is_not() -> None:
    scene = chain_map_scene(_map(_link(1, state="missing", companies=0), _link(2)))
    missing, strong = scene.groups
    assert missing.box.dash
    assert not strong.box.dash


def test_nobody_looked_shows_no_zero() -> None:
    scene = chain_map_scene(_map(_link(1, state="not_looked", companies=0)))
    assert "0" not in scene.groups[0].texts[1].shown


def test_edges_meet_their_boxes_and_unknown_ends_are_left_out() -> None:
    links = (_link(1), _link(2, "midstream"), _link(3, "support"), _link(4))
    scene = chain_map_scene(_map(*links, edges=(("l1", "l2"), ("l3", "l2"), ("l1", "l4"), ("l1", "gone"))))
    boxes = {group.box.id: group.box for group in scene.groups}
    forward, backward, same = scene.curves
    assert (forward.x1, forward.x2) == (boxes["l1"].x + boxes["l1"].width, boxes["l2"].x)
    assert (backward.x1, backward.x2) == (boxes["l3"].x, boxes["l2"].x + boxes["l2"].width)
    assert same.x1 == same.x2 == boxes["l4"].x + boxes["l4"].width


@pytest.mark.parametrize("changes", [{"stage": "sideways"}, {"state": "fine"}])
def test_unknown_stage_or_state_names_the_link(changes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="link l1: st"):
        chain_map_scene(_map(_link(1, **changes)))


FINDING = {
    "kind": "broken",
    "state": "none_found",
    "industry": "低空经济",
    "zone": {"id": "z", "name": "莱西市"},
    "link": {"id": "x", "name": "任务载荷与飞控系统", "stage": "midstream", "basis": "general"},
    "rule": {"id": "broken-1", "text": "上下游都有企业，此环节没有", "thresholds": {}},
    "counts": {"companies": 0, "upstream": 5, "downstream": 6, "hhi": None, "location_quotient": 0.75},
    "who_could_fill": [
        {"company": {"name": "青岛示例飞控有限公司"}, "zone": "崂山区", "why": "经营范围含飞控"},
    ],
    "reasons": ["上游 5 家，下游 6 家"],
}


def test_brief_page_tells_findings_sources_and_warnings() -> None:
    page = brief_page(
        "低空经济简报",
        "<svg></svg>",
        [FINDING],
        [{"title": "示例方案", "publisher": "示例办公室", "published_on": "2026-03-02", "locator": "1#c=3-9"}],
        {"projection": {"version": 4}, "sources": {"registrations": 2}, "warnings": ["登记不完整"]},
    )
    for words in (
        "断链",
        "中游 任务载荷与飞控系统",
        "莱西市",
        "已查看，未见",
        "上游企业 5",
        "区位商 0.75",
        "上下游都有企业",
        "青岛示例飞控有限公司（崂山区）：经营范围含飞控",
        "示例办公室",
        "2026-03-02",
        "1#c=3-9",
        "登记不完整",
    ):
        assert words in page
    assert "HHI —" not in page


def test_brief_page_runs_and_loads_nothing() -> None:
    page = brief_page("题", draw_svg(chain_map_scene(_map(_link(1)))), [], [], {})
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert not re.search(r"<script|<link|<img|@import|url\(|src=|href=", page)
    assert "没有发现不等于没有" in page


def test_brief_page_escapes_everything() -> None:
    hostile = {
        "kind": HOSTILE,
        "state": HOSTILE,
        "zone": HOSTILE,
        "rule": {"text": HOSTILE},
        "reasons": [HOSTILE],
        "link": {"name": HOSTILE, "stage": HOSTILE, "basis": HOSTILE},
        "counts": {HOSTILE: HOSTILE},
        "who_could_fill": [{"company": HOSTILE, "zone": HOSTILE, "why": HOSTILE}],
    }
    empty = {"who_could_fill": [], "who_could_fill_reason": HOSTILE}
    source = dict.fromkeys(("title", "publisher", "published_on", "locator"), HOSTILE)
    page = brief_page(HOSTILE, "", [hostile, empty], [source], {HOSTILE: HOSTILE, "warnings": [HOSTILE]})
    assert "<script" not in page
    assert "\x00" not in page
