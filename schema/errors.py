"""Errors of the schema room.

SchemaError
├── OntologyError        the ontology file is wrong
└── PackError            a pack's file, row or key is wrong
"""

from __future__ import annotations


class SchemaError(Exception):
    """Something in the ontology or in a pack is wrong; the text says where and what to do."""


class OntologyError(SchemaError):
    """ontology.yaml is not usable."""


class PackError(SchemaError):
    """A pack is not usable; names file, row and key."""
