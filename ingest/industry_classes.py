"""Chain links by the class of the national classification that a register states (国民经济行业分类 → 产业链环节)."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from schema.pack_model import ClassRow, LinkRow

_CODE: Final = re.compile(r"[A-Ta-t]?[ -]?([0-9]{2,4})(?![0-9])")
REMEMBERED: Final = 20_000  # cells kept with what they mean; a register repeats some hundred


class ClassReader:
    """Finds the links of a stated class; safe to pickle, as it holds plain tables."""

    def __init__(self, classes: dict[str, ClassRow], links: list[LinkRow]) -> None:
        self._names = {row.code: row.name for row in classes.values()}
        often = Counter(row.name for row in classes.values())
        # A group with a single class shares its name (海水淡化处理, 463 and 4630): the finer code is meant.
        self._codes: dict[str, str] = {}
        for row in classes.values():
            if often[row.name] == 1 or len(row.code) > len(self._codes.get(row.name, "")):
                self._codes[row.name] = row.code
        self._links: dict[str, list[int]] = {}
        for number, link in enumerate(links):
            for code in link.classes:
                self._links.setdefault(code, []).append(number)
        self._read: dict[str, tuple[str, tuple[int, ...]]] = {}

    def links_of(self, stated: str) -> tuple[str, tuple[int, ...]]:
        """The class a cell states (`C3731`, `3731 金属船舶制造`, `金属船舶制造`) in words, and numbers of its links."""
        known = self._read.get(stated)
        if known is None:
            if len(self._read) >= REMEMBERED:
                self._read.clear()
            known = self._read[stated] = self._find(stated.strip())
        return known

    def _find(self, stated: str) -> tuple[str, tuple[int, ...]]:
        at = _CODE.match(stated)
        code = at.group(1) if at is not None else self._codes.get(stated, "")
        if code not in self._names:
            return "", ()
        found = {link for length in range(2, len(code) + 1) for link in self._links.get(code[:length], ())}
        return f"{code} {self._names[code]}", tuple(sorted(found))
