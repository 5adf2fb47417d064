"""What a projection counted, as rows the ledger keeps, and back (图谱版本的输入)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from graph.ledger import Coverage, Decision, Ledger, canonical_json, open_bundle
from graph.ledger.history import PastProjection, projection_inputs_of, record_projection
from graph.projection import CountedBundle, ProjectionInputs


def keep_inputs(ledger: Ledger, manifest: dict[str, Any], inputs: ProjectionInputs) -> None:
    """Keep what the published projection was computed from in the ledger."""
    record_projection(
        ledger,
        manifest["version"],
        manifest["hash"],
        manifest["built_at"],
        {
            "bundle": [_bundle_row(item) for item in inputs.bundles],
            "coverage": [canonical_json(dataclasses.asdict(c)) for c in inputs.coverage],
            "decision": [str(d.number) for d in inputs.decisions],
            "packs": [inputs.packs_fingerprint],
            "program": [inputs.program],
        },
    )


def _bundle_row(item: CountedBundle) -> str:
    return canonical_json(
        {
            "bundle": item.bundle.name,
            "source": item.source,
            "seq": item.seq,
            "number": item.number,
            "update_kind": item.update_kind,
            "precedence": item.precedence,
            "as_of": str(item.as_of) if item.as_of else None,
            "next_as_of": str(item.next_as_of) if item.next_as_of else None,
        }
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@dataclasses.dataclass(frozen=True)
class KeptInputs:
    """The inputs of one past projection; packs and program by what they were called."""

    bundles: tuple[CountedBundle, ...]
    coverage: tuple[Coverage, ...]
    decisions: tuple[Decision, ...]
    packs: str
    program: str


def kept_inputs(ledger: Ledger, past: PastProjection) -> KeptInputs:
    """What a past projection was computed from, read back."""
    kept = projection_inputs_of(ledger, past)
    rows = sorted((json.loads(text) for text in kept["bundle"]), key=lambda r: (r["source"], r["seq"]))
    numbers = {int(text) for text in kept["decision"]}
    return KeptInputs(
        tuple(
            CountedBundle(
                open_bundle(ledger.facts / row["bundle"]),
                row["source"],
                row["seq"],
                row["number"],
                row["update_kind"],
                row["precedence"],
                _day(row["as_of"]),
                _day(row["next_as_of"]),
            )
            for row in rows
        ),
        tuple(Coverage(**json.loads(text)) for text in kept["coverage"]),
        tuple(d for d in ledger.decisions(standing=False) if d.number in numbers),
        kept["packs"][0],
        kept["program"][0],
    )
