"""Registration status: the words a register prints to one vocabulary (登记状态)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ingest.tables.cells import half_width
from schema.pack_model import StatusRow

_SIGNS: Final = re.compile(r"[()（）\[\]【】,，、;；/\\|。.·_-]")
# Words that say more than another one that stands in them: 吊销未注销 is no 注销.
_SHORTEST_INNER: Final = 2


class StatusReading(NamedTuple):
    """`kind` of the pack's vocabulary (None if no word is known) and whether it means the end."""

    kind: str | None
    ended: bool | None


_NOTHING: Final = StatusReading(None, None)


class StatusReader:
    """Reads status cells by the words of the pack; equal cells are looked at once."""

    def __init__(self, rows: tuple[StatusRow, ...]) -> None:
        self._words = {_plain(w): StatusReading(row.kind, row.ended) for row in rows for w in row.words}
        inner = [w for w in self._words if len(w) >= _SHORTEST_INNER]
        self._longest = sorted(inner, key=lambda w: (-len(w), w))
        self._seen: dict[str, StatusReading] = {}

    def read(self, cell: str) -> StatusReading:
        """The kind of a cell: by the whole cell, else by the longest word in it; all kinds found must agree on the end."""
        known = self._seen.get(cell)
        if known is None:
            known = self._look(_plain(cell))
            if len(self._seen) < 10_000:  # a column of free text must not fill the memory
                self._seen[cell] = known
        return known

    def _look(self, text: str) -> StatusReading:
        if not text:
            return _NOTHING
        whole = self._words.get(text)
        if whole is not None:
            return whole
        found: list[StatusReading] = []
        rest = text
        for word in self._longest:
            if word in rest:
                found.append(self._words[word])
                rest = rest.replace(word, " ")
        if not found or len({reading.ended for reading in found}) > 1:
            return _NOTHING
        return found[0]


def _plain(cell: str) -> str:
    return _SIGNS.sub("", half_width(cell)).lower()
