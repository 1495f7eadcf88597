"""What must not pass: a narrow phase that scatters instead of gathering, and code that raises on a worker thread."""

import importlib.util
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from engine.physics.crowd.limits import NEIGHBOURS
from engine.physics.scheduler import PhysicsScheduler, WorkerError
from engine.physics.threads import native_tick
from engine.world import kernel as kernel_module
from engine.world.kernel import NativeFunction, kernel
from engine.world.schedule import Schedule, SystemFailure
from tests.engine.physics.crowds import PARTS
from tests.engine.physics.test_determinism import assert_threads_change_no_bit, crowd, story

TOO_FAR_ROUND = np.float32(1e6)


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


@kernel
def raising_integrate(begin, end, wall_begin, wall_end, position, velocity, yaw, *rest):
    """A mutant: raises where somebody looks in no direction."""
    for slot in range(begin, end):
        if yaw[slot] > TOO_FAR_ROUND:
            raise ValueError("nobody looks there")


@pytest.fixture(scope="module")
def mutants() -> Iterator[None]:
    """The threaded tick, compiled anew round the mutants."""
    names = {"gather_slots": scattering_gather, "integrate_slots": raising_integrate}
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(kernel_module.OPTIONS, "cache", False)
        for name in ("parts", "claims", "tick"):
            spec = importlib.util.find_spec(f"engine.physics.threads.kernels.{name}")
            module = importlib.util.module_from_spec(spec)
            patch.setitem(sys.modules, spec.name, module)
            spec.loader.exec_module(module)
            if name == "parts":
                vars(module).update(names)
        native = NativeFunction(module.run, 2)
        native.prepare()
        patch.setattr(native_tick, "_native", [native])
        yield


def test_a_mutant_that_scatters_fails_the_test_that_the_gather_passes(mutants):
    # given one thread and one part, then the mutant repeats itself; with more, who writes first shows in the bits
    known = {seed: story(seed, 1, 1) for seed in range(3)}
    assert_threads_change_no_bit(known, 1, chunks=1)
    with pytest.raises(AssertionError, match="2 threads"):
        assert_threads_change_no_bit(known, 2)
    with pytest.raises(AssertionError, match="3 threads"):
        assert_threads_change_no_bit(known, 3)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("threads", [1, 2, 4])
def test_compiled_code_that_raises_in_a_part_is_reported_and_nobody_waits(mutants, threads):
    made, schedule = crowd(1), Schedule(PARTS.systems)
    physics = PhysicsScheduler(threads, crossover=0, chunks=8)
    physics.install(schedule)
    schedule.run(made)
    made.view["yaw"][:] = 2 * TOO_FAR_ROUND
    with pytest.raises(SystemFailure, match=r"\d parts of the crowd's step failed") as caught:
        schedule.run(made)
    assert isinstance(caught.value.cause, WorkerError)
    made.view["yaw"][:] = 0
    schedule.run(made, 3)
    physics.close()
