"""What a frame of the playing demo costs in the whole window."""

from editor.benchmarks.window_run import window_run
from engine.benchmarks.benchmark import Case, Unavailable, benchmark
from engine.benchmarks.budget import against
from engine.benchmarks.threshold import Baseline, Threshold

SECONDS = "6"
SIZES = ("640x360", "1280x720")
BUDGETS = {"640x360": 20.0}
"""With software OpenGL and all docks of Author [ms]."""


@benchmark(
    name="editor.frame",
    unit="ms",
    threshold=Threshold(
        "Frame to frame, as one plays.",
        fail=0.2,
        critical=True,
        baselines=(
            Baseline(23.1, {"size": "640x360"}),
            Baseline(27.5, {"size": "1280x720"}),
        ),
    ),
    cases=[{"size": size} for size in SIZES],
    seconds=25.0,
    samples=3,
    compare=lambda rows: [against(BUDGETS.get(params["size"]), value) for params, value, _facts in rows],
)
def frame(size: str) -> Case:
    """The median time from frame to frame while the autopilot plays Echo Grove 6 s, all docks of Author open."""

    def run() -> float:
        found = window_run("--play", "--autopilot", "expert", "--seconds", SECONDS, "--viewport", size)
        if found["viewport"] != [int(side) for side in size.split("x")]:
            raise Unavailable(f"the viewport is {found['viewport']}, not {size}: screen or docks leave no such room")
        return found["stats"]["frame_time"]["p50"]

    run()  # compiles what the kernel cache lacks
    return Case(run)
