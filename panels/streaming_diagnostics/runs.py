"""The recorded runs of the open project, the one in progress, and the flight of a path with other settings."""

from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from editor.api import CaptureEntry, CaptureKind, CaptureList, Editor, Job, Signal
from engine.terrain.streaming.config import StreamingConfig
from engine.terrain.streaming.viewpoint import ViewPoint
from panels.streaming_diagnostics.flight import fly
from panels.streaming_diagnostics.replay import Figure
from panels.streaming_diagnostics.run import Recorder, Run, origin_now
from panels.streaming_diagnostics.run_file import SUFFIX, load, save, write_csv, write_trace

RUNS = CaptureKind[Run](
    SUFFIX, load, save, {".csv": write_csv, ".trace.json": write_trace}, "Run", FilePath("target") / "streaming"
)


@dataclass(frozen=True)
class Flown:
    """A path flown twice: with the settings `a` that the run was recorded with, and with `b`."""

    entry: CaptureEntry[Run]
    a: StreamingConfig
    b: StreamingConfig
    rows: tuple[tuple[Figure, Figure], ...]


class Runs:
    """The list of runs, and the recording or the flight in progress; `changed` fires when one of them is another."""

    changed = Signal()

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self.list = CaptureList(editor, RUNS)
        self.recorder: Recorder | None = None
        self.flown: Flown | None = None
        self.job: Job | None = None
        self.list.changed.connect(self._tell)
        editor.opened.connect(self._forget)

    def close(self) -> None:
        """End what goes on."""
        self._editor.opened.disconnect(self._forget)
        self.list.changed.disconnect(self._tell)
        self._stop_listening()
        self.recorder = None
        if self.job is not None:
            self.job.cancel()
        self.changed.disconnect()

    # --- recording -------------------------------------------------------------------------------------------------

    @property
    def why_no_recording(self) -> str:
        """Why nothing can be recorded now; "" when it can."""
        return "" if self._editor.terrain.streamer is not None else "Nothing is streamed; open an endless scene first."

    def begin(self, frames: int) -> None:
        """Record the next frames; a recording in progress ends first."""
        self.end()
        landscape, terrain = self._editor.terrain.landscape, self._editor.terrain
        if landscape is None or self.why_no_recording:
            return
        origin = origin_now(self._editor.title, self._editor.scene or "", is_software=terrain.is_software)
        self.recorder = Recorder(origin, self._editor.view.header.terrain, terrain.config, max(1, frames))
        terrain.listeners.append(self._frame)
        self.changed.emit()

    def end(self) -> CaptureEntry[Run] | None:
        """End the recording with what is there; None when that is nothing."""
        recorder, self.recorder = self.recorder, None
        self._stop_listening()
        if recorder is None:
            return None
        if len(recorder):
            return self.list.add(recorder.run())
        self.changed.emit()
        return None

    def _frame(self, view: ViewPoint, streamer: Any) -> None:
        recorder = self.recorder
        if recorder is None:
            return
        if (recorder.origin.scene, recorder.ground) != (self._editor.scene or "", self._editor.view.header.terrain):
            # A run is flown again over one ground: what was recorded until now is kept.
            self.end()
            return
        recorder.take(view, streamer.stats(), streamer.hitches)
        if recorder.is_full:
            self.end()

    def _stop_listening(self) -> None:
        if self._frame in self._editor.terrain.listeners:
            self._editor.terrain.listeners.remove(self._frame)

    # --- flying a path again ---------------------------------------------------------------------------------------

    def why_not_fly(self, entry: CaptureEntry[Run] | None) -> str:
        """Why a run's path can't be flown again now; "" when it can."""
        if entry is None:
            return "Choose a run first."
        if self.job is not None:
            return "A path is being flown."
        run = entry.get()
        if run is None:
            return entry.problem
        return "" if len(run) > 1 else "A path needs two frames or more."

    def fly(self, entry: CaptureEntry[Run], other: StreamingConfig) -> None:
        """Fly a run's path with its own settings and with others, one after the other, each in a process of its own."""
        run = entry.get()
        if run is None or self.why_not_fly(entry):
            return
        length = len(run)

        def work(progress: Any, cancelled: Any) -> tuple[tuple[Figure, Figure], ...]:
            rows: list[list[Figure]] = []
            for turn, config in enumerate((run.config, other)):

                def told(frames: int, turn: int = turn) -> None:
                    fraction = (turn * length + frames) / (2 * length)
                    progress(fraction, f"{'AB'[turn]}: frame {frames:,} of {length:,}")

                found = fly(run, config, told, cancelled)
                if found is None:
                    return ()
                rows.append(found)
            return tuple(zip(*rows, strict=True))

        self.flown = None
        self.job = self._editor.jobs.submit(
            f"Flying {entry.name} again", work, lambda job: self._landed(job, Flown(entry, run.config, other, ()))
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Stop flying."""
        if self.job is not None:
            self.job.cancel()

    def _landed(self, job: Job, flown: Flown) -> None:
        if job is not self.job:
            return
        self.job = None
        if job.state == "done":
            self.flown = Flown(flown.entry, flown.a, flown.b, job.result)
        elif job.state == "failed":
            self._editor.status(f"The path could not be flown: {job.error}")
        self.changed.emit()

    def _forget(self) -> None:
        """Another project is open: what was recorded in the last one is no longer of interest."""
        self.end()
        self.cancel()
        self.flown = None
        self.list.forget_project()

    def _tell(self) -> None:
        self.changed.emit()
