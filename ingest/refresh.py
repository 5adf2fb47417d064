"""Makes the facts of sources again that older rules made (重做)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.errors import GraphError
from graph.ledger import Ledger, bundle_name, write_bundle
from ingest.errors import IngestError
from ingest.extraction import Given, extract
from ingest.jobs import Item, discard_damaged, renew
from ingest.llm import check_answers, chosen, second_reader
from ingest.made import Made
from ingest.recipes import recipe_for
from ingest.row_work import row_runner
from schema.pack_model import Packs

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def refresh_all(
    ledger: Ledger,
    packs: Packs,
    stale: Sequence[str],
    workers: int,
    llm: bool | None = None,
    spark: SparkSession | None = None,
) -> list[Item]:
    """Make the bundles of these sources again from their originals.

    With `spark` it does the row work of registers. `llm`: where a model was used before, ask it for answers that are gone (True) or give its facts up (False).
    """
    items = []
    second = second_reader(llm, ledger.home)
    with ledger.writing():
        for key in stale:
            latest = ledger.source(key).latest
            before = Given.from_json(latest.options)
            given = replace(before, llm=chosen(llm, before.llm, second) if before.llm else None)
            recipe = recipe_for(given.kind, packs)
            try:
                extraction = extract(
                    ledger.originals / latest.sha256,
                    given,
                    packs,
                    workers=workers,
                    second=second,
                    runner=row_runner(ledger, spark),
                )
                given = given.answered(extraction)
                check_answers(before.llm, given.llm)
            except (IngestError, GraphError) as error:
                items.append(Item(latest.origin, given.kind, key, latest.number, "refused", message=str(error)))
                continue
            name = bundle_name(latest.sha256, given.as_json(), recipe)
            discard_damaged(ledger.facts / name)
            write_bundle(ledger.facts, name, extraction.tables)
            number = renew(ledger, latest, given, recipe, Made.of(name, extraction))
            items.append(Item(latest.origin, given.kind, key, number, "changed", extraction.read))
    return items
