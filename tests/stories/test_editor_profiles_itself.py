"""A designer finds the editor sluggish: records it while dragging, finds the slow frame and what took it, keeps it."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.telemetry.frames.file import load
from engine.telemetry.frames.rows import zone_title
from tests.engine.physics.capture.trace_format import faults

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def profiling(designer, starter):
    """Somebody with the starter open in the workspace Profile, its frames being shown."""
    designer.open(starter)
    designer.window.show_workspace("Profile")
    designer.wait(lambda: designer.panel("frame_profiler") is not None)
    designer.wait(lambda: designer.editor.frame_recorder.is_on)
    return designer


def cells(table):
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_a_slow_frame_is_recorded_found_told_kept_and_read_again(profiling, tmp_path):
    designer = profiling
    panel, model = designer.panel("frame_profiler"), designer.window.hosts["frame_profiler"].model
    before = designer.documents()
    designer.wait(lambda: panel.frames.stack.currentIndex() == 0)
    designer.picture("1_live")

    designer.select("sun_lamp")
    QTest.mouseClick(panel.record.button, LEFT)
    assert panel.record.button.accessibleName() == "Stop recording"
    designer.drag_gizmo("x", 1.0)
    for _ in range(5):
        designer.settle()
    QTest.mouseClick(panel.record.button, LEFT)

    capture = model.capture
    assert capture is not None
    assert not model.is_live
    assert (capture.origin.scene, capture.origin.entities) == (
        designer.editor.scene,
        len(designer.editor.view.entities),
    )
    assert any(span.name == "input/Input" for frame in capture.frames for span in frame.spans)
    assert any(span.name == "picture/Render" for frame in capture.frames for span in frame.spans)
    for frame in capture.frames:
        assert sum(frame.own_ns.values()) == frame.work_ns

    QTest.mouseClick(panel.frames.slow, LEFT)
    slowest = max(capture.frames, key=lambda frame: frame.work_ns)
    assert model.frame == slowest
    rows = cells(panel.frames.frame_zones)
    assert rows[0][0] == zone_title(max(slowest.own_ns, key=lambda name: slowest.own_ns[name]))
    assert rows[-1][0] == "Frame"
    assert panel.frames.why.text().startswith(f"Frame {slowest.number} took ")
    assert rows[0][0] in panel.frames.why.text()
    assert panel.frames.flame.layout_of.seen() == (slowest.number - 1, slowest.number)
    designer.picture("2_slow_frame")

    QTest.mouseClick(panel.frames.save, LEFT)
    path = model.captures.chosen.path
    panel.frames.side.files.write_file(tmp_path / "t.trace.json", ".trace.json")
    assert faults(json.loads((tmp_path / "t.trace.json").read_text())) == []
    told, table = cells(panel.frames.zones), rows
    path = path.rename(tmp_path / "sent.frames.json")
    model.captures.look()
    assert model.captures.entries == []
    assert model.is_live

    panel.frames.side.files.open_file(path)
    assert model.capture == capture == load(path)
    QTest.mouseClick(panel.frames.slow, LEFT)
    assert cells(panel.frames.frame_zones) == table
    QTest.keyClick(panel.frames.graph, Qt.Key.Key_Escape)
    assert cells(panel.frames.zones) == told
    designer.picture("3_read_again")

    QTest.mouseClick(panel.frames.side.live, LEFT)
    assert model.is_live
    assert model.moves
    assert designer.documents() != before
    designer.press("Ctrl+Z", designer.window)
    assert designer.documents() == before


def test_nothing_is_measured_once_the_panel_is_out_of_sight(profiling):
    recorder = profiling.editor.frame_recorder
    assert recorder.is_on
    profiling.window.show_workspace("Author")
    profiling.wait(lambda: not recorder.is_on)
    frames = len(recorder.recent)
    profiling.settle()
    QApplication.processEvents()

    assert len(recorder.recent) == frames
