"""Two seconds of a CROWD-1 as a capture that the physics profiler opens."""

from dataclasses import replace

from engine.benchmarks.machine import measured_here
from engine.benchmarks.scenes.crowd_one import CrowdOne
from engine.physics.capture import Capture, CaptureRecorder, Origin

TICKS = 120
WARM_UPS = 3


def capture_crowd(crowd: CrowdOne) -> Capture:
    """Step the crowd on, with checksums, and keep what each tick cost."""
    crowd.physics.checksums = True
    for _ in range(WARM_UPS):
        crowd.aim()
        crowd.tick()
    began = f"CROWD-1, {crowd.agents} agents, seed {crowd.seed}, {crowd.iterations} iterations, tick {crowd.ticks}"
    origin = Origin("CROWD-1", f"{crowd.agents:,} agents", crowd.seed, crowd.threads, **measured_here(), run=began)
    recorder = CaptureRecorder(origin, TICKS)
    while not recorder.is_full:
        crowd.aim()
        crowd.tick()
        recorder.take(replace(crowd.physics.get_last_step_profile(), tick=crowd.ticks))
    crowd.physics.checksums = False
    return recorder.capture()
