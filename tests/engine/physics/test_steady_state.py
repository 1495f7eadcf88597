"""A crowd that has settled costs no memory: nothing that is allocated stays, no page is touched for the first time."""

import gc
import resource
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from engine.physics.scheduler import PhysicsScheduler
from engine.world.schedule import Schedule
from tests.engine.physics.crowds import PARTS
from tests.engine.physics.test_determinism import crowd

ROOT = Path(__file__).resolve().parents[3]
TICKS = 2_000
HANDFUL_BYTES = 256  # two or three whole numbers of the last profile, which may be longer than those before


def growth(threads: int) -> tuple[int, int]:
    """Bytes that Python holds more after many ticks than before, and pages touched for the first time."""
    made, schedule = crowd(1, 2_500), Schedule(PARTS.systems)
    physics = PhysicsScheduler(threads, crossover=0, checksums=True)
    physics.install(schedule)
    physics.prepare(made.view)
    schedule.run(made, 300)
    gc.collect()
    faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    schedule.run(made, TICKS)
    faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - faults
    tracemalloc.start()
    schedule.run(made, 50)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    schedule.run(made, TICKS)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    physics.close()
    return held, faults


@pytest.mark.parametrize("threads", [0, 2])
def test_two_thousand_ticks_leave_no_memory_behind(threads):
    # In a process of its own: what other tests have left to collect would be counted too.
    text = f"from tests.engine.physics.test_steady_state import growth; print(*growth({threads}))"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, cwd=ROOT, check=True)
    held, faults = map(int, done.stdout.split())
    assert held <= HANDFUL_BYTES
    assert faults == 0
