"""What a projection is computed from: bundles, packs, resolution, decisions (投影的输入)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from graph.ledger import Bundle, Coverage, Decision, Source, canonical_json
from schema.ontology import ontology

PACK_BUNDLE = "pack"

# Names from papers and lists: at places from 1 the companies a name may stand for, for a person to choose;
# at place 0 the one that a rule or a person has linked it to.
NAME_CANDIDATES = pa.schema(
    [
        ("local_id", pa.string()),
        ("name", pa.string()),
        ("place", pa.int32()),
        ("id", pa.string()),
        ("candidate", pa.string()),
        ("score", pa.decimal128(4, 3)),
        ("reasons", pa.string()),
    ]
)


@dataclass(frozen=True)
class CountedBundle:
    """One bundle that counts: its version and its place in the order of precedence."""

    bundle: Bundle
    source: str
    seq: int
    number: int
    update_kind: str
    precedence: str
    as_of: dt.date | None
    next_as_of: dt.date | None


@dataclass(frozen=True)
class ProjectionInputs:
    """All inputs of a projection; equal fingerprints give equal tables."""

    bundles: tuple[CountedBundle, ...]
    coverage: tuple[Coverage, ...]
    packs: Mapping[str, pa.Table]
    packs_fingerprint: str
    home: str
    resolution: pa.Table
    decisions: tuple[Decision, ...]
    program: str
    name_candidates: pa.Table = field(default_factory=NAME_CANDIDATES.empty_table)
    companies: Path | None = None
    """The index of company names that the resolution was made with, if it needed one."""

    def counted(self) -> list[list[Any]]:
        """The bundles as they count: name, source, version, how it counts, and its rows of facts."""
        return [
            [
                b.bundle.name, b.source, b.seq, b.update_kind, b.precedence, str(b.as_of),
                # What follows says of a full register when it ended, of others nothing.
                str(b.next_as_of) if b.update_kind == "snapshot" else "",
                sum(rows for table, rows in b.bundle.tables.items() if table.startswith(("nodes_", "edges"))),
            ]
            for b in self.bundles
        ]  # fmt: skip

    def ground(self) -> str:
        """Digest over what every row of the tables depends on: equal grounds allow an update."""
        onto = ontology()
        properties = [[label.name, [p.name for p in label.properties]] for label in onto.labels.values()]
        value = {
            "properties": [*properties, [p.name for p in onto.edge_properties]],
            "relationships": _relationships(),
            "threshold": str(onto.candidate_below),
            "precedence": list(onto.precedence),
            "packs": self.packs_fingerprint,
            "home": self.home,
            "decisions": [[d.kind, d.subject, d.object] for d in self.decisions],
            "program": self.program,
        }
        return hashlib.sha256(canonical_json(value).encode()).hexdigest()

    def fingerprint(self) -> str:
        """Digest over what the tables depend on; numbers and times stay out."""
        seqs: dict[str, int] = {}
        bundles = []
        for item in sorted(self.bundles, key=lambda b: (b.source, b.seq)):
            place = seqs[item.source] = seqs.get(item.source, 0) + 1
            bundles.append([item.source, place, item.bundle.name, item.update_kind, str(item.as_of)])
        value = {
            "bundles": bundles,
            "coverage": sorted([c.source, c.zone, c.complete, c.as_of] for c in self.coverage),
            "packs": self.packs_fingerprint,
            "home": self.home,
            "decisions": [[d.kind, d.subject, d.object] for d in self.decisions],
            "program": self.program,
            "relationships": _relationships(),
        }
        return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def _relationships() -> list[list[Any]]:
    """Types with their ends: a store has a table for each, so that a new type wants a new one."""
    return [[r.name, sorted(map(list, r.ends))] for r in ontology().relationships.values()]


def _date(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def counted_versions(source: Source) -> Sequence[int]:
    """Places in `source.versions` that count: the latest, or all of them for snapshots and deltas."""
    if source.state != "current":
        return ()
    count = len(source.versions)
    return (count - 1,) if source.update_kind == "replace" else range(count)


def counted_bundles(sources: Sequence[Source], bundles: Mapping[str, Bundle]) -> tuple[CountedBundle, ...]:
    """The bundles that count now, by source key and version."""
    made = []
    for source in sources:
        places = counted_versions(source)
        for place in places:
            version = source.versions[place]
            following = source.versions[place + 1] if place + 1 in places else None
            made.append(
                CountedBundle(
                    bundles[version.bundle],
                    source.key,
                    version.seq,
                    version.number,
                    source.update_kind,
                    version.precedence,
                    _date(version.options.get("as_of")),
                    _date(following.options.get("as_of")) if following else None,
                )
            )
    return tuple(made)


def current_coverage(sources: Sequence[Source]) -> tuple[Coverage, ...]:
    """What the current sources say they cover."""
    return tuple(c for source in sources if source.state == "current" for c in source.coverage)
