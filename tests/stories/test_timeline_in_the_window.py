"""A designer goes back and forth in a run: scrubs, tries otherwise, compares, keeps edits, and hands runs on."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.actions.builtin.past import turning_point
from tests.stories.driver import LEFT, Designer


@pytest.fixture
def playing(designer: Designer, veilweaver: Path) -> Designer:
    """The tutorial in the Play workspace, five seconds played by the autopilot, paused."""
    designer.open(veilweaver)
    designer.editor.open_scene("echo_grove", "tutorial")
    designer.window.show_workspace("Play")
    designer.wait(lambda: designer.panel("timeline") is not None)
    designer.editor.play.autopilot = "novice"
    designer.editor.settings.set("play.seed", 3)
    designer.play()
    designer.play_for(5)
    designer.press("F6")
    return designer


def strip(designer: Designer):
    return designer.panel("timeline").strip


def place(designer: Designer, tick: int) -> QPoint:
    """The pixel of a tick, in the row that names the chapters."""
    view = strip(designer)
    return QPoint(round(view.x_of(tick)), view.rows.row(0).center().y())


def shown(designer: Designer) -> int:
    for _ in range(3):
        QApplication.processEvents()
    return designer.editor.play.tick or 0


def test_a_run_is_scrubbed_tried_otherwise_from_before_its_defeat_and_compared(playing: Designer):
    play = playing.editor.play
    end = play.tick
    digest = play.session.digest()
    view = strip(playing)
    QTest.mousePress(view, LEFT, pos=place(playing, 60))
    assert abs(shown(playing) - 60) <= 3
    QTest.mouseMove(view, place(playing, 200))
    assert abs(shown(playing) - 200) <= 3
    QTest.mouseRelease(view, LEFT, pos=place(playing, 200))
    playing.picture("timeline_scrubbed")

    here = shown(playing)
    playing.press("Shift+F7")
    assert shown(playing) == here - 1
    playing.press("Left", view)
    assert shown(playing) == here - 2
    playing.press("End", view)
    assert (shown(playing), play.session.digest()) == (end, digest)
    playing.press("Space", view)
    assert play.state == "playing"

    # The fight goes on and is lost.
    playing.play_until("defeat")
    end, digest = play.tick, play.session.digest()
    fallen = turning_point(playing.editor)
    assert fallen < end, "it was lost by the player's fall, some seconds before"
    playing.choose("Play", "Branch 5 s before the end")
    back = shown(playing)
    assert back == fallen - 300

    # Another choice: the player's own hands, walking away from it all.
    playing.press("F4")
    playing.viewport.setFocus()
    playing.press("F5")
    with playing.held("S"):
        playing.play_for(2)
    playing.press("F6")
    panel = playing.panel("timeline")
    QTest.mouseClick(panel.list_button, LEFT)
    table = panel.side.table
    assert [row.name for row in table.rows.rows()] == ["Branch 1", "Run"]
    playing.picture("timeline_branches")

    table.setCurrentIndex(table.rows.index(1, 0))
    playing.choose_at(table, "Compare with the present run")
    playing.wait(lambda: play.branches.compared is not None)
    found = play.branches.compared.found
    assert found.tick == back + 1
    assert "autopilot" in {column.column for column in found.columns}
    playing.picture("timeline_compared")
    QTest.mouseClick(panel.side.jump, LEFT)
    assert shown(playing) == back
    QTest.mouseClick(panel.side.close_button, LEFT)
    table.setCurrentIndex(table.rows.index(1, 0))
    playing.press("Return", table)
    playing.press("End", strip(playing))

    assert (shown(playing), play.branches.name, play.session.digest()) == (end, "Run", digest)
    assert play.has_ended


def test_two_of_three_tuned_numbers_are_kept_and_the_run_is_saved_and_dropped_in(playing: Designer, tmp_path: Path):
    before = playing.documents()
    playing.window.show_workspace("Author")
    playing.select("kael")
    numbers = {"health.current": "55", "melee.damage": "31", "body.speed": "6"}
    for key, text in numbers.items():
        playing.type_in_inspector(key, text)
    playing.press("F6")
    playing.play_for(0.5)
    playing.press("F6")
    assert playing.documents() == before
    play = playing.editor.play
    end, digest = play.tick, play.session.digest()
    playing.window.past.recordings.save(tmp_path / "fight.awrec")
    playing.wait(lambda: any("Recording saved" in toast for toast in playing.toasts()))
    playing.stop()
    keeping = playing.window.past.keeping
    playing.wait(lambda: keeping.dialog is not None)
    dialog = keeping.dialog
    playing.picture_of(dialog, "timeline_keep")
    assert [(edit.field, edit.after) for edit in dialog.edits] == [
        ("body.speed", 6.0), ("health.current", 55.0), ("melee.damage", 31.0),
    ]  # fmt: skip
    QTest.mouseClick(dialog.boxes[0], LEFT, pos=QPoint(8, dialog.boxes[0].height() // 2))
    assert dialog.keep_button.text() == "Keep 2 of 3"
    QTest.mouseClick(dialog.keep_button, LEFT)
    playing.wait(lambda: keeping.dialog is None)
    playing.come_back()

    assert playing.editor.undo.index == 1
    assert [playing.value("kael", key) for key in numbers] == [55.0, 31.0, 4.2]
    playing.press("Ctrl+Z")
    assert playing.documents() == before

    # The run was saved before; it still begins from the same scene.
    drop(playing, tmp_path / "fight.awrec")
    playing.wait(lambda: play.is_replaying and playing.panel("timeline").isVisible())
    assert (play.tick, play.history.end) == (0, end)
    playing.press("Space", strip(playing))
    playing.play_for(60)
    assert (play.tick, play.session.digest()) == (end, digest)
    playing.picture("timeline_recording")

    session = play.session
    (tmp_path / "spoilt.awrec").write_bytes((tmp_path / "fight.awrec").read_bytes()[:-9])
    drop(playing, tmp_path / "spoilt.awrec")
    playing.wait(lambda: any("damaged or was cut short" in toast for toast in playing.toasts()))
    assert play.session is session
    playing.stop()
    assert playing.editor.play.tunes.left == (), "what a recording was tuned to is no question of this run"

    # From a point of the picture, and as somebody else.
    spot = playing.viewport.rect().center()
    there = playing.viewport.interaction.spot_at(float(spot.x()), float(spot.y()))
    QTest.mouseClick(playing.viewport, Qt.MouseButton.RightButton, pos=spot)
    playing.choose_in_menu("Play from here")
    playing.wait(lambda: play.session is not None and play.tick)
    playing.press("F6")
    view, row = play.session.world.view, play.session.compiled.row_of("talren")
    x, _, z = view["position"][row].tolist()
    assert abs(x - there[0]) + abs(z - there[2]) < 6.0
    playing.press("F3")
    play.step()
    assert view["is_player"][row] == 0


def drop(designer: Designer, file: Path) -> None:
    """Drag a file from elsewhere over the window and let it go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    where = designer.window.rect().center()
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where, Qt.DropAction.CopyAction, data, LEFT, none)
    QApplication.sendEvent(designer.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(designer.window, QDropEvent(QPointF(where), Qt.DropAction.CopyAction, data, LEFT, none))
