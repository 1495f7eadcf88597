"""Runs inside one tree: sets up a case and takes samples when told to, a JSON line for each that it reads.

It is started as a file, with its tree ahead on the path, so that it measures that tree by its own benchmarks; of those
it uses what they have had from the beginning: `set_up`, `run`, `before`, `close` and the unit.
"""

import ctypes
import gc
import json
import signal
import sys
from time import perf_counter, perf_counter_ns
from typing import Any

from engine.benchmarks.benchmark import SECONDS_IN, Unavailable
from engine.benchmarks.discovery import find_benchmarks


class Worker:
    """The case that is set up, and how it is sampled."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}
        self.case: Any = None
        self.per_second: float | None = None
        self.slower = 1.0

    def cases(self, patterns: list[str]) -> dict[str, Any]:
        """Name, unit, seconds and cases of what the patterns match."""
        self.found = {each.name: each for pattern in patterns for each in find_benchmarks(pattern)}
        told = [
            {
                "name": each.name,
                "unit": each.unit,
                "seconds": each.seconds,
                "cases": [dict(case) for case in each.cases],
            }
            for each in self.found.values()
        ]
        return {"benchmarks": told}

    def open(self, name: str, params: dict[str, Any], slower: float = 1.0) -> dict[str, Any]:
        """Set a case up, and run it until nothing is compiled any more; what one iteration takes [s].

        With `slower` each run takes so many times as long; a case that tells its result itself is left out then.
        """
        benchmark = self.found[name]
        self.per_second = SECONDS_IN.get(benchmark.unit)
        try:
            self.case = benchmark.set_up(**params)
        except Unavailable as why:
            return {"unavailable": str(why)}
        gc.collect()
        gc.disable()
        took = 0.0
        value: Any = None
        self.slower = slower
        for _ in range(3 if benchmark.samples > 5 else 1):
            begun = perf_counter()
            self.case.before()
            value = self.case.run()
            took = perf_counter() - begun
        if slower != 1.0 and value is not None:
            return {"unavailable": "it tells its result itself, so its runs can't be made to take longer"}
        return {"seconds": took}

    def sample(self, count: int) -> dict[str, Any]:
        """So many samples in a row, in the benchmark's unit."""
        values: list[float] = []
        for _ in range(count):
            self.case.before()
            stamp = perf_counter_ns()
            value = self.case.run()
            elapsed = perf_counter_ns() - stamp
            if self.slower != 1.0:
                until = stamp + elapsed * self.slower
                while perf_counter_ns() < until:
                    pass
                elapsed = perf_counter_ns() - stamp
            values.append(float(value) if value is not None else elapsed * 1e-9 * (self.per_second or 1.0))
        return {"values": values}

    def close(self) -> dict[str, Any]:
        """Take the case down."""
        if self.case is not None:
            self.case.close()
        self.case = None
        gc.enable()
        return {}


def end_with_who_asks() -> None:
    """Be killed with the process that asks, where the system offers that; elsewhere the next line is not there."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def main() -> None:
    """Answer each line until there are no more; what a benchmark prints goes to standard error."""
    end_with_who_asks()
    answers, sys.stdout = sys.stdout, sys.stderr
    worker = Worker()
    for line in sys.stdin:
        said = json.loads(line)
        answer = getattr(worker, said.pop("do"))(**said)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
