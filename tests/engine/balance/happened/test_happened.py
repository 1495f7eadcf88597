"""What happened in many runs: falls, uses, wins by their time, and which lost runs are shown; counted anew by hand."""

import math
from collections import Counter

import numpy as np
from hypothesis import given

from engine.balance.happened import happened_in
from engine.balance.happened.counts import Fall, Use, falls_in, uses_in
from engine.balance.happened.summary import MOST_LOST
from engine.balance.happened.times import MOST_BINS, times_to_win
from engine.play.playtest.outcomes import Outcomes
from tests.engine.balance.happened.runs import RUNS, fall, run


def test_one_of_a_wave_falls_as_its_wave():
    runs = [run(1, deaths=(fall("wave/1", party=False), fall("wave/2", party=False))), run(2, deaths=(fall(by=""),))]
    assert falls_in(runs) == Counter({Fall("wave", "raider", "melee", False): 2, Fall("hero", "", "melee", True): 1})


def test_an_ability_that_nobody_used_is_told_with_nothing():
    assert uses_in([run(1, uses=3), run(2, uses=0)]) == {"hero.heal": Use(0, 0), "hero.melee": Use(3, 1)}


@given(RUNS)
def test_every_win_stands_in_its_stretch_of_time_and_no_other(played):
    times = times_to_win({"average": played})
    won = [each for run, each in zip(played.runs, played.seconds.tolist(), strict=True) if run.outcome == "victory"]
    assert times.total == len(won)
    assert len(times.counts["average"]) == len(times.middles) <= MOST_BINS + 1
    for place, count in enumerate(times.counts["average"]):
        low = times.first + place * times.width
        assert count == sum(low <= each < low + times.width for each in won)
    assert times.medians.get("average", math.nan) == np.median(won) if won else not times.medians
    assert not won or (times.counts["average"][0] and times.counts["average"][-1]), "no empty stretch at an end"


@given(RUNS)
def test_runs_that_failed_count_nowhere_and_the_first_lost_seeds_are_shown(played):
    found = happened_in({"average": played})
    ended = [each for each in played.runs if each.outcome != "failed"]
    lost = [each.seed for each in ended if each.outcome in ("defeat", "timeout")]
    assert found.runs == {"average": len(ended)}
    assert found.every_run == len(ended)
    assert (found.losses, found.lost.get("average", ())) == (len(lost), tuple(lost[:MOST_LOST]))
    assert sum(found.falls["average"].values()) == sum(len(each.deaths) for each in ended)
    party = sum(death.is_party for each in ended for death in each.deaths)
    assert (found.heat.total if found.heat is not None else 0) == party


def test_skills_share_their_stretches_of_time_and_come_in_the_order_of_the_ladder():
    both = {
        "expert": Outcomes.of("as it is", "expert", [run(1, seconds=10.0)]),
        "novice": Outcomes.of("as it is", "novice", [run(1, seconds=50.0), run(2, "defeat")]),
    }
    found = happened_in(both)
    assert list(found.runs) == ["novice", "expert"]
    assert (found.times.first, found.times.width) == (10, 2)
    assert [len(each) for each in found.times.counts.values()] == [21, 21]
    assert found.times.middles[0] == 11.0
