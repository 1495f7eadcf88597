"""Where a capture of a running session comes from: project, scene, seed, threads, machine and version."""

from engine.benchmarks.machine import measured_here
from engine.physics.capture import Origin
from engine.play.running.session import Session


def origin_of(session: Session, project: str) -> Origin:
    """The origin of what is measured of a session from now on; `run` is left to who knows what was said to it."""
    return Origin(
        project=project,
        scene=session.compiled.view.scene,
        seed=session.seed,
        threads=session.threads,
        **measured_here(),
    )
