"""Words looked for in a column of many texts, each of which is kept once however many findings have it."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np


class Texts:
    """The distinct texts of a column, and for each row which of them it has: `codes` (n,) int32.

    With `is_searched` it is made ready for `rows_with`, which takes a moment better spent beside the window.
    """

    def __init__(self, texts: Iterable[str], *, is_searched: bool = False) -> None:
        places: dict[str, int] = {}
        codes = [places.setdefault(text, len(places)) for text in texts]
        self.names = tuple(places)
        self.codes = np.array(codes, dtype=np.int32)
        lines = [_plain(name) for name in self.names] if is_searched else []
        self._letters = np.frombuffer(b"\n".join([*lines, b""]), dtype=np.uint8)
        self._starts = np.cumsum([0, *(len(line) + 1 for line in lines[:-1])])
        self._found = lru_cache(maxsize=32)(self._find)

    def __getitem__(self, row: int) -> str:
        return self.names[self.codes[row]]

    def rows_with(self, word: str) -> np.ndarray:
        """Which rows have a text that contains the word, letters large or small: (n,) bool."""
        return self._found(_plain(word))[self.codes]

    def ranks(self) -> np.ndarray:
        """The place of each row's text among all of them in alphabetical order: (n,) int32."""
        rank = np.empty(len(self.names), dtype=np.int32)
        rank[sorted(range(len(self.names)), key=self.names.__getitem__)] = np.arange(len(self.names), dtype=np.int32)
        return rank[self.codes]

    def _find(self, word: bytes) -> np.ndarray:
        """Which of the distinct texts contain the word: (names,) bool.

        All of them stand end to end as bytes; the places of the first byte are thinned out by each byte that follows.
        """
        letters = self._letters
        if not word or len(letters) <= len(word) or not self.names:
            return np.full(len(self.names), not word)
        places = np.flatnonzero(letters[: len(letters) - len(word)] == word[0])
        for offset, letter in enumerate(word[1:], 1):
            places = places[letters[places + offset] == letter]
        is_hit = np.zeros(len(letters), dtype=bool)
        is_hit[places] = True
        return np.logical_or.reduceat(is_hit, self._starts)


def _plain(text: str) -> bytes:
    return text.lower().replace("\n", " ").encode("utf-8", "replace")
