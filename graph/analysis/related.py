"""Related scenarios: what two scenarios share, each part with its weight (相关场景)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from graph.analysis.basis import Answer, basis, listing
from graph.analysis.reference import Reference
from graph.analysis.related_kinds import KINDS, related_kind
from graph.analysis.scenario_index import ScenarioIndex
from graph.errors import NotFound
from graph.search import NameHit
from graph.wording import SCENARIO_LABELS, UNIT, shared_words
from graph.workspace import Workspace
from schema.ids import normal_name
from schema.ontology import ontology
from schema.pack_model import Packs
from schema.pack_related import RelatedRule

WORDS_SHOWN: Final = 5
POOL: Final = 10
"""Of how many times the asked number the varied ones are chosen."""
THOUSANDTH: Final = Decimal("0.001")


@dataclass(frozen=True)
class Wanted:
    """What related scenarios must be; empty for any."""

    zone: str | None = None
    industry: str | None = None
    field: str | None = None
    status: str | None = None


def find_one(workspace: Workspace, text: str, labels: Sequence[str]) -> NameHit:
    """The node of some labels with this id, name, alias or a part of its name; raises NotFound offering near names."""
    for label in labels:
        if exact := workspace.search.exact(text, label):
            return exact[0]
    # A part of a scenario's name is no part of a company's by chance: scenarios are looked through first.
    scenarios = [label for label in labels if label in SCENARIO_LABELS]
    for group in (scenarios, [label for label in labels if label not in scenarios]):
        near = {hit.id: hit for label in group for hit in workspace.search.names(text, label, limit=5)}
        if len(near) == 1:
            return next(iter(near.values()))
        if near:
            what = "scenarios" if group is scenarios else "names"
            raise NotFound(f"{text}: several {what} fit: {'、'.join(sorted({hit.name for hit in near.values()}))}")
    kinds = " or ".join(label.lower() for label in labels if label != "ScenarioDirection")
    raise NotFound(f"{text}: no {kinds} has this name; `scenariograph search {text}` looks in all names and sentences")


def _known(said: Iterable[str | None], text: str, what: str) -> str:
    """The printed value that a filter names; raises NotFound offering those there are."""
    values = {normal_name(value): value for value in said if value}
    if normal_name(text) in values:
        return values[normal_name(text)]
    wanted = set(normal_name(text))
    near = sorted(values.items(), key=lambda entry: (-len(wanted & set(entry[0])), entry[1]))
    offered = "、".join(value for _, value in near[:8])
    raise NotFound(f"--{what} {text}: no scenario has it; near: {offered or 'none, no scenario says any'}")


class Chosen:
    """Which scenarios the filters let through."""

    def __init__(self, index: ScenarioIndex, wanted: Wanted) -> None:
        self._index = index
        self._reference = Reference.of(index.workspace)
        rows = index.rows.values()
        self._zone = self._reference.find_zone(wanted.zone).id if wanted.zone else None
        chains = self._reference.find_chains(wanted.industry) if wanted.industry else None
        self._industries = None if chains is None else {c.id for c in chains} | {k.id for c in chains for k in c.links}
        self._field = _known((r["field"] for r in rows), wanted.field, "field") if wanted.field else None
        self._status = _known((r["status"] for r in rows), wanted.status, "status") if wanted.status else None

    def __call__(self, scenario: str) -> bool:
        row = self._index.rows[scenario]
        if self._field is not None and row["field"] != self._field:
            return False
        if self._status is not None and row["status"] != self._status:
            return False
        if self._industries is not None and not any(
            t.shared in self._industries for t in self._index.traits.get(scenario, ())
        ):
            return False
        zones = self._index.zones.get(scenario, ()) if self._zone is not None else ()
        return self._zone is None or any(self._zone in self._reference.within(zone) for zone in zones)


def scores(index: ScenarioIndex, rules: Mapping[str, RelatedRule], scenario: str, least: float) -> dict[str, int]:
    """Scores of all that are related to one, in thousandths; whole numbers, so that both ends count the same."""
    found: dict[str, int] = {}
    adding: list[tuple[int, list[str]]] = []
    for trait in index.traits.get(scenario, ()):
        rule = rules.get(trait.reason)
        if rule is None:
            continue
        weight, holders = int(rule.weight * 1000), index.holders[trait.reason, trait.shared]
        if not rule.relates:
            adding.append((weight, holders))
            continue
        for other in holders:
            found[other] = found.get(other, 0) + weight
    if (rule := rules.get("wording")) is not None and scenario in index.wording.words:
        for other, likeness in index.wording.like(index.wording.words[scenario], least).items():
            if rule.relates or other in found:
                found[other] = found.get(other, 0) + wording_weight(rule, likeness)
    for weight, holders in adding:
        for other in holders:
            if other in found:
                found[other] += weight
    found.pop(scenario, None)
    return found


def wording_weight(rule: RelatedRule, likeness: int) -> int:
    """The weight of a likeness in thousandths: the rule's, times the cosine."""
    return int((rule.weight * likeness / (UNIT * UNIT)).quantize(THOUSANDTH) * 1000)


