"""The Streaming panel in an editor of its own, over an endless ground whose workers count frames instead of time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from editor.core.editor import Editor
from editor.ui.api import Ui
from engine.terrain.streaming.faults import NO_FAULTS, Faults
from engine.terrain.streaming.streamer import TerrainStreamer
from engine.terrain.streaming.viewpoint import ViewPoint
from engine.terrain.streaming.virtual import VirtualWorkers
from panels.streaming_diagnostics.model import StreamingModel
from panels.streaming_diagnostics.view import StreamingView
from tests.projects.shipped import copied

SPEED = 120.0
MOST_FRAMES = 600


def patched(folder: Path) -> Editor:
    """An editor with Veilweaver open at a scene whose ground is a patch."""
    editor = Editor()
    editor.open_project(copied("veilweaver", folder))
    editor.open_scene("echo_grove")
    return editor


def stream(editor: Editor, faults: Faults = NO_FAULTS) -> TerrainStreamer:
    """Give the open endless scene a streamer on virtual workers."""
    terrain = editor.terrain
    terrain.close()
    landscape = terrain.landscape
    assert landscape is not None
    terrain._streamer = TerrainStreamer(landscape, terrain.config, workers=VirtualWorkers(faults=faults), faults=faults)
    return terrain._streamer


def fly(editor: Editor, frames: int, speed: float = SPEED, start: float = 0.0) -> float:
    """Fly along x for some frames; gives where the flight ended [m]."""
    x = start
    for _ in range(frames):
        x += speed / 60.0
        editor.terrain.frame(ViewPoint((x, 60.0, 10.0), (1.0, 0.0, 0.0), (speed, 0.0, 0.0)))
    return x


def settle(editor: Editor, place: float = 0.0) -> None:
    """Stand at a place until all of its ground is there and at its level."""
    for _ in range(MOST_FRAMES):
        fly(editor, 1, speed=0.0, start=place)
        streamer = editor.terrain.streamer
        assert streamer is not None
        stats = streamer.stats()
        if stats.drawn and not (stats.missing or stats.behind or stats.blending):
            return
    raise AssertionError(f"after {MOST_FRAMES} frames the ground is not there")


@contextmanager
def streaming(folder: Path, faults: Faults = NO_FAULTS) -> Iterator[StreamingModel]:
    """The panel's model, looked at, over an endless ground."""
    editor = patched(folder)
    model = StreamingModel(editor)
    try:
        model.make_endless()
        stream(editor, faults)
        model.watch(True)
        yield model
    finally:
        model.close()
        editor.undo.mark_saved()
        editor.shut_down()


@contextmanager
def shown_panel(qtbot: Any, model: StreamingModel, width: int = 1100, height: int = 360) -> Iterator[StreamingView]:
    """The panel on the screen."""
    view = StreamingView(model, Ui(model.editor))
    qtbot.addWidget(view)
    view.resize(width, height)
    view.show()
    qtbot.waitExposed(view)
    yield view
