"""Recording, looking into a frame, captures and their comparison, by mouse and keyboard, at every size and theme."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QStyleOptionViewItem,
    QTabBar,
    QWidget,
)

from editor.ui.theme.look import look
from engine.telemetry.frames.capture import FrameCapture, FrameOrigin
from panels.frame_profiler.view import COMPARE
from tests.panels.frame_profiler.stage import MS, frame, shown_panel

ORIGIN = FrameOrigin("Starter", "field", 4, "a machine", "1.0", "2026-11-26T12:00:00+00:00")
KEY = Qt.Key


@pytest.fixture
def view(qtbot):
    with shown_panel(qtbot, 1200, 420) as panel:
        yield panel


@pytest.fixture
def toasts(view):
    said = []
    view._ui.show_toast = lambda title, text="", kind="ok", *_rest: said.append((title, text, kind))
    return said


def noisy(seed, count=300, render=5.0):
    """A capture whose picture takes so long [ms], give or take."""
    noise = np.random.default_rng(seed).random(count)
    frames = [frame(k + 1, input__Input=0.5, picture__Render=render + noise[k], panel__Why=1) for k in range(count)]
    return FrameCapture(ORIGIN, tuple(frames))


def test_a_recording_is_kept_while_the_panel_is_hidden_and_shown_when_it_ends(view, qtbot):
    recorder = view._model.recorder
    view.record.button.click()
    view.hide()
    assert recorder.is_on
    recorder.lap("input/Input", 5 * MS)
    recorder.painted()
    recorder.rest(9 * MS)
    view.show()
    view.record.refresh()
    assert view.record.count.text().split()[0] == f"{len(recorder.recorded):,}"

    view.record.button.click()

    assert not recorder.is_recording
    assert view._model.capture.frames[0].number == 1
    assert not view._model.is_live
    assert view.record.button.accessibleName() == "Record"


def test_a_recording_of_nothing_says_so(view):
    said = []
    view._model.editor.said.connect(said.append)
    view._model.record()
    view._model.recorder.recorded.clear()

    assert view._model.stop() is None
    assert said == ["Nothing was recorded: the window had nothing to do."]


def test_arrows_choose_a_frame_and_escape_lets_it_go(view, qtbot):
    view._model.captures.add(noisy(1, 50))
    graph = view.frames.graph
    graph.setFocus()
    qtbot.keyClick(graph, KEY.Key_Left)
    assert view._model.frame.number == 50
    qtbot.keyClick(graph, KEY.Key_Home)
    assert view._model.frame.number == 1
    qtbot.keyClick(graph, KEY.Key_PageDown)
    assert view._model.frame.number == 11
    assert view.frames.why.text().startswith("Frame 11 took ")
    assert view.frames.frame_zones.isVisible()
    assert view.frames.flame.layout_of.seen() == (10, 11)

    qtbot.keyClick(graph, KEY.Key_Escape)
    assert view._model.frame is None
    assert view.frames.zones.isVisible()


def test_choosing_a_live_frame_stops_the_plot_and_live_goes_on(view, qtbot):
    view._model.recorder.recent.append(frame(1, input__Input=1))
    view.refresh()
    view._model.choose(1)
    view._model.recorder.recent.append(frame(2, input__Input=1))
    assert view.frames.freeze.isChecked()
    assert [shown.number for shown in view._model.frames] == [1]

    view.frames.side.live.click()

    assert not view.frames.freeze.isChecked()
    assert view.frames.side.live.isChecked()
    assert [shown.number for shown in view._model.frames] == [1, 2]


def test_hovering_the_flame_tells_zones_and_their_time(view, qtbot):
    view._model.captures.add(noisy(1, 3))
    view._model.choose(2)
    flame = view.frames.flame
    flame.grab()
    y = flame._rows._top + 3
    width = flame._painter.plot

    assert flame.tell(width.x() + 2, y).startswith("Input ")
    assert flame.tell(width.x() + width.width() / 2, y).startswith("Render ")
    assert flame.tell(width.x() + width.width() / 2, y + 60).startswith("frame 2, ")


def test_many_frames_share_bars_and_the_slowest_is_still_found(view):
    frames = list(noisy(1, 3_000).frames)
    frames[1_234] = frame(1_235, picture__Render=19)
    view._model.captures.add(FrameCapture(ORIGIN, tuple(frames)))
    view.frames.slow.click()

    assert view._model.frame.number == 1_235
    assert view.frames.graph._mark == 1_235.0
    assert "the slowest of" in view.frames.graph.tell(1_235.0)


def test_a_file_that_is_no_capture_is_refused_in_words(view, toasts, tmp_path):
    path = tmp_path / "x.frames.json"
    path.write_text("{}")
    view.frames.side.files.open_file(path)

    assert toasts[0][0] == "Not opened"
    assert "expected" in toasts[0][1]


def test_without_a_project_a_capture_can_be_saved_elsewhere_and_says_why_not_here(view, toasts, tmp_path):
    view._model.captures.add(noisy(1, 3))
    assert not view.frames.save.isEnabled()
    assert "Open a project first." in view.frames.save.toolTip()

    view.frames.side.files.write_file(tmp_path / "a.frames.json", ".frames.json")
    view.frames.side.files.write_file(tmp_path / "a.csv", ".csv")

    assert [toast[0] for toast in toasts] == ["Saved", "Exported"]
    assert (tmp_path / "a.frames.json").exists()


def test_a_deleted_capture_gives_way_to_the_newest_frames(view, toasts):
    view._model.captures.add(noisy(1, 3))
    view.frames.delete.click()

    assert view._model.is_live
    assert toasts[0][0] == "Deleted Capture 1"


def test_two_captures_are_compared_zone_by_zone(view, qtbot):
    view._model.captures.add(noisy(1))
    view._model.captures.add(noisy(2, render=7.0))
    view.tabs.setCurrentIndex(COMPARE)
    qtbot.waitUntil(lambda: view._model.editor.jobs.pump() or not view._model.comparing.is_working)
    model = view.compare.table.model()
    words = {model.index(line, 0).data(): model.index(line, 5).data() for line in range(model.rowCount())}

    assert words["Render"] == words["Frame"] == "slower"
    assert words["Input"] == "no difference"
    assert view.compare.verdict.text().startswith("Frame: B is ")


def test_a_total_that_goes_over_the_budget_is_whole(view):
    view._model.captures.add(noisy(1, 50, render=1.0))
    QApplication.processEvents()
    zones = view.frames.zones
    model = zones.model()

    for column in (3, 4):
        item = model.item(model.rowCount() - 1, column)
        item.setText("92.7")
        item.setIcon(look.icon("caret-double-up", "severity.error"))
        option = QStyleOptionViewItem()
        option.initFrom(zones)
        option.decorationSize = zones.iconSize()
        option.rect = zones.visualRect(item.index())
        assert not zones.itemDelegate().is_cut(zones, option, item.index())


def test_the_line_beside_the_captures_is_as_high_as_they_are(view):
    (line,) = (
        each for each in view.frames.findChildren(QFrame, "vline") if each.parent() is view.frames.side.wide.parent()
    )

    assert line.height() == view.frames.side.wide.height()


def test_every_button_and_view_has_a_name(view):
    view._model.captures.add(noisy(1, 30))
    qts_own = ("ScrollLeftButton", "ScrollRightButton")
    buttons = [b for b in view.findChildren(QAbstractButton) if b.objectName() not in qts_own and not b.isHidden()]

    assert not [button for button in buttons if not (button.accessibleName() or button.text())]
    for part in (view.frames.graph, view.frames.flame, view.frames.zones, view.frames.frame_zones, view.tabs):
        assert part.accessibleName()
        assert part.focusPolicy() != Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("theme", ["dark", "light", "high_contrast"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(360, 200), (700, 420), (1900, 900)])
def test_nothing_stands_outside_at_any_size_and_in_any_theme(view, theme, scale, size):
    view._model.captures.add(noisy(1, 30))
    view._model.choose(7)
    try:
        look.set(theme, scale)
        view.resize(*size)
        QApplication.processEvents()
        assert not view.grab().isNull()
        cut = [
            f"{type(part).__name__} {part.accessibleName() or getattr(part, 'text', str)()}"
            for part in view.findChildren(QWidget)
            if isinstance(part, QAbstractButton | QLabel | QComboBox | QTabBar) and part.isVisible()
            and part.mapTo(view, QPoint(part.width(), 0)).x() > view.width() + 1
        ]  # fmt: skip
        assert not cut
    finally:
        look.set("dark", 1.0)
