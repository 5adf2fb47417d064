"""One door to the readers: what a file is, and the facts it gives by itself (抽取)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.facts import Extraction
from ingest.errors import Refused
from ingest.llm import LlmChoice
from schema.pack_model import Packs

if TYPE_CHECKING:
    from ingest.documents import DocumentOptions
    from ingest.llm import SecondReader
    from ingest.registrations import RowRunner

# The endings say what a folder is searched for; what a document is, its bytes say. A .zip that is a document is one
# of Office or OFD under another name; one that holds files is unpacked before (ingest/inputs.py).
DOCUMENT_SUFFIXES: Final = (
    ".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".docm", ".doc", ".wps", ".ofd", ".eml",
    ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".zip",
)  # fmt: skip
PLAIN_TABLES: Final = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet", ".xlsx", ".xls", ".et")
PACKINGS: Final = (".gz", ".xz", ".zst")
# A .zip of one table is opened as an archive is; a .txt is a table where it looks like a register.
TABLE_SUFFIXES: Final = (
    *PLAIN_TABLES,
    *(f"{plain}{packed}" for plain in (*PLAIN_TABLES, ".txt") for packed in PACKINGS),
)
READABLE: Final = (*DOCUMENT_SUFFIXES, *TABLE_SUFFIXES)
TABLE_KINDS: Final = (
    "registrations",
    "scenarios",
    "companies",
    "parks",
    "towns",
    "capabilities",
    "projects",
    "indicators",
)


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
    llm: LlmChoice | None = None
    columns: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Options as the catalog keeps them; second extractor and columns are named only where they are given."""
        options: dict[str, Any] = {
            "source_key": self.source_key,
            "file_name": self.file_name,
            "kind": self.kind,
            "publisher": self.publisher,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "url": self.url,
            "as_of": self.as_of.isoformat() if self.as_of else None,
        }
        if self.columns:
            options["columns"] = dict(self.columns)
        return options if self.llm is None else {**options, "llm": self.llm.as_json()}

    def answered(self, extraction: Extraction) -> Given:
        """The options with the answers that the second extractor used; unchanged where it is off."""
        return self if self.llm is None else replace(self, llm=self.llm.answered(extraction.info.get("llm")))

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
            llm=LlmChoice.from_json(options.get("llm")),
            columns=tuple(sorted(options.get("columns", {}).items())),
        )


def kind_of(path: Path, file_name: str, wanted: str, packs: Packs, columns: Sequence[tuple[str, str]] = ()) -> str:
    """`document` or one of `TABLE_KINDS`; by the user's word, else by looking. `columns` speak of a register.

    Raises Refused where nothing says what it is.
    """
    if wanted != "auto":
        return wanted
    if columns:
        return "registrations"
    lower = file_name.lower()
    if lower.endswith(DOCUMENT_SUFFIXES) and not _is_register(path, lower, packs):
        return "document"
    if lower.endswith((".txt", *TABLE_SUFFIXES)):
        from ingest.lists import list_kind, sheet_title
        from ingest.tables import TableError, read_table

        try:
            table = read_table(path, file_name, columns=packs.columns)
        except TableError as error:
            raise Refused(error.code, str(error)) from error
        for sheet in table.sheets:
            kind = list_kind(sheet.header, sheet_title(sheet, file_name), packs)
            if kind in TABLE_KINDS:
                return kind
        raise Refused(
            "no_name_column",
            f"{file_name}: the header says neither 企业名称, 场景名称, 园区名称, 项目名称 nor 指标名称, so its kind is not known; "
            "name the columns in the first row, or say --kind",
        )
    check_type(path, file_name)
    return "document"


def check_type(path: Path, file_name: str) -> None:
    """Raise Refused where neither the name's ending nor the first bytes are those of a readable type."""
    from ingest.readers.dispatch import begins_as_document

    if not file_name.lower().endswith(READABLE) and not begins_as_document(path):
        raise Refused("unknown_type", f"{file_name}: not a readable type; readable are {' '.join(READABLE)}")


def _is_register(path: Path, name: str, packs: Packs) -> bool:
    from ingest.tables import is_text_table

    return name.endswith(".txt") and is_text_table(path, packs)


def document_options(given: Given) -> DocumentOptions:
    """The options of a document's rules."""
    from ingest.documents import DocumentOptions

    return DocumentOptions(given.source_key, given.file_name, given.publisher, given.published_on, given.url)


def _document(
    path: Path,
    given: Given,
    packs: Packs,
    second: SecondReader | None,
    progress: Callable[[int, int], None] | None,
) -> Extraction:
    from ingest.documents import DocumentError, extract_document, hints
    from ingest.readers import DEFAULT_LIMITS, ReadError

    most = DEFAULT_LIMITS.bytes
    if path.stat().st_size > most:
        raise Refused("too_large", f"{given.file_name}: larger than {most >> 20} MiB; split the document")
    try:
        extraction = extract_document(path.read_bytes(), document_options(given), packs)
    except (DocumentError, ReadError) as error:
        raise Refused(error.code, str(error)) from error
    if hints.wanted():
        extraction = hints.add_hints(extraction, hints.hinter(), packs.home)
    if given.llm is None:
        return extraction
    from ingest.llm import SecondReader, add_facts

    return add_facts(extraction, given.llm, second or SecondReader(), packs.home, progress)


def _table(
    path: Path,
    given: Given,
    packs: Packs,
    workers: int,
    progress: Callable[[int, int], None] | None,
    runner: RowRunner | None,
) -> Extraction:
    from ingest.lists import LIST_KINDS, extract_list
    from ingest.registrations import TableOptions, extract_registrations
    from ingest.scenarios import extract_scenarios
    from ingest.tables import TableError
    from ingest.tables.mapping import with_mapping

    packs = with_mapping(packs, given.kind, given.columns)
    options = TableOptions(
        given.source_key, given.file_name, given.publisher, given.published_on, given.url, given.as_of
    )
    try:
        if given.kind == "scenarios":
            return extract_scenarios(path, options, packs)
        if given.kind in LIST_KINDS:
            return extract_list(path, options, given.kind, packs)
        return extract_registrations(path, options, packs, workers=workers, progress=progress, runner=runner)
    except TableError as error:
        raise Refused(error.code, str(error)) from error


def extract(
    path: Path,
    given: Given,
    packs: Packs,
    *,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
    second: SecondReader | None = None,
    runner: RowRunner | None = None,
) -> Extraction:
    """The facts of one file: a pure function of its bytes, `given` and the packs; raises Refused.

    `runner` does the row work of a register elsewhere.
    With `given.llm` also of the answers that `second` has or gets; `Given.answered` names them.
    """
    if given.kind == "document":
        return _document(path, given, packs, second, progress)
    return _table(path, given, packs, workers, progress, runner)
