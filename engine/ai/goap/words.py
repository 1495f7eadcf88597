"""States in Python and in columns: one whole number here, two words of 64 facts there."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

U64: TypeAlias = NDArray[np.uint64]

WORD_BITS: Final = 64
FACT_LIMIT: Final = 2 * WORD_BITS
"""A state is two 64-bit words."""

_WORD: Final = (1 << WORD_BITS) - 1


def words_of(state: int) -> tuple[int, int]:
    """The two words of a state, the facts 0 to 63 first. Facts from FACT_LIMIT on are left out."""
    return state & _WORD, state >> WORD_BITS & _WORD


def columns_of(states: Iterable[int]) -> U64:
    """States as rows (n, 2) u8 of a column."""
    return np.array([words_of(state) for state in states], np.uint64).reshape(-1, 2)


def fact_words(bit: int) -> U64:
    """(2,) u8: the fact of a bit number in its word, 0 in the other."""
    return np.array(words_of(1 << bit), np.uint64)


def state_of(view: Mapping[str, Any], row: int, column: str = "facts") -> int:
    """What a row believes, or what another column of facts holds for it: low | high << 64."""
    low, high = view[column][row]
    return int(low) | int(high) << WORD_BITS
