"""Laws of heaps: two hundred in one place, who want nothing, part and lie still, also where walls leave little room."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.physics.crowd.limits import NEIGHBOURS
from engine.physics.obstacles import Obstacles, make_obstacles
from engine.world.ids import GROUP
from engine.world.world import World
from tests.engine.physics.crowds import lane, overlaps, run, world

seeds = st.integers(0, 100_000)
COUNT = 200
PARTED_TICKS = 240
"""After so many ticks nobody overlaps by more than `OVERLAP_M`; measured: 23 to 56, all in one point 155."""
OVERLAP_M = 0.01
CALM_J = 1.0
"""What all of a settled heap moves with at most [J]: one of 75 kg at 0.16 m/s."""
PLACES = {
    "open": Obstacles(),
    "wall": make_obstacles([(0, -1.8, 29, 0.5, 0.2, -1, 3)]),
    "corner": make_obstacles([(0, -1.8, 29, 0.5, 0, -1, 3), (-1.8, 0, 0.5, 29, 0, -1, 3)]),
}


def heap(seed: int, where: str, half: float) -> World:
    """Two hundred of all sizes within a square of that half side [m], who want to go nowhere."""
    rng = np.random.default_rng(seed)
    starts = rng.uniform(-half, half, (COUNT, 2))
    mass = rng.uniform(30, 150, COUNT)
    return world(lane(starts, radius=rng.uniform(0.25, 0.5, COUNT), mass=mass), obstacles=PLACES[where])


def energy(made: World) -> float:
    """What all of them move with [J]."""
    view = made.view
    speed = np.hypot(view["velocity"][:, 0], view["velocity"][:, 2]).astype(float)
    return float((0.5 * view["mass"] * speed**2).sum())


@pytest.mark.parametrize("where", PLACES)
@settings(max_examples=4, deadline=None)
@given(seeds, st.sampled_from([0.0, 0.3, 1.0]))
def test_a_heap_parts_and_lies_still(where, seed, half):
    made = heap(seed, where, half)
    run(made, PARTED_TICKS)
    for _ in range(6):
        run(made, 30)
        assert overlaps(made).max(initial=0.0) <= OVERLAP_M
        assert energy(made) < CALM_J
    before = made.view["position"].copy()
    run(made, 60)
    assert np.abs(made.view["position"] - before).max() < OVERLAP_M


def test_of_more_neighbours_than_fit_the_first_count_and_the_others_when_there_is_room():
    # given a heap in which everybody touches a hundred others and more
    made = heap(7, "open", 0.3)
    run(made)
    assert made.view["near_rounds"].max() == NEIGHBOURS
    assert (made.view["near_rounds"][:COUNT:GROUP] == NEIGHBOURS).all()

    # when it has parted, then nobody has so many any more, and nobody was forgotten
    run(made, PARTED_TICKS)
    assert made.view["near_rounds"][:COUNT:GROUP].max() < NEIGHBOURS
    assert overlaps(made).max(initial=0.0) <= OVERLAP_M


def test_a_heap_has_the_same_bits_compiled_in_one_loop_and_plain():
    digests = []
    for style in ("each", "fused", "plain"):
        made = heap(3, "corner", 0.3)
        run(made, 3, style=style)
        digests.append(made.digest())
    assert len(set(digests)) == 1
