"""Rows become series of one machine, and a series is judged by clean runs that were measured for themselves."""

import numpy as np
import pytest

from engine.benchmarks.history.row import decode
from engine.benchmarks.regressions.analysis import analyse
from engine.benchmarks.regressions.series import of_branch, series_of
from tests.engine.benchmarks.history.rows import line


def rows(values, **more):
    count = len(values)
    return [
        decode(
            line(float(value), day=float(count - k), **{"git_sha": f"{k:040x}", "stddev": 0.01, "samples": 9, **more})
        )
        for k, value in enumerate(values)
    ]


def level(seed=1, count=70, at=50, size=0.3):
    values = np.exp(0.01 * np.random.default_rng(seed).normal(size=count))
    values[at:] *= 1 + size
    return values


def only(found):
    [one] = series_of(found)
    return analyse(one)


def test_a_series_is_one_benchmark_with_its_parameters_on_one_machine():
    found = rows([1, 2]) + rows([3], hardware_id="h2") + rows([4], params={"agents": 7}) + rows([5], branch="side")
    assert [len(each.rows) for each in series_of(found)] == [2, 1, 1, 1]
    assert series_of(found)[0].title == "physics.tick (agents 100)"


def test_parameters_may_stand_in_any_order():
    found = rows([1], params={"agents": 7, "peer": "ours"}) + rows([2], params={"peer": "ours", "agents": 7})
    [one] = series_of(found)
    assert len(one.rows) == 2


def test_what_one_branch_does_is_no_change_of_another():
    values = level()
    found = [
        row
        for early, late in zip(rows(values[:50], branch="main"), rows(values[:50], branch="topic/x"), strict=True)
        for row in (early, late)
    ]
    found += rows(values[50:], branch="topic/x")
    states = {each.branch: analyse(each).state for each in series_of(found)}
    assert states == {"main": "steady", "topic/x": "worse"}
    assert [each.branch for each in of_branch(series_of(found + rows([1])))] == ["", "main"]
    assert [each.branch for each in of_branch(series_of(found), "topic/*")] == ["topic/x"]


def test_a_step_for_the_worse_asks_for_attention_and_names_the_commits_between():
    found = only(rows(level()))
    assert found.state == "worse"
    assert found.alert is not None
    good, bad = found.alert.commits.split("..")
    assert int(good, 16) + 1 == int(bad, 16)
    assert abs(int(bad, 16) - 50) <= 1
    assert found.alert.last_good.value < 1.1 < found.alert.first_bad.value


@pytest.mark.parametrize(
    ("values", "more", "state"),
    [
        (level(size=-0.3), {}, "better"),
        (level(size=0.3), {"unit": "x real time"}, "better"),
        (level(size=-0.3), {"unit": "fps"}, "worse"),
        (level(size=-0.3), {"unit": "ops/sec"}, "worse"),
        (level(size=-0.3), {"unit": "points", "more_is_better": True}, "worse"),
        (level(size=0.07), {}, "steady"),
        (level(size=0.0), {}, "steady"),
        (level(count=7, at=4), {}, "too few runs"),
    ],
)
def test_which_way_is_better_depends_on_the_unit_and_small_steps_are_no_alert(values, more, state):
    assert only(rows(values, **more)).state == state


def test_what_recovered_is_no_alert_any_more():
    values = level(count=110, at=40)
    values[75:] /= 1.3
    found = only(rows(values))
    assert [step.is_worse for step in found.steps] == [True, False]
    assert found.alert is None


def course(*levels, runs=35):
    """So many runs at each level, as rows."""
    scatter = np.exp(0.01 * np.random.default_rng(4).normal(size=runs * len(levels)))
    return rows(scatter * np.repeat(levels, runs))


@pytest.mark.parametrize(
    ("levels", "state", "worse"),
    [
        ((1.0, 1.3, 1.6, 1.45), "worse", 1.45),
        ((1.0, 1.3, 1.2), "worse", 1.2),
        ((1.0, 1.3, 1.6, 1.02), "better", None),
        ((1.0, 1.3, 1.05, 1.15), "worse", 1.15),
        ((1.0, 1.3, 1.05, 1.09), "better", None),
        ((1.0, 1.08, 1.166), "worse", 1.166),
        ((1.3, 1.0, 1.2), "worse", 1.2),
    ],
)
def test_the_newest_level_counts_beside_that_before_it_became_worse(levels, state, worse):
    found = only(course(*levels))
    assert found.state == state
    assert (found.alert is None) == (worse is None)
    if found.alert is not None:
        before = min(levels[:2])
        assert found.alert.change.before == pytest.approx(before, rel=0.02)
        assert found.alert.change.after == pytest.approx(worse, rel=0.02)
        assert found.alert.change.size == pytest.approx(worse / before - 1.0, abs=0.04)


