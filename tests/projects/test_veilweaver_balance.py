"""Echo Grove is a fair fight: skill wins it, luck alone does not, and it lasts as long as it should."""

import functools
import statistics

from engine.play.running.lanes import run_lanes
from tests.projects.shipped import echo_grove

SEEDS = range(1, 21)


@functools.cache
def results(skill):
    return run_lanes(echo_grove(), SEEDS, skill=skill, max_ticks=9000)


def wins(skill):
    return sum(result.outcome == "victory" for result in results(skill))


def test_an_expert_wins_more_often_than_a_novice_and_both_win_sometimes():
    assert 0 < wins("novice") < wins("expert")
    assert wins("novice") <= wins("average") <= wins("expert")


def test_a_novice_loses_often():
    assert wins("novice") <= 15


def test_a_fight_is_neither_a_skirmish_nor_a_siege():
    seconds = [result.ticks / 60 for skill in ("novice", "average", "expert") for result in results(skill)]
    assert 35.0 <= statistics.median(seconds) <= 100.0
    assert 30.0 <= statistics.median(result.ticks / 60 for result in results("expert"))


def test_every_kind_of_end_is_reached_by_fighting():
    beaten = [result.stats["hostiles_beaten"] for result in results("expert") if result.outcome == "victory"]
    assert set(beaten) == {5.0}
    assert all(result.stats["party_damage"] > 100.0 for result in results("expert"))
