"""The second extractor over one document's extraction (第二抽取器)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from graph.facts import Extraction
from ingest.llm.answer import parse_answer
from ingest.llm.asking import Asker
from ingest.llm.cache import CACHE_FOLDER, Cache, Kept, answer_key, answers_digest
from ingest.llm.choice import LlmChoice
from ingest.llm.client import Model, OpenAIModel, Usage
from ingest.llm.errors import REASONS, AnswerError, ModelFailure
from ingest.llm.prompt import chunk_text, prompt_version
from ingest.llm.settings import llm_settings

FAILURES_IN_A_ROW: Final = 2
"""After so many chunks without an answer the rest of the job is not asked: each may cost minutes."""

Progress = Callable[[int, int], None]


@dataclass
class SecondReader:
    """Kept answers, and the model to ask for those that are not there; without a model nothing is asked."""

    cache: Cache = field(default_factory=Cache)
    model: Model | None = None
    asked: int = 0
    _asker: Asker | None = None
    _failures: int = 0

    @property
    def prompt(self) -> str:
        """Version of the prompt that is asked with."""
        return prompt_version()

    def answer(self, choice: LlmChoice, chunk: str) -> tuple[str, Kept]:
        """Key and answer of one chunk; raises ModelFailure where there is none."""
        key = answer_key(choice.model, choice.prompt, chunk)
        kept = self.cache.get(key)
        if kept is None:
            kept = self._ask(choice, chunk)
            self.cache.put(key, kept, choice.model, choice.prompt)
        return key, kept

    def _ask(self, choice: LlmChoice, chunk: str) -> Kept:
        if self.model is None or (self.model.name, self.prompt) != (choice.model, choice.prompt):
            raise ModelFailure("not_cached")
        if self._failures >= FAILURES_IN_A_ROW:
            raise ModelFailure("not_asked")
        self._asker = self._asker or Asker(self.model)
        self.asked += 1
        try:
            kept = self._asker.ask(chunk)
        except ModelFailure as failure:
            self._failures = FAILURES_IN_A_ROW if failure.hopeless else self._failures + 1
            raise
        self._failures = 0
        return kept


def second_reader(said: bool | None, home: Path | None, *, keep: bool = True) -> SecondReader:
    """The reader of a job: only where `--llm` was said is a model opened; raises WrongUse without its settings."""
    cache = Cache(home / CACHE_FOLDER if home is not None else None, keep)
    return SecondReader(cache, OpenAIModel(llm_settings()) if said else None)


def add_facts(
    extraction: Extraction,
    choice: LlmChoice,
    reader: SecondReader,
    home: str,
    progress: Progress | None = None,
) -> Extraction:
    """The extraction with what the model adds, in the zone `home`; the rules' rows stay as they are.

    A pure function of the extraction, `choice` and the answers; a chunk without one is counted, never an error.
    """
    from ingest.llm.facts import Known, Merge, rule_of
    from ingest.llm.grounding import ground
    from ingest.llm.sentences import bylines_of, chunks_of, lines_of

    chunks, left_out = chunks_of(lines_of(extraction))
    bylines = bylines_of(extraction)
    merge = Merge(Known.of(extraction), rule_of(choice.model), home)
    answers: list[tuple[str, str]] = []
    failures: Counter[str] = Counter()
    usage = Usage()
    asked = reader.asked
    for number, chunk in enumerate(chunks, start=1):
        try:
            key, kept = reader.answer(choice, chunk_text([line.shown for line in chunk]))
            merge.take(ground(parse_answer(kept.content), chunk, bylines))
        except ModelFailure as failure:
            failures[failure.reason] += 1
        except AnswerError:
            failures["no_json"] += 1
        else:
            answers.append((key, kept.content))
            usage += kept.usage
        if progress is not None:
            progress(number, len(chunks))
    info = {
        "model": choice.model,
        "prompt": choice.prompt,
        "answers": answers_digest(answers),
        "chunks": len(chunks),
        "missing": len(chunks) - len(answers),
        "failures": dict(sorted(failures.items())),
        "left_out": left_out,
        "added": dict(sorted(merge.added.items())),
        "agreed": dict(sorted(merge.agreed.items())),
        "rejected": dict(sorted(merge.rejected.items())),
        "usage": {"prompt_tokens": usage.prompt, "completion_tokens": usage.completion},
        "asked": reader.asked - asked,
    }
    return replace(
        extraction,
        tables=merge.tables(extraction.tables),
        accepted=min(extraction.read, extraction.accepted + len(merge.locators - merge.known.locators)),
        notes=(*extraction.notes, *_notes(info)),
        info={**extraction.info, "llm": info},
    )


def _notes(info: dict[str, Any]) -> Sequence[str]:
    """What the job's summary says of the model: sums and reasons, never its words."""
    from ingest.llm.facts import counts_text

    said = [
        f"added for review: {counts_text(info['added'], ('nodes', 'relations', 'figures', 'mentions')) or 'nothing'}",
        f"agrees with the rules: {counts_text(info['agreed']) or 'nothing'}",
    ]
    if info["rejected"]:
        said.append(f"rejected: {counts_text(info['rejected'])}")
    if info["left_out"]:
        said.append(f"{info['left_out']} sentences beyond the limits were not shown to it")
    notes = [f"second extractor {info['model']}: {'; '.join(said)}"]
    for reason, count in info["failures"].items():
        notes.append(
            f"second extractor {info['model']}: {count} of {info['chunks']} parts without an answer ({reason}): {REASONS[reason]}"
        )
    return notes
