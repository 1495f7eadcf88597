"""The few numbers that a set of durations is told by."""

from collections.abc import Iterable, Mapping

import numpy as np


def percentiles(samples: Iterable[float]) -> Mapping[str, float]:
    """Mean, nearest-rank percentiles and maximum, in the samples' unit: {avg, p50, p95, p99, p999, max}.

    Empty for no samples: nothing was measured, so there is nothing to show. Nearest rank (the smallest sample that at
    least that share of samples does not exceed) gives only durations that really occurred.
    """
    values = np.sort(np.fromiter(samples, np.float64))
    if not len(values):
        return {}

    def rank(share: float) -> float:
        return float(values[max(0, int(np.ceil(share * len(values))) - 1)])

    ranks = {"p50": rank(0.5), "p95": rank(0.95), "p99": rank(0.99), "p999": rank(0.999)}
    return {"avg": float(values.mean()), **ranks, "max": float(values[-1])}
