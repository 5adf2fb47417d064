"""Targets of plans against what is counted, each count opening to its members (目标与进展)."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.scenario_work.counting import Count, Counting
from graph.analysis.scenario_work.judging import Sense, by_word, reached, sense_of
from graph.analysis.scenario_work.ladders import read_edges, read_nodes
from graph.analysis.scenario_work.standing import ScenarioWork
from graph.analysis.scenario_work.states import work_warnings
from graph.evidence import EvidenceReader
from graph.workspace import Workspace
from schema.ids import normal_name
from schema.pack_model import Packs

MEMBERS_OPENED: Final = 20
"""Members of each count whose evidence is opened; of the others the facts are named, which `evidence` opens."""
PLACES_SHOWN: Final = 2
_YEAR: Final = re.compile(r"(20\d\d)")
_COLUMNS: Final = ("metric", "value", "value_to", "unit", "comparator", "kind", "time", "raw")
_SAID: Final = frozenset({"actual", "count"})


def targets(
    workspace: Workspace, packs: Packs, *, as_of: dt.date, plan: str | None = None, owner: str | None = None
) -> Answer:
    """Every target with its count as of a day; one that can't be counted says why.

    `plan` is part of a policy's name; `owner` is the id of the policy or programme whose targets alone are wanted.
    """
    work = ScenarioWork.of(workspace, packs, plan)
    counting = Counting(work, packs, as_of)
    indicators = read_nodes(workspace, "Indicator", _COLUMNS)
    owners: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read_edges(workspace, ("HAS_TARGET",)):
        owners[row["tail"]].append(row)
    policies = read_nodes(workspace, "Policy", ("period_from", "period_to"))
    named = policies | read_nodes(workspace, "Initiative")
    known = [(indicators[key], rows) for key, rows in owners.items() if key in indicators]
    if work.ladders.plans is not None:
        known = [(row, rows) for row, rows in known if any(one["head"] in work.ladders.plans for one in rows)]
    if owner is not None:
        known = [(row, rows) for row, rows in known if any(one["head"] == owner for one in rows)]
    known.sort(key=lambda entry: (min(r["head"] for r in entry[1]), _order(entry[1]), entry[0]["id"]))
    reader = EvidenceReader.of(workspace)
    evidence = reader.for_facts([row["id"] for row, _ in known], PLACES_SHOWN, values=False)
    made = []
    for row, rows in known:
        of = [named[one["head"]] | {"label": one["head_label"]} for one in rows if one["head"] in named]
        places = evidence.get(row["id"], [])
        sentence = " ".join(place["sentence"] or "" for place in places)
        sense = sense_of(row, sentence)
        target = _target(row, of, as_of) | {"asks": sense.asks}
        made.append((target, row, places, counting.count(row, of, sentence), sense))
    opened = reader.for_facts(
        [f for *_, count, _ in made for member in count.members[:MEMBERS_OPENED] for f in member.facts], 1, values=False
    )
    said = _said(workspace, reader, indicators, made)
    items = [
        {
            "target": target,
            **_judged(row, count, sense, opened, said.get(normal_name(row["metric"] or ""), [])),
            "evidence": places,
        }
        for target, row, places, count, sense in made
    ]
    warnings = work_warnings(work)
    if not items:
        whose = f"名称含“{plan}”的文件" if plan else named[owner]["name"] if owner in named else "已载入的文件"
        warnings.append(f"{whose}没有设下目标。")
    answer = listing(items, basis(workspace, warnings, as_of=as_of, counters=counting.described()))
    answer["state"] = "found" if items else "none_found" if policies else "not_looked"
    return answer


def _order(rows: Sequence[dict[str, Any]]) -> int:
    return min((row["order"] for row in rows if row["order"] is not None), default=0)


def _target(row: dict[str, Any], of: Sequence[dict[str, Any]], day: dt.date) -> dict[str, Any]:
    deadline, by = deadline_of(row["time"], of)
    return {
        "id": row["id"],
        **{name: _number(row[name]) for name in _COLUMNS if name != "kind"},
        "deadline": deadline,
        "deadline_basis": by,
        "due": None if deadline is None else "passed" if deadline < day else "open",
        "of": [{"label": one["label"], "id": one["id"], "name": one["name"]} for one in of],
    }


def _number(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


def deadline_of(time: str | None, of: Sequence[dict[str, Any]]) -> tuple[dt.date | None, str]:
    """The last day of a target: that of its own time, else of its policy's period; None where nothing says it.

    >>> deadline_of("到2028年底", ())
    (datetime.date(2028, 12, 31), 'time')
    """
    text = time or ""
    try:
        return dt.date.fromisoformat(text), "time"
    except ValueError:
        years = [int(year) for year in _YEAR.findall(text)]
    if years:
        return dt.date(max(years), 12, 31), "time"
    until = [one["period_to"] for one in of if one.get("period_to")]
    return (dt.date(max(until), 12, 31), "period") if until else (None, "none")


def _judged(
    row: dict[str, Any],
    count: Count,
    sense: Sense,
    opened: dict[str, list[dict[str, Any]]],
    said: Sequence[dict[str, Any]],
) -> dict[str, Any]:
    """The count, share or mean beside the target; where there is none what sources say was reached, or why neither."""
    why = _no_goal(row, sense) or count.why
    if not why:
        return {**_counted(row, count, sense, opened), "said": list(said)}
    nothing: dict[str, Any] = {
        "rule": None,
        "judged_by": None,
        "measured": None,
        "count": None,
        "undated": None,
        "whole": None,
        "members": [],
        "not_counted": [],
        "state": "not_looked",
        "why_not": why,
        "remark": "",
        "progress": None,
        "reached": None,
        "said": list(said),
    }
    word = by_word(sense, row, said) if not _no_goal(row, sense) else None
    if word is None or word.value is None:
        return nothing | {"remark": word.why if word is not None else ""}
    more = {"judged_by": "said", "measured": float(word.value), "remark": word.why or "据来源自己所说，不是计数"}
    return nothing | more | {"reached": word.reached, "progress": _progress(sense, word.value, row["value"])}


def _no_goal(row: dict[str, Any], sense: Sense) -> str:
    """Why a target names no number to be reached or kept under; empty where it does."""
    if sense.asks == "change":
        return f"目标是变化量（{sense.words}），没有来源给出起点，无从计算"
    if row["value"] is None or row["value"] <= 0:
        return f"目标是“{row['raw'] or row['comparator']}”，不是要达到的数目"
    return ""


def _progress(sense: Sense, measured: Decimal, value: Decimal) -> float | None:
    """How much of a target is reached; what must not be exceeded has no progress."""
    return round(float(measured / value), 4) if sense.asks == "at_least" else None


def _counted(
    row: dict[str, Any], count: Count, sense: Sense, opened: dict[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    assert count.rule is not None
    met: bool | None = reached(sense, count.measured, row["value"])
    remark = ""
    if sense.asks == "at_most" and met and count.judged_by == "count" and count.state != "looked_none":
        # What is not loaded would only add to it.
        remark = "只计已载入的，没有超过；未载入的不在内"
        met = None if count.state == "none_found" else met
    return {
        "rule": {
            "id": count.rule.id,
            "counts": count.rule.counts,
            "text": count.rule.text,
            "source": count.rule.source,
        },
        "judged_by": count.judged_by,
        "measured": round(float(count.measured), 4),
        "count": len(count.members),
        "whole": count.whole,
        "undated": sum(member.day is None for member in count.members),
        "members": [
            {
                **member.described(),
                "evidence": [place for fact in member.facts for place in opened.get(fact, ())][:PLACES_SHOWN],
            }
            for member in count.members
        ],
        "not_counted": [member.described() for member in count.left_out],
        "state": count.state,
        "why_not": None,
        "remark": remark,
        "progress": _progress(sense, count.measured, row["value"]),
        "reached": met,
    }


def _said(
    workspace: Workspace, reader: EvidenceReader, indicators: dict[str, dict[str, Any]], made: Sequence[Any]
) -> dict[str, list[Any]]:
    """What sources themselves say was reached, by what is measured; beside the count, never added to it.

    Only what is said of the plan, its programme or the home city: 企业26家 of a park is no progress of the plan.
    """
    wanted = {normal_name(row["metric"] or "") for _, row, *_ in made} - {""}
    of = {one["id"] for target, *_ in made for one in target["of"]} | {workspace.home_zone}
    measured = {row["head"] for row in read_edges(workspace, ("MEASURES",)) if row["tail"] in of} if made else set()
    found = [
        row
        for row in indicators.values()
        if row["kind"] in _SAID and row["id"] in measured and normal_name(row["metric"] or "") in wanted
    ]
    places = reader.for_facts([row["id"] for row in found], 1, values=False)
    said: dict[str, list[Any]] = defaultdict(list)
    for row in sorted(found, key=lambda row: str(row["id"])):
        shown = {name: _number(row[name]) for name in ("value", "unit", "comparator", "time", "raw")}
        said[normal_name(row["metric"])].append({"id": row["id"], **shown, "evidence": places.get(row["id"], [])})
    return said
