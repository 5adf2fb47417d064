"""The page docs/ontology.md, made from ontology.yaml: `python -m schema.ontology_page > docs/ontology.md`."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence

from schema.ontology import Label, Ontology, Property, Relationship, ontology

HEAD = """# Ontology 本体

Made from `schema/ontology.yaml` by `python -m schema.ontology_page`; do not edit. Version {version}.

Every node has `id`, `name` and `aliases`; every node and edge has `valid_from`, `valid_to`, `as_of`, `stated`
(said in the source, or inferred by a rule) and `confidence`. What is below confidence {threshold} waits in review.
Where sources disagree about a value, the first of these wins: {precedence}.

Types: `text`; `texts`, a list of text; `integer`; `amount`, two decimals; `number`, six decimals; `ratio`, computed;
`date`; `flag`, yes or no.
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return [*lines, ""]


def _properties(properties: Sequence[Property]) -> list[str]:
    if not properties:
        return []
    rows = [(f"`{p.name}`", p.zh, p.type + (f" ({p.unit})" if p.unit else ""), p.description) for p in properties]
    return _table(("Property", "中文", "Type", "What it is"), rows)


def _label(label: Label) -> list[str]:
    return [f"### {label.name} {label.zh}", "", label.description, "", *_properties(label.properties)]


def ends_in_words(relationship: Relationship, labels: Iterable[str]) -> str:
    """From → to, heads with the same tails together; a tail that may be anything is said so."""
    every = set(labels)
    tails: dict[str, list[str]] = defaultdict(list)
    for head, tail in relationship.ends:
        tails[head].append(tail)
    heads: dict[str, list[str]] = defaultdict(list)
    for head, found in tails.items():
        heads["any" if set(found) == every else ", ".join(found)].append(head)
    return "; ".join(f"{', '.join(found)} → {tail}" for tail, found in heads.items())


def _relationship(relationship: Relationship, labels: Iterable[str]) -> list[str]:
    named = ", ".join(f"`{key}`" for key in relationship.keys)
    keys = f" Its identity is its two ends and {named}." if named else ""
    return [
        f"### {relationship.name} {relationship.zh}",
        "",
        f"{relationship.description.rstrip('.')}.{keys}",
        "",
        ends_in_words(relationship, labels),
        "",
        *_properties(relationship.properties),
    ]


def page(onto: Ontology) -> str:
    """The page as Markdown."""
    lines = [
        HEAD.format(version=onto.version, threshold=onto.candidate_below, precedence=", ".join(onto.precedence)),
        "## Nodes 节点",
        "",
    ]
    for label in onto.labels.values():
        lines += _label(label)
    stated = [r for r in onto.relationships.values() if not r.derived]
    derived = [r for r in onto.relationships.values() if r.derived]
    for title, relationships in (("Relationships 关系", stated), ("Derived relationships 推导出的关系", derived)):
        lines += [f"## {title}", ""]
        for relationship in relationships:
            lines += _relationship(relationship, onto.labels)
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page(ontology()))
