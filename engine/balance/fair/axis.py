"""One number as the search moves it: from -1, the least that is tried, through 0, its value, to 1, the most."""

import math

from engine.balance.curve import span
from engine.balance.properties import Property

FACTOR = 8.0
"""An open number is tried up to so many times its value, and down to that part of it."""


class Axis:
    """A number with its range, in even steps where the range is narrow, in even ratios where it is open."""

    def __init__(self, number: Property) -> None:
        self.number = number
        low, high = span(number)
        value = number.value
        is_open = (low, high) != (min(number.low, value), max(number.high, value))
        self._is_ratio = is_open and value > 0.0
        if self._is_ratio:
            low, high = max(number.low, value / FACTOR), min(number.high, value * FACTOR)
        self._low, self._high = low, high

    def value(self, place: float) -> float:
        """The value at a place, as its field holds it."""
        now, end = self.number.value, self._high if place > 0.0 else self._low
        if not place or end == now:
            return now
        if self._is_ratio and end > 0.0:
            return self.number.held(now * (end / now) ** abs(place))
        return self.number.held(now + abs(place) * (end - now))

    def place(self, value: float) -> float:
        """The place of a value."""
        now, end = self.number.value, self._high if value > self.number.value else self._low
        if value == now or end == now:
            return 0.0
        if self._is_ratio and end > 0.0:
            part = math.log(value / now) / math.log(end / now)
        else:
            part = (value - now) / (end - now)
        return math.copysign(part, value - now)

    def snapped(self, place: float) -> float:
        """The nearest place within -1 to 1 whose value its field can hold."""
        inside = min(max(place, -1.0), 1.0)
        return self.place(self.value(inside)) if self.number.is_whole else inside
