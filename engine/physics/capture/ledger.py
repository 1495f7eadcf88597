"""Remembers the checksums of ticks, and tells whether a tick that is played again gives the same bits."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.physics.capture.data import STAGES

Standing = Literal["nothing", "equal", "differs"]
KEPT = 20_000
"""Ticks that are remembered, over all runs: about 8 MB."""


@dataclass(frozen=True)
class Mismatch:
    """The first stage of a tick whose bits were others than before."""

    tick: int
    stage: str


class Ledger:
    """Checksums by run and tick. The oldest are forgotten once there are more than `kept`.

    A run is named by a text that two runs share only when they began alike and were told the same until then: only
    such ticks must give the same bits, and only they are compared.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._sums: OrderedDict[tuple[str, int], tuple[int | None, ...]] = OrderedDict()
        self.equal = 0
        self.first_difference: Mismatch | None = None

    def __len__(self) -> int:
        return len(self._sums)

    @property
    def standing(self) -> Standing:
        """Whether ticks were compared, and what came of it."""
        if self.first_difference is not None:
            return "differs"
        return "equal" if self.equal else "nothing"

    def look(self, run: str, tick: int, checksums: Mapping[str, int]) -> None:
        """Take in the checksums of a tick: compare them when the tick is known, else remember them.

        What is remembered stays: a later pass is held against the first one.
        """
        found = tuple(checksums.get(stage) for stage in STAGES)
        if all(value is None for value in found):
            return
        known = self._sums.get((run, tick))
        if known is None:
            self._sums[run, tick] = found
            if len(self._sums) > self._kept:
                self._sums.popitem(last=False)
            return
        pairs = [(stage, a, b) for stage, a, b in zip(STAGES, known, found, strict=True) if None not in (a, b)]
        differing = next((stage for stage, a, b in pairs if a != b), None)
        if differing is not None:
            if self.first_difference is None:
                self.first_difference = Mismatch(tick, differing)
        elif pairs:
            self.equal += 1

    def begin(self) -> None:
        """A new pass: count its comparisons anew; what is remembered stays."""
        self.equal, self.first_difference = 0, None

    def clear(self) -> None:
        """Forget everything."""
        self._sums.clear()
        self.begin()
