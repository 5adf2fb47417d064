"""Values as Cypher literals that no text can break out of (Cypher 字面量).

Source: https://neo4j.com/docs/cypher-manual/current/syntax/expressions/
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Any, Final

# Quote and backslash never as \uXXXX: Neo4j resolves those before it looks for the literal's end.
_NAMED: Final = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED: Final = re.compile("[\\\\'\x00-\x1f\x7f-\x9f\u2028\u2029]")


def _escape(found: re.Match[str]) -> str:
    return _NAMED.get(found[0]) or f"\\u{ord(found[0]):04X}"


def _text(text: str) -> str:
    """A text in single quotes, on one line."""
    return f"'{_ESCAPED.sub(_escape, text)}'"


def _number(value: float) -> str:
    """A double; openCypher has no + in exponents, and not every version a word for infinity."""
    if math.isnan(value):
        return "(0.0/0.0)"
    if math.isinf(value):
        return "(1.0/0.0)" if value > 0 else "(-1.0/0.0)"
    return repr(value).replace("e+", "e")


def literal(value: Any) -> str:
    """The Cypher literal of a text, number, flag, date, list or map; a map leaves out what is None."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{name(key)}: {literal(one)}' for key, one in value.items() if one is not None)}}}"
    raise TypeError(f"no Cypher literal for {type(value).__name__}")


def name(text: str) -> str:
    """A property's name in back-ticks."""
    return f"`{text.replace('`', '``')}`"
