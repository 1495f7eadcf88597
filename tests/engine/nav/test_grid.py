"""The grid of free room: paths, flow fields and reachability agree with each other and with the obstacles."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nav.flow import fill_flow, fill_reached
from engine.nav.search import UNSEEN, search
from engine.nav.walls import walls_of
from engine.physics.obstacles import make_obstacles
from engine.world.kernel import plain_twin
from tests.engine.nav.fields import CLOSED_ROOM, LONG_WALL, grid, scattered
from tests.engine.physics.crowds import Ground

seeds = st.integers(0, 10_000)


def length(path):
    return float(np.linalg.norm(np.diff(np.array(path), axis=0), axis=1).sum())


def test_open_ground_is_crossed_in_one_straight_line():
    assert grid().path((-10, -10), (12, 7)) == [(-10, -10), (12, 7)]


def test_a_wall_is_walked_around_by_its_nearer_end():
    path = grid(LONG_WALL).path((1.0, -3.0), (2.0, 3.0))
    assert path is not None
    assert max(x for x, _ in path) > 6.0
    assert min(x for x, _ in path) >= 0.9
    assert 4 <= len(path) <= 6
    assert length(path) < 16.5


def test_a_wide_body_keeps_more_distance_than_a_slim_one():
    made = grid(LONG_WALL)
    slim, wide = (made.path((0, -3), (0, 3), radius) for radius in (0.3, 1.5))
    assert length(wide) > length(slim) + 1.0


def test_a_closed_room_is_not_reached_and_its_inside_is():
    made = grid(CLOSED_ROOM)
    assert made.path((-10, 0), (0, 0)) is None
    assert not made.reachable((-10, 0), (0, 0))
    assert made.reachable((1, 1), (-1, -2))
    assert made.reachable((-10, 0), (10, 0))


def test_a_gap_is_wide_enough_for_some():
    # given a wall with a gap of 1.5 m, then a stalker fits and a giant does not
    wall = make_obstacles([(-15.75, 0, 15, 0.5, 0, -1, 3), (15.75, 0, 15, 0.5, 0, -1, 3)])
    made = grid(wall)
    assert made.reachable((0, -5), (0, 5), radius=0.4)
    assert not made.reachable((0, -5), (0, 5), radius=1.2)


def test_what_lies_flat_on_the_ground_does_not_block():
    assert grid(make_obstacles([(0, 0, 6, 0.5, 0, -1, 0.2)])).sees((0, -3), (0, 3))


def test_steep_ground_is_not_walkable():
    made = grid(ground=Ground(amplitude=60.0))
    assert not made.is_free((20.0, 0.0))
    assert made.is_free((0.0, 0.0))


def test_the_flow_field_costs_what_the_search_costs():
    made = grid(LONG_WALL)
    field = made.flow_field([(0.0, 3.0)])
    start, at = (0.0, -3.0), (0.0, -3.0)
    steps = 0
    while made.cell_of(at) != made.cell_of((0.0, 3.0)):
        after = made.downhill(field, at)
        assert field.reshape(-1)[made.cell_of(after)] < field.reshape(-1)[made.cell_of(at)]
        at, steps = after, steps + 1
    straight = field.reshape(-1)[made.cell_of(start)] / 5 * made.grid.cell
    assert straight >= length(made.path(start, (0.0, 3.0))) - 1.5
    assert steps < 60


def test_two_goals_share_one_field():
    field = grid().flow_field([(-20, 0), (20, 0)])
    one = grid().flow_field([(-20, 0)])
    other = grid().flow_field([(20, 0)])
    assert np.array_equal(field, np.minimum(one, other))


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_search_flow_and_reachability_agree_everywhere(seed):
    # given any scatter of obstacles and two free points
    made = grid(scattered(seed))
    rng = np.random.default_rng(seed)
    start, goal = (tuple(rng.uniform(-16, 16, 2)) for _ in range(2))
    if not (made.is_free(start) and made.is_free(goal)):
        return

    # then all three kernels say the same about the way between them, and A* pays no more than Dijkstra
    cost = int(made.flow_field([goal]).reshape(-1)[made.cell_of(start)])
    reached = bool(made.reached_from(start).reshape(-1)[made.cell_of(goal)])
    path = made.path(start, goal)
    assert reached == (path is not None)
    if path is None:
        return
    assert cost != UNSEEN
    assert length(path) <= cost / 5 * made.grid.cell + 2.0
    for a, b in pairwise(path):
        assert made.sees(a, b) or a == path[-2]


@pytest.mark.parametrize("seed", range(6))
def test_kernels_have_plain_twins(seed):
    rng = np.random.default_rng(seed)
    rows, columns = 17, 23
    room = rng.integers(0, 9, rows * columns).astype(np.int32)
    goals = np.array([5, 200], np.int32)

    compiled, plain = np.empty(rows * columns, np.int32), np.empty(rows * columns, np.int32)
    fill_flow(compiled, room, rows, columns, goals, 3)
    plain_twin(fill_flow)(plain, room, rows, columns, goals, 3)
    assert compiled.tobytes() == plain.tobytes()

    compiled_mask, plain_mask = np.empty(rows * columns, np.uint8), np.empty(rows * columns, np.uint8)
    fill_reached(compiled_mask, room, rows, columns, 40, 3)
    plain_twin(fill_reached)(plain_mask, room, rows, columns, 40, 3)
    assert compiled_mask.tobytes() == plain_mask.tobytes()

    fenced = np.pad(room.reshape(rows, columns), 1, constant_values=-1).reshape(-1)
    compiled_way, plain_way = (np.full(len(fenced), -1, np.int32) for _ in range(2))
    found = search(fenced, columns + 2, 30, 430, 3, 500, compiled_way)
    assert found == plain_twin(search)(fenced, columns + 2, 30, 430, 3, 500, plain_way)
    assert compiled_way.tobytes() == plain_way.tobytes()


def test_a_search_that_may_not_look_far_ends_at_the_nearest_cell_found():
    made = grid(LONG_WALL)
    columns = made.shape[1]
    fenced = np.pad(made.grid.room.astype(np.int32), 1, constant_values=-1).reshape(-1)
    came_from = np.full(len(fenced), -1, np.int32)
    ends = [made.cell_of(point) for point in ((0, -8), (0, 8))]
    start, goal = ((cell // columns + 1) * (columns + 2) + cell % columns + 1 for cell in ends)
    row, column = divmod(int(search(fenced, columns + 2, start, goal, 3, 60, came_from)), columns + 2)
    found = made.middle_of((row - 1) * columns + column - 1)
    assert -5 < found[1] < -0.5


@pytest.mark.parametrize(
    ("bottom", "top", "is_in_the_way"),
    [(-1, 0.3, False), (-1, 0.5, True), (1.9, 2.2, False), (1.5, 2.2, True), (-1, -0.5, False)],
)
def test_low_tops_are_stepped_on_and_high_undersides_walked_under(bottom, top, is_in_the_way):
    # given a box of that height across the way, then it blocks exactly who the crowd's bodies are blocked by
    across = make_obstacles([(0, 0, 40, 0.5, 0, bottom, top)])
    assert grid(across).reachable((0, -5), (0, 5)) is not is_in_the_way


def test_a_box_that_is_only_thought_of_tells_what_it_would_cut_off():
    # given a wall with a gap of 1.5 m, then a box in the gap would shut it, one beside it would not, and nothing stands
    wall = make_obstacles([(-15.75, 0, 15, 0.5, 0, -1, 3), (15.75, 0, 15, 0.5, 0, -1, 3)])
    made = grid(wall)
    before = made.grid.room.copy()
    assert not made.can_still_reach((0, -5), (0, 5), [(0.0, 0.0, 0.5, 0.5, 0.3)])
    assert made.can_still_reach((0, -5), (0, 5), [(5.0, 3.0, 0.5, 0.5, 0.3)])
    assert made.can_still_reach((0, -5), (0, 5), [])
    assert np.array_equal(made.grid.room, before)
    # and the way of one agent leads round it
    path = grid().with_boxes([(0.0, 0.0, 6.0, 0.5, 0.0)]).path((0.0, -3.0), (0.0, 3.0))
    assert max(abs(x) for x, _ in path) > 6.0


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_flow_repair_search_and_reachability_agree_about_walls(seed):
    rng = np.random.default_rng(seed)
    made = grid(scattered(seed, count=20))
    boxes = [(*rng.uniform(-9, 9, 2), rng.uniform(1, 8), 0.3, rng.uniform(0, 3)) for _ in range(3)]
    start, goal = (tuple(rng.uniform(-12, 12, 2)) for _ in range(2))
    walled = made.with_boxes(boxes)
    if not (walled.is_free(start) and walled.is_free(goal)):
        return
    field = made.flow([goal])
    field.put(walls_of(boxes))
    assert np.array_equal(field.cost, walled.flow_field([goal]))
    reached = bool(walled.reached_from(start).reshape(-1)[walled.cell_of(goal)])
    assert reached == (walled.path(start, goal) is not None) == bool(field.best[field.cell_of(start)] < UNSEEN)
