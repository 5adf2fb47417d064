"""Scenario lists as facts (场景清单)."""

from ingest.scenarios.extract import extract_scenarios

__all__ = ["extract_scenarios"]
