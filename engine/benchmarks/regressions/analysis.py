"""What a history says: of each series its scatter and its changes, and which of them somebody should look at."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from math import nan

from engine.benchmarks.checking import worse_by
from engine.benchmarks.history.row import HistoryRow
from engine.benchmarks.regressions.change import Change, relative
from engine.benchmarks.regressions.changes import find_changes
from engine.benchmarks.regressions.drift import LEVEL, drifted_before, newest_level
from engine.benchmarks.regressions.noise import Noise, noise_of
from engine.benchmarks.regressions.series import Series

ALERT_ABOVE = 0.10
"""Changes for the worse that are greater ask for somebody's attention."""


@dataclass(frozen=True)
class Step:
    """A change of a series with the runs that it lies between; `seen` is the run that made it sure.

    Where it stands for several that together made a series worse, `last_bad` is the first run after the last of them,
    or the first of the newest where it went on since.
    """

    change: Change
    is_worse: bool
    last_good: HistoryRow
    first_bad: HistoryRow
    seen: HistoryRow
    last_bad: HistoryRow | None = None

    @property
    def commits(self) -> str:
        """The commits that it spans, GOOD..BAD; one where both runs were of the same, "" where none is known."""
        good, bad = self.last_good.git_sha, (self.last_bad or self.first_bad).git_sha
        if not bad:
            return ""
        return bad if not good or good == bad else f"{good}..{bad}"


@dataclass(frozen=True)
class Analysis:
    """One series, judged. `noise` is None below eight runs, and below 30 no change can be found."""

    series: Series
    noise: Noise | None
    steps: Sequence[Step]

    @cached_property
    def alert(self) -> Step | None:
        """What made the series worse by more than 10 %, and lasts; see `alert_since`."""
        return self.alert_since(None)

    def alert_since(self, moment: datetime | None) -> Step | None:
        """What made it worse by more than 10 %, and lasts, of what was seen after a moment; None where nothing did.

        The newest level counts beside that before the first step for the worse, and before what surely drifted the same
        way until then: one that takes back a part of it ends nothing, and several small ones add up. Only what is
        within 10 % of that level again ends it, whether a step for the better led there or the newest runs surely lie
        there.
        """
        worse = self._worse(moment)
        if not worse:
            return None
        first, last = worse[0], worse[-1]
        before, after = first.change.before, self.level
        if self._is_back(after, before):
            return None
        if first is last and first.change.at == self.steps[-1].change.at and after == first.change.after:
            return first
        change = replace(first.change, after=after, size=relative(before, after))
        has_gone_on = worse_by(after, self.steps[-1].change.after, more_is_better=self.series.more_is_better) > 0.0
        last_bad = self.series.judged[-LEVEL] if has_gone_on else last.first_bad
        return replace(first, change=change, last_bad=last_bad)

    def has_recovered_since(self, moment: datetime | None) -> bool:
        """Whether it became worse, and what followed surely ended that; runs too few to show it are no recovery."""
        steps = [step for step in self.steps if moment is None or step.seen.timestamp > moment]
        return any(step.is_worse for step in steps) and not self._worse(moment)

    @cached_property
    def level(self) -> float:
        """Where it is now: at the newest runs' median where they surely left what the last step led to, else there.

        NaN for a series without a step.
        """
        return newest_level(self.series.values, self.steps[-1].change) if self.steps else nan

    def _worse(self, moment: datetime | None) -> list[Step]:
        """The steps for the worse that nothing has ended."""
        found: list[Step] = []
        for place, step in enumerate(self.steps):
            if moment is not None and step.seen.timestamp <= moment:
                continue
            if step.is_worse:
                found.append(step if found else self._with_drift(place, moment))
            elif found and self._is_back(step.change.after, found[0].change.before):
                found = []
        has_moved = bool(found) and self.level != self.steps[-1].change.after
        return [] if has_moved and self._is_back(self.level, found[0].change.before) else found

    def _with_drift(self, place: int, moment: datetime | None) -> Step:
        """A step with what went its way since the one before it, or since a moment, too slowly to be told by itself."""
        step, rows = self.steps[place], self.series.judged
        start = self.steps[place - 1].change.at if place else 0
        if moment is not None:
            start = max(start, bisect_right(rows, moment, key=lambda row: row.timestamp))
        change = drifted_before(self.series.values, start, step.change)
        return step if change is step.change else replace(step, change=change, last_good=rows[change.last_good])

    def _is_back(self, level: float, before: float) -> bool:
        return worse_by(level, before, more_is_better=self.series.more_is_better) <= ALERT_ABOVE

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
        Step(
            *(change, (change.size > 0) != series.more_is_better),
            *(rows[change.last_good], rows[change.at], rows[change.seen]),
        )
        for change in find_changes(values)
    ]
    return Analysis(series, noise_of(values) if len(values) else None, steps)


def analyse_all(found: Iterable[Series]) -> list[Analysis]:
    """Judge series after series."""
    return [analyse(each) for each in found]
