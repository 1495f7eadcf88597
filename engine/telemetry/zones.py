"""Zones: named stretches of time, kept in a bounded ring, for the trace that a profiler opens."""

import threading
from collections import deque
from contextlib import AbstractContextManager, nullcontext
from time import perf_counter_ns
from types import TracebackType
from typing import NamedTuple

CAPACITY = 100_000
_OFF = nullcontext()


class Zone(NamedTuple):
    """One stretch: nanoseconds on the process's monotonic clock, and the thread that it ran on."""

    name: str
    start_ns: int
    end_ns: int
    thread: int
    depth: int

    @property
    def duration_ns(self) -> int:
        """How long it took."""
        return self.end_ns - self.start_ns


class ZoneRecorder:
    """Records zones while `is_on`; the oldest make room for the newest. Safe to use from any thread."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self.is_on = False
        self.thread_names: dict[int, str] = {}
        self._ring: deque[Zone] = deque(maxlen=capacity)
        self._here = threading.local()

    def zone(self, name: str) -> AbstractContextManager[None]:
        """Measure the block; also when it raises. While nothing is recorded it costs a tenth of a microsecond."""
        return _Stretch(self, name) if self.is_on else _OFF

    def enter(self) -> int:
        """A zone begins on the calling thread; gives how many others it lies in."""
        depth = getattr(self._here, "depth", 0)
        self._here.depth = depth + 1
        return depth

    def leave(self, name: str, start_ns: int, depth: int) -> None:
        """The zone that began so ends now."""
        self._here.depth = depth
        self.add(name, start_ns, perf_counter_ns(), depth)

    def add(self, name: str, start_ns: int, end_ns: int, depth: int = 0) -> None:
        """Record a stretch that was measured elsewhere, on the calling thread."""
        thread = threading.get_ident()
        self.thread_names.setdefault(thread, threading.current_thread().name)
        self._ring.append(Zone(name, start_ns, end_ns, thread, depth))

    def zones(self) -> tuple[Zone, ...]:
        """What is in the ring, oldest first."""
        return tuple(self._ring)

    def take(self) -> tuple[Zone, ...]:
        """What is in the ring, in the order in which it ended; the ring is empty then."""
        taken: list[Zone] = []
        while self._ring:
            taken.append(self._ring.popleft())
        return tuple(taken)

    def clear(self) -> None:
        """Forget everything."""
        self._ring.clear()


class _Stretch:
    """A block that is measured; a class, since a generator would cost three times as much."""

    __slots__ = ("_depth", "_name", "_recorder", "_start")

    def __init__(self, recorder: ZoneRecorder, name: str) -> None:
        self._recorder, self._name = recorder, name

    def __enter__(self) -> None:
        self._depth = self._recorder.enter()
        self._start = perf_counter_ns()

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        self._recorder.leave(self._name, self._start, self._depth)


ZONES = ZoneRecorder()
zone = ZONES.zone
