"""Two series of times against each other: how their distributions differ, and whether that is more than noise.

Ticks that follow each other are alike (a crowd thins out, a core is busy for half a second), so that a test for
independent samples would call noise a difference. The interval of a quantile's difference comes from a moving-block
bootstrap instead: Kunsch, "The jackknife and the bootstrap for general stationary observations", Annals of Statistics
17 (1989). How often a tick of B is slower than one of A is the statistic of Mann and Whitney, divided by its greatest
value. What two captures cannot show is what changed between them for both: a machine that became slower meanwhile.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Verdict = Literal["slower", "faster", "same", "unknown"]
Interval = tuple[float, float]
CONFIDENCE = 0.99
RESAMPLES = 400
BLOCKS, WIDENED = 10, 1.35
"""Blocks that a series is cut into, and the factor for knowing its spread from so few of them: for series whose
neighbours correlate by 0.9, the interval of a median then leaves out 0 in 1.5 % of 200 pairs of equal captures at
300 ticks, in none at 600 (tests/engine/physics/capture/test_compare.py)."""
FEWEST = 240
"""Ticks that each capture needs before anything is said, four seconds: with 120 that correlate by 0.9, one pair of
equal captures in twenty would be told apart; with 240, one in fifty at most."""
LEAST_SHARE = 0.02
"""Differences of a median below this part of it are of no consequence, however certain."""
MOST_RESAMPLED = 3600
"""Longer captures are told by their last minute, so that comparing stays short."""


@dataclass(frozen=True)
class Quantile:
    """One quantile of both [ns], the difference B - A, and the interval that holds it with 99 % confidence.

    `interval` is None where too few ticks were measured to tell.
    """

    a: float
    b: float
    interval: Interval | None = None

    @property
    def difference(self) -> float:
        """B - A [ns]."""
        return self.b - self.a

    @property
    def is_certain(self) -> bool:
        """Whether the interval leaves out 0, and the difference is large enough to matter."""
        if self.interval is None:
            return False
        low, high = self.interval
        return (low > 0 or high < 0) and abs(self.difference) >= LEAST_SHARE * self.a


@dataclass(frozen=True)
class Difference:
    """A stage, or the whole, in both captures. `slower` is how often one of B is slower than one of A, 0 to 1.

    `median`, `p99` and `slower` are None when one of the captures did not measure the stage.
    """

    stage: str
    title: str
    count_a: int
    count_b: int
    median: Quantile | None = None
    p99: Quantile | None = None
    slower: float | None = None

    @property
    def verdict(self) -> Verdict:
        """What can be said: by the median, or by the slowest ticks where the medians are the same."""
        for quantile in (self.median, self.p99):
            if quantile is not None and quantile.is_certain:
                return "slower" if quantile.difference > 0 else "faster"
        return "unknown" if self.median is None or self.median.interval is None else "same"


def cumulative(times: NDArray[np.int64], points: int = 400) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The empirical distribution: times (m,) [ns] ascending, and the share of ticks (m,) that took at most so long."""
    ordered = np.sort(times)
    places = np.unique(np.linspace(0, len(ordered) - 1, min(points, len(ordered))).round().astype(np.int64))
    return ordered[places].astype(np.float64), (places + 1) / max(1, len(ordered))


def difference_of(stage: str, title: str, a: NDArray[np.int64], b: NDArray[np.int64]) -> Difference:
    """Compare the times (n,), (m,) [ns] of a stage in two captures; the same times always give the same answer."""
    if not len(a) or not len(b):
        return Difference(stage, title, len(a), len(b))
    if min(len(a), len(b)) < FEWEST:
        median, p99 = (Quantile(float(_quantile(a, share)), float(_quantile(b, share))) for share in (0.5, 0.99))
        return Difference(stage, title, len(a), len(b), median, p99, _slower(a, b))
    a, b = a[-MOST_RESAMPLED:], b[-MOST_RESAMPLED:]
    # Counter-based and seeded by nothing but the sizes: an answer can be had again.
    random = np.random.Generator(np.random.Philox(key=[len(a), len(b)]))
    shares = np.array([0.5, 0.99])
    spread = _resampled(b, shares, random) - _resampled(a, shares, random)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(spread, [tail, 1 - tail], axis=0)
    middle, half = (low + high) / 2, (high - low) / 2 * WIDENED
    low, high = middle - half, middle + half
    found = [
        Quantile(float(_quantile(a, share)), float(_quantile(b, share)), (float(low[k]), float(high[k])))
        for k, share in enumerate(shares)
    ]
    return Difference(stage, title, len(a), len(b), found[0], found[1], _slower(a, b))


def _resampled(times: NDArray[np.int64], shares: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.int64]:
    """Quantiles (RESAMPLES, len(shares)) of so many series, each put together from blocks of the measured one."""
    count = len(times)
    length = max(1, count // BLOCKS)
    blocks = -(-count // length)
    starts = random.integers(0, count, (RESAMPLES, blocks))
    places = ((starts[:, :, None] + np.arange(length)) % count).reshape(RESAMPLES, -1)[:, :count]
    ranks = np.array([_rank(count, float(share)) for share in shares])
    return np.partition(times[places], ranks, axis=1)[:, ranks]


def _quantile(times: NDArray[np.int64], share: float) -> np.int64:
    return np.partition(times, _rank(len(times), share))[_rank(len(times), share)]


def _rank(count: int, share: float) -> int:
    return max(0, int(np.ceil(share * count)) - 1)


def _slower(a: NDArray[np.int64], b: NDArray[np.int64]) -> float:
    ordered = np.sort(a)
    below, upto = np.searchsorted(ordered, b, "left"), np.searchsorted(ordered, b, "right")
    return float((below + upto).mean() / 2 / len(a))
