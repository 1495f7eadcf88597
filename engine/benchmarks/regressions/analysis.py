"""What a history says: of each series its scatter and its changes, and which of them somebody should look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.benchmarks.history.row import HistoryRow
from engine.benchmarks.regressions.changes import Change, find_changes
from engine.benchmarks.regressions.noise import Noise, noise_of
from engine.benchmarks.regressions.series import Series

ALERT_ABOVE = 0.10
"""Changes for the worse that are greater ask for somebody's attention."""


@dataclass(frozen=True)
class Step:
    """A change of a series with the runs that it lies between."""

    change: Change
    is_worse: bool
    last_good: HistoryRow
    first_bad: HistoryRow

    @property
    def commits(self) -> str:
        """The commits that it spans, GOOD..BAD; one where both runs were of the same, "" where none is known."""
        good, bad = self.last_good.git_sha, self.first_bad.git_sha
        if not bad:
            return ""
        return bad if not good or good == bad else f"{good}..{bad}"


@dataclass(frozen=True)
class Analysis:
    """One series, judged. `noise` is None below eight runs, and below 30 no change can be found."""

    series: Series
    noise: Noise | None
    steps: Sequence[Step]

    @property
    def alert(self) -> Step | None:
        """The newest step, when it is one for the worse by more than 10 %."""
        if not self.steps:
            return None
        last = self.steps[-1]
        return last if last.is_worse and _worse_by(last.change, self.series.more_is_better) > ALERT_ABOVE else None

    @property
    def state(self) -> str:
        """worse, better, steady, or what is missing to say so."""
        if self.noise is None:
            return "too few runs"
        if self.alert is not None:
            return "worse"
        return "better" if self.steps and not self.steps[-1].is_worse else "steady"


def analyse(series: Series) -> Analysis:
    """Judge one series; the same rows give the same answer."""
    values = series.values
    rows = series.judged
    steps = [
        Step(change, (change.size > 0) != series.more_is_better, rows[change.at - 1], rows[change.at])
        for change in find_changes(values)
    ]
    return Analysis(series, noise_of(values) if len(values) else None, steps)


def analyse_all(found: Iterable[Series]) -> list[Analysis]:
    """Judge series after series."""
    return [analyse(each) for each in found]


def _worse_by(change: Change, more_is_better: bool) -> float:
    """How much worse, as a share: half the speed is as bad as twice the time."""
    return change.before / change.after - 1.0 if more_is_better else change.size
