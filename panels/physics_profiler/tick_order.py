"""The ticks of a capture as rows that can be sorted by any column."""

from collections.abc import Callable

from engine.physics.capture import STAGES, TITLES, Capture
from engine.physics.profile import PhysicsStepProfile

COLUMNS = ("tick", "total", *reversed(STAGES), "collision_pair_count", "active_body_count", "threads")
COLUMN_TITLES = {**TITLES, "tick": "Tick", "total": "Total", "collision_pair_count": "Pairs",
                 "active_body_count": "Bodies", "threads": "Threads"}  # fmt: skip
TIMES = frozenset(("total", *STAGES))


def ordered(capture: Capture, column: str, *, descending: bool) -> list[PhysicsStepProfile]:
    """The ticks by a column; equal ones stay in the order of time, and what was not measured comes last."""
    key = _key(column)
    measured = [profile for profile in capture.profiles if key(profile) is not None]
    missing = [profile for profile in capture.profiles if key(profile) is None]
    return [*sorted(measured, key=lambda profile: key(profile) or 0, reverse=descending), *missing]


def _key(column: str) -> Callable[[PhysicsStepProfile], int | None]:
    return lambda profile: getattr(profile, column)
