"""Registered capital: value, currency, and CNY by the pack's dated rates (注册资本)."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final, NamedTuple

from ingest.tables.cells import LARGEST_AMOUNT, read_amount
from schema.pack_model import RateRow

_CENT: Final = Decimal("0.01")


class CapitalReading(NamedTuple):
    """`amount` in `currency` (ISO 4217), `cny` in yuan; `rate` names the rate where `cny` was computed."""

    amount: Decimal
    currency: str
    cny: Decimal | None
    rate: str | None


class CapitalReader:
    """Reads capital cells. The rate is the last one not after `as_of`, else the earliest the pack has."""

    def __init__(self, rates: tuple[RateRow, ...], as_of: dt.date | None) -> None:
        self._rates: dict[str, RateRow] = {}
        for row in sorted(rates, key=lambda r: r.day):
            if row.currency not in self._rates or as_of is None or row.day <= as_of:
                self._rates[row.currency] = row

    def read(self, cell: str, unit: str) -> CapitalReading | None:
        """Value, currency and CNY; None if the cell is no amount; `unit` is what the header states."""
        money = read_amount(cell, unit)
        if money is None:
            return None
        amount, currency = money
        if currency == "CNY":
            return CapitalReading(amount, currency, amount, None)
        rate = self._rates.get(currency)
        if rate is None:
            return CapitalReading(amount, currency, None, None)
        cny = (amount * rate.cny).quantize(_CENT, ROUND_HALF_EVEN)
        if cny >= LARGEST_AMOUNT:
            return CapitalReading(amount, currency, None, None)
        return CapitalReading(amount, currency, cny, f"{currency} {rate.cny.normalize():f} ({rate.day.isoformat()})")
