"""The ledger of a workspace: originals, fact bundles, catalog (台账)."""

from graph.ledger.bundles import Bundle, bundle_name, canonical_json, open_bundle, write_bundle
from graph.ledger.ledger import Ledger
from graph.ledger.records import Coverage, Decision, NewVersion, Source, Version
from graph.ledger.table_files import TableFiles
from graph.ledger.verify import Finding, bundle_findings, verify

__all__ = [
    "Bundle",
    "Coverage",
    "Decision",
    "Finding",
    "Ledger",
    "NewVersion",
    "Source",
    "TableFiles",
    "Version",
    "bundle_findings",
    "bundle_name",
    "canonical_json",
    "open_bundle",
    "verify",
    "write_bundle",
]
