"""The work on scenarios: life cycle, ladder, library, targets, assessment (场景工作)."""

from graph.analysis.scenario_work.assessment import assessment
from graph.analysis.scenario_work.decisions import StateChange, check_change, find_case, set_state
from graph.analysis.scenario_work.library import Wish, library
from graph.analysis.scenario_work.promotion import promotion
from graph.analysis.scenario_work.standing import ScenarioWork
from graph.analysis.scenario_work.states import states
from graph.analysis.scenario_work.staying import staying
from graph.analysis.scenario_work.targets import targets

__all__ = [
    "ScenarioWork",
    "StateChange",
    "Wish",
    "assessment",
    "check_change",
    "find_case",
    "library",
    "promotion",
    "set_state",
    "states",
    "staying",
    "targets",
]
