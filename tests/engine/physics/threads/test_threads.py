"""Threads that share a tick: they wake, help, end with their owner, and never keep a step waiting for ever."""

import gc
import os
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from engine.physics.scheduler import PhysicsScheduler, WorkerError
from engine.physics.threads import desk as at
from engine.physics.threads.native_tick import native_tick
from engine.physics.threads.natives import Natives, find_natives
from engine.physics.threads.pool import Pool
from engine.world.schedule import Schedule, SystemFailure
from engine.world.world import World
from tests.engine.physics.crowds import PARTS, lane, square_crowd, world

pytestmark = pytest.mark.skipif(not find_natives().has_clock, reason="no thread can take part on this system")


def crowd(count: int = 2_000) -> World:
    return world(lane(square_crowd(count, 3, side=50.0), desired_velocity=(1.0, 0.5)))


def stepping(made: World, threads: int, *, crossover: int = 0) -> tuple[PhysicsScheduler, Schedule]:
    physics, schedule = PhysicsScheduler(threads, crossover=crossover), Schedule(PARTS.systems)
    physics.install(schedule)
    physics.prepare(made.view)
    return physics, schedule


def serial_digest(ticks: int, count: int = 2_000) -> str:
    made = crowd(count)
    Schedule(PARTS.systems).run(made, ticks)
    return made.digest()


def workers() -> int:
    return sum(thread.name.startswith("astraweave-crowd") for thread in threading.enumerate())


def test_every_worker_comes_to_help():
    # given many steps, then each worker has done chunks in some of them: a wake that is missed every time would show
    made = crowd()
    physics, schedule = stepping(made, 3)
    helped = np.zeros(3, np.int64)
    for _ in range(2_000):
        schedule.run(made)
        helped += physics.get_last_step_profile().chunks_per_thread
        if helped.all():
            break
    physics.close()
    assert (helped > 0).all()


def test_chunks_and_busy_times_belong_together():
    made = crowd()
    physics, schedule = stepping(made, 2)
    schedule.run(made, 5)
    profile = physics.get_last_step_profile()
    physics.close()
    assert len(profile.busy_ns_per_thread) == len(profile.chunks_per_thread) == 2
    assert [busy > 0 for busy in profile.busy_ns_per_thread] == [chunks > 0 for chunks in profile.chunks_per_thread]
    assert profile.busy_ns_per_thread[0] <= profile.total
    assert profile.tick == 4


def test_a_worker_that_never_wakes_is_not_waited_for_and_shows():
    made = crowd()
    physics, schedule = stepping(made, 2)
    schedule.run(made, 3)
    while physics._pool.per_thread(at.WAKES)[1] < 3:
        time.sleep(0.001)  # every bell so far has been heard
    physics._pool.words[at.SEM_POST] = physics.natives.sched_yield  # from now on nothing rings
    chunks = [physics.get_last_step_profile().chunks_per_thread[1] for _ in range(5) if schedule.run(made)]
    physics.close()
    assert chunks[1:] == [0, 0, 0, 0]  # in the first it may still have been on its way to bed
    assert made.digest() == serial_digest(8)


def test_threads_end_with_the_scheduler_that_is_closed_or_forgotten():
    made = crowd()
    physics, schedule = stepping(made, 4)
    schedule.run(made)
    assert workers() == 3
    physics.close()
    assert workers() == 0
    schedule.run(made)
    assert workers() == 3
    del physics, schedule
    gc.collect()
    assert workers() == 0


def test_lanes_that_come_and_go_are_followed_by_the_same_threads():
    made = crowd()
    physics, schedule = stepping(made, 3)
    schedule.run(made, 2)
    known = {thread.ident for thread in threading.enumerate()}
    frame = made.snapshot()
    for _ in range(20):
        made.restore(frame)  # every view is cut anew
        schedule.run(made, 2)
    made.keep([0])
    schedule.run(made, 3)
    assert {thread.ident for thread in threading.enumerate()} == known
    physics.close()
    assert made.digest() == serial_digest(7)


def test_the_same_threads_step_one_world_after_another():
    # given two worlds of other sizes, as when people are put into a run; nobody may go on in the arrays of the last
    small, large = crowd(700), crowd(2_000)
    physics, schedule = stepping(small, 3)
    for _ in range(5):
        schedule.run(small)
        schedule.run(large)
    physics.close()
    assert (small.digest(), large.digest()) == (serial_digest(5, 700), serial_digest(5))


@pytest.mark.timeout(120)
def test_more_threads_than_cores_neither_hang_nor_change_a_bit():
    made = crowd()
    physics, schedule = stepping(made, 8 * (os.cpu_count() or 1))
    schedule.run(made, 30)
    physics.close()
    assert made.digest() == serial_digest(30)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("threads", [1, 2, 3])
