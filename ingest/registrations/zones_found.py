"""What an address says: one zone or park with the words that say it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, NamedTuple

BY_ADDRESS: Final = Decimal("0.950")


class Found(NamedTuple):
    """One zone or park a company lies in, with the words, the basis (address, column, registry_code) and confidence."""

    zone: str
    words: tuple[str, ...]
    basis: str
    confidence: Decimal
