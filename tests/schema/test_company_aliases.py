"""company_aliases.csv: well-known and former names of companies."""

from __future__ import annotations

from pathlib import Path

import pytest

from schema.errors import PackError
from schema.pack_loader import load_packs
from tests.schema.packs import TINY, write_pack

HEADER = TINY["company_aliases.csv"].splitlines()[0] + "\n"


def test_rows_say_whose_alias_they_are(tmp_path: Path) -> None:
    (row,) = load_packs("tiny", [write_pack(tmp_path)]).company_aliases
    assert (row.alias, row.name, row.kind_name) == ("远行", "远行造船有限公司", "通行简称")
    assert row.locator == "pack:tiny/company_aliases#r=2"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("远行,远行造船有限公司,nickname,plan,0.9\n", "short, former"),
        ("远行,远行,short,plan,0.9\n", "the name itself"),
        ("远行,甲公司,short,plan,0.9\n远行,甲公司,former,plan,0.9\n", "twice"),
        ("远行,甲公司,short,nobody,0.9\n", "nobody"),
    ],
)
def test_errors_name_row_and_key(tmp_path: Path, rows: str, said: str) -> None:
    with pytest.raises(PackError) as error:
        load_packs("tiny", [write_pack(tmp_path, company_aliases__csv=HEADER + rows)])
    assert "company_aliases" in str(error.value) and said in str(error.value)
