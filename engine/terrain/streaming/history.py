"""What happened to each chunk, and at which frame: a short ring for each, of the chunks touched last."""

from collections import OrderedDict, deque
from typing import Literal, NamedTuple

from engine.terrain.lattice import ChunkKey

What = Literal[
    "requested", "cancelled", "started", "generated", "read", "uploaded", "blended", "evicted", "failed", "late"
]
MOST_EVENTS = 24
MOST_CHUNKS = 4096


class Event(NamedTuple):
    """One thing that happened to a chunk; `detail` is a time or a reason."""

    frame: int
    what: What
    detail: str = ""


class Histories:
    """The last events of the last chunks."""

    def __init__(self) -> None:
        self._rings: OrderedDict[ChunkKey, deque[Event]] = OrderedDict()

    def add(self, key: ChunkKey, frame: int, what: What, detail: str = "") -> None:
        """Remember one event."""
        ring = self._rings.get(key)
        if ring is None:
            ring = self._rings[key] = deque(maxlen=MOST_EVENTS)
            if len(self._rings) > MOST_CHUNKS:
                self._rings.popitem(last=False)
        ring.append(Event(frame, what, detail))

    def of(self, key: ChunkKey) -> tuple[Event, ...]:
        """The events of a chunk, oldest first; empty when nothing is known of it."""
        return tuple(self._rings.get(key, ()))
