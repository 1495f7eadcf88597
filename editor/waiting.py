"""How long a driven window waits for kernels, and what the terminal is told meanwhile."""

import time
from collections.abc import Callable

PATIENCE_S = 180.0
WORD_AFTER_S = 5.0
"""The first word comes after this time, the next one after three times as long."""


class Waiting:
    """Waiting for kernels: on a busy machine they take minutes, so what counts is the work done, not the time gone."""

    def __init__(
        self,
        say: Callable[[str], object],
        clock: Callable[[], float] = time.perf_counter,
        worked: Callable[[], float] = time.process_time,
    ) -> None:
        self._say, self._clock, self._worked = say, clock, worked
        self._began, self._worked_before = clock(), worked()
        self._next_word = WORD_AFTER_S

    def goes_on(self) -> bool:
        """Whether it is still worth waiting: until this process has worked long, or for very long at little work."""
        gone, work = self._clock() - self._began, self._worked() - self._worked_before
        if gone >= self._next_word:
            self._say(f"Compiling kernels for {gone:.0f} s; the next start finds them compiled.")
            self._next_word *= 3
        return gone < PATIENCE_S or (work < PATIENCE_S and gone < 10 * PATIENCE_S)
