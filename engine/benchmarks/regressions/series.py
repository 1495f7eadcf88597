"""Rows of one benchmark's case on one kind of machine, in the order measured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.benchmarks.history.row import HistoryRow
from engine.benchmarks.regressions.rank_test import Floats

MORE_IS_BETTER = frozenset({"x real time", "x one core", "fps", "ops/s", "iter/s", "MB/s"})
"""Units of which more is better; of all others less is."""


@dataclass(frozen=True)
class Series:
    """What can be compared: one benchmark, one set of parameters, one kind of machine."""

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
    def key(self) -> tuple[str, bytes, str]:
        """What tells it from other series."""
        return self.rows[0].series

    @property
    def unit(self) -> str:
        """The newest row's, as all rows that are judged have it."""
        return self.rows[-1].unit

    @property
    def more_is_better(self) -> bool:
        """Whether a greater value is the better one."""
        return self.unit in MORE_IS_BETTER

    @cached_property
    def judged(self) -> Sequence[HistoryRow]:
        """The rows that may open an alert: of a clean tree, of the newest unit, and measured for themselves.

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


def series_of(rows: Iterable[HistoryRow], branch: str | None = None) -> list[Series]:
    """The series of a history by name, parameters and machine; `branch` leaves out rows that name another."""
    found: dict[tuple[str, bytes, str], list[HistoryRow]] = {}
    for row in rows:
        if branch is None or row.branch is None or row.branch == branch:
            found.setdefault((row.benchmark_name, bytes(row.params), row.hardware_id), []).append(row)
    return [Series(found[key]) for key in sorted(found)]


def _is_stale(row: HistoryRow, before: HistoryRow) -> bool:
    if row.raw is not None and row.raw == before.raw:
        return True
    is_same = row.value == before.value and row.stddev == before.stddev and row.samples == before.samples
    return is_same and bool(row.stddev) and row.git_sha == before.git_sha
