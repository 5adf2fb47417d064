"""What rules stand on: options, the article's context, and how a fact is put down (规则框架).

A rule is a function over a `Context` with a stable id and a docstring; `RULES` in
`ingest.documents.rules` lists them in order. A rule never sees another document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from graph.facts import Facts, segment_texts
from ingest.documents.articles import Article, Sentence
from ingest.numbers import Quantity
from schema.ids import name_id, normal_name
from schema.pack_model import Packs


@dataclass(frozen=True)
class DocumentOptions:
    """What the user says about a document; `source_key` scopes the ids of its Document nodes."""

    source_key: str
    file_name: str
    publisher: str | None = None
    published_on: dt.date | None = None
    url: str | None = None


class Named(Protocol):
    """A name of a pack found in a text, `[start, end)` into the text scanned."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def surface(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def id(self) -> str: ...


@dataclass
class PolicyReference:
    """A policy of the article: local id, title, the aliases that stand for it, whether it is the subject."""

    id: str
    title: str
    aliases: set[str] = field(default_factory=set)
    main: bool = False


@dataclass
class Park:
    """A park of the article: local id, longest name printed, and its shorter forms."""

    id: str
    name: str
    forms: tuple[str, ...]
    known: bool


@dataclass
class Firm:
    """A company of the article: local id, name printed first, and the forms in which it stands."""

    id: str
    name: str
    forms: dict[str, None] = field(default_factory=dict)


@dataclass
class Page:
    """Bodies that earlier articles of the page named: firms with their forms, and names that a frame gave."""

    firms: list[Firm] = field(default_factory=list)
    framed: dict[str, tuple[str, str]] = field(default_factory=dict)


class Thing(NamedTuple):
    """A named thing of the article at shadow `[start, end)` of a sentence."""

    start: int
    end: int
    label: str
    id: str


class SetUp(NamedTuple):
    """A mechanism, platform or technology with the place and verb of its clause (None: only named)."""

    sentence: Sentence
    thing: Thing
    at: int
    verb: str | None


class Ladder(NamedTuple):
    """Steps, rungs or directions in their order, where their list starts, and the relation by which a plan has them."""

    sentence: Sentence
    start: int
    label: str
    type_name: str
    ids: tuple[str, ...]
    rule: str


