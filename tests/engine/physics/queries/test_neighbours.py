"""Who is near: the same answers as testing everybody against everybody, in one order, and never of another lane."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.physics.queries.grid import QueryGrid
from engine.physics.queries.kinds import EVERYBODY, bits
from engine.physics.queries.neighbours import nearest_batch, within_batch
from engine.world.ids import DOWN, HOSTILE, UP
from engine.world.kernel import plain_twin
from tests.engine.physics.crowds import lane, square_crowd, world
from tests.engine.physics.queries.truth import near, random_world, wanted

seeds = st.integers(0, 100_000)
masks = st.sampled_from([(EVERYBODY, bits(UP)), (bits(HOSTILE), EVERYBODY), (bits(0, 2), bits(UP, DOWN))])


def queries(made, rng, slot, count=12):
    """Points among, on and far away from the rows of a lane, and whom each leaves out."""
    block = made.rows_of(slot)
    points = rng.uniform(-25, 25, (count, 2)).astype(np.float32)
    size = block.stop - block.start
    if size:
        points[: count // 3] = made.view["position"][block, ::2][rng.integers(0, size, count // 3)]
    exclude = rng.integers(-1, max(size, 1), count).astype(np.int32)
    return points, exclude if size else np.full(count, -1, np.int32)


@settings(max_examples=150, deadline=None)
@given(seeds, masks, st.floats(0, 40, width=32))
def test_within_a_radius_are_exactly_those_that_brute_force_finds(seed, mask, radius):
    made, _, rng = random_world(seed, lanes=3)
    for slot in range(3):
        block = made.rows_of(slot)
        points, exclude = queries(made, rng, slot)
        found = QueryGrid(made.view, slot).within_radius(points, radius, teams=mask[0], lives=mask[1], exclude=exclude)

        rows = wanted(made.view, block.start, block.stop, *mask)
        for q, point in enumerate(points):
            truth = [
                (d, row - block.start)
                for d, row in near(made.view, rows, point)
                if d <= np.float32(radius) and row - block.start != exclude[q]
            ]
            part = slice(found.start[q], found.start[q + 1])
            assert list(zip(found.distance[part].tolist(), found.found[part].tolist(), strict=True)) == truth


@settings(max_examples=150, deadline=None)
@given(seeds, masks, st.integers(1, 9), st.sampled_from([np.inf, 3.0, 0.0]))
def test_the_nearest_k_are_exactly_those_that_brute_force_finds(seed, mask, k, reach):
    made, _, rng = random_world(seed, lanes=2, side=float(np.random.default_rng(seed).choice([3, 30, 48])))
    for slot in range(2):
        block = made.rows_of(slot)
        points, exclude = queries(made, rng, slot)
        found = QueryGrid(made.view, slot).nearest(
            points, k, reach=reach, teams=mask[0], lives=mask[1], exclude=exclude
        )

        rows = wanted(made.view, block.start, block.stop, *mask)
        for q, point in enumerate(points):
            truth = [
                (d, row - block.start)
                for d, row in near(made.view, rows, point)
                if d <= np.float32(reach) and row - block.start != exclude[q]
            ][:k]
            truth += [(np.inf, -1)] * (k - len(truth))
            assert list(zip(found.distance[q].tolist(), found.found[q].tolist(), strict=True)) == truth


@pytest.mark.parametrize("count", [400, 2_000])
def test_large_crowds_too_and_many_found_are_sorted(count):
    made = world(lane(square_crowd(count, 1, side=44)))
    grid = QueryGrid(made.view)
    points = square_crowd(20, 2, side=60)
    found, nearest = grid.within_radius(points, 9.0), grid.nearest(points, 40)

    for q, point in enumerate(points):
        truth = near(made.view, np.arange(count), point)
        part = slice(found.start[q], found.start[q + 1])
        inside = [(d, row) for d, row in truth if d <= 9.0]
        assert list(zip(found.distance[part].tolist(), found.found[part].tolist(), strict=True)) == inside
        assert nearest.found[q].tolist() == [row for _, row in truth[:40]]
    assert (np.diff(found.start) > 24).any()


def test_compiled_and_plain_python_agree_to_the_bit():
    made, _, rng = random_world(7, lanes=1)
    view = made.view
    points, exclude = queries(made, rng, 0)
    grid = QueryGrid(view)
    plain = QueryGrid(view)
    rows = (view["team"], view["life"], view["position"])
    reach = np.full(len(points), 7.5, np.float32)
    start, found, distance = np.zeros(len(points) + 1, "i4"), np.zeros(999, "i4"), np.zeros(999, "f4")
    index = (plain._order, plain._table, plain._frame)
    total = plain_twin(within_batch)(
        points, reach, exclude, EVERYBODY, EVERYBODY, 0, *rows, *index, start, found, distance
    )
    compiled = grid.within_radius(points, 7.5, lives=EVERYBODY, exclude=exclude)
    assert found[:total].tobytes() == compiled.found.tobytes()
    assert distance[:total].tobytes() == compiled.distance.tobytes()

    few, gaps = np.zeros(len(points) * 5, "i4"), np.zeros(len(points) * 5, "f4")
    plain_twin(nearest_batch)(points, reach, exclude, EVERYBODY, EVERYBODY, 0, *rows, *index, 5, few, gaps)
    compiled = grid.nearest(points, 5, reach=7.5, lives=EVERYBODY, exclude=exclude)
    assert few.tobytes() == compiled.found.tobytes()
    assert gaps.tobytes() == compiled.distance.tobytes()


def test_the_index_is_that_of_now_after_a_refresh():
    made = world(lane([(0, 0), (10, 0), (20, 0)]))
    grid = QueryGrid(made.view)
    assert grid.nearest([(11, 0)], 1).found.tolist() == [[1]]
    made.view["position"][2, 0] = 11.0
    grid.refresh()
    assert grid.nearest([(11, 0)], 1).found.tolist() == [[2]]


def test_places_that_are_no_numbers_find_nothing_and_rows_there_are_not_found():
    made = world(lane(square_crowd(50, 1)))
    made.view["position"][7] = np.nan
    made.view["position"][8, 0] = np.inf
    made.view["position"][9, 2] = -3e38
    grid = QueryGrid(made.view)
    bad = np.array([(np.nan, 0), (0, np.inf), (1e30, 0), (0, 0)], np.float32)

    near_everybody = grid.within_radius(bad, 1e6)
    assert near_everybody.start.tolist() == [0, 0, 0, 0, 47]
    assert grid.nearest(bad, 2).found[:3].tolist() == [[-1, -1]] * 3
    assert grid.within_radius([(0, 0)], [np.nan]).found.tolist() == []


def test_nobody_is_found_in_an_empty_lane():
    made = world(lane([(0, 0)], life=0))
    grid = QueryGrid(made.view)
    assert grid.within_radius([(0, 0)], 5).start.tolist() == [0, 0]
    assert grid.nearest([(0, 0)], 1).distance.tolist() == [[np.inf]]


def test_with_out_nothing_is_allocated():
    made = world(lane(square_crowd(500, 1)))
    grid = QueryGrid(made.view)
    points, reach = square_crowd(100, 2), np.full(100, 3.0, np.float32)
    within, nearest = grid.within_radius(points, reach), grid.nearest(points, 4, reach=reach)
    room = within._replace(found=np.empty(9999, np.int32), distance=np.empty(9999, np.float32))

    def ask():
        grid.refresh()
        grid.within_radius(points, reach, out=room)
        grid.nearest(points, 4, reach=reach, out=nearest)

    ask()
    tracemalloc.start()
    ask()
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(50):
        ask()
    grown = tracemalloc.get_traced_memory()[0] - before
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert grown < 200
    assert peak < 20_000  # views and tuples that come and go, no array


def test_out_of_the_wrong_size_is_refused():
    made = world(lane(square_crowd(60, 1)))
    grid = QueryGrid(made.view)
    found = grid.within_radius([(0, 0)], 100)
    with pytest.raises(ValueError, match="60 are within reach"):
        grid.within_radius([(0, 0)], 100, out=found._replace(found=found.found[:5], distance=found.distance[:5]))
    with pytest.raises(ValueError, match="room for 1 points; 2"):
        grid.within_radius([(0, 0), (1, 1)], 100, out=found)
    with pytest.raises(ValueError, match=r"expected \(2, 3\)"):
        grid.nearest([(0, 0), (1, 1)], 3, out=grid.nearest([(0, 0), (1, 1)], 2))
    with pytest.raises(IndexError, match="lane 1 of a world of 1"):
        QueryGrid(made.view, 1)
