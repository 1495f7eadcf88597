"""Follows the running copy while someone looks, and keeps what each of its ticks cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from weakref import ref

from editor.api import CaptureEntry, CaptureKind, CaptureList, Comparing, Editor, Links, Signal
from engine.benchmarks.capture_origin import origin_of
from engine.physics.capture import (
    TITLES,
    Capture,
    CaptureError,
    CaptureRecorder,
    Comparison,
    Ledger,
    Origin,
    Standing,
    compare,
    load,
    save,
    write_csv,
    write_trace,
)
from engine.physics.capture.file import SUFFIX
from engine.physics.profile import PhysicsStepProfile
from panels.physics_profiler.samples import Samples
from panels.physics_profiler.trying import Trying

BUDGET_MS = 4.0
"""What physics may take of a frame of 16.7 ms, so that the rest of the game and the picture fit too."""
TICKS_A_SECOND = 60
CAPTURES = CaptureKind[Capture](SUFFIX, load, save, {".trace.json": write_trace, ".csv": write_csv})
NOT_PLAYING = "Nothing is playing."


@dataclass(frozen=True)
class Light:
    """What the determinism light says, and the tick that it points at."""

    standing: Standing
    text: str
    why: str
    tick: int | None = None


class PhysicsProfilerModel:
    """The measured ticks of the last run, the captures, and what can be tried.

    `changed` fires when the run, the pause or a capture in progress changed; new ticks alone do not fire it: the view
    asks a few times a second.
    """

    changed = Signal()

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.samples = Samples()
        self.ledger = Ledger()
        self.captures = CaptureList(editor, CAPTURES)
        self.comparing = Comparing[Capture, Comparison](editor, self.captures, compare)
        self.trying = Trying(editor)
        self.is_paused = False
        self.recorder: CaptureRecorder | None = None
        self._is_watched = False
        self._session: Any = None
        self._known: Callable[[], Any] = lambda: None
        self._had_checksums = False
        self._origin: Origin | None = None
        self._run = ""
        self._links = Links(
            (editor.play.changed, self._play_changed),
            (editor.play.ticked, self._ticked),
            (editor.opened, self.captures.forget_project),
            (editor.asked_captures.asked, self._asked),
        )
        self.wanted = ""
        """The page that has to be turned to: "captures" or "compare"; "" for none."""
        self.captures.look()
        self._asked()

    def close(self) -> None:
        """Stop following the run."""
        self._links.close()
        self.comparing.close()
        self.recorder = None
        self._let_go()
        self.changed.disconnect()

    # --- the run -------------------------------------------------------------------------------------------------

    @property
    def is_running(self) -> bool:
        """Whether a copy runs, paused or not."""
        return self.editor.play.session is not None

    @property
    def is_empty(self) -> bool:
        """Whether no tick was measured yet."""
        return len(self.samples) == 0

    @property
    def cursor(self) -> int | None:
        """The tick that the run stands at, when it was put back among those that are shown."""
        last, tick = self.samples.last, self.editor.play.tick
        return tick if last is not None and tick is not None and tick < last.tick else None

    def watch(self, is_watched: bool) -> None:
        """Someone looks, or no longer: ticks that nobody looks at are not measured here."""
        self._is_watched = is_watched
        self._follow()

    def pause(self, is_paused: bool) -> None:
        """Keep what is shown, or go on."""
        self.is_paused = is_paused
        self.changed.emit()

    def stepped(self, session: Any, commands: Any) -> None:
        """The session played a tick."""
        profile = session.physics.get_last_step_profile()
        if profile.total is None:
            return
        profile, run = replace(profile, tick=session.tick), self._run_of(session.tick)
        if run:
            self.ledger.look(run, profile.tick, profile.checksums)
        if self.recorder is not None and not self.recorder.is_full:
            self.recorder.take(profile)
            self._run = run
        if not self.is_paused:
            self.samples.add(profile, run)

    def restored(self, session: Any) -> None:
        """The session was put to another tick: a capture ends there, since it is one stretch of time."""
        if self.recorder is not None:
            self.recorder.restored(session)

    def why_not_go(self, tick: int, capture: Capture | None = None) -> str:
        """Why the session can't be put to a tick, of a capture or of what is shown; "" when it can."""
        if capture is not None and self.editor.play.history is not None:
            if not capture.origin.run or self._run_of(capture.last_tick) != capture.origin.run:
                return "This capture is of another run than the one that plays."
        return self.editor.play.why_not_seek(tick)

    def go_to(self, tick: int, capture: Capture | None = None) -> str:
        """Put the session to a tick and hold it there; "" when done, else why not."""
        return self.why_not_go(tick, capture) or self.editor.play.seek(tick)

    def subject(self) -> str:
        """What was measured, in words."""
        last = self.samples.last
        if last is None:
            return ""
        threads = "serial" if last.threads == 0 else "1 thread" if last.threads == 1 else f"{last.threads} threads"
        bodies = "body" if last.active_body_count == 1 else "bodies"
        pairs = "pair" if last.collision_pair_count == 1 else "pairs"
        work = f"{last.active_body_count:,} {bodies}, {last.collision_pair_count:,} {pairs}"
        return f"tick {last.tick:,}, {work}, {last.solver_iterations} iterations, {threads}"

    def light(self) -> Light:
        """Whether ticks that were played before gave the same bits again."""
        ledger, first = self.ledger, self.ledger.first_difference
        if first is not None:
            where = f"tick {first.tick:,}, {TITLES[first.stage].lower()} differs"
            return Light("differs", where, "The same tick of the same run gave other bits than before.", first.tick)
        if ledger.equal:
            ticks = "1 tick" if ledger.equal == 1 else f"{ledger.equal:,} ticks"
            return Light(
                "equal", f"equal over {ticks}", "These ticks were played before, and gave the same bits again."
            )
        how = "Play again with the same seed, or click a bar and resume: ticks that come again are compared bit by bit."
        return Light("nothing", "nothing to compare", how)

    # --- captures ------------------------------------------------------------------------------------------------

    @property
    def why_no_capture(self) -> str:
        """Why no capture can be begun; "" when one can."""
        play = self.editor.play
        if play.session is None:
            return NOT_PLAYING
        return "The run has ended; retry or stop." if play.has_ended else ""

    def begin_capture(self, seconds: float) -> None:
        """Keep the ticks of the next seconds of play; a capture in progress ends first."""
        self.end_capture()
        session = self.editor.play.session
        if session is None or self.why_no_capture:
            return
        wanted = max(1, round(seconds * TICKS_A_SECOND))
        self.recorder = CaptureRecorder(origin_of(session, self.editor.title), wanted)
        self._follow()
        self.changed.emit()

    def end_capture(self) -> CaptureEntry[Capture] | None:
        """End the capture in progress with what is there; None when that is nothing."""
        recorder, self.recorder = self.recorder, None
        if recorder is None:
            return None
        self._follow()
        entry = self._kept(recorder.origin, recorder.profiles, self._run)
        self.changed.emit()
        return entry

    def keep_shown(self) -> CaptureEntry[Capture] | None:
        """Make a capture of the ticks that are shown; None without any."""
        session = self.editor.play.session
        origin = self._origin if session is None else origin_of(session, self.editor.title)
        return None if origin is None else self._kept(origin, self.samples.all(), self.samples.run)

    def turned(self) -> str:
        """The page that something asked for since the last call; "" for none."""
        wanted, self.wanted = self.wanted, ""
        return wanted

    def _asked(self) -> None:
        """Open the captures that something else asked for, two of them side by side."""
        paths = self.editor.asked_captures.take()
        if not paths:
            return
        try:
            entries = [self.captures.open(path) for path in paths]
        except (CaptureError, OSError) as error:
            self.editor.status(f"The capture can't be shown: {error}")
            return
        if len(entries) == 2:
            self.comparing.choose(*entries)
        self.wanted = "compare" if len(entries) == 2 else "captures"
        self.changed.emit()

    def _kept(self, origin: Origin, profiles: Sequence[PhysicsStepProfile], run: str) -> CaptureEntry[Capture] | None:
        if not profiles:
            return None
        try:
            named = replace(origin, run=run)
            return self.captures.add(Capture(named, tuple(profiles)))
        except CaptureError as error:
            self.editor.status(f"Nothing was captured: {error}.")
            return None

    # --- inside --------------------------------------------------------------------------------------------------

    def _run_of(self, tick: int) -> str:
        history = self.editor.play.history
        return history.run_of(tick) if history is not None else ""

    def _play_changed(self) -> None:
        session = self.editor.play.session
        if session is not self._session:
            self.end_capture()
        if session is not None and session is not self._known():
            self._known = ref(session)
            self.samples.clear()
            self.ledger.begin()
        self._follow()
        self.changed.emit()

    def _ticked(self, _tick: int) -> None:
        # Not while the session tells its listeners: ending may take this one off the list.
        if self.recorder is not None and self.recorder.is_full:
            self.end_capture()

    def _follow(self) -> None:
        """Listen to the session that runs now, if someone looks or a capture runs."""
        session = self.editor.play.session if self._is_watched or self.recorder is not None else None
        if session is self._session:
            return
        self._let_go()
        self._session = session
        if session is not None:
            self._had_checksums, session.physics.checksums = session.physics.checksums, True
            session.listeners.append(self)

    def _let_go(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            if not self.is_empty:
                self._origin = origin_of(session, self.editor.title)
            session.physics.checksums = self._had_checksums
            if self in session.listeners:
                session.listeners.remove(self)
