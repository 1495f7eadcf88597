"""How long the window takes to show itself."""

from editor.benchmarks.window_run import window_run
from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.budget import against
from engine.benchmarks.threshold import Baseline, Threshold

BUDGET_MS = 1_000.0


@benchmark(
    name="editor.first_frame",
    unit="ms",
    threshold=Threshold(
        "The window stands within a second.", fail=0.2, critical=True, baselines=(Baseline(716.0, {}),)
    ),
    cases=({},),
    seconds=20.0,
    samples=7,
    compare=lambda rows: [against(BUDGET_MS, value) for _params, value, _facts in rows],
)
def first_frame() -> Case:
    """Start the program on Veilweaver in a new process, until its first frame is painted."""
    window_run()  # the first start compiles Python's byte code and fills the file cache
    return Case(lambda: window_run()["first_frame_ms"])
