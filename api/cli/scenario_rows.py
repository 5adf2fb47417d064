"""Answers on the work on scenarios as flat rows for people."""

from __future__ import annotations

from typing import Any, Final

Row = dict[str, Any]

ZH: Final = {"step": "环节", "tier": "层级"}
STATES: Final = {
    "scenario": "场景",
    "step": "环节",
    "step_since": "自",
    "step_days": "天数",
    "next": "可进入",
    "tier": "层级",
    "next_tier": "可升为",
    "remarks": "备注",
}
HISTORY: Final = {"kind": "类别", "name": "环节或层级", "date": "日期", "by": "依据", "note": "附注"}
LATE: Final = {
    "scenario": "场景",
    "step": "环节",
    "since": "自",
    "days": "天数",
    "over": "超出天数",
    "rule": "规则",
}
PROMOTE: Final = {
    "scenario": "场景",
    "tier": "层级",
    "to": "可升为",
    "score": "分值",
    "parts": "理由",
    "against": "不利之处",
    "veto": "否决",
}
LIBRARY: Final = {
    "id": "标识",
    "scenario": "场景",
    "step": "环节",
    "since": "自",
    "tier": "层级",
    "late": "停留过久",
    "zones": "区域",
    "field": "应用领域",
    "demander": "需求方",
    "technologies": "技术",
    "budget": "预算（元）",
    "deadline": "截止日期",
    "status": "状态",
    "actions": "行动",
    "directions": "超级场景方向",
    "companies": "参与企业",
    "matches": "匹配",
}
TARGETS: Final = {
    "metric": "目标",
    "value": "要求",
    "deadline": "期限",
    "count": "已计",
    "progress": "完成率",
    "reached": "达到",
    "members": "成员",
    "why": "计法或不能计的原因",
    "of": "出自",
}
ASSESS: Final = {
    "district": "区市",
    "action": "行动",
    "direction": "超级场景方向",
    "scenarios": "场景",
    "steps": "各环节",
    "tiers": "各层级",
    "landed": "已落地",
    "late": "停留过久",
    "companies": "参与企业",
    "matched": "已签约",
    "members": "成员",
}


def state_row(item: Row) -> Row:
    """A scenario's standing."""
    step, tier = item["step"] or {}, item["tier"]
    return {
        "scenario": item["scenario"],
        "step": step.get("name"),
        "step_since": step.get("since"),
        "step_days": step.get("days"),
        "next": item["may_follow"]["step"],
        "tier": _tier(tier),
        "next_tier": item["may_follow"]["tier"],
        "remarks": item["remarks"],
    }


def _tier(tier: Row | None) -> str | None:
    if tier is None:
        return None
    return str(tier["name"]) if tier["stated"] else f"{tier['name']}（推定）"


def history_row(entry: Row) -> Row:
    """One entry of a history."""
    decision = entry["decision"]
    if decision is not None:
        by = f"决定第 {decision['number']} 号，{decision['who']}"
    else:
        by = "；".join(f"《{place['document']['title']}》{place['locator']}" for place in entry["evidence"])
        by += f"（{entry['text']}）" if entry["text"] else ""
    return {
        "kind": ZH[entry["kind"]],
        "name": entry["name"],
        "date": entry["date"] or "无日期",
        "by": by,
        "note": (decision or {}).get("note", "") + ("（晚于所问的日期，不计）" if entry["later"] else ""),
    }


def late_row(item: Row) -> Row:
    """A scenario that stays too long."""
    step = item["step"]
    return {
        "scenario": item["scenario"],
        "step": step["name"],
        "since": step["since"],
        "days": step["days"],
        "over": item["over"],
        "rule": item["rule"]["text"],
    }


def promotion_row(item: Row) -> Row:
    """A candidate for the next rung."""
    return {
        **item,
        "tier": _tier(item["tier"]),
        "parts": [f"{part['text']}（{part['weight']:g}）" for part in item["parts"]],
        "against": [one["text"] for one in item["against"]],
        "veto": [one["text"] for one in item["veto"]],
    }


def library_row(item: Row) -> Row:
    """A scenario of the library."""
    step = item["step"] or {}
    return {
        **item,
        "id": item["scenario"]["id"],
        "step": step.get("name"),
        "since": step.get("since"),
        "tier": _tier(item["tier"]),
        "late": item["late"]["text"] if item["late"] else "",
        "matches": "；".join(f"{state} {n}" for state, n in item["matches"].items() if n),
    }


_COMPARE: Final = {"gte": "≥", "gt": ">", "lte": "≤", "lt": "<", "eq": "=", "approx": "≈", "approx_below": "≲"}


def target_row(item: Row) -> Row:
    """A target beside its count."""
    target = item["target"]
    value = "" if target["value"] is None else f"{target['value']:g}"
    return {
        "metric": target["metric"],
        "value": f"{_COMPARE.get(target['comparator'], '')}{value}{target['unit'] or ''}",
        "deadline": target["deadline"],
        "count": _measured(item),
        "progress": None if item["progress"] is None else f"{item['progress']:.1%}",
        "reached": item["reached"],
        "members": item["members"],
        "why": "；".join(filter(None, (item["why_not"] or item["rule"]["text"], item["remark"]))),
        "of": target["of"],
    }


def _measured(item: Row) -> int | str | None:
    """How many, or the share or mean that was compared."""
    if item["judged_by"] in (None, "count"):
        return item["count"]  # type: ignore[no-any-return]
    of = f"（{item['count']}/{item['whole']}）" if item["judged_by"] == "share" else ""
    by = "来源称" if item["judged_by"] == "said" else ""
    return f"{by}{item['measured']:g}{item['target']['unit'] or ''}{of}"


def assessment_row(item: Row) -> Row:
    """A row of the assessment table."""
    return {
        **item,
        "steps": "；".join(f"{name} {n}" for name, n in item["steps"].items()),
        "tiers": "；".join(f"{name} {n}" for name, n in item["tiers"].items()),
        "late": len(item["late"]),
        "companies": len(item["companies"]),
        "matched": len(item["matched"]),
    }
