"""Runs inside one tree: sets up a case and takes samples when told to, a JSON line for each that it reads.

It is started as a file, with its tree ahead on the path, so that it measures that tree by its own benchmarks; of those
it uses what they have had from the beginning: `set_up`, `run`, `before`, `close` and the unit.
"""

import gc
import json
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

    def open(self, name: str, params: dict[str, Any]) -> dict[str, Any]:
        """Set a case up, and run it until nothing is compiled any more; what one iteration takes [s]."""
        benchmark = self.found[name]
        self.per_second = SECONDS_IN.get(benchmark.unit)
        try:
            self.case = benchmark.set_up(**params)
        except Unavailable as why:
            return {"unavailable": str(why)}
        gc.collect()
        gc.disable()
        took = 0.0
        for _ in range(3 if benchmark.samples > 5 else 1):
            begun = perf_counter()
            self.case.before()
            self.case.run()
            took = perf_counter() - begun
        return {"seconds": took}

    def sample(self, count: int) -> dict[str, Any]:
        """So many samples in a row, in the benchmark's unit."""
        values: list[float] = []
        for _ in range(count):
            self.case.before()
            stamp = perf_counter_ns()
            value = self.case.run()
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


def main() -> None:
    """Answer each line until there are no more; what a benchmark prints goes to standard error."""
    answers, sys.stdout = sys.stdout, sys.stderr
    worker = Worker()
    for line in sys.stdin:
        said = json.loads(line)
        answer = getattr(worker, said.pop("do"))(**said)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
