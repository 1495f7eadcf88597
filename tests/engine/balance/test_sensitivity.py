"""What matters: found, ranked, and no more sure than it may be."""

import math

import pytest

from engine.balance.sensitivity import nudged, what_matters
from tests.engine.balance.analytic import Duel, number

NUDGES = {
    "a fifth": (number("foe", 200.0), (160.0, 240.0)),
    "whole numbers by one at least": (number("wave", 2.0, 1.0, 9.0, is_whole=True), (1.0, 3.0)),
    "whole numbers stay whole": (number("wave", 12.0, 0.0, 99.0, is_whole=True), (10.0, 14.0)),
    "at an end": (number("armour", 1.0, 0.0, 1.0), (0.8, None)),
    "cut off by a limit": (number("armour", 0.9, 0.0, 1.0), (pytest.approx(0.72), 1.0)),
    "nothing of a range": (number("armour", 0.0, 0.0, 1.0), (None, 0.2)),
    "nothing, though usual": (number("delay", 0.0, usual=30.0), (None, 6.0)),
    "nothing in notches": (number("delay", 0.0, step=0.5), (None, 1.0)),
    "below nothing": (number("sag", -2.0, -math.inf), (-2.4, -1.6)),
    "only one value": (number("fixed", 1.0, 1.0, 1.0), (None, None)),
}


@pytest.mark.parametrize("name", NUDGES)
def test_a_number_is_nudged_within_its_limits(name: str):
    each, expected = NUDGES[name]

    assert nudged(each) == expected


def duel_of(slopes: dict[str, float], idle: int) -> Duel:
    names = [*slopes, *(f"idle_{place}" for place in range(idle))]
    return Duel([number(name, 100.0) for name in names], slopes)


def test_what_matters_stands_first_and_is_sure():
    duel = duel_of({"foe": -8.0, "blade": 5.0}, idle=38)

    *_, last = what_matters(duel, duel.numbers, "novice", range(256))

    assert [bar.number.label for bar in last.bars[:2]] == ["foe", "blade"]
    assert [bar.is_sure for bar in last.bars] == [True, True, *[False] * 38]
    assert last.bars[0].less.difference.gained > 0 == last.bars[0].less.difference.lost
    assert last.is_complete
    assert last.runs == 256


def test_few_seeds_for_all_and_more_for_those_that_may_matter():
    duel = duel_of({"foe": -8.0, "blade": 5.0, "nerve": 0.3}, idle=37)

    *_, last = what_matters(duel, duel.numbers, "novice", range(256))
    runs = {bar.number.label: bar.more.difference.runs for bar in last.bars}

    assert runs["foe"] == runs["blade"] == 256
    assert all(runs[f"idle_{place}"] == 16 for place in range(37))
    assert duel.asked < 40 * 2 * 64


def test_of_numbers_without_effect_none_is_sure_more_than_once_in_twenty():
    alarms = 0
    for trial in range(30):
        # Each number draws luck of its own, so that its runs differ from those without it by chance alone.
        numbers = [number(f"idle_{place}", 100.0) for place in range(12)]
        duel = Duel(numbers, {})

        def play(variants, skill, seeds, duel=duel, trial=trial):
            found = {}
            for each in variants:
                salt = 1_000_003 * trial + sum(map(ord, each.name)) * 7919
                found |= duel([each], skill, [seed + salt for seed in seeds])
            return found

        *_, last = what_matters(play, numbers, "novice", range(256))
        alarms += any(bar.is_sure for bar in last.bars)

    assert alarms <= 4


def test_a_ranking_comes_as_it_becomes_known():
    duel = duel_of({"foe": -8.0}, idle=20)
    told: list[float | None] = []

    shown = list(
        what_matters(duel, duel.numbers, "expert", range(256), progress=lambda part, text="": told.append(part))
    )

    assert [len(each.bars) for each in shown[:3]] == [8, 16, 21]
    assert told == sorted(told)
    assert 0.0 < told[0] < 1.0


def test_work_that_is_cancelled_ends_where_it_is():
    duel = duel_of({"foe": -8.0}, idle=20)
    shown = []

    for ranking in what_matters(duel, duel.numbers, "expert", range(256), cancelled=lambda: len(shown) == 2):
        shown.append(ranking)

    assert len(shown) == 2
    assert not shown[-1].is_complete
    assert duel.asked == 16 + 16 * 2 * 16


def test_without_numbers_nothing_is_played():
    duel = Duel([], {})

    (only,) = what_matters(duel, [], "novice", range(256))

    assert only.bars == ()
    assert duel.asked == 0
