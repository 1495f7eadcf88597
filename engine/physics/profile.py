"""What one physics step cost and did: times by stage that sum to the total, bodies, pairs, threads and checksums."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class PhysicsStepProfile:
    """One step. Times are nanoseconds; None means not measured.

    `chunks_per_thread` and `busy_ns_per_thread` (the caller's thread first) are empty for a serial step; `tick` is the
    number of the tick that the step was part of.
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


def checksum(*arrays: NDArray[Any]) -> int:
    """Unsigned 64-bit sum of the arrays' 32-bit words, each times an odd weight that grows with its place.

    Two states with the same values in another order differ, and it costs a few microseconds: a digest to watch in every
    step, where BLAKE2b over everything would cost more than the step.
    """
    total = 0
    for array in arrays:
        words = np.ascontiguousarray(array).view(np.uint32).reshape(-1).astype(np.uint64)
        weights = np.arange(len(words), dtype=np.uint64) * np.uint64(2) + np.uint64(1)
        total = (total * 0x9E3779B97F4A7C15 + int(np.sum(words * weights, dtype=np.uint64))) & 0xFFFF_FFFF_FFFF_FFFF
    return total
