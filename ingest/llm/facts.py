"""Grounded answers beside the facts of the rules: what agrees is counted, what is new is added (合并).

The rules' rows stay as they are, in their order; new rows follow them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pyarrow as pa

from graph.facts import Extraction, Facts, segment_texts
from ingest.documents.shadow import Segments
from ingest.llm.grounding import Figure, Grounded, Mention
from ingest.llm.sentences import parse_segments
from schema.ids import name_id, normal_name

RULE: Final = "llm"
MODEL_ONLY: Final = "0.450"
"""Only the model says it: below `candidate_below` of the ontology, so it waits for review."""
BOTH_ENDS_KNOWN: Final = "0.480"
"""A relation between two things that the rules found too: first in the queue, but in the queue."""
# The rules scope these to the policy that orders them; two documents' 场景验证 are not one thing.
DOCUMENT_SCOPED: Final = frozenset(
    {"ActionArea", "Initiative", "ScenarioDirection", "LifecyclePhase", "ScenarioTier", "Scenario"}
)

Key = tuple[str, str]


def rule_of(model: str) -> str:
    """The rule id of what a model says: `llm:<model>`."""
    return f"{RULE}:{model}"


def _rows(extraction: Extraction, table: str) -> list[dict[str, Any]]:
    found = extraction.tables.get(table)
    return found.to_pylist() if found is not None else []


def _start(locator: str) -> int:
    return int(locator.partition("=")[2].partition("-")[0])


def _overlap(one: Segments, other: Segments) -> bool:
    return any(s < e2 and s2 < e for s, e in one for s2, e2 in other)


def _inside(one: Segments, other: Segments) -> bool:
    return one != other and all(any(s2 <= s and e <= e2 for s2, e2 in other) for s, e in one)


@dataclass
class Known:
    """What the rules found in a document: spans, names, edges, and where each article begins."""

    spans: dict[str, list[tuple[Segments, str, str]]] = field(default_factory=lambda: defaultdict(list))
    names: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    edges: set[tuple[str, str, str]] = field(default_factory=set)
    documents: list[tuple[int, str]] = field(default_factory=list)
    locators: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, extraction: Extraction) -> Known:
        """What an extraction holds."""
        known = cls()
        for row in _rows(extraction, "mentions"):
            known.locators.add(row["locator"])
            known.spans[row["locator"]].append((parse_segments(row["segments"]), row["label"], row["local_id"]))
            if row["form"] != "nominal":
                known.names[row["label"], normal_name(row["text"])].add(row["local_id"])
        for table in extraction.tables:
            label = table.removeprefix("nodes_")
            if label == table:
                continue
            for row in _rows(extraction, table):
                for name in (row["name"], *(row["aliases"] or ())):
                    known.names[label, normal_name(name)].add(row["local_id"])
                if label == "Document":
                    if row["kind"] != "page":
                        known.documents.append((_start(row["locator"]), row["local_id"]))
                else:
                    known.locators.add(row["locator"])
        for row in _rows(extraction, "edges"):
            known.locators.add(row["locator"])
            known.edges.add((row["type"], row["head"], row["tail"]))
        known.documents.sort()
        return known

    def document_at(self, place: int) -> str:
        """The article that a place of the text belongs to."""
        begun = [local_id for start, local_id in self.documents if start <= place]
        return begun[-1] if begun else self.documents[0][1] if self.documents else ""

    def named(self, label: str, name: str) -> str | None:
        """The one thing of this label that the rules know by this name."""
        found = self.names.get((label, normal_name(name)), set())
        return next(iter(found)) if len(found) == 1 else None


@dataclass
class Merge:
    """Puts grounded answers of one document beside the facts of its rules."""

    known: Known
    rule: str
    home: str
    facts: Facts = field(default_factory=Facts)
    agreed: Counter[str] = field(default_factory=Counter)
    added: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    locators: set[str] = field(default_factory=set)
    _taken: dict[str, list[Segments]] = field(default_factory=lambda: defaultdict(list))
    _nodes: set[tuple[str, str]] = field(default_factory=set)
    _edges: set[tuple[str, str, str, str]] = field(default_factory=set)
    _figures: set[tuple[str, Segments]] = field(default_factory=set)

    def take(self, grounded: Grounded) -> None:
        """Add what one chunk's answer has and the rules have not."""
        self.rejected.update(grounded.rejected)
        ends: dict[int, tuple[str, str, bool]] = {}
        for number, mention in grounded.mentions.items():
            local_id, known = self._mention(mention)
            if local_id is not None:
                ends[number] = (mention.label, local_id, known)
        for relation in grounded.relations:
            head, tail = ends.get(relation.head), ends.get(relation.tail)
            if head is None or tail is None:
                self.rejected["ends_not_grounded"] += 1
            elif head[1] == tail[1]:
                self.rejected["same_ends"] += 1
            else:
                self._edge(relation.type, head, tail, relation.line.locator)
        for figure in grounded.figures:
            if figure.subject is not None and figure.subject not in ends:
                self.rejected["ends_not_grounded"] += 1
            else:
                self._figure(figure, ends[figure.subject] if figure.subject is not None else None)

    def _mention(self, mention: Mention) -> tuple[str | None, bool]:
        """(local id, whether the rules know the thing); no id where the rules say otherwise."""
        locator = mention.line.locator
        spans = self.known.spans.get(locator, [])
        places = [mention.line.segments(offsets) for offsets in mention.places]
        for segments, label, local_id in spans:
            if segments in places:
                if label == mention.label:
                    self.agreed["mentions"] += 1
                    return local_id, True
                if label != "Indicator":
                    self.rejected["rules_say_otherwise"] += 1
                    return None, False
        places = [s for s in places if not any(_inside(s, other) for other, _, _ in spans)]
        if not places:
            self.rejected["inside_other_name"] += 1
            return None, False
        free = [
            s
            for s in places
            if not any(_overlap(s, other) for other, _, _ in spans)
            and not any(_overlap(s, other) for other in self._taken[locator])
        ]
        known_id = self.known.named(mention.label, mention.name)
        local_id = known_id or self._new(mention)
        if free:
            self._taken[locator].append(free[0])
            self.locators.add(locator)
            self.added["mentions"] += 1
            self.facts.row(
                "mentions", local_id=local_id, label=mention.label, form="name", segments=segment_texts(free[0]),
                text="".join(mention.line.raw[s:e] for s, e in free[0]), locator=locator,
            )  # fmt: skip
        return local_id, known_id is not None

    def _new(self, mention: Mention) -> str:
        scope = self.home
        if mention.label in DOCUMENT_SCOPED:
            scope = self.known.document_at(mention.line.offsets[0])
        local_id = name_id(mention.label, mention.name, scope)
        locator = mention.line.locator
        if (local_id, locator) not in self._nodes:
            self._nodes.add((local_id, locator))
            self.locators.add(locator)
            self.added["nodes"] += 1
            self.facts.node(
                mention.label, local_id, mention.name, locator=locator, rule=self.rule, confidence=MODEL_ONLY
            )
        return local_id

    def _edge(self, type_name: str, head: tuple[str, str, bool], tail: tuple[str, str, bool], locator: str) -> None:
        if (type_name, head[1], tail[1]) in self.known.edges:
            self.agreed["relations"] += 1
            return
        key = (type_name, head[1], tail[1], locator)
        if key in self._edges:
            return
        self._edges.add(key)
        self.locators.add(locator)
        self.added["relations"] += 1
        confidence = BOTH_ENDS_KNOWN if head[2] and tail[2] else MODEL_ONLY
        self.facts.edge(type_name, head[:2], tail[:2], locator=locator, rule=self.rule, confidence=confidence)

    def _figure(self, figure: Figure, subject: tuple[str, str, bool] | None) -> None:
        locator, segments = figure.line.locator, figure.line.segments(figure.offsets)
        spans = self.known.spans.get(locator, [])
        if any(label == "Indicator" and _overlap(segments, other) for other, label, _ in spans):
            self.agreed["figures"] += 1
            return
        if (locator, segments) in self._figures:
            return
        self._figures.add((locator, segments))
        self.locators.add(locator)
        self.added["figures"] += 1
        quantity = figure.quantity
        scope = f"{subject[1] if subject else self.known.document_at(figure.offsets[0])}|{RULE}|{quantity.raw}"
        local_id = name_id("Indicator", figure.metric, scope)
        self.facts.node(
            "Indicator", local_id, figure.metric, locator=locator, rule=self.rule, confidence=MODEL_ONLY,
            properties={
                "metric": figure.metric, "value": quantity.value, "value_to": quantity.value_to,
                "unit": quantity.unit, "comparator": quantity.comparator, "raw": quantity.raw,
            },
        )  # fmt: skip
        self.facts.row(
            "mentions", local_id=local_id, label="Indicator", form="nominal", segments=segment_texts(segments),
            text="".join(figure.line.raw[s:e] for s, e in segments), locator=locator,
        )  # fmt: skip
        if subject is not None:
            self.facts.edge(
                "MEASURES", ("Indicator", local_id), subject[:2], locator=locator, rule=self.rule,
                confidence=MODEL_ONLY,
            )  # fmt: skip

    def tables(self, rules: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
        """The rules' tables with the new rows behind their own."""
        made = dict(rules)
        for name, table in self.facts.tables().items():
            before = rules.get(name)
            if before is None:
                made[name] = table
                continue
            if "ordinal" in table.column_names:
                place = table.column_names.index("ordinal")
                ordinals = pa.array(range(before.num_rows, before.num_rows + table.num_rows), pa.int64())
                table = table.set_column(place, table.schema.field(place), ordinals)
            made[name] = pa.concat_tables([before, table.cast(before.schema)])
        return dict(sorted(made.items()))


def counts_text(counts: Mapping[str, int], names: Sequence[str] = ()) -> str:
    """`12 nodes, 3 relations`; of `names` in their order, else the most first."""
    order = list(names) or sorted(counts, key=lambda name: (-counts[name], name))
    return ", ".join(f"{counts[name]} {name}" for name in order if counts.get(name))
