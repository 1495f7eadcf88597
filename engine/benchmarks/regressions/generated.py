"""Series that scatter as real ones do, so that what is said of the rules can be measured again anywhere.

Real histories of benchmarks are kept by services whose machines differ from night to night. What was read off them
and is made again here: scatter that differs a hundredfold from series to series, heavy tails, spikes of a single run,
neighbours that are alike, and runs on two kinds of machine under one name. The shares are set so that the two rules
that most dashboards use raise as many false alarms as they do on real histories: about 8.5 and 6.7 in 100 points.
"""

from math import exp, log

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MIDDLE_CV, SPREAD_OF_CV, GREATEST_CV = 0.034, 1.05, 0.4
SPIKES, TWO_MACHINES = 0.015, 0.12
TAIL = 5.0
"""Degrees of freedom of Student's t."""
ALIKE = (0.0, 0.0, 0.0, 0.2, 0.4)
"""Correlations of neighbours, one drawn for each series."""


def series(random: np.random.Generator, count: int, cv: float | None = None) -> Floats:
    """(count,) values around 1 in which nothing has changed; with `cv`, of that scatter but for spikes."""
    if cv is None:
        cv = scatter(random)
    alike = float(random.choice(ALIKE))
    shocks: Floats = random.standard_t(TAIL, count) / np.sqrt(TAIL / (TAIL - 2.0))
    noise: Floats = shocks.copy()
    for k in range(1, count):
        noise[k] = alike * noise[k - 1] + np.sqrt(1.0 - alike * alike) * shocks[k]
    if random.random() < TWO_MACHINES:
        noise = 0.4 * noise - 0.73
        noise[random.random(count) < 0.4] += 1.83
    values: Floats = np.exp(cv * noise)
    values[random.random(count) < SPIKES] *= 1.0 + random.random()
    return values


def scatter(random: np.random.Generator, below: float = GREATEST_CV) -> float:
    """The scatter of one series, as they come, out of those that lie below a limit."""
    while True:
        cv = min(GREATEST_CV, exp(random.normal(log(MIDDLE_CV), SPREAD_OF_CV)))
        if cv < below or below >= GREATEST_CV:
            return cv


def with_step(values: Floats, at: int, size: float) -> Floats:
    """The same with all values from `at` on greater by the share `size`."""
    stepped = values.copy()
    stepped[at:] *= 1.0 + size
    return stepped
