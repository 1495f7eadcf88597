"""The law of the crowd: the same bits for any number of threads and chunks, in any company, compiled and plain."""

import numpy as np
import pytest

from engine.physics.obstacles import Obstacles, make_obstacles
from engine.physics.scheduler import PhysicsScheduler
from engine.world.schedule import Schedule
from engine.world.world import World
from tests.engine.physics.crowds import PARTS, Ground, lane, square_crowd, world

SEEDS, TICKS, AGENTS = 100, 40, 400
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


class Run:
    """A crowd under way, stepped by a scheduler of its own."""

    def __init__(self, made: World, threads: int, chunks: int | None = None) -> None:
        self.world, self.schedule = made, Schedule(PARTS.systems)
        self.physics = PhysicsScheduler(threads, crossover=0, chunks=chunks, checksums=True)
        self.physics.install(self.schedule)
        self.physics.prepare(made.view)

    def sums(self, ticks: int) -> list[dict[str, int]]:
        """Step on; what every stage of every tick left behind."""
        found = []
        for _ in range(ticks):
            self.schedule.run(self.world)
            profile = self.physics.get_last_step_profile()
            assert profile.threads == self.physics.threads
            found.append(dict(profile.checksums))
        return found


def story(seed: int, threads: int, chunks: int | None = None, *, count: int = AGENTS, ticks: int = TICKS) -> object:
    """Everything that two runs are compared by: checksums of every stage of every tick, and the end."""
    run = Run(crowd(seed, count), threads, chunks)
    sums = run.sums(ticks)
    run.physics.close()
    return sums, run.world.digest()


def digests(seed: int, threads: int, chunks: int | None = None, *, ticks: int = TICKS) -> list[str]:
    """A digest for each stretch of ten ticks."""
    run, found = Run(crowd(seed), threads, chunks), []
    for _ in range(ticks // 10):
        run.schedule.run(run.world, 10)
        found.append(run.world.digest())
    run.physics.close()
    return found


@pytest.fixture(scope="module")
def serial() -> dict[int, object]:
    return {seed: story(seed, 0) for seed in range(SEEDS)}


def assert_threads_change_no_bit(known: dict[int, object], threads: int, *, chunks: int | None = None) -> None:
    """The law: whatever number of threads and of parts, every stage of every tick leaves what is known."""
    rng = np.random.default_rng(threads)
    for seed, expected in known.items():
        parts = chunks or int(rng.integers(2, 17))
        assert story(seed, threads, parts) == expected, f"seed {seed}, {threads} threads, {parts} parts"


@pytest.mark.parametrize("threads", [2, 3])
def test_every_number_of_threads_and_chunks_leaves_the_same_bits_in_every_stage(serial, threads):
    assert_threads_change_no_bit(serial, threads)


def test_one_thread_with_chunks_leaves_the_same_bits_as_the_systems(serial):
    assert_threads_change_no_bit({seed: serial[seed] for seed in range(10)}, 1)


def test_the_number_of_threads_may_change_in_the_middle_of_a_run(serial):
    run = Run(crowd(5), 0)
    sums = []
    for threads in (2, 0, 3, 1):
        run.physics.set_threads(threads)
        sums += run.sums(TICKS // 4)
    run.physics.close()
    assert (sums, run.world.digest()) == serial[5]


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


@pytest.mark.parametrize("threads", [0, 2])
def test_a_run_restored_at_any_tick_repeats_itself(threads):
    run = Run(crowd(7), threads)
    ends, frames = [], []
    for _ in range(TICKS):
        frames.append(run.world.snapshot())
        ends += run.sums(1)
    last = run.world.digest()
    for tick, frame in enumerate(frames):
        run.world.restore(frame)
        assert run.sums(1) == ends[tick : tick + 1]
    assert run.world.digest() == last
    run.world.restore(frames[3])
    assert run.sums(TICKS - 3) == ends[3:]
    run.physics.close()


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("threads", [1, 2, 3, 4, 8])
def test_a_hundred_seeds_of_a_large_crowd(threads):
    rng = np.random.default_rng(threads)
    for seed in range(100):
        chunks = int(rng.integers(1, 33))
        large = {"count": 2_500, "ticks": 300}
        assert story(seed, threads, chunks, **large) == story(seed, 0, **large)
