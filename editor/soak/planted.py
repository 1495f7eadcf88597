"""Faults that are planted to see that the report catches them: memory that leaks, and a main thread that hangs."""

import time

STEP_S = 1.0


class Planted:
    """`frame` is called for every frame with the seconds since the start.

    leak_mb: memory that is kept for good in each minute [MB]; hang_s: how long the 120th frame after half of
    `after_s` holds the main thread [s], once.
    """

    def __init__(self, *, leak_mb: float = 0.0, hang_s: float = 0.0, after_s: float = 0.0) -> None:
        self._leak, self._hang, self._after = leak_mb, hang_s, after_s
        self._kept: list[bytearray] = []
        self._leaked_at = 0.0

    def frame(self, seconds: float) -> None:
        """Leak what is due, hang when it is time."""
        if self._leak and seconds - self._leaked_at >= STEP_S:
            size = round(self._leak * 1e6 / 60.0 * (seconds - self._leaked_at))
            self._leaked_at = seconds
            # Each page is written to: what is only reserved would not be resident.
            block = bytearray(size)
            block[::1024] = b"\x01" * len(block[::1024])
            self._kept.append(block)
        if self._hang and seconds >= self._after:
            hang, self._hang = self._hang, 0.0
            time.sleep(hang)
