"""What a company's name says: its legal form, and whose branch it is (企业名称).

A branch carries its parent's full name in front (企业名称登记管理规定): the part
of a branch's name that ends like a legal form is its parent.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from schema.ids import normal_name
from schema.pack_model import LegalFormRow

# Of these characters only the brackets change in a normal name.
_PLAIN: Final = r"^[\x{4e00}-\x{9fff}0-9A-Z()（）]*$"
_BRANCH_TYPE = re.compile(r"分支机构|分公司|非法人|代表机构|营业单位")
# 厂, 店 or 公司 alone stand inside many names; an ending counts inside a name from four characters on.
_INNER_LENGTH: Final = 4


def normal_names(names: pa.StringArray) -> pa.StringArray:
    """`normal_name` of a column."""
    plain = pc.match_substring_regex(names, _PLAIN)
    normal = pc.replace_substring(pc.replace_substring(names, "（", "("), "）", ")")
    others = [normal_name(name) for name in names.filter(pc.invert(plain)).to_pylist()]
    return pc.replace_with_mask(normal, pc.invert(plain), pa.array(others, pa.string()))


class NameReading(NamedTuple):
    """Legal form (None if the name does not show it), whether it is a branch, the parent's name."""

    legal_form: str | None
    is_branch: bool
    parent: str | None


class NameReader:
    """Reads names by the endings of the pack's legal forms."""

    def __init__(self, forms: tuple[LegalFormRow, ...]) -> None:
        self._forms = {ending: (form.name, form.is_branch) for form in forms for ending in form.endings}
        self._lengths = sorted({len(e) for e in self._forms}, reverse=True)
        own = sorted((e for e in self._forms if not self._forms[e][1]), key=lambda e: (-len(e), e))
        branch = tuple(sorted(e for e in self._forms if self._forms[e][1]))
        self._branch = re.compile(f"(?:{_any(list(branch))})[(（][^()（）]*[)）]$") if branch else None
        inner = [e for e in own if len(e) >= _INNER_LENGTH]
        self._parent = re.compile(f"^(.*(?:{_any(inner)}))") if inner else None
        # In front of an explicit 分公司 the older bare 公司 counts as well.
        self._any_parent = re.compile(f"^(.*(?:{_any([*inner, '公司'])})).") if inner else None

    def read(self, name: str, type_cell: str) -> NameReading:
        """`type_cell` is the list's own word for the legal form, empty if it has none."""
        form, ends_as_branch = self._ending(name)
        by_end = ends_as_branch or bool(self._branch and name[-1:] in ")）" and self._branch.search(name))
        by_type = type_cell != "" and _BRANCH_TYPE.search(type_cell) is not None
        if form is not None and not (by_end or by_type):
            # A name that ends like a company is a company, whatever stands inside it.
            return NameReading(type_cell or form, False, None)
        parent = self._parent_of(name, by_end)
        if by_type and parent is None:
            parent = self._parent_of(name, True)
        return NameReading(type_cell or form, by_end or by_type or parent is not None, parent)

    def _ending(self, name: str) -> tuple[str | None, bool]:
        for length in self._lengths:
            found = self._forms.get(name[-length:])
            if found is not None:
                return found
        return None, False

    def _parent_of(self, name: str, explicit: bool) -> str | None:
        pattern = self._any_parent if explicit else self._parent
        found = pattern.match(name) if pattern else None
        if found is None:
            return None
        parent = found.group(1)
        if explicit:
            for ending in ("分公司", "支公司"):
                # 甲公司乙分公司丙营业部 belongs to 甲公司 as far as its name tells.
                while parent.endswith(ending):
                    again = pattern.match(parent[: -len(ending)] + " ") if pattern else None
                    if again is None:
                        return None
                    parent = again.group(1)
            return parent if len(parent) < len(name) else None
        tail = name[len(parent) :].strip("()（） ")
        if len(tail) < 2 or not _is_unit_tail(tail):
            return None
        return parent


def _is_unit_tail(tail: str) -> bool:
    """Whether what follows a full company name is a unit's name and not a remark like (普通合伙)."""
    return tail[-1] in "厂店部站所行处社场队园室馆局院库铺吧" or tail.endswith(("中心", "公司", "酒店", "基地", "网点"))


def _any(endings: list[str]) -> str:
    return "|".join(map(re.escape, endings))
