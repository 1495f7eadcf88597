"""What is said of a series: two tests against their definitions, and the laws of what counts as a change."""

from dataclasses import replace
from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.benchmarks.regressions import nights, trust
from engine.benchmarks.regressions.change import Change
from engine.benchmarks.regressions.changes import find_changes
from engine.benchmarks.regressions.energy import best_split
from engine.benchmarks.regressions.generated import series, with_step
from engine.benchmarks.regressions.nights import Alarm, alarms
from engine.benchmarks.regressions.noise import noise_of
from engine.benchmarks.regressions.rank_test import BEFORE, RECENT, distribution, levels_at, rank_test, rank_tests
from engine.benchmarks.regressions.trust import drifts_found, false_alarms, steps_found


def quiet(seed=1, count=80, cv=0.01):
    return np.exp(cv * np.random.default_rng(seed).normal(size=count))


@pytest.mark.parametrize(("recent", "before"), [(1, 3), (2, 4), (3, 5)])
def test_the_distribution_of_u_is_that_of_all_orders_counted_one_by_one(recent, before):
    counts = np.zeros(recent * before + 1)
    for places in combinations(range(recent + before), recent):
        counts[sum(place - k for k, place in enumerate(places))] += 1
    assert counts.sum() == comb(recent + before, recent)
    assert distribution(recent, before) == pytest.approx(np.cumsum(counts) / counts.sum())


@given(st.lists(st.floats(0.5, 2.0) | st.integers(0, 3).map(float), min_size=30, max_size=45))
def test_each_place_is_tested_against_those_before_it_alone(values):
    p = rank_tests(np.array(values))
    assert len(p) == len(values) - RECENT - BEFORE + 1
    levels = levels_at(np.array(values), np.arange(len(p)))
    for place in range(RECENT + BEFORE - 1, len(values)):
        recent, before = values[place - 4 : place + 1], values[place - 29 : place - 4]
        u = sum((a > b) + 0.5 * (a == b) for a in recent for b in before)
        least = int(np.ceil(min(u, 125 - u)))
        assert p[place - 29] == pytest.approx(min(1.0, 2 * distribution(5, 25)[least]))
        assert levels.middle[place - 29] == np.median(before)
        assert levels.difference[place - 29] == np.median(recent) - np.median(before)
        assert levels.noise[place - 29] == pytest.approx(1.4826 * np.median(np.abs(before - np.median(before))))


@given(st.lists(st.floats(0.1, 10.0), min_size=6, max_size=25, unique=True))
def test_the_best_cut_has_the_greatest_energy_distance(values):
    whole = np.array(values)

    def energy(cut):
        left, right = whole[:cut], whole[cut:]
        m, n = len(left), len(right)
        between = 2 * np.abs(left[:, None] - right[None, :]).mean()
        within = np.abs(left[:, None] - left).sum() / (m * (m - 1)) + np.abs(right[:, None] - right).sum() / (
            n * (n - 1)
        )
        return (between - within) * m * n / (m + n)

    found = best_split(whole)
    assert found is not None
    best = max(energy(cut) for cut in range(3, len(whole) - 2))
    assert found.statistic == pytest.approx(best, abs=1e-9)
    assert energy(found.at) == pytest.approx(best, abs=1e-9)


def test_chance_does_as_well_where_nothing_changes_and_seldom_where_something_does():
    shares = [best_split(quiet(seed, 40), give_up=1.0).p for seed in range(40)]  # pyright: ignore[reportOptionalMemberAccess]
    assert 0.3 < np.mean(shares) < 0.7
    split = best_split(with_step(quiet(3, 40), 22, 0.1))
    assert split is not None
    assert (split.at, split.p) == (22, 0.01)
    assert best_split(quiet(1, 5)) is None


@pytest.mark.parametrize("size", [0.1, -0.2])
def test_a_step_is_found_where_it_lies_with_its_size_and_within_five_runs(size):
    [change] = find_changes(with_step(quiet(), 50, size))
    assert abs(change.at - 50) <= 1
    assert change.size == pytest.approx(size, abs=0.02)
    assert change.seen < 55
    assert change.first_bad[0] <= 50 <= change.first_bad[1]


@given(st.integers(0, 40), st.floats(0.001, 1000.0))
def test_the_unit_changes_nothing(seed, scale):
    values = with_step(quiet(seed), 45, 0.15)
    told = [(each.at, each.seen, round(each.size, 9)) for each in find_changes(values)]
    assert told == [(each.at, each.seen, round(each.size, 9)) for each in find_changes(values * scale)]
    assert told


@given(st.integers(0, 60), st.integers(30, 75), st.sampled_from([1, 2]), st.floats(1.5, 20.0))
def test_a_spike_of_one_or_two_runs_is_no_change(seed, at, runs, height):
    values = quiet(seed)
    assume(not find_changes(values))
    values[at : at + runs] *= height
    assert find_changes(values) == []


def test_too_few_values_are_not_judged():
    assert find_changes(np.repeat([1.0, 2.0], 14)) == []
    assert noise_of(np.array([1.0] * 7)) is None


