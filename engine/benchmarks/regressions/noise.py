"""How much a series scatters when nothing changes, and what can be seen through that."""

from dataclasses import dataclass

import numpy as np

from engine.benchmarks.regressions.rank_test import Floats

CLASSES = ((0.01, "steady"), (0.03, "quiet"), (0.10, "noisy"))
WILD = "wild"
NOTICED = 2.6
"""The step that is found within five runs in 95 of 100 cases is at least so many times the scatter."""
LEAST_STEP = 0.05
FEWEST = 8


@dataclass(frozen=True)
class Noise:
    """`cv`, the scatter as a share of the value; `detectable`, the least relative step that shows within five runs."""

    cv: float
    detectable: float

    @property
    def name(self) -> str:
        """Steady below 1 %, quiet below 3 %, noisy below 10 %, else wild."""
        return next((name for below, name in CLASSES if self.cv < below), WILD)


def noise_of(values: Floats) -> Noise | None:
    """The scatter of (n,) positive values around their slow course; None for fewer than eight.

    From the differences of neighbours, by their median, so that steps and spikes between them count little.
    """
    if len(values) < FEWEST or not (values > 0.0).all():
        return None
    steps = np.abs(np.diff(np.log(values)))
    cv = float(1.4826 * np.median(steps) / np.sqrt(2.0))
    return Noise(cv, max(LEAST_STEP, float(np.expm1(NOTICED * cv))))
