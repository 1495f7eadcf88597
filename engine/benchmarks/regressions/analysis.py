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
from engine.benchmarks.regressions.drift import drifted_before, first_newest, level_since, newest_level
from engine.benchmarks.regressions.noise import Noise, noise_of
from engine.benchmarks.regressions.series import Series

ALERT_ABOVE = 0.10
"""Changes for the worse that are greater ask for somebody's attention."""


@dataclass(frozen=True)
class Step:
    """A change of a series with the runs that it lies between; `seen` is the run that made it sure.

    Where it stands for several that together made a series worse, `last_bad` is the first run after the last of them,
    or, where it takes what went on since to make it an alert, the run that first showed enough of that.
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
class _Worse:
    """The places among a series' steps of those for the worse, from one on; `before` is the level before that one."""

    places: list[int]
    before: float


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
        there. The size is what came after the moment; the commits are the same whatever the moment, and by whichever
        night they are told, so that who measured them did so for all.
        """
        worse = self._worse(moment)
        if worse is None or self._is_back(self.level, worse.before):
            return None
        first, last = self.steps[worse.places[0]], self.steps[worse.places[-1]]
        good, bad = self._range(worse.places[0], last.change)
        size = relative(worse.before, self.level)
        change = replace(first.change, before=worse.before, after=self.level, size=size, begun=good.begun)
        rows = self.series.judged
        last_bad = rows[bad] if bad != first.change.at else None
        return replace(first, change=change, last_good=rows[good.last_good], last_bad=last_bad)

    def has_recovered_since(self, moment: datetime | None) -> bool:
        """Whether it became worse, and what followed surely ended that; runs too few to show it are no recovery."""
        steps = [step for step in self.steps if moment is None or step.seen.timestamp > moment]
        return any(step.is_worse for step in steps) and self._worse(moment) is None

    @cached_property
    def level(self) -> float:
        """Where it is now: at the newest runs' median where they surely left what the last step led to, else there.

        NaN for a series without a step.
        """
        return newest_level(self.series.values, self.steps[-1].change) if self.steps else nan

    def _worse(self, moment: datetime | None) -> _Worse | None:
        """The steps for the worse that nothing has ended, as the newest level says beside that before the first.

        What came back within 10 % and left that again surely has not ended; so steps before it count too, where those
        since do not suffice.
        """
        begun: list[_Worse] = []
        lasts = False
        for place, step in enumerate(self.steps):
            if moment is not None and step.seen.timestamp <= moment:
                continue
            if step.is_worse:
                for each in begun:
                    each.places.append(place)
                if not lasts:
                    begun.append(_Worse([place], self._before(place, moment)))
                    lasts = True
            elif lasts and self._is_back(step.change.after, begun[-1].before):
                lasts = False
        for each in reversed(begun):
            if not self._is_back(self.level, each.before):
                return each
        has_moved = bool(self.steps) and self.level != self.steps[-1].change.after
        return begun[-1] if lasts and not has_moved else None

    def _start(self, place: int) -> int:
        """Where the stretch before a step begins."""
        return self.steps[place - 1].change.at if place else 0

    def _before(self, place: int, moment: datetime | None) -> float:
        """The level before a step and what went its way too slowly to be told by itself, since a moment."""
        start, change, rows = self._start(place), self.steps[place].change, self.series.judged
        if moment is None:
            return drifted_before(self.series.values, start, change).before
        return level_since(self.series.values, start, change, bisect_right(rows, moment, key=lambda row: row.timestamp))

    def _range(self, place: int, last: Change) -> tuple[Change, int]:
        """What to measure of an alert: its first step, by its last good run, and the place of its last bad run.

        The step by itself where it and those after it suffice, else with what drifted its way before it. Only where
        that isn't enough either what went on since counts: until the run that first showed enough of it.
        """
        own = self.steps[place].change
        whole = drifted_before(self.series.values, self._start(place), own)
        for change in (own, whole):
            if not self._is_back(last.after, change.before):
                return change, last.at
        newest = self.steps[-1].change
        shown = first_newest(self.series.values, newest, lambda level: not self._is_back(level, whole.before))
        return (own, last.at) if shown is None else (whole, shown)

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
