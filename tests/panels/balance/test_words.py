"""A rate in words: with its interval and the seeds that it rests on."""

import pytest

from editor.core.balance.measured import rate_of
from panels.balance.words import rate_words, reach_of, sentence, time_words
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
    assert 100 * (rate.rate - low) <= reach_of(rate)
    assert 100 * (high - rate.rate) <= reach_of(rate)


def test_a_rate_says_what_it_rests_on():
    rate = rate_of(outcomes_of("expert", 32, failed=4))

    assert sentence(rate).startswith("Expert: 32 of 60 runs were won, 53 %; 95 % interval ")
    assert sentence(rate).endswith("4 more runs failed.")
    assert time_words(rate) == "won in 33 s"


def test_where_nothing_ended_there_is_no_rate():
    rate = rate_of(outcomes_of("expert", 0, 16, failed=16))

    assert rate_words(rate) == "n/a, 16 seeds"
    assert time_words(rate) == "never won"
