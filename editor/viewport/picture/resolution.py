"""How much of the full resolution pictures are drawn at: less where software draws too slowly for smooth play."""

from __future__ import annotations

SHARES = (1.0, 0.85, 0.72)
SLOW_S, QUICK_S = 0.022, 0.012
PATIENCE = 24


class Resolution:
    """Steps down after a while of slow pictures, and up after a while of quick ones; text is always drawn in full."""

    def __init__(self) -> None:
        self._step = 0
        self._mean = 0.0
        self._seen = 0

    @property
    def share(self) -> float:
        """The share of the full width and height."""
        return SHARES[self._step]

    def learn(self, seconds: float, *, software: bool) -> None:
        """A picture took so long to draw."""
        if not software:
            return
        self._mean = seconds if self._seen == 0 else self._mean * 0.9 + seconds * 0.1
        self._seen += 1
        if self._seen < PATIENCE:
            return
        if self._mean > SLOW_S and self._step < len(SHARES) - 1:
            self._step, self._seen = self._step + 1, 0
        elif self._mean < QUICK_S and self._step > 0:
            self._step, self._seen = self._step - 1, 0
