"""What pyperf starts: it calibrates in one process and measures one case in each of several others.

The case is set up, and run until nothing is compiled any more, before pyperf takes the first time.
"""

import gc
import json
from dataclasses import dataclass
from importlib import import_module
from time import perf_counter
from typing import Any

from engine.benchmarks.benchmark import Benchmark, Case

MODULE = "engine.benchmarks.single.worker"
WARM_UPS = 3


@dataclass(frozen=True)
class Asked:
    """What `--case` names: the module of a benchmark, its name, and the parameters of the case."""

    module: str
    name: str
    params: dict[str, Any]


def main() -> None:
    """Measure the case that `--case` names in JSON."""
    pyperf: Any = import_module("pyperf")  # has no types
    runner = pyperf.Runner(program_args=("-m", MODULE), add_cmdline_args=_pass_on)
    runner.argparser.add_argument("--case", required=True)
    arguments = runner.parse_args()
    asked = Asked(**json.loads(arguments.case))
    if not arguments.worker:
        runner.bench_time_func(asked.name, _never)
        return
    case = _benchmark(asked.module, asked.name).set_up(**asked.params)
    try:
        for _ in range(WARM_UPS):
            case.before()
            case.run()
        gc.collect()
        gc.disable()
        runner.bench_time_func(asked.name, _seconds, case)
    finally:
        case.close()


def _pass_on(command: list[str], arguments: Any) -> None:
    command.extend(("--case", arguments.case))


def _benchmark(module: str, name: str) -> Benchmark:
    [found] = [
        each for each in vars(import_module(module)).values() if isinstance(each, Benchmark) and each.name == name
    ]
    return found


def _seconds(loops: int, case: Case) -> float:
    """The time of so many iterations; what comes ahead of each is not in it."""
    spent = 0.0
    for _ in range(loops):
        case.before()
        begun = perf_counter()
        case.run()
        spent += perf_counter() - begun
    return spent


def _never(_loops: int) -> float:
    raise AssertionError("only workers measure")


if __name__ == "__main__":
    main()
