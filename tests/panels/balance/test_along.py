"""The curve below the field: a drag shows it, other things that are selected take it away."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.balance.curve import Point
from engine.balance.paired import Difference
from panels.balance.along import at
from panels.balance.curve_strip import CurveStrip
from tests.editor.core.balance.stage import PATIENCE_S, give

LEFT = Qt.MouseButton.LeftButton


def row_of(window: Any, key: str) -> Any:
    return next(each.rows[key] for each in window.hosts["inspector"].view._shown if key in each.rows)


def drag(field: Any, pixels: int) -> None:
    """Drag a number sideways, without letting it go."""
    start = field.rect().center()
    QTest.mousePress(field, LEFT, pos=start)
    for part in (1, 2, 3):
        QTest.mouseMove(field, start + QPoint(pixels * part // 3, 0))
    QApplication.processEvents()


def test_a_number_that_is_dragged_shows_its_curve_below_its_field(window: Any, qtbot: Any):
    editor = window.editor
    editor.balance.attend(False)
    along = editor.balance.along
    along.stages = ((2, 1), (3, 2))
    window.loop.start()
    editor.selection.set(["hero_1"])
    row = row_of(window, "health.maximum")
    assert window.findChildren(CurveStrip) == []

    drag(row.field, 24)
    strip = row.findChild(CurveStrip)
    assert strip.isVisible()
    qtbot.waitUntil(lambda: along.answer is not None and along.answer.curve.is_complete, timeout=int(PATIENCE_S * 1000))
    QTest.mouseRelease(row.field, LEFT)

    value = editor.view.entity("hero_1").components["health"].maximum
    assert value != 90.0
    assert strip.told.text().startswith("Novice wins about ")
    assert strip.told.text().endswith(f" at {value:.4g} hp.")
    assert "3 values, seeds 0 to 1, version " in strip.rests_on.text()
    lows = [strip.plot.x_of(point.value) for point in strip.along.points]
    assert lows == sorted(lows)
    assert lows[0] < strip.plot.x_of(value) < lows[-1]

    give(editor, "raider_2", "health", "maximum", value=60.0)
    assert strip.told.text().startswith("Out of date since another edit.")
    editor.selection.set(["friend"])
    QApplication.processEvents()
    assert not strip.isVisible()


@pytest.mark.parametrize(("value", "rate"), [(10.0, 0.0), (15.0, 0.25), (20.0, 0.5), (25.0, None), (9.0, None)])
def test_between_two_values_the_rate_lies_on_the_line(value: float, rate: float | None):
    points = [Point(each, wins, 4, Difference(0, 0, 4), 10.0) for each, wins in ((10.0, 0), (20.0, 2))]
    assert at(points, value) == rate
