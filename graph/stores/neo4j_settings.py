"""Where the Neo4j server is and who asks (Neo4j 连接设置)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from graph.errors import StoreError

URI_VARIABLE: Final = "NEO4J_URI"
USER_VARIABLE: Final = "NEO4J_USER"
PASSWORD_VARIABLE: Final = "NEO4J_PASSWORD"
DATABASE_VARIABLE: Final = "NEO4J_DATABASE"
DEFAULT_URI: Final = "neo4j://127.0.0.1:7687"
DEFAULT_USER: Final = "neo4j"
SCHEMES: Final = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
RETRY_SECONDS: Final = 30.0
"""How long a transaction that met a passing fault is tried again: a restart or a leader's election takes seconds."""


@dataclass(frozen=True, slots=True)
class Neo4jSettings:
    """Address, user and database; without a password the server is asked without log-in."""

    uri: str = DEFAULT_URI
    user: str = DEFAULT_USER
    password: str | None = field(default=None, repr=False)
    database: str | None = None
    retry_seconds: float = RETRY_SECONDS

    def __post_init__(self) -> None:
        parts = urlsplit(self.uri)
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise StoreError(f"{URI_VARIABLE}: not the address of a Neo4j server; write it as {DEFAULT_URI}")
        if parts.username is not None or parts.password is not None:
            # An address is shown in errors; a password is not.
            raise StoreError(f"{URI_VARIABLE}: user and password belong in {USER_VARIABLE} and {PASSWORD_VARIABLE}")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Neo4jSettings:
        """Settings from NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE; raises StoreError for a wrong address."""
        return cls(
            uri=environment.get(URI_VARIABLE) or DEFAULT_URI,
            user=environment.get(USER_VARIABLE) or DEFAULT_USER,
            password=environment.get(PASSWORD_VARIABLE) or None,
            database=environment.get(DATABASE_VARIABLE) or None,
        )

    @property
    def place(self) -> str:
        """Server and database in one text, for messages."""
        return f"{self.uri} ({self.database or 'default database'})"
