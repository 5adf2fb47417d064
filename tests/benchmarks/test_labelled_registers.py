"""The bars of placement on rows labelled by hand, where the registers are."""

from __future__ import annotations

import pytest

from benchmarks.registrations_labels import DATA, Score, read_labels, score_districts, score_links
from ingest.placement import Placer
from ingest.registrations.places import PlaceFinder
from schema.pack_loader import load_packs

pytestmark = [pytest.mark.realdata, pytest.mark.slow]


@pytest.fixture(scope="module")
def held_out() -> Score:
    if not DATA.exists():
        pytest.skip("../shared/data/registrations is not here")
    return score_links(read_labels(DATA), Placer(load_packs("qingdao")), errors=False)["held_out", "all"]


def test_links_of_rows_held_out(held_out: Score) -> None:
    assert held_out.wanted > 150
    assert held_out.right / held_out.placed >= 0.85
    assert held_out.right / held_out.wanted >= 0.60
    assert held_out.main_right / held_out.main_placed >= 0.90


def test_districts_of_labelled_rows() -> None:
    if not DATA.exists():
        pytest.skip("../shared/data/registrations is not here")
    tally = score_districts(DATA, PlaceFinder(load_packs("qingdao")), errors=False)
    rows = tally.total()
    assert rows == 420
    assert tally["right"] / rows >= 0.97
    assert tally["wrong"] / rows <= 0.01
