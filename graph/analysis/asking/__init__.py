"""Questions in words: understood by a grammar, answered by a named query, or refused with what can be asked (问答)."""

from graph.analysis.asking.answer import answer_in_words

__all__ = ["answer_in_words"]
