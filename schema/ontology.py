"""The ontology as objects: labels, relationship types, properties (本体).

The YAML file is the one source; everything that needs columns, end points or
Chinese labels asks the `Ontology` made here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from schema.errors import OntologyError

PROPERTY_TYPES = ("text", "texts", "integer", "amount", "number", "ratio", "date", "flag")

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - only where libyaml is missing
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a label or relationship type."""

    name: str
    type: str
    zh: str
    description: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """One node label."""

    name: str
    zh: str
    description: str
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship type; `keys` with the two ends are the identity of an edge."""

    name: str
    zh: str
    description: str
    ends: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]
    properties: tuple[Property, ...]
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    """Labels and relationship types by name, the precedence of source kinds, the review threshold."""

    version: int
    candidate_below: Decimal
    precedence: tuple[str, ...]
    labels: dict[str, Label]
    relationships: dict[str, Relationship]

    @property
    def edge_properties(self) -> tuple[Property, ...]:
        """Every property of any stated relationship type, once, in the order of the file."""
        seen: dict[str, Property] = {}
        for relationship in self.relationships.values():
            if relationship.derived:
                continue
            for prop in relationship.properties:
                seen.setdefault(prop.name, prop)
        return tuple(seen.values())

    def allows(self, type_name: str, head_label: str, tail_label: str) -> bool:
        """Whether the type may go from `head_label` to `tail_label`."""
        relationship = self.relationships.get(type_name)
        return relationship is not None and (head_label, tail_label) in relationship.ends


def _properties(where: str, raw: dict[str, Any]) -> tuple[Property, ...]:
    made = []
    for name, spec in (raw or {}).items():
        if spec.get("type") not in PROPERTY_TYPES:
            raise OntologyError(
                f"ontology.yaml: {where}.{name}: type {spec.get('type')!r} is not one of {', '.join(PROPERTY_TYPES)}"
            )
        made.append(Property(name, spec["type"], spec["zh"], spec["description"], spec.get("unit")))
    return tuple(made)


def _ends(where: str, raw: list[list[str]], labels: dict[str, Label]) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for head, tail in raw:
        for h in labels if head == "*" else (head,):
            for t in labels if tail == "*" else (tail,):
                if h not in labels or t not in labels:
                    raise OntologyError(f"ontology.yaml: {where}: unknown label in {head} → {tail}")
                pairs.append((h, t))
    return tuple(pairs)


def parse_ontology(text: str) -> Ontology:
    """Make an `Ontology` from YAML text; raises `OntologyError` naming the key that is wrong."""
    raw = yaml.load(text, Loader=_Loader)
    labels = {
        name: Label(name, spec["zh"], spec["description"], _properties(name, spec["properties"]))
        for name, spec in raw["labels"].items()
    }
    relationships: dict[str, Relationship] = {}
    edge_types: dict[str, str] = {}
    for name, spec in raw["relationships"].items():
        properties = _properties(name, spec["properties"])
        for prop in properties:
            if edge_types.setdefault(prop.name, prop.type) != prop.type:
                raise OntologyError(
                    f"ontology.yaml: {name}.{prop.name}: type {prop.type} differs from "
                    f"{edge_types[prop.name]} at another relationship; edges share their columns"
                )
        keys = tuple(spec["keys"])
        missing = set(keys) - {p.name for p in properties}
        if missing:
            raise OntologyError(f"ontology.yaml: {name}: key {missing.pop()} is no property")
        relationships[name] = Relationship(
            name,
            spec["zh"],
            spec["description"],
            _ends(name, spec["ends"], labels),
            keys,
            properties,
            bool(spec.get("derived", False)),
        )
    return Ontology(
        int(raw["version"]),
        Decimal(str(raw["candidate_below"])),
        tuple(raw["precedence"]),
        labels,
        relationships,
    )


@cache
def ontology() -> Ontology:
    """The project's ontology, read once."""
    return parse_ontology(files("schema").joinpath("ontology.yaml").read_text(encoding="utf-8"))
