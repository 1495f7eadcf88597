"""What work in the window costs with 10,000 entities open: all docks of Author, 1600 x 900."""

from itertools import count

from editor.benchmarks.probe_run import ProbeRun
from editor.benchmarks.window_probe import TIMED_STEPS
from engine.benchmarks.benchmark import Case, benchmark

ENTITIES = 10_000
MEASURES = ("shown", "work", "cpu", "call")
CASES = [{"entities": ENTITIES, "step": step, "measure": measure} for step in TIMED_STEPS for measure in MEASURES]


@benchmark(name="editor.large", unit="ms", cases=CASES, seconds=12.0, samples=6)
def large(entities: int, step: str, measure: str) -> Case:
    """One step in the window: until its picture is drawn; the main thread's work but OpenGL's; computing; the call."""
    return _case(entities, step, measure)


@benchmark(
    name="editor.large_memory",
    unit="MB",
    cases=[{"entities": ENTITIES, "measure": measure} for measure in ("memory", "whole")],
    seconds=4.0,
    samples=5,
)
def large_memory(entities: int, measure: str) -> Case:
    """Resident memory of the window with a large project open, and what it added to that with a small one."""
    return _case(entities, "grown", measure)


def _case(entities: int, step: str, measure: str) -> Case:
    run = ProbeRun.of(entities)
    number = count()
    return Case(lambda: run.sample(step, next(number))[measure], close=run.close)
