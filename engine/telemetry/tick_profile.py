"""What one tick cost, system by system: the stages add up to the total because they are laps of one clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TickProfile:
    """Nanoseconds of one tick. Empty when the tick was not measured (a fused run has no laps)."""

    tick: int = 0
    systems: Mapping[str, int] = field(default_factory=dict[str, int])
    slots: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def is_measured(self) -> bool:
        """False when no lap was taken: show n/a."""
        return bool(self.systems)

    @property
    def total_ns(self) -> int:
        """Sum of all laps."""
        return sum(self.systems.values())

    @property
    def planning_ns(self) -> int:
        """Perception and planning of all agents."""
        return self.slots.get("perception", 0) + self.slots.get("planning", 0)

    @property
    def physics_ns(self) -> int:
        """Crowd and rigid bodies."""
        return self.slots.get("crowd", 0) + self.slots.get("rigid", 0)


def profile_of_laps(tick: int, names: Sequence[str], slots: Sequence[str], laps_ns: Sequence[int]) -> TickProfile:
    """Build a profile from one lap for each system, in schedule order."""
    by_slot: dict[str, int] = {}
    for slot, lap in zip(slots, laps_ns, strict=True):
        by_slot[slot] = by_slot.get(slot, 0) + lap
    return TickProfile(tick, dict(zip(names, laps_ns, strict=True)), by_slot)
