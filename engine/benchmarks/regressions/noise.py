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
MOST_LOGARITHM = 20.0
"""Where a series scatters by more than any step, what shows is no number that anybody reads."""


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
    """The scatter of (n,) finite values around their slow course; None for fewer than eight.

    From the differences of neighbours, by their median, so that steps and spikes between them count little. Where a
    value is 0 or less there are no logarithms, and the scatter is a share of the mean distance from 0.
    """
    if len(values) < FEWEST:
        return None
    is_ratio = bool((values > 0.0).all())
    steps = np.abs(np.diff(np.log(values) if is_ratio else values))
    cv = float(1.4826 * np.median(steps) / np.sqrt(2.0))
    if not is_ratio and cv:
        cv /= float(np.mean(np.abs(values)))
    return Noise(cv, max(LEAST_STEP, float(np.expm1(min(NOTICED * cv, MOST_LOGARITHM)))))
