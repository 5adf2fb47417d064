"""A real Neo4j Community server for tests and for people, started from Maven jars.

`Server.start` runs one on loopback; `jars` fetches what it needs; `admin_command` runs `neo4j-admin`.
"""

from __future__ import annotations

from tests.neo4j_server.server import (
    VERSIONS,
    Server,
    ServerError,
    StartFailed,
    Unavailable,
    Version,
    admin_command,
    find_java,
    jars,
)

__all__ = [
    "VERSIONS",
    "Server",
    "ServerError",
    "StartFailed",
    "Unavailable",
    "Version",
    "admin_command",
    "find_java",
    "jars",
]
