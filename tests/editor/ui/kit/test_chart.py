"""The chart: drawn while it is seen, its items kept, its axis steady."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication

from editor.ui.kit.chart import Chart
from editor.ui.theme.look import look


@pytest.fixture
def chart(qtbot):
    widget = Chart("ms", name="Times")
    qtbot.addWidget(widget)
    widget.resize(300, 200)
    widget.show()
    qtbot.waitExposed(widget)
    qtbot.waitUntil(lambda: not widget.visibleRegion().isEmpty())
    fill(widget)
    qtbot.waitUntil(lambda: bool(widget._bars))
    return widget


def fill(chart, height=1.0, count=20):
    ticks = np.arange(count, dtype=float)
    chart.show_bars(ticks, [np.full(count, height), np.full(count, height / 2)])


def marks(chart):
    """What is drawn over the bars now."""
    return [item for item in (*chart._items, *chart._kept.values()) if item.isVisible()]


def test_new_heights_reuse_the_items(chart):
    fill(chart)
    before = [bars for bars, _ in chart._bars]

    fill(chart, height=1.1)

    assert [bars for bars, _ in chart._bars] == before
    assert len(before) == 2


def test_stages_are_stacked(chart):
    fill(chart, height=2.0)

    (lower, _), (upper, _) = chart._bars
    assert np.allclose(upper.opts["y0"], lower.opts["height"])


def test_what_is_out_of_date_is_grey_and_has_its_colours_again_later(chart):
    def colours():
        return [bars.opts["brush"] for bars, _ in chart._bars]

    assert colours() == [look.series(0), look.series(1)]
    chart.show_bars(np.arange(3.0), [np.ones(3), np.ones(3)], is_grey=True)
    assert colours() == [look.colour("icon.disabled")] * 2
    fill(chart)
    assert colours() == [look.series(0), look.series(1)]


def test_the_unit_of_x_stands_on_the_last_tick(chart):
    chart.show_bars(np.arange(20.0, 90.0, 5.0), [np.ones(14)], pitch=5.0, x_unit="s")
    ticks = [text for _, text in chart._plot.getAxis("bottom")._tickLevels[0]]
    assert ticks == ["20", "40", "60", "80 s"]


def test_a_hidden_chart_draws_nothing_until_it_is_seen(chart, qtbot):
    chart.hide()

    fill(chart, height=3.0)
    assert chart._bars[0][0].opts["height"][0] == 1.0
    chart.show()

    qtbot.waitUntil(lambda: chart._bars[0][0].opts["height"][0] == 3.0)


def test_ticks_over_the_budget_are_marked(chart):
    fill(chart, height=1.0)
    assert not marks(chart)

    chart.set_budget(1.2)

    assert len(marks(chart)) == 2


def test_the_top_tick_carries_the_unit(chart):
    fill(chart, height=1.0)

    assert chart._ticks[-1][1].endswith(" ms")


def test_long_labels_of_the_axis_get_their_room(chart, qtbot):
    chart.unit = "µs"
    fill(chart, height=12_000.0)

    text = chart._ticks[-1][1]
    assert text.endswith("000 µs")
    assert "," in text
    room = look.text_width(text, "caption") + look.px(8)
    qtbot.waitUntil(lambda: chart._plot.getAxis("left").width() >= room)


def test_a_change_of_theme_redraws_it(chart, qtbot):
    fill(chart)
    try:
        look.set("light")
        qtbot.waitUntil(lambda: chart.grab().toImage().pixelColor(150, 5).lightness() > 200)
    finally:
        look.set("dark")


def test_a_click_tells_the_place_on_the_axis(chart, qtbot):
    found = []
    chart.clicked.connect(found.append)

    qtbot.mouseClick(chart._plot.viewport(), Qt.MouseButton.LeftButton, pos=chart.place_of(7.0))

    assert found[0] == pytest.approx(7.0, abs=0.2)


def test_a_tooltip_says_what_is_below_the_pointer(chart, monkeypatch):
    said = []
    monkeypatch.setattr("editor.ui.kit.chart_plot.QToolTip.showText", lambda _at, text, _on: said.append(text))
    chart.tell = lambda x: f"tick {round(x)}"
    place = chart.place_of(12.0)
    QApplication.sendEvent(chart._plot.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, place))

    assert said == ["tick 12"]


def test_a_mark_stands_at_its_tick_until_it_is_taken_away(chart):
    chart.mark(5.0)
    assert [item.value() for item in marks(chart)] == [5.0]

    chart.mark(None)
    assert not marks(chart)


def test_lines_over_a_quantity_begin_at_zero_and_say_its_unit(chart):
    x = np.linspace(10.0, 37.0, 50)
    chart.show_lines([("A", x, x), ("B", x, x)], x_unit="ms", ceiling=100.0)

    ticks = chart._plot.getAxis("bottom")._tickLevels[0]
    assert ticks[0] == (0.0, "0")
    assert ticks[-1][1].endswith(" ms")
    assert chart._plot.getPlotItem().getViewBox().viewRange()[1] == [0.0, 100.0]
    assert [item.opts["pen"].style() for item in chart._items] == [Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine]


@pytest.mark.parametrize("width", [130, 300, 900])
def test_numbers_along_the_axis_keep_a_gap(chart, qtbot, width):
    chart.resize(width, 200)
    qtbot.waitUntil(lambda: chart._plot.width() == width)
    ticks = np.arange(1_247.0, 1_287.0)

    chart.show_bars(ticks, [np.ones(40)])

    (shown, _) = chart._plot.getAxis("bottom")._tickLevels
    room = chart._plot.width() - chart._plot.getAxis("left").width()
    assert len(shown) >= 2
    assert sum(look.text_width(text, "caption") for _, text in shown) < room