def test_an_alert_of_two_steps_names_the_commits_of_both():
    found = only(course(1.0, 1.3, 1.6, 1.45))
    assert found.alert is not None
    good, bad = (int(each, 16) for each in found.alert.commits.split(".."))
    assert abs(good - 34) <= 1
    assert abs(bad - 70) <= 1


def drifting(*legs):
    """Legs of (runs, from, to), as rows that scatter by 1 %."""
    whole = np.concatenate([np.linspace(begin, end, runs) for runs, begin, end in legs])
    return rows(whole * np.exp(0.01 * np.random.default_rng(0).normal(size=len(whole))))


@pytest.mark.parametrize("runs", [60, 90, 150, 250])
def test_what_becomes_worse_slowly_is_found_and_names_commits_between_which_it_shows(runs):
    found = only(drifting((60, 1.0, 1.0), (runs, 1.0, 1.3), (60, 1.3, 1.3)))
    assert found.alert is not None
    assert found.alert.change.after == pytest.approx(1.3, rel=0.02)
    assert found.alert.change.before == pytest.approx(1.0, abs=0.08)
    good, bad = (int(each, 16) for each in found.alert.commits.split(".."))
    assert good <= 60 + runs // 4 < bad <= 60 + runs + 40
    assert np.interp(bad, [60, 60 + runs], [1.0, 1.3]) > 1.08
    better = only(drifting((60, 1.3, 1.3), (runs, 1.3, 1.0), (60, 1.0, 1.0)))
    assert (better.state, better.alert) == ("better", None)


@pytest.mark.parametrize(
    ("leg", "recovered"), [((60, 1.15, 1.0), True), ((60, 1.15, 1.07), True), ((60, 1.2, 1.13), False)]
)
def test_what_drifts_back_has_recovered_by_its_newest_runs_and_not_before(leg, recovered):
    legs = (60, 1.0, 1.0), (20, leg[1], leg[1]), leg
    found = only(drifting(*legs, (60, leg[2], leg[2])))
    assert (found.alert is None) == recovered == found.has_recovered_since(None)
    if not recovered:
        assert found.alert.change.after == pytest.approx(leg[2], rel=0.02)
    midway = only(drifting(*legs)[: 60 + 20 + 20])
    assert midway.alert is not None
    assert not midway.has_recovered_since(None)


def spans(step):
    """The commits that it names, as places."""
    return tuple(int(each, 16) for each in step.commits.split(".."))


@pytest.mark.parametrize(
    ("legs", "first", "named"),
    [
        (((60, 1.0, 1.0), (30, 1.2, 1.2), (100, 1.2, 1.25), (60, 1.25, 1.25)), 80, (59, 60)),
        (((60, 1.0, 1.0), (80, 1.0, 1.05), (30, 1.25, 1.25), (60, 1.25, 1.3)), 160, (139, 140)),
        (((60, 1.0, 1.0), (150, 1.0, 1.14), (90, 1.14, 1.14)), 200, (24, 179)),
        (((60, 1.0, 1.0), (30, 1.2, 1.2), (100, 1.2, 1.38), (60, 1.38, 1.38)), 80, (59, 60)),
        (((40, 1.0, 1.0), (60, 1.085, 1.085), (60, 1.085, 1.14), (60, 1.14, 1.14)), 170, (39, 128)),
    ],
)
def test_an_alert_names_the_same_commits_whichever_night_tells_it(legs, first, named):
    nights = drifting(*legs)
    told = [only(nights[:night]).alert for night in range(first, len(nights) + 1, 7)]
    assert {spans(alert) for alert in told} == {named}
    assert told[-1].change.after == pytest.approx(legs[-1][2], rel=0.01)
    assert told[-1].change.before == pytest.approx(1.0, rel=0.01)


def test_what_came_back_and_left_again_slowly_has_not_ended():
    rows = drifting((40, 1.0, 1.0), (40, 1.15, 1.15), (40, 1.07, 1.07), (100, 1.07, 1.15), (60, 1.15, 1.15))
    found = only(rows)
    assert [step.is_worse for step in found.steps] == [True, False]
    assert found.state == "worse"
    assert found.alert.change.size == pytest.approx(0.15, abs=0.01)
    assert only(rows[:115]).state == "better"