@pytest.mark.parametrize("zeros", [[10], [10, 20, 33, 58]])
def test_a_few_zeros_silence_no_series(zeros):
    values = with_step(quiet(), 45, 0.3)
    values[zeros] = 0.0
    [change] = find_changes(values)
    assert abs(change.at - 45) <= 1
    assert change.size == pytest.approx(0.3, abs=0.02)
    noise = noise_of(values)
    assert noise is not None
    assert noise.cv == pytest.approx(0.01, rel=0.4)
    values[:] = quiet()
    values[zeros] = 0.0
    assert find_changes(values) == []


def test_what_was_always_zero_and_is_no_longer_is_a_change_and_the_other_way_round():
    counts = np.array([0.0] * 40 + [3.0, 2.0] * 20)
    [change] = find_changes(counts)
    assert (change.at, change.before, change.size) == (40, 0.0, np.inf)
    [back] = find_changes(counts[::-1])
    assert (back.at, back.after, back.size) == (40, 0.0, -1.0)
    assert noise_of(counts[:40]) == noise_of(np.ones(40))
    assert find_changes(np.zeros(60)) == []


def test_a_change_is_as_large_where_it_was_placed_as_a_rule_asks():
    random = np.random.default_rng(7)
    for _ in range(150):
        found = find_changes(series(random, 200))
        assert all(abs(np.log1p(each.size)) >= np.log1p(0.06) - 1e-12 for each in found)


def test_what_is_known_at_a_run_does_not_look_ahead():
    values = with_step(series(np.random.default_rng(5), 200, 0.02), 120, 0.3)
    for until in (121, 124, 130, 160):
        now = find_changes(values[:until], after=0)
        assert now == [each for each in find_changes(values, after=0) if each.seen < until]


@pytest.mark.parametrize(("cv", "name"), [(0.005, "steady"), (0.02, "quiet"), (0.06, "noisy"), (0.3, "wild")])
def test_scatter_is_measured_through_steps_and_spikes(cv, name):
    values = with_step(quiet(4, 400, cv), 200, 0.5)
    values[50] *= 10
    noise = noise_of(values)
    assert noise is not None
    assert noise.cv == pytest.approx(cv, rel=0.2)
    assert noise.name == name
    assert noise.detectable >= 0.05


def test_nights_that_are_passed_over_would_have_told_nothing_new(monkeypatch):
    random = np.random.default_rng(7)
    for _ in range(5):
        values = with_step(series(random, 120), 80, 0.15)
        told = alarms(values)
        with monkeypatch.context() as every:
            every.setattr(nights, "_telling", lambda values: list(range(29, len(values))))
            assert alarms(values) == told


def test_nights_that_are_passed_over_tell_of_no_drift_either(monkeypatch):
    values = quiet(2, 250) * np.concatenate([np.ones(60), np.linspace(1.0, 1.12, 190)])
    told = alarms(values)
    assert any(each.change.begun is not None for each in told)
    monkeypatch.setattr(nights, "_telling", lambda values: list(range(29, len(values))))
    assert alarms(values) == told


def test_a_rank_test_of_two_parts_is_that_of_a_place():
    values = quiet(5, 30)
    assert rank_test(values[:25], values[25:]) == pytest.approx(rank_tests(values)[0])
    assert rank_test(values[25:], values[:25]) == pytest.approx(rank_tests(values)[0])
    assert rank_test(np.ones(25), np.ones(25)) == 1.0


def test_a_drift_lies_between_the_runs_that_it_is_told_by_and_a_count_may_drift_from_zero():
    [drift] = find_changes(quiet(2, 250) * np.concatenate([np.ones(60), np.linspace(1.0, 1.12, 190)]))
    assert drift.last_good == 24
    assert (drift.at, drift.seen) == (drift.at, drift.at + 24)
    assert 1.08 <= drift.after / drift.before < 1.1
    counts = np.zeros(160)
    counts[60::7] = counts[90::3] = counts[110::2] = 1.0
    counts[130:] = 1.0
    assert all(each.before == 0.0 and each.size == np.inf for each in find_changes(counts))
    assert find_changes(counts)


def test_an_alarm_elsewhere_or_for_the_better_is_no_step_found(monkeypatch):
    step = Change(80, 82, 0.2, 1.0, 1.2, 0.001, 0.01)
    for told, found in ((step, 5), (replace(step, at=70), 0), (replace(step, size=-0.2), 0), (replace(step, at=75), 5)):
        monkeypatch.setattr(trust, "alarms", lambda _values, _first, told=told: [Alarm(82, told)])
        assert steps_found(0.2, 0.1, 5).found == found


def test_a_night_may_tell_of_what_lies_back_and_the_next_tells_nothing_anew():
    [alarm] = alarms(with_step(quiet(), 50, 0.1))
    assert abs(alarm.change.at - 50) <= 1
    assert 50 <= alarm.night < 55
    assert alarms(with_step(quiet(), 50, 0.1), 55) == []


def test_the_goals_hold_on_series_that_scatter_as_real_ones_do():
    ours, previous, median = false_alarms(60)
    assert ours.per_hundred <= 0.2
    assert 6 < previous.per_hundred < 11
    assert 4.5 < median.per_hundred < 9
    for size, below in ((0.1, 0.03), (0.2, 0.1)):
        found = steps_found(size, below, 300)
        assert found.found >= 0.95 * found.steps
        assert found.placed >= 0.8 * found.found
    assert steps_found(0.005, 0.1, 20).found <= 2
    assert drifts_found(0.3, 0.1, 60).found >= 54
    assert drifts_found(0.02, 0.1, 60).found <= 3
