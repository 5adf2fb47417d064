"""The tables of two projections side by side, and what differs between them (两版图表的差异)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow.parquet as pq

from graph.engines.duckdb import duckdb_connection
from graph.workspace import Workspace
from schema.ontology import Property, ontology

Row = dict[str, Any]
SIDES: Final = ("before", "after")
UNLISTED: Final = "MENTIONS"
"""Where documents speak of things says nothing about the things."""
# A company counts where it has not ended, as in covers.sql.
_LIVING: Final = "valid_to IS NULL AND NOT coalesce(ended, FALSE)"
_LOCATED: Final = "type = 'LOCATED_IN' AND tail_label = 'Zone' AND valid_to IS NULL"


def _text(side: str, known: Property) -> str:
    column = f'{side}."{known.name}"'
    return f"array_to_string({column}, '、')" if known.type == "texts" else f"CAST({column} AS VARCHAR)"


def _compared(known: Sequence[Property]) -> tuple[str, str]:
    """A condition that one of the properties differs between a and b, and a list of all with both values."""
    differs = " OR ".join(f'a."{p.name}" IS DISTINCT FROM b."{p.name}"' for p in known)
    pairs = (f"{{'property': '{p.name}', 'before': {_text('a', p)}, 'after': {_text('b', p)}}}" for p in known)
    return differs, ", ".join(pairs)


class Tables:
    """Views `<side>_<table>` over both projections in one connection."""

    def __init__(self, con: duckdb.DuckDBPyConnection, before: Path, after: Path, zones: Sequence[str]) -> None:
        self._con = con
        self._labels = self._views(before, after)
        con.execute("CREATE TABLE chosen_zone AS SELECT unnest($1::VARCHAR[]) AS zone", [list(zones)])
        self._members_made = self._values_made = self._edge_values_made = False
        self._nodes()
        self._edges()

    def _views(self, before: Path, after: Path) -> list[str]:
        """A view a table and side; where one side lacks a table it has no rows."""
        names = {path.stem for folder in (before, after) for path in folder.glob("*.parquet")}
        wanted = {n for n in names if n.startswith("node_")} | {"edge", "covers", "zone_within", "node_Company"}
        for name in sorted(wanted & names):
            files = {side: folder / f"{name}.parquet" for side, folder in zip(SIDES, (before, after), strict=True)}
            for side, file in files.items():
                view = f"{side}_{name}"
                if file.exists():
                    self._con.read_parquet(str(file)).create_view(view)
                else:
                    other = next(path for path in files.values() if path.exists())
                    self._con.register(view, pq.read_schema(other).empty_table())
        return sorted(n.removeprefix("node_") for n in wanted & names if n.startswith("node_"))

    def _nodes(self) -> None:
        """All nodes of a side: label, id, name, and whether it has ended."""
        for side in SIDES:
            parts = [
                f"SELECT '{label}' AS label, id, name, valid_to,"
                f" valid_to IS NOT NULL {'OR coalesce(ended, FALSE)' if label == 'Company' else ''} AS is_over"
                f' FROM "{side}_node_{label}"'
                for label in self._labels
            ]
            self._con.execute(f"CREATE VIEW {side}_node AS {' UNION ALL '.join(parts)}")
        self._con.execute(
            "CREATE TABLE node_change AS"
            " SELECT coalesce(b.id, a.id) AS id, coalesce(b.label, a.label) AS label, coalesce(b.name, a.name) AS name,"
            " a.name AS name_before, b.name AS name_after, b.valid_to,"
            " CASE WHEN a.id IS NULL THEN 'new' WHEN b.id IS NULL THEN 'gone'"
            " WHEN b.is_over AND NOT a.is_over THEN 'ended' ELSE '' END AS change"
            " FROM before_node a FULL JOIN after_node b ON a.id = b.id AND a.label = b.label"
            " WHERE a.id IS NULL OR b.id IS NULL OR a.name <> b.name OR (b.is_over AND NOT a.is_over)"
        )

    def _make_values(self) -> None:
        """Properties that differ of nodes that are on both sides and have not ended since, as texts."""
        self._con.execute(
            "CREATE TABLE value_change (label VARCHAR, id VARCHAR, name VARCHAR, property VARCHAR, before VARCHAR, after VARCHAR)"
        )
        for label in (label for label in self._labels if label in ontology().labels):
            both = set.intersection(
                *({row["column_name"] for row in self._rows(f'DESCRIBE "{s}_node_{label}"')} for s in SIDES)
            )
            known = [p for p in ontology().labels[label].properties if p.name in both]
            if not known:
                continue
            differs, values = _compared(known)
            self._con.execute(
                f"INSERT INTO value_change SELECT '{label}', id, name, p.property, p.before, p.after FROM ("
                f'SELECT b.id, b.name, unnest([{values}]) AS p FROM "before_node_{label}" a'
                f' JOIN "after_node_{label}" b ON a.id = b.id WHERE {differs})'
                " WHERE p.before IS DISTINCT FROM p.after AND id NOT IN (SELECT id FROM node_change WHERE change <> '')"
            )
        self._values_made = True

    def _make_edge_values(self) -> None:
        """Properties that differ of stated edges that are on both sides; what is inferred says nothing of its own."""
        both = set.intersection(*({row["column_name"] for row in self._rows(f"DESCRIBE {s}_edge")} for s in SIDES))
        known = [p for p in ontology().edge_properties if p.name in both]
        differs, values = _compared(known)
        self._con.execute(
            "CREATE TABLE edge_value_change AS SELECT e.id, e.type, e.head, e.tail, e.head_label, e.tail_label,"
            " h.name AS head_name, t.name AS tail_name, e.p.property AS property, e.p.before AS before, e.p.after AS after"
            " FROM (SELECT b.id, b.type, b.head, b.tail, b.head_label, b.tail_label,"
            f" unnest([{values}]) AS p FROM before_edge a JOIN after_edge b ON a.id = b.id"
            f" WHERE a.stated AND b.stated AND b.type <> '{UNLISTED}' AND ({differs})) e"
            " JOIN after_node h ON h.id = e.head AND h.label = e.head_label"
            " JOIN after_node t ON t.id = e.tail AND t.label = e.tail_label"
            " WHERE e.p.before IS DISTINCT FROM e.p.after"
        )
        self._edge_values_made = True

    def _edges(self) -> None:
        """Edges that differ between nodes that are on both sides."""
        self._con.execute("CREATE TABLE edge_change AS " + self._edge_select())
        outer = (
            "SELECT e.head, e.head_label, list_sort(array_agg(DISTINCT e.tail)) AS zones,"
            " list_sort(array_agg(DISTINCT e.id)) AS edges, list_distinct(flatten(array_agg(w.outers))) AS outers"
            " FROM {side}_edge e JOIN (SELECT zone, array_agg(outer_zone) AS outers FROM {side}_zone_within GROUP BY zone) w"
            f" ON w.zone = e.tail WHERE {_LOCATED} GROUP BY e.head, e.head_label"
        )
        before, after = (outer.format(side=side) for side in SIDES)
        # A nearer place within the old one, or a wider one around it, is no move.
        self._con.execute(
            "CREATE TABLE moved AS SELECT a.head AS id, a.head_label AS label, n.name, a.zones AS before,"
            " b.zones AS after, a.edges AS edges_before, b.edges AS edges_after"
            f" FROM ({before}) a JOIN ({after}) b ON a.head = b.head AND a.head_label = b.head_label"
            " JOIN after_node n ON n.id = a.head AND n.label = a.head_label"
            " WHERE NOT list_has_all(a.outers, b.outers) AND NOT list_has_all(b.outers, a.outers)"
        )

    def _edge_select(self) -> str:
        columns = "type, head, tail, head_label, tail_label"
        whole = (
            f"SELECT coalesce(b.id, a.id) AS id, {', '.join(f'coalesce(b.{c}, a.{c}) AS {c}' for c in columns.split(', '))},"
            " b.valid_to, CASE WHEN a.id IS NULL THEN 'edge_new' WHEN b.id IS NULL THEN 'edge_gone' ELSE 'edge_ended' END"
            " AS change FROM before_edge a FULL JOIN after_edge b ON a.id = b.id"
            " WHERE a.id IS NULL OR b.id IS NULL OR (a.valid_to IS NULL AND b.valid_to IS NOT NULL)"
        )
        return (
            f"SELECT c.*, h.name AS head_name, t.name AS tail_name FROM ({whole}) c"
            " JOIN after_node h ON h.id = c.head AND h.label = c.head_label"
            " JOIN after_node t ON t.id = c.tail AND t.label = c.tail_label"
            f" WHERE c.type <> '{UNLISTED}' AND c.head NOT IN (SELECT id FROM node_change WHERE change <> '')"
            " AND c.tail NOT IN (SELECT id FROM node_change WHERE change <> '')"
        )

    def _select(self, kind: str) -> str:
        if kind == "moved":
            return "SELECT * FROM moved ORDER BY label, name, id"
        if kind == "renamed":
            return (
                "SELECT id, label, name, name_before AS before, name_after AS after FROM node_change"
                " WHERE name_before <> name_after ORDER BY label, name, id"
            )
        if kind == "edge_changed":
            return "SELECT * FROM edge_value_change ORDER BY type, head_name, tail_name, id, property"
        if kind == "changed":
            return "SELECT * FROM value_change ORDER BY label, name, id, property"
        if kind.startswith("edge_"):
            # Where a node has moved, the move says it.
            return (
                "SELECT id, type, head, tail, head_label, tail_label, head_name, tail_name, NULL AS before,"
                f" valid_to AS after FROM edge_change WHERE change = '{kind}' AND NOT"
                " (type = 'LOCATED_IN' AND tail_label = 'Zone' AND head IN (SELECT id FROM moved))"
                " ORDER BY type, head_name, tail_name, id"
            )
        if kind in ("strengthened", "weakened"):
            sign = ">" if kind == "strengthened" else "<"
            return (
                "SELECT coalesce(b.head, a.head) AS zone, coalesce(b.tail, a.tail) AS link,"
                " coalesce(a.companies, 0) AS before, coalesce(b.companies, 0) AS after"
                " FROM (SELECT * FROM before_covers WHERE head IN (SELECT zone FROM chosen_zone)) a"
                " FULL JOIN (SELECT * FROM after_covers WHERE head IN (SELECT zone FROM chosen_zone)) b"
                " ON a.head = b.head AND a.tail = b.tail"
                f" WHERE coalesce(b.companies, 0) {sign} coalesce(a.companies, 0)"
                " ORDER BY abs(coalesce(b.companies, 0) - coalesce(a.companies, 0)) DESC, zone, link"
            )
        return (
            "SELECT id, label, name, NULL AS before, valid_to AS after FROM node_change"
            f" WHERE change = '{kind}' ORDER BY label, name, id"
        )

    def rows(self, kind: str, limit: int) -> tuple[int, list[Row]]:
        """How many changes of a kind there are, and the first of them. `kind` is one of the program's own words."""
        if kind in ("strengthened", "weakened") and not self._has("covers"):
            return 0, []
        if kind == "changed" and not self._values_made:
            self._make_values()
        if kind == "edge_changed" and not self._edge_values_made:
            self._make_edge_values()
        select = self._select(kind)
        counted = self._con.execute(f"SELECT count(*) FROM ({select})").fetchone()
        return int(counted[0]) if counted else 0, self._rows(f"{select} LIMIT ?", limit)

    def _rows(self, select: str, *parameters: Any) -> list[Row]:
        cursor = self._con.execute(select, list(parameters))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _has(self, name: str) -> bool:
        rows = self._con.execute("SELECT 1 FROM duckdb_views() WHERE view_name = ?", [f"after_{name}"]).fetchall()
        return bool(rows)

    def members(self, cells: Sequence[tuple[str, str]]) -> tuple[list[Row], list[Row]]:
        """Companies that came to (zone, link) cells and those that left them, each with the edge that placed it."""
        if not cells or "Company" not in self._labels:
            return [], []
        if not self._members_made:
            self._make_members()
        self._con.execute("CREATE OR REPLACE TEMP TABLE cell (zone VARCHAR, link VARCHAR)")
        self._con.executemany("INSERT INTO cell VALUES (?, ?)", [list(cell) for cell in cells])
        found = []
        for side in ("after", "before"):
            select = (
                f"SELECT m.company, min(m.name) AS name, min(m.edge) AS edge FROM {side}_member m"
                " JOIN cell USING (zone, link) GROUP BY m.company ORDER BY m.company"
            )
            found.append(self._rows(select))
        return found[0], found[1]

    def _make_members(self) -> None:
        """Companies on links in the chosen zones that are there on one side only."""
        for side, other in (("before", "after"), ("after", "before")):
            place = (
                "SELECT DISTINCT e.head AS company, e.tail AS link, w.outer_zone AS zone, e.id AS edge, c.name"
                " FROM {side}_edge e"
                ' JOIN (SELECT id, name FROM "{side}_node_Company" WHERE ' + _LIVING + ") c ON c.id = e.head"
                " JOIN (SELECT head, tail FROM {side}_edge WHERE " + _LOCATED + ") l ON l.head = e.head"
                " JOIN {side}_zone_within w ON w.zone = l.tail"
                " WHERE e.type = 'ENGAGES_IN' AND e.valid_to IS NULL AND w.outer_zone IN (SELECT zone FROM chosen_zone)"
            )
            self._con.execute(
                f"CREATE TABLE {side}_member AS SELECT * FROM ({place.format(side=side)}) m WHERE NOT EXISTS"
                f" (SELECT 1 FROM ({place.format(side=other)}) o"
                " WHERE o.company = m.company AND o.link = m.link AND o.zone = m.zone)"
            )
        self._members_made = True


@contextmanager
def change_tables(before: Workspace, after: Workspace, zones: Sequence[str]) -> Iterator[Tables]:
    """The tables of two workspaces beside each other; what doesn't fit in memory spills to a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="scenariograph-") as spill, duckdb_connection(Path(spill)) as con:
        yield Tables(con, before.tables, after.tables, zones)
