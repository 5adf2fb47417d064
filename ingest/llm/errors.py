"""Why a chunk of a text has no answer (失败原因).

ModelFailure       `reason` is one of REASONS; `hopeless` when asking again would fail alike
└── FormRefused    the server does not take this form of answer; a plainer one may do
AnswerError        what the model wrote is no answer; the text goes back to it once

None of them carries what the server wrote: it may repeat the key.
"""

from __future__ import annotations

from typing import Final

REASONS: Final = {
    "unreachable": "the endpoint can't be reached",
    "timed_out": "the model took too long",
    "not_allowed": "the endpoint refused the key",
    "unknown_model": "the endpoint does not know the model or the address",
    "bad_request": "the endpoint refused the request",
    "busy": "the endpoint had no capacity",
    "server_error": "the endpoint failed",
    "redirected": "the endpoint sends elsewhere; a text goes nowhere but to the address in the settings",
    "bad_reply": "the endpoint's reply is no chat completion",
    "too_large": "the reply is too large",
    "cut_off": "the answer was cut off",
    "empty_answer": "the answer is empty",
    "refused": "the model refused",
    "no_json": "the answer is no valid JSON, also when asked again",
    "not_asked": "not asked after failures before it",
    "not_cached": "no kept answer; say --llm to ask the model",
}


class ModelFailure(Exception):
    """One chunk has no answer."""

    def __init__(self, reason: str, *, hopeless: bool = False) -> None:
        super().__init__(REASONS[reason])
        self.reason = reason
        self.hopeless = hopeless


class FormRefused(ModelFailure):
    """The server answers 400 or 422: it may not know this `response_format`."""

    def __init__(self) -> None:
        super().__init__("bad_request", hopeless=True)


class AnswerError(Exception):
    """What the model wrote does not have the form of an answer; the text says what is wrong."""
