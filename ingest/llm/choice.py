"""Which answers a bundle rests on: an option of its version (选择).

A bundle is a pure function of bytes, options and recipe; the model's answers are input to it,
so the options name them by digest. See docs/decisions/008-a-second-extractor.md.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from ingest.errors import Refused

if TYPE_CHECKING:
    from ingest.llm.reader import SecondReader


@dataclass(frozen=True)
class LlmChoice:
    """Model, version of the prompt, digest of the answers used, and how many chunks have none."""

    model: str
    prompt: str
    answers: str = ""
    missing: int = 0

    def as_json(self) -> dict[str, Any]:
        """The choice as the catalog keeps it."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any] | None) -> LlmChoice | None:
        """The choice from the catalog; None where the rules read alone."""
        return cls(**value) if value else None

    def answered(self, info: dict[str, Any] | None) -> LlmChoice:
        """The choice with what an extraction found out."""
        return self if info is None else replace(self, answers=info["answers"], missing=info["missing"])


def chosen(said: bool | None, before: LlmChoice | None, reader: SecondReader) -> LlmChoice | None:
    """What holds for a document now: what is not said stays; whole answers of the same model and prompt do too."""
    if said is None:
        return before
    if not said or reader.model is None:
        return None
    wanted = LlmChoice(reader.model.name, reader.prompt)
    if before is not None and (before.model, before.prompt) == (wanted.model, wanted.prompt) and not before.missing:
        return before
    return wanted


def check_answers(before: LlmChoice | None, now: LlmChoice | None) -> None:
    """Refuse to make the facts of the same bytes again with fewer answers than they rest on; raises Refused."""
    if before is not None and now is not None and now.missing > before.missing:
        raise Refused(
            "llm_answers",
            f"{now.missing} parts have no answer of the model {now.model}, {before.missing} had none before: the facts "
            "stay as they are. Bring the folder llm-cache/ of the workspace back, ask the model with --refresh --llm, "
            "or give its facts up with --refresh --no-llm.",
        )
