"""Overlays: each draws something real, and the legend tells of it."""

import numpy as np
import pytest

from editor.core.editor import Editor
from editor.viewport.overlays import find_overlays
from editor.viewport.overlays.goals import strongest_goal
from editor.viewport.overlays.paths import border_lines
from editor.viewport.picture_source import PictureSource
from editor.viewport.view_state import ViewState
from engine.nav.grid import nav_grid


def test_every_overlay_has_a_question_and_a_legend() -> None:
    overlays = find_overlays()

    assert {overlay.id for overlay in overlays} >= {"colliders", "paths", "perception", "goals", "areas", "names"}
    assert all(overlay.question.endswith("?") and overlay.legend for overlay in overlays)


@pytest.mark.parametrize("overlay", ["colliders", "paths", "perception"])
def test_an_overlay_adds_lines_and_takes_them_away_again(editor: Editor, overlay: str) -> None:
    state = ViewState()
    source = PictureSource(editor, state)
    bare = source.picture()
    assert not bare.lines

    state.toggle_overlay(overlay)
    laid_over = source.picture()
    assert len(laid_over.lines) + len(laid_over.areas) + len(laid_over.ring_batches) + len(laid_over.line_batches) > 0

    state.toggle_overlay(overlay)
    again = source.picture()
    assert not again.lines
    assert not again.areas
    assert not again.ring_batches
    assert not again.line_batches


def test_perception_follows_the_selection(editor: Editor) -> None:
    source = PictureSource(editor, ViewState(frozenset({"perception"})))
    hostile_only = source.picture()
    assert max(np.array(hostile_only.lines[0].points)[:, 0]) > 3.0

    editor.selection.set(["guard"])
    cone, hearing = source.picture().lines

    reach = np.hypot(*(np.array(cone.points)[:, [0, 2]] - [-3.0, 0.0]).T)
    assert reach.max() == pytest.approx(8.0, abs=0.01)
    assert len(hearing.points) > len(cone.points)


def test_names_and_areas_can_be_switched_off(editor: Editor) -> None:
    state = ViewState(frozenset({"names", "areas"}))
    source = PictureSource(editor, state)
    assert source.picture().plates
    assert source.picture().areas

    state.toggle_overlay("names")
    state.toggle_overlay("areas")
    assert not source.picture().plates
    assert not source.picture().areas


def test_the_border_of_the_walkable_ground_runs_round_obstacles(editor: Editor) -> None:
    lines = border_lines(nav_grid(editor.view).grid)

    points = np.array([point for line in lines for point in line.points])
    near_boulder = np.hypot(points[:, 0], points[:, 2] + 6.0) < 3.5
    assert near_boulder.sum() >= 8


def test_the_strongest_goal_is_told_in_words() -> None:
    assert strongest_goal(["hold_position=0.5", "defeat_enemies=2.0", "nonsense=x"]) == "Defeat enemies"
    assert strongest_goal([]) == ""


def test_an_unchanged_scene_gives_the_same_picture_object(editor: Editor) -> None:
    source = PictureSource(editor, ViewState())

    assert source.picture() is source.picture()


def test_a_size_that_makes_no_ground_still_gives_a_picture(editor: Editor) -> None:
    from engine.document import Path, Set

    path = Path("scenes/yard", ("terrain", "size_m"))
    editor.run(Set(path=path, old=40.0, new=0.1))

    assert PictureSource(editor, ViewState()).picture().ground is None


def test_an_overlay_that_fails_is_left_out_and_told_of(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    from editor.viewport import picture_source
    from editor.viewport.overlays import Overlay, Swatch

    def fail(*_: object) -> None:
        raise ValueError("no such column")

    broken = Overlay("broken", "Broken", "Does it break?", "bug", fail, (Swatch("x", "#ffffff"),))
    monkeypatch.setattr(picture_source, "find_overlays", lambda: (broken, *find_overlays()))
    source = PictureSource(editor, ViewState(frozenset({"broken", "perception"})))

    assert source.picture().lines
    assert any('"Broken" failed' in line.text for line in editor.log.lines)