@dataclass
class Context:
    """One article with everything its rules need; `facts` collects what they find."""

    raw: str
    options: DocumentOptions
    packs: Packs
    facts: Facts
    article: Article
    document_id: str
    names: Mapping[int, Sequence[Named]]
    scope: str
    kind: str = "text"
    home: str = ""
    policies: list[PolicyReference] = field(default_factory=list)
    parks: list[Park] = field(default_factory=list)
    firms: list[Firm] = field(default_factory=list)
    works: set[str] = field(default_factory=set)
    framed: dict[str, tuple[str, str]] = field(default_factory=dict)
    initiative: tuple[str, Sentence] | None = None
    measured: set[tuple[int, int]] = field(default_factory=set)
    told: list[tuple[Quantity, tuple[str, str] | None, str]] = field(default_factory=list)
    taken: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    most_named: dict[tuple[str, ...], tuple[int, Thing | None]] = field(default_factory=dict)
    named: int = 0
    opening: dict[tuple[int, tuple[str, ...]], tuple[int, Sequence[Thing]]] = field(default_factory=dict)
    set_up: list[SetUp] = field(default_factory=list)
    ladders: list[Ladder] = field(default_factory=list)
    things: dict[int, Sequence[Thing]] = field(default_factory=dict)
    things_by_label: dict[int, dict[str, Sequence[Thing]]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    page: Page = field(default_factory=Page)
    notes: list[str] = field(default_factory=list)
    areas: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    listed: dict[int, Thing] = field(default_factory=dict)
    """Paragraphs that are items of a list of scenarios, and the scenario of each."""
    mentioned: dict[tuple[str, str], None] = field(default_factory=dict)
    edges: dict[tuple[str, tuple[str, str], tuple[str, str], int], None] = field(default_factory=dict)

    @property
    def policy(self) -> PolicyReference | None:
        """The policy that the article reports or is."""
        for policy in self.policies:
            if policy.main:
                return policy
        return None

    def node(
        self,
        sentence: Sentence,
        label: str,
        local_id: str,
        name: str,
        rule: str,
        *,
        confidence: str | Decimal = "0.9",
        stated: bool = True,
        aliases: Sequence[str] = (),
        properties: Mapping[str, Any] | None = None,
    ) -> str:
        """Put down a node fact said in `sentence`."""
        self.used.add(sentence.number)
        kept = {k: v for k, v in (properties or {}).items() if v is not None}
        return self.facts.node(
            label, local_id, name, locator=sentence.locator, rule=rule, confidence=confidence, stated=stated,
            aliases=aliases, properties=kept,
        )  # fmt: skip

    def edge(
        self,
        sentence: Sentence,
        type_name: str,
        head: tuple[str, str],
        tail: tuple[str, str],
        rule: str,
        *,
        confidence: str | Decimal = "0.9",
        stated: bool = True,
        properties: Mapping[str, Any] | None = None,
    ) -> None:
        """Put down an edge fact said in `sentence`, once for the sentence."""
        key = (type_name, head, tail, sentence.number)
        if key in self.edges:
            return
        self.edges[key] = None
        self.used.add(sentence.number)
        self.facts.edge(
            type_name, head, tail, locator=sentence.locator, rule=rule, confidence=confidence, stated=stated,
            properties=properties,
        )  # fmt: skip

    def relate(
        self,
        sentence: Sentence,
        type_name: str,
        head: Thing,
        tail: Thing,
        rule: str,
        confidence: str,
        properties: Mapping[str, Any] | None = None,
    ) -> None:
        """Put down an edge between two things named in the article; a thing has none to itself."""
        if head.id != tail.id:
            self.edge(
                sentence, type_name, (head.label, head.id), (tail.label, tail.id), rule, confidence=confidence,
                properties=properties,
            )  # fmt: skip

    def put_name(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        label: str,
        scope: str,
        rule: str,
        confidence: str,
        properties: Mapping[str, Any] | None = None,
    ) -> str:
        """Put down what shadow `[start, end)` names by itself: node, mention, and that the document tells of it; its id."""
        shown = self.surface(sentence, start, end)
        local_id = name_id(label, shown, scope)
        self.node(sentence, label, local_id, shown, rule, confidence=confidence, properties=properties)
        self.mention(sentence, start, end, label, local_id)
        self.tell(sentence, label, local_id, rule)
        return local_id

    def mention(self, sentence: Sentence, start: int, end: int, label: str, local_id: str, form: str = "name") -> None:
        """Put down a mention at shadow `[start, end)` of a sentence; mentions are flat, the first stays."""
        if form != "nominal" and not self.free(sentence, start, end):
            return
        segments = sentence.shadow.segments(start, end, self.raw)
        if form != "nominal":
            self.taken.setdefault(sentence.number, []).append((start, end))
            thing = Thing(start, end, label, local_id)
            # New lists: who looks through the sentence meanwhile keeps the one it was given.
            self.things[sentence.number] = sorted([*self.things.get(sentence.number, ()), thing])
            by_label = self.things_by_label.setdefault(sentence.number, {})
            by_label[label] = sorted([*by_label.get(label, ()), thing])
            of_label = self.counts.setdefault(label, {})
            of_label[local_id] = of_label.get(local_id, 0) + 1
            self.named += 1
        self.used.add(sentence.number)
        self.facts.row(
            "mentions", local_id=local_id, label=label, form=form, segments=segment_texts(segments),
            text="".join(self.raw[s:e] for s, e in segments), locator=sentence.locator,
        )  # fmt: skip

    def other_span(self, sentence: Sentence, start: int, end: int, label: str, local_id: str) -> None:
        """Put down that the words of a mention may be another name: shadow `[start, end)`; a register decides at build."""
        segments = sentence.shadow.segments(start, end, self.raw)
        name = self.surface(sentence, start, end)
        self.facts.row(
            "other_spans", local_id=local_id, label=label, name=name, normal_name=normal_name(name),
            segments=segment_texts(segments), locator=sentence.locator,
        )  # fmt: skip

    def free(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether no mention lies over shadow `[start, end)` yet."""
        taken = self.taken.get(sentence.number)
        return taken is None or all(e <= start or end <= s for s, e in taken)

    def all_free(self, sentence: Sentence, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether no mention lies over any of these shadow spans yet."""
        return all(self.free(sentence, start, end) for start, end in spans)

    def within_other(self, sentence: Sentence, start: int, end: int) -> bool:
        """Whether shadow `[start, end)` is a part of a longer mention (a word inside another name)."""
        return any(s <= start and end <= e and (s, e) != (start, end) for s, e in self.taken.get(sentence.number, ()))

    def things_of(self, sentence: Sentence, *labels: str) -> Sequence[Thing]:
        """Named things of a sentence in its order; of `labels` where some are given."""
        # Every rule asks this of every sentence, most often of one label.
        number = sentence.number
        by_label = self.things_by_label.get(number)
        if by_label is None:
            return ()
        if len(labels) == 1:
            return by_label.get(labels[0], ())
        return [t for t in self.things[number] if t.label in labels] if labels else self.things[number]

    def area_at(self, sentence: Sentence, at: int) -> str | None:
        """Id of the action or task that the words at `at` of a sentence belong to."""
        opened = [area for start, area in self.areas.get(sentence.number, ()) if start <= at]
        return opened[-1] if opened else None

    def surface(self, sentence: Sentence, start: int, end: int) -> str:
        """Printed characters of shadow `[start, end)`, without dropped blanks."""
        return sentence.shadow.surface(start, end, self.raw)

    def tell(self, sentence: Sentence, label: str, local_id: str, rule: str) -> None:
        """The document mentions a thing: one edge a document, at its first sentence."""
        if (label, local_id) in self.mentioned:
            return
        self.mentioned[(label, local_id)] = None
        self.edge(sentence, "MENTIONS", ("Document", self.document_id), (label, local_id), rule, confidence="0.95")


@dataclass(frozen=True)
class Rule:
    """One rule: a stable id and the function that applies it to an article."""

    id: str
    apply: Callable[[Context], None]

    @property
    def description(self) -> str:
        """What the rule does, from its docstring."""
        return (self.apply.__doc__ or "").strip().splitlines()[0]
