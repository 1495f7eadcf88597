"""The queue: by priority, first come first served within one, and whoever has waited long comes before."""

import heapq
from typing import Generic, TypeVar

from engine.llm.scheduler.terms import Priority

T = TypeVar("T")
_FEW = 16


class Place(Generic[T]):
    """A place in a queue; empty once it was left."""

    __slots__ = ("item",)

    def __init__(self, item: T) -> None:
        self.item: T | None = item


class Waiting(Generic[T]):
    """A heap of what waits.

    Waiting `ageing` seconds weighs as much as one step of priority. So of two that both wait, the order never
    changes, and a heap of fixed keys serves: submitted + ageing * priority. Whatever comes `ageing` * 2 seconds after
    a low one is served after it, which bounds how long anything can wait.
    """

    def __init__(self, ageing: float) -> None:
        self._ageing = ageing
        self._heap: list[tuple[float, int, int, Place[T]]] = []
        self._puts = 0
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def put(self, item: T, priority: Priority, submitted: float, number: int) -> Place[T]:
        """Let it wait; `number` decides between two of the same time."""
        place = Place(item)
        # Who comes back may find its left place still in the heap, with the same time and number.
        self._puts += 1
        heapq.heappush(self._heap, (submitted + self._ageing * priority, number, self._puts, place))
        self._count += 1
        return place

    def first(self) -> T | None:
        """Whoever is next; None if nobody waits."""
        while self._heap:
            item = self._heap[0][3].item
            if item is not None:
                return item
            heapq.heappop(self._heap)
        return None

    def leave(self, place: Place[T]) -> None:
        """Wait no longer, served or not; nothing happens the second time."""
        if place.item is None:
            return
        place.item = None
        self._count -= 1
        if len(self._heap) > 2 * self._count + _FEW:
            self._heap = [entry for entry in self._heap if entry[3].item is not None]
            heapq.heapify(self._heap)
