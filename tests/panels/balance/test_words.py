"""A rate in words: with its interval and the seeds that it rests on."""

import pytest

from editor.core.balance.measured import rate_of
from editor.core.balance.plays import Tried
from engine.balance.intervals import calibrated
from panels.balance.words import people_sentence, people_words, percent, rate_words, reach_of, sentence, time_words
from tests.panels.balance.results import outcomes_of


@pytest.mark.parametrize(
    ("wins", "seeds", "words"),
    [(39, 64, "61 % ± 17, 64 seeds"), (0, 64, "0 % ± 10, 64 seeds"), (1024, 1024, "100 % ± 1, 1,024 seeds")],
)
def test_the_reach_covers_the_whole_interval(wins: int, seeds: int, words: str):
    rate = rate_of(outcomes_of("novice", wins, seeds))

    assert rate_words(rate) == words
    low, high = rate.interval
    assert rate.rate is not None
    assert 100 * (rate.rate - low) <= reach_of(rate.rate, rate.interval)
    assert 100 * (high - rate.rate) <= reach_of(rate.rate, rate.interval)


def test_a_rate_says_what_it_rests_on():
    rate = rate_of(outcomes_of("expert", 32, failed=4))

    assert sentence(rate).startswith("Expert: 32 of 60 runs were won, 53 %; 95 % interval ")
    assert sentence(rate).endswith("4 more runs failed.")
    assert time_words(rate.seconds_to_win) == "won in 33 s"


def test_where_nothing_ended_there_is_no_rate():
    rate = rate_of(outcomes_of("expert", 0, 16, failed=16))

    assert rate_words(rate) == "n/a, 16 seeds"
    assert time_words(rate.seconds_to_win) == "never won"


@pytest.mark.parametrize("wins", range(6))
def test_how_people_fare_is_told_with_its_interval_and_how_many_played(wins: int):
    tried = Tried(wins, 5, calibrated(wins, 5), 41.6 if wins else None)
    low, high = tried.interval

    words = people_words(tried)
    assert words.startswith(f"{wins} of 5 won ± ")
    reach = int(words.split()[-2])
    assert reach - 1 < 100 * max(wins / 5 - low, high - wins / 5) <= reach
    assert f"of 5 plays by hand were won, {wins * 20} %; 95 % interval {percent(low)} to {percent(high)}" in (
        people_sentence(tried)
    )
    assert ("41.6 s" in people_sentence(tried)) == bool(wins)


def test_no_plays_are_told_from_none_looked_for():
    assert people_words(None) == "n/a"
    assert people_words(Tried(0, 0, (0.0, 1.0), None)) == "none yet"
    assert people_sentence(Tried(0, 0, (0.0, 1.0), None)).startswith("Nobody has played this version")
