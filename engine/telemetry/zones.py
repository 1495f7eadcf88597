"""Zones: named stretches of time, kept in a bounded ring, for the trace that a profiler opens."""

import threading
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager
from time import perf_counter_ns
from typing import NamedTuple

CAPACITY = 100_000


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

    @contextmanager
    def zone(self, name: str) -> Generator[None]:
        """Measure the block; also when it raises."""
        if not self.is_on:
            yield
            return
        depth = getattr(self._here, "depth", 0)
        self._here.depth = depth + 1
        start = perf_counter_ns()
        try:
            yield
        finally:
            self._here.depth = depth
            self.add(name, start, perf_counter_ns(), depth)

    def add(self, name: str, start_ns: int, end_ns: int, depth: int = 0) -> None:
        """Record a stretch that was measured elsewhere, on the calling thread."""
        thread = threading.get_ident()
        self.thread_names.setdefault(thread, threading.current_thread().name)
        self._ring.append(Zone(name, start_ns, end_ns, thread, depth))

    def zones(self) -> tuple[Zone, ...]:
        """What is in the ring, oldest first."""
        return tuple(self._ring)

    def clear(self) -> None:
        """Forget everything."""
        self._ring.clear()


ZONES = ZoneRecorder()
zone = ZONES.zone
