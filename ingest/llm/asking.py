"""Asking the model for one chunk: the ladder of forms and one repair (提问)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ingest.llm.answer import json_text, parse_answer
from ingest.llm.cache import Kept
from ingest.llm.client import FORMS, Message, Model, Reply, Usage
from ingest.llm.errors import AnswerError, FormRefused, ModelFailure
from ingest.llm.prompt import REPAIR, schema, system_text

REPAIR_SHOWN: Final = 4000
"""Characters of a wrong answer that are shown again: its fault is near its start, and it is paid for twice."""


class Asker:
    """Asks one model; remembers the strictest form that its server takes."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._form = 0

    def ask(self, chunk: str) -> Kept:
        """A valid answer to one chunk; raises ModelFailure."""
        messages: list[Message] = [{"role": "system", "content": system_text()}, {"role": "user", "content": chunk}]
        usage = Usage()
        problem = ""
        for _ in range(2):
            reply = self._reply(messages)
            usage += reply.usage
            if reply.refused:
                raise ModelFailure("refused")
            content = json_text(reply.content)
            try:
                parse_answer(content)
            except AnswerError as error:
                if reply.cut:
                    # A repair would be cut off at the same place.
                    raise ModelFailure("cut_off") from error
                problem = "no_json" if content else "empty_answer"
                messages += [
                    {"role": "assistant", "content": reply.content[:REPAIR_SHOWN] or "（空）"},
                    {"role": "user", "content": REPAIR.format(error=error)},
                ]
            else:
                return Kept(content, FORMS[self._form], usage)
        raise ModelFailure(problem)

    def _reply(self, messages: Sequence[Message]) -> Reply:
        for place in range(self._form, len(FORMS)):
            try:
                reply = self.model.reply(messages, FORMS[place], schema())
            except FormRefused:
                continue
            # Only a form that worked is remembered: a 400 may have had another cause.
            self._form = place
            return reply
        raise ModelFailure("bad_request")
