"""What work in the window costs with 100, 1,000 and 10,000 entities open: all docks of Author, 1600 x 900."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from editor.benchmarks.probe.run import ProbeRun
from editor.benchmarks.probe.serve import TIMED_STEPS
from engine.benchmarks.benchmark import Case, Facts, Params, Row, benchmark
from engine.benchmarks.budget import against
from engine.benchmarks.threshold import Threshold

SIZES = (100, 1_000, 10_000)
MEASURES = ("shown", "work", "cpu", "call")
BUDGETS = {
    ("open", "shown"): 1_000.0, ("select", "work"): 16.0, ("edit", "work"): 16.0, ("drag", "work"): 16.0,
    ("undo", "work"): 16.0, ("form", "work"): 30.0, ("palette", "shown"): 20.0, ("panel", "shown"): 300.0,
    ("docked", "work"): 3.0, ("hidden", "work"): 0.05,
}  # fmt: skip
"""What each step may cost [ms], by what is measured of it."""
EVERYWHERE = ("open", "select", "edit", "drag", "undo")
"""Measured at every size; what else there is, at 10,000 entities alone."""
ONE_MEASURE = {"form": "work", "palette": "shown", "panel": "shown", "workspace": "shown", "theme": "shown"}
PLAYED = ("docked", "hidden")
WORKED = ("select", "edit", "drag", "undo", "palette", "workspace", "panel")
"""What is done while stalls are counted; a change of theme may take longer."""


def _cases(entities: Sequence[int] = SIZES) -> list[Params]:
    found: list[Params] = []
    for size in entities:
        steps = TIMED_STEPS if size >= max(SIZES) else EVERYWHERE
        found += [{"entities": size, "step": step, "measure": measure} for step in steps for measure in MEASURES]
        found += [{"entities": size, "step": step, "measure": measure} for step, measure in ONE_MEASURE.items()]
    return found


def _sizes(entities: Sequence[int] = SIZES) -> list[Params]:
    return [{"entities": size} for size in entities]


def judged(rows: Sequence[Row]) -> Sequence[Facts]:
    """Each median beside its budget, where its step has one."""
    return [against(BUDGETS.get((params["step"], params["measure"])), value) for params, value, _facts in rows]


@benchmark(
    name="editor.large",
    unit="ms",
    threshold=Threshold("Editing ten thousand entities feels like editing ten.", fail=0.3),
    cases=_cases,
    seconds=12.0,
    samples=4,
    compare=judged,
)
def large(entities: int, step: str, measure: str) -> Case:
    """One step in the window: until its picture is drawn; the main thread's work but OpenGL's; computing; the call."""
    return _case(entities, step, measure)


@benchmark(
    name="editor.docks",
    unit="ms",
    threshold=Threshold("Plots in docks cost little of a frame.", fail=0.5),
    cases=[{"entities": 100, "step": step, "measure": "work"} for step in PLAYED],
    seconds=12.0,
    samples=2,
    compare=judged,
)
def docks(entities: int, step: str, measure: str) -> Case:
    """What panels take of a frame while a copy plays: with all docks of Author, and with every one of them closed."""
    return _case(entities, step, measure)


@benchmark(
    name="editor.stalls",
    unit="holds",
    threshold=Threshold("Nothing holds the window longer than 50 ms.", fail=0.5),
    cases=_sizes,
    seconds=12.0,
    samples=2,
    compare=lambda rows: [against(0.0, value) for _params, value, _facts in rows],
)
def stalls(entities: int) -> Case:
    """How often the main thread is held for more than 50 ms while somebody selects, edits, drags, opens and searches.

    `longest_ms` is the longest of all rounds, `stalls` what held it each time. What OpenGL draws is counted apart, as
    `drawing`: with software OpenGL that is the picture itself.
    """
    run = ProbeRun.of(entities)
    run.step("held")
    told: list[dict[str, Any]] = []

    def work() -> float:
        found: list[dict[str, Any]] = []
        for step in WORKED:
            run.step(step)
            found += [{"step": step, **each} for each in run.step("held")["stalls"] if not is_of_the_probe(each)]
        told.extend(found)
        return float(sum(not is_drawing(each) for each in found))

    def facts() -> Facts:
        mine = sorted((each for each in told if not is_drawing(each)), key=lambda each: -each["ms"])
        return {
            "longest_ms": mine[0]["ms"] if mine else 0.0,
            "drawing": sum(map(is_drawing, told)),
            "stalls": {"longest": mine[:20], "count": len(mine)},
        }

    return Case(work, close=run.close, facts=facts)


@benchmark(
    name="editor.large_memory",
    unit="MB",
    threshold=Threshold("A large project has to fit beside other programs.", fail=0.15),
    cases=[{"entities": max(SIZES), "measure": measure} for measure in ("memory", "whole")],
    seconds=4.0,
    samples=5,
)
def large_memory(entities: int, measure: str) -> Case:
    """Resident memory of the window with a large project open, and what it added to that with a small one."""
    return _case(entities, "grown", measure)


def is_drawing(stall: dict[str, Any]) -> bool:
    """Whether OpenGL held the window."""
    return bool(stall["by"]) and stall["by"][-1].startswith("editor/viewport/render/")


def is_of_the_probe(stall: dict[str, Any]) -> bool:
    """Whether the measuring itself held the window: it collects garbage between steps."""
    return bool(stall["by"]) and stall["by"][-1].endswith(" rest")


def _case(entities: int, step: str, measure: str) -> Case:
    run = ProbeRun.of(entities)
    number = count()
    facts: Callable[[], Facts] = lambda: {"of": run.sample(step, 0)["of"]} if step == "panel" else {}  # noqa: E731
    return Case(lambda: run.sample(step, next(number))[measure], close=run.close, facts=facts)
