"""The graph of frames: a bar each, parts stacked; a click or the arrows choose one to look into."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from editor.ui.api import Chart, look, tr
from editor.ui.profiling.api import scale_of
from engine.telemetry.frames.rows import BUDGET_MS, stacked, worst_of_bins
from engine.telemetry.frames.zones import FrameZones
from panels.frame_profiler.model import FrameProfilerModel
from panels.frame_profiler.words import frame_line

BAR_PITCH, FEWEST = 4, 20


class FrameGraph(Chart):
    """The newest frames that there is room for; of a capture all, the slowest where several share a bar."""

    def __init__(self, model: FrameProfilerModel) -> None:
        super().__init__("ms", name=tr("Time of each frame"))
        self._model = model
        self._shown: list[FrameZones] = []
        self._pitch_of_bars = 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(tr("Arrows choose a frame, Esc lets it go"))
        self.tell, self.counted = self._tell, tr("frame")
        self.clicked.connect(self._clicked)

    def show_frames(self, frames: Sequence[FrameZones]) -> None:
        """Draw the bars."""
        room = max(FEWEST, self.width() // look.px(BAR_PITCH))
        shown = frames[-room:] if self._model.is_live else frames
        self._pitch_of_bars, self._shown = worst_of_bins(shown, room)
        longest = float(np.percentile([frame.work_ns for frame in self._shown], 95))
        scale, self.unit = scale_of(longest, longest)
        self.set_budget(BUDGET_MS if self.unit == "ms" else None)
        frame = self._model.frame
        self.mark(float(self._bar_of(frame.number).number) if frame is not None else None)
        self.show_bars(*stacked(self._shown, scale), pitch=float(self._pitch_of_bars))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the bars."""
        if not self._shown:
            super().keyPressEvent(event)
            return
        chosen = self._model.frame
        here = self._shown.index(self._bar_of(chosen.number)) if chosen is not None else len(self._shown)
        steps = {Qt.Key.Key_Left: here - 1, Qt.Key.Key_Right: here + 1, Qt.Key.Key_Home: 0,
                 Qt.Key.Key_End: len(self._shown) - 1, Qt.Key.Key_PageUp: here - 10,
                 Qt.Key.Key_PageDown: here + 10}  # fmt: skip
        if event.key() in steps:
            place = min(max(steps[Qt.Key(event.key())], 0), len(self._shown) - 1)
            self._model.choose(self._shown[place].number)
        elif event.key() == Qt.Key.Key_Escape and chosen is not None:
            self._model.choose(None)
        else:
            super().keyPressEvent(event)

    def _bar_of(self, number: float) -> FrameZones:
        """The frame whose bar is nearest."""
        return min(self._shown, key=lambda frame: abs(frame.number - number))

    def _clicked(self, x: float) -> None:
        if self._shown:
            self._model.choose(self._bar_of(x).number)

    def _tell(self, x: float) -> str:
        if not self._shown:
            return ""
        words = frame_line(self._bar_of(x))
        if self._pitch_of_bars > 1:
            words = tr("the slowest of {count}: {words}", count=self._pitch_of_bars, words=words)
        return tr("{words}. Click to look into it.", words=words)
