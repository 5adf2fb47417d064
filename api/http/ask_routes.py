"""The route that answers questions in words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.http.answer import AnswerResponse
from graph.analysis.asking import answer_in_words
from graph.analysis.asking.answer import LONGEST
from graph.analysis.reference import Reference
from graph.ledger import Ledger
from graph.workspace import Workspace
from ingest.past import open_past
from schema.pack_model import Packs


class Question(BaseModel):
    """A question in words."""

    question: str = Field(min_length=1, max_length=LONGEST)


def ask_routes(
    router: APIRouter, open_workspace: Callable[[], AbstractContextManager[Workspace]], packs: Callable[[Ledger], Packs]
) -> None:
    """POST /v1/ask: the answer with its query and parameters, or a refusal; both with status 200."""

    @router.post("/v1/ask", summary="用一句话提问", response_model=None)
    def post_ask(asked: Question) -> AnswerResponse:
        with open_workspace() as workspace:
            taxonomy = packs(workspace.ledger)
            past = partial(open_past, workspace.ledger.home, taxonomy)
            return AnswerResponse(answer_in_words(Reference.of(workspace), taxonomy, asked.question, past))
