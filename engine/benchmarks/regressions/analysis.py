"""What a history says: of each series its scatter and its changes, and which of them somebody should look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from engine.benchmarks.checking import worse_by
from engine.benchmarks.history.row import HistoryRow
from engine.benchmarks.regressions.changes import Change, find_changes, relative
from engine.benchmarks.regressions.noise import Noise, noise_of
from engine.benchmarks.regressions.series import Series

ALERT_ABOVE = 0.10
"""Changes for the worse that are greater ask for somebody's attention."""


@dataclass(frozen=True)
class Step:
    """A change of a series with the runs that it lies between; `seen` is the run that made it sure.

    Where it stands for several that together made a series worse, `last_bad` is the first run after the last of them.
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

        The newest level counts beside that before the first step for the worse: one that takes back a part of it ends
        nothing, and several small ones add up. Only a step for the better that ends within 10 % of that level ends it.
        """
        worse = self._worse(moment)
        if not worse:
            return None
        first, last = worse[0], worse[-1]
        before, after = first.change.before, self.steps[-1].change.after
        if worse_by(after, before, more_is_better=self.series.more_is_better) <= ALERT_ABOVE:
            return None
        if first is self.steps[-1]:
            return first
        change = replace(first.change, after=after, size=relative(before, after))
        return replace(first, change=change, last_bad=last.first_bad)

    def has_recovered_since(self, moment: datetime | None) -> bool:
        """Whether it became worse, and a step for the better ended that; runs too few to show it are no recovery."""
        steps = [step for step in self.steps if moment is None or step.seen.timestamp > moment]
        return any(step.is_worse for step in steps) and not self._worse(moment)

    def _worse(self, moment: datetime | None) -> list[Step]:
        """The steps for the worse that no step for the better has ended."""
        found: list[Step] = []
        for step in self.steps:
            if moment is not None and step.seen.timestamp <= moment:
                continue
            if step.is_worse:
                found.append(step)
            elif found:
                after, before = step.change.after, found[0].change.before
                if worse_by(after, before, more_is_better=self.series.more_is_better) <= ALERT_ABOVE:
                    found = []
        return found

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
            *(rows[change.at - 1], rows[change.at], rows[change.seen]),
        )
        for change in find_changes(values)
    ]
    return Analysis(series, noise_of(values) if len(values) else None, steps)


def analyse_all(found: Iterable[Series]) -> list[Analysis]:
    """Judge series after series."""
    return [analyse(each) for each in found]
