"""What the Physics profiler costs while it is looked at: one refresh, of which there are ten a second, drawn."""

from itertools import count

from editor.benchmarks.probe.alone import PanelAlone
from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.threshold import Threshold
from engine.physics.profile import PhysicsStepProfile

SIZES = ("580x204", "1280x420")
TICKS = 600
THREADS = 4


@benchmark(
    name="editor.physics_panel",
    unit="ms",
    threshold=Threshold("The panel costs the frame that it measures.", fail=0.3),
    cases=[{"size": size} for size in SIZES],
    seconds=6.0,
    samples=60,
)
def physics_panel(size: str) -> Case:
    """A new tick among 600, until bars, table, threads and numbers are drawn anew; a frame at 60 fps bears a sixth."""
    from panels.physics_profiler.model import PhysicsProfilerModel
    from panels.physics_profiler.view import PhysicsProfilerView

    panel = PanelAlone(PhysicsProfilerModel)
    samples, ticks = panel.model.samples, count(1)
    for _ in range(TICKS):
        samples.add(_tick(next(ticks)))
    width, height = map(int, size.split("x"))
    view = panel.show(PhysicsProfilerView, width, height)

    def run() -> None:
        view.live.follow()
        panel.draw()

    return Case(run, before=lambda: samples.add(_tick(next(ticks))), close=panel.close)


def _tick(number: int) -> PhysicsStepProfile:
    """A tick of a crowd of 5,000 on four threads, whose times vary from tick to tick."""
    vary = 1.0 + (number * 37 % 100) / 200
    narrow = int(260_000 * vary)
    return PhysicsStepProfile(
        int(60_000 * vary), narrow, int(50_000 * vary), None, 5_000, 2_100, 8, THREADS,
        (9, 8, 8, 7), tick=number, busy_ns_per_thread=tuple(narrow * part // 20 for part in (20, 18, 17, 15)),
    )  # fmt: skip
