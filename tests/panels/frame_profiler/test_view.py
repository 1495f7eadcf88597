"""The panel of frames draws what was measured, teaches while there is nothing, and goes away without a trace."""

import pytest

from tests.panels.frame_profiler.stage import frame, shown_panel


@pytest.fixture
def view(qtbot):
    with shown_panel(qtbot, 900, 320) as panel:
        yield panel


def cells(view, row):
    model = view.frames.zones.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_without_a_frame_it_says_what_makes_one(view):
    view._model.recorder.recent.clear()
    view.refresh()

    assert view.frames.stack.currentWidget() is view.frames.empty


def test_frames_fill_bars_and_table(view):
    for number in range(1, 6):
        view._model.recorder.recent.append(frame(number, input__Input=1, picture__Render=3, panel__Why=2))
    view.refresh()

    assert view.frames.stack.currentIndex() == 0
    rows = [cells(view, row) for row in range(view.frames.zones.model().rowCount())]
    assert [row[0] for row in rows] == ["Event loop", "Panels: Why", "Render", "Input", "Frame"]
    assert [row[2] for row in rows] == ["0.00", "2.00", "3.00", "1.00", "6.00"]
    assert [row[6] for row in rows] == ["0 %", "33 %", "50 %", "17 %", "100 %"]


def test_frames_over_the_budget_are_counted(view):
    view._model.recorder.recent.append(frame(1, input__Input=17))
    view.refresh()
    assert view.frames.over.text() == "1 frame over"

    view._model.recorder.recent.append(frame(2, input__Input=18))
    view.refresh()
    assert view.frames.over.text() == "2 frames over"


def test_nothing_is_measured_while_nobody_looks(view):
    assert view._model.recorder.is_on
    assert view._clock.isActive()

    view.hide()

    assert not view._model.recorder.is_on
    assert not view._clock.isActive()


def test_a_frozen_plot_stays_while_frames_come(view):
    view._model.recorder.recent.append(frame(1, input__Input=1))
    view.frames.freeze.click()
    view._model.recorder.recent.append(frame(2, input__Input=2))
    view.refresh()

    assert view.frames.subject.whole() == "1 frame"
    assert not view._clock.isActive()
    view.frames.freeze.click()
    assert view.frames.subject.whole() == "2 frames"
