"""The law of the crowd: the same bits for any number of threads and chunks, in any company, compiled and plain."""

import numpy as np
import pytest

from engine.physics import scheduler as scheduler_module
from engine.physics.limits import NEIGHBOURS
from engine.physics.obstacles import Obstacles, make_obstacles
from engine.physics.scheduler import PhysicsScheduler
from engine.world.kernel import kernel
from engine.world.schedule import Schedule
from engine.world.world import World
from tests.engine.physics.crowds import PARTS, Ground, lane, square_crowd, world

SEEDS, TICKS, AGENTS = 25, 40, 400
HILLS = Ground(size_m=40.0)


def scatter(seed: int, count: int = 24) -> Obstacles:
    rng = np.random.default_rng(seed)
    spot = rng.uniform(-12, 12, (count, 2))
    size = rng.uniform(0.25, 0.75, (count, 2))
    boxes = [(*spot[k], *size[k], rng.uniform(0, 3), -50, 50) for k in range(count // 2)]
    return make_obstacles(boxes, [(*spot[k], size[k, 0], 50) for k in range(count // 2, count)])


def crowd(seed: int, count: int = AGENTS) -> World:
    """Actors of many sizes who all want to be somewhere else, and two barricades."""
    rng = np.random.default_rng(seed)
    immovable = np.zeros(count, np.uint8)
    immovable[[3, count // 2]] = 1
    half = np.where(immovable[:, None] == 1, (1.5, 0.3), 0.0)
    life = rng.choice([1, 1, 1, 1, 2, 3, 0], count)
    spec = lane(
        square_crowd(count, seed),
        life=np.where(immovable == 1, 1, life),
        immovable=immovable,
        half_extent=half,
        radius=rng.uniform(0.2, 0.8, count),
        mass=rng.uniform(50, 300, count),
        desired_velocity=rng.uniform(-5, 5, (count, 2)),
        yaw=rng.uniform(-3, 3, count),
        lane_seed=seed,
    )
    return world(spec, obstacles=scatter(seed), ground=HILLS)


def digests(seed: int, threads: int, chunks: int | None = None, *, ticks: int = TICKS) -> list[str]:
    """A digest for each stretch of ten ticks."""
    made, schedule = crowd(seed), Schedule(PARTS.systems)
    physics = PhysicsScheduler(threads, crossover=0, chunks=chunks)
    physics.install(schedule)
    found = []
    for _ in range(ticks // 10):
        schedule.run(made, 10)
        found.append(made.digest())
    physics.close()
    return found


@pytest.fixture(scope="module")
def serial() -> dict[int, list[str]]:
    return {seed: digests(seed, 0) for seed in range(SEEDS)}


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_every_number_of_threads_and_chunks_ends_in_the_same_bits(serial, threads):
    rng = np.random.default_rng(threads)
    for seed in range(SEEDS):
        assert digests(seed, threads, int(rng.integers(1, 17))) == serial[seed]


def test_the_number_of_threads_may_change_in_the_middle_of_a_run(serial):
    made, schedule = crowd(5), Schedule(PARTS.systems)
    physics = PhysicsScheduler(0, crossover=0)
    physics.install(schedule)
    for threads in (2, 0, 3, 1):
        physics.set_threads(threads)
        schedule.run(made, 10)
    physics.close()
    assert made.digest() == serial[5][-1]


@kernel
def scattering_gather(begin, end, place_from, place_to, crowd_body, near_rounds, near_slot, near_reach, *rest):
    """A mutant: pushes the neighbour as well as itself, so what a chunk sees depends on what others have written."""
    overlaps = 0
    entry = 0
    for group in range(begin, end, 8):
        if (group - begin) % 64 == 0:
            entry = group * NEIGHBOURS
        for k in range(entry, entry + 8 * near_rounds[group]):
            slot = group + k % 8
            other = near_slot[k // NEIGHBOURS, k % NEIGHBOURS]
            dx = place_from[slot, 0] - place_from[other, 0]
            dz = place_from[slot, 1] - place_from[other, 1]
            reach = near_reach[k // NEIGHBOURS, k % NEIGHBOURS]
            if dx * dx + dz * dz < reach * reach:
                overlaps += 1
                place_from[slot, 0] += dx * np.float32(0.25)
                place_from[slot, 1] += dz * np.float32(0.25)
                place_from[other, 0] -= dx * np.float32(0.25)
                place_from[other, 1] -= dz * np.float32(0.25)
        entry += 8 * near_rounds[group]
    for slot in range(begin, end):
        place_to[slot, 0] = place_from[slot, 0]
        place_to[slot, 1] = place_from[slot, 1]
    return overlaps, overlaps


def test_a_mutant_that_scatters_fails_the_same_test(monkeypatch):
    # given the narrow phase with the one thing that is forbidden, then the number of chunks shows in the bits
    monkeypatch.setattr(scheduler_module, "gather_slots", scattering_gather)
    assert digests(1, 1, 1) != digests(1, 1, 7)


def test_a_lane_ends_in_the_same_bits_alone_and_in_company():
    # given lanes of many sizes on both sides of the grid's threshold, stepped together and alone
    sizes = [5, 14, 36, 37, 90, 227]
    alone = []
    for seed, count in enumerate(sizes):
        made = world(lane(square_crowd(count, seed), desired_velocity=(1.5, -1.0)), obstacles=scatter(1), ground=HILLS)
        Schedule(PARTS.systems).run(made, 30)
        alone.append(made.lane_digest(0))

    order = [3, 0, 5, 1, 4, 2]
    specs = [lane(square_crowd(sizes[k], k), desired_velocity=(1.5, -1.0)) for k in order]
    together = world(*specs, obstacles=scatter(1), ground=HILLS)
    schedule = Schedule(PARTS.systems)
    schedule.run(together, 17)
    together.keep([5, 4, 3, 2, 1, 0])
    schedule.run(together, 13)
    assert [together.lane_digest(slot) for slot in range(6)] == [alone[k] for k in reversed(order)]


@pytest.mark.parametrize("count", [12, 60])
def test_compiled_and_plain_python_end_in_the_same_bits(count):
    compiled, plain = crowd(2, count), crowd(2, count)
    Schedule(PARTS.systems).run(compiled, 5)
    Schedule(PARTS.systems).run(plain, 5, style="plain")
    assert compiled.digest() == plain.digest()


def test_a_run_restored_from_a_snapshot_repeats_itself():
    made, schedule = crowd(7), Schedule(PARTS.systems)
    schedule.run(made, 11)
    snapshot = made.snapshot()
    first = [schedule.run(made) and made.digest() for _ in range(9)]
    made.restore(snapshot)
    assert [schedule.run(made) and made.digest() for _ in range(9)] == first


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("threads", [1, 2, 3, 4, 8])
def test_a_hundred_seeds_of_a_large_crowd(threads):
    def run(seed: int, count: int, chunks: int | None) -> tuple[str, tuple[int, ...]]:
        made, schedule = crowd(seed, 2_500), Schedule(PARTS.systems)
        physics = PhysicsScheduler(count, crossover=0, chunks=chunks, checksums=True)
        physics.install(schedule)
        schedule.run(made, 300)
        physics.close()
        return made.digest(), tuple(physics.get_last_step_profile().checksums.values())

    rng = np.random.default_rng(threads)
    for seed in range(100):
        assert run(seed, threads, int(rng.integers(1, 33))) == run(seed, 0, None)
