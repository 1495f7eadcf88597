"""Captures some seconds of play, shows how far it is, or keeps what is shown."""

from functools import partial

from editor.ui.api import SEPARATOR, Entry, look, tr
from editor.ui.profiling.api import RecordControl
from panels.physics_profiler.model import TICKS_A_SECOND, PhysicsProfilerModel

SECONDS = (1, 5, 10, 30)


class CaptureButton(RecordControl):
    """A button with a menu for other lengths; while a capture runs it ends it, beside a bar and the ticks so far."""

    def __init__(self, model: PhysicsProfilerModel) -> None:
        super().__init__(tr("Progress of the capture"), tr("How long to capture, or keep what is shown"))
        self._model = model
        self.seconds = 5
        model.changed.connect(self.refresh)
        self.destroyed.connect(lambda _=None, model=model, slot=self.refresh: model.changed.disconnect(slot, True))
        look.follow(self, CaptureButton.refresh)

    def refresh(self) -> None:
        """Take the state of the capture in progress."""
        recorder = self._model.recorder
        if recorder is not None:
            there, wanted = len(recorder.profiles), recorder.wanted
            count = tr("{there} of {wanted}", there=there, wanted=wanted)
            self.show_running(tr("Stop"), tr("End the capture and keep what is there"), count, (there, wanted))
        else:
            tip = tr("Keep the physics of the next {seconds} seconds", seconds=self.seconds)
            self.show_ready(tr("Capture {seconds} s", seconds=self.seconds), tip, self._model.why_no_capture)

    def lengths(self) -> list[Entry]:
        """Some lengths to capture from now on, and what is shown already."""
        why, kept = self._model.why_no_capture, len(self._model.samples)
        ticks = {seconds: tr("{count} ticks", count=f"{seconds * TICKS_A_SECOND:,}") for seconds in SECONDS}
        return [
            *(
                (tr("Capture {seconds} s, {ticks}", seconds=each, ticks=ticks[each]), partial(self._begin, each), why)
                for each in SECONDS
            ),
            SEPARATOR,
            (
                tr("Keep what is shown, {count} ticks", count=f"{kept:,}"),
                self._model.keep_shown,
                "" if kept else "No tick is shown yet; play first.",
            ),
        ]

    def press(self) -> None:
        """Begin, or end."""
        if self._model.recorder is not None:
            self._model.end_capture()
        else:
            self._begin(self.seconds)

    def _begin(self, seconds: int) -> None:
        self.seconds = seconds
        self._model.begin_capture(seconds)
