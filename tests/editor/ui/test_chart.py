"""The chart: drawn while it is seen, its items kept, its axis steady."""

import numpy as np
import pytest

from editor.ui.chart import Chart
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


def test_a_hidden_chart_draws_nothing_until_it_is_seen(chart, qtbot):
    chart.hide()

    fill(chart, height=3.0)
    assert chart._bars[0][0].opts["height"][0] == 1.0
    chart.show()

    qtbot.waitUntil(lambda: chart._bars[0][0].opts["height"][0] == 3.0)


def test_ticks_over_the_budget_are_marked(chart):
    fill(chart, height=1.0)
    assert not chart._items

    chart.set_budget(1.2)

    assert len(chart._items) == 2


def test_the_top_tick_carries_the_unit(chart):
    fill(chart, height=1.0)

    assert chart._ticks[-1][1].endswith(" ms")


def test_a_change_of_theme_redraws_it(chart, qtbot):
    fill(chart)
    try:
        look.set("light")
        qtbot.waitUntil(lambda: chart.grab().toImage().pixelColor(150, 5).lightness() > 200)
    finally:
        look.set("dark")
