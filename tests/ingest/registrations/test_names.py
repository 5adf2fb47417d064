"""Names: legal form, branches and their parents."""

from __future__ import annotations

import pytest

from ingest.registrations.names import NameReader
from schema.pack_loader import load_packs

READER = NameReader(load_packs().legal_forms)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("青岛示例船舶有限公司", "有限责任公司"),
        ("青岛示例股份有限公司", "股份有限公司"),
        ("青岛示例养殖专业合作社", "农民专业合作社"),
        ("青岛示例小吃", None),
    ],
)
def test_legal_form_from_the_name(name, form):
    assert READER.read(name, "").legal_form == form


def test_the_list_own_word_wins():
    assert READER.read("青岛示例有限公司", "有限责任公司 国有企业").legal_form == "有限责任公司 国有企业"


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("上海示例船务有限公司青岛分公司", "上海示例船务有限公司"),
        ("示例银行股份有限公司青岛山东路支行", "示例银行股份有限公司"),
        ("示例石油股份有限公司青岛销售分公司第六加油站", "示例石油股份有限公司"),
        ("青岛示例市南公司第一分公司", "青岛示例市南公司"),
        ("示例供销合作社百货门市部", None),
        ("日本示例株式会社青岛代表处", None),
    ],
)
def test_branches(name, parent):
    reading = READER.read(name, "集体分支机构(非法人)" if "门市部" in name else "")
    assert (reading.is_branch, reading.parent) == (True, parent)


@pytest.mark.parametrize(
    "name", ["示例有限公司青岛商贸有限公司", "青岛示例加油站有限公司", "青岛示例家具厂", "示例有限公司(青岛)"]
)
def test_companies_that_are_no_branches(name):
    reading = READER.read(name, "")
    assert (reading.is_branch, reading.parent) == (False, None)
