"""One server and database over the official driver: reads, writes, streams (连接)."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

import neo4j
from neo4j.time import Date

from graph.errors import StoreError
from graph.stores.base import Row
from graph.stores.neo4j_errors import server_errors
from graph.stores.neo4j_settings import Neo4jSettings
from graph.stores.neo4j_state import READ_REVISION, READ_STATE, READY, State, state_of

OLDEST: Final = 5
CONNECT_SECONDS: Final = 10.0
STREAMED_ROWS: Final = 20_000


def _plain(value: Any) -> Any:
    """The driver's dates as Python's, in lists and maps too."""
    if isinstance(value, Date):
        return value.to_native()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _rows(records: Iterable[neo4j.Record]) -> list[Row]:
    return [dict(zip(record.keys(), map(_plain, record.values()), strict=True)) for record in records]


def check_agent(agent: str) -> None:
    """Raise StoreError where the server names a version before Neo4j 5."""
    found = re.match(r"Neo4j/v?(\d+)", agent)
    if found is None or int(found[1]) < OLDEST:
        raise StoreError(f"the server is {agent}; Scenariograph needs Neo4j 5 or later: upgrade it, or use another")


class Connection:
    """A database; the driver is made at first use and shared by threads."""

    def __init__(self, settings: Neo4jSettings) -> None:
        self.settings = settings
        self._driver: neo4j.Driver | None = None
        self._opening = threading.Lock()
        # In a cluster a later session must see what an earlier one wrote.
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()

    def driver(self) -> neo4j.Driver:
        """The driver, checked against the server's version; raises StoreError."""
        with self._opening:
            if self._driver is None:
                settings = self.settings
                # What the driver has to say reaches the user in our words; without a handler Python prints it.
                logging.getLogger("neo4j").addHandler(logging.NullHandler())
                with server_errors(settings):
                    made = neo4j.GraphDatabase.driver(
                        settings.uri,
                        auth=(settings.user, settings.password) if settings.password is not None else None,
                        connection_timeout=CONNECT_SECONDS,
                        max_transaction_retry_time=settings.retry_seconds,
                        notifications_min_severity="OFF",
                        telemetry_disabled=True,
                    )
                    try:
                        check_agent(made.get_server_info().agent)
                    except BaseException:
                        made.close()
                        raise
                self._driver = made
            return self._driver

    @contextmanager
    def _session(self, access: str) -> Iterator[neo4j.Session]:
        driver = self.driver()
        with (
            server_errors(self.settings),
            driver.session(
                database=self.settings.database, default_access_mode=access, bookmark_manager=self._bookmarks
            ) as session,
        ):
            yield session

    def read(self, text: str, parameters: Mapping[str, Any] | None = None) -> tuple[list[Row], int | None]:
        """Rows of one text, and the revision of the graph right after them (None where there is no whole graph)."""

        def work(transaction: neo4j.ManagedTransaction) -> tuple[list[Row], int | None]:
            rows = _rows(transaction.run(text, dict(parameters or {})))
            state = transaction.run(READ_REVISION).single()
            return rows, state["revision"] if state is not None and state["state"] == READY else None

        with self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def state(self) -> State | None:
        """What the database says of itself; None where it holds no graph of ours."""
        rows, _ = self.read(READ_STATE)
        return state_of(rows[0]["p"]) if rows else None

    def write(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Run one text in a transaction that is tried again when the fault passes."""
        with self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(lambda tx: _rows(tx.run(text, dict(parameters or {}))))

    def change_schema(self, statements: Sequence[str]) -> None:
        """Run statements that make constraints or indexes, each in a transaction of its own, and wait for them."""
        for statement in statements:
            self.write(statement)
        self.write("CALL db.awaitIndexes(600)")

    def stream(self, text: str) -> Iterator[list[Row]]:
        """Rows of one text in batches, without holding them all."""
        with self._session(neo4j.READ_ACCESS) as session, session.begin_transaction() as transaction:
            result = transaction.run(text)
            while batch := result.fetch(STREAMED_ROWS):
                yield _rows(batch)

    def close(self) -> None:
        """Close the driver."""
        with self._opening:
            if self._driver is not None:
                self._driver.close()
                self._driver = None
