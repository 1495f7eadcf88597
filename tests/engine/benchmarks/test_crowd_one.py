"""CROWD-1 is the crowd that it says, the same each time, and its overlap is what counting every pair gives."""

import numpy as np
import pytest

from engine.benchmarks.cases.physics_determinism import differing_digests
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.benchmarks.scenes.crowd_scene import CELL_M, CrowdScene
from engine.benchmarks.scenes.overlap import overlap_cm, overlap_depths

AGENTS = 300


def by_every_pair(places, radius):
    gap = np.linalg.norm(places[:, None] - places[None], axis=2)[np.triu_indices(len(places), 1)] - 2 * radius
    return np.sort(-gap[gap < 0])


@pytest.mark.parametrize("seed", range(12))
def test_overlap_is_what_counting_every_pair_gives(seed):
    random = np.random.default_rng(seed)
    radius = float(random.uniform(0.1, 2.0))
    places = random.uniform(-10, 10, (int(random.integers(2, 200)), 2))
    np.testing.assert_allclose(np.sort(overlap_depths(places, radius)), by_every_pair(places, radius), atol=1e-12)


@pytest.mark.parametrize(
    ("places", "depth_cm"),
    [([[0, 0]], 0.0), ([[0, 0], [3, 0]], 0.0), ([[0, 0], [0.7, 0]], 10.0), ([[0, 0]] * 3, 80.0)],
    ids=["one", "apart", "10 cm", "all in one place"],
)
def test_overlap_of_few(places, depth_cm):
    assert overlap_cm(np.array(places, np.float32), 0.4) == pytest.approx((depth_cm, depth_cm), abs=1e-4)


def test_the_same_seed_gives_the_same_crowd_and_another_another():
    first, second, other = (CrowdOne(AGENTS, seed=seed, settle=30) for seed in (1, 1, 2))
    assert first.world.digest() == second.world.digest() != other.world.digest()


def test_a_copy_goes_on_as_the_settled_crowd_would():
    settled = CrowdOne(AGENTS, settle=20)
    copy = CrowdOne(AGENTS, like=settled)
    for crowd in (settled, copy):
        for _ in range(30):
            crowd.aim()
            crowd.tick()
    assert copy.world.digest() == settled.world.digest()
    assert copy.ticks == 50


def test_threads_and_chunks_leave_the_same_bits():
    assert differing_digests(3, ticks=40, agents=AGENTS) == 0


def test_it_has_the_density_the_speeds_and_the_obstacles_that_it_says():
    scene = CrowdScene(20_000)
    taken = 4 * scene.boxes[:, 2:].prod(axis=1).sum() + np.pi * (scene.circles[:, 2] ** 2).sum()
    assert 20_000 / ((2 * scene.half) ** 2 - taken) == pytest.approx(0.75)
    assert len(scene.boxes) + len(scene.circles) == 800
    assert 1.0 <= scene.speed.min() < 1.1
    assert 4.9 < scene.speed.max() <= 5.0
    tables = scene.obstacles().tables(0.4)
    assert len(tables["obstacle_box"]) + len(tables["obstacle_circle"]) == 800


def test_agents_are_numbered_line_by_line():
    starts = CrowdScene(2_000).starts
    line = np.floor(starts[:, 1] / CELL_M)
    assert (np.diff(line) >= 0).all()
    assert (np.diff(starts[:, 0])[np.diff(line) == 0] >= 0).all()


def test_who_arrives_walks_on_to_another_goal_and_everybody_at_his_own_speed():
    scene = CrowdScene(AGENTS)
    goals = scene.goals()
    velocity = goals.aim(scene.starts)
    np.testing.assert_allclose(np.linalg.norm(velocity, axis=1), scene.speed, rtol=1e-4)
    first = goals._goals.copy()
    is_far = np.linalg.norm(first - scene.starts, axis=1) > 1.0
    assert is_far.mean() > 0.9
    goals.aim(scene.starts)
    assert ((goals._goals == first).all(axis=1) == is_far).all()
    first = goals._goals.copy()
    goals.aim(first)
    assert (np.linalg.norm(goals._goals - first, axis=1) > 0).all()
    assert (np.abs(goals._goals) <= scene.half).all()


def test_a_crowd_steps_everybody_and_hardly_overlaps():
    crowd = CrowdOne(AGENTS)
    crowd.aim()
    crowd.tick()
    assert crowd.physics.get_last_step_profile().active_body_count == AGENTS
    assert (np.linalg.norm(crowd.places() - crowd.place.starts, axis=1) > 0.1).mean() > 0.9
    assert crowd.overlaps_m().mean() < 0.1


def test_velocity_is_that_of_the_walk_again_in_every_tick():
    pushed, other = CrowdOne(AGENTS, settle=0), CrowdOne(AGENTS, settle=0)
    pushed.world.view["velocity"][:] = 4.0
    for crowd in (pushed, other):
        crowd.aim()
        crowd.tick()
    np.testing.assert_allclose(pushed.places(), other.places(), atol=1e-5)
