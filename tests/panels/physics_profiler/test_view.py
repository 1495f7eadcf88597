"""The panel draws the run, says when there is none, and goes away without a trace."""

import pytest
from PySide6.QtCore import QPoint, Qt

from editor.ui.api import look
from tests.panels.physics_profiler.stage import begin, shown_panel


@pytest.fixture
def view(qtbot):
    with shown_panel(qtbot, 640, 220) as panel:
        yield panel


def cell(view, row, column):
    return view.live.table.model().index(row, column).data()


def below(view, part):
    """How far a part begins below the panel's top edge."""
    return part.mapTo(view, QPoint(0, 0)).y()


def test_without_a_run_it_offers_to_play(view):
    ran = []
    view._ui.run = ran.append

    assert view.live.stack.currentWidget() is view.live.empty
    view.live.empty.button.click()

    assert ran == ["play.start"]


def test_a_run_fills_bars_and_table(view):
    run = begin(view._model.editor)
    for _ in range(5):
        run.play(300_000, 1_500_000, 200_000)

    view.refresh()

    assert view.live.stack.currentIndex() == 0
    assert [cell(view, row, 2) for row in range(5)] == ["n/a", "0.20", "1.50", "0.30", "2.00"]
    assert cell(view, 4, 6) == "100 %"
    assert view.live.table.model().headerData(0, view.live.table.header().orientation()) == "Stage, ms"


def test_short_times_are_told_in_microseconds(view):
    run = begin(view._model.editor)
    run.play(4_600, 5_000, 1_400)

    view.refresh()

    assert cell(view, 4, 2) == "11.0"
    assert view.live.table.model().headerData(0, view.live.table.header().orientation()) == "Stage, µs"


def test_it_draws_only_while_it_is_seen_and_something_runs(view):
    assert not view._clock.isActive()
    run = begin(view._model.editor)
    assert view._clock.isActive()

    view.hide()

    assert not view._clock.isActive()
    assert not run.listeners


def test_the_table_goes_below_the_bars_in_a_narrow_panel(view, qtbot):
    begin(view._model.editor).play(1, 2, 3)
    view.refresh()
    assert below(view, view.live.table) < below(view, view.live.chart) + view.live.chart.height()

    view.resize(400, 420)

    qtbot.waitUntil(lambda: below(view, view.live.table) >= below(view, view.live.chart) + view.live.chart.height())


def test_threads_can_be_changed_while_it_runs(view):
    run = begin(view._model.editor)
    run.play(1, 2, 3)
    view.refresh()

    view.live.try_bar.slider.setValue(1)

    assert run.threads == 1
    assert view.live.try_bar.count.text() == "1 thread"


def test_a_low_dock_of_a_small_window_still_shows_the_table(view, qtbot):
    begin(view._model.editor).play(1, 2, 3)
    view.resize(930, 150)
    view.refresh()

    qtbot.waitUntil(view.live.table.isVisible)
    assert not view.live.threads.isVisible()


def test_with_all_there_is_to_try_the_whole_tick_is_still_in_sight(view, qtbot):
    begin(view._model.editor).play(1, 2, 3)
    view.resize(720, 184)
    view.live.wants_try = True
    view.live.arrange()
    view.refresh()
    table = view.live.table
    qtbot.waitUntil(view.live.try_bar.isVisible)

    def bottom() -> int:
        return table.visualRect(table.model().index(4, 0)).bottom()

    qtbot.waitUntil(lambda: not table.verticalScrollBar().maximum() and bottom() <= table.viewport().height())


def test_a_crowd_put_in_just_now_is_drawn_in_milliseconds(view):
    run = begin(view._model.editor)
    for _ in range(500):
        run.play(20_000, 3_000, 2_000)
    view.refresh()
    assert view.live.chart.unit == "µs"
    for _ in range(60):
        run.play(3_000_000, 100_000, 100_000)
    view.refresh()

    assert view.live.chart.unit == "ms"
    assert view.live.table.model().headerData(0, view.live.table.header().orientation()) == "Stage, µs"


def test_a_long_tick_is_told_whole(view):
    run = begin(view._model.editor)
    for _ in range(40):
        run.play(20_000, 3_000, 2_000)
    run.play(98_000_000, 100_000, 100_000)
    view.resize(800, 300)
    view.refresh()

    text = cell(view, 4, 4)
    assert text == "98,200"
    assert look.text_width(text, strong=True) + look.px(16 + 4 + 8) <= view.live.table.columnWidth(4)
    for column in (2, 3):
        assert look.text_width("88.88", strong=True) + look.px(16 + 4 + 8) <= view.live.table.columnWidth(column)


def test_arrows_walk_on_from_where_they_are_also_after_the_run_was_put_back(view, qtbot):
    run = begin(view._model.editor)
    for _ in range(9):
        run.play(1, 2, 3)
    run.tick = 5
    view.refresh()
    chart = view.live.chart
    chart.setFocus()
    assert chart._mark == 5.0

    for _ in range(3):
        qtbot.keyClick(chart, Qt.Key.Key_Left)
        view.live.follow()

    assert chart._mark == 2.0

    view.tabs.setFocus()

    assert chart._mark == 5.0


def test_in_a_very_low_and_narrow_dock_all_that_can_be_tried_is_in_sight(view, qtbot):
    begin(view._model.editor).play(1, 2, 3)
    view.resize(420, 112)
    view.live.wants_try = True
    view.live.arrange()
    view.refresh()
    buttons = view.live.try_bar.overlays.values()

    qtbot.waitUntil(lambda: all(button.isVisible() for button in buttons))
    qtbot.waitUntil(lambda: all(below(view, button) + button.height() <= view.height() for button in buttons))
    view.live.wants_try = False
    view.live.arrange()
    assert not view.live.chart.isHidden()
