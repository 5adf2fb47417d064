"""What changes from one projection's contents to the next, part by part (差异)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pyarrow as pa

from graph.stores.contents import Contents, Part


@dataclass(frozen=True, slots=True)
class Change:
    """SQL over the two contents: rows that went (`id`, for edges `head`, `tail` too), or rows to be written whole."""

    part: Part
    select: str
    rows: int


def _digests(part: Part) -> str:
    """id and a digest of all columns; MD5 tells changes apart, it guards against nobody."""
    texts = ", ".join(f'coalesce(CAST("{name}" AS VARCHAR), chr(0))' for name, _ in part.columns)
    return f"SELECT id, md5(concat_ws(chr(31), {texts})) AS digest FROM ({part.select})"


class Difference:
    """Two projections side by side; both must have been made under one ontology."""

    def __init__(self, previous: Path, following: Path, *, memory: str, spill: Path) -> None:
        self.following = Contents(following, memory=memory, spill=spill)
        self.previous = Contents(previous, beside=self.following)
        self._tables = 0

    def gone(self) -> list[Change]:
        """Rows to take away: edges before nodes."""
        following = {part.key: part for part in self.following.parts()}
        found = []
        for part in [*self.previous.edges(), *self.previous.nodes()]:
            ends = ", head, tail" if part.is_edge else ""
            now = following.get(part.key)
            if now is None:
                found.append(Change(part, f"SELECT id{ends} FROM ({part.select})", part.rows))
            else:
                found.append(
                    self._kept(part, f"SELECT id{ends} FROM ({part.select}) ANTI JOIN ({now.select}) USING (id)")
                )
        return [change for change in found if change.rows]

    def written(self) -> list[Change]:
        """Rows that are new or have another value somewhere: nodes before edges."""
        previous = {part.key: part for part in self.previous.parts()}
        found = []
        for part in self.following.parts():
            before = previous.get(part.key)
            if before is None:
                found.append(Change(part, part.select, part.rows))
                continue
            changed = self._kept(
                part,
                f"SELECT n.id FROM ({_digests(part)}) n LEFT JOIN ({_digests(before)}) o ON o.id = n.id"
                " WHERE o.digest IS DISTINCT FROM n.digest",
            )
            found.append(
                Change(part, f"SELECT * FROM ({part.select}) SEMI JOIN ({changed.select}) USING (id)", changed.rows)
            )
        return [change for change in found if change.rows]

    def _kept(self, part: Part, select: str) -> Change:
        """A change whose rows are computed now: they are counted and read later."""
        self._tables += 1
        table = f"change_{self._tables}"
        self.following.execute(f"CREATE TABLE {table} AS {select}")
        return Change(
            part, f"SELECT * FROM {table}", int(self.following.execute(f"SELECT count(*) FROM {table}")[0][0])
        )

    def batches(self, change: Change, size: int) -> Iterator[pa.RecordBatch]:
        """The rows of one change."""
        return self.following.batches(change.select, size)

    def close(self) -> None:
        """Give the memory back."""
        self.following.close()

    def __enter__(self) -> Difference:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
