"""Records the window's frames until it is pressed again, and says how many there are."""

from PySide6.QtWidgets import QWidget

from editor.ui.api import explain, label, look, row, tool_button, tr
from engine.telemetry.frames.capture import MOST_FRAMES
from panels.frame_profiler.model import FrameProfilerModel


class RecordButton(QWidget):
    """A button and, while it records, the count beside it."""

    def __init__(self, model: FrameProfilerModel) -> None:
        super().__init__()
        self._model = model
        self._with_words = True
        self.count = label("", "caption")
        self.button = tool_button("record", tr("Record"), text=tr("Record"), size=22, glyph_size=14)
        self.button.clicked.connect(self.press)
        self._row = row(self.count, self.button, gap=4)
        self._row.setParent(self)
        look.follow(self, RecordButton.refresh)
        self.refresh()

    def set_words(self, with_words: bool) -> None:
        """Show the button with its text, or the glyph alone where there is no room."""
        if with_words != self._with_words:
            self._with_words = with_words
            self.refresh()

    def refresh(self) -> None:
        """Take the state of the recording."""
        recorder = self._model.recorder
        is_on = recorder.is_recording
        self.count.setVisible(is_on and self._with_words)
        self.count.setText(tr("{count} frames", count=f"{len(recorder.recorded):,}"))
        self.button.set_glyph("stop-fill" if is_on else "record")
        words = tr("Stop recording") if is_on else tr("Record")
        self.button.set_text(words if self._with_words else "")
        tip = tr("End the recording and look into it") if is_on else tr(
            "Record every frame of the window, at most {count}; work goes on meanwhile, in any panel",
            count=f"{MOST_FRAMES:,}",
        )  # fmt: skip
        explain(self.button, tip, "")
        self.button.setAccessibleName(words)
        self._row.adjustSize()
        self.setFixedSize(self._row.sizeHint())
        self._row.resize(self.size())

    def press(self) -> None:
        """Begin, or end."""
        if self._model.recorder.is_recording:
            self._model.stop()
        else:
            self._model.record()
