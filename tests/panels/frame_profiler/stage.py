"""The panel of frames in an editor of its own, and frames whose costs a test chooses."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from editor.core.editor import Editor
from editor.ui.api import Ui
from engine.telemetry.frames.zones import FrameZones, Span
from panels.frame_profiler.model import FrameProfilerModel
from panels.frame_profiler.view import FrameProfilerView

MS = 1_000_000


def frame(number: int, **zones: float) -> FrameZones:
    """A frame whose zones lie one behind the other: "group__Title" and how long it took [ms]."""
    spans, at = [], 0
    for name, took in zones.items():
        spans.append(Span(name.replace("__", "/").replace("_", " "), at, round(took * MS), 0))
        at += round(took * MS)
    return FrameZones(number, number * 20 * MS, at, 5 * MS, True, tuple(spans))


@contextmanager
def profiler() -> Iterator[FrameProfilerModel]:
    """The panel's model in an editor of its own."""
    editor = Editor()
    model = FrameProfilerModel(editor)
    yield model
    model.close()
    editor.shut_down()


@contextmanager
def shown_panel(qtbot: Any, width: int, height: int) -> Iterator[FrameProfilerView]:
    """The panel on the screen, in an editor of its own."""
    with profiler() as model:
        panel = FrameProfilerView(model, Ui(model.editor))
        qtbot.addWidget(panel)
        panel.resize(width, height)
        panel.show()
        qtbot.waitExposed(panel)
        yield panel
