"""Win rates and seconds in words."""

import math

from editor.api import Rate

SHORT = {"novice": "Novice", "average": "Average", "expert": "Expert"}


def percent(share: float) -> str:
    """A share as "61 %"."""
    return f"{share * 100:.0f} %"


def reach_of(rate: Rate) -> int:
    """How far the interval goes from the rate, to its farther end [percentage points]."""
    if rate.rate is None:
        return 100
    low, high = rate.interval
    return math.ceil(100 * max(rate.rate - low, high - rate.rate) - 1e-9)


def rate_words(rate: Rate) -> str:
    """The win rate with its interval and what it rests on: "61 % ± 6, 64 seeds"."""
    if rate.rate is None:
        return f"n/a, {rate.failed:,} seeds"
    return f"{percent(rate.rate)} ± {reach_of(rate)}, {rate.runs:,} seeds"


def time_words(rate: Rate) -> str:
    """How long a win takes: "won in 42 s"."""
    return "never won" if rate.seconds_to_win is None else f"won in {rate.seconds_to_win:.0f} s"


def sentence(rate: Rate) -> str:
    """Everything about one rate, for tooltips and screen readers."""
    if rate.rate is None:
        return f"{SHORT[rate.skill]}: none of {rate.failed:,} runs came to an end."
    low, high = rate.interval
    told = (
        f"{SHORT[rate.skill]}: {rate.wins:,} of {rate.runs:,} runs were won, {percent(rate.rate)}; "
        f"95 % interval {percent(low)} to {percent(high)}"
    )
    if rate.seconds_to_win is not None:
        told += f"; half of the wins took {rate.seconds_to_win:.1f} s or less"
    return f"{told}." + (f" {rate.failed:,} more runs failed." if rate.failed else "")


def points(share: float) -> str:
    """A change as "+12", with a true minus."""
    return f"{share * 100:+.0f}".replace("-", "\N{MINUS SIGN}")
