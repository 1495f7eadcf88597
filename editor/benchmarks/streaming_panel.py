"""What the Streaming panel costs a frame while it is looked at: a beat draws the map, the light or a plot, in turn."""

from typing import TYPE_CHECKING

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
    from PySide6.QtWidgets import QApplication

    from editor.app import make_application
    from editor.core.editor import Editor
    from editor.screen import prepare_screen
    from editor.ui.api import Ui
    from panels.streaming_diagnostics.model import StreamingModel
    from panels.streaming_diagnostics.view import StreamingView

    prepare_screen()
    application = QApplication.instance() or make_application()
    editor = Editor()
    streamer = TerrainStreamer(
        Landscape(TerrainSettings(kind="endless", seed=3)), editor.terrain.config, workers=VirtualWorkers()
    )
    # No project is needed for a ground of its own.
    editor.terrain.stream(streamer)
    model = StreamingModel(editor)
    view = StreamingView(model, Ui(editor))
    view.resize(*map(int, size.split("x")))
    view.show()
    application.processEvents()
    flight = _Flight(editor)
    for _ in range(FRAMES):
        flight.fly()

    def run() -> None:
        view.beat()
        application.processEvents()

    def close() -> None:
        view.close()
        view.deleteLater()
        model.close()
        editor.terrain.close()
        editor.shut_down()
        application.processEvents()

    return Case(run, before=flight.fly, close=close)


class _Flight:
    """Flies on over the ground, at the height of a tree along x."""

    def __init__(self, editor: "Editor") -> None:
        self._editor, self._x = editor, 0.0

    def fly(self) -> None:
        """One frame."""
        self._x += SPEED / 60.0
        self._editor.terrain.frame(ViewPoint((self._x, 20.0, 0.0), (1.0, 0.0, 0.0), (SPEED, 0.0, 0.0)))
