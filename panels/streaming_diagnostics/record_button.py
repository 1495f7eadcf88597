"""Records the next frames with the camera's path, and counts them while it does."""

from functools import partial

from editor.ui.api import Entry, look, tr
from editor.ui.profiling.api import RecordControl
from panels.streaming_diagnostics.runs import Runs

LENGTHS = (600, 1800, 3600)
FRAMES_A_SECOND = 60


class RecordButton(RecordControl):
    """A button with a menu for other lengths; while a recording runs it ends it, beside a bar and the count."""

    def __init__(self, runs: Runs) -> None:
        super().__init__(tr("Progress of the recording"), tr("How long to record"))
        self._runs = runs
        self.frames = LENGTHS[0]
        look.follow(self, RecordButton.refresh)

    def refresh(self) -> None:
        """Take the state of the recording in progress."""
        recorder = self._runs.recorder
        if recorder is not None:
            there, wanted = len(recorder), recorder.wanted
            count = tr("{there} of {wanted} frames", there=f"{there:,}", wanted=f"{wanted:,}")
            self.show_running(tr("Stop"), tr("End the recording and keep what is there"), count, (there, wanted))
        else:
            frames = f"{self.frames:,}"
            tip = tr("Keep the camera's path and the numbers of the next {frames} frames", frames=frames)
            self.show_ready(tr("Record {frames} frames", frames=frames), tip, self._runs.why_no_recording)

    def lengths(self) -> list[Entry]:
        """Some lengths to record from now on."""
        why, seconds = self._runs.why_no_recording, {frames: frames // FRAMES_A_SECOND for frames in LENGTHS}
        return [
            (
                tr("Record {frames} frames, {seconds} s", frames=f"{each:,}", seconds=seconds[each]),
                partial(self._begin, each),
                why,
            )
            for each in LENGTHS
        ]

    def press(self) -> None:
        """Begin, or end."""
        if self._runs.recorder is not None:
            self._runs.end()
        else:
            self._begin(self.frames)

    def _begin(self, frames: int) -> None:
        self.frames = frames
        self._runs.begin(frames)
