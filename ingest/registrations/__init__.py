"""Company registers as facts (企业登记信息)."""

from ingest.registrations.extract import extract_registrations
from ingest.registrations.options import TableOptions

__all__ = ["TableOptions", "extract_registrations"]
