"""Who is who: names of companies and the registered companies they stand for (企业归一)."""

from ingest.identity.matching import Candidate, Match, Matcher
from ingest.identity.register import OpenName, Register, names_of, open_names
from ingest.identity.rules import NameLink

__all__ = ["Candidate", "Match", "Matcher", "NameLink", "OpenName", "Register", "names_of", "open_names"]
