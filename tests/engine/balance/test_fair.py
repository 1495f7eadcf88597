"""Make it fair: what is found is inside, what can't be is said to be missed, and nothing is claimed that isn't so."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.balance.fair import BUDGET, Band, Target, make_it_fair
from engine.balance.fair.trials import FRESH, STUDY
from tests.engine.balance.analytic import Duel, Played, number
from tests.engine.balance.detuned import detuned, is_truly_inside

EASY = Target({"novice": Band(0.45, 0.60)})


@pytest.fixture
def duel() -> Duel:
    """A fight that novices lose: 18 % of wins, more with less health of the foe or a sharper blade."""
    numbers = [number("foe", 100.0), number("blade", 20.0), number("idle", 5.0)]
    return Duel(numbers, {"foe": -4.0, "blade": 1.5}, base=-1.5, stretch={"foe": 0.6})


def test_one_number_alone_is_enough_and_moves_the_right_way(duel: Duel):
    found = make_it_fair(duel, EASY, duel.numbers)

    assert found.is_found
    assert [move.number.label for move in found.moves] == ["foe"]
    assert found.moves[0].value < 100.0
    assert is_truly_inside(duel, EASY, found.moves)
    assert [change.value for change in found.changes] == [found.moves[0].value]


def test_a_fight_that_is_fair_already_is_left_alone(duel: Duel):
    found = make_it_fair(duel, Target({"novice": Band(0.1, 0.3)}), duel.numbers)

    assert found.is_found
    assert found.moves == ()


def test_win_rate_and_length_may_need_two_numbers():
    duel = Duel(
        [number("foe", 100.0), number("blade", 20.0)],
        {"foe": -3.0, "blade": 2.0},
        base=-1.5,
        stretch={"foe": 0.8, "blade": -0.1},
    )
    target = Target({"novice": Band(0.45, 0.6)}, Band(58.0, 70.0))

    found = make_it_fair(duel, target, duel.numbers)

    assert found.is_found
    assert {move.number.label for move in found.moves} == {"foe", "blade"}
    assert is_truly_inside(duel, target, found.moves)


def test_what_cannot_be_is_told_with_what_it_misses(duel: Duel):
    target = Target({"novice": Band(0.8, 0.9), "expert": Band(0.2, 0.3)})

    found = make_it_fair(duel, target, duel.numbers)

    assert not found.is_found
    assert {miss.name for miss in found.misses} <= {"novice", "expert"}
    assert found.misses
    assert all(miss.band.miss(miss.value) != 0.0 for miss in found.misses)


def test_values_stay_within_the_limits_of_their_fields():
    duel = Duel(
        [number("foe", 100.0, 90.0, 110.0), number("wave", 4.0, 1.0, 9.0, is_whole=True)],
        {"foe": -1.0, "wave": -2.0},
        base=-2.0,
    )
    target = Target({"novice": Band(0.25, 0.5)})

    found = make_it_fair(duel, target, duel.numbers)
    value = {move.number.label: move.value for move in found.moves}

    assert found.is_found
    assert 90.0 <= value.get("foe", 100.0) <= 110.0
    assert value["wave"] in (1.0, 2.0, 3.0)


def test_without_a_number_to_move_nothing_is_found(duel: Duel):
    found = make_it_fair(duel, EASY, [])

    assert not found.is_found
    assert [miss.name for miss in found.misses] == ["novice"]


@pytest.mark.parametrize(("skills", "is_timed"), [(1, False), (1, True), (2, False), (3, True)])
@pytest.mark.parametrize("is_wild", [False, True])
def test_of_ten_fights_out_of_tune_nine_are_mended(skills: int, is_timed: bool, is_wild: bool):
    mended = 0
    for seed in range(10):
        duel, target = detuned(seed, numbers=4, skills=skills, is_timed=is_timed, is_wild=is_wild)
        found = make_it_fair(duel, target, duel.numbers)
        mended += found.is_found and is_truly_inside(duel, target, found.moves)

    assert mended >= 9


@given(st.integers(0, 10**6), st.integers(1, 5), st.integers(1, 3), st.booleans(), st.booleans())
@settings(derandomize=True, max_examples=40, deadline=None)
def test_nothing_is_claimed_that_fresh_seeds_deny(seed: int, numbers: int, skills: int, is_timed: bool, is_wild: bool):
    duel, target = detuned(seed, numbers=numbers, skills=skills, is_timed=is_timed, is_wild=is_wild)

    found = make_it_fair(duel, target, duel.numbers)

    if found.is_found:
        assert is_truly_inside(duel, target, found.moves)
        assert not found.misses
    assert found.runs == duel.asked <= BUDGET


def test_seeds_that_were_searched_on_convince_nobody(duel: Duel):
    def flattering(variants, skill, seeds):
        return {
            name: Played(np.array([seed < FRESH and seed % 2 == 0 for seed in seeds]), runs.seconds)
            for name, runs in duel(variants, skill, seeds).items()
        }

    found = make_it_fair(flattering, EASY, duel.numbers)

    assert not found.is_found
    assert found.misses


def test_the_claim_rests_on_seeds_that_were_not_searched_on(duel: Duel):
    found = make_it_fair(duel, EASY, duel.numbers, first_seed=7)
    searched = {seed for _, _, seeds in duel.requests for seed in seeds if seed < FRESH}

    assert searched <= set(range(7, 7 + STUDY))
    assert found.seeds[0] >= 7 + FRESH
    assert len(found.seeds) == found.measured.runs >= 1024


def test_a_search_without_runs_left_gives_the_nearest(duel: Duel):
    found = make_it_fair(duel, EASY, duel.numbers, budget=600)

    assert not found.is_found
    assert found.is_spent
    assert found.runs == duel.asked <= 600
    assert found.measured.runs > 0


def test_a_search_that_is_cancelled_gives_the_nearest(duel: Duel):
    told: list[float | None] = []

    found = make_it_fair(
        duel,
        EASY,
        duel.numbers,
        progress=lambda fraction, text="": told.append(fraction),
        cancelled=lambda: len(told) == 4,
    )

    assert not found.is_found
    assert found.is_cancelled
    assert not found.is_spent
    assert len(told) == 4
    assert told == sorted(told)


def test_cancelled_before_the_first_run_it_says_nothing(duel: Duel):
    found = make_it_fair(duel, EASY, duel.numbers, cancelled=lambda: True)

    assert (found.is_found, found.measured.runs, found.misses, duel.asked) == (False, 0, (), 0)


def test_a_band_that_holds_nothing_is_refused():
    with pytest.raises(ValueError, match="greater number last"):
        Band(0.6, 0.4)


def test_a_target_without_a_skill_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        Target({}, Band(60.0, 90.0))
