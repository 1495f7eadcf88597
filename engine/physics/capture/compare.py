"""Two captures of physics against each other: the differences by stage, and whether the bits are the same."""

from dataclasses import dataclass

from engine.physics.capture.data import STAGES, TITLES, Capture
from engine.telemetry.compare import Difference, difference_of


@dataclass(frozen=True)
class Comparison:
    """Stages in the order of the tick, the whole tick last; and the checksums of ticks that both hold.

    `equal_ticks` have the same checksums in both; `first_differing` is the first (tick, stage) that has not. Both are
    told only for captures of the same run: elsewhere other bits are no fault (None, and 0).
    """

    stages: tuple[Difference, ...]
    equal_ticks: int = 0
    first_differing: tuple[int, str] | None = None

    @property
    def total(self) -> Difference:
        """The whole tick."""
        return self.stages[-1]


def compare(a: Capture, b: Capture) -> Comparison:
    """Compare two captures; the same two always give the same answer."""
    stages = tuple(difference_of(stage, TITLES[stage], a.times(stage), b.times(stage)) for stage in (*STAGES, "total"))
    equal, differing = _checksums(a, b)
    return Comparison(stages, equal, differing)


def _checksums(a: Capture, b: Capture) -> tuple[int, tuple[int, str] | None]:
    if not a.origin.run or a.origin.run != b.origin.run:
        return 0, None
    known = {profile.tick: profile.checksums for profile in a.profiles}
    equal = 0
    for profile in b.profiles:
        sums = known.get(profile.tick, {})
        both = [stage for stage in STAGES if stage in sums and stage in profile.checksums]
        for stage in both:
            if sums[stage] != profile.checksums[stage]:
                return equal, (profile.tick, stage)
        equal += bool(both)
    return equal, None
