"""How alike two names of companies are, with the reasons in words (名称比对).

A score orders candidates for a person; it never links by itself (`ingest.identity.rules` does).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from rapidfuzz.distance import Indel, LCSseq, Levenshtein

from schema.company_name import BARE_FORM, CompanyName

# A short name: the share of its characters found in order, less what speaks against.
BLOCK: Final = 0.08
"""For each break in the characters found: 华瓷 in 华联瓷业 has one."""
LEFT_OVER: Final = 0.01
"""For each character of the full name that the short one lacks."""
JOINT_STOCK: Final = 0.10
GROUP: Final = 0.03
"""Papers shorten the names of large firms: joint-stock companies, then groups."""
OTHER_KIND: Final = 0.30
"""甲集团 said of a firm that is no group."""
UNIT: Final = 0.30
"""A branch, where the name is not that of one."""
NO_FORM: Final = 0.20
# A full name: parts weighed by what they tell.
BODY_WEIGHT, PLACE_WEIGHT, FORM_WEIGHT = 0.75, 0.15, 0.10
TOP: Final = 1.2
"""Above what a short name can reach, to bring scores between 0 and 1."""


class Alike(NamedTuple):
    """Score from 0 to 1 and the reasons for it."""

    score: float
    reasons: tuple[str, ...]


def quick_score(short: str, kind: str, full: str) -> float:
    """How well `full`, in normal form, may be what is short for it; cheap, for hundreds of names.

    >>> quick_score("华瓷", "股份", "湖南华联瓷业股份有限公司") > quick_score("华瓷", "股份", "华美瓷砖经营部")
    True
    """
    end, form_end = _form_of(full)
    head = full[:end]
    blocks = [op for op in LCSseq.opcodes(short, head) if op.tag == "equal"]
    found = sum(op.src_end - op.src_start for op in blocks)
    score = found / len(short) - BLOCK * (len(blocks) - 1) - LEFT_OVER * (end - found)
    form = full[end:form_end]
    if "股份" in form:
        score += JOINT_STOCK
    elif "集团" in head:
        score += GROUP
    if kind:
        score += JOINT_STOCK if kind in full else -OTHER_KIND
    if form_end < len(full):
        score -= UNIT
    if not form:
        score -= NO_FORM
    return max(0.0, score / TOP)


def _form_of(full: str) -> tuple[int, int]:
    """Where the legal form of a company stands: 股份有限公司, 有限责任公司, 有限公司, 公司; else the end, twice."""
    at = full.find("公司")
    if at < 0:
        return len(full), len(full)
    start = at
    for word in ("有限责任", "有限", "股份"):
        if full.endswith(word, 0, start):
            start -= len(word)
    return start, at + len("公司")


def full_score(asked: CompanyName, other: CompanyName) -> float:
    """How alike two full names are, part by part."""
    score = BODY_WEIGHT * Indel.normalized_similarity(asked.body, other.body)
    if set(asked.places) == set(other.places):
        score += PLACE_WEIGHT
    elif set(asked.places) & set(other.places) or not (asked.places and other.places):
        score += PLACE_WEIGHT / 2
    else:
        score += PLACE_WEIGHT / 2 * Indel.normalized_similarity("".join(asked.places), "".join(other.places))
    if asked.form == other.form and asked.kinds == other.kinds:
        score += FORM_WEIGHT
    elif asked.kinds == other.kinds:
        score += FORM_WEIGHT / 2
    if bool(asked.unit) != bool(other.unit):
        score -= UNIT
    elif asked.unit:
        score -= UNIT / 2 * Indel.normalized_distance(asked.unit, other.unit)
    return max(0.0, score)


def reasons(asked: CompanyName, other: CompanyName) -> tuple[str, ...]:
    """What speaks for and against `asked` being `other`, part by part."""
    made: list[str] = []
    if asked.is_full:
        made.append(_part("地名", "、".join(asked.places), "、".join(other.places)))
        if Levenshtein.distance(asked.body, other.body) == 1:
            made.append(f"字号与行业仅一字之差：{asked.body}／{other.body}")
        else:
            made.append(_part("字号", asked.own, other.own))
            made.append(_part("行业", asked.trade, other.trade))
        if asked.form != other.form:
            made.append(f"组织形式不同：{asked.form}／{other.form or '无'}")
    else:
        head = other.normal[: _form_of(other.normal)[0]]
        short = asked.own + asked.trade
        blocks = [op for op in LCSseq.opcodes(short, head) if op.tag == "equal"]
        found = "".join(short[op.src_start : op.src_end] for op in blocks)
        if len(found) == len(short):
            made.append("各字连续见于全称" if len(blocks) == 1 else "各字依次见于全称")
        else:
            made.append(f"全称中缺：{''.join(c for c in short if c not in found) or short}")
        if asked.places:
            shared = [place for place in asked.places if place in other.normal]
            made.append(f"地名相同：{'、'.join(shared)}" if shared else f"全称中没有地名{'、'.join(asked.places)}")
        if other.own and other.own in short:
            made.append(f"含字号：{other.own}")
    made += _kinds(asked, other)
    if other.unit and not asked.unit:
        made.append(f"候选是分支机构：{other.unit}")
    elif asked.unit and not other.unit:
        made.append(f"名称是分支机构：{asked.unit}")
    elif asked.unit != other.unit:
        made.append(f"分支机构不同：{asked.unit}／{other.unit}")
    return tuple(reason for reason in made if reason)


def _part(what: str, first: str, second: str) -> str:
    if first == second:
        return f"{what}相同：{first}" if first else ""
    return f"{what}不同：{first or '无'}／{second or '无'}"


def _kinds(asked: CompanyName, other: CompanyName) -> list[str]:
    made = [f"同为{kind}" for kind in sorted(asked.kinds & other.kinds)]
    made += [f"候选不是{kind}" for kind in sorted(asked.kinds - other.kinds)]
    if asked.is_full:
        made += [f"候选是{kind}" for kind in sorted(other.kinds - asked.kinds)]
    elif "股份" in other.kinds - asked.kinds:
        made.append("候选是股份公司")
    return made


def split_kind(name: CompanyName) -> tuple[str, str]:
    """A short name without 公司 and its kind, and the kind that it names last, empty if none: 华瓷股份 → 华瓷, 股份."""
    text = name.normal.replace("(", "").replace(")", "")
    if len(text) > len(BARE_FORM):
        text = text.removesuffix(BARE_FORM)
    for kind in sorted(name.kinds):
        if text.endswith(kind) and len(text) - len(kind) >= 2:
            return text[: -len(kind)], kind
    return text, ""
