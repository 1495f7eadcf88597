"""A trend as columns: small to hand from process to process, and quick to draw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.benchmarks.checking import worse_by
from engine.benchmarks.regressions.analysis import Step
from engine.benchmarks.regressions.noise import Noise
from engine.benchmarks.regressions.rank_test import Floats
from engine.benchmarks.regressions.trends.trend import Trend

State = Literal["fail", "warn", "ok", "unknown"]
FEWEST = 3
"""Below so many judged runs no line is drawn: two points would promise a direction."""
Texts = NDArray[np.bytes_]


@dataclass(frozen=True)
class Shift:
    """A change point: the first run after it, how large it is, and the commits that it lies between, GOOD..BAD.

    `size` is infinite from a level of 0. An alert may stand for several changes, and begins with the first.
    """

    at: int
    size: float
    is_worse: bool
    before: float
    after: float
    p: float
    commits: str


@dataclass(frozen=True)
class Limit:
    """What its benchmark sets: shares that warn and fail, why they matter, and the baseline of this machine."""

    why: str
    warn: float
    fail: float
    critical: bool
    base: float | None


@dataclass(frozen=True, eq=False)
class Course:
    """One series of one branch, judged. All columns are (n,), a run each, oldest first.

    `times` are seconds since 1970 (UTC), `spread` the standard deviation of the samples or NaN; `middle`, `low` and
    `high` are the running median and its 95 % interval, NaN where there is none. `commits`, `raws` and `captures` are
    empty where a row names none.
    """

    id: str
    name: str
    case: str
    params: bytes
    system: str
    unit: str
    more_is_better: bool
    hardware_id: str
    hardware: str
    branch: str
    times: Floats
    values: Floats
    spread: Floats
    samples: NDArray[np.int32]
    threads: NDArray[np.int32]
    judged: NDArray[np.bool_]
    dirty: NDArray[np.bool_]
    middle: Floats
    low: Floats
    high: Floats
    commits: Texts
    pythons: Texts
    raws: Texts
    captures: Texts
    shifts: Sequence[Shift]
    alert: Shift | None
    noise: Noise | None
    limit: Limit | None

    def __len__(self) -> int:
        return len(self.times)

    @property
    def title(self) -> str:
        """Name and parameters."""
        return f"{self.name} ({self.case})" if self.case else self.name

    @property
    def has_line(self) -> bool:
        """Whether there are runs enough for a line."""
        return int(self.judged.sum()) >= FEWEST

    @property
    def last_shift(self) -> Shift | None:
        """The newest change."""
        return self.shifts[-1] if self.shifts else None

    @cached_property
    def newest(self) -> float | None:
        """The newest judged value."""
        judged = self.values[self.judged]
        return float(judged[-1]) if len(judged) else None

    @property
    def worse(self) -> float | None:
        """The share by which the newest judged value is worse than the baseline of its machine; None without one."""
        limit = self.limit
        if limit is None or limit.base is None or self.newest is None:
            return None
        return worse_by(self.newest, limit.base, more_is_better=self.more_is_better)

    @property
    def is_over(self) -> bool:
        """Whether the newest judged value fails its threshold."""
        return self.worse is not None and self.limit is not None and self.worse > self.limit.fail

    @cached_property
    def state(self) -> State:
        """Whether somebody should look: fail, warn, ok, or unknown where runs are too few to say."""
        worse, limit = self.worse, self.limit
        if self.is_over:
            return "fail"
        if self.alert is not None:
            step = worse_by(self.alert.after, self.alert.before, more_is_better=self.more_is_better)
            return "fail" if limit is not None and step > limit.fail else "warn"
        if worse is not None and limit is not None:
            return "warn" if worse > limit.warn else "ok"
        return "unknown" if self.noise is None else "ok"

    def bound(self, share: float) -> float | None:
        """The value that is worse than the baseline by a share; None without a baseline."""
        base = self.limit.base if self.limit is not None else None
        if base is None:
            return None
        return base / (1.0 + share) if self.more_is_better else base * (1.0 + share)


def course_of(trend: Trend) -> Course:
    """A trend as columns."""
    rows, places, band = trend.rows, np.array(trend.judged, np.intp), trend.band
    judged = np.zeros(len(rows), np.bool_)
    judged[places] = True
    columns = {"middle": band.middle, "low": band.low, "high": band.high}
    middle, low, high = (_spread_out(each, places, len(rows)) for each in columns.values())
    shifts = tuple(_shift(step, places) for step in trend.analysis.steps)
    newest = rows[-1]
    return Course(
        id=trend.id,
        name=trend.series.name,
        case=trend.case,
        params=bytes(newest.params),
        system=trend.system,
        unit=trend.series.unit,
        more_is_better=trend.series.more_is_better,
        hardware_id=newest.hardware_id,
        hardware=newest.hardware_label or newest.hardware_id,
        branch=trend.branch,
        times=np.array([row.timestamp.timestamp() for row in rows]),
        values=np.array([row.value for row in rows]),
        spread=np.array([np.nan if row.stddev is None else row.stddev for row in rows]),
        samples=np.array([row.samples for row in rows], np.int32),
        threads=np.array([row.threads for row in rows], np.int32),
        judged=judged,
        dirty=np.array([bool(row.git_dirty) for row in rows]),
        middle=middle,
        low=low,
        high=high,
        commits=_texts(row.git_sha for row in rows),
        pythons=_texts(row.python for row in rows),
        raws=_texts(row.raw for row in rows),
        captures=_texts(row.capture for row in rows),
        shifts=shifts,
        alert=_shift(trend.analysis.alert, places) if trend.analysis.alert is not None else None,
        noise=trend.analysis.noise,
        limit=_limit(trend),
    )


def _spread_out(judged: Floats, places: NDArray[np.intp], count: int) -> Floats:
    found = np.full(count, np.nan)
    found[places] = judged
    return found


def _texts(texts: Iterable[str | None]) -> Texts:
    return np.array([(text or "").encode("utf-8", "replace") for text in texts], np.bytes_)


def _shift(step: Step, places: NDArray[np.intp]) -> Shift:
    change = step.change
    at = int(places[change.at])
    return Shift(at, change.size, step.is_worse, change.before, change.after, change.p, step.commits)


def _limit(trend: Trend) -> Limit | None:
    limit, base = trend.threshold, trend.baseline
    if limit is None:
        return None
    return Limit(limit.why, limit.warn, limit.fail, limit.critical, base.value if base is not None else None)
