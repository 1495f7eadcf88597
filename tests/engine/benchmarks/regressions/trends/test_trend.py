"""The history as series that people see."""

import numpy as np
import pytest

from engine.benchmarks.discovery import find_all
from engine.benchmarks.history.reading import read_history
from engine.benchmarks.regressions.trends.topics import topic_of
from engine.benchmarks.regressions.trends.trend import facts_of, trends_of
from engine.benchmarks.threshold import QUIET_PAIR
from tests.engine.benchmarks.history.rows import NOW, line, put


def trends(folder, *lines, benchmarks=()):
    put(folder, *lines)
    return trends_of(read_history(folder, now=NOW).rows, {each.name: each for each in benchmarks})


def test_branches_are_series_of_their_own_with_names_that_last(tmp_path):
    lines = [line(1.0, day=day, branch=branch) for day in (3.0, 2.0) for branch in ("main", "try")]
    lines = [each for k, each in enumerate(lines) if k in (0, 3)]
    found = trends(tmp_path, *lines)
    assert [each.branch for each in found] == ["main", "try"]
    assert len({each.id for each in found}) == 2
    assert [each.id for each in trends(tmp_path, *lines, line(1.0, day=1.0, branch="main"))] == [
        each.id for each in found
    ]


def test_the_limit_is_that_of_its_case_on_its_machine(tmp_path):
    params = {"agents": 5_000, "threads": 0, "iterations": 4, "peer": "ours"}
    both = [
        line(0.3, name="physics.full_tick", params=params, hardware_id=hardware) for hardware in (QUIET_PAIR, "other")
    ]
    quiet, other = sorted(trends(tmp_path, *both, benchmarks=find_all()), key=lambda each: each.rows[0].hardware_id)
    assert quiet.baseline is not None
    assert quiet.baseline.value == pytest.approx(0.289)
    assert other.baseline is None
    assert other.threshold is quiet.threshold


def test_what_is_worse_comes_first(tmp_path):
    values = np.where(np.arange(40) < 30, 1.0, 1.3) * np.exp(0.01 * np.random.default_rng(1).normal(size=40))
    steps = [line(float(value), day=40.0 - k, name="z.last") for k, value in enumerate(values)]
    found = trends(tmp_path, line(1.0, name="a.first"), *steps)
    assert [each.series.name for each in found] == ["z.last", "a.first"]
    assert found[0].last_step is not None
    assert found[0].last_step.is_worse
    assert found[0].sparkline(5).tolist() == pytest.approx(values[-5:].tolist())
    assert (found[0].system, found[1].system) == ("z", "a")


def test_facts_are_numbers_by_run(tmp_path):
    first = {"holes": 2, "why": "text", "ok": True, "stages_ms": {"broad_phase": 0.5}}
    [found] = trends(tmp_path, line(1.0, day=1.0, facts=first), line(1.0, facts={"holes": 3}))
    facts = facts_of(found)
    assert set(facts) == {"holes", "stages_ms.broad_phase"}
    assert facts["holes"].tolist() == [2.0, 3.0]
    assert np.isnan(facts["stages_ms.broad_phase"][1])
    topic = topic_of(found)
    assert topic is not None
    assert list(topic.parts_of(found)) == ["stages_ms.broad_phase"]
