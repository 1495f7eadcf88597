"""What happened to each chunk, and at which frame: a short ring for each, of the chunks touched last."""

from collections import OrderedDict, deque
from typing import Literal, NamedTuple, cast

from engine.terrain.lattice import ChunkKey

What = Literal[
    "requested", "cancelled", "started", "generated", "read", "uploaded", "blended", "evicted", "failed", "late"
]
MOST_EVENTS = 24
MOST_CHUNKS = 2048


class Event(NamedTuple):
    """One thing that happened to a chunk; `detail` is a time or a reason."""

    frame: int
    what: What
    detail: str = ""


# Put into words only when somebody asks: hundreds are written in a frame, and few are ever read. Frame, what and
# detail stand one after the other: a tuple for each event would be looked at by the garbage collector.
_Raw = int | str | float


class Histories:
    """The last events of the last chunks."""

    def __init__(self) -> None:
        self._rings: OrderedDict[ChunkKey, deque[_Raw]] = OrderedDict()

    def add(self, key: ChunkKey, frame: int, what: What, detail: str | float = "") -> None:
        """Remember one event; a number is a time [ms]."""
        ring = self._rings.get(key)
        if ring is None:
            ring = self._rings[key] = deque(maxlen=3 * MOST_EVENTS)
            if len(self._rings) > MOST_CHUNKS:
                self._rings.popitem(last=False)
        ring += (frame, what, detail)

    def of(self, key: ChunkKey) -> tuple[Event, ...]:
        """The events of a chunk, oldest first; empty when nothing is known of it."""
        told = tuple(self._rings.get(key, ()))
        return tuple(
            Event(cast("int", frame), cast("What", what), _words(detail))
            for frame, what, detail in zip(told[::3], told[1::3], told[2::3], strict=True)
        )

    def __len__(self) -> int:
        """How many chunks something is known of."""
        return len(self._rings)


def _words(told: str | float) -> str:
    return told if isinstance(told, str) else f"{told:.2f} ms"
