"""A chat endpoint on loopback that replays what a test tells it, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Turn:
    """One reply: the model's words, or another status, body, or silence until the test ends."""

    content: str | None = None
    status: int = 200
    refusal: str | None = None
    finish: str = "stop"
    body: bytes | None = None
    location: str = ""
    silent: bool = False


@dataclass
class Request:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def form(self) -> str:
        """Which form of answer it asks for."""
        return str(self.body.get("response_format", {}).get("type", "plain"))

    @property
    def text(self) -> str:
        """The data block."""
        return str(self.body["messages"][1]["content"])


def words(answer: object) -> Turn:
    """A reply with an answer as JSON."""
    return Turn(json.dumps(answer, ensure_ascii=False))


@dataclass
class Endpoint:
    """Replays `turns` one after another, then the last for ever; `reply` in its place looks at the request."""

    url: str = ""
    turns: list[Turn] = field(default_factory=list)
    reply: Callable[[Request], Turn] | None = None
    requests: list[Request] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def next(self, request: Request) -> Turn:
        """The reply to this request."""
        self.requests.append(request)
        if self.reply is not None:
            return self.reply(request)
        return self.turns.pop(0) if len(self.turns) > 1 else self.turns[0]


def _body(turn: Turn) -> bytes:
    if turn.body is not None:
        return turn.body
    if turn.status != 200:
        return json.dumps({"error": {"message": "no, and the key was sk-secret-1", "type": "x"}}).encode()
    message = {"role": "assistant", "content": turn.content, "refusal": turn.refusal}
    return json.dumps(
        {
            "id": "1", "object": "chat.completion", "created": 0, "model": "other-name",
            "choices": [{"index": 0, "finish_reason": turn.finish, "message": message}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 7, "total_tokens": 107},
        }
    ).encode()  # fmt: skip


@contextmanager
def running() -> Iterator[Endpoint]:
    """An endpoint on a free port, stopped at the end."""
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            turn = endpoint.next(Request(self.path, dict(self.headers.items()), json.loads(raw)))
            if turn.silent:
                endpoint.ended.wait(30)
                return
            data = _body(turn)
            self.send_response(turn.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            if turn.location:
                self.send_header("Location", turn.location)
            self.end_headers()
            self.wfile.write(data)

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                # The client went away from a reply that was too long or too slow; tests ask for that.
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    endpoint.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
