"""Notices when the window stands still: whoever holds the main thread too long is named with its stack."""

import sys
import threading
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

LIMIT_S = 0.05
BEAT_S = 0.016
"""How often the main thread says that it lives. A hold is told from the limit plus one beat on, never a shorter one."""
MOST_SAMPLES = 64
KEPT = 200
DEPTH = 12
OWN = ("editor", "engine", "panels")


@dataclass(frozen=True)
class Stall:
    """The main thread was held: for how long [s], how much of that it computed [s], and by what, innermost last."""

    seconds: float
    cpu_seconds: float
    stack: tuple[str, ...]

    @property
    def place(self) -> str:
        """The innermost line of the program's own code; empty when nobody looked in time."""
        return self.stack[-1] if self.stack else ""


class Watchdog:
    """Measures from beat to beat. `beat` is called by the main thread's loop; a thread looks at who does not let it.

    `told` is called on the main thread for each stall. Without stalls a beat costs a microsecond.
    """

    def __init__(self) -> None:
        self.stalls: deque[Stall] = deque(maxlen=KEPT)
        self.count = 0
        self.told: Callable[[Stall], None] = lambda _stall: None
        self._last: float | None = None
        self._last_cpu = 0.0
        self._is_excused = False
        self._main = threading.get_ident()
        self._samples: list[tuple[str, ...]] = []
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def worst(self) -> Stall | None:
        """The longest stall that is remembered."""
        return max(self.stalls, key=lambda stall: stall.seconds, default=None)

    def start(self) -> None:
        """Begin to watch the thread that calls this."""
        if self._thread is not None:
            return
        self._main = threading.get_ident()
        self._last = None
        self._stop.clear()
        self._thread = threading.Thread(target=self._look, name="watchdog", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the watch and its thread."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def beat(self, now: float | None = None) -> None:
        """The main thread is free: what lies behind is a stall when it took too long."""
        now = time.perf_counter() if now is None else now
        cpu = time.thread_time()
        if self._last is not None and now - self._last > LIMIT_S + BEAT_S:
            self._tell(now - self._last - BEAT_S, cpu - self._last_cpu)
        self._last, self._last_cpu = now, cpu
        self._is_excused = False

    def clear(self) -> None:
        """Forget what was seen, as at the start of a measurement."""
        self.stalls.clear()
        self.count = 0
        self._last = None

    @contextmanager
    def excused(self) -> Generator[None]:
        """Work that may take long, as a change of theme: the hold that it is part of is not told."""
        self._is_excused = True
        yield
        self._is_excused = True

    def _tell(self, seconds: float, cpu_seconds: float) -> None:
        samples, self._samples = self._samples, []
        if self._is_excused:
            return
        stack = Counter(samples).most_common(1)[0][0] if samples else ()
        stall = Stall(seconds, cpu_seconds, stack)
        self.stalls.append(stall)
        self.count += 1
        self.told(stall)

    def _look(self) -> None:
        while not self._stop.wait(BEAT_S):
            last = self._last
            if last is None or time.perf_counter() - last < LIMIT_S:
                if self._samples and last is not None:
                    self._samples = []
                continue
            frame = sys._current_frames().get(self._main)  # pyright: ignore[reportPrivateUsage] - a documented function
            if frame is not None and len(self._samples) < MOST_SAMPLES:
                self._samples.append(_own_lines(frame))
            del frame


def _own_lines(frame: FrameType) -> tuple[str, ...]:
    """The lines of the program's own code on a stack, innermost last, as "engine/document/state/draft.py:68 set"."""
    lines: list[str] = []
    for step, line in traceback.walk_stack(frame):
        name = str(step.f_globals.get("__name__", ""))
        if name.partition(".")[0] in OWN:
            file = Path(*name.split(".")).with_suffix(".py").as_posix()
            lines.append(f"{file}:{line} {step.f_code.co_name}")
            if len(lines) == DEPTH:
                break
    return tuple(reversed(lines))
