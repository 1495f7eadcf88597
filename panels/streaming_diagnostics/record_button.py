"""Records the next frames with the camera's path, and counts them while it does."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QProgressBar, QWidget

from editor.ui.api import explain, fixed_width, label, row, tool_button, tr
from panels.streaming_diagnostics.runs import Runs

LENGTHS = (600, 1800, 3600)
FRAMES_A_SECOND = 60


class RecordButton(QWidget):
    """A button with a menu for other lengths; while a recording runs it ends it, beside a bar and the count."""

    def __init__(self, runs: Runs) -> None:
        super().__init__()
        self._runs = runs
        self.frames = LENGTHS[0]
        self._with_words = True
        self.button = tool_button("record", tr("Record"), text=tr("Record"), size=22, glyph_size=14)
        self.more = tool_button("caret-down", tr("How long to record"), size=22, glyph_size=12)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the recording"))
        fixed_width(self.bar, 56)
        self.count = label("", "caption")
        self._row = row(self.bar, self.count, self.button, self.more, gap=2)
        self._row.setParent(self)
        self.button.clicked.connect(self._press)
        self.more.clicked.connect(self.offer)
        self.refresh()

    def set_words(self, with_words: bool) -> None:
        """Show the button with its text, or the glyph alone where there is no room."""
        if with_words != self._with_words:
            self._with_words = with_words
            self.refresh()

    def refresh(self) -> None:
        """Take the state of the recording in progress."""
        recorder = self._runs.recorder
        is_running = recorder is not None
        self.bar.setVisible(is_running)
        self.count.setVisible(is_running and self._with_words)
        self.more.setVisible(not is_running)
        if recorder is not None:
            self.bar.setRange(0, recorder.wanted)
            self.bar.setValue(len(recorder))
            self.count.setText(
                tr("{there} of {wanted} frames", there=f"{len(recorder):,}", wanted=f"{recorder.wanted:,}")
            )
            self.button.set_glyph("stop-fill")
            self.button.set_text(tr("Stop") if self._with_words else "")
            explain(self.button, tr("End the recording and keep what is there"), "")
        else:
            self.button.set_glyph("record")
            self.button.set_text(tr("Record {frames} frames", frames=f"{self.frames:,}") if self._with_words else "")
            tip = tr("Keep the camera's path and the numbers of the next {frames} frames", frames=f"{self.frames:,}")
            explain(self.button, tip, tr(self._runs.why_no_recording))
        self.button.setAccessibleName(self.button.toolTip())
        self._row.adjustSize()
        self.setFixedSize(self._row.sizeHint())
        self._row.resize(self.size())

    def offer(self) -> QMenu:
        """Open the menu of lengths."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        why = self._runs.why_no_recording
        for frames in LENGTHS:
            seconds = frames // FRAMES_A_SECOND
            choice = menu.addAction(tr("Record {frames} frames, {seconds} s", frames=f"{frames:,}", seconds=seconds))
            choice.setEnabled(not why)
            choice.setToolTip(why)
            choice.triggered.connect(lambda _checked=False, wanted=frames: self._begin(wanted))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
        return menu

    def _begin(self, frames: int) -> None:
        self.frames = frames
        self._runs.begin(frames)

    def _press(self) -> None:
        if self._runs.recorder is not None:
            self._runs.end()
        else:
            self._begin(self.frames)
