"""One document to facts: decode, articles, names, rules (文档抽取)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

import pyarrow as pa

from graph.facts import Extraction, Facts, segment_texts
from ingest.collector import without_collector
from ingest.documents import layout
from ingest.documents.articles import Article, read_articles
from ingest.documents.decode import DecodedText
from ingest.documents.errors import NoSentences
from ingest.documents.frame import Context, DocumentOptions, Page
from ingest.documents.pack_names import other_city, pack_names
from ingest.documents.rules import RULES
from ingest.documents.rules.policy import policy_kind
from ingest.documents.source import open_source
from ingest.lists import list_facts
from ingest.numbers import find_dates
from schema.ids import name_id
from schema.pack_model import PackRow, Packs


def _kind(article: Article, decoded: DecodedText) -> str:
    """plan: the file is the policy itself; news: it reports; text: anything else."""
    title = article.title_sentence.shadow.text if article.title_sentence else ""
    relay = re.search(r"关于(?:印发|发布).{4,}的通知", title)
    clauses = sum(1 for s in article.sentences if s.kind == layout.CLAUSE)
    # 我市出台…方案 is the title of a report, however it numbers its paragraphs.
    told = re.search("出台|推出|解读|亮相|(?<!关于)(?:发布|公布|印发)", title)
    dated = any(layout.DATELINE.match(s.shadow.text) for s in article.body[:1])
    if (relay or (policy_kind(title) is not None and not told and not dated)) and clauses >= 2:
        return "plan"
    if article.bylines or dated:
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


def _known_names(made: Mapping[str, pa.Table], packs: Packs) -> dict[str, list[str]]:
    """Label and name of what the facts name by a pack's id."""
    tables: dict[str, Mapping[str, PackRow]] = {
        "Zone": packs.zones, "Park": packs.parks, "Organization": packs.organizations,
        "IndustrySystem": packs.systems, "Industry": packs.industries, "ChainLink": packs.links,
    }  # fmt: skip
    columns = (("edges", "head"), ("edges", "tail"), ("mentions", "local_id"))
    used = {public for table, column in columns if table in made for public in made[table].column(column).to_pylist()}
    return {
        public: [label, rows[public].name]
        for label, rows in tables.items()
        for public in sorted(one for one in used if one in rows)
    }


def extract_document(data: bytes, options: DocumentOptions, packs: Packs) -> Extraction:
    """Facts of one document file: a pure function of bytes, options and packs; raises DocumentError, ReadError."""
    decoded = open_source(data, options.file_name)
    with without_collector():
        return _facts(decoded, options, packs)


def _facts(decoded: DecodedText, options: DocumentOptions, packs: Packs) -> Extraction:
    blocks = layout.read_blocks(decoded.text, decoded.headings, whole_lines=decoded.whole_lines)
    articles = read_articles(decoded.text, blocks)
    if not any(article.body for article in articles):
        raise NoSentences(
            f"{options.file_name}: no sentence in {len(decoded.text)} characters; "
            "give a document with running text, or a list as .csv or .xlsx"
        )
    facts = Facts()
    facts.row("text", text=decoded.text)
    publisher = _publisher(articles)
    file_title = next((a.title for a in articles if a.title), options.file_name)
    file_id = name_id("Document", options.file_name if len(articles) > 1 else file_title, options.source_key)
    lists = list_facts(facts, decoded, options, packs, title=file_title, document_id=file_id)
    for article in articles:
        # Rows of lists are no running text: the rules do not read them again.
        first = article.title_sentence or article.sentences[0]
        article.sentences[:] = [s for s in article.sentences if s is first or not lists.covers(s.segments)]
    sentences = [s for article in articles for s in article.sentences]
    for sentence in sentences:
        facts.row(
            "evidence", locator=sentence.locator, segments=segment_texts(sentence.segments), sentence=sentence.text,
            place=f"{sentence.kind} {decoded.place_at(sentence.segments[0][0])}".rstrip(),
        )  # fmt: skip
    used: set[int] = set()
    notes: list[str] = [*decoded.notes, *lists.notes]
    kinds = []
    parts: dict[str, tuple[str, str]] = {}
    page = Page()
    elsewhere = other_city(decoded.text, packs)
    if elsewhere is not None:
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
        home = elsewhere or packs.home
        names = pack_names(article, packs, home)
        context = Context(
            decoded.text, options, packs, facts, article, local_id, names, home, kind, home, parts=parts, page=page
        )
        for rule in RULES:
            rule.apply(context)
        used |= context.used
        notes += context.notes
    made = facts.tables()
    info = {
        "title": file_title,
        "publisher": options.publisher or publisher,
        "encoding": decoded.encoding,
        "characters": len(decoded.text),
        "kind": "plan" if "plan" in kinds else kinds[0],
        "articles": len(articles),
        "known": _known_names(made, packs),
        "list_rows": {"read": lists.read, "accepted": lists.accepted, "set_aside": lists.reasons},
    }
    read, accepted = len(sentences) + lists.read, len(used) + lists.accepted
    return Extraction("document", made, read, accepted, notes=tuple(notes), info=info)
