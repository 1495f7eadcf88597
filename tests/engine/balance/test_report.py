"""The report of a playtest: rates, times, falls and abilities are counted from the runs, and nothing is made up."""

import json

import pytest

from engine.balance.heat import heat_of
from engine.balance.intervals import wilson
from engine.balance.report import comparisons_data, result_data, worst_of
from engine.play.playtest.outcomes import Death, Outcomes, RunOutcome


def fall(tick, who, x, z, by="boss", ability="area"):
    return Death(tick, who, by, x, z, ability, True)


RUNS = (
    RunOutcome(1, "victory", 600, "a", (), {"hero.melee": 4, "hero.heal": 0}, ("wave",), ("wave",), 3.0),
    RunOutcome(2, "defeat", 300, "b", (fall(100, "hero", 0.5, 0.5), fall(90, "ally", -3.0, 4.5)), {"hero.melee": 2}),
    RunOutcome(3, "victory", 1200, "c", (fall(9, "hero", 1.9, 1.9),), {"hero.melee": 0}, ("wave",), (), 5.0),
    RunOutcome(4, "failed", 40, failure="system trips failed at tick 40"),
    RunOutcome(5, "timeout", 3600, "e", (Death(50, "wave/2", "hero", 0.0, 0.0, "melee"),)),
)
BASE = Outcomes("as it is", "expert", RUNS)


def test_rates_count_runs_that_ended():
    found = result_data(BASE)
    assert (found["runs"], found["wins"], found["win_rate"]) == (4, 2, 0.5)
    assert (found["interval"]["low"], found["interval"]["high"]) == wilson(2, 4)
    assert found["outcomes"] == {"defeat": 1, "failed": 1, "timeout": 1, "victory": 2}
    assert [each["failure"] for each in found["failures"]] == ["system trips failed at tick 40"]


def test_time_to_win_is_that_of_won_runs():
    assert result_data(BASE)["seconds_to_win"] == {"median": 15.0, "p10": 11.0, "p90": 19.0}


def test_what_was_not_measured_is_absent():
    lost = result_data(Outcomes("as it is", "novice", RUNS[1:2]))
    nothing = result_data(Outcomes("as it is", "novice", RUNS[3:4]))
    assert (lost["seconds_to_win"], lost["echo"], lost["win_rate"]) == (None, None, 0.0)
    assert (nothing["win_rate"], nothing["party_falls"]) == (None, None)
    json.dumps([lost, nothing], allow_nan=False)


def test_falls_are_counted_by_who_and_by_what():
    deaths = {(each["who"], each["by"], each["ability"]): each["count"] for each in result_data(BASE)["deaths"]}
    assert deaths == {("hero", "boss", "area"): 2, ("ally", "boss", "area"): 1, ("wave", "hero", "melee"): 1}


def test_the_heat_map_counts_falls_of_the_party_by_square():
    heat = result_data(BASE)["party_falls"]
    assert (heat["cell_m"], heat["x"], heat["z"], heat["total"]) == (2.0, -4.0, 0.0, 3)
    assert heat["counts"] == [[0, 0, 2], [0, 0, 0], [1, 0, 0]]


def test_a_wide_heat_map_has_larger_squares():
    heat = heat_of([fall(1, "hero", -500.0, 0.0), fall(1, "hero", 500.0, 0.0)])
    assert heat is not None
    assert (heat["cell_m"], sum(map(sum, heat["counts"]))) == (16.0, 2)
    assert len(heat["counts"][0]) <= 64


def test_abilities_that_nobody_used_are_among_those_told():
    abilities = {
        (each["who"], each["ability"]): (each["uses"], each["runs"]) for each in result_data(BASE)["abilities"]
    }
    assert abilities == {("hero", "melee"): (6, 2), ("hero", "heal"): (0, 0)}


def test_a_group_that_came_and_never_fought_shows():
    assert result_data(BASE)["groups"] == [{"group": "wave", "came": 2, "fought": 1}]


def test_the_worst_come_first():
    assert [run.seed for run in worst_of(BASE, 9)] == [4, 2, 5, 3, 1]


def test_variants_are_compared_on_the_same_seeds():
    other = Outcomes("hard", "expert", (*(RunOutcome(n, "defeat", 60, "x") for n in (1, 2)), *RUNS[2:4], RUNS[0]))
    (found,) = comparisons_data({("as it is", "expert"): BASE, ("hard", "expert"): other}, "as it is")
    assert (found["seeds"], found["gained"], found["lost"], found["difference"]) == (4, 1, 1, 0.0)
    assert found["interval"]["low"] < 0.0 < found["interval"]["high"]
    assert found["p_value"] == pytest.approx(1.0)
    assert found["seconds_to_win_difference"] == {"median": 0.0, "p10": 0.0, "p90": 0.0}


def test_runs_come_in_the_order_of_seeds_and_once():
    assert Outcomes.of("as it is", "expert", [*RUNS[::-1], RUNS[2]]).runs == RUNS
