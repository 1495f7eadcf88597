"""Which of many texts speak of a question: a protocol, and BM25 behind it."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ing", "ers", "er", "ies", "es", "ed", "s")
_LEAST = 3
"""A word keeps at least so many letters when its ending is cut off."""


class Retriever(Protocol):
    """Tells how well each text answers to a question. Words, embeddings or a service may stand behind it."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A number of 0 or more for each text, greater for what fits better; the same for the same texts."""
        ...


class Bm25Retriever:
    """BM25 over stems: rare words that both have count most, long texts less (Robertson and Zaragoza, 2009)."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """The scores, rounded, so that the order is the same on every computer."""
        asked = dict.fromkeys(stems(question))
        corpus = [stems(text) for text in texts]
        known = {stem for each in corpus for stem in each}
        wanted = [stem for stem in asked if stem in known]
        if not wanted:
            return [0.0] * len(texts)
        index: Any = _bm25s().BM25()
        index.index(corpus, show_progress=False)
        return [round(float(score), 4) for score in index.get_scores(wanted)]


def stems(text: str) -> list[str]:
    """The words of a text, ids among them, without their English endings."""
    return [stem(word) for word in _WORD.findall(text.casefold())]


def stem(word: str) -> str:
    """A word without a common English ending: stalkers and stalker are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word[: -len(ending)]
            break
    return word[:-1] if word[-1:] in ("e", "y") and len(word) > _LEAST else word


@cache
def _bm25s() -> Any:
    # On first use: reading it takes longer than the window may take to start.
    import bm25s  # pyright: ignore[reportMissingTypeStubs]

    return bm25s
