"""Which chunk lies in which slot, for compiled walks to ask about hundreds at once."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.terrain.lattice import ChunkKey
from engine.terrain.levels.kernels import slots as _slots

I8 = NDArray[np.int64]
slots: Any = _slots
ROOM = 4
"""Places of the table for each slot, at least: an entry is found in a step or two."""


class SlotTable:
    """At most `capacity` chunks with their slots, by the numbers that `number` gives them."""

    def __init__(self, capacity: int, number: Callable[[ChunkKey], int]) -> None:
        places = 1 << (ROOM * max(capacity, 1)).bit_length()
        self.numbers: I8 = np.full(places, -1, np.int64)
        self._slots = np.zeros(places, np.int32)
        self._number = number
        # Whatever has to be loaded is loaded now, and not in the frame that drops something for the first time.
        first = ChunkKey(0, 0, 0)
        self.put(first, 0)
        self.drop(first)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, ChunkKey) and int(self.of(np.array([self._number(key)], np.int64))[0]) >= 0

    def put(self, key: ChunkKey, slot: int) -> None:
        """Note the slot of a chunk."""
        slots.put(self.numbers, self._slots, self._number(key), slot)

    def drop(self, key: ChunkKey) -> None:
        """Forget the slot of a chunk."""
        slots.drop(self.numbers, self._slots, self._number(key))

    def has_all(self, numbers: I8) -> bool:
        """Whether all of these numbers have slots."""
        found = np.empty(len(numbers), np.int32)
        return slots.read_slots(self.numbers, self._slots, numbers, found) == len(numbers)

    def of(self, numbers: I8) -> NDArray[np.int32]:
        """The slots (n,) of these numbers; -1 where there is none."""
        found = np.empty(len(numbers), np.int32)
        slots.read_slots(self.numbers, self._slots, numbers, found)
        return found
