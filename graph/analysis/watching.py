"""What a watch asks, and what changed in its answer from one projection to the next (关注的变化)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from graph.analysis.basis import Answer
from graph.analysis.coverage import coverage
from graph.analysis.cross_zone import cross_zone_links
from graph.analysis.gaps import gaps
from graph.analysis.reference import Reference
from graph.analysis.related import related
from graph.errors import NotFound, QueryError
from graph.ledger import Ledger
from graph.ledger.watches import keep_report, reports, watches
from graph.wording import SCENARIO_LABELS
from graph.workspace import Workspace
from schema.pack_model import Packs

PARAMETERS: Final = {
    "gaps": ("industry", "zone", "park", "kind"),
    "coverage": ("industry", "zone"),
    "links": ("industry", "from", "to"),
    "related": ("scenario",),
}
GAP_KINDS: Final = ("missing", "weak", "broken", "short", "hidden")
MOST_LINKS: Final = 100_000
"""A watch compares all links, not the first of a list."""
CHANGES_KEPT: Final = 20
"""Changes kept of each kind in a report; how many there were is beside them."""

Watched = dict[str, dict[str, Any]]
"""Name and value of each item of an answer by its id."""


def _check(question: str, given: Mapping[str, str]) -> None:
    if question not in PARAMETERS:
        raise QueryError(f"{question}: can't be watched; what can be: {', '.join(PARAMETERS)}")
    unknown = sorted(given.keys() - set(PARAMETERS[question]))
    if unknown:
        raise QueryError(f"{question} has no parameter {unknown[0]}; it has {', '.join(PARAMETERS[question])}")
    if question == "related" and "scenario" not in given:
        raise QueryError("related needs the parameter scenario")
    if given.get("kind", "missing") not in GAP_KINDS:
        raise QueryError(f"kind {given['kind']}: no kind of gap; there are {', '.join(GAP_KINDS)}")


def watched(workspace: Workspace, packs: Packs, question: str, given: Mapping[str, str]) -> Watched:
    """The answer to a watch's question; raises QueryError, and NotFound for names that are not there."""
    _check(question, given)
    reference = Reference.of(workspace)
    industry = given.get("industry")
    if question == "gaps":
        chosen = {key: given.get(key) for key in ("zone", "park", "kind")}
        items = gaps(reference, packs.gap_rules, industry=industry, severity=packs.gap_severity, **chosen)["items"]
        return {gap["id"]: {"name": _gap_name(gap), "value": _gap_value(gap)} for gap in items}
    if question == "coverage":
        zones = [reference.find_zone(given["zone"])] if "zone" in given else None
        rows = coverage(reference, industry=industry, zones=zones)["items"]
        return {
            f"COVERS:{row['zone_id']}>{row['link_id']}": {
                "name": f"{row['zone']}：{row['industry']}·{row['link']}",
                "value": {"companies": row["companies"]},
            }
            for row in rows
        }
    if question == "links":
        links = cross_zone_links(
            reference, from_zone=given.get("from"), to_zone=given.get("to"), industry=industry, limit=MOST_LINKS
        )
        return {
            link["id"]: {"name": _link_name(link), "value": {"strength": link["strength"]}} for link in links["items"]
        }
    found = related(workspace, packs, given["scenario"], limit=MOST_LINKS, diverse=False, labels=SCENARIO_LABELS)[
        "items"
    ]
    return {
        item["scenario"]["id"]: {"name": item["scenario"]["name"], "value": {"score": item["score"]}} for item in found
    }


def _gap_name(gap: Mapping[str, Any]) -> str:
    return f"{(gap['park'] or gap['zone'])['name']}：{gap['industry']['name']}·{gap['link']['name']}"


def _gap_value(gap: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": gap["kind"], "state": gap["state"], "companies": gap["counts"]["companies"]}


def _link_name(link: Mapping[str, Any]) -> str:
    chain = f"（{link['industry']['name']}）" if link["industry"] else ""
    return f"{link['from_zone']['name']} → {link['to_zone']['name']}{chain}"


def difference(before: Watched, after: Watched) -> dict[str, Any]:
    """What came, went and has another value, each with how many there are."""
    came = [{"id": key, **after[key]} for key in sorted(after.keys() - before.keys())]
    went = [{"id": key, **before[key]} for key in sorted(before.keys() - after.keys())]
    changed = [
        {"id": key, "name": after[key]["name"], "before": before[key]["value"], "after": after[key]["value"]}
        for key in sorted(after.keys() & before.keys())
        if before[key]["value"] != after[key]["value"]
    ]
    kinds = {"came": came, "went": went, "changed": changed}
    return {
        "counts": {kind: len(found) for kind, found in kinds.items()},
        **{kind: found[:CHANGES_KEPT] for kind, found in kinds.items()},
    }


def report_watches(ledger: Ledger, packs: Packs, manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """Ask every watch again where the graph has changed, keep and give what changed in it.

    A name that has left the graph is said in the report (`error`) and the last answer stays.
    """
    waiting = [watch for watch in watches(ledger) if watch.hash != manifest["hash"]]
    if not waiting:
        return []
    made = []
    with Workspace.open(ledger.home) as workspace:
        for watch in waiting:
            answer: Watched | None = None
            try:
                answer = watched(workspace, packs, watch.question, watch.parameters)
                report = {"since": watch.version, **difference(watch.answer, answer)}
            except NotFound as error:
                report = {"since": watch.version, "error": str(error)}
            keep_report(ledger, watch, manifest, report, answer)
            made.append({"name": watch.name, "question": watch.question, "parameters": watch.parameters, **report})
    return made


def watch_list(ledger: Ledger) -> Answer:
    """All watches, each with its reports, the newest first."""
    items = [
        {
            "name": watch.name,
            "question": watch.question,
            "parameters": watch.parameters,
            "added_at": watch.added_at,
            "version": watch.version,
            "items": len(watch.answer),
            "reports": reports(ledger, watch),
        }
        for watch in watches(ledger)
    ]
    return {"items": items, "total": len(items), "next": None, "basis": {"warnings": []}}
