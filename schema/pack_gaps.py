"""The gap rules of a pack: gap_rules.yaml and gap_severity.yaml (缺口规则).

A threshold is named `<metric>_<test>`, such as `hhi_at_least`. A rule may be held to a stage of the chain
(kind `short`), an industry or one link; one that refers to what is not there is refused with file and rule.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cache
from typing import Any, Final

from schema.errors import PackError
from schema.pack_model import GapRule, SeverityPart

GAP_KINDS: Final = ("missing", "weak", "broken", "short", "hidden")
GAP_METRICS: Final = {
    "companies": "企业",
    "firms": "非分支企业",
    "ended": "已终止的企业",
    "attested": "有明示或主业依据的企业",
    "capital_known": "已知注册资本的企业",
    "largest_share": "最大一家占注册资本",
    "hhi": "赫芬达尔指数",
    "location_quotient": "区位商",
    "upstream": "上游企业",
    "downstream": "下游企业",
    "stage_companies": "该段企业",
    "other_companies": "其他段企业",
}
GAP_TESTS: Final = {"at_least": "不低于", "at_most": "不超过", "below": "低于", "above": "高于"}
SEVERITY_PARTS: Final = ("scenarios", "policies", "leaders", "neighbours", "feeds", "fed_by")
STAGES: Final = ("upstream", "midstream", "downstream", "support")
_OF_A_STAGE: Final = {"stage_companies", "other_companies"}
_REQUIRED: Final = {"id", "kind", "text", "thresholds", "source"}
_OPTIONAL: Final = {"stage", "industry", "link"}


@cache
def threshold_parts(name: str) -> tuple[str, str]:
    """Metric and test of a threshold's name; both empty where it is none."""
    for metric in GAP_METRICS:
        if name.startswith(f"{metric}_") and name[len(metric) + 1 :] in GAP_TESTS:
            return metric, name[len(metric) + 1 :]
    return "", ""


def _texts(where: str, rule: Mapping[str, Any], keys: Container[str]) -> None:
    for key, value in rule.items():
        if key in keys and (not isinstance(value, str) or not value):
            raise PackError(f"{where}: {key}: must be a text")


def _thresholds(where: str, rule: Mapping[str, Any]) -> dict[str, float]:
    thresholds = rule["thresholds"]
    if not isinstance(thresholds, dict) or not all(
        isinstance(v, (int, float)) and not isinstance(v, bool) for v in thresholds.values()
    ):
        raise PackError(f"{where}: thresholds: must be a mapping of names to numbers")
    made = {str(name): float(limit) for name, limit in thresholds.items()}
    if not made:
        raise PackError(f"{where}: thresholds: a rule without one would hold of every link")
    for name in made:
        metric, _ = threshold_parts(name)
        if not metric:
            metrics, tests = ", ".join(GAP_METRICS), ", ".join(GAP_TESTS)
            raise PackError(f"{where}: thresholds: {name!r} is no <metric>_<test>; metrics: {metrics}; tests: {tests}")
        if (metric in _OF_A_STAGE) != (rule["kind"] == "short"):
            raise PackError(
                f"{where}: thresholds: {name!r}: kind short measures {', '.join(sorted(_OF_A_STAGE))} and no other kind does"
            )
    return made


def _rows(raw: object, file: str) -> list[tuple[str, dict[str, Any]]]:
    if not isinstance(raw, list):
        raise PackError(f"{file}: must be a list of rules")
    for number, row in enumerate(raw, start=1):
        if not isinstance(row, dict):
            raise PackError(f"{file}: rule {number}: must be a mapping")
    return [(f"{file}: rule {number}", row) for number, row in enumerate(raw, start=1)]


def _check(where: str, row: Mapping[str, Any], required: set[str], optional: set[str]) -> None:
    if not required <= set(row) or not set(row) <= required | optional:
        allowed = f", and may have {', '.join(sorted(optional))}" if optional else ""
        raise PackError(f"{where}: must have exactly {', '.join(sorted(required))}{allowed}")


def gap_rules(
    raw: object, file: str, sources: Container[str], industries: Container[str], links: Container[str]
) -> list[GapRule]:
    """The rules of gap_rules.yaml; raises PackError naming file, rule and key."""
    made: list[GapRule] = []
    for where, rule in _rows(raw, file):
        _check(where, rule, _REQUIRED, _OPTIONAL)
        _texts(where, rule, {"id", "text", *_OPTIONAL})
        if rule["kind"] not in GAP_KINDS:
            raise PackError(f"{where}: kind: {rule['kind']!r} is not one of {', '.join(GAP_KINDS)}")
        if rule["source"] not in sources:
            raise PackError(f"{where}: source: {rule['source']!r} is not in sources.csv")
        if any(r.id == rule["id"] for r in made):
            raise PackError(f"{where}: id: {rule['id']!r} is there twice")
        if (rule["kind"] == "short") != ("stage" in rule):
            raise PackError(f"{where}: stage: a rule of kind short names its stage, another kind has none")
        for key, known in (("stage", STAGES), ("industry", industries), ("link", links)):
            if key in rule and rule[key] not in known:
                raise PackError(f"{where}: {key}: {rule[key]!r} refers to nothing in this pack")
        optional = {key: rule.get(key, "") for key in _OPTIONAL}
        made.append(
            GapRule(
                id=rule["id"],
                kind=rule["kind"],
                text=rule["text"],
                thresholds=_thresholds(where, rule),
                source=rule["source"],
                **optional,
            )
        )
    return made


def severity_parts(raw: object, file: str, sources: Container[str]) -> list[SeverityPart]:
    """The parts of gap_severity.yaml in order; raises PackError naming file, rule and key."""
    made: list[SeverityPart] = []
    for where, row in _rows(raw, file):
        _check(where, row, {"id", "part", "text", "source"}, set())
        _texts(where, row, {"id", "part", "text"})
        if row["part"] not in SEVERITY_PARTS:
            raise PackError(f"{where}: part: {row['part']!r} is not one of {', '.join(SEVERITY_PARTS)}")
        if row["source"] not in sources:
            raise PackError(f"{where}: source: {row['source']!r} is not in sources.csv")
        if any(row[key] == getattr(p, key) for p in made for key in ("id", "part")):
            raise PackError(f"{where}: id or part is there twice")
        made.append(SeverityPart(id=row["id"], part=row["part"], text=row["text"], source=row["source"]))
    return made
