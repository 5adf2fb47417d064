"""One door to the readers: what a file is, and the facts it gives by itself (抽取)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.facts import Extraction
from ingest.errors import Refused
from schema.pack_model import Packs

if TYPE_CHECKING:
    from ingest.documents import DocumentOptions

# The endings say what a folder is searched for; what a document is, its bytes say.
DOCUMENT_SUFFIXES: Final = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".docm", ".doc", ".wps", ".ofd")
TABLE_SUFFIXES: Final = (".csv", ".csv.gz", ".xlsx", ".xls", ".et")
READABLE: Final = (*DOCUMENT_SUFFIXES, *TABLE_SUFFIXES)
TABLE_KINDS: Final = ("registrations", "scenarios")


@dataclass(frozen=True)
class Given:
    """What is given beside the bytes: the options that a bundle is a function of."""

    source_key: str
    file_name: str
    kind: str
    publisher: str | None = None
    published_on: dt.date | None = None
    url: str | None = None
    as_of: dt.date | None = None

    def as_json(self) -> dict[str, Any]:
        """Options as the catalog keeps them."""
        return {
            "source_key": self.source_key,
            "file_name": self.file_name,
            "kind": self.kind,
            "publisher": self.publisher,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "url": self.url,
            "as_of": self.as_of.isoformat() if self.as_of else None,
        }

    @classmethod
    def from_json(cls, options: dict[str, Any]) -> Given:
        """Options from the catalog."""
        return cls(
            options["source_key"],
            options["file_name"],
            options["kind"],
            options["publisher"],
            dt.date.fromisoformat(options["published_on"]) if options["published_on"] else None,
            options["url"],
            dt.date.fromisoformat(options["as_of"]) if options["as_of"] else None,
        )


def kind_of(path: Path, file_name: str, wanted: str, packs: Packs) -> str:
    """`document`, `registrations` or `scenarios`; by the user's word, else by looking."""
    if wanted != "auto":
        return wanted
    lower = file_name.lower()
    if lower.endswith(DOCUMENT_SUFFIXES):
        return "document"
    if lower.endswith(TABLE_SUFFIXES):
        from ingest.tables import TableError, guess_kind, read_table

        try:
            table = read_table(path, file_name, columns=packs.columns)
        except TableError as error:
            raise Refused(error.code, str(error)) from error
        for sheet in table.sheets:
            kind = guess_kind(sheet.header, packs)
            if kind in TABLE_KINDS:
                return kind
        raise Refused(
            "no_name_column",
            f"{file_name}: the header says neither 企业名称 nor 场景名称, so its kind is not known; "
            "name the columns in the first row, or say --kind",
        )
    raise Refused("unknown_type", f"{file_name}: not a readable type; readable are {' '.join(READABLE)}")


def document_options(given: Given) -> DocumentOptions:
    """The options of a document's rules."""
    from ingest.documents import DocumentOptions

    return DocumentOptions(given.source_key, given.file_name, given.publisher, given.published_on, given.url)


def _document(path: Path, given: Given, packs: Packs) -> Extraction:
    from ingest.documents import DocumentError, extract_document
    from ingest.readers import DEFAULT_LIMITS, ReadError

    most = DEFAULT_LIMITS.bytes
    if path.stat().st_size > most:
        raise Refused("too_large", f"{given.file_name}: larger than {most >> 20} MiB; split the document")
    try:
        return extract_document(path.read_bytes(), document_options(given), packs)
    except (DocumentError, ReadError) as error:
        raise Refused(error.code, str(error)) from error


def _table(
    path: Path, given: Given, packs: Packs, workers: int, progress: Callable[[int, int], None] | None
) -> Extraction:
    from ingest.registrations import TableOptions, extract_registrations
    from ingest.scenarios import extract_scenarios
    from ingest.tables import TableError

    options = TableOptions(
        given.source_key, given.file_name, given.publisher, given.published_on, given.url, given.as_of
    )
    try:
        if given.kind == "scenarios":
            return extract_scenarios(path, options, packs)
        return extract_registrations(path, options, packs, workers=workers, progress=progress)
    except TableError as error:
        raise Refused(error.code, str(error)) from error


def extract(
    path: Path,
    given: Given,
    packs: Packs,
    *,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Extraction:
    """The facts of one file: a pure function of its bytes, `given` and the packs; raises Refused."""
    if given.kind == "document":
        return _document(path, given, packs)
    return _table(path, given, packs, workers, progress)
