"""How fast unwraps are fixed, and how many were open after each day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class Day:
    """A day (UTC): how many fixes of it stand, all that stand since the first day, and what was open in the evening."""

    day: date
    fixed: int
    fixed_in_all: int
    open: int


def burn_down(moments: Sequence[datetime], open_now: int) -> list[Day]:
    """Every day from the first fix to the last, days without a fix too.

    Args:
        moments: When the fixes that stand were made, in UTC.
        open_now: Findings that are still open; of earlier days it follows that those fixed later were open too.
    """
    counts = Counter(moment.date() for moment in moments)
    if not counts:
        return []
    day, last, done = min(counts), max(counts), 0
    days: list[Day] = []
    while day <= last:
        done += counts[day]
        days.append(Day(day, counts[day], done, open_now + len(moments) - done))
        day += timedelta(days=1)
    return days


def per_day(moments: Sequence[datetime]) -> float:
    """Fixes a day, from the first to the last day with a fix; 0 without any."""
    if not moments:
        return 0.0
    return len(moments) / ((max(moments).date() - min(moments).date()).days + 1)


def velocity_words(moments: Sequence[datetime], moment: datetime) -> str:
    """The pace at a moment, for an entry of the log."""
    until = [each for each in moments if each <= moment]
    today = sum(each.date() == moment.date() for each in until)
    if not until:
        return "0 today"
    since = min(until).date()
    return f"{today} today, {per_day(until):.1f} a day since {since:%Y-%m-%d}, {len(until)} in all"
