"""Scenario lists as facts (场景清单)."""

from ingest.scenarios.extract import ScenarioReading, extract_scenarios, scenario_list_kind

__all__ = ["ScenarioReading", "extract_scenarios", "scenario_list_kind"]
