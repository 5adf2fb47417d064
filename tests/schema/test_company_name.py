"""Parts of company names."""

from __future__ import annotations

import pytest

from schema.company_name import CompanyName, NameParts, name_parts
from schema.pack_loader import load_packs


@pytest.fixture(scope="module")
def parts() -> NameParts:
    return name_parts(load_packs("qingdao"))


def told(name: CompanyName) -> tuple[object, ...]:
    return "、".join(name.places), name.own, name.trade, "、".join(sorted(name.kinds)), name.form, name.unit


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("青岛蓝岬机器人股份有限公司", ("青岛", "蓝岬", "机器人", "股份", "股份有限公司", "")),
        ("蓝岬（青岛）机器人有限公司", ("青岛", "蓝岬", "机器人", "", "有限公司", "")),
        ("山东省青岛市蓝岬贸易有限责任公司", ("山东、青岛", "蓝岬", "贸易", "", "有限责任公司", "")),
        ("蓝岬集团股份有限公司", ("", "蓝岬", "", "股份、集团", "股份有限公司", "")),
        ("蓝岬（集团）有限公司青岛分公司", ("", "蓝岬", "", "集团", "有限公司", "青岛分公司")),
        # A district's bare name is an own word unless its city stands before it.
        ("重庆三元电器有限公司", ("重庆", "三元", "电器", "", "有限公司", "")),
        ("太平人寿有限公司", ("", "太平人寿", "", "", "有限公司", "")),
        ("青岛即墨蓝岬渔业有限公司", ("青岛、即墨", "蓝岬", "渔业", "", "有限公司", "")),
        ("蓝岬科技", ("", "蓝岬", "科技", "", "", "")),
        ("有限公司", ("", "有限公司", "", "", "", "")),
    ],
)
def test_parts(parts: NameParts, name: str, wanted: tuple[object, ...]) -> None:
    assert told(parts.read(name)) == wanted


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("青岛蓝岬电器有限公司", "蓝岬（青岛）电器有限公司", True),
        ("青岛市蓝岬电器有限公司", "青岛蓝岬电器有限公司", True),
        ("蓝岬电器有限公司（青岛）", "青岛蓝岬电器有限公司", True),
        ("山东青岛蓝岬电器有限公司", "青岛蓝岬（山东）电器有限公司", True),
        ("青岛蓝岬电器有限公司", "青岛蓝岬电器集团有限公司", False),
        ("青岛蓝岬电器有限公司", "青岛蓝岬电器股份有限公司", False),
        ("青岛蓝岬电器有限公司", "青岛蓝岬电器有限公司济南分公司", False),
        ("青岛蓝岬电器有限公司", "青岛岬蓝电器有限公司", False),
    ],
)
def test_variants(parts: NameParts, first: str, second: str, same: bool) -> None:
    assert (parts.read(first).variant_key() == parts.read(second).variant_key()) is same
