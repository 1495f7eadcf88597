"""What a history says: of each series its scatter and its changes, and which of them somebody should look at."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from math import nan

from numpy import median

from engine.benchmarks.checking import worse_by
from engine.benchmarks.history.row import HistoryRow
from engine.benchmarks.regressions.change import Change, relative
from engine.benchmarks.regressions.changes import AFTER, find_changes
from engine.benchmarks.regressions.drift import drifted_before, first_newest, level_since, newest_level
from engine.benchmarks.regressions.noise import Noise, noise_of
from engine.benchmarks.regressions.series import Series

FEW = 5
"""Runs whose median says whether a change has come."""
ALERT_ABOVE = 0.10
"""Changes for the worse that are greater ask for somebody's attention."""


@dataclass(frozen=True)
class Step:
    """A change of a series with the runs that it lies between; `seen` is the run that made it sure.

    Where it took several that together made a series worse, `last_bad` is the first run after the last of them, or,
    where it took what went on slowly, the run that first showed enough of that.
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
        first = self.steps[worse.places[0]]
        good, bad = self._range(worse.places)
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

    def _range(self, places: Sequence[int]) -> tuple[Change, int]:
        """What to measure of an alert: its first step, by its last good run, and the place of its last bad run.

        It ends where it first was an alert, since it last came back, and goes on only to what by itself is a step of
        more than 10 %. It begins right before the first step, unless it was an alert sooner with what drifted its way
        before that.
        """
        first = places[0]
        own = self.steps[first].change
        whole = drifted_before(self.series.values, self._start(first), own)
        rest = range(first, len(self.steps))
        is_back = [
            place not in places and self._is_back(self.steps[place].change.after, whole.before) for place in rest
        ]
        start = max((place for place, is_it in zip(rest, is_back, strict=True) if is_it), default=first)
        reached = [(self._reached(start, change.before), change) for change in (own, whole)]
        far = [(end, change) for end, change in reached if end is not None]
        if not far:
            return own, self.steps[places[-1]].change.at
        end, change = min(far, key=lambda each: each[0])
        steps = [self.steps[place].change for place in places]
        large = [
            self._shown(each, each.before)
            for each in steps
            if each.begun is None and not self._is_back(each.after, each.before)
        ]
        return change, max([end, *large])

    def _reached(self, start: int, before: float) -> int | None:
        """The place of the last bad run of what first was worse by more than 10 % than a level, from a step on."""
        values = self.series.values
        for place in range(start, len(self.steps)):
            change = self.steps[place].change
            if self.steps[place].is_worse and not self._is_back(change.after, before):
                return self._shown(change, before)
            # What the nights saw until they saw the next step.
            until = self.steps[place + 1].change.seen if place + 1 < len(self.steps) else len(values)
            shown = first_newest(values[:until], change, lambda level: not self._is_back(level, before))
            if shown is not None:
                return shown
        return None

    def _shown(self, change: Change, before: float) -> int:
        """The first run of a change from which five are worse by more than 10 %: right at it, unless it came slowly."""
        values = self.series.values
        for place in range(change.at, min(change.seen + AFTER, len(values) - FEW) + 1):
            if not self._is_back(float(median(values[place : place + FEW])), before):
                return place
        return change.at

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
