"""Overlays of the running simulation: what they show is what its columns say, found the slow way."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.viewport.overlays import OverlayScene, find_overlays
from editor.viewport.picture.source import PictureSource
from editor.viewport.view_state import ViewState
from editor.viewport.widget import ViewportWidget
from engine.physics.crowd.grid import crowd_grid
from engine.physics.queries.grid import QueryGrid
from engine.play.commands import Spawn
from engine.present.draw_list import DrawList, LineBatch
from tests.editor.viewport.yard import write_yard

RUNNING = ("velocities", "contacts", "sleeping", "neighbour_grid")
CROWD = 80
WALKER = """format = 1
kind = "prefab"
title = "Walker"
[entities.walker]
[entities.walker.appearance]
mesh = "raider"
[entities.walker.body]
[entities.walker.team]
side = "neutral"
"""


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[Editor]:
    """The yard in play with a crowd in a heap that is pushing itself apart."""
    editor = Editor()
    install(editor)
    editor.play.prepare = lambda _start: False
    folder = write_yard(tmp_path)
    (folder / "prefabs").mkdir()
    (folder / "prefabs" / "walker.toml").write_text(WALKER)
    editor.open_project(folder)
    editor.play.start(7)
    assert editor.play.session is not None
    editor.play.session.step([Spawn("walker", CROWD, (0.0, 0.0, 2.0))])
    rows = editor.play.session.world.view
    rows["position"][2:, ::2] *= np.float32(0.4)  # a heap
    editor.play.session.advance(1)
    yield editor
    editor.shut_down()


def shown(editor: Editor, overlay: str) -> DrawList:
    """What one overlay adds."""
    picture = DrawList()
    source = PictureSource(editor, ViewState())
    scene = OverlayScene(editor.view, editor.play.session, source.ground, ())
    next(each for each in find_overlays() if each.id == overlay).add(scene, picture)
    return picture


def ends(batch: LineBatch) -> set[tuple[float, ...]]:
    return {tuple(row) for row in np.concatenate([batch.start, batch.end], axis=1).round(3).tolist()}


@pytest.mark.parametrize("overlay", RUNNING)
def test_without_a_running_copy_the_legend_says_what_is_missing(editor: Editor, overlay: str) -> None:
    picture = shown(editor, overlay)

    assert not picture.ring_batches
    assert not picture.line_batches
    assert [note.endswith("shown while a copy plays") for note in picture.notes] == [True]


def test_contacts_are_the_pairs_that_brute_force_finds(crowded: Editor) -> None:
    session = crowded.play.session
    assert session is not None
    rows = session.world.view
    place, radius = rows["position"].astype(float), rows["radius"].astype(float)
    truth: dict[tuple[int, int], float] = {}
    for i in range(len(place)):
        for j in range(i + 1, len(place)):
            gap = np.hypot(*(place[i] - place[j])[[0, 2]]) - radius[i] - radius[j]
            if gap <= 0.01 and rows["life"][i] == 1 and rows["life"][j] == 1:
                truth[i, j] = -gap

    found = QueryGrid(rows).pairs(0.01)
    depths = dict(zip(zip(found.one.tolist(), found.other.tolist(), strict=True), found.depth.tolist(), strict=True))
    assert len(truth) > 20
    assert depths.keys() == truth.keys()
    assert all(depths[pair] == pytest.approx(depth, abs=1e-5) for pair, depth in truth.items())

    picture = shown(crowded, "contacts")
    assert ends(picture.line_batches[0]) == {
        tuple(np.concatenate([rows["position"][i][[0, 2]], rows["position"][j][[0, 2]]]).round(3).tolist())
        for i, j in truth
    }
    overlapping = [depth for depth in truth.values() if depth > 0.001]
    assert picture.notes == [
        f"{len(truth)} pairs touch, {len(overlapping)} overlap, the deepest {100 * max(overlapping):.1f} cm"
    ]


def test_contacts_go_on_when_nobody_touches(crowded: Editor) -> None:
    session = crowded.play.session
    assert session is not None
    rows = session.world.view
    rows["position"][:, 0] = np.arange(len(rows["position"])) * np.float32(3.0)

    picture = shown(crowded, "contacts")

    assert picture.notes == ["No pair touches"]
    assert [len(batch.start) for batch in picture.line_batches] == [0]


@pytest.mark.parametrize("overlay", ["velocities", "contacts", "neighbour_grid"])
def test_what_physics_does_is_seen_through_the_crowd_that_hides_it(crowded: Editor, overlay: str) -> None:
    assert all(batch.through > 0.3 for batch in shown(crowded, overlay).line_batches)


def test_the_grid_is_the_one_that_the_crowd_sorted_into(crowded: Editor) -> None:
    session = crowded.play.session
    assert session is not None
    rows = session.world.view
    grid = crowd_grid(rows)
    low_x, low_z, per_width, per_height, columns, lines, _ = rows["crowd_frame"][0]
    truth = np.zeros((int(lines), int(columns)), int)
    for row in np.flatnonzero(rows["life"] == 1):
        x, z = rows["crowd_ahead"][row]
        line = min(int((z - low_z) * per_height), int(lines) - 1)
        truth[line, min(int((x - low_x) * per_width), int(columns) - 1)] += 1

    assert grid.movers.tolist() == truth.tolist()
    assert truth.max() >= 2
    widest = 2.0 * float(rows["radius"].max())
    assert grid.height == pytest.approx(2.0 * grid.width * 2.0, rel=1e-5)
    assert grid.width * 2.0 >= widest

    picture = shown(crowded, "neighbour_grid")
    held = truth[truth > 0]
    assert len(picture.line_batches[1].start) == len(held)
    corners = picture.line_batches[1].start
    assert corners[:, 0].min() >= low_x
    assert f"{len(held)} cells hold {held.sum()} movers, {held.max()} at most" in picture.notes[0]


def test_before_the_first_tick_there_is_no_grid(editor: Editor) -> None:
    editor.play.prepare = lambda _start: False
    editor.play.start(7)

    assert shown(editor, "neighbour_grid").notes == ["The crowd has not been sorted yet"]


def test_bodies_above_one_another_do_not_touch_and_walls_are_no_bodies(crowded: Editor) -> None:
    session = crowded.play.session
    assert session is not None
    rows = session.world.view
    before = QueryGrid(rows).pairs(0.01)
    one, other = int(before.one[0]), int(before.other[0])
    rows["position"][one, 1] += 10.0
    assert (one, other) not in zip(*QueryGrid(rows).pairs(0.01)[:2], strict=True)
    rows["position"][one, 1] -= 10.0
    rows["immovable"][one] = 1
    assert one not in QueryGrid(rows).pairs(0.01).one


def test_velocities_are_half_a_second_long(crowded: Editor) -> None:
    session = crowded.play.session
    assert session is not None
    rows = session.world.view
    rows["desired_velocity"][:] = 0.0
    rows["desired_velocity"][5] = (2.0, -1.0)
    wish, real = shown(crowded, "velocities").line_batches

    assert (wish.end - wish.start).tolist() == pytest.approx(np.array([[1.0, -0.5]]), abs=1e-4)
    pace = rows["velocity"][:, ::2]
    moving = np.hypot(pace[:, 0], pace[:, 1]) > 0.05
    assert len(real.start) == moving.sum() > 10
    assert (real.end - real.start) == pytest.approx(pace[moving] * 0.5, abs=1e-4)


def test_who_stands_still_has_a_ring(crowded: Editor) -> None:
    session = crowded.play.session
    assert session is not None
    rows = session.world.view
    rows["velocity"][:] = 0.0
    rows["velocity"][3] = (1.0, 0.0, 0.0)
    rows["desired_velocity"][4] = (0.0, 1.0)
    standing = [i for i in np.flatnonzero(rows["life"] == 1).tolist() if i not in {3, 4}]
    picture = shown(crowded, "sleeping")

    still = picture.ring_batches[-1]
    assert still.place[:, ::2] == pytest.approx(rows["position"][standing][:, ::2])
    assert f"{len(standing)} of {len(standing) + 2} characters stand still" in picture.notes


def test_pictures_of_a_run_do_not_pile_up(crowded: Editor) -> None:
    source = PictureSource(crowded, ViewState(frozenset({"colliders", "goals", *RUNNING})))
    first, second = source.picture(), source.picture()

    for name in ("ring_batches", "line_batches", "areas", "labels", "notes"):
        assert len(getattr(first, name)) == len(getattr(second, name))


def test_a_crowd_with_all_overlays_is_drawn_in_a_few_batches(crowded: Editor, qtbot: QtBot) -> None:
    widget = ViewportWidget(crowded)
    qtbot.addWidget(widget)
    widget.resize(320, 180)
    widget.show()
    qtbot.waitUntil(lambda: widget.pictures_drawn > 0)
    before = widget.grab().toImage()
    for overlay in ("colliders", *RUNNING):
        widget.state.toggle_overlay(overlay)
    picture = widget.source.picture()
    after = widget.grab().toImage()
    widget.shut_down()

    assert len(picture.ring_batches) + len(picture.line_batches) < 20
    assert before != after
