"""GraphML for network tools, one file, written row by row (GraphML).

Read it as a directed multigraph: `networkx.read_graphml(path, force_multigraph=True)`.
Lists are JSON text, dates ISO text; characters that XML 1.0 does not allow are left out.
Format: http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import IO, Any, Final
from xml.sax.saxutils import escape, quoteattr

from graph.export.task import Task
from graph.stores.contents import Part

FILE: Final = "graph.graphml"
LABEL: Final = "label"
HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""
_TYPES: Final = {
    "text": "string",
    "texts": "string",
    "integer": "long",
    "amount": "double",
    "number": "double",
    "ratio": "double",
    "date": "string",
    "flag": "boolean",
}
# https://www.w3.org/TR/xml/#charsets
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP: Final = re.compile("[&<>\r]")

Key = tuple[str, str, str]
"""Node or edge, attribute name, GraphML type: what one <key> declares."""


def xml_text(text: str) -> str:
    """A text as XML content; a \\r would otherwise come back as \\n."""
    text = _NOT_XML.sub("", text)
    return escape(text, {"\r": "&#13;"}) if _MARKUP.search(text) else text


def xml_attribute(text: str) -> str:
    """A text as an attribute's value in its quotes."""
    return quoteattr(_NOT_XML.sub("", text))


_AS_TEXT: Final[dict[str, Callable[[Any], str]]] = {
    "text": xml_text,
    "texts": lambda value: xml_text(json.dumps(value, ensure_ascii=False)),
    "integer": str,
    "amount": repr,
    "number": repr,
    "ratio": repr,
    "date": lambda value: str(value.isoformat()),
    "flag": lambda value: "true" if value else "false",
}


def _keys(parts: list[Part]) -> dict[Key, str]:
    """Ids of the <key> elements; a name that has two types has two keys."""
    keys: dict[Key, str] = {("node", LABEL, "string"): "label", ("edge", LABEL, "string"): "type"}
    for part in parts:
        kind = "edge" if part.is_edge else "node"
        for name, type_name in part.columns[1:]:
            keys.setdefault((kind, name, _TYPES[type_name]), f"d{len(keys)}")
    return keys


def write(task: Task) -> None:
    """Write `graph.graphml`: ids as XML ids, `label` as the label of a node and the type of an edge."""
    parts = task.contents.parts()
    keys = _keys(parts)
    with task.begin(FILE).open("w", encoding="utf-8", newline="\n") as out:
        out.write(HEAD)
        for (kind, name, type_name), key in keys.items():
            out.write(f'<key id="{key}" for="{kind}" attr.name="{name}" attr.type="{type_name}"/>\n')
        out.write('<graph edgedefault="directed">\n')
        for part in parts:
            _write_part(task, part, keys, out)
        out.write("</graph>\n</graphml>\n")
    task.end(sum(part.rows for part in parts))


def _write_part(task: Task, part: Part, keys: dict[Key, str], out: IO[str]) -> None:
    kind = "edge" if part.is_edge else "node"
    named = [(keys[kind, name, _TYPES[type_name]], _AS_TEXT[type_name]) for name, type_name in part.columns[1:]]
    label = f'<data key="{keys[kind, LABEL, "string"]}">{part.name}</data>'
    for columns in task.rows(part):
        opened = [f"<{kind}{attributes}>{label}" for attributes in _attributes(part, columns)]
        values = columns[3 if part.is_edge else 1 :]
        data = [_data(key, as_text, column) for (key, as_text), column in zip(named, values, strict=True)]
        for pieces in zip(opened, *data, strict=True):
            out.write("".join(pieces))
            out.write(f"</{kind}>\n")


def _attributes(part: Part, columns: list[list[Any]]) -> list[str]:
    if not part.is_edge:
        return [f" id={xml_attribute(id_)}" for id_ in columns[0]]
    return [
        f" id={xml_attribute(id_)} source={xml_attribute(head)} target={xml_attribute(tail)}"
        for head, tail, id_ in zip(*columns[:3], strict=True)
    ]


def _data(key: str, as_text: Callable[[Any], str], values: list[Any]) -> list[str]:
    before = f'<data key="{key}">'
    return ["" if value is None else f"{before}{as_text(value)}</data>" for value in values]
