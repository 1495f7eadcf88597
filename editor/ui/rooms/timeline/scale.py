"""Which ticks the timeline shows where, and how that changes: the whole run, closer, further, along."""

from dataclasses import dataclass, replace

TICKS_A_SECOND = 60
CLOSEST = 60.0
"""The fewest ticks that are shown, one second."""
LEAST_RUN = 30 * TICKS_A_SECOND
STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 3600.0)
"""Seconds between two labels of the axis."""


@dataclass(frozen=True)
class Scale:
    """`span` ticks from `first` on, over `width` pixels from `left` on; `is_whole` while the whole run is shown."""

    first: float = 0.0
    span: float = float(LEAST_RUN)
    left: float = 0.0
    width: float = 1.0
    is_whole: bool = True

    @property
    def last(self) -> float:
        """The tick at the right edge."""
        return self.first + self.span

    def x_of(self, tick: float) -> float:
        """Where a tick lies [pixels]."""
        return self.left + (tick - self.first) / self.span * self.width

    def tick_at(self, x: float) -> int:
        """The tick nearest to a place, whether it is shown or not."""
        return round(self.first + (x - self.left) / self.width * self.span)

    def placed(self, left: float, width: float) -> "Scale":
        """The same ticks over other pixels."""
        return replace(self, left=left, width=max(width, 1.0))

    def whole(self, end: int) -> "Scale":
        """The whole run up to tick `end`, in lengths that change seldom while it grows."""
        return replace(self, first=0.0, span=float(length_of(end)), is_whole=True)

    def zoomed(self, factor: float, x: float, end: int) -> "Scale":
        """`factor` times as many ticks, the one at `x` staying where it is; never more than the whole run."""
        most = float(length_of(end))
        span = min(max(self.span * factor, CLOSEST), most)
        if span >= most:
            return self.whole(end)
        share = (x - self.left) / self.width
        fixed = self.first + share * self.span
        return replace(self, first=_held(fixed - share * span, span, most), span=span, is_whole=False)

    def moved(self, share: float, end: int) -> "Scale":
        """Along the run by a share of what is shown."""
        if self.is_whole:
            return self
        return replace(self, first=_held(self.first + share * self.span, self.span, float(length_of(end))))

    def following(self, tick: int, end: int) -> "Scale":
        """With a tick in sight: pages on when it left what is shown."""
        if self.is_whole:
            return self.whole(end)
        if self.first <= tick <= self.last:
            return self
        return replace(self, first=_held(tick - 0.1 * self.span, self.span, float(max(length_of(end), tick))))


def length_of(end: int) -> int:
    """Ticks that a run up to tick `end` is shown with: a little more than it has, in steps that grow with it."""
    step = (10 if end < 120 * TICKS_A_SECOND else 60) * TICKS_A_SECOND
    return max(LEAST_RUN, -(-round(end * 1.02 + 1) // step) * step)


def step_of(scale: Scale, room: float) -> float:
    """Seconds between two labels of the axis, the fewest that leave `room` pixels for each."""
    a_second = scale.width / scale.span * TICKS_A_SECOND
    return next((step for step in STEPS if step * a_second >= room), STEPS[-1])


def _held(first: float, span: float, most: float) -> float:
    return min(max(first, 0.0), max(most - span, 0.0))
