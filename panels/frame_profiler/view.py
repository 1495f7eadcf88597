"""The panel of the editor's own frames: frames, and captures of them compared."""

import numpy as np
from numpy.typing import NDArray

from editor.ui.api import Ui, look, tr
from editor.ui.profiling.api import Compared, ComparePage, PagedView
from engine.telemetry.frames.capture import FrameCapture
from engine.telemetry.frames.rows import series_of, zone_times
from panels.frame_profiler.frames_page import FramesPage
from panels.frame_profiler.model import FrameProfilerModel
from panels.frame_profiler.record_button import RecordButton

REFRESH_MS = 200
FRAMES, COMPARE = range(2)
WORDS_FROM = 360


def _times(capture: FrameCapture, zone: str) -> NDArray[np.int64]:
    """What a zone took in each frame that has it (n,) [ns]."""
    return zone_times(capture.frames, zone)


class FrameProfilerView(PagedView):
    """Drawn five times a second while it is seen: it measures itself too, and should not be what it tells of."""

    def __init__(self, model: FrameProfilerModel, ui: Ui) -> None:
        super().__init__(model)
        self._model, self._ui = model, ui
        self.record = RecordButton(model)
        self.frames = FramesPage(model, ui)
        self.compare = ComparePage(model.comparing, Compared(tr("Zone"), "frames", series_of, _times, list))
        self.build(((tr("Frames"), self.frames),), self.compare, (self.record,), REFRESH_MS)
        look.follow(self, lambda view: view.frames.arrange())
        self.refresh()

    @property
    def is_moving(self) -> bool:
        """Whether frames are shown as they come, or recorded."""
        return self._model.moves or self._model.recorder.is_recording

    def fit(self) -> None:
        """Words give way to glyphs where there is no room for them."""
        self.record.set_words(self.width() >= look.px(WORDS_FROM))

    def refresh_bar(self) -> None:
        """Show how the recording stands."""
        self.record.refresh()

    def follow(self) -> None:
        """Show the newest frames, unless one of them is looked at."""
        if self._model.moves:
            self.frames.follow()
