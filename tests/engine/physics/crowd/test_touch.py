"""Contact at its limits: what is in the way and what is not, who is pushed where, and which list a place belongs to."""

import numpy as np
import pytest

from engine.physics.crowd.contact import (
    blocks,
    keep_on_ground,
    obstacle_cell,
    push_out_of_box,
    push_out_of_circle,
    push_out_of_things,
    shortened,
)
from engine.physics.crowd.limits import COINCIDENT, SLACK
from engine.physics.obstacles import make_obstacles
from engine.world.kernel import plain_twin
from engine.world.world import World
from tests.engine.physics.crowd.test_neighbours import BROAD
from tests.engine.physics.crowds import lane, world

F32 = np.float32
BLOCKS, CIRCLE, BOX, CELL, KEEP, SHORT, THINGS = map(
    plain_twin,
    (blocks, push_out_of_circle, push_out_of_box, obstacle_cell, keep_on_ground, shortened, push_out_of_things),
)
KNEE, HEAD = F32(0.35), F32(1.8)


def up(number: np.float32) -> np.float32:
    return np.nextafter(number, F32(9))


def down(number: np.float32) -> np.float32:
    return np.nextafter(number, F32(-9))


@pytest.mark.parametrize(
    ("bottom", "top", "is_blocked"),
    [
        (-1, KNEE + SLACK, False),
        (-1, up(KNEE + SLACK), True),
        (HEAD - SLACK, 9, False),
        (down(HEAD - SLACK), 9, True),
        (-3, -1, False),
        (2, 3, False),
        (0.5, 1, True),
    ],
)
def test_what_is_higher_than_the_knee_and_lower_than_the_head_is_in_the_way(bottom, top, is_blocked):
    assert BLOCKS(F32(bottom), F32(top), KNEE, HEAD) == is_blocked


def test_who_just_touches_a_circle_keeps_its_bits():
    # given places whose distance from the middle is rounded, so that going there and back would change them
    centre = F32(-2.1)
    places = [F32(x) for x in np.linspace(0.1, 0.4, 200) if centre + (F32(x) - centre) != F32(x)]
    assert len(places) > 20
    for x in places:
        assert CIRCLE(x, F32(0.7), x - centre, centre, F32(0.7)) == (x, F32(0.7))


def test_in_the_middle_of_a_circle_there_is_one_way_out():
    assert CIRCLE(F32(2), F32(3), F32(1.5), F32(2), F32(3)) == (F32(3.5), F32(3))
    assert CIRCLE(F32(2), F32(3.00005), F32(1.5), F32(2), F32(3)) == (F32(3.5), F32(3))
    x, z = CIRCLE(F32(2), F32(3.5), F32(1.5), F32(2), F32(3))
    assert (x, z) == (F32(2), F32(4.5))
    # as far from it as there is a direction, that direction is taken
    edge = np.sqrt(COINCIDENT)
    edge = next(each for each in (down(edge), edge, up(edge)) if each * each >= COINCIDENT)
    assert CIRCLE(F32(0), edge, F32(1), F32(0), F32(0)) == (F32(0), pytest.approx(1.0))


def box(x: float, z: float, radius: float = 0.5, *, half: tuple[float, float] = (1.0, 2.0), yaw: float = 0.0) -> object:
    cos, sin = F32(np.cos(yaw)), F32(np.sin(yaw))
    return BOX(F32(x), F32(z), F32(radius), F32(0), F32(0), F32(half[0]), F32(half[1]), cos, sin)


@pytest.mark.parametrize(
    ("place", "left"),
    [
        ((0.0, 0.0), (1.5, 0.0)),  # by the nearer face, and by the right one of two
        ((-0.1, 0.0), (-1.5, 0.0)),
        ((0.0, 1.5), (0.0, 2.5)),
        ((0.0, -1.5), (0.0, -2.5)),
        ((0.5, 1.5), (0.5, 2.5)),  # as near to both: ahead
        ((-0.5, -1.5), (-0.5, -2.5)),
        ((1.0, 0.3), (1.5, 0.3)),  # on the face
        ((1.0, 2.0), (1.0, 2.5)),  # on the corner
        ((1.2, 0.3), (1.5, 0.3)),
        ((-1.2, 0.3), (-1.5, 0.3)),
        ((0.3, -2.2), (0.3, -2.5)),
        ((1.3, 2.4), (1.3, 2.4)),  # touches the corner
        ((1.5, 0.0), (1.5, 0.0)),
        ((1.3, 2.3), (1 + 0.5 / np.sqrt(2), 2 + 0.5 / np.sqrt(2))),
    ],
)
def test_out_of_a_box_leads_the_shortest_way(place, left):
    assert box(*place) == pytest.approx(left, abs=1e-6)


