"""How long ago something was, in words."""

import time

from editor.tr import tr

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0


def when_text(moment: float, now: float | None = None) -> str:
    """Words such as "Just now", "5 min ago", "Yesterday", or the date; both times are in epoch seconds."""
    passed = (time.time() if now is None else now) - moment
    if passed < MINUTE:
        return tr("Just now")
    if passed < HOUR:
        return tr("{count} min ago", count=round(passed / MINUTE))
    if passed < DAY:
        return tr("{count} h ago", count=round(passed / HOUR))
    if passed < 2 * DAY:
        return tr("Yesterday")
    return time.strftime("%d %B %Y", time.localtime(moment)).lstrip("0")


def clock_text(moment: float) -> str:
    """The time of day in minutes, with the date before it where that is not today; "" for a moment that is unknown."""
    if moment <= 0:
        return ""
    then = time.localtime(moment)
    if time.strftime("%Y %j", then) == time.strftime("%Y %j"):
        return time.strftime("%H:%M", then)
    return time.strftime("%d %b, %H:%M", then).lstrip("0")


def second_text(moment: float) -> str:
    """The time of day to the second."""
    return time.strftime("%H:%M:%S", time.localtime(moment))