def test_without_native_semaphores_python_wakes_the_workers(threads):
    found = find_natives()
    made = crowd()
    physics, schedule = stepping(made, threads)
    physics.natives = Natives(found.sched_yield, found.clock_gettime)
    helped = np.zeros(threads, np.int64)
    for _ in range(30):
        schedule.run(made)
        helped += physics.get_last_step_profile().chunks_per_thread
    physics.close()
    assert helped[0] > 0
    assert made.digest() == serial_digest(30)
    assert workers() == 0


def test_without_a_clock_that_compiled_code_can_read_steps_are_serial():
    made = crowd()
    physics, schedule = stepping(made, 4)
    physics.natives = Natives()
    schedule.run(made, 4)
    assert physics.get_last_step_profile().threads == 0
    assert workers() == 0
    assert made.digest() == serial_digest(4)


def test_a_system_between_the_stages_makes_steps_serial():
    from engine.world.system import System

    def between(tick):
        pass

    made = crowd()
    schedule = Schedule([*PARTS.systems, System(between, slot="crowd", order=1, writes="")])
    names = [system.name for system in schedule.systems]
    assert names.index("between") - names.index("broad_phase") == 1
    physics = PhysicsScheduler(2, crossover=0)
    physics.install(schedule)
    physics.prepare(made.view)
    schedule.run(made, 4)
    assert physics.get_last_step_profile().threads == 0
    assert made.digest() == serial_digest(4)


def test_small_and_ended_lanes_stay_with_the_caller():
    made = crowd(300)
    physics, schedule = stepping(made, 4, crossover=301)
    schedule.run(made, 2)
    assert physics.get_last_step_profile().threads == 0
    assert workers() == 0


def test_an_array_of_another_type_is_refused_before_a_thread_reads_it():
    made = crowd(100)
    native = native_tick()
    native.prepare()
    pool = Pool(2, find_natives(), held=native.held, free=native.free)
    with pytest.raises(TypeError, match="yaw is not the array that threads were compiled for"):
        pool.bind({**made.view, "yaw": made.view["yaw"].astype(np.float64)})
    pool.close()


@pytest.mark.timeout(60)
def test_parts_that_fail_are_reported_and_the_next_step_goes_on(monkeypatch):
    made = crowd()
    physics, schedule = stepping(made, 2)
    schedule.run(made, 2)
    step = Pool.step
    monkeypatch.setattr(Pool, "step", lambda pool, *rest, **named: step(pool, *rest, **named) + 2)
    with pytest.raises(SystemFailure, match="2 parts of the crowd's step failed") as caught:
        schedule.run(made)
    assert isinstance(caught.value.cause, WorkerError)
    monkeypatch.undo()
    schedule.run(made, 2)
    physics.close()
    assert workers() == 0


FORK = """
import os, warnings
from tests.engine.physics.threads.test_threads import crowd, serial_digest, stepping
warnings.simplefilter("ignore")  # newer Pythons warn of a fork beside threads, which is what is tried here
made = crowd(500)
physics, schedule = stepping(made, 3)
schedule.run(made, 3)
child = os.fork()
schedule.run(made, 3)
physics.close()
right = made.digest() == serial_digest(6, 500)
if child == 0:
    os._exit(0 if right else 1)
print(right, os.waitpid(child, 0)[1])
"""


@pytest.mark.timeout(120)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked on this system")
def test_a_forked_process_has_no_workers_and_steps_alone():
    done = subprocess.run(
        [sys.executable, "-c", FORK], capture_output=True, text=True, timeout=100, check=False, cwd=os.getcwd()
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "True 0", "")


LEAVE = """
from tests.engine.physics.threads.test_threads import crowd, stepping
made = crowd(500)
physics, schedule = stepping(made, 3)
schedule.run(made, 5)
print("left")
"""


@pytest.mark.timeout(120)
def test_a_program_that_ends_with_threads_asleep_ends():
    done = subprocess.run(
        [sys.executable, "-c", LEAVE], capture_output=True, text=True, timeout=100, check=False, cwd=os.getcwd()
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "left", "")


def test_a_worker_that_is_awake_before_there_is_anything_to_do_waits_for_it():
    # given a lane so long that the caller is still looking through it when workers have long woken up
    rows = 400_000
    life = np.zeros(rows, np.int32)
    life[:50] = 1
    made = world(lane(np.zeros((rows, 2), np.float32), life=life))
    physics, schedule = stepping(made, 2)
    helped = 0
    for _ in range(60):
        schedule.run(made)
        helped += physics.get_last_step_profile().chunks_per_thread[1] > 0
    physics.close()
    assert helped > 0
