"""Rates of a state of an encounter: wins among what ended, the interval of growing seeds, the median of won runs."""

from editor.core.balance.measured import rate_of
from engine.balance.intervals import growing
from engine.play.playtest.outcomes import Outcomes, RunOutcome


def runs(*endings: str, failure: str = "") -> Outcomes:
    told = [RunOutcome(seed, end, 60 * (seed + 1), failure=failure) for seed, end in enumerate(endings)]  # type: ignore[arg-type]
    return Outcomes.of("as it is", "novice", told)


def test_the_median_is_that_of_won_runs_and_the_interval_that_of_each_look():
    rate = rate_of(runs(*["victory", "defeat"] * 32))

    assert (rate.wins, rate.runs, rate.rate) == (32, 64, 0.5)
    assert rate.interval == growing([(8, 16), (32, 64)])
    assert rate.seconds_to_win == 32.0


def test_failed_runs_count_for_nothing_and_say_why():
    rate = rate_of(runs("victory", "failed", failure="game.hurt failed in tick 40"))

    assert (rate.wins, rate.runs, rate.failed) == (1, 1, 1)
    assert rate.failure == "game.hurt failed in tick 40"
    assert rate_of(runs("failed")).rate is None


def test_nothing_won_takes_no_time():
    assert rate_of(runs("defeat", "timeout")).seconds_to_win is None
