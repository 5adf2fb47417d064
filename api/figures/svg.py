"""A `Scene` as SVG text, for files, pages and the browser.

No scripts, no outside references, no fonts inside: a stack of font names that
finds a Chinese face on the usual systems. All text from data is escaped.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from api.figures.chain_map import Box, Curve, Group, Scene, Text

FONTS: Final = (
    "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC',"
    "'Microsoft YaHei','WenQuanYi Micro Hei',SimHei,sans-serif"
)
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """`text` escaped for XML and HTML, in content or a quoted attribute.

    Characters that XML does not allow become U+FFFD.
    """
    return escape(_NOT_XML.sub("\ufffd", text), quote=True)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _rect(box: Box) -> str:
    stroke = f' stroke="{xml_text(box.stroke)}" stroke-width="1.6"' if box.stroke else ""
    dash = f' stroke-dasharray="{xml_text(box.dash)}"' if box.dash else ""
    n = _number
    return (
        f'<rect x="{n(box.x)}" y="{n(box.y)}" width="{n(box.width)}" height="{n(box.height)}"'
        f' rx="{n(box.radius)}" fill="{xml_text(box.fill)}"{stroke}{dash}/>'
    )


def _line(text: Text) -> str:
    weight = ' font-weight="700"' if text.bold else ""
    anchor = "" if text.anchor == "start" else f' text-anchor="{xml_text(text.anchor)}"'
    return (
        f'<text x="{_number(text.x)}" y="{_number(text.y)}" font-size="{_number(text.size)}"{weight}{anchor}'
        f' fill="{xml_text(text.colour)}">{xml_text(text.shown)}</text>'
    )


def _path(curve: Curve) -> str:
    n = _number
    dash = f' stroke-dasharray="{xml_text(curve.dash)}"' if curve.dash else ""
    return (
        f'<path d="M{n(curve.x1)},{n(curve.y1)}C{n(curve.cx1)},{n(curve.y1)} {n(curve.cx2)},{n(curve.y2)}'
        f' {n(curve.x2)},{n(curve.y2)}" fill="none" stroke="{xml_text(curve.stroke)}" stroke-opacity=".6"'
        f' stroke-width="{n(curve.width)}"{dash}><title>{xml_text(curve.label)}</title></path>'
    )


def _group(group: Group) -> str:
    label = xml_text(group.box.label)
    inner = "".join(_line(text) for text in group.texts)
    return (
        f'<g role="img" aria-label="{label}" data-id="{xml_text(group.box.id)}"><title>{label}</title>'
        f"{_rect(group.box)}{_rect(group.bar)}{inner}</g>"
    )


def draw_svg(scene: Scene) -> str:
    """The scene as one SVG element, readable at its own width and scalable by viewBox."""
    width, height = _number(scene.width), _number(scene.height)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="group" aria-label="{xml_text(scene.description)}" font-family="{FONTS}">'
    )
    parts = [
        opening,
        f"<title>{xml_text(scene.title)}</title><desc>{xml_text(scene.description)}</desc>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *(_rect(box) for box in scene.bands),
        *(_path(curve) for curve in scene.curves),
        *(_group(group) for group in scene.groups),
        *(_line(text) for text in scene.texts),
        "</svg>",
    ]
    return "\n".join(parts)
