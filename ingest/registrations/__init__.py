"""Company registers as facts (企业登记信息)."""

from ingest.registrations.extract import RowRunner, extract_registrations
from ingest.registrations.options import TableOptions

__all__ = ["RowRunner", "TableOptions", "extract_registrations"]
