"""The editor's own frames as the panel shows them: the newest while someone looks, or a capture of them."""

from editor.api import CaptureEntry, CaptureKind, CaptureList, Comparing, Editor, Links, Signal
from engine.telemetry.frames.capture import FrameCapture
from engine.telemetry.frames.comparing import FrameComparison, compare
from engine.telemetry.frames.file import SUFFIX, load, save
from engine.telemetry.frames.rows import BUDGET_MS
from engine.telemetry.frames.table import write_csv
from engine.telemetry.frames.trace import write_trace
from engine.telemetry.frames.why import why
from engine.telemetry.frames.zones import FrameZones
from panels.frame_profiler.origin import origin_of

CAPTURES = CaptureKind[FrameCapture](SUFFIX, load, save, {".trace.json": write_trace, ".csv": write_csv})
BUDGET_NS = BUDGET_MS * 1e6


class FrameProfilerModel:
    """Live frames and captures. `changed` fires when something else is to be shown; new frames alone do not fire it."""

    changed = Signal()

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.recorder = editor.frame_recorder
        self.recorder.on_full = self._full
        self.captures = CaptureList(editor, CAPTURES)
        self.comparing = Comparing[FrameCapture, FrameComparison](editor, self.captures, compare)
        self.is_live = True
        self.is_frozen = False
        self._frozen: tuple[FrameZones, ...] = ()
        self._number: int | None = None
        self._links = Links((editor.opened, self.captures.forget_project), (self.captures.changed, self._list_changed))
        self.captures.look()

    def close(self) -> None:
        """Stop watching; a recording in progress is dropped."""
        self._links.close()
        self.comparing.close()
        self.recorder.on_full = lambda: None
        if self.recorder.is_recording:
            self.recorder.finish()
        self.recorder.watch(False)
        self.changed.disconnect()

    # --- what is shown -------------------------------------------------------------------------------------------

    @property
    def capture(self) -> FrameCapture | None:
        """The capture that is shown; None while the newest frames are, or where its file is none."""
        chosen = self.captures.chosen
        return None if self.is_live or chosen is None else chosen.get()

    @property
    def frames(self) -> tuple[FrameZones, ...]:
        """The frames that are shown, oldest first."""
        if not self.is_live:
            return self.capture.frames if self.capture is not None else ()
        return self._frozen if self.is_frozen else tuple(self.recorder.recent)

    @property
    def moves(self) -> bool:
        """Whether what is shown goes on."""
        return self.is_live and not self.is_frozen

    @property
    def frame(self) -> FrameZones | None:
        """The chosen frame; None where none is, or where it is not among those shown any more."""
        return next((frame for frame in self.frames if frame.number == self._number), None)

    def watch(self, is_watched: bool) -> None:
        """Someone looks, or no longer: frames that nobody looks at are not measured."""
        self.recorder.watch(is_watched)

    def show_live(self) -> None:
        """Show the newest frames, going on."""
        self.is_live, self.is_frozen, self._frozen, self._number = True, False, (), None
        self.changed.emit()

    def freeze(self, is_frozen: bool) -> None:
        """Keep the newest frames as they are, or go on with no frame chosen."""
        if self.is_live and is_frozen != self.is_frozen:
            self._frozen = self.frames if is_frozen else ()
            self.is_frozen = is_frozen
            if not is_frozen:
                self._number = None
            self.changed.emit()

    def choose(self, number: int | None) -> None:
        """Look into a frame; the newest frames stand still for that."""
        if number is not None and self.moves:
            self._frozen, self.is_frozen = self.frames, True
        self._number = number
        self.changed.emit()

    def choose_slowest(self) -> None:
        """Look into the frame that worked longest."""
        frames = self.frames
        if frames:
            self.choose(max(frames, key=lambda frame: frame.work_ns).number)

    def why(self) -> str:
        """Why the chosen frame took so long; "" without one."""
        frame = self.frame
        return "" if frame is None else why(frame, self.frames, BUDGET_NS)

    # --- captures ------------------------------------------------------------------------------------------------

    def record(self) -> None:
        """Keep every frame from now on, whether the panel is seen or not."""
        self.recorder.record()
        self.changed.emit()

    def stop(self) -> CaptureEntry[FrameCapture] | None:
        """End the recording and show it; None, with a word in the status bar, when nothing happened in it."""
        frames = self.recorder.finish()
        if not frames:
            self.editor.status("Nothing was recorded: the window had nothing to do.")
            self.changed.emit()
            return None
        return self.captures.add(FrameCapture(origin_of(self.editor), frames))

    def _full(self) -> None:
        if self.stop() is not None:
            self.editor.status("The recording is full and has ended.")

    def _list_changed(self) -> None:
        """Another capture is chosen: it is shown from now on; none is left: the newest frames are."""
        self.is_live, self._number = self.captures.chosen is None, None
        if self.is_live:
            self.is_frozen, self._frozen = False, ()
        self.changed.emit()
