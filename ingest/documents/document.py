"""One document to facts: decode, articles, names, rules (文档抽取)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from graph.facts import Extraction, Facts, segment_texts
from ingest.documents import layout
from ingest.documents.articles import Article, read_articles
from ingest.documents.decode import DecodedText
from ingest.documents.errors import NoSentences
from ingest.documents.frame import Context, DocumentOptions, Named
from ingest.documents.rules import RULES
from ingest.documents.rules.policy import policy_kind
from ingest.documents.source import open_source
from ingest.numbers import find_dates
from schema.ids import name_id
from schema.pack_model import Packs
from schema.scanner import Scanner, scanner_for

LABELS: Final = ("Zone", "Park", "Organization", "IndustrySystem", "Industry", "ChainLink")
# A place name that runs on into one of these is part of a longer name (市北建投集团).
_LONGER: Final = re.compile(
    r"[\u4e00-\u9fffA-Za-z()]{0,10}?(?:集团|公司|银行|大学|学院|医院|研究院|研究所|协会|商会|联合会|事务所|报社|控股|晚报|日报|早报)"
)
_CROSSING: Final = re.compile(r"[的了在是与和及将为从对]")
# A place that begins an item of a list and runs on (A市B、C等) is part of a short name.
_LISTED: Final = re.compile(r"[\u4e00-\u9fff]{2,4}(?=[、等])")
_scanners: dict[str, Scanner] = {}


def _scanner(packs: Packs) -> Scanner:
    """The scanner of these packs, made once a process."""
    key = f"{packs.city}|{packs.fingerprint}"
    if key not in _scanners:
        _scanners.clear()
        _scanners[key] = scanner_for(packs, LABELS)
    return _scanners[key]


def _inside_longer_name(text: str, end: int) -> bool:
    match = _LONGER.match(text, end)
    return match is not None and not _CROSSING.search(match[0])


def _begins_listed_name(text: str, hit: Named) -> bool:
    return (
        text[hit.start - 1 : hit.start] == "、"
        and _LISTED.match(text, hit.end) is not None
        and hit.surface[-1] not in "市省区县"
    )


def _elsewhere(text: str, packs: Packs) -> bool:
    """Whether the text is about another city: the home city is not named, another one is."""
    home = packs.zones[packs.home]
    if any(form and form in text for form in (home.name, home.short_name)):
        return False
    own = {z.name for z in packs.zones.values() if packs.home in z.parents}
    if any(name in text for name in own if len(name) > 2):
        return False
    return any(z.name in text for z in packs.zones.values() if z.level == "city" and z.id != packs.home)


def _names(article: Article, packs: Packs, elsewhere: bool) -> dict[int, Sequence[Named]]:
    """Names of the packs by sentence; of several things with one name none is taken."""
    scanner = _scanner(packs)
    found: dict[int, Sequence[Named]] = {}
    for sentence in article.sentences:
        text = sentence.shadow.text
        hits = scanner.scan(text)
        places: dict[tuple[int, int], int] = {}
        for hit in hits:
            places[hit.start, hit.end] = places.get((hit.start, hit.end), 0) + 1
        kept = [
            hit
            for hit in hits
            if places[hit.start, hit.end] == 1
            and not (hit.label in ("Zone", "Park") and _inside_longer_name(text, hit.end))
            and not (hit.label == "Zone" and hit.id != packs.home and _begins_listed_name(text, hit))
            and not (elsewhere and hit.label in ("Zone", "Park", "Organization") and _of_home(hit, packs))
        ]
        if kept:
            found[sentence.number] = kept
    return found


def _of_home(hit: Named, packs: Packs) -> bool:
    zone = packs.zones.get(hit.id)
    return zone is None or zone.id == packs.home or packs.home in zone.parents or hit.id.startswith(f"{packs.city}:")


def _kind(article: Article, decoded: DecodedText) -> str:
    """plan: the file is the policy itself; news: it reports; text: anything else."""
    title = article.title_sentence.shadow.text if article.title_sentence else ""
    relay = re.search(r"关于(?:印发|发布)《.+》的通知", title)
    clauses = sum(1 for s in article.sentences if s.kind == layout.CLAUSE)
    if (policy_kind(title) is not None or relay) and clauses >= 2:
        return "plan"
    if article.bylines or any(layout.DATELINE.match(s.shadow.text) for s in article.body[:1]):
        return "news"
    return "text"


def _publisher(articles: Sequence[Article]) -> str | None:
    """The paper named first in all by-lines, where they agree."""
    heads = {
        match[1]
        for article in articles
        for byline in article.bylines
        if (match := re.match(r"[(（]?([\u4e00-\u9fff]{2,12}(?:报|社|网|台|客户端))[/\s]", byline))
    }
    return heads.pop() if len(heads) == 1 else None


def _put_document(
    facts: Facts,
    options: DocumentOptions,
    article: Article,
    local_id: str,
    title: str,
    kind: str,
    publisher: str | None,
) -> None:
    sentence = article.title_sentence or article.sentences[0]
    published, basis = options.published_on, "stated"
    if published is None:
        dates = [
            d
            for s in article.sentences
            if s.kind in (layout.META,) or layout.DATELINE.match(s.shadow.text)
            for d in find_dates(s.shadow.text[:40])
            if d.precision == "day" and re.match(r"\d{4}", d.raw)
        ]
        if dates:
            published = dt.date.fromisoformat(dates[0].iso)
    facts.node(
        "Document", local_id, title, locator=sentence.locator, rule="document",
        properties={
            "title": title, "publisher": options.publisher or publisher, "published_on": published,
            "published_on_basis": basis if published else None, "url": options.url, "kind": kind,
        },
    )  # fmt: skip


def extract_document(data: bytes, options: DocumentOptions, packs: Packs) -> Extraction:
    """Facts of one document file: a pure function of bytes, options and packs; raises DocumentError, ReadError."""
    decoded = open_source(data, options.file_name)
    blocks = layout.read_blocks(decoded.text, decoded.headings, whole_lines=decoded.whole_lines)
    articles = read_articles(decoded.text, blocks)
    sentences = [s for article in articles for s in article.sentences]
    if not any(article.body for article in articles):
        raise NoSentences(
            f"{options.file_name}: no sentence in {len(decoded.text)} characters; "
            "give a document with running text, or a list as .csv or .xlsx"
        )
    facts = Facts()
    facts.row("text", text=decoded.text)
    for sentence in sentences:
        facts.row(
            "evidence", locator=sentence.locator, segments=segment_texts(sentence.segments), sentence=sentence.text,
            place=f"{sentence.kind} {decoded.place_at(sentence.segments[0][0])}".rstrip(),
        )  # fmt: skip
    publisher = _publisher(articles)
    file_title = next((a.title for a in articles if a.title), options.file_name)
    file_id = name_id("Document", options.file_name if len(articles) > 1 else file_title, options.source_key)
    used: set[int] = set()
    notes: list[str] = list(decoded.notes)
    kinds = []
    elsewhere = _elsewhere(decoded.text, packs)
    if elsewhere:
        notes.append(f"the text is about another city: no zone of {packs.city_name} is placed by it")
    if len(articles) > 1:
        _put_document(facts, options, articles[0], file_id, options.file_name, "page", publisher)
        for article in articles:
            part = name_id("Document", article.title or options.file_name, options.source_key)
            facts.edge(
                "PART_OF", ("Document", part), ("Document", file_id),
                locator=(article.title_sentence or article.sentences[0]).locator, rule="article-of-page",
            )  # fmt: skip
    for article in articles:
        kind = _kind(article, decoded)
        kinds.append(kind)
        title = article.title or options.file_name
        local_id = file_id if len(articles) == 1 else name_id("Document", title, options.source_key)
        _put_document(facts, options, article, local_id, title, kind, publisher)
        context = Context(
            decoded.text, options, packs, facts, article, local_id, _names(article, packs, elsewhere), packs.home, kind
        )
        for rule in RULES:
            rule.apply(context)
        used |= context.used
        notes += context.notes
    info = {
        "title": file_title,
        "publisher": options.publisher or publisher,
        "encoding": decoded.encoding,
        "characters": len(decoded.text),
        "kind": "plan" if "plan" in kinds else kinds[0],
        "articles": len(articles),
    }
    return Extraction("document", facts.tables(), len(sentences), len(used), notes=tuple(notes), info=info)
