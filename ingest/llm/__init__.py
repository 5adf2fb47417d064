"""A second extractor, optional and off by default: a language model behind any OpenAI-compatible endpoint (第二抽取器).

It reads the sentences that the rules have read and only adds: what it says counts when it stands
in the sentence it names, fits the ontology, and is not there yet; it then waits for review.
Which answers a bundle rests on is one of its options (`LlmChoice`); the answers lie in `Cache`.
"""

from ingest.llm.cache import CACHE_FOLDER, Cache, Kept
from ingest.llm.choice import LlmChoice, check_answers, chosen
from ingest.llm.client import FORMS, Message, Model, OpenAIModel, Reply, Usage
from ingest.llm.errors import ModelFailure
from ingest.llm.reader import SecondReader, add_facts, second_reader

__all__ = [
    "CACHE_FOLDER",
    "FORMS",
    "Cache",
    "Kept",
    "LlmChoice",
    "Message",
    "Model",
    "ModelFailure",
    "OpenAIModel",
    "Reply",
    "SecondReader",
    "Usage",
    "add_facts",
    "check_answers",
    "chosen",
    "second_reader",
]
