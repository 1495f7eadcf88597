"""The ground under the pointer, near and far."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.viewport.camera.camera import looking_at
from editor.viewport.tools.shaping.under import meet_ground
from engine.terrain.edits import NO_EDITS
from engine.terrain.landscape import Landscape
from engine.terrain.shaping import Brush, stamp

SIZE = (640.0, 360.0)
PATCH = Landscape(SimpleNamespace(kind="patch", seed=5, size_m=60.0, amplitude=2.2, path=True))
WORLD = Landscape(SimpleNamespace(kind="endless", seed=237, size_m=200.0, amplitude=150.0, path=False))


@settings(max_examples=40, deadline=None)
@given(st.floats(-28, 28), st.floats(-28, 28), st.floats(4, 60), st.floats(-40, 40), st.floats(-40, 40))
def test_what_the_middle_of_the_picture_shows_lies_on_the_line_of_sight(x, z, up, aside, back) -> None:
    target = np.array([x, PATCH.height_at(x, z), z])
    camera = looking_at(target + np.array([aside, up + 6.0, back + 0.1]), target)
    origin, ray = camera.ray(320.0, 180.0, SIZE)
    found = meet_ground(PATCH, origin, ray)
    if found is None:  # Another hill stands before it, beyond the rim.
        return
    assert found[1] == PATCH.height_at(found[0], found[2])
    aside_m = np.linalg.norm(np.cross(np.array(found) - origin, ray))
    assert aside_m < 0.05


def test_a_camera_outside_of_a_patch_still_points_into_it() -> None:
    camera = looking_at((0.0, 40.0, 80.0), (4.0, 0.0, -3.0))
    found = meet_ground(PATCH, *camera.ray(320.0, 180.0, SIZE))
    assert found is not None
    assert found[0] == pytest.approx(4.0, abs=1.5)


def test_beyond_the_rim_and_towards_the_sky_there_is_no_ground() -> None:
    beside = looking_at((0.0, 20.0, 30.0), (0.0, 0.0, 45.0))
    assert meet_ground(PATCH, *beside.ray(320.0, 180.0, SIZE)) is None
    assert meet_ground(WORLD, (0.0, 50.0, 0.0), (0.0, 0.6, 0.8)) is None


def test_far_away_the_ground_is_met_as_near_by() -> None:
    x, z = 61_000.0, -48_000.0
    height = WORLD.height_at(x, z)
    found = meet_ground(WORLD, (x, height + 300.0, z), (0.0, -0.6, -0.8))
    assert found is not None
    assert abs(found[2] - (z - 400.0)) < 250.0
    assert found[1] == WORLD.height_at(found[0], found[2])
    high = np.array([x, height + 300.0, z])
    assert np.linalg.norm(np.cross(np.array(found) - high, [0.0, -0.6, -0.8])) < 0.1


def test_the_end_of_the_world_is_no_ground() -> None:
    edge = 65_530.0
    height = WORLD.height_at(edge, 0.0)
    assert meet_ground(WORLD, (edge, height + 30.0, 0.0), (0.8, -0.6, 0.0)) is None


@pytest.mark.parametrize("height", [4.0, 5.0, 6.5])
def test_a_hill_in_the_way_is_met_and_not_what_lies_behind_it(height) -> None:
    bare = PATCH.with_edits(NO_EDITS)
    hill = bare.with_edits(NO_EDITS.replaced(stamp(bare, NO_EDITS, Brush(0.0, 0.0, 5.0), height_m=9.0)))
    far = np.array([26.0, hill.height_at(26.0, 0.0), 0.0])
    eye = np.array([-26.0, hill.height_at(0.0, 0.0) - 9.0 + 2.0 * height, 0.0])
    ray = (far - eye) / np.linalg.norm(far - eye)
    found = meet_ground(hill, eye, ray)
    assert found is not None
    line = np.linspace(0.0, np.linalg.norm(far - eye), 20_000)
    points = eye + line[:, None] * ray
    first = points[np.argmax(points[:, 1] < hill.heights_at(points[:, 0], points[:, 2]))]
    assert found[0] == pytest.approx(first[0], abs=0.02)
    assert found[0] < 5.0
