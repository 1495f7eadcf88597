"""Lines of sight: what stands between two points, at what height."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.physics.obstacles import Obstacles, make_obstacles
from engine.physics.queries.grid import SOLID, QueryGrid
from engine.physics.queries.lines import line_meets_box, line_meets_circle
from engine.physics.queries.sight import line_of_sight, walls_block_sight
from engine.world.ids import DEAD, UP
from engine.world.kernel import plain_twin
from tests.engine.physics.crowds import lane, world

F32 = np.float32


def sees(a, b, things: Obstacles) -> bool:
    return bool(line_of_sight(*map(F32, a), *map(F32, b), things.boxes, things.circles))


def test_nothing_between_is_seen():
    assert sees((0, 1.6, 0), (10, 1.6, 10), Obstacles())


def test_a_wall_hides_and_beside_it_one_sees():
    wall = make_obstacles([(0, 5, 2, 0.5, 0, -1, 3)])
    assert not sees((0, 1.6, 0), (0, 1.6, 10), wall)
    assert sees((0, 1.6, 0), (8, 1.6, 10), wall)
    assert sees((0, 1.6, 0), (0, 1.6, 4), wall)


def test_a_low_wall_is_looked_over():
    assert sees((0, 1.6, 0), (0, 1.6, 10), make_obstacles([(0, 5, 2, 0.5, 0, -1, 1.0)]))


DECK = make_obstacles([(0, 0, 4, 3, 0.4, 2.3, 2.6)])
"""A bridge deck: one walks under it and on it."""


def seen_by_all(a, b, things: Obstacles) -> bool:
    """What `sees` says, which the queries by lists must say too."""
    grid = QueryGrid(world(lane([(20, 20)]), obstacles=things).view)
    answers = {sees(a, b, things), sees(b, a, things)}
    answers |= {bool(grid.line_of_sight([one], [other], kinds=SOLID)[0]) for one, other in ((a, b), (b, a))}
    assert len(answers) == 1
    return answers.pop()


def test_under_a_deck_and_over_it_one_sees():
    assert seen_by_all((0, 1.6, -8), (0, 1.6, 8), DECK)
    assert seen_by_all((-1, 1.6, 0), (1, 0.5, 1), DECK)
    assert seen_by_all((0, 4.2, -1), (0, 4.2, 9), DECK)
    assert seen_by_all((0, 4.2, 0), (1, 3.0, 1), DECK)


def test_nobody_sees_through_a_deck():
    # from on it to under it, from a hill beside it to under it, and up from under it
    assert not seen_by_all((0, 4.2, 0), (0.5, 1.6, 0.5), DECK)
    assert not seen_by_all((0, 6.0, -12), (0, 0.5, 2.0), DECK)
    assert not seen_by_all((1, 1.6, 0), (0, 9.0, 12), DECK)
    # but over its edge
    assert seen_by_all((0, 6.0, -12), (0, 0.2, -5.0), DECK)


def test_what_stands_on_a_deck_hides_nobody_below():
    made = world(lane([(0, 0)], immovable=[1], half_extent=[(1.0, 1.0)], height=1.0))
    made.view["position"][0, 1] = 2.6
    grid = QueryGrid(made.view)
    eyes, ends = [(0, 1.6, -4), (0, 3.0, -4), (0, 5.0, 0)], [(0, 1.6, 4), (0, 3.0, 4), (0, 1.0, 0)]
    assert grid.line_of_sight(eyes, ends).tolist() == [1, 0, 0]


def test_a_turned_box_and_a_circle_hide_too():
    assert not sees((0, 1, 0), (4, 1, 4), make_obstacles([(2, 2, 0.1, 2, -np.pi / 4, -1, 3)]))
    assert not sees((0, 1, 0), (0, 1, 9), make_obstacles([], [(0.2, 4, 0.5, 3)]))
    assert sees((0, 1, 0), (0, 1, 9), make_obstacles([], [(0.8, 4, 0.5, 3)]))


def test_a_barricade_hides_while_it_stands():
    columns = {
        "life": np.array([UP], np.int32),
        "immovable": np.array([1], np.uint8),
        "position": np.zeros((1, 3), F32),
        "half_extent": np.array([(2, 0.3)], F32),
        "radius": np.array([0.5], F32),
        "height": np.array([2.0], F32),
        "yaw": np.zeros(1, F32),
    }
    line = (F32(0), F32(1), F32(-4), F32(0), F32(1), F32(4))
    assert walls_block_sight(*line, 0, 1, *columns.values())
    assert not walls_block_sight(*line, 0, 1, *(columns | {"life": np.array([DEAD], np.int32)}).values())
    assert not walls_block_sight(
        *line, 0, 1, *(columns | {"yaw": np.array([np.pi / 2], F32), "position": np.array([[3, 0, 0]], F32)}).values()
    )


def test_a_barrel_hides_as_wide_as_it_is_round():
    made = world(lane([(0, 0), (9, 9)], immovable=[1, 0], radius=0.5, height=2.0))
    eyes, ends = [(x, 1.0, -4.0) for x in (0.0, 0.4, 0.6)], [(x, 1.0, 4.0) for x in (0.0, 0.4, 0.6)]
    assert QueryGrid(made.view).line_of_sight(eyes, ends).tolist() == [0, 0, 1]
    names = ("life", "immovable", "position", "half_extent", "radius", "height", "yaw")
    hidden = [
        walls_block_sight(*map(F32, a), *map(F32, b), 0, 2, *(made.view[name] for name in names))
        for a, b in zip(eyes, ends, strict=True)
    ]
    assert hidden == [True, True, False]


points = st.floats(-5, 5, width=32)


@settings(max_examples=200, deadline=None)
@given(
    points,
    points,
    points,
    points,
    st.floats(0.125, 3, width=32),
    st.floats(0.125, 3, width=32),
    st.floats(-3, 3, width=32),
)
def test_a_line_meets_a_box_exactly_when_one_of_its_points_is_inside(ax, az, bx, bz, hx, hz, yaw):
    cos, sin = F32(np.cos(yaw)), F32(np.sin(yaw))
    found = line_meets_box(F32(ax), F32(az), F32(bx), F32(bz), F32(0), F32(0), F32(hx), F32(hz), cos, sin)
    assert F32(found) == plain_twin(line_meets_box)(
        F32(ax), F32(az), F32(bx), F32(bz), F32(0), F32(0), F32(hx), F32(hz), cos, sin
    )
    share = np.linspace(0, 1, 400)
    x, z = ax + (bx - ax) * share, az + (bz - az) * share
    right, ahead = np.abs(x * cos - z * sin), np.abs(x * sin + z * cos)
    inside = (right < hx - 0.02) & (ahead < hz - 0.02)
    near = (right < hx + 0.06) & (ahead < hz + 0.06)
    if inside.any():
        assert found >= 0
    if not near.any():
        assert found < 0


def test_a_point_inside_a_circle_is_met():
    assert line_meets_circle(F32(0), F32(0), F32(0), F32(0), F32(0.1), F32(0), F32(1)) >= 0
