"""Where a capture of a running session comes from: project, scene, seed, threads, machine and version."""

from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from engine.benchmarks.machine import machine_facts
from engine.physics.capture import Origin
from engine.play.session import Session


def origin_of(session: Session, project: str) -> Origin:
    """The origin of what is measured of a session from now on; `run` is left to who knows what was said to it."""
    return Origin(
        project=project,
        scene=session.compiled.view.scene,
        seed=session.seed,
        threads=session.threads,
        machine=str(machine_facts()["hardware_label"]),
        version=_version(),
        taken=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _version() -> str:
    try:
        return version("astraweave-editor")
    except PackageNotFoundError:
        return ""
