"""The table of a capture: a line for each stage, and one for the whole tick."""

from collections.abc import Sequence
from dataclasses import replace

from engine.physics.capture.data import STAGES, TITLES, stage_ns
from engine.physics.profile import PhysicsStepProfile
from engine.telemetry.summary import StageSummary, summary_of, with_shares


def summarize(profiles: Sequence[PhysicsStepProfile]) -> tuple[StageSummary, ...]:
    """Stages from the last to the first, as they are stacked in bars, then the whole tick; empty without a tick."""
    if not profiles:
        return ()
    rows = with_shares([_row(stage, profiles) for stage in reversed(STAGES)])
    return (*rows, replace(_row("total", profiles), share=1.0))


def _row(stage: str, profiles: Sequence[PhysicsStepProfile]) -> StageSummary:
    return summary_of(stage, TITLES[stage], stage_ns(profiles, stage))
