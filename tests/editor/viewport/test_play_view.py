"""The running game in the viewport: the camera follows, hands reach it, the HUD stands over it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.viewport.hud.controls import controls_block
from editor.viewport.widget import ViewportWidget
from engine.resources import samples_folder

STEP = 1.0 / 60.0


@pytest.fixture
def playing(qtbot: QtBot) -> Iterator[ViewportWidget]:
    editor = Editor()
    install(editor)
    editor.play.prepare = lambda _start: False
    editor.open_project(samples_folder() / "veilweaver", trusted=True)
    widget = ViewportWidget(editor)
    qtbot.addWidget(widget)
    widget.resize(640, 360)
    widget.show()
    editor.play.start(7)
    assert editor.play.state == "playing"
    yield widget
    widget.shut_down()
    editor.shut_down()


def beat(viewport: ViewportWidget, count: int = 1) -> None:
    for _ in range(count):
        viewport.editor.play.advance(STEP)
        viewport.frame()


def player_place(viewport: ViewportWidget) -> np.ndarray:
    session = viewport.editor.play.session
    assert session is not None
    rows = session.world.view
    return rows["position"][int(np.flatnonzero(rows["is_player"])[0])].copy()


def wanted_walk(viewport: ViewportWidget) -> float:
    session = viewport.editor.play.session
    assert session is not None
    return float(np.linalg.norm(session.world.view["input_move"][0]))


def test_the_camera_stands_behind_the_player_and_goes_along(playing: ViewportWidget) -> None:
    beat(playing)
    place = player_place(playing)
    x, y, depth = playing.camera().project([place], (640, 360))[0]
    assert 0 < x < 640
    assert 180 < y < 420
    assert 3.0 < depth < 12.0

    QTest.keyPress(playing, Qt.Key.Key_W)
    beat(playing, 40)
    QTest.keyRelease(playing, Qt.Key.Key_W)

    moved = player_place(playing) - place
    assert moved[2] < -0.5, "W walks away from the camera"
    assert playing.camera().project([player_place(playing)], (640, 360))[0][2] < 12.0


def test_a_key_is_heard_by_the_very_next_tick(playing: ViewportWidget) -> None:
    beat(playing)

    QTest.keyPress(playing, Qt.Key.Key_W)
    playing.editor.play.advance(STEP)

    assert wanted_walk(playing) == pytest.approx(1.0, abs=1e-3)


def test_who_lets_go_of_the_game_while_it_plays_walks_no_further(playing: ViewportWidget) -> None:
    beat(playing)
    QTest.keyPress(playing, Qt.Key.Key_W)
    beat(playing)
    assert wanted_walk(playing) > 0.0

    playing.capture(False)
    beat(playing)

    assert wanted_walk(playing) == 0.0


def test_escape_gives_the_mouse_back_and_a_click_takes_it_again(playing: ViewportWidget) -> None:
    beat(playing)
    assert playing.is_captured

    QTest.keyClick(playing, Qt.Key.Key_Escape)
    assert not playing.is_captured

    QTest.mouseClick(playing, Qt.MouseButton.LeftButton, pos=QPoint(320, 20))
    assert playing.is_captured


def test_the_free_camera_leaves_the_player_alone(playing: ViewportWidget) -> None:
    beat(playing, 2)
    playing.editor.actions.run("view.eject")

    assert playing.is_ejected
    before = playing.camera()
    beat(playing, 5)
    assert playing.camera() == before
    playing.editor.actions.run("view.eject")
    assert not playing.is_ejected


def test_the_hud_of_the_game_and_of_the_engine_can_be_switched(playing: ViewportWidget) -> None:
    beat(playing, 3)
    titles = playing._overpaint.hud_titles()
    assert "engine" in titles
    assert len(titles) > 2

    with_hud = playing.grab().toImage()
    for block in titles:
        playing.state.toggle_hud(block)
    without = playing.grab().toImage()
    assert with_hud.copy(0, 40, 200, 120) != without.copy(0, 40, 200, 120)


def test_stopping_shows_the_scene_as_it_was(playing: ViewportWidget) -> None:
    beat(playing, 5)

    playing.editor.play.stop()

    assert not playing.is_captured
    assert playing.camera() == playing.navigation.camera
    assert playing.source.picture().plates


def test_playing_changes_nothing_in_the_project(playing: ViewportWidget) -> None:
    project: Path = playing.editor.document.folder  # type: ignore[union-attr]
    beat(playing, 20)
    playing.editor.play.stop()

    assert not playing.editor.is_dirty
    assert project.exists()


def test_the_controls_of_the_game_are_named_with_their_keys(playing: ViewportWidget) -> None:
    session = playing.editor.play.session
    assert session is not None
    rows = {row.label: row.value for row in controls_block(session).rows}

    assert rows["Strike"] == "Left click"
    assert rows["Dash"] == "Space"
    assert rows["Revive, mend anchor"] == "F"


def test_throwing_is_named_with_the_key_in_force(playing: ViewportWidget) -> None:
    session = playing.editor.play.session
    assert session is not None

    assert {row.label: row.value for row in controls_block(session, "T").rows}["Throw a ball"] == "T"
    assert "Throw a ball" not in {row.label for row in controls_block(session, "").rows}
    assert playing._overpaint._throw_keys() == "T"
    playing.editor.actions.rebind({"play.throw": "G"})
    assert playing._overpaint._throw_keys() == "G"


def test_without_a_party_block_the_players_own_health_stands_over_their_head(playing: ViewportWidget) -> None:
    beat(playing, 2)
    picture = playing.source.picture()
    player = next(plate.entity for plate in picture.plates if plate.side == "player")
    left_out: list[str] = []
    playing._overpaint._plates.paint = lambda *_, without="", **__: left_out.append(without)  # type: ignore[method-assign]

    for hud in (picture.hud, []):
        playing._picture = replace(picture, hud=hud)
        canvas = QPixmap(640, 360)
        painter = QPainter(canvas)
        playing.paint_over(painter)
        painter.end()

    assert left_out == [player, ""]


def test_a_free_camera_comes_along_to_another_place_of_the_run(playing: ViewportWidget) -> None:
    beat(playing, 5)
    playing.editor.actions.run("view.eject")
    playing.navigation.look_at((500.0, 0.0, 500.0), 20.0)
    playing.editor.play.retry()
    beat(playing, 2)
    x, y, _depth = playing.camera().project([player_place(playing)], (640, 360))[0]
    assert playing.is_ejected
    assert 0 < x < 640
    assert 0 < y < 420


def test_blocks_leave_room_for_the_axes_of_a_free_camera(playing: ViewportWidget) -> None:
    from editor.viewport.paint import view_gizmo

    beat(playing, 2)
    playing.editor.actions.run("view.eject")
    beat(playing)
    x, y = view_gizmo.centre((640.0, 360.0))
    hud = playing._overpaint._hud
    assert hud is not None
    places = [place for place in hud._places if place is not None]
    assert places
    for left, top, wide, high in places:
        assert not (left < x < left + wide and top < y < top + high)


def test_who_looked_around_while_the_game_was_held_plays_on_with_its_camera(playing: ViewportWidget) -> None:
    beat(playing, 3)
    playing.editor.play.pause()
    playing.editor.actions.run("view.eject")
    assert "returns to the player" in playing._overpaint._hint()
    playing.editor.play.resume()
    assert playing.is_in_game
    assert playing.is_captured
    playing.editor.actions.run("view.eject")
    playing.editor.play.speed = 2.0
    assert playing.is_ejected, "who flies while it plays goes on flying"


def test_the_next_run_begins_with_the_camera_of_its_scene(playing: ViewportWidget) -> None:
    yaw = playing.game_camera.yaw
    beat(playing, 2)
    playing.game_camera.turn(400.0, 0.0)
    playing.editor.play.stop()
    assert playing.game_camera.yaw == yaw
    assert not playing.game_camera.is_set


def test_the_free_camera_has_the_games_picture_in_the_corner_and_a_click_on_it_returns(
    playing: ViewportWidget,
) -> None:
    beat(playing, 2)
    assert playing.inset.rect is None, "in the game there is one picture"
    playing.editor.actions.run("view.eject")
    playing.navigation.pan(0.0, 4000.0, 360.0)
    for _ in range(20):
        playing.editor.play.advance(STEP)
        playing.frame()
    left, top, wide, high = playing.inset.rect or (0.0, 0.0, 0.0, 0.0)
    shot = playing.inset.shot()
    assert shot is not None
    assert shot.camera == playing.game_camera.camera(playing.source.height_at), "the game's camera goes on following"
    grabbed = playing.grab().toImage()
    middle = grabbed.pixelColor(round(left + wide / 2), round(top + high / 2))
    beside = grabbed.pixelColor(round(left - 20), round(top + high / 2))
    assert middle != beside

    QTest.mouseClick(playing, Qt.MouseButton.LeftButton, pos=QPoint(round(left + wide / 2), round(top + high / 2)))
    assert not playing.is_ejected
    assert playing.inset.rect is None


def test_the_games_picture_can_be_switched_off(playing: ViewportWidget) -> None:
    beat(playing, 2)
    playing.editor.actions.run("view.eject")
    playing.editor.actions.run("view.inset")
    assert playing.inset.rect is None
    playing.editor.actions.run("view.inset")
    assert playing.inset.rect is not None


def test_a_camera_that_is_selected_shows_how_play_begins(playing: ViewportWidget) -> None:
    editor = playing.editor
    editor.play.stop()
    assert playing.inset.rect is None
    editor.selection.set([next(iter(editor.view.with_component("camera"))).id])
    shot = playing.inset.shot()
    assert shot is not None
    editor.play.start(7)
    beat(playing)
    np.testing.assert_allclose(shot.camera.eye, playing.camera().eye, atol=0.3)


def test_who_stops_after_a_free_flight_edits_where_they_were(playing: ViewportWidget) -> None:
    editor = playing.editor
    editor.play.stop()
    playing.navigation.set_view("top")
    playing.navigation.pan(40.0, 25.0, 360.0)
    before = (playing.navigation.kind, playing.navigation.camera)
    editor.play.start(7)
    beat(playing, 2)
    editor.actions.run("view.eject")
    playing.navigation.zoom(-8.0)
    editor.actions.run("view.eject")
    editor.actions.run("view.eject")
    playing.navigation.orbit(90.0, 10.0)
    editor.play.stop()

    assert (playing.navigation.kind, playing.navigation.camera) == before
    playing.navigation.orbit(30.0, 0.0)
    editor.play.start(7)
    editor.play.stop()
    assert playing.navigation.kind == "perspective", "who did not fly keeps what is looked at"


def test_a_click_into_the_game_chooses_one_whatever_was_held_before(playing: ViewportWidget) -> None:
    editor = playing.editor
    beat(playing)
    playing.capture(False)
    playing.interaction.held = frozenset({"ctrl"})
    editor.selection.set(["lyra"])
    chest = player_place(playing) + np.array((0.0, 0.8, 0.0))
    x, y, _ = playing.camera().project([chest], (640, 360))[0]
    QTest.mouseClick(playing, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert len(editor.selection.ids) == 1
    first = editor.selection.ids
    beat(playing, 3)
    chest = player_place(playing) + np.array((0.0, 0.8, 0.0))
    x, y, _ = playing.camera().project([chest], (640, 360))[0]
    QTest.mouseClick(playing, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert editor.selection.ids == first, "the picture has moved on: it is no second click at the same place"
