"""Who asks for a scenario: an office the pack knows, a company, or another body (需求方)."""

from __future__ import annotations

import re

from schema.ids import name_id, normal_name
from schema.pack_model import Packs

_SPLIT = re.compile(r"[、；;/\n]+")


class BodyFinder:
    """Reads names of organizations and companies."""

    def __init__(self, packs: Packs) -> None:
        self._home = packs.home
        self._known: dict[str, str] = {}
        for row in packs.organizations.values():
            for name in (row.name, *row.aliases):
                self._known.setdefault(normal_name(name), row.id)
        # 办事处 ends a branch of a company and a sub-district office alike: branch endings tell nothing here.
        own = {normal_name(e) for form in packs.legal_forms if not form.is_branch for e in form.endings}
        self._endings = tuple(sorted(own | {"公司"}))

    def find(self, cell: str) -> list[tuple[str, str, str, bool]]:
        """(label, id, name, known to the pack) of each body that a cell names."""
        found = []
        for name in filter(None, (part.strip() for part in _SPLIT.split(cell))):
            normal = normal_name(name)
            known = self._known.get(normal)
            if known is not None:
                found.append(("Organization", known, name, True))
                continue
            label = "Company" if normal.endswith(self._endings) else "Organization"
            found.append((label, name_id(label, name, self._home), name, False))
        return found
