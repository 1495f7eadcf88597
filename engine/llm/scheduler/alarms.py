"""Alarms: many of them behind one timer of the event loop, since nearly all are taken back before they ring."""

import asyncio
import heapq
from collections.abc import Callable

_FEW = 64


class Alarm:
    """Something that is to be done at a time, unless it is taken back before."""

    __slots__ = ("_alarms", "_call")

    def __init__(self, call: Callable[[], object], alarms: "Alarms") -> None:
        self._call: Callable[[], object] | None = call
        self._alarms = alarms

    @property
    def is_set(self) -> bool:
        """Whether it will still ring."""
        return self._call is not None

    def cancel(self) -> None:
        """It does not ring any more; nothing happens the second time."""
        if self._call is not None:
            self._call = None
            self._alarms.forget_one()

    def ring(self) -> None:
        """Do what it is for, once; for whoever keeps the time."""
        call, self._call = self._call, None
        if call is not None:
            self._alarms.forget_one()
            call()


class Alarms:
    """By the loop's clock. A timer of the loop costs as much as ten entries of this heap, and as much to take back."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._heap: list[tuple[float, int, Alarm]] = []
        self._set = 0
        self._number = 0
        self._is_ringing = False
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return self._set

    def at(self, when: float, call: Callable[[], object]) -> Alarm:
        """Call something at a time [s]."""
        alarm = Alarm(call, self)
        self._number += 1
        self._set += 1
        heapq.heappush(self._heap, (when, self._number, alarm))
        # While they ring no timer runs; afterwards one is wound for whichever is first then.
        if not self._is_ringing and (self._timer is None or when < self._timer.when()):
            self._wind(when)
        return alarm

    def forget_one(self) -> None:
        """One of them rings no more; for alarms."""
        self._set -= 1
        if len(self._heap) > 2 * self._set + _FEW:
            self._heap = [entry for entry in self._heap if entry[2].is_set]
            heapq.heapify(self._heap)

    def close(self) -> None:
        """None of them rings any more."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._heap, self._set = None, [], 0

    def _wind(self, when: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(when, self._ring)

    def _ring(self) -> None:
        """Whatever is due; then wait for the next that is still set."""
        # The loop calls a timer up to its clock's resolution early, and so may this one.
        timer, self._timer = self._timer, None
        now = max(self._loop.time(), timer.when() if timer is not None else 0.0)
        self._is_ringing = True
        try:
            while self._heap and (self._heap[0][0] <= now or not self._heap[0][2].is_set):
                heapq.heappop(self._heap)[2].ring()
        finally:
            # Also when one of them failed: the others must ring all the same.
            self._is_ringing = False
            if self._heap:
                self._wind(self._heap[0][0])
