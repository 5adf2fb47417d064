"""The model behind a small Protocol; the openai SDK is imported when one is opened (模型接口)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from ingest.errors import WrongUse
from ingest.llm.errors import FormRefused, ModelFailure
from ingest.llm.settings import LlmSettings

FORMS: Final = ("json_schema", "json_object", "plain")
"""How an answer is asked for, the strictest first: not every server knows the first two."""
TIMEOUT_SECONDS: Final = 120.0
"""For one reply: a 14 B model on one card needs 10 to 30 s for a chunk."""
RETRIES: Final = 2
"""After a broken connection, 429 or 5xx: more would only make a dead endpoint take longer to be seen as dead."""
ANSWER_TOKENS: Final = 8192
"""An answer to a chunk has 2,000 to 5,000; a model that runs in circles is stopped here."""
REPLY_BYTES: Final = 2 << 20
"""8,192 tokens are about 40 kB, with thinking some 200 kB; more is no answer."""
SEED: Final = 20260101
"""Any number, always the same: servers that honour it answer alike."""

Message = dict[str, str]


@dataclass(frozen=True)
class Usage:
    """Tokens as the server counts them."""

    prompt: int = 0
    completion: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.prompt + other.prompt, self.completion + other.completion)


@dataclass(frozen=True)
class Reply:
    """What the model wrote; `cut` when it was stopped by the limit of tokens."""

    content: str
    refused: bool = False
    cut: bool = False
    usage: Usage = field(default_factory=Usage)


class Model(Protocol):
    """A chat model that answers messages in one of FORMS."""

    @property
    def name(self) -> str:
        """Name of the model, part of what an answer is kept under."""

    def reply(self, messages: Sequence[Message], form: str, schema: dict[str, Any]) -> Reply:
        """One reply; raises FormRefused or ModelFailure."""


def _response_format(form: str, schema: dict[str, Any]) -> dict[str, Any]:
    if form == "json_schema":
        described = {"name": "answer", "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": described}}
    return {"response_format": {"type": "json_object"}} if form == "json_object" else {}


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def read_reply(body: bytes) -> Reply:
    """The reply in the body of a chat completion; raises ModelFailure(bad_reply)."""
    try:
        completion = json.loads(body)
        choice = completion["choices"][0]
        message = choice["message"]
        content, refusal = message.get("content"), message.get("refusal")
        usage = completion.get("usage") or {}
        if not isinstance(content, str | None):
            raise TypeError
        return Reply(
            content or "", bool(refusal) or choice.get("finish_reason") == "content_filter",
            choice.get("finish_reason") == "length",
            Usage(_count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens"))),
        )  # fmt: skip
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ModelFailure("bad_reply") from error


class OpenAIModel:
    """Any OpenAI-compatible endpoint through the openai SDK.

    Nothing is taken from the environment (no proxy, organisation or project), nothing is said of
    this machine (of the SDK's x-stainless headers only `raw-response` stays, which it needs itself), and no
    redirect is followed.
    """

    def __init__(
        self,
        settings: LlmSettings,
        *,
        timeout: float = TIMEOUT_SECONDS,
        retries: int = RETRIES,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        try:
            import httpx2
            import openai
        except ImportError as error:
            raise WrongUse(
                'the second extractor needs the package openai: pip install "scenariograph[llm]"; '
                "everything else works without it"
            ) from error
        self._timeout, self._now, self._model = timeout, now, settings.model
        self._openai, self._http = openai, httpx2
        self._client = openai.OpenAI(
            api_key=settings.key or "none",
            base_url=settings.url,
            timeout=timeout,
            max_retries=retries,
            # No connection is held between chunks: minutes lie between them, and none is left open at the end.
            http_client=httpx2.Client(
                trust_env=False,
                follow_redirects=False,
                timeout=timeout,
                limits=httpx2.Limits(max_connections=1, max_keepalive_connections=0),
            ),
        )
        hidden = [name for name in self._client.default_headers if name.lower().startswith("x-stainless")]
        hidden += ["x-stainless-retry-count", "x-stainless-read-timeout", "OpenAI-Organization", "OpenAI-Project"]
        hidden += [] if settings.key else ["Authorization"]
        self._headers: dict[str, Any] = dict.fromkeys(hidden, openai.Omit()) | {"User-Agent": "scenariograph"}

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._model

    def reply(self, messages: Sequence[Message], form: str, schema: dict[str, Any]) -> Reply:
        """One reply; raises FormRefused or ModelFailure."""
        request: dict[str, Any] = {
            "model": self._model, "messages": list(messages), "temperature": 0, "seed": SEED,
            "max_tokens": ANSWER_TOKENS, "extra_headers": self._headers, **_response_format(form, schema),
        }  # fmt: skip
        started = self._now()
        body = bytearray()
        with self._failures(), self._client.chat.completions.with_streaming_response.create(**request) as response:
            for part in response.iter_bytes():
                body += part
                if len(body) > REPLY_BYTES:
                    raise ModelFailure("too_large")
                if self._now() - started > self._timeout:
                    raise ModelFailure("timed_out")
        return read_reply(bytes(body))

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """The SDK's errors as ours, without what the server wrote."""
        try:
            yield
        except (self._openai.APITimeoutError, self._http.TimeoutException):
            raise ModelFailure("timed_out") from None
        except (self._openai.APIConnectionError, self._http.HTTPError):
            raise ModelFailure("unreachable", hopeless=True) from None
        except self._openai.APIStatusError as error:
            raise _status_failure(error.status_code) from None
        except self._openai.OpenAIError:
            raise ModelFailure("bad_reply") from None


def _status_failure(status: int) -> ModelFailure:
    if status in (400, 422):
        return FormRefused()
    if status in (401, 403):
        return ModelFailure("not_allowed", hopeless=True)
    if status == 404:
        return ModelFailure("unknown_model", hopeless=True)
    if 300 <= status < 400:
        return ModelFailure("redirected", hopeless=True)
    if status in (408, 409, 429):
        return ModelFailure("busy")
    return ModelFailure("server_error") if status >= 500 else ModelFailure("bad_request", hopeless=True)
