"""The window's loop tells its frames while somebody wants to know, and knows whose work each part is."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


@pytest.fixture
def window(make_window, glade, qtbot):
    window = make_window(glade)
    window.show_workspace("Author")
    qtbot.waitUntil(lambda: window.hosts["outliner"].view is not None)
    return window


def recorded(window, work):
    """The names of all zones while something is done, and the frames."""
    recorder = window.editor.frame_recorder
    recorder.record()
    work()
    for _ in range(3):
        QApplication.processEvents()
    frames = recorder.finish()
    return {span.name for frame in frames for span in frame.spans}, frames


def test_painting_is_told_panel_by_panel_and_is_whole(window):
    names, frames = recorded(window, lambda: (window.hosts["outliner"].view.update(), window.status.update()))

    assert {"paint/Qt paint", "paint/Outliner", "paint/Status bar"} <= names
    assert any(frame.is_painted for frame in frames)
    for frame in frames:
        painted = [span for span in frame.spans if span.name == "paint/Qt paint"]
        inside = [span for span in frame.spans if span.name in ("paint/Outliner", "paint/Status bar")]
        assert all(any(whole.start_ns <= part.start_ns <= part.end_ns <= whole.end_ns for whole in painted)
                   for part in inside)  # fmt: skip


def test_a_panels_clock_is_that_panels_work(window):
    view = window.hosts["outliner"].view
    clock = QTimer(view)
    clock.setSingleShot(True)
    done = []
    # Long enough to be a frame of its own: the recorder leaves out what only looked at the time.
    clock.timeout.connect(lambda: done.append(sum(range(200_000))))
    clock.start(0)

    names, _frames = recorded(window, lambda: None)

    assert done
    assert "panel/Outliner" in names


def test_the_mouse_is_input(window):
    tree = window.hosts["outliner"].view.tree

    names, _frames = recorded(
        window, lambda: QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
    )

    assert "input/Input" in names


def test_off_nothing_looks_at_the_events(window):
    watch = window.loop._watch
    seen = []
    watch._owner = lambda *given: seen.append(given) or ""
    window.hosts["outliner"].view.update()
    QApplication.processEvents()
    assert not seen

    window.editor.frame_recorder.watch(True)
    window.hosts["outliner"].view.update()
    QApplication.processEvents()
    assert seen
    window.editor.frame_recorder.watch(False)
    seen.clear()
    window.hosts["outliner"].view.update()
    QApplication.processEvents()
    assert not seen
