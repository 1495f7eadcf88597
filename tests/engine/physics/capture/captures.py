"""Captures for tests: by hand, and any capture that there can be."""

import numpy as np
from hypothesis import strategies as st

from engine.physics.capture import STAGES, Capture, Origin
from engine.physics.profile import PhysicsStepProfile

ORIGIN = Origin("veilweaver", "echo_grove", 7, 2, "a machine, 16 cores", "0.1.0", "2026-11-26T01:00:00+00:00")


def noisy(seed: int, ticks: int = 600, *, narrow: float = 1.0, spike: float = 0.0) -> Capture:
    """Ticks of about 0.3 ms whose noise comes in waves, as on a machine that others use, and 2 % slow ones."""
    random = np.random.default_rng(seed)
    wave = np.zeros(ticks)
    for k in range(1, ticks):
        wave[k] = 0.9 * wave[k - 1] + random.normal(0, 0.02)
    held = np.where(random.random(ticks) < 0.02, 1.0 + spike, 0.0)
    profiles = [
        PhysicsStepProfile(
            int(50_000 * (1 + wave[k])),
            int(200_000 * narrow * (1 + wave[k] + held[k])),
            int(50_000 * (1 + wave[k])),
            tick=k + 1,
        )
        for k in range(ticks)
    ]
    return Capture(ORIGIN, tuple(profiles))


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
times = st.none() | st.integers(0, 10**12)
counts = st.integers(0, 10**7)
shares = st.lists(counts, max_size=5).map(tuple)
origins = st.builds(
    Origin, texts, texts, st.integers(-(2**63), 2**63 - 1), st.integers(0, 64), texts, texts, texts, texts
)
sums = st.dictionaries(st.sampled_from(STAGES), st.integers(0, 2**64 - 1))


@st.composite
def captures(draw: st.DrawFn) -> Capture:
    """Any capture of a few ticks."""
    first, count = draw(st.integers(0, 10**9)), draw(st.integers(1, 6))
    profiles = [
        PhysicsStepProfile(
            *(draw(times) for _ in STAGES),
            *(draw(counts) for _ in range(4)),
            chunks_per_thread=draw(shares),
            checksums=draw(sums),
            tick=first + k,
            busy_ns_per_thread=draw(shares),
        )
        for k in range(count)
    ]
    return Capture(draw(origins), tuple(profiles))
