"""What of an answer stands in the text: grounded, or rejected with a reason (落地校验).

A mention's text stands in the sentence it names, its label in the closed list; a relation has two
grounded mentions, ends that the ontology allows and a sentence that holds one of them; a figure's
words hold exactly one quantity, whose value only `ingest.numbers` says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.llm.answer import Answer, SaidFigure, SaidMention, SaidRelation
from ingest.llm.prompt import offered_ends, offered_labels
from ingest.llm.sentences import Line
from ingest.numbers import Quantity, find_quantities

LONGEST_NAME: Final = 100
"""Characters: titles of policies reach 60; a longer one is a sentence, not a name."""
_PERSON_LABELS: Final = frozenset({"person", "per", "people", "human", "人", "人物", "人名", "姓名", "记者"})
_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_PERSON_NAME: Final = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff·]{{1,3}}")
# 万达集团、高新区: a surname begins these too.
_NO_PERSON: Final = re.compile(r"(?:集团|公司|科技|股份|银行|大学|学院|医院|[局委办厅院所社园区市县镇港路])$")
_TITLE_BEFORE: Final = re.compile(
    r"(?:书记|[市区县局厅处科院校会部]长|主任|秘书长|理事长|董事长|经理|总裁|总监|教授|博士|院士|专家|负责人|创始人|"
    r"记者|通讯员|编辑|摄影|作者|主持人)[:\s]*$"
)
_TITLE_AFTER: Final = re.compile(
    r"(?:介绍|表示|说|告诉|认为|指出|强调|坦言|透露|先生|女士|同志|教授|博士|院士|书记|[市区县局厅处院校会部]长|主任|董事长|总经理|任组长)"
)


@dataclass(frozen=True)
class Mention:
    """A grounded mention: every place where its words stand in its sentence."""

    label: str
    name: str
    line: Line
    places: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Relation:
    """A grounded relation between the mentions with these numbers."""

    type: str
    head: int
    tail: int
    line: Line


@dataclass(frozen=True)
class Figure:
    """A grounded quantity: its value is our grammar's, its metric stands in the sentence."""

    line: Line
    quantity: Quantity
    offsets: tuple[int, ...]
    metric: str
    subject: int | None


@dataclass
class Grounded:
    """What of one answer is grounded, by the answer's own numbers, and why the rest is not."""

    mentions: dict[int, Mention] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    rejected: Counter[str] = field(default_factory=Counter)


class _Rejected(Exception):
    """One item is not grounded; the text is the reason's code."""


def is_person(name: str, line: Line, offsets: Sequence[int], bylines: str) -> bool:
    """Whether a short name is a person's: a surname, and a title, a verb of speech or a by-line says so."""
    if not _PERSON_NAME.fullmatch(name) or _NO_PERSON.search(name):
        return False
    at = line.shadow.index.index(offsets[0]) if offsets[0] in line.shadow.index else 0
    before, after = line.shadow.text[max(0, at - 6) : at], line.shadow.text[at + len(name) : at + len(name) + 4]
    return name in bylines or bool(_TITLE_BEFORE.search(before) or _TITLE_AFTER.match(after))


def _line(lines: Mapping[str, Line], sentence: str) -> Line:
    line = lines.get(sentence.strip().rstrip(":").upper())
    if line is None:
        raise _Rejected("no_such_sentence")
    return line


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise _Rejected("empty_text")
    if len(words) > LONGEST_NAME:
        raise _Rejected("too_long")
    return words


def _places(line: Line, words: str) -> list[tuple[int, ...]]:
    found = line.places(words)
    if not found:
        raise _Rejected("not_in_sentence")
    return found


def _mention(said: SaidMention, lines: Mapping[str, Line], bylines: str) -> Mention:
    if said.label.strip().lower() in _PERSON_LABELS:
        raise _Rejected("person")
    if said.label not in offered_labels():
        raise _Rejected("unknown_label")
    line = _line(lines, said.sentence)
    places = _places(line, _words(said.text))
    name = line.printed(places[0])
    if is_person(name, line, places[0], bylines):
        raise _Rejected("person")
    return Mention(said.label, name, line, tuple(places))


def _relation(said: SaidRelation, lines: Mapping[str, Line], mentions: Mapping[int, Mention]) -> Relation:
    ends = offered_ends().get(said.type)
    if ends is None:
        raise _Rejected("unknown_type")
    head, tail = mentions.get(said.head), mentions.get(said.tail)
    if head is None or tail is None:
        raise _Rejected("ends_not_grounded")
    if (head.label, tail.label) not in ends:
        raise _Rejected("ends_not_allowed")
    line = _line(lines, said.sentence)
    if line not in (head.line, tail.line) and not (line.places(head.name) or line.places(tail.name)):
        raise _Rejected("evidence_without_ends")
    return Relation(said.type, said.head, said.tail, line)


def _figure(said: SaidFigure, lines: Mapping[str, Line], mentions: Mapping[int, Mention]) -> Figure:
    line = _line(lines, said.sentence)
    places = _places(line, _words(said.text))
    if said.subject is not None and said.subject not in mentions:
        raise _Rejected("ends_not_grounded")
    metric = line.places(_words(said.metric))
    if not metric:
        raise _Rejected("metric_not_in_sentence")
    index = line.shadow.index
    meant = set(places[0])
    found = [
        (quantity, index[quantity.start : quantity.end])
        for quantity in find_quantities(line.shadow.text)
        if quantity.value is not None and meant & set(index[quantity.number_start : quantity.end])
    ]
    if len(found) != 1:
        raise _Rejected("several_quantities" if found else "no_quantity")
    quantity, offsets = found[0]
    return Figure(line, quantity, offsets, line.printed(metric[0]), said.subject)


def ground(answer: Answer, chunk: Sequence[Line], bylines: str = "") -> Grounded:
    """Check an answer against the chunk it answers."""
    lines = {f"S{number}": line for number, line in enumerate(chunk, start=1)}
    made = Grounded()
    for mention in answer.mentions:
        try:
            if mention.id in made.mentions:
                raise _Rejected("number_twice")
            made.mentions[mention.id] = _mention(mention, lines, bylines)
        except _Rejected as reason:
            made.rejected[str(reason)] += 1
    for relation in answer.relations:
        try:
            made.relations.append(_relation(relation, lines, made.mentions))
        except _Rejected as reason:
            made.rejected[str(reason)] += 1
    for figure in answer.figures:
        try:
            made.figures.append(_figure(figure, lines, made.mentions))
        except _Rejected as reason:
            made.rejected[str(reason)] += 1
    return made
