"""Records the window's frames until it is pressed again, and says how many there are."""

from editor.ui.api import look, tr
from editor.ui.profiling.api import RecordControl
from engine.telemetry.frames.capture import MOST_FRAMES
from panels.frame_profiler.model import FrameProfilerModel


class RecordButton(RecordControl):
    """A button and, while it records, the count beside it."""

    def __init__(self, model: FrameProfilerModel) -> None:
        super().__init__()
        self._model = model
        look.follow(self, RecordButton.refresh)

    def refresh(self) -> None:
        """Take the state of the recording."""
        recorder = self._model.recorder
        if recorder.is_recording:
            count = tr("{count} frames", count=f"{len(recorder.recorded):,}")
            self.show_running(tr("Stop recording"), tr("End the recording and look into it"), count)
        else:
            self.show_ready(
                tr("Record"),
                tr(
                    "Record every frame of the window, at most {count}; work goes on meanwhile, in any panel",
                    count=f"{MOST_FRAMES:,}",
                ),
            )

    def press(self) -> None:
        """Begin, or end."""
        if self._model.recorder.is_recording:
            self._model.stop()
        else:
            self._model.record()
