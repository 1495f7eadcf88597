"""A crowd's ways round walls are those that are reckoned anew over the same walls, and come back when the walls go."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nav.room import RoomGrid
from engine.nav.walls import take_room, walls_of
from engine.nav.ways import FAR, fill_way, slowness_of, ways_between_places, ways_to
from engine.nav.ways_repair import WalledWays, repair_times
from engine.world.kernel import plain_twin
from tests.engine.nav.fields import grid, scattered


def walled(made: RoomGrid, boxes: list[tuple[float, float, float, float, float]]) -> RoomGrid:
    room = made.room.copy()
    take_room(room, made.frame(), *walls_of(boxes))
    return RoomGrid(room, made.origin, made.cell)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_repaired_ways_are_those_that_are_reckoned_anew(seed):
    # given any obstacles, a goal on free ground and some walls, overlapping or not
    rng = np.random.default_rng(seed)
    made = grid(scattered(seed, count=24)).grid
    goal = tuple(rng.uniform(-10, 10, 2))
    ways = ways_to(made, goal)
    if not ways.walkable.any():
        return
    boxes = [(*rng.uniform(-9, 9, 2), rng.uniform(0.5, 4), 0.3, rng.uniform(0, 3)) for _ in range(rng.integers(1, 4))]
    repaired = WalledWays(made, ways)
    repaired.stand(walls_of(boxes))

    # then times and directions are those of a grid that had these walls from the start, but for rounding
    anew = ways_to(walled(made, boxes), goal)
    assert np.array_equal(repaired.times < FAR, anew.times < FAR)
    assert np.abs(repaired.times - anew.times).max() < 1e-3
    reached = anew.times[0] < FAR
    off = np.abs(repaired.way[0].astype(int) - anew.way[0]).max(axis=2)
    # Where two ways are equally long, a rounding turns the direction.
    assert np.mean(off[reached] > 2) < 0.01
    downhill = np.zeros_like(repaired.way[0])
    fill_way(downhill, repaired.times[0], made.room, np.ones_like(made.room), 0, len(reached), 0, len(reached[0]))
    assert np.array_equal(downhill[reached], repaired.way[0][reached])

    # and nothing is left of them when they are gone
    repaired.stand(walls_of([]))
    assert np.array_equal(repaired.way, ways.way)
    assert np.array_equal(repaired.times, ways.times)


def test_who_is_led_by_either_side_alike_is_told_when_both_take_longer():
    # given a block in the middle, then behind it stand cells whose way past its one end is as long as past the other
    room = np.full((21, 31), 40, np.uint8)
    room[5:16, 14:17] = 0
    made = RoomGrid(room, (0.0, 0.0), 0.5)
    boxes = [(7.75, 1.25, 0.5, 0.75, 0.0), (7.75, 9.25, 0.5, 0.75, 0.0)]
    ways, anew = ways_to(made, (1.25, 5.25)), ways_to(walled(made, boxes), (1.25, 5.25))
    assert np.array_equal(ways.times[0], ways.times[0][::-1])
    assert (anew.times[0, 10, 20:] > ways.times[0, 10, 20:]).all()

    repaired = WalledWays(made, ways)
    repaired.stand(walls_of(boxes))
    assert np.abs(repaired.times - anew.times).max() < 1e-3


def test_each_of_many_places_is_led_round_the_wall():
    made = grid(scattered(11, count=24)).grid
    ways = ways_between_places(made)
    repaired = WalledWays(made, ways)
    box = (0.0, 0.0, 6.0, 0.3, 0.5)
    repaired.stand(walls_of([box]))
    free = slowness_of(walled(made, [box])) > 0
    assert len(ways.spot) >= 4
    for place in range(len(ways.spot)):
        assert not np.array_equal(repaired.times[place], ways.times[place])
        # nobody is sent from a free cell through the wall: the next cell on the way is free and nearer
        r, c = np.nonzero(free & (repaired.times[place] < FAR) & (repaired.times[place] > 2.0))
        step = np.rint(repaired.way[place, r, c] / 127.0).astype(int)
        r2, c2 = np.clip(r + step[:, 1], 0, free.shape[0] - 1), np.clip(c + step[:, 0], 0, free.shape[1] - 1)
        assert np.mean(free[r2, c2]) > 0.97


@pytest.mark.parametrize("seed", range(3))
def test_the_kernels_have_plain_twins(seed):
    rng = np.random.default_rng(seed)
    made = RoomGrid(rng.integers(0, 24, (11, 13)).astype(np.uint8), (0.0, 0.0), 0.5)
    ways = ways_to(made, (2.2, 2.2))
    slowness = slowness_of(walled(made, [(3.0, 3.0, 1.0, 0.3, 0.4)]))
    outcomes = []
    for turned in (lambda kernel: kernel, plain_twin):
        times, changed = np.empty_like(ways.times[0]), np.empty(times_shape := made.room.shape, np.uint8)
        with np.errstate(all="ignore"):
            bounds = turned(repair_times)(times, slowness, ways.times[0], slowness_of(made), 57, changed)
            way = np.zeros((*times_shape, 2), np.int8)
            turned(fill_way)(way, times, made.room, np.ones_like(changed), 0, 11, 0, 13)
        outcomes.append((bounds, times.tobytes(), changed.tobytes(), way.tobytes()))
    assert outcomes[0] == outcomes[1]
