"""The strip shows decisions over ticks and chooses one by mouse and keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from panels.goap_inspector.statistics import statistics
from panels.goap_inspector.strip import DecisionStrip
from panels.goap_inspector.strip_painter import words_shown
from panels.goap_inspector.timeline import timeline
from tests.panels.goap_inspector.test_timeline import ACTIONS, GOALS, decided

LINE = timeline([decided(0, 0, 0), decided(100, 1, 1), decided(250, -1, -1)], 0, 300, GOALS, ACTIONS)


@pytest.fixture
def strip(qtbot):
    strip = DecisionStrip()
    qtbot.addWidget(strip)
    strip.resize(348, strip.height())
    strip.chosen_ticks = []
    strip.chosen.connect(strip.chosen_ticks.append)
    strip.show_line(LINE, GOALS, None)
    strip.show()
    return strip


def test_a_click_chooses_the_tick_under_the_pointer(strip):
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(strip.scale.x_of(150)), 20))
    assert abs(strip.chosen_ticks[-1] - 150) <= 1
    assert strip.tell(150) == "tick 150, 2.5 s ago: Flee, goal: Survive"


def test_keys_walk_by_ticks_and_by_changes_and_leave(strip, qtbot):
    for key in (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(strip, key)
    assert strip.chosen_ticks == [299, 250, 0]
    strip.show_line(LINE, GOALS, 100)
    with qtbot.waitSignal(strip.left):
        QTest.keyClick(strip, Qt.Key.Key_Escape)


def test_what_is_told_to_a_screen_reader_is_the_shown_tick(strip):
    strip.show_line(LINE, GOALS, 100)
    assert strip.accessibleDescription() == "tick 100, 3.3 s ago: Flee, goal: Survive"
    assert strip.tell(300) == "tick 300, now: Does nothing, pursues no goal"


def test_the_wheel_shows_fewer_ticks_and_the_chosen_one_stays_in_sight(strip):
    long = timeline([decided(0, 0, 0), decided(900, 1, 1)], 0, 3000, GOALS, ACTIONS)
    strip.show_line(long, GOALS, 40)
    assert strip.scale.first <= 40 <= strip.scale.last
    strip.show_line(long, GOALS, None)
    assert strip.scale.last == 3000


def test_figures_that_were_not_measured_are_not_available():
    assert dict(statistics(3, None))["planned"] == "n/a"
    assert dict(statistics(3, None))["agents"] == "3"


def test_words_reach_over_short_neighbours_but_never_over_another_word():
    # Words of 30 at 0, 10, 20 and 50: the last fits, the first reaches up to it, those between have no room
    assert words_shown([0, 10, 20, 50], [30] * 4, 200.0, 6.0) == [True, False, False, True]
    assert words_shown([0, 20, 40], [30, 10, 10], 100.0, 6.0) == [False, True, True]
