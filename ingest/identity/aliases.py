"""Names that a document defines for a company, and the packs' table of well-known ones (别名)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import pyarrow.compute as pc

from graph.ledger import Bundle
from schema.company_name import NameParts
from schema.ids import normal_name
from schema.pack_model import CompanyAliasRow

CURATED: Final = Decimal("0.950")
DEFINED: Final = Decimal("0.900")
_COLUMNS: Final = ("local_id", "name", "aliases", "rule")


@dataclass(frozen=True, slots=True)
class AliasOf:
    """Whose alias a name is: the full name, and the id where a bundle has it; and who says so."""

    full: str
    id: str | None
    reason: str
    confidence: Decimal

    @property
    def basis(self) -> str:
        """The basis of a link that rests on it."""
        return "defined_alias" if self.id is not None else "curated_alias"


class KnownAliases:
    """Aliases by their normal form."""

    def __init__(self, defined: Mapping[str, Mapping[str, str]], curated: Sequence[CompanyAliasRow], parts: NameParts):
        self._defined = defined
        self._curated: dict[str, list[CompanyAliasRow]] = defaultdict(list)
        for row in curated:
            self._curated[normal_name(row.alias)].append(row)
        self._parts = parts

    def of(self, name: str) -> list[AliasOf]:
        """Whose alias `name` is; what the packs say before what documents define."""
        normal = normal_name(name)
        found = [AliasOf(r.name, None, f"{r.name}的{r.kind_name}", CURATED) for r in self._curated.get(normal, ())]
        owners = self._defined.get(normal, {})
        return found + [
            AliasOf(full, owner, f"文中定义为{full}的简称", DEFINED) for owner, full in sorted(owners.items())
        ]

    def may_link(self, name: str) -> bool:
        """Whether a name tells enough to be linked beyond the document that defines it: never an own word alone.

        >>> from schema.company_name import name_parts
        >>> from schema.pack_loader import load_packs
        >>> known = KnownAliases({}, (), name_parts(load_packs("qingdao")))
        >>> known.may_link("青岛蓝岬"), known.may_link("蓝岬机器人"), known.may_link("蓝岬"), known.may_link("公司")
        (True, True, False, False)
        """
        read = self._parts.read(name)
        return len(read.own) > 1 and not self._parts.is_trade(read.own) and bool(read.places or read.trade)


def defined_aliases(bundles: Sequence[Bundle], register_rules: str) -> dict[str, dict[str, str]]:
    """Normal alias → ids that papers and lists define it for → their full names; rows of registers are left out."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for bundle in bundles:
        table = bundle.read("nodes_Company", _COLUMNS)
        if table is None:
            continue
        given = pc.greater(pc.list_value_length(table.column("aliases")), 0)
        of_paper = pc.invert(pc.starts_with(table.column("rule"), register_rules))
        for row in table.filter(pc.and_(given, of_paper)).to_pylist():
            for alias in row["aliases"]:
                found[normal_name(alias)].setdefault(row["local_id"], row["name"])
    return found
