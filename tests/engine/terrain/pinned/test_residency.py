"""What is resident never shows in a result: law tests of the ground under running worlds of endless scenes."""

import gc
import random
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.physics.scheduler import PhysicsScheduler
from engine.terrain.pinned.ground import PinnedGround, tile_of
from engine.world.schedule import Schedule
from tests.engine.terrain.pinned.wilds import LAND, PARTS, lane, run, world

RUNNERS = np.array([[95.0, 60.0], [-93.0, 3.0], [900.0, -1952.0], [-64.0, 64.0], [63.9, -0.1], [5025.0, 5085.0]])
SPEEDS = np.array([[9.0, 1.0], [-8.0, 0.5], [0.0, 9.0], [-3.0, 3.0], [5.0, 5.0], [1.0, 0.0]])


def alone_on_its_ground(spec, ticks: int):
    """A world of one lane after a run."""
    made, ground = world(spec)
    run(made, ground, ticks)
    ground.close()
    return made


def flight(ground: PinnedGround, ticks: int = 240, disturb=lambda ground, tick: None) -> str:
    """The digest after a run in which everybody crosses tiles."""
    made, _ = world(lane(RUNNERS, SPEEDS, speed=9.0, acceleration=30.0), ground=ground)
    for tick in range(ticks):
        disturb(ground, tick)
        run(made, ground)
        assert not made.view["crowd_refused"].any()
    assert np.isfinite(made.view["position"]).all()
    ground.close()
    return made.digest()


@pytest.fixture(scope="module")
def plain() -> str:
    return flight(PinnedGround(LAND, prefetch_s=0.0, high_water=10**6))


def test_tiles_made_ahead_leave_no_late_ones_and_the_same_bits(plain):
    ground = PinnedGround(LAND, make=None)

    def wait(ground, tick):
        for coming in list(ground._coming.values()):
            coming.result()

    assert flight(ground, disturb=wait) == plain
    assert ground.late == 0


def test_without_prefetch_tiles_are_late_and_counted():
    ground = PinnedGround(LAND, prefetch_s=0.0)
    flight(ground)
    assert ground.late == len(ground.hitches) > 3
    assert ground.late_ms == pytest.approx(sum(hitch.ms for hitch in ground.hitches))
    assert all(0 <= hitch.tick < 240 and len(hitch.tile) == 2 for hitch in ground.hitches)


def test_a_pool_too_small_grows_and_ends_in_the_same_bits(plain):
    ground = PinnedGround(LAND, capacity=1, high_water=0)
    assert flight(ground) == plain
    assert ground.pool.capacity > 1


def test_tiles_thrown_out_at_random_come_back_with_the_same_bits(plain):
    chance = random.Random(3)

    def throw_out(ground, tick):
        slots = np.flatnonzero(ground.pool.place >= 0).tolist()
        ground.drop(slot for slot in slots if chance.random() < 0.3)

    assert flight(PinnedGround(LAND), disturb=throw_out) == plain


def test_workers_that_are_late_or_fail_change_nothing(plain):
    # given a worker that is held up until the tick itself needs the tile, and one that fails
    gate, main = threading.Event(), threading.get_ident()

    def slow(column, row):
        if threading.get_ident() != main:
            gate.wait()
            if (column + row) % 2:
                raise OSError("a worker that fails")
        return tile_of(LAND, column, row)

    ground = PinnedGround(LAND, make=slow)

    def open_at_last(ground, tick):
        if tick == 100:
            gate.set()

    timer = threading.Timer(0.2, gate.set)  # so that the tick that waits for the first tile goes on
    timer.start()
    assert flight(ground, disturb=open_at_last) == plain
    timer.join()


