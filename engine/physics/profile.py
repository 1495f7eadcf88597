"""What one physics step cost and did: times by stage that sum to the total, bodies, pairs, threads and checksums."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from engine.whole_file import write_whole

PROFILE_FILE = Path("target/benchmark-data/physics_async_profile.json")


@dataclass(frozen=True)
class PhysicsStepProfile:
    """One step, that of tick `tick`. Times are nanoseconds; None means not measured.

    `chunks_per_thread` and `busy_ns_per_thread` are empty for a serial step; the caller's thread comes first. A thread
    with 0 chunks did not wake up in time, or not at all. `rigid` is None where the scene has no rigid bodies.
    `solver_iterations` is the most that any lane asks for: a gather that moves nobody ends them sooner.
    """

    broad_phase: int | None = None
    narrow_phase: int | None = None
    integration: int | None = None
    rigid: int | None = None
    active_body_count: int = 0
    collision_pair_count: int = 0
    solver_iterations: int = 0
    threads: int = 0
    chunks_per_thread: tuple[int, ...] = ()
    checksums: Mapping[str, int] = field(default_factory=dict[str, int])
    tick: int = 0
    busy_ns_per_thread: tuple[int, ...] = ()

    @property
    def total(self) -> int | None:
        """Sum of the stages that were measured, so the parts always add up; None when none was."""
        parts = [
            part for part in (self.broad_phase, self.narrow_phase, self.integration, self.rigid) if part is not None
        ]
        return sum(parts) if parts else None

    def to_json(self) -> dict[str, Any]:
        """Plain values, total included; checksums as hexadecimal text."""
        values = asdict(self)
        values["chunks_per_thread"] = list(self.chunks_per_thread)
        values["busy_ns_per_thread"] = list(self.busy_ns_per_thread)
        values["checksums"] = {name: f"{value:016x}" for name, value in self.checksums.items()}
        return {"total": self.total, **values}


def write_profile(profile: PhysicsStepProfile, path: Path | str = PROFILE_FILE) -> Path:
    """Write one step's profile as JSON, whole or not at all; the path that was written. OSError as writing does."""
    target = Path(path)
    write_whole(target, json.dumps(profile.to_json(), indent=2) + "\n")
    return target
