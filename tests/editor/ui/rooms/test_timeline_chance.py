"""The chance to win on the timeline: a curve that says by whom and how surely, and turns that a click goes to."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.balance.chance import Known
from editor.core.balance.turns import Chance
from editor.ui.rooms.timeline.chance import middle
from engine.play.past.chronicle import Mark

FRAME = 1 / 60 + 1e-9
WINS = {0: 52, 120: 50, 240: 9}


@pytest.fixture
def playing(window):
    """The glade in the real window after five seconds of play, with a curve that falls between 2 and 4 s."""
    editor = window.editor
    editor.settings.set("balance.chance", "on")
    editor.play.start(seed=3)
    for _ in range(290):
        editor.play.advance(FRAME)
    editor.play.pause()
    chance, history = editor.chance, editor.play.history
    chance.is_enabled = True
    chance.pump()
    chance._stop()
    chance._known = {
        tick: Known(history.state_at(tick), chance.skill, Chance(tick, ((wins, 64),))) for tick, wins in WINS.items()
    }
    editor.play.chronicle.marks[:] = [Mark(150, "party", "bad", "downed", "Lyra is down", "lyra")]
    chance._tell()
    window.show_panel("timeline")
    settle()
    return window


def settle():
    for _ in range(3):
        QApplication.processEvents()


def strip_of(window):
    return window.hosts["timeline"].view.strip


def test_the_row_is_there_where_it_is_on_and_a_button_takes_it_away(playing):
    view, strip = playing.hosts["timeline"].view, strip_of(playing)
    low = strip.minimumSizeHint().height()
    assert strip.rows.chance is not None
    assert strip.rows.chance.bottom() <= strip.height()
    assert view.buttons["play.chance"].isChecked()
    QTest.mouseClick(view.buttons["play.chance"], Qt.MouseButton.LeftButton)
    settle()
    assert playing.editor.settings.balance.chance == "off"
    assert strip.rows.chance is None
    assert strip.minimumSizeHint().height() < low


def test_it_says_how_many_futures_of_which_seeds_are_won_by_whom(playing):
    strip = strip_of(playing)
    y = strip.rows.chance.center().y()
    told = strip.tell(strip.x_of(10), y)
    assert told.startswith("0.0 s: 81 % win from here, 52 of 64 futures\n95 % interval ")
    assert told.endswith("Seeds 0 to 63; the autopilot plays on, average, which is no person")


def test_a_turn_says_what_happened_and_a_click_goes_to_before_it_ready_to_branch(playing):
    strip, editor = strip_of(playing), playing.editor
    (swing,) = editor.chance.swings
    spot = QPoint(round(middle(swing, strip.scale)), strip.rows.chance.center().y())
    assert strip.tell(spot.x(), spot.y()).splitlines()[:2] == ["−64 points from 2.0 s to 4.0 s", "2.5 s: Lyra is down"]
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=spot)
    settle()
    assert (editor.play.tick, editor.play.state) == (120, "paused")
    editor.actions.run("play.branch")
    settle()
    assert (editor.play.history.end, editor.play.branches.name) == (120, "Branch 1")
    editor.chance._is_due = True
    editor.chance.pump()
    assert [each.tick for each in editor.chance.chances] == [0, 120]


def test_why_there_is_no_curve_stands_in_its_place(playing):
    editor, strip = playing.editor, strip_of(playing)
    editor.chance._known.clear()
    editor.chance._failed = "No process can be started."
    editor.chance._tell()
    settle()
    assert strip.tell(strip.x_of(10), strip.rows.chance.center().y()) == "No process can be started."
    strip.grab()
