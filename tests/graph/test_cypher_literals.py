"""Cypher literals, read back by a small reader of its own, as Neo4j reads them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export.cypher_literals import literal, name

ESCAPES = {"\\": "\\", "'": "'", "n": "\n", "r": "\r", "t": "\t"}
TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^'\\]|\\.)*')|date\((?P<date>'[-\d]+')\)|(?P<word>true|false)"
    r"|(?P<odd>\(-?\d\.0/0\.0\))|(?P<number>-?\d+(?:\.\d+)?(?:e-?\d+)?)|(?P<key>`(?:[^`]|``)*`):|(?P<mark>[\[\]{},]))",
    re.S,
)


def resolved_first(text: str) -> str:
    """What Neo4j makes of a query before it looks for tokens, so that a \\u0027 would end a literal."""
    return re.sub(r"\\\\|\\u([0-9A-F]{4})", lambda found: chr(int(found[1], 16)) if found[1] else found[0], text)


def unescaped(text: str) -> str:
    def one(found: re.Match[str]) -> str:
        return chr(int(found[1][1:], 16)) if found[1][0] == "u" else ESCAPES[found[1]]

    return re.sub(r"\\(u[0-9A-Fa-f]{4}|.)", one, text[1:-1], flags=re.S)


class Decoder:
    """Reads one literal of Cypher; `rest` is what follows it."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def token(self) -> tuple[str, str]:
        found = TOKEN.match(self.rest)
        assert found, self.rest[:80]
        self.rest = self.rest[found.end() :]
        assert found.lastgroup
        return found.lastgroup, found[found.lastgroup]

    def value(self) -> Any:
        return self._of(*self.token())

    def _of(self, kind: str, text: str) -> Any:
        if kind == "text":
            return unescaped(text)
        if kind == "date":
            return dt.date.fromisoformat(text[1:-1])
        if kind == "word":
            return text == "true"
        if kind == "odd":
            return {"(1.0/0.0)": float("inf"), "(-1.0/0.0)": float("-inf")}[text]
        if kind == "number":
            return float(text) if set(text) & set(".e") else int(text)
        return self._list() if text == "[" else self._map()

    def _list(self) -> list[Any]:
        made: list[Any] = []
        while (token := self.token()) != ("mark", "]"):
            if token != ("mark", ","):
                made.append(self._of(*token))
        return made

    def _map(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        while (token := self.token()) != ("mark", "}"):
            if token != ("mark", ","):
                assert token[0] == "key"
                made[token[1][1:-1].replace("``", "`")] = self.value()
        return made


def decoded(text: str) -> Any:
    decoder = Decoder(text)
    made = decoder.value()
    assert decoder.rest == "", decoder.rest[:80]
    return made


hostile_texts = st.text(st.sampled_from("\\uU'\"`;\n\r\t\x00\u20280027AnN{}甲😀")) | st.text()
values = st.recursive(
    hostile_texts | st.integers(-(2**63) + 1, 2**63 - 1) | st.booleans() | st.dates() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(hostile_texts, inner, max_size=4),
    max_leaves=6,
)


@given(values)
def test_a_literal_is_read_back_by_either_reading_of_cypher(value: Any) -> None:
    text = literal(value)
    assert decoded(text) == value
    if "`" not in text:  # names of properties are the ontology's own
        assert decoded(resolved_first(text)) == value


@given(hostile_texts)
def test_a_literal_of_a_text_stays_on_one_line(text: str) -> None:
    assert len(literal(text).splitlines()) == 1


def test_literals() -> None:
    held = {"a": None, "b`": 1e22, "c": 1e-07, "d": dt.date(2020, 2, 29), "e": [True, -3]}
    assert literal(held) == "{`b```: 1e22, `c`: 1e-07, `d`: date('2020-02-29'), `e`: [true, -3]}"
    assert literal("C:\\users'") == r"'C:\\users\''"
    assert name("order") == "`order`"
    odd = [float("nan"), float("inf"), float("-inf")]
    assert literal(odd) == "[(0.0/0.0), (1.0/0.0), (-1.0/0.0)]"
    with pytest.raises(TypeError, match="no Cypher literal for set"):
        literal({1})
