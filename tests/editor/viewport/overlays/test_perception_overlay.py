"""The Perception overlay in play: a line to whom the selected agent sees, a mark where it remembers an enemy."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.viewport.overlays import OverlayScene
from editor.viewport.overlays.perception import HEARING, MEMORY, PERCEPTION, SIGHT, TARGET, add
from editor.viewport.overlays.running import THROUGH, Rows
from editor.viewport.render.strips import area_strips, hidden_strips
from engine.present.draw_list import DrawList, GroundLine
from tests.editor.viewport.yard import write_yard

GUARD, RAIDER = 0, 1


@pytest.fixture(scope="module")
def playing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """The yard in play, in which the guard has a mind and looks at the raider, who stands still in front of it."""
    folder = write_yard(tmp_path_factory.mktemp("yard"))
    scene = Path(folder, "scenes", "yard.toml")
    mind = '[entities.guard.agent]\nactions = ["search"]\ngoals = ["defeat_enemies"]\n[entities.raider]'
    scene.write_text(scene.read_text().replace("[entities.raider]", mind))
    editor = Editor()
    install(editor)
    editor.play.prepare = lambda _start: False
    editor.open_project(folder)
    editor.play.start(7)
    yield editor
    editor.shut_down()


@pytest.fixture
def rows(playing: Editor) -> Iterator[Rows]:
    """The columns of the running copy, put back after the test."""
    assert playing.play.session is not None
    world = playing.play.session.world
    before = world.snapshot()
    world.view["yaw"][GUARD] = np.pi / 2
    yield world.view
    world.restore(before)


def shown(editor: Editor, *selection: str) -> DrawList:
    picture = DrawList()
    add(OverlayScene(editor.view, editor.play.session, None, selection), picture)
    return picture


def looks(editor: Editor, ticks: int = 7) -> None:
    assert editor.play.session is not None
    for _ in range(ticks):
        editor.play.session.step()


def test_a_solid_line_leads_to_the_target_of_the_selected(playing: Editor, rows: Rows) -> None:
    looks(playing)
    picture = shown(playing, "guard")

    assert [(line.colour, line.dashed) for line in picture.lines] == [(SIGHT, True), (HEARING, True), (TARGET, False)]
    assert np.allclose(picture.lines[-1].points, rows["position"][[GUARD, RAIDER]])
    assert not picture.labels


def test_a_dashed_mark_stands_where_a_lost_enemy_was_noticed_last(playing: Editor, rows: Rows) -> None:
    looks(playing)
    was = rows["position"][RAIDER].copy()
    rows["position"][RAIDER] = (18.0, 0.0, 18.0)
    looks(playing, 30)
    picture = shown(playing, "guard")

    *_, way, mark = picture.lines
    assert mark.dashed
    assert np.allclose(np.mean(mark.points[1:], axis=0)[[0, 2]], was[[0, 2]], atol=0.01)
    assert np.allclose(np.array(way.points)[-1, [0, 2]], was[[0, 2]])
    ago = (rows["tick"][0] - rows["last_seen_tick"][GUARD]) / 60
    assert ago > 0.3
    assert [label.text for label in picture.labels] == [f"Raider, {ago:.1f} s ago"]
    assert [line.colour for line in picture.lines] == [SIGHT, HEARING, MEMORY, MEMORY]


def test_who_is_not_selected_shows_no_attention(playing: Editor, rows: Rows) -> None:
    looks(playing)
    assert [line.colour for line in shown(playing).lines] == [SIGHT], "the raider's cone alone"


def test_its_lines_hang_above_the_grass_and_are_seen_through_what_stands_before_them(playing: Editor) -> None:
    lines = shown(playing, "guard").lines
    assert min(line.lift for line in lines) >= 0.3
    opaque = area_strips(None, [], lines)[0]
    hidden = hidden_strips(None, [*lines, GroundLine(((0, 0, 0), (1, 0, 0)), SIGHT)])[0]
    assert len(hidden) == len(opaque), "a line that lies on the ground is hidden by what stands there"
    assert np.allclose(hidden[:, 1], opaque[:, 1])
    assert np.allclose(hidden[:, 6], opaque[:, 6] * THROUGH)


def test_in_play_the_cone_is_what_the_running_copy_can_see(playing: Editor, rows: Rows) -> None:
    rows["sight_range"][GUARD] = 3.0
    cone = shown(playing, "guard").lines[0]
    apart = np.array(cone.points) - rows["position"][GUARD]
    assert np.hypot(apart[:, 0], apart[:, 2]).max() == pytest.approx(3.0, abs=0.01)


def test_the_fallen_show_nothing(playing: Editor, rows: Rows) -> None:
    rows["life"][GUARD] = 3
    assert not shown(playing, "guard").lines


def test_the_legend_tells_of_every_colour_it_draws() -> None:
    assert {swatch.colour for swatch in PERCEPTION.legend} == {SIGHT, HEARING, TARGET, MEMORY}
    assert {swatch.line for swatch in PERCEPTION.legend} == {"solid", "dashed", "dashed ring"}
