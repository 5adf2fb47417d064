"""The work on scenarios: life cycle, ladder, library, targets, assessment (场景工作)."""

from graph.analysis.scenario_work.decisions import StateChange, check_change, find_case, set_state
from graph.analysis.scenario_work.standing import ScenarioWork
from graph.analysis.scenario_work.states import states
from graph.analysis.scenario_work.staying import staying

__all__ = ["ScenarioWork", "StateChange", "check_change", "find_case", "set_state", "states", "staying"]
