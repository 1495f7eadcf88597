"""A window on endless ground shows the ground's own heights, and rays find hills far beyond it."""

import numpy as np

from editor.viewport.ground.window import GroundWindow
from engine.present.ground import height_at, height_under, hit_ground
from engine.terrain.edits import EditTile
from engine.terrain.landscape import Landscape
from tests.editor.viewport.render.terrain.patchwork import HILLS


def test_heights_in_and_around_the_window_are_the_landscapes() -> None:
    ground = GroundWindow(HILLS).around(40.0, -25.0)
    x, z = np.random.default_rng(1).uniform(-300.0, 300.0, (2, 200))

    assert np.abs(height_at(ground, x, z) - HILLS.heights_at(x, z)).max() < 1e-4
    assert abs(height_under(ground, 5000.0, -7000.0) - HILLS.height_at(5000.0, -7000.0)) < 1e-4
    assert not ground.is_drawn


def test_the_window_is_the_same_until_the_focus_strays() -> None:
    window = GroundWindow(HILLS)
    first = window.around(0.0, 0.0)

    assert window.around(20.0, -20.0) is first
    after = window.around(40.0, 0.0)
    assert after is not first
    assert after.origin[0] % 16.0 == 0.0


def test_it_stays_inside_the_world() -> None:
    ground = GroundWindow(HILLS).around(65_530.0, -65_530.0)

    assert ground.origin == (65_536.0 - 128.0, -65_536.0)


def test_an_edit_shows_in_the_window() -> None:
    window = GroundWindow(HILLS)
    window.around(-20.0, -20.0)
    before = window.around(8.0, 8.0)
    raised = EditTile(
        np.full((16, 16), 3000, dtype=np.int32), np.zeros((16, 16, 4), np.uint8), np.zeros((16, 16), np.uint8)
    )
    window.replace(Landscape(HILLS.settings, HILLS.edits.replaced({(0, 0): raised})))

    after = window.around(8.0, 8.0)
    assert after.origin == before.origin
    difference = height_at(after, 8.0, 8.0) - height_at(before, 8.0, 8.0)
    assert abs(float(difference) - 3.0) < 1e-3
    assert float(height_at(after, 40.0, 40.0)) == float(height_at(before, 40.0, 40.0))


def test_a_click_on_a_far_hill_finds_its_slope() -> None:
    x, z = 700.0, -2400.0
    goal = np.array([x, HILLS.height_at(x, z), z])
    eye = np.array([0.0, goal[1] + 500.0, 0.0])
    ray = (goal - eye) / np.linalg.norm(goal - eye)

    hit = hit_ground(GroundWindow(HILLS).around(0.0, 0.0), eye, ray)
    assert hit is not None
    assert abs(hit[1] - HILLS.height_at(hit[0], hit[2])) < 0.01
    assert np.linalg.norm(np.array(hit) - goal) < 60.0