@settings(deadline=None, max_examples=12)
@given(
    st.lists(
        st.tuples(st.floats(-65_536, 65_536, width=32), st.floats(-65_536, 65_536, width=32)), min_size=2, max_size=5
    ),
    st.integers(0, 2**31),
)
def test_no_lane_shows_in_another_and_feet_are_on_the_landscape(places, seed):
    # given walkers anywhere in the world, each in a lane of its own
    rng = np.random.default_rng(seed)
    lanes = [lane(np.array([place]), rng.uniform(-9, 9, (1, 2)), speed=9.0) for place in places]

    # when all run side by side, and each alone on a ground of its own
    made, ground = world(*lanes)
    run(made, ground, 30)
    ground.close()
    alone = [alone_on_its_ground(spec, 30) for spec in lanes]

    # then each has the bits that it has alone, and stands where the landscape says
    for slot, single in enumerate(alone):
        assert made.lane_digest(slot) == single.lane_digest(0)
    x, y, z = made.view["position"].T
    assert np.array_equal(y, LAND.heights_at(x, z))


def test_threads_and_any_style_end_in_the_same_bits(plain):
    spec = lane(RUNNERS, SPEEDS, speed=9.0, acceleration=30.0)
    ends = set()
    for threads, style in ((0, "each"), (2, "each"), (0, "fused"), (0, "plain")):
        schedule, (made, ground) = Schedule(PARTS.systems), world(spec)
        physics = PhysicsScheduler(threads, crossover=0)
        if style == "each":
            physics.install(schedule)
            physics.prepare(made.view)
        run(made, ground, 40, schedule, style)
        physics.close()
        ground.close()
        ends.add(made.digest())
    assert len(ends) == 1


def test_a_walk_of_20_km_holds_few_tiles():
    # given somebody who is carried along at 333 m a second, when 20 km are covered
    made, ground = world(lane(np.array([[0.0, 0.0]])))
    most = 0
    for _ in range(3600):
        made.view["position"][0, 0] += 20_000 / 3600
        run(made, ground)
        most = max(most, ground.pool.used)
    ground.close()

    # then no more than the high water and what one tick needs was ever there
    assert ground.made > 600
    assert most <= ground.high_water + 130
    assert ground.pool.capacity <= 2 * (ground.high_water + 130)
    assert not made.view["crowd_refused"].any()


def test_who_is_put_elsewhere_within_a_tick_stands_there():
    # given a system that sends somebody 30 km away before physics has its turn
    from engine.world.system import system

    @system(slot="abilities", writes="position", compiled=False)
    def blink(tick, position):
        position[0, 0] = 30_000.0

    schedule = Schedule((*PARTS.systems, blink))
    made, ground = world(lane(np.array([[0.0, 0.0]])))
    run(made, ground, 1, schedule)
    run(made, ground, 100, schedule)
    x, y, z = made.view["position"][0]
    assert x == pytest.approx(30_000.0)
    assert y == pytest.approx(LAND.height_at(x, z), abs=0.01)
    assert ground.late == 0 or ground.late <= 4
    ground.close()


def test_the_end_of_the_world_holds_everybody():
    made, ground = world(
        lane(np.array([[65_530.0, 0.0], [0.0, -65_530.0]]), np.array([[9.0, 0], [0, -9.0]]), speed=9.0)
    )
    run(made, ground, 200)
    ground.close()
    assert made.view["position"][0, 0] == np.float32(65_536) - made.view["radius"][0]
    assert made.view["position"][1, 2] == -np.float32(65_536) + made.view["radius"][1]
    assert not made.view["crowd_refused"].any()


def test_who_has_no_place_at_all_comes_to_the_middle_of_the_world_where_there_is_ground():
    made, ground = world(lane(np.array([[3_000.0, 0.0]])))
    run(made, ground, 2)
    made.view["position"][0] = np.nan
    run(made, ground, 2)
    ground.close()
    assert made.view["position"][0, ::2].tolist() == [0.0, 0.0]
    assert np.isfinite(made.view["position"]).all()


def test_the_workers_of_a_world_end_with_it():
    made, ground = world(lane(RUNNERS, SPEEDS, speed=9.0))
    run(made, ground, 12)
    assert ground._workers is not None
    workers = list(ground._workers._threads)
    del made, ground
    gc.collect()
    assert not any(thread.is_alive() for thread in workers)
