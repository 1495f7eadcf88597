"""What a physics step says of itself: parts that add up, counts that are counted, checksums that tell states apart."""

import json
from pathlib import Path

import numpy as np
import pytest

from engine.physics.crowd.checksum import sum_rows
from engine.physics.profile import PhysicsStepProfile, write_profile
from engine.physics.scheduler import PhysicsScheduler
from engine.world.schedule import Schedule
from tests.engine.physics.crowds import EVERYTHING, PARTS, lane, square_crowd, world
from tests.engine.physics.rigid.yards import crate, person, yard


def profile_of(threads: int, *, checksums: bool = False) -> PhysicsStepProfile:
    made, schedule = world(lane(square_crowd(300, 1), desired_velocity=(1, 0))), Schedule(PARTS.systems)
    physics = PhysicsScheduler(threads, crossover=0, chunks=8, checksums=checksums)
    physics.install(schedule)
    physics.prepare(made.view)
    schedule.run(made, 3)
    profile = physics.get_last_step_profile()
    physics.close()
    return profile


def test_stage_times_sum_to_the_total():
    profile = profile_of(0)
    assert profile.total == profile.broad_phase + profile.narrow_phase + profile.integration
    assert profile.total > 0
    assert profile.rigid is None


def test_rigid_bodies_take_the_time_of_their_own_systems():
    made, schedule = yard([crate(0, 0, velocity=(1, 0)), person(3, 0)]), Schedule(EVERYTHING.systems)
    physics = PhysicsScheduler()
    physics.install(schedule)
    schedule.run(made, 3)
    profile, laps = physics.get_last_step_profile(), schedule.profile.systems
    assert profile.rigid == laps["rigid_contacts"] + laps["projectiles"] + laps["rigid_bodies"]
    assert profile.total == profile.broad_phase + profile.narrow_phase + profile.integration + profile.rigid


def test_bodies_and_pairs_are_counted():
    made, schedule = world(lane([(0, 0), (0.5, 0), (5, 5)], life=[1, 1, 3])), Schedule(PARTS.systems)
    physics = PhysicsScheduler()
    physics.install(schedule)
    schedule.run(made)
    profile = physics.get_last_step_profile()
    assert (profile.active_body_count, profile.collision_pair_count, profile.solver_iterations) == (2, 1, 4)


def test_a_restore_changes_nothing_about_the_step_that_was_made():
    made, schedule = world(lane(square_crowd(300, 1), desired_velocity=(1, 0))), Schedule(PARTS.systems)
    physics = PhysicsScheduler()
    physics.install(schedule)
    kept = made.snapshot()
    schedule.run(made, 3)
    profile = physics.get_last_step_profile()
    assert profile.collision_pair_count > 0
    made.restore(kept)
    for name in ("crowd_count", "crowd_pairs", "solver_iterations"):
        made.view[name][:] = 0  # as a world that has not been stepped since
    assert physics.get_last_step_profile() == profile


def test_a_threaded_step_says_who_did_what():
    profile = profile_of(2)
    # 8 chunks of rows in the broad phase, and parts of the slots in each gather and in the integration
    assert profile.threads == 2
    assert len(profile.chunks_per_thread) == 2
    assert sum(profile.chunks_per_thread) >= 24


def test_a_small_lane_stays_serial_whatever_was_asked():
    made, schedule = world(lane([(0, 0), (3, 0)])), Schedule(PARTS.systems)
    physics = PhysicsScheduler(4)
    physics.install(schedule)
    schedule.run(made)
    assert physics.get_last_step_profile().threads == 0


def test_checksums_of_each_stage_agree_over_threads():
    assert profile_of(0, checksums=True).checksums == profile_of(3, checksums=True).checksums
    assert set(profile_of(0, checksums=True).checksums) == {"broad_phase", "narrow_phase", "integration"}


def test_before_the_first_step_everything_is_not_measured():
    profile = PhysicsScheduler().get_last_step_profile()
    assert profile.total is None
    assert profile.to_json()["total"] is None


def test_a_profile_goes_to_json_and_back_as_numbers():
    values = json.loads(json.dumps(profile_of(0, checksums=True).to_json()))
    assert values["total"] == values["broad_phase"] + values["narrow_phase"] + values["integration"]
    assert all(len(text) == 16 for text in values["checksums"].values())


def reference(*arrays: np.ndarray) -> int:
    """The checksum of flat arrays of 4-byte values, in whole numbers of any size."""
    total = 0
    for array in arrays:
        words = np.ascontiguousarray(array).view(np.uint32).reshape(-1).tolist()
        total = (total * 0x9E3779B97F4A7C15 + sum(word * (2 * k + 1) for k, word in enumerate(words))) % 2**64
    return total


def test_checksums_are_weighted_sums_of_the_words_that_a_stage_left():
    made, schedule = world(lane(square_crowd(300, 1), desired_velocity=(1, 0))), Schedule(PARTS.systems)
    physics = PhysicsScheduler(checksums=True)
    physics.install(schedule)
    schedule.run(made, 3)
    view, sums = made.view, physics.get_last_step_profile().checksums
    assert sums["narrow_phase"] == reference(view["crowd_order"][:300], view["crowd_place"][:300])
    assert sums["integration"] == reference(view["position"], view["velocity"], view["yaw"])


def test_a_checksum_tells_order_and_sign_apart():
    position, velocity, yaw = np.zeros((3, 3), np.float32), np.ones((3, 3), np.float32), np.float32([1, 2, 3])
    known = sum_rows(position, velocity, yaw)
    assert sum_rows(position, velocity, np.ascontiguousarray(yaw[::-1])) != known
    assert sum_rows(position, velocity, -yaw) != known
    assert sum_rows(velocity, position, yaw) != known
    assert sum_rows(position.copy(), velocity.copy(), yaw.copy()) == known


def test_a_profile_is_written_where_benchmarks_look_for_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = write_profile(profile_of(0))
    assert path == Path("target/benchmark-data/physics_async_profile.json")
    assert json.loads(path.read_text())["tick"] == 2


def test_a_negative_number_of_threads_is_refused():
    with pytest.raises(ValueError, match=r"expected 0 \(serial\) or more"):
        PhysicsScheduler(-1)
