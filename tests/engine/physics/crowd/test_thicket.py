"""Out of everything at once: each thing that stands apart pushes as it does alone, if it is as high as a body."""

import numpy as np
import pytest

from engine.physics.crowd.contact import push_out_of_box, push_out_of_circle, push_out_of_things
from engine.physics.obstacles import make_obstacles
from engine.world.kernel import plain_twin
from engine.world.world import World
from tests.engine.physics.crowd.test_neighbours import BROAD
from tests.engine.physics.crowds import lane, world

F32 = np.float32
BOX, CIRCLE, THINGS = map(plain_twin, (push_out_of_box, push_out_of_circle, push_out_of_things))
#: Boxes (x, z, half x, half z, yaw, bottom, top), circles (x, z, radius, top), all 6 m apart; walls are rows.
BOXES = [(-12, -6, 0.8, 0.3, 0.4, -1, 3), (-6, -6, 0.3, 1.0, -1.2, -1, 0.3), (0, -6, 0.5, 0.5, 2.0, 1.9, 4)]
CIRCLES = [(-12, 0, 0.7, 3.0), (-6, 0, 0.5, 0.2), (0, 0, 0.9, 1.0)]
WALLS = [(-12, 6, 1.2, 0.3, 0.7), (-6, 6, 0.0, 0.0, 0.0), (0, 6, 0.2, 0.9, -0.5), (6, 6, 0.0, 0.9, 0.3)]
KNEE, HEAD, OWN = F32(0.35), F32(1.8), F32(0.4)


@pytest.fixture(scope="module")
def made() -> World:
    rows = lane(
        [(9.0, 9.0), *(each[:2] for each in WALLS)],
        immovable=[0, 1, 1, 1, 1],
        half_extent=[(0.0, 0.0), *(each[2:4] for each in WALLS)],
        yaw=[0.0, *(each[4] for each in WALLS)],
        radius=[0.4, 0.3, 0.6, 0.3, 0.3],
        height=[1.8, 1.0, 2.0, 0.3, 1.0],
    )
    found = world(rows, obstacles=make_obstacles(BOXES, CIRCLES))
    BROAD.run(found)
    return found


def pushed(made: World, x: np.float32, z: np.float32, walls: int = len(WALLS)) -> tuple[float, float]:
    names = ["obstacle_box", "obstacle_circle", "obstacle_frame", "obstacle_start", "obstacle_items"]
    more = ["crowd_wall", "position", "radius", "height", "half_extent", "crowd_axis"]
    view = made.view
    end = len(view["life"])
    return THINGS(
        x, z, OWN, KNEE, HEAD, *(view[name] for name in names), end - walls, end, *(view[name] for name in more)
    )  # fmt: skip


def alone(made: World, kind: int, number: int, x: np.float32, z: np.float32) -> tuple[float, float]:
    """Where that thing alone would push to."""
    view = made.view
    if kind == 0:
        box = view["obstacle_box"][number]
        return BOX(x, z, OWN, *box[:6]) if (box[6], box[7]) == (-1, 3) else (x, z)
    if kind == 1:
        centre_x, centre_z, radius, top = view["obstacle_circle"][number]
        return CIRCLE(x, z, OWN + radius, centre_x, centre_z) if top > 0.5 else (x, z)
    row = 1 + number
    if view["height"][row] < 0.35:
        return x, z
    reach = OWN + view["radius"][row] if number == 1 else OWN
    half, axis = view["half_extent"][row], view["crowd_axis"][row]
    return BOX(x, z, reach, view["position"][row, 0], view["position"][row, 2], *half, *axis)


@pytest.mark.parametrize(("kind", "number"), [*np.ndindex(3, 3), (2, 3)])
def test_a_thing_that_stands_apart_pushes_as_it_does_alone(made, kind, number):
    centre = ((BOXES, CIRCLES, WALLS)[kind][number])[:2]
    is_moved = 0
    for off in np.random.default_rng(9).uniform(-1.8, 1.8, (60, 2)):
        x, z = (np.array(centre) + off).astype(F32)
        found, expected = pushed(made, x, z), alone(made, kind, number, x, z)
        assert np.hypot(found[0] - expected[0], found[1] - expected[1]) < 1e-6
        is_moved += found != (x, z)
    assert (is_moved > 0) == ((kind, number) in {(0, 0), (1, 0), (1, 2), (2, 0), (2, 1), (2, 3)})


def test_whoever_is_near_nothing_stays_where_they_are(made):
    assert pushed(made, F32(20), F32(-20), walls=0) == (20, -20)
    assert pushed(made, F32(-9), F32(3)) == (-9, 3)


def test_between_two_walls_too_near_each_other_the_last_one_wins():
    rows = lane(
        [(0.0, 0.0), (-0.5, 5.0), (0.5, 5.0)], immovable=[0, 1, 1], half_extent=[(0, 0), (0.2, 2), (0.2, 2)], height=2.0
    )
    found = world(rows)
    BROAD.run(found)
    last = float(found.view["position"][found.view["crowd_wall"][2], 0])
    x, z = pushed(found, F32(0.05), F32(5), walls=2)
    assert x == pytest.approx(last - np.sign(last) * (0.2 + OWN), abs=1e-5)
    assert z == 5
