"""The trends as compact data: numbers as steps between whole ones, runs and commits told once."""

import base64
import json
import math
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np

from engine.benchmarks.history.row import HistoryRow
from engine.benchmarks.regressions.analysis import Step
from engine.benchmarks.regressions.rank_test import Floats
from engine.benchmarks.regressions.trends.topics import TOPICS, topic_of
from engine.benchmarks.regressions.trends.trend import Trend

VERSION = 1
DIGITS = 4
"""Digits that a middling value keeps."""


@dataclass
class _Known:
    """What many series share, each told once and then named by its place."""

    runs: dict[tuple[int, str, bool, str], int] = field(default_factory=dict)
    machines: dict[tuple[str, str], int] = field(default_factory=dict)
    branches: dict[str, int] = field(default_factory=dict)

    def run(self, row: HistoryRow) -> int:
        key = (round(row.timestamp.timestamp()), row.git_sha or "", bool(row.git_dirty), row.python)
        return self.runs.setdefault(key, len(self.runs))


def packed(trends: Iterable[Trend], made: datetime) -> str:
    """Everything that the page shows, deflated and in base64, which is safe at any place of a page."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    text = json.dumps(data_of(trends, made), separators=(",", ":"), allow_nan=False)
    return base64.b64encode(squeeze.compress(text.encode()) + squeeze.flush()).decode()


def data_of(trends: Iterable[Trend], made: datetime) -> dict[str, Any]:
    """The page's data; `resources/site/data.js` reads them."""
    known = _Known()
    series = [_series(each, known) for each in trends]
    return {
        "version": VERSION,
        "made": round(made.timestamp()),
        "topics": [{"id": each.id, "title": each.title} for each in TOPICS],
        "runs": list(known.runs),
        "machines": list(known.machines),
        "branches": list(known.branches),
        "series": series,
    }


def _series(trend: Trend, known: _Known) -> dict[str, Any]:
    rows, noise, band = trend.rows, trend.analysis.noise, trend.band
    scale = _scale(np.array([row.value for row in rows]))
    topic = topic_of(trend)
    judged = set(trend.judged)
    return {
        "id": trend.id,
        "name": trend.series.name,
        "case": trend.case,
        "system": trend.system,
        "unit": trend.series.unit,
        "more": trend.series.more_is_better,
        "machine": known.machines.setdefault((rows[-1].hardware_id, rows[-1].hardware_label), len(known.machines)),
        "branch": known.branches.setdefault(trend.branch, len(known.branches)),
        "state": trend.state,
        "noise": noise and [noise.name, _short(noise.cv), _short(noise.detectable)],
        "limit": _limit(trend),
        "scale": scale,
        "runs": _steps([known.run(row) for row in rows]),
        "values": [round(row.value / scale) for row in rows],
        "aside": [place for place in range(len(rows)) if place not in judged],
        "band": [_steps(_whole(each, scale)) for each in (band.middle, band.low, band.high)],
        "changes": [_change(step) for step in trend.analysis.steps],
        "alert": trend.analysis.alert and _change(trend.analysis.alert),
        "topic": topic and topic.id,
        "parts": {name: _part(values) for name, values in (topic.parts_of(trend) if topic else {}).items()},
    }


def _limit(trend: Trend) -> dict[str, Any] | None:
    limit = trend.threshold
    if limit is None:
        return None
    base = trend.baseline
    return {
        "why": limit.why,
        "warn": limit.warn,
        "fail": limit.fail,
        "critical": limit.critical,
        "base": base and base.value,
    }


def _change(step: Step) -> dict[str, Any]:
    change = step.change
    return {
        "at": change.at,
        "size": _short(change.size) if math.isfinite(change.size) else None,
        "worse": step.is_worse,
        "before": _short(change.before),
        "after": _short(change.after),
        "p": _short(change.p),
        "commits": step.commits,
    }


def _part(values: Floats) -> list[Any]:
    scale = _scale(values[~np.isnan(values)])
    return [scale, _whole(values, scale)]


def _scale(values: Floats) -> float:
    """The size of the last digit that is kept."""
    middle = float(np.median(np.abs(values))) or float(np.max(np.abs(values), initial=0.0))
    return 10.0 ** (math.floor(math.log10(middle)) - DIGITS + 1) if middle else 1.0


def _whole(values: Floats, scale: float) -> list[int | None]:
    return [None if math.isnan(value) else round(value / scale) for value in values.tolist()]


def _steps(values: Sequence[int | None]) -> list[int | None]:
    """Each as its difference from the last one that is there, the first from 0; they pack to a fraction of the size."""
    found: list[int | None] = []
    last = 0
    for value in values:
        found.append(None if value is None else value - last)
        last = last if value is None else value
    return found


def _short(value: float) -> float:
    return float(f"{value:.4g}")
