"""What the server or the driver says, as errors that tell what to do (错误说明)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    UnsupportedServerProduct,
)

from graph.errors import StoreError
from graph.stores.neo4j_settings import (
    DATABASE_VARIABLE,
    PASSWORD_VARIABLE,
    URI_VARIABLE,
    USER_VARIABLE,
    Neo4jSettings,
)

UNAFFECTED: Final = "The workspace and its embedded graph are not affected."
_READ_ONLY: Final = ("Forbidden", "WriteOnReadOnlyAccessDatabase", "ReadOnly", "AccessMode")


def _advice(error: Exception, settings: Neo4jSettings) -> str:
    code = error.code or "" if isinstance(error, Neo4jError) else ""
    text = str(error)
    if code.endswith("CredentialsExpired"):
        return (
            "the password must be changed before first use: run ALTER CURRENT USER SET PASSWORD FROM 'old' TO 'new' "
            "on the database system"
        )
    if isinstance(error, AuthError):
        return f"the log-in of user {settings.user} was refused; set {USER_VARIABLE} and {PASSWORD_VARIABLE}"
    if code.endswith("DatabaseNotFound"):
        return f"there is no database {settings.database}; create it, or set {DATABASE_VARIABLE} to one that is there"
    if any(word in code for word in _READ_ONLY) or "read only" in text.lower():
        return (
            f"user {settings.user} may not write here, or the database is read-only ({text}); "
            "use a user with the right to write and to make constraints"
        )
    if isinstance(error, IncompleteCommit | SessionExpired):
        return (
            "the connection broke in the middle of a transaction; when the server is back, run "
            "`scenariograph build --store neo4j`: it goes on where it stopped"
        )
    if isinstance(error, ServiceUnavailable):
        return (
            f"no Neo4j 5 or later answers there ({text}); start it, or set {URI_VARIABLE}. "
            "A sync that was under way goes on with `scenariograph build --store neo4j`"
        )
    if isinstance(error, UnsupportedServerProduct):
        return f"what answers there is no Neo4j 5 or later ({text}); upgrade it, or set {URI_VARIABLE} to another"
    if isinstance(error, ConfigurationError):
        return f"the driver does not take this address or these settings ({text}); see {URI_VARIABLE}"
    if code.endswith(("ConstraintCreationFailed", "ConstraintValidationFailed")):
        return f"the database holds data that our constraints exclude ({text}); use another {DATABASE_VARIABLE}"
    if isinstance(error, ClientError):
        return f"the query was refused: {text}"
    return text


@contextmanager
def server_errors(settings: Neo4jSettings) -> Iterator[None]:
    """Turn errors of driver and server into StoreError naming the server and what to do."""
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise StoreError(f"{settings.place}: {_advice(error, settings)}. {UNAFFECTED}") from error
