"""The states of an anchor: from which stability on, their names, looks and sounds, and what mending costs."""

from dataclasses import dataclass

import numpy as np

from engine.world.kernel import helper

BROKEN, CRITICAL, UNSTABLE, STABLE, PERFECT = range(5)
CRITICAL_FROM, UNSTABLE_FROM, STABLE_FROM = np.float32(0.1), np.float32(0.4), np.float32(0.7)
PERFECT_FROM = np.float32(1.0)


@dataclass(frozen=True)
class AnchorState:
    """One state: `tone` for the HUD, colour "#rrggbb", hum [Hz] (0 is silence), particles a second, cost in Echo."""

    name: str
    tone: str
    colour: str
    hum_hz: float
    particles_per_s: int
    mending_cost: int


STATES = (
    AnchorState("Broken", "bad", "#5b5560", 0.0, 0, 5),
    AnchorState("Critical", "bad", "#ff4d5e", 350.0, 50, 3),
    AnchorState("Unstable", "warning", "#ff9a5a", 400.0, 20, 2),
    AnchorState("Stable", "good", "#4fe3dc", 430.0, 5, 1),
    AnchorState("Perfect", "good", "#ffc667", 440.0, 0, 1),
)
COSTS = tuple(state.mending_cost for state in STATES)


@helper
def state_of(stability):
    """BROKEN to PERFECT for a stability of 0..1."""
    if stability >= PERFECT_FROM:
        return PERFECT
    if stability >= STABLE_FROM:
        return STABLE
    if stability >= UNSTABLE_FROM:
        return UNSTABLE
    if stability >= CRITICAL_FROM:
        return CRITICAL
    return BROKEN