def test_who_just_touches_a_turned_box_keeps_its_bits():
    turned = [box(x, 0.3, 0.5, yaw=0.7) for x in np.linspace(1.9, 2.6, 50)]
    out = [found for found, x in zip(turned, np.linspace(1.9, 2.6, 50), strict=True) if found == (F32(x), F32(0.3))]
    assert 0 < len(out) < 50
    again = [box(*found, 0.5 - 1e-4, yaw=0.7) for found in turned]
    assert again == turned


def test_a_square_is_left_ahead_from_its_middle():
    assert box(0.0, 0.0, half=(1.0, 1.0)) == (0.0, 1.5)


@pytest.fixture(scope="module")
def listed() -> World:
    """A grid of lists, more columns than rows of them, whose lists are told apart by what they hold."""
    return world(lane([(0, 0)]), obstacles=make_obstacles([(-7, 1, 0.5, 0.5, 0, -1, 3), (8, -2, 0.5, 0.5, 0, -1, 3)]))


def test_a_place_belongs_to_the_list_of_its_cell_and_beyond_them_to_that_of_the_rim(listed):
    frame = listed.view["obstacle_frame"]
    low_x, low_z, cell, columns, rows = map(float, frame)
    assert columns > rows + 3 > 4
    rng = np.random.default_rng(3)
    for x, z in rng.uniform((low_x - 4, low_z - 4), (low_x + columns * cell + 4, low_z + rows * cell + 4), (300, 2)):
        column = int(np.clip((F32(x) - frame[0]) // frame[2], 0, columns - 1))
        row = int(np.clip((F32(z) - frame[1]) // frame[2], 0, rows - 1))
        assert CELL(F32(x), F32(z), frame) == row * int(columns) + column
    starts = listed.view["obstacle_start"]
    assert CELL(F32(1e9), F32(1e9), frame) == len(starts) - 2


def things(made: World, x: float, z: float, knee: np.float32 = KNEE) -> tuple[float, float]:
    names = ["obstacle_box", "obstacle_circle", "obstacle_frame", "obstacle_start", "obstacle_items"]
    more = ["crowd_wall", "position", "radius", "height", "half_extent", "crowd_axis"]
    view, end = made.view, len(made.view["life"])
    walls = int(view["crowd_walls"][0])
    return THINGS(
        F32(x), F32(z), F32(0.4), knee, HEAD, *(view[name] for name in names), end - walls, end,
        *(view[name] for name in more),
    )  # fmt: skip


@pytest.mark.parametrize("far", [0.02, 0.2, 0.38])
def test_a_corner_of_two_needs_more_than_one_pass(far):
    # given a wall along x and one at a slant that pushes back into it: first one, then the other, then the first again
    made = world(
        lane([(0, 5)]), obstacles=make_obstacles([(0, -1, 9, 1, 0, -1, 3), (2, 0, 0.3, 9, np.radians(20), -1, 3)])
    )
    BROAD.run(made)
    x, z = things(made, 1.0, far)
    assert z >= 0.4 - 0.02
    assert abs((x - 2) * np.cos(np.radians(20)) - z * np.sin(np.radians(20))) >= 0.7 - 0.02


def test_a_circle_up_to_the_knee_is_stepped_on():
    made = world(lane([(0, 5)]), obstacles=make_obstacles((), [(0, 0, 0.5, float(KNEE))]))
    BROAD.run(made)
    top = made.view["obstacle_circle"][0, 3]
    knee = next(k for k in (top - SLACK, up(top - SLACK), down(top - SLACK)) if k + SLACK == top)
    assert things(made, 0.1, 0.0, knee) == (F32(0.1), 0)
    assert things(made, 0.1, 0.0, down(down(knee))) != (F32(0.1), 0)


def test_nobody_is_nearer_to_the_rim_than_its_radius(listed):
    frame = listed.view["ground_frame"]
    assert KEEP(F32(-40), F32(40), F32(0.5), frame) == (-29.5, 29.5)
    assert KEEP(F32(40), F32(-40), F32(0.25), frame) == (29.75, -29.75)
    assert KEEP(F32(3), F32(-29.5), F32(0.5), frame) == (3, -29.5)


@pytest.mark.parametrize(
    ("vector", "longest", "found"),
    [((3, 4), 10, (3, 4)), ((3, 4), 5, (3, 4)), ((3, -4), 2.5, (1.5, -2)), ((0, 0), 0, (0, 0)), ((3, 4), 0, (0, 0))],
)
def test_what_is_too_long_is_shortened_and_keeps_its_direction(vector, longest, found):
    x, z = SHORT(F32(vector[0]), F32(vector[1]), F32(longest))
    assert (x, z) == pytest.approx(found)
    assert x.dtype == F32
