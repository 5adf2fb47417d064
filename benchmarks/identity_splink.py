"""The same names put to splink: its own model of name, body, place and form, trained on the data (对照)."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import pyarrow as pa
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from schema.company_name import NameParts
from schema.ids import normal_name


def _table(names: Sequence[str], parts: NameParts) -> pa.Table:
    """What splink may compare; it is given our parts of names, so that it need not guess them."""
    rows = []
    for number, name in enumerate(names):
        read = parts.read(name)
        bare = normal_name(name).replace("(", "").replace(")", "")
        rows.append(
            {
                "unique_id": number,
                "name": bare,
                "body": read.body,
                "place": "".join(sorted(read.places)) or None,
                "form": read.form or None,
                "head": read.body[:3],
                "tail": read.body[-4:],
            }
        )
    return pa.Table.from_pylist(rows)


def splink_pairs(register: Sequence[str], noisy: Sequence[str], parts: NameParts) -> dict[tuple[int, int], float]:
    """Pairs (place in `register`, place in `noisy`) with splink's match weight; for a noisy name the best pair."""
    api = DuckDBAPI()
    left = api.register(_table(register, parts), dataset_display_name="register")
    right = api.register(_table(noisy, parts), dataset_display_name="noisy")
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.95, 0.9, 0.8]),
            cl.LevenshteinAtThresholds("body", [1, 2]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("place").configure(term_frequency_adjustments=True),
            cl.ExactMatch("form"),
        ],
        blocking_rules_to_generate_predictions=[block_on("body"), block_on("head"), block_on("tail", "place")],
    )
    linker = Linker([left, right], settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([block_on("name")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("body"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("head"))
    found = linker.inference.predict(threshold_match_weight=-30).as_record_list()
    best: dict[int, tuple[float, int]] = {}
    for row in found:
        ends = {row["source_dataset_l"]: row["unique_id_l"], row["source_dataset_r"]: row["unique_id_r"]}
        pair = (float(row["match_weight"]), -int(ends["register"]))
        best[int(ends["noisy"])] = max(best.get(int(ends["noisy"]), pair), pair)
    return {(-place, number): weight for number, (weight, place) in best.items()}
