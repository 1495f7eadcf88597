"""The capacity probe: how many times faster than one core this machine's cores are together, at this very moment."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# It calls compiled code, whose parameters have no types of their own.

import itertools
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

from engine.benchmarks.kernels.spin import spin

PROBE_S = 0.002


def pin_to_own_core(numbers: "itertools.count[int]") -> None:
    """Keep the calling thread on a core by its number, where the system lets it.

    A thread that has just been woken often shares its waker's core for a while, as if there were no other.
    """
    if sys.platform.startswith("linux"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[next(numbers) % len(cores)]})


class CapacityProbe:
    """Spins on one thread and on `threads`; other work cannot be spread better than this."""

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._pool = ThreadPoolExecutor(threads, "capacity-probe", pin_to_own_core, (itertools.count(),))
        spin(1, 1)
        rounds, spent = 1000, 0.0
        while spent < PROBE_S:
            rounds *= 2
            begun = perf_counter()
            spin(rounds, 1)
            spent = perf_counter() - begun
        self._rounds = rounds

    def measure(self) -> float:
        """Times the speed of one core (about `threads` on free cores, 1 where there is only one)."""
        begun = perf_counter()
        spin(self._rounds, 1)
        alone = perf_counter() - begun
        begun = perf_counter()
        list(self._pool.map(spin, [self._rounds] * self.threads, range(self.threads)))
        return self.threads * alone / (perf_counter() - begun)

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown()
