"""What a tick costs while another thread runs Python and wants the GIL."""

import itertools
import threading
from time import perf_counter_ns

import numpy as np

from engine.benchmarks.benchmark import Case, Facts, benchmark
from engine.benchmarks.capacity import pin_to_own_core
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.benchmarks.threshold import Threshold

TICKS = 30


class BusyThread:
    """A thread that counts in pure Python while it is let."""

    def __init__(self) -> None:
        self._may, self._ends = threading.Event(), False
        self._thread = threading.Thread(target=self._count, name="busy-python", daemon=True)
        self._thread.start()

    def go(self, may: bool) -> None:
        """Let it run, or stop it."""
        (self._may.set if may else self._may.clear)()

    def close(self) -> None:
        """End it."""
        self._ends = True
        self._may.set()
        self._thread.join()

    def _count(self) -> None:
        # The last one: on the core of the tick it would fight for more than the GIL.
        pin_to_own_core(itertools.count(-1))
        while not self._ends:
            self._may.wait()
            for k in range(1_000):
                _ = k * k


@benchmark(
    name="physics.busy_thread",
    unit="x alone",
    threshold=Threshold("A tick beside a busy Python thread takes no longer.", fail=0.1),
    cases=[{"agents": 2_500, "threads": threads} for threads in (0, 2)],
    samples=12,
    seconds=60.0,
)
def physics_busy_thread(agents: int, threads: int) -> Case:
    """The median of 30 ticks of CROWD-1 beside a busy Python thread, as a multiple of that of 30 ticks alone."""
    crowd, busy = CrowdOne(agents, threads), BusyThread()
    alone: list[float] = []
    beside: list[float] = []

    def run() -> float:
        ratio: list[float] = []
        for is_busy, kept in ((False, alone), (True, beside)):
            busy.go(is_busy)
            times = [_timed(crowd) for _ in range(TICKS)]
            kept += times
            ratio.append(float(np.median(times)))
        busy.go(False)
        return ratio[1] / ratio[0]

    def facts() -> Facts:
        found: dict[str, float] = {}
        for name, times in (("alone", alone), ("busy", beside)):
            found |= {f"{name}_ms": float(np.median(times)), f"{name}_p99_ms": float(np.percentile(times, 99))}
        return found | {"mean_ratio": float(np.mean(beside) / np.mean(alone))}

    def close() -> None:
        busy.close()
        crowd.close()

    return Case(run, close=close, facts=facts)


def _timed(crowd: CrowdOne) -> float:
    crowd.aim()
    begun = perf_counter_ns()
    crowd.tick()
    return (perf_counter_ns() - begun) * 1e-6
