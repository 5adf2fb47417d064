"""Tables of a pack about registers and numbers: cells, status, rates, classes, thresholds, path steps (登记与数值表)."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import TYPE_CHECKING

from schema.ontology import ontology
from schema.pack_model import ClassRow, ContentRow, PathStepRow, RateRow, StatusRow, ThresholdRow
from schema.pack_rows import Row

if TYPE_CHECKING:
    from schema.pack_tables import Collected

_CURRENCY = re.compile("[A-Z]{3}")


def add_content(into: Collected, row: Row) -> None:
    """Add a row of contents.csv."""
    table, name = row.text("table"), row.text("field")
    if not any((c.table, c.field) == (table, name) for c in into.columns):
        raise row.error("field", f"{name} is no field of {table} in columns.csv")
    try:
        pattern = re.compile(row.text("pattern"))
    except re.error as error:
        raise row.error("pattern", f"no regular expression: {error}") from None
    into.contents.append(
        ContentRow(
            table=table, field=name, pattern=pattern, share=_share(row, "share"), distinct=_share(row, "distinct")
        )
    )


def _share(row: Row, key: str) -> float:
    try:
        value = float(row.text(key))
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise row.error(key, "must be a number from 0 to 1")
    return value


def add_status(into: Collected, row: Row) -> None:
    """Add a row of statuses.csv."""
    words, known = row.many("words"), {w for s in into.statuses for w in s.words}
    if not words:
        raise row.error("words", "the cell is empty; fill it in")
    for word in words:
        if word in known:
            raise row.error("words", f"{word} stands for another kind already")
    into.statuses.append(StatusRow(kind=row.text("kind"), words=words, ended=row.flag("ended")))


def add_rate(into: Collected, row: Row) -> None:
    """Add a row of rates.csv."""
    currency, day = row.text("currency"), row.date("day")
    if not _CURRENCY.fullmatch(currency):
        raise row.error("currency", f"{currency!r} is not a code of ISO 4217, such as USD")
    if day is None:
        raise row.error("day", "the cell is empty; fill it in")
    if any((r.currency, r.day) == (currency, day) for r in into.rates):
        raise row.error("day", f"{currency} has a rate of {day} already")
    into.rates.append(
        RateRow(currency=currency, day=day, cny=_one_unit(row), source=_source(into, row), confidence=row.confidence())
    )


def add_class(into: Collected, row: Row) -> None:
    """Add a row of classes.csv; a class stands behind the one that holds it."""
    code, parent = row.text("code"), row.optional("parent")
    if code in into.classes:
        raise row.error("code", f"{code} stands twice")
    if parent and parent not in into.classes:
        raise row.error("parent", f"{parent!r} is no class of an earlier row")
    into.classes[code] = ClassRow(
        code=code, name=row.text("name"), parent=parent, source=_source(into, row), confidence=row.confidence()
    )


def add_threshold(into: Collected, row: Row) -> None:
    """Add a row of thresholds.csv; a city's pack may set another number than the packs it uses."""
    key = row.text("id")
    try:
        value = float(row.text("value"))
    except ValueError:
        value = -1.0
    if not (isfinite(value) and value >= 0):
        raise row.error("value", "must be a number of at least 0")
    into.thresholds[key] = ThresholdRow(id=key, value=value, text=row.text("text"), source=_source(into, row))


def add_path_step(into: Collected, row: Row) -> None:
    """Add a row of path_steps.csv; the ontology must have the type between its labels."""
    relationship = ontology().relationships.get(row.text("type"))
    if relationship is None:
        raise row.error("type", f"{row.text('type')} is no relationship type of the ontology")
    heads, tails = row.many("heads"), row.many("tails")
    ends = [(head, tail) for head, tail in relationship.ends if head in heads and tail in tails]
    for key, labels, joined in (("heads", heads, {h for h, _ in ends}), ("tails", tails, {t for _, t in ends})):
        for label in labels:
            if label not in joined:
                raise row.error(key, f"{relationship.name} does not join {label} to what stands beside it")
        if not labels:
            raise row.error(key, "the cell is empty; fill it in")
    into.path_steps.append(
        PathStepRow(
            type=relationship.name,
            heads=heads,
            tails=tails,
            group=row.text("group"),
            text=row.text("text"),
            source=_source(into, row),
        )
    )


def _source(into: Collected, row: Row) -> str:
    source = row.text("source")
    if source not in into.sources:
        raise row.error("source", f"{source!r} is not in sources.csv")
    return source


def _one_unit(row: Row) -> Decimal:
    """CNY for one unit, from the rate for as many units as the table states (JPY by the hundred)."""
    units = row.integer("units")
    try:
        rate = Decimal(row.text("cny"))
    except InvalidOperation:
        rate = Decimal(0)
    if units == 0 or not rate.is_finite() or rate <= 0:
        raise row.error("cny", "units and cny must be numbers above 0")
    return rate / units
