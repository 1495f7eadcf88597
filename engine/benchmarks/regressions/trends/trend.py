"""One series as people see it, and all of a history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.benchmarks.benchmark import Benchmark
from engine.benchmarks.history.row import HistoryRow
from engine.benchmarks.regressions.analysis import Analysis, Step, analyse
from engine.benchmarks.regressions.rank_test import Floats
from engine.benchmarks.regressions.series import Series, series_of
from engine.benchmarks.regressions.trends.band import Band, band_of
from engine.benchmarks.threshold import Baseline, Threshold


@dataclass(frozen=True)
class Trend:
    """A series of one branch, judged, with the limits that its benchmark sets."""

    analysis: Analysis
    threshold: Threshold | None

    @property
    def series(self) -> Series:
        """Its rows."""
        return self.analysis.series

    @property
    def branch(self) -> str:
        """The branch that its rows are of; "" where they name none."""
        return self.series.branch

    @property
    def rows(self) -> Sequence[HistoryRow]:
        """All of it, those that are not judged too."""
        return self.series.rows

    @property
    def id(self) -> str:
        """The series', by which what points at it stays right."""
        return self.series.id

    @property
    def system(self) -> str:
        """The row's; for rows without one what stands before the name's first dot."""
        return self.rows[-1].system or self.series.name.partition(".")[0]

    @property
    def case(self) -> str:
        """Its parameters, as people read them; "" for none."""
        return ", ".join(f"{name} {value}" for name, value in self.rows[0].params_of().items())

    @property
    def state(self) -> str:
        """worse, better, steady, or too few runs."""
        return self.analysis.state

    @property
    def last_step(self) -> Step | None:
        """The newest change."""
        return self.analysis.steps[-1] if self.analysis.steps else None

    @cached_property
    def baseline(self) -> Baseline | None:
        """The limit of this case on this machine, where the benchmark names one."""
        row = self.rows[-1]
        return self.threshold and self.threshold.baseline_of(row.params_of(), row.hardware_id)

    @cached_property
    def judged(self) -> Sequence[int]:
        """The places of its judged rows among all of them."""
        wanted = {id(row) for row in self.series.judged}
        return [place for place, row in enumerate(self.rows) if id(row) in wanted]

    @cached_property
    def band(self) -> Band:
        """The course of the judged rows."""
        return band_of(self.series.values, [step.change.at for step in self.analysis.steps])

    def sparkline(self, count: int = 60) -> Floats:
        """The newest `count` judged values."""
        return self.series.values[-count:]


def trends_of(rows: Iterable[HistoryRow], benchmarks: Mapping[str, Benchmark]) -> list[Trend]:
    """Every series of a history, branch by branch: what alerts come first, then by system and name."""
    found = [Trend(analyse(each), _threshold(each.name, benchmarks)) for each in series_of(rows)]
    return sorted(found, key=lambda each: (each.analysis.alert is None, each.system, each.series.title, each.branch))


def facts_of(trend: Trend) -> dict[str, Floats]:
    """(n,) numbers that every row may tell beside its result, by name; NaN where a row tells none.

    Those in a group are named GROUP.NAME, as `stages_ms.broad_phase`.
    """
    found: dict[str, Floats] = {}
    for place, row in enumerate(trend.rows):
        for name, value in row.numbers_of_facts():
            found.setdefault(name, np.full(len(trend.rows), np.nan))[place] = value
    return found


def _threshold(name: str, benchmarks: Mapping[str, Benchmark]) -> Threshold | None:
    known = benchmarks.get(name)
    return known.threshold if known else None
