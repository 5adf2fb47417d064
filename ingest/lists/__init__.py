"""Lists by the meaning of their columns, in tables and in lines, in any format (清单)."""

from ingest.lists.document import ListFindings, list_facts
from ingest.lists.files import extract_list, sheet_title
from ingest.lists.kinds import LIST_KINDS, list_kind

__all__ = ["LIST_KINDS", "ListFindings", "extract_list", "list_facts", "list_kind", "sheet_title"]
