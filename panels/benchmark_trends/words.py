"""Numbers, moments, commits and states as people read them."""

import math
from datetime import UTC, datetime

from engine.benchmarks.beside.course import Course, Shift, State

SHORT = 8
MOST_NEEDED = 30
GLYPHS: dict[State, tuple[str, str, str]] = {
    "fail": ("x-circle-fill", "severity.error", "fails"),
    "warn": ("warning-fill", "severity.warning", "warns"),
    "ok": ("check-circle-fill", "severity.ok", "fine"),
    "unknown": ("question", "icon.secondary", "not known yet"),
}
"""Glyph, its colour and the word of each state."""


def number(value: float) -> str:
    """Three significant digits, thousands with commas, a true minus; n/a for what was not measured."""
    if not math.isfinite(value):
        return "n/a"
    if value == 0.0:
        return "0"
    size = math.floor(math.log10(abs(value)))
    if not -5 <= size <= 8:
        return f"{value:.2e}".replace("-", "−")
    return f"{value:,.{max(0, 2 - size)}f}".replace("-", "−")


def quantity(value: float, unit: str) -> str:
    """A number with its unit."""
    return f"{number(value)} {unit}" if math.isfinite(value) else "n/a"


def share(value: float) -> str:
    """A relative change with its sign; from 0 any is infinite."""
    return f"{'−' if value < 0 else '+'}{extent(value)}"


def extent(value: float) -> str:
    """The same without its sign, for a sentence that says the way."""
    percent = abs(100.0 * value)
    words = f"{percent:,.{1 if percent < 9.95 else 0}f}" if math.isfinite(percent) else "∞"
    return f"{words} %"


def day(time: float) -> str:
    """A date in UTC, as 3 Nov 2026."""
    at = datetime.fromtimestamp(time, UTC)
    return f"{at.day} {at:%b %Y}"


def moment(time: float) -> str:
    """A date and a time in UTC."""
    at = datetime.fromtimestamp(time, UTC)
    return f"{at.day} {at:%b %Y, %H:%M} UTC"


def short(commit: str) -> str:
    """The first digits of a commit, or of both ends of GOOD..BAD."""
    return "..".join(each[:SHORT] for each in commit.split("..")) if commit else "no commit"


def changed(shift: Shift | None) -> str:
    """How large the newest change is; "" without one."""
    return "" if shift is None else share(shift.size)


def standing(course: Course) -> str:
    """How a series stands, in a sentence."""
    alert, worse, limit = course.alert, course.worse, course.limit
    if course.is_over and worse is not None and limit is not None:
        return f"The newest run is {extent(worse)} worse than its baseline; it fails from {extent(limit.fail)}."
    if alert is not None:
        return f"Worse by {extent(alert.size)} since {day(course.times[alert.at])}, {short(alert.commits)}."
    if course.state == "warn" and worse is not None and limit is not None:
        return f"The newest run is {extent(worse)} worse than its baseline; it fails from {extent(limit.fail)}."
    if course.state == "unknown":
        return f"{runs(len(course))}; eight tell how much it scatters, thirty whether it changed."
    last = course.last_shift
    if last is not None:
        return f"{'Worse' if last.is_worse else 'Better'} by {extent(last.size)} since {day(course.times[last.at])}."
    has_enough = int(course.judged.sum()) >= MOST_NEEDED
    return "No change was found." if has_enough else f"{runs(len(course))}; a change can be found from thirty on."


def runs(count: int) -> str:
    """How many runs."""
    return "1 run" if count == 1 else f"{count:,} runs"
