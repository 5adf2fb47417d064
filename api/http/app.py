"""The application: routes, one error form, pages that work offline.

Each request pins the projection that is current when it begins; the service
reopens when the pointer moves and never takes the workspace's lock.
"""

from __future__ import annotations

import html
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from api.http.routes import routes
from graph.analysis.read_ahead import read_ahead
from graph.errors import GraphError, NotFound, QueryError
from graph.ledger import Ledger
from graph.snapshot import current_folder
from graph.stores import StoreKind
from graph.workspace import Workspace
from ingest.recipes import PROGRAM
from schema.errors import SchemaError
from schema.pack_loader import load_packs
from schema.pack_model import Packs

PROBLEM: Final = "application/problem+json"


class Pinned:
    """The workspace a request works on: opened once a projection, shared by its readers."""

    def __init__(self, home: Path, pack_folders: Sequence[Path], store: StoreKind, ahead: bool = False) -> None:
        self._home = home
        self._ahead = ahead
        self._store: StoreKind = store
        self._pack_folders = tuple(pack_folders)
        self._lock = threading.Lock()
        self._open: Workspace | None = None
        self._readers: dict[int, int] = {}
        self._retired: dict[int, Workspace] = {}
        self._reading: list[threading.Thread] = []

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """The current workspace for the length of one request."""
        with self._lock:
            found = self._current()
            self._readers[id(found)] = self._readers.get(id(found), 0) + 1
        try:
            yield found
        finally:
            self._done(found)

    def _current(self) -> Workspace:
        if (
            self._open is not None
            and current_folder(self._open.ledger.graph) == self._open.folder
            and self._open.store.is_current()
        ):
            return self._open
        fresh = Workspace.open(self._home, self._store)
        if self._open is not None:
            self._retired[id(self._open)] = self._open
        self._open = fresh
        self._close_retired()
        if self._ahead:
            self._readers[id(fresh)] = 1
            self._reading = [thread for thread in self._reading if thread.is_alive()]
            self._reading.append(threading.Thread(target=self._read_ahead, args=(fresh,), name="read ahead"))
            self._reading[-1].start()
        return fresh

    def _read_ahead(self, workspace: Workspace) -> None:
        try:
            read_ahead(workspace, self.packs(workspace.ledger))
        except (GraphError, SchemaError, OSError):
            pass  # A question that needs it says what is wrong.
        finally:
            self._done(workspace)

    def _done(self, workspace: Workspace) -> None:
        with self._lock:
            self._readers[id(workspace)] -= 1
            self._close_retired()

    def _close_retired(self) -> None:
        for key in [key for key in self._retired if not self._readers.get(key)]:
            self._readers.pop(key, None)
            self._retired.pop(key).close()

    def packs(self, ledger: Ledger) -> Packs:
        """Packs of the workspace's city."""
        return load_packs(ledger.city, self._pack_folders)

    def close(self) -> None:
        """Close what is open."""
        for thread in self._reading:
            thread.join()
        with self._lock:
            for workspace in (*self._retired.values(), *([self._open] if self._open else [])):
                workspace.close()
            self._open, self._retired = None, {}


def _problem(status: int, kind: str, title: str, detail: str, errors: Sequence[Any] = ()) -> JSONResponse:
    body = {"type": f"urn:scenariograph:{kind}", "title": title, "status": status, "detail": detail}
    return JSONResponse({**body, "errors": list(errors)}, status, media_type=PROBLEM)


def _errors(app: FastAPI) -> None:
    def not_found(request: Request, error: Exception) -> Response:
        return _problem(404, "not-found", "没有找到", str(error))

    def wrong_query(request: Request, error: Exception) -> Response:
        return _problem(400, "wrong-query", "查询有误", str(error))

    def failed(request: Request, error: Exception) -> Response:
        return _problem(503, "workspace", "工作区不可用", str(error))

    def wrong_request(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        found = [{"pointer": "/" + "/".join(map(str, e["loc"])), "detail": e["msg"]} for e in error.errors()]
        return _problem(422, "wrong-request", "请求有误", "some parameters can't be used", found)

    def by_status(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return _problem(error.status_code, "http", "请求未完成", str(error.detail))

    def defect(request: Request, error: Exception) -> Response:
        # The trace goes to the log; what it holds is not for the client.
        return _problem(500, "defect", "服务出错", "the request could not be answered; the log of the service says why")

    handlers: tuple[tuple[type[Exception], Callable[[Request, Exception], Response]], ...] = (
        (NotFound, not_found),
        (QueryError, wrong_query),
        (GraphError, failed),
        (RequestValidationError, wrong_request),
        (HTTPException, by_status),
        (Exception, defect),
    )
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)


def _docs_page(app: FastAPI) -> str:
    """The OpenAPI document as one plain page: no script, nothing from elsewhere."""
    rows = []
    for path, methods in app.openapi()["paths"].items():
        for method, spec in methods.items():
            parameters = "、".join(
                f"{p['name']}{'' if not p.get('required') else '（必填）'}" for p in spec.get("parameters", ())
            )
            cells = (method.upper(), path, spec.get("summary", ""), parameters)
            rows.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>")
    return (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>场景图谱接口</title>'
        "<style>body{font:15px/1.6 sans-serif;margin:2rem auto;max-width:60rem}"
        "td,th{border-bottom:1px solid #ccd;padding:.3rem .6rem;text-align:left;vertical-align:top}"
        "table{border-collapse:collapse;width:100%}</style>"
        f"<h1>场景图谱接口 {html.escape(PROGRAM)}</h1>"
        '<p>机器可读的说明：<a href="openapi.json">openapi.json</a></p>'
        "<table><tr><th>方法</th><th>路径</th><th>回答什么</th><th>参数</th></tr>"
        f"{''.join(rows)}</table></html>"
    )


def make_app(
    home: Path, pack_folders: Sequence[Path] = (), store: StoreKind = "embedded", *, ahead: bool = False
) -> FastAPI:
    """The service over the workspace in `home`, answering from `store`.

    With `ahead` what answers rest on is read at the start and after each build, beside the questions.
    """
    pinned = Pinned(home, pack_folders, store, ahead)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if ahead:
            with pinned.workspace():
                pass
        yield
        pinned.close()

    app = FastAPI(
        title="Scenariograph 场景图谱",
        version=PROGRAM,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.pinned = pinned
    app.include_router(routes(pinned.workspace, pinned.packs))
    _errors(app)

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(
            _docs_page(app), headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
        )

    return app