def varied(
    ranked: Sequence[tuple[str, int]], batches: Mapping[str, frozenset[Any]], limit: int, penalty: float
) -> list[tuple[str, int]]:
    """The `limit` of `ranked` that say most together, in the order given.

    Again and again that one is taken whose score is largest after division by 1 + penalty · n, where n counts
    the ones taken already that came with the same list or document, and those that have the same demander
    (after the maximal marginal relevance of Carbonell and Goldstein, 1998).
    """
    waiting = list(range(min(len(ranked), limit * POOL)))
    met = [0] * len(waiting)
    taken: list[int] = []
    while waiting and len(taken) < limit:
        best = max(waiting, key=lambda place: (ranked[place][1] / (1 + penalty * met[place]), -place))
        waiting.remove(best)
        taken.append(best)
        same = batches.get(ranked[best][0], frozenset())
        for place in waiting:
            met[place] += len(same & batches.get(ranked[place][0], frozenset()))
    return [ranked[place] for place in sorted(taken)]


def _parts(
    index: ScenarioIndex, rules: Mapping[str, RelatedRule], one: str, other: str, least: float
) -> list[dict[str, Any]]:
    """What two share, the heaviest first."""
    evidence = index.evidence.get(other, [])
    theirs = set(index.traits.get(other, ()))
    made: list[tuple[int, dict[str, Any], str]] = []
    for trait in index.traits.get(one, ()):
        rule = rules.get(trait.reason)
        if rule is not None and trait in theirs:
            name = index.name(trait.label, trait.shared)
            shared = {"label": trait.label, "id": trait.shared, "name": name}
            made.append((int(rule.weight * 1000), {"reason": trait.reason, "shared": shared}, rule.text))
    mine, other_words = index.wording.words.get(one, {}), index.wording.words.get(other, {})
    likeness = sum(weight * other_words[word] for word, weight in mine.items() if word in other_words)
    if (rule := rules.get("wording")) is not None and likeness >= max(1, round(least * UNIT * UNIT)):
        words = shared_words(mine, other_words)[:WORDS_SHOWN]
        shared = {"label": "text", "id": " ".join(words), "name": "、".join(words)}
        part = {"reason": "wording", "shared": shared, "cosine": round(likeness / (UNIT * UNIT), 4)}
        made.append((wording_weight(rule, likeness), part, rule.text))
    made.sort(key=lambda entry: (-entry[0], entry[1]["reason"], entry[1]["shared"]["id"]))
    return [
        {**part, "text": f"{text}：{part['shared']['name']}", "weight": weight / 1000, "evidence": evidence}
        for weight, part, text in made
    ]


def related(
    workspace: Workspace,
    packs: Packs,
    text: str,
    *,
    wanted: Wanted | None = None,
    limit: int = 20,
    diverse: bool = True,
    labels: Sequence[str] = (*SCENARIO_LABELS, *KINDS),
) -> Answer:
    """What is related to a scenario, company, park or policy, with the parts that add up to the score.

    Raises NotFound for a name of none of `labels`, and for an unknown zone, industry, field or status.
    """
    hit = find_one(workspace, text, labels)
    wanted = wanted or Wanted()
    if hit.label in KINDS:
        return related_kind(workspace, packs, hit, limit=limit, filtered=wanted != Wanted())
    rules = {rule.reason: rule for rule in packs.related_rules if rule.of == "Scenario"}
    index = ScenarioIndex.of(workspace)
    least = packs.thresholds["related-wording"].value if "related-wording" in packs.thresholds else 1.0
    penalty = packs.thresholds.get("related-diversity")
    found = scores(index, rules, hit.id, least)
    if wanted != Wanted():
        fits = Chosen(index, wanted)
        found = {key: score for key, score in found.items() if fits(key)}
    ranked = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    shown = ranked[:limit]
    if diverse and penalty is not None and len(ranked) > limit:
        shown = varied(ranked, index.batches, limit, penalty.value)
    items = [
        {
            "scenario": {"id": key, "label": index.rows[key]["label"], "name": index.rows[key]["name"]},
            "score": score / 1000,
            "parts": _parts(index, rules, hit.id, key, least),
        }
        for key, score in shown
    ]
    answer = listing(
        items,
        basis(
            workspace,
            _warnings(hit, rules, wanted, bool(items)),
            scenario={"id": hit.id, "label": hit.label, "name": hit.name},
            rules=[
                {"id": r.id, "text": r.text, "weight": float(r.weight), "relates": r.relates} for r in rules.values()
            ],
            diversity=penalty.text if diverse and penalty is not None else None,
        ),
    )
    answer["total"] = len(ranked)
    return answer


def _warnings(hit: NameHit, rules: Mapping[str, RelatedRule], wanted: Wanted, any_found: bool) -> list[str]:
    if not rules:
        return ["分类体系数据没有给出相关的规则（related.yaml），无从判断哪些场景相关。"]
    if any_found:
        return []
    within = "符合筛选条件的" if wanted != Wanted() else ""
    zh = ontology().labels[hit.label].zh
    return [f"{zh}“{hit.name}”与已载入的{within}其他场景没有共同的环节、技术、园区、需求方、政策，文字也不相近。"]
