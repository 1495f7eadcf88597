"""What the Streaming panel costs a frame while it is looked at: a beat draws the map, the light or a plot, in turn."""

from typing import TYPE_CHECKING

from editor.benchmarks.probe.alone import PanelAlone
from engine.benchmarks.benchmark import Case, benchmark
from engine.benchmarks.threshold import Threshold
from engine.schema.files import TerrainSettings
from engine.terrain.landscape import Landscape
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.viewpoint import ViewPoint
from engine.terrain.streaming.virtual import VirtualWorkers

if TYPE_CHECKING:
    from editor.core.editor import Editor

SIZES = ("940x220", "1600x420")
FRAMES = 600
SPEED = 60.0


@benchmark(
    name="editor.streaming_panel",
    unit="ms",
    threshold=Threshold("The panel costs the frame that it measures.", fail=0.3),
    cases=[{"size": size} for size in SIZES],
    seconds=8.0,
    samples=90,
)
def streaming_panel(size: str) -> Case:
    """One beat after a frame of a flight over 600 chunks, and what it draws; there are 30 beats a second."""
    from panels.streaming_diagnostics.model import StreamingModel
    from panels.streaming_diagnostics.view import StreamingView

    def on_ground(editor: "Editor") -> StreamingModel:
        landscape = Landscape(TerrainSettings(kind="endless", seed=3))
        # No project is needed for a ground of its own.
        editor.terrain.stream(TerrainStreamer(landscape, editor.terrain.config, workers=VirtualWorkers()))
        return StreamingModel(editor)

    panel = PanelAlone(on_ground)
    width, height = map(int, size.split("x"))
    view = panel.show(StreamingView, width, height)
    flight = _Flight(panel.editor)
    for _ in range(FRAMES):
        flight.fly()

    def run() -> None:
        view.beat()
        panel.draw()

    def close() -> None:
        panel.close()
        panel.editor.terrain.close()

    return Case(run, before=flight.fly, close=close)


class _Flight:
    """Flies on over the ground, at the height of a tree along x."""

    def __init__(self, editor: "Editor") -> None:
        self._editor, self._x = editor, 0.0

    def fly(self) -> None:
        """One frame."""
        self._x += SPEED / 60.0
        self._editor.terrain.frame(ViewPoint((self._x, 20.0, 0.0), (1.0, 0.0, 0.0), (SPEED, 0.0, 0.0)))
