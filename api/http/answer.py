"""How a route answers: the body that the command line's --json gives (应答)."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.cli.output import plain

Answer = dict[str, Any]


class AnswerResponse(JSONResponse):
    """JSON of an answer: Chinese as it is, dates and amounts plain, never NaN."""

    def render(self, content: Any) -> bytes:
        """The body's bytes."""
        return json.dumps(content, ensure_ascii=False, default=plain, allow_nan=False).encode()


def get(router: APIRouter, path: str, summary: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function that gives an answer, or a whole response, as a GET route.

    The answer is written here: a response model would write amounts as text.
    """

    def register(answer: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(answer)
        def respond(*args: Any, **kwargs: Any) -> Response:
            made = answer(*args, **kwargs)
            return made if isinstance(made, Response) else AnswerResponse(made)

        router.get(path, summary=summary, response_model=None)(respond)
        return answer

    return register
