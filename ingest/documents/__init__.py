"""Documents as facts: .txt, .md, .html (文档)."""

from ingest.documents.document import extract_document
from ingest.documents.errors import BinaryDocument, DocumentError, EmptyDocument, NoSentences, UnknownEncoding
from ingest.documents.frame import DocumentOptions
from ingest.documents.lines import extract_lines

__all__ = [
    "BinaryDocument",
    "DocumentError",
    "DocumentOptions",
    "EmptyDocument",
    "NoSentences",
    "UnknownEncoding",
    "extract_document",
    "extract_lines",
]
