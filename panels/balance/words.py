"""Win rates and seconds in words."""

import math

from editor.api import Rate, Tried

SHORT = {"novice": "Novice", "average": "Average", "expert": "Expert"}
NO_PLAYS = "none yet"
NO_PLAYS_TOLD = (
    "Nobody has played this version to its end by hand yet: do so, or put recordings of such plays into the "
    "project's folder."
)


def percent(share: float) -> str:
    """A share as "61 %"."""
    return f"{share * 100:.0f} %"


def reach_of(share: float, interval: tuple[float, float]) -> int:
    """How far an interval goes from its share, to its farther end [percentage points]."""
    low, high = interval
    return math.ceil(100 * max(share - low, high - share) - 1e-9)


def rate_words(rate: Rate) -> str:
    """The win rate with its interval and what it rests on: "61 % ± 6, 64 seeds"."""
    if rate.rate is None:
        return f"n/a, {rate.failed:,} seeds"
    return f"{percent(rate.rate)} ± {reach_of(rate.rate, rate.interval)}, {rate.runs:,} seeds"


def time_words(seconds: float | None) -> str:
    """How long a win takes: "won in 42 s"; None where there was none."""
    return "never won" if seconds is None else f"won in {seconds:.0f} s"


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


def people_words(tried: Tried | None) -> str:
    """How people fare: "2 of 5 won ± 46 %"; "n/a" where nobody has looked yet."""
    if tried is None:
        return "n/a"
    if not tried.runs:
        return NO_PLAYS
    reach = reach_of(tried.wins / tried.runs, tried.interval)
    return f"{tried.wins} of {tried.runs} won ± {reach} %"


def people_sentence(tried: Tried | None) -> str:
    """Everything about how people fare, for tooltips and screen readers."""
    if tried is None:
        return "People: it has not been looked for plays of this version yet."
    if not tried.runs:
        return NO_PLAYS_TOLD
    low, high = map(percent, tried.interval)
    plays = "1 play" if tried.runs == 1 else f"{tried.runs:,} plays"
    told = (
        f"People: {tried.wins:,} of {plays} by hand were won, {percent(tried.wins / tried.runs)}; 95 % interval "
        f"{low} to {high}"
    )
    if tried.seconds_to_win is not None:
        told += f"; half of the wins took {tried.seconds_to_win:.1f} s or less"
    return f"{told}. Runs finished here and recordings in the project's folder, of the same starting values."
