"""Rows of one benchmark's case on one kind of machine and one branch, in the order measured."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property

import numpy as np

from engine.benchmarks.history.row import NO_BRANCH, HistoryRow, SeriesKey, ToldKey
from engine.benchmarks.regressions.rank_test import Floats

RATES = frozenset({"ops/s", "ops/sec", "ops/ms", "ops/us", "ops/ns", "ops/min", "iter/s", "iter/sec", "MB/s", "GB/s"})
MORE_IS_BETTER = RATES | {"x real time", "x one core", "fps"}
"""Units of which more is better; of all others less is, where a row doesn't say otherwise."""
MAIN = "main"


@dataclass(frozen=True)
class Series:
    """What can be compared: one benchmark, one set of parameters, one kind of machine, one branch."""

    rows: Sequence[HistoryRow]

    @property
    def name(self) -> str:
        """The benchmark's."""
        return self.rows[0].benchmark_name

    @property
    def title(self) -> str:
        """Name and parameters, as people read them."""
        params = ", ".join(f"{name} {value}" for name, value in self.rows[0].params_of().items())
        return f"{self.name} ({params})" if params else self.name

    @property
    def key(self) -> SeriesKey:
        """What tells it from other series."""
        return self.rows[0].series

    @cached_property
    def id(self) -> str:
        """The same for the same series in every history, so that what points at it stays right."""
        name, params, hardware, branch = self.key
        whole = b"\0".join([name.encode(), params, hardware.encode(), branch.encode()])
        return hashlib.sha256(whole).hexdigest()[:10]

    @property
    def branch(self) -> str:
        """The branch of all its rows; "" where they name none."""
        return self.rows[0].branch or NO_BRANCH

    @property
    def unit(self) -> str:
        """The newest row's of a clean tree, as all rows that are judged have it."""
        return self._newest.unit

    @property
    def more_is_better(self) -> bool:
        """Whether a greater value is the better one: as the newest row of a clean tree says, else by its unit."""
        said = self._newest.more_is_better
        return self.unit in MORE_IS_BETTER if said is None else said

    @cached_property
    def _newest(self) -> HistoryRow:
        """The newest row whose word counts: of a clean tree, where there is one."""
        return next((row for row in reversed(self.rows) if not row.git_dirty), self.rows[-1])

    @cached_property
    def judged(self) -> Sequence[HistoryRow]:
        """The rows that may open an alert: of a clean tree, of the unit of its newest, and measured for themselves.

        A row that an exporter wrote again tells the same commit, value and scatter, or names the same samples.
        """
        found: list[HistoryRow] = []
        unit, last = self.unit, None
        for row in self.rows:
            if row.git_dirty or row.unit != unit:
                continue
            if last is not None and (row.value == last.value or row.raw == last.raw) and _is_stale(row, last):
                continue
            found.append(row)
            last = row
        return found

    @cached_property
    def values(self) -> Floats:
        """(n,) results of the judged rows."""
        return np.array([row.value for row in self.judged])


def series_of(rows: Iterable[HistoryRow]) -> list[Series]:
    """The series of a history by name, parameters, machine and branch: what one branch does is no change of another."""
    found: dict[SeriesKey, list[HistoryRow]] = {}
    told: dict[ToldKey, list[HistoryRow]] = {}
    for row in rows:
        own = told.get(key := row.told_series)
        if own is None:
            own = told[key] = found.setdefault(row.series, [])
        own.append(row)
    return [Series(found[key]) for key in sorted(found)]


def of_branch(found: Iterable[Series], pattern: str = MAIN) -> list[Series]:
    """The series that are judged when nobody names one: of main, or of the branches of a pattern; and of no branch."""
    return [each for each in found if each.branch == NO_BRANCH or fnmatchcase(each.branch, pattern)]


def _is_stale(row: HistoryRow, before: HistoryRow) -> bool:
    if row.raw is not None and row.raw == before.raw:
        return True
    is_same = row.value == before.value and row.stddev == before.stddev and row.samples == before.samples
    return is_same and bool(row.stddev) and row.git_sha == before.git_sha
