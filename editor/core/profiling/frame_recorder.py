"""Records the editor's own frames: turns of the window's loop from waking up until it waits, with their zones."""

import threading
from collections import deque
from collections.abc import Callable
from time import perf_counter_ns

from psygnal import Signal

from engine.telemetry.frames.capture import MOST_FRAMES
from engine.telemetry.frames.zones import FrameZones, spans_of
from engine.telemetry.zones import ZONES, ZoneRecorder

KEPT = 600
"""Frames that are remembered while nobody records them."""
TOGETHER_NS = 300_000
"""Turns with so short a wait between them, and nothing painted yet, are one frame: the loop only looked for events."""
LEAST_NS = 250_000
"""Turns that painted nothing and took less are counted, not kept: a clock that looked at the time is no frame."""


class FrameRecorder:
    """Keeps frames while someone watches or records. The window tells it what its loop does, in nanoseconds.

    `changed` fires when recording begins or ends, and when the window has to begin or cease to tell; new frames alone
    do not fire it. Off it costs nothing: the window does not call it then.
    """

    changed = Signal()

    def __init__(self, zones: ZoneRecorder = ZONES) -> None:
        self._zones = zones
        self.recent: deque[FrameZones] = deque(maxlen=KEPT)
        self.recorded: list[FrameZones] = []
        self.quiet = 0
        """Turns since the recorder was switched on that were too short to be kept."""
        self.is_recording = False
        self.on_full: Callable[[], None] = lambda: None
        """Called while the loop rests once a recording holds MOST_FRAMES; who records ends it then."""
        self._is_watched = False
        self._count = 0
        self._origin = 0
        self._open: int | None = None
        self._rests_since = 0
        self._last_work = 0
        self._lap: tuple[str, int] | None = None
        self._is_painted = False

    @property
    def is_on(self) -> bool:
        """Whether frames are told at all."""
        return self._is_watched or self.is_recording

    def watch(self, is_watched: bool) -> None:
        """Someone looks at the newest frames, or no longer."""
        if is_watched != self._is_watched:
            was_on, self._is_watched = self.is_on, is_watched
            self._switch(was_on)

    def record(self) -> None:
        """Keep every frame from now on, until `finish`."""
        was_on, self.is_recording = self.is_on, True
        self.recorded = []
        self._switch(was_on)
        self.changed.emit()

    def finish(self) -> tuple[FrameZones, ...]:
        """End the recording and give its frames, numbered from 1, their beginnings counted from that of the first."""
        was_on, self.is_recording = self.is_on, False
        frames, self.recorded = self.recorded, []
        self._switch(was_on)
        self.changed.emit()
        begin = frames[0].begin_ns if frames else 0
        return tuple(
            FrameZones(place, frame.begin_ns - begin, frame.work_ns, frame.waited_ns, frame.is_painted, frame.spans)
            for place, frame in enumerate(frames, start=1)
        )

    # ---- what the window tells ----
    def lap(self, name: str, now: int | None = None) -> None:
        """The loop hands out an event of that kind; what it handed out before is done."""
        now = perf_counter_ns() if now is None else now
        self._end_lap(now)
        if self._open is not None and self._last_work and now - self._last_work > TOGETHER_NS:
            self._close()
        if self._open is None:
            self._open = now
        self._last_work = 0
        self._lap = (name, now)

    def painted(self) -> None:
        """What was handed out painted something."""
        self._is_painted = True

    def rest(self, now: int | None = None) -> None:
        """The loop has handed out everything and is about to wait, or to look for more."""
        if self._open is None:
            return
        now = perf_counter_ns() if now is None else now
        if self._lap is not None:
            self._end_lap(now)
            self._last_work = now
        if self._is_painted:
            self._close()
        if self.is_recording and len(self.recorded) == MOST_FRAMES:
            self.on_full()

    # ---- inside ----
    def _end_lap(self, now: int) -> None:
        if self._lap is not None:
            name, start = self._lap
            self._lap = None
            self._zones.add(name, start, now)

    def _close(self) -> None:
        """The open frame ended with its last work."""
        begin, self._open = self._open, None
        end, self._last_work = self._last_work, 0
        is_painted, self._is_painted = self._is_painted, False
        here = threading.get_ident()
        zones = [zone for zone in self._zones.take() if zone.thread == here]
        if begin is None or end <= begin:
            return
        work, waited = end - begin, begin - self._rests_since if self._rests_since else 0
        if work < LEAST_NS and not is_painted:
            self.quiet += 1
            return
        self._rests_since = end
        self._count += 1
        frame = FrameZones(self._count, begin - self._origin, work, waited, is_painted, spans_of(zones, begin, end))
        self.recent.append(frame)
        if self.is_recording and len(self.recorded) < MOST_FRAMES:
            self.recorded.append(frame)

    def _switch(self, was_on: bool) -> None:
        """Begin anew when the recorder comes on; let go of what is half done when it goes off."""
        if was_on == self.is_on:
            return
        self._zones.is_on = self.is_on
        self._zones.clear()
        self._open = self._lap = None
        self._is_painted = False
        self._rests_since = self._last_work = self.quiet = 0
        if self.is_on:
            self._origin = perf_counter_ns()
            self._count = 0
            self.recent.clear()
        self.changed.emit()