def test_of_a_drift_what_had_come_before_a_moment_counts_no_more():
    rows = drifting((60, 1.0, 1.0), (120, 1.0, 1.22), (120, 1.22, 1.22))
    # The last drift is seen at run 169; it had come to 1.18 by run 160.
    found, moment = only(rows), rows[160].timestamp
    assert found.steps[-1].seen.timestamp > moment
    assert found.alert is not None
    assert found.alert_since(moment) is None
    longer = drifting((60, 1.0, 1.0), (250, 1.0, 1.4))
    more = only(longer).alert_since(longer[160].timestamp)
    assert more is not None
    assert more.change.before == pytest.approx(1.18, rel=0.02)


def test_the_commits_of_an_alert_are_the_same_whatever_the_moment():
    rows = drifting((60, 1.0, 1.0), (40, 1.25, 1.25), (120, 1.25, 1.33), (30, 1.45, 1.45))
    found = only(rows)
    since = [found.alert_since(rows[place].timestamp) for place in range(70, 150, 10)]
    assert {spans(alert) for alert in since} == {(84, 220)}
    sizes = [alert.change.size for alert in since]
    assert sizes[0] == pytest.approx(0.16, abs=0.015)
    assert sizes[-1] < sizes[0] - 0.02


def test_a_step_counts_with_what_went_its_way_before_it_and_with_nothing_else():
    crept = drifting((60, 1.0, 1.0), (80, 1.0, 1.06), (40, 1.135, 1.135))
    found = only(crept)
    [step] = found.steps
    assert step.change.size < 0.1
    assert found.alert is not None
    assert found.alert.change.before == pytest.approx(1.0, rel=0.01)
    assert found.alert.change.size == pytest.approx(0.135, abs=0.015)
    assert found.alert.commits == f"{24:040x}..{140:040x}"
    assert found.alert_since(crept[100].timestamp) is None
    assert only(drifting((60, 1.06, 1.06), (80, 1.06, 1.0), (40, 1.13, 1.13))).alert is not None
    assert only(drifting((140, 1.0, 1.0), (40, 1.08, 1.08))).alert is None


def test_a_slow_return_takes_back_a_drift_too():
    found = only(drifting((60, 1.0, 1.0), (150, 1.0, 1.3), (40, 1.3, 1.3), (150, 1.3, 1.0), (60, 1.0, 1.0)))
    assert found.alert is None
    assert found.has_recovered_since(None)


@pytest.mark.parametrize("more", [{"unit": "us"}, {"more_is_better": True}, {"unit": "us", "more_is_better": True}])
def test_a_row_of_a_tree_with_changes_says_neither_unit_nor_which_way_is_better(more):
    found = only([*rows(level()), decode(line(1000.0, day=0.5, git_dirty=True, **more))])
    assert found.state == "worse"
    assert (found.series.unit, len(found.series.judged)) == ("ms", 70)
    clean = only([*rows(level()), decode(line(1000.0, day=0.5, **more))])
    assert clean.state != "worse"


def test_after_a_moment_only_what_was_seen_later_counts():
    found = only(course(1.0, 1.3, 1.6))
    first, second = found.steps
    again = found.alert_since(first.seen.timestamp)
    assert again is not None
    assert again.change.before == pytest.approx(1.3, rel=0.02)
    assert found.alert_since(second.seen.timestamp) is None


def test_a_change_of_machine_opens_nothing():
    old, new = rows(level(count=40, at=40)), rows(3 * level(count=40, at=40), hardware_id="h2")
    assert [analyse(each).state for each in series_of(old + new)] == ["steady", "steady"]


def test_dirty_trees_and_rows_written_again_open_nothing():
    values = level()
    dirty = [decode(line(float(v), day=70.0 - k, git_dirty=bool(k >= 50))) for k, v in enumerate(values)]
    assert only(dirty).state == "steady"
    fresh = rows(level(count=40, at=40))
    again = [
        decode(line(2.0, day=0.9 - 0.01 * k, git_sha="f" * 40, stddev=0.02, samples=9, raw=f"raw/{min(k, 1)}.json#0"))
        for k in range(12)
    ]
    [one] = series_of(fresh + again)
    assert len(one.judged) == 41
    assert analyse(one).state == "steady"


def test_another_unit_begins_anew():
    found = rows(level(count=40, at=40)) + [decode(line(1000.0 + k, day=-0.001 * k, unit="us")) for k in range(10)]
    [one] = series_of(found)
    assert (one.unit, len(one.judged)) == ("us", 10)
