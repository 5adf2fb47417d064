"""Kept answers, one JSON file each, named by model, prompt and chunk (答案缓存).

They lie in `llm-cache/` of the workspace, outside every hash; a bundle's options name by digest
those it rests on. Only valid answers are kept, so a failure is asked again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.ledger import canonical_json
from ingest.llm.client import Usage

CACHE_FOLDER: Final = "llm-cache"


def digest_of(value: object) -> str:
    """SHA-256 of a value's canonical JSON."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def answer_key(model: str, prompt: str, chunk: str) -> str:
    """What an answer is kept under: the endpoint's address is no part of it, it may move."""
    return digest_of([model, prompt, chunk])


def answers_digest(answers: Iterable[tuple[str, str]]) -> str:
    """One digest over (key, content) of all answers of a document."""
    return digest_of(sorted([key, digest_of(content)] for key, content in answers))


@dataclass(frozen=True)
class Kept:
    """One answer: its JSON text, the form it was asked in, the tokens it cost."""

    content: str
    form: str = "plain"
    usage: Usage = field(default_factory=Usage)


@dataclass
class Cache:
    """Answers in `folder`, or in memory alone: without a folder, or where nothing may be written (`keep` False)."""

    folder: Path | None = None
    keep: bool = True
    _memory: dict[str, Kept] = field(default_factory=dict)

    def get(self, key: str) -> Kept | None:
        """The answer kept under `key`; a damaged file counts as none."""
        if key in self._memory or self.folder is None:
            return self._memory.get(key)
        try:
            value = json.loads((self.folder / f"{key}.json").read_text(encoding="utf-8"))
            content, form, usage = value["content"], value["form"], value["usage"]
            if value["key"] != key or value["sha256"] != digest_of(content):
                return None
            return Kept(content, form, Usage(int(usage["prompt"]), int(usage["completion"])))
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def put(self, key: str, answer: Kept, model: str, prompt: str) -> None:
        """Keep an answer at once, so that an interrupted job need not pay for it again."""
        self._memory[key] = answer
        if self.folder is None or not self.keep:
            return
        self.folder.mkdir(exist_ok=True)
        value = {
            "key": key, "model": model, "prompt": prompt, "form": answer.form, "content": answer.content,
            "sha256": digest_of(answer.content),
            "usage": {"prompt": answer.usage.prompt, "completion": answer.usage.completion},
        }  # fmt: skip
        beside = self.folder / f".{key}.{os.getpid()}"
        beside.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
        os.replace(beside, self.folder / f"{key}.json")
