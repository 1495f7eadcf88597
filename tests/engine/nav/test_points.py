"""Cover and flanks: the very cells that looking at every cell one by one finds, the shortest way first."""

from itertools import islice, takewhile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.ai.perception.sight import is_sight_clear
from engine.nav.grid import running_grid
from engine.nav.points import EYE_M, REAR, cover_points, find_cover, find_flanks, flank_points
from engine.nav.search import UNSEEN
from engine.physics.angles import cosine, sine
from engine.world.kernel import plain_twin
from tests.engine.nav.fields import scattered, walkers, world

seeds = st.integers(0, 10_000)
SIGHT = (
    "life", "immovable", "position", "half_extent", "radius", "height", "yaw", "obstacle_box", "obstacle_circle"
)  # fmt: skip


def arena(seed: int):
    """A lane with obstacles, two fences, a body to put to any place (row 0) and a threat (row 1)."""
    rng = np.random.default_rng(seed)
    places = np.concatenate([rng.uniform(-10, 10, (2, 2)), rng.uniform(-6, 6, (2, 2))])
    spec = walkers(places, places, immovable=[0, 0, 1, 1], half_extent=[(0, 0), (0, 0), (2.5, 0.3), (1.5, 0.3)])
    spec.rows["height"] = np.array([EYE_M / 0.9, 1.8, 2.2, 1.2], np.float32)
    spec.rows["yaw"] = rng.uniform(0, 3, 4).astype(np.float32)
    return world(spec, obstacles=scattered(seed, count=30)), rng


def cells_by_way(made, start: np.ndarray, radius: float):
    """(cost, cell, x, z) of every cell that can be walked to, the cheapest first."""
    grid = running_grid(made.view)
    cost = grid.flow_field([tuple(start)], radius).reshape(-1)
    for cell in np.lexsort([np.arange(len(cost)), cost]).tolist():
        middle = np.array(grid.middle_of(cell), np.float32)
        if cost[cell] < UNSEEN and grid.is_free(tuple(middle.tolist()), radius):
            yield int(cost[cell]), middle


def is_hidden(made, place: np.ndarray) -> bool:
    """Whether perception says that row 1 can't see row 0 when that stands at a place."""
    before = made.view["position"][0].copy()
    made.view["position"][0] = (place[0], 0.0, place[1])
    clear = is_sight_clear(1, 0, 0, 4, *(made.view[name] for name in SIGHT))
    made.view["position"][0] = before
    return not clear


@settings(max_examples=12, deadline=None)
@given(seeds)
def test_cover_is_what_perception_cannot_look_at(seed):
    # given flat ground with obstacles and fences, some low enough to be looked over
    made, _ = arena(seed)
    start, eye = made.view["position"][0, [0, 2]], made.view["position"][1] + [0.0, 1.8 * 0.9, 0.0]
    within = 6.0
    found = cover_points(made.view, [start], [eye], within=within, most=6)[0]

    # then it is what a look at every near cell finds, in the order of the ways there
    limit = int(within / 0.5 * 5)
    near = takewhile(lambda cell: cell[0] <= limit, cells_by_way(made, start, 0.4))
    expected = list(islice((place for _, place in near if is_hidden(made, place)), 6))
    assert np.array_equal(found[: len(expected)], np.array(expected, np.float32).reshape(-1, 2))
    assert np.isnan(found[len(expected) :]).all()


@settings(max_examples=12, deadline=None)
@given(seeds)
def test_flanks_lie_behind_at_their_distance_the_nearest_first(seed):
    made, rng = arena(seed)
    start, target = made.view["position"][0, [0, 2]], made.view["position"][1, [0, 2]]
    facing, distance = np.float32(rng.uniform(-3, 3)), np.float32(4.0)
    found = flank_points(made.view, [start], [target], [facing], distance=4.0, within=60.0, most=5)[0]

    def is_flank(place: np.ndarray) -> bool:
        off = place - target
        away = np.sqrt(off[0] * off[0] + off[1] * off[1])
        behind = off[0] * sine.py_func(facing) + off[1] * cosine.py_func(facing) <= -np.float32(REAR) * away
        return bool(abs(away - distance) <= np.float32(0.5) and behind)

    expected = list(islice((place for _, place in cells_by_way(made, start, 0.4) if is_flank(place)), 5))
    assert np.array_equal(found[: len(expected)], np.array(expected, np.float32).reshape(-1, 2))
    assert np.isnan(found[len(expected) :]).all()


def test_many_are_asked_for_at_once_and_nothing_is_changed():
    made, rng = arena(5)
    before = made.digest()
    starts = rng.uniform(-8, 8, (9, 2)).astype(np.float32)
    eyes = rng.uniform(-8, 8, (3, 3)).astype(np.float32) * [1, 0, 1] + np.array([0, 1.6, 0])
    together = cover_points(made.view, starts, eyes)
    alone = np.concatenate([cover_points(made.view, [start], eyes) for start in starts])
    assert np.array_equal(together, alone, equal_nan=True)
    assert made.digest() == before


@pytest.mark.parametrize("door", [cover_points, flank_points])
def test_the_kernels_have_plain_twins(door, monkeypatch):
    made, _ = arena(8)
    start = made.view["position"][0, [0, 2]]
    second = ([[0.0, 1.5, 0.0]],) if door is cover_points else ([[1.0, 1.0]], [0.5])
    compiled = door(made.view, [start], *second, within=2.0)
    kernel = find_cover if door is cover_points else find_flanks
    monkeypatch.setattr(f"engine.nav.points.{kernel.__name__}", plain_twin(kernel))
    assert np.array_equal(door(made.view, [start], *second, within=2.0), compiled, equal_nan=True)
