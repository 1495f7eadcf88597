"""The timeline: what happened stands where it happened, the mouse and the keys go there, and it stays cheap."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.actions.builtin import install
from editor.core.actions.builtin.past import turning_point
from editor.core.editor import Editor
from editor.core.play.starting.from_here import player_of
from editor.ui.dialogs.name_question import NameQuestion
from editor.ui.rooms.timeline.model import TimelineModel
from editor.ui.rooms.timeline.painter import clock, clusters
from editor.ui.rooms.timeline.scale import Scale, length_of, step_of
from editor.ui.rooms.timeline.view import TimelineView
from engine.play.commands import Input
from engine.play.past.chronicle import Mark
from tests.editor.core.glade import plant

FRAME = 1 / 60 + 1e-9
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def playing(tmp_path):
    """The glade after five seconds of play, paused."""
    editor = Editor()
    install(editor)
    editor.warm_up.is_enabled = False
    editor.open_project(plant(tmp_path / "glade"))
    editor.play.start(seed=3)
    for _ in range(300):
        editor.play.advance(FRAME)
    editor.play.pause()
    yield editor
    editor.shut_down()


@pytest.fixture
def view(playing, show):
    return show(TimelineView, TimelineModel(playing), 900, 160)


def settle():
    for _ in range(3):
        QApplication.processEvents()


def place(view, tick, row=2):
    """A point over a tick in a row; 0 names the parts of the run."""
    return QPoint(round(view.strip.x_of(tick)), view.strip.rows.row(row).center().y())


def test_a_press_goes_to_the_tick_under_it_and_a_drag_scrubs(view, playing):
    QTest.mousePress(view.strip, LEFT, pos=place(view, 100, row=1))
    settle()
    assert abs(playing.play.tick - 100) <= 2
    digest = playing.play.session.digest()

    QTest.mouseMove(view.strip, place(view, 240, row=1))
    settle()
    assert playing.play.tick in (100, 240) or abs(playing.play.tick - 240) <= 2
    QTest.mouseRelease(view.strip, LEFT, pos=place(view, 240, row=1))
    here = view.strip.scale.tick_at(place(view, 100).x())
    playing.play.seek(here)
    assert playing.play.session.digest() == digest


def test_a_drag_that_is_faster_than_seeking_goes_to_where_it_ends(view, playing):
    seen = []
    playing.play.ticked.connect(seen.append)
    QTest.mousePress(view.strip, LEFT, pos=place(view, 10, row=1))
    for tick in range(20, 200, 3):
        view._model.want(tick)
    settle()

    assert seen == [197]


def test_the_keys_walk(view, playing):
    strip = view.strip
    strip.setFocus()
    for key, held, tick in (
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 299),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, 239),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 240),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, 300),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 301),
    ):
        QTest.keyClick(strip, key, held)
        settle()
        assert playing.play.tick == tick, key
    QTest.keyClick(strip, Qt.Key.Key_Space)
    assert playing.play.state == "playing"
    QTest.keyClick(strip, Qt.Key.Key_Space)
    assert playing.play.state == "paused"


def test_a_click_on_a_mark_goes_to_the_tick_after_it_and_selects_whom_it_is_about(view, playing):
    mark = Mark(77, "party", "bad", "downed", "Lyra is down", "lyra")
    playing.play.chronicle.marks.insert(0, mark)
    playing.play.chronicle.version += 1
    view.show_run()
    settle()
    assert "Lyra is down" in view.strip.tell(view.strip.x_of(78), place(view, 78, row=1).y())

    QTest.mouseClick(view.strip, LEFT, pos=place(view, 78, row=1))
    settle()

    assert playing.play.tick == 78
    assert playing.selection.ids == ("lyra",)


def test_the_wheel_shows_less_around_the_pointer_and_a_double_click_all(view):
    strip = view.strip
    before, at = strip.scale, place(view, 150)
    turn(strip, at, 120)
    assert strip.scale.span < before.span
    assert abs(strip.scale.x_of(150) - before.x_of(150)) < 1.5
    QTest.mouseDClick(strip, LEFT, pos=at)
    assert strip.scale == before


def turn(strip, at, by):
    where = QPointF(at)
    none = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(where, strip.mapToGlobal(where), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, none,
                        Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(strip, event)


def test_moving_the_playhead_draws_no_row_anew(view, playing):
    settle()
    drawn = view.strip.pictures
    for tick in (10, 200, 30, 299):
        playing.play.seek(tick)
        settle()

    assert view.strip.pictures == drawn


def test_a_hidden_timeline_does_nothing(view, playing):
    view.hide()
    drawn, text = view.strip.pictures, view.heading.text()
    playing.play.resume()
    for _ in range(60):
        playing.play.advance(FRAME)
    settle()

    assert (view.strip.pictures, view.heading.text()) == (drawn, text)
    assert not view._soon.isActive()


def test_marks_side_by_side_stand_together_and_the_worst_of_them_is_shown():
    marks = [Mark(tick, "party", tone, "downed", tone, "") for tick, tone in ((9, "good"), (10, "bad"), (500, "plain"))]
    found = clusters(marks, Scale(0, 1000, 0, 500), 12)

    assert [len(cluster.marks) for cluster in found] == [2, 1]
    assert found[0].shown.tone == "bad"


def test_thousands_of_marks_are_drawn_as_a_few():
    marks = [Mark(tick, "enemies", "plain", "staggered", "", "") for tick in range(0, 36_000, 3)]

    assert len(clusters(marks, Scale(0, 36_000, 0, 900), 12)) <= 900 / 12 + 1


def test_the_axis_has_room_for_its_words():
    for end in (0, 100, 5_000, 36_000, 400_000):
        scale = Scale(0, length_of(end), 0, 800)
        assert step_of(scale, 64) * 60 * scale.width / scale.span >= 64
        assert length_of(end) > end


def test_stop_brings_back_what_the_panel_is_for(view, playing):
    playing.play.stop()
    settle()

    assert view._stack.currentIndex() == 1
    playing.play.start(seed=4)
    settle()
    assert view._stack.currentIndex() == 0
    assert view.heading.text() == "Run, seed 4, played 0.0 s"


def played_otherwise(playing, at=100):
    """Go back and let the player walk somewhere else for a second."""
    playing.play.seek(at)
    playing.play.input = Input(move=(1.0, 0.0))
    playing.play.resume()
    for _ in range(60):
        playing.play.advance(FRAME)
    playing.play.pause()


def test_playing_on_otherwise_lists_the_old_future_and_a_double_click_goes_back_to_it(view, playing):
    digest = playing.play.session.digest()
    played_otherwise(playing)
    view.list_button.click()
    table = view.side.table
    assert [str(table.rows.index(line, 0).data()) for line in range(2)] == ["Branch 1", "Run"]
    assert [str(table.rows.index(1, column).data()) for column in (1, 2)] == ["1.7 s", "5.0 s"]

    spot = table.visualRect(table.rows.index(1, 0)).center()
    QTest.mouseClick(table.viewport(), LEFT, pos=spot)
    QTest.mouseDClick(table.viewport(), LEFT, pos=spot)
    settle()
    QTest.keyClick(view.strip, Qt.Key.Key_End)
    settle()

    assert playing.play.branches.name == "Run"
    assert playing.play.session.digest() == digest


def test_two_runs_are_compared_and_the_tick_before_they_part_can_be_gone_to(view, playing):
    played_otherwise(playing)
    playing.jobs.wait(playing.play.branches.compare(0))
    settle()

    assert view.side.isVisible()
    assert view.side.said.text().startswith("“Run” and “Branch 1” differ from tick 101 on")
    rows = view.side.differences.rows
    names = {str(rows.index(line, 0).data()): line for line in range(rows.rowCount())}
    assert str(rows.index(names["input_move"], 3).data()) == "(1, 0)"
    view.side.jump.click()
    settle()
    assert playing.play.tick == 100
    view.side.close_button.click()
    assert view.side.pages.currentIndex() == 0


def test_a_branch_is_renamed_and_let_go_by_keys(view, playing, monkeypatch):
    played_otherwise(playing)
    view.list_button.click()
    table = view.side.table
    table.setCurrentIndex(table.rows.index(1, 0))
    monkeypatch.setattr(NameQuestion, "asked", lambda _question: "The long way")
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert str(table.rows.index(1, 0).data()) == "The long way"
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert table.rows.rowCount() == 1
    table.setCurrentIndex(table.rows.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert table.rows.rowCount() == 1


def test_played_again_as_it_was_hands_count_for_nothing_until_they_take_over(view, playing):
    digest = playing.play.session.digest()
    playing.play.seek(200)
    view.buttons["play.replay"].click()
    playing.play.input = Input(move=(0.0, -1.0))
    for _ in range(150):
        playing.play.advance(FRAME)
    assert (playing.play.tick, playing.play.state, playing.play.session.digest()) == (300, "paused", digest)
    assert not playing.play.is_replaying

    playing.play.seek(200)
    view.buttons["play.replay"].click()
    playing.play.advance(FRAME)
    view.buttons["play.take_over"].click()
    playing.play.advance(FRAME)
    assert playing.play.history.end == playing.play.tick == 202
    assert [branch.name for branch in playing.play.branches.rows()] == ["Branch 1", "Run"]


def test_branching_before_the_end_keeps_the_lost_run(view, playing):
    playing.play.resume()
    while not playing.play.has_ended:
        playing.play.advance(FRAME)
    end, outcome = playing.play.tick, playing.play.outcome
    playing.actions.run("play.branch_before")
    settle()

    assert playing.play.tick == playing.play.history.end == end - 300
    assert not playing.play.has_ended
    assert [(row.name, row.end, row.outcome) for row in playing.play.branches.rows()][1] == ("Run", end, outcome)


def test_the_axis_shows_and_tells_where_branches_part(view, playing):
    played_otherwise(playing)
    settle()

    assert view._model.parted() == [100]
    assert view.strip.tell(view.strip.x_of(100), 4) == "“Run” parts here"


def test_a_step_in_the_past_goes_along_what_was_played_unless_something_new_was_said(view, playing):
    playing.play.seek(100)
    playing.play.input = Input(move=(1.0, 0.0))
    view.buttons["play.step"].click()
    assert (playing.play.tick, playing.play.history.end) == (101, 300)
    playing.play.tunes.tune("kael", "melee.damage", 40.0)
    view.buttons["play.step"].click()
    assert (playing.play.tick, playing.play.history.end) == (102, 102)


def test_an_axis_writes_all_its_times_the_same_way():
    for seconds in (60, 119, 120, 700):
        texts = [clock(at, 20.0, seconds) for at in (0, 20, 100, 140)]
        assert len({text.endswith(" s") for text in texts}) == 1, texts


def test_a_branch_that_went_by_itself_is_neither_renamed_nor_compared(view, playing):
    playing.play.branches.branch("tried")
    view._model.rename_branch(0, "another")
    number = playing.play.branches.rows()[1].number
    playing.play.branches.delete(number)
    view._model.rename_branch(number, "too late")
    view._model.compare(number)
    assert [row.number for row in playing.play.branches.rows()] == [1]


def test_a_defeat_is_turned_before_the_fall_that_led_to_it(playing):
    play = playing.play
    player = player_of(play.session)
    fell = Mark(120, "party", "bad", "downed", "they fell", player)
    play.chronicle.take(replace(play.chronicle.story(), marks=(fell,), outcome="defeat"))
    assert turning_point(playing) == 120
    play.chronicle.take(replace(play.chronicle.story(), outcome="victory"))
    assert turning_point(playing) == play.history.end


def test_a_comparison_says_which_run_a_value_is_of(view):
    table = view.side.differences
    assert not table.header().isHidden()
    heads = [table.rows.headerData(n, Qt.Orientation.Horizontal) for n in (2, 3)]
    assert heads == ["Branch", "Present run"]
