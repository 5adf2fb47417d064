"""The queries on scenario work that questions in words are answered by, all as of today (场景工作的问法)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Final

from graph.analysis.asking.asked import Asked, Result
from graph.analysis.scenario_work import Wish, assessment, library, promotion, states, staying, targets


def _as_of(asked: Asked) -> tuple[dt.date, dict[str, str]]:
    """Today, and the parameters with it: where scenarios stand is asked of a day."""
    day = dt.date.today()
    return day, {**asked.parameters(), "as_of": day.isoformat()}


def _states(asked: Asked) -> Result:
    day, parameters = _as_of(asked)
    return parameters, states(asked.reference.workspace, asked.packs, asked.slots["scenario"].id, as_of=day)


def _late(asked: Asked) -> Result:
    day, parameters = _as_of(asked)
    return parameters, staying(asked.reference.workspace, asked.packs, as_of=day, zone=asked.id_of("zone"))


def _promotion(asked: Asked) -> Result:
    day, parameters = _as_of(asked)
    workspace, to, zone = asked.reference.workspace, asked.id_of("rung"), asked.id_of("zone")
    return parameters, promotion(workspace, asked.packs, as_of=day, to=to, zone=zone)


def _library(asked: Asked) -> Result:
    """Scenarios at a step or on a rung."""
    day, parameters = _as_of(asked)
    rung = asked.slots["rung"]
    step, tier = (rung.id, None) if rung.label == "LifecyclePhase" else (None, rung.id)
    wish = Wish(step=step, tier=tier, zone=asked.id_of("zone"))
    return parameters, library(asked.reference.workspace, asked.packs, wish, as_of=day)


def _targets(asked: Asked) -> Result:
    day, parameters = _as_of(asked)
    return parameters, targets(asked.reference.workspace, asked.packs, as_of=day, owner=asked.id_of("programme"))


def _assessment(asked: Asked) -> Result:
    """By district: of all, or of those in one zone."""
    day, parameters = _as_of(asked)
    zone = asked.id_of("zone")
    return parameters, assessment(asked.reference.workspace, asked.packs, as_of=day, by=("district",), zone=zone)


SCENARIO_QUERIES: Final[Mapping[str, Callable[[Asked], Result]]] = {
    "scenario_states": _states,
    "scenarios_late": _late,
    "scenarios_promotion": _promotion,
    "scenarios_library": _library,
    "scenario_targets": _targets,
    "scenarios_assessment": _assessment,
}
"""By the names that the grammar gives."""
