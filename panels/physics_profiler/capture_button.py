"""Captures some seconds of play, shows how far it is, or keeps what is shown."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QProgressBar, QWidget

from editor.ui.api import explain, fixed_width, label, row, tool_button, tr
from panels.physics_profiler.model import TICKS_A_SECOND, PhysicsProfilerModel

SECONDS = (1, 5, 10, 30)


class CaptureButton(QWidget):
    """A button with a menu for other lengths; while a capture runs it ends it, beside a bar and the ticks so far."""

    def __init__(self, model: PhysicsProfilerModel) -> None:
        super().__init__()
        self._model = model
        self.seconds = 5
        self._with_words = True
        self.button = tool_button("record", tr("Capture"), text=tr("Capture"), size=22, glyph_size=14)
        self.more = tool_button("caret-down", tr("How long to capture, or keep what is shown"), size=22, glyph_size=12)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of the capture"))
        fixed_width(self.bar, 56)
        self.count = label("", "caption")
        self._row = row(self.bar, self.count, self.button, self.more, gap=2)
        self._row.setParent(self)
        self.button.clicked.connect(self._press)
        self.more.clicked.connect(self.offer)
        model.changed.connect(self.refresh)
        self.destroyed.connect(lambda _=None, model=model, slot=self.refresh: model.changed.disconnect(slot, True))
        self.refresh()

    def set_words(self, with_words: bool) -> None:
        """Show the button with its text, or the glyph alone where there is no room."""
        if with_words != self._with_words:
            self._with_words = with_words
            self.refresh()

    def refresh(self) -> None:
        """Take the state of the capture in progress."""
        recorder = self._model.recorder
        is_running = recorder is not None
        self.bar.setVisible(is_running)
        self.count.setVisible(is_running and self._with_words)
        self.more.setVisible(not is_running)
        if recorder is not None:
            self.bar.setRange(0, recorder.wanted)
            self.bar.setValue(len(recorder.profiles))
            self.count.setText(tr("{there} of {wanted}", there=len(recorder.profiles), wanted=recorder.wanted))
            self.button.set_glyph("stop-fill")
            self.button.set_text(tr("Stop") if self._with_words else "")
            explain(self.button, tr("End the capture and keep what is there"), "")
        else:
            self.button.set_glyph("record")
            self.button.set_text(tr("Capture {seconds} s", seconds=self.seconds) if self._with_words else "")
            tip = tr("Keep the physics of the next {seconds} seconds", seconds=self.seconds)
            explain(self.button, tip, self._model.why_no_capture)
        self.button.setAccessibleName(self.button.toolTip())
        self._row.adjustSize()
        self.setFixedSize(self._row.sizeHint())
        self._row.resize(self.size())

    def offer(self) -> QMenu:
        """Open the menu of lengths."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        why = self._model.why_no_capture
        for seconds in SECONDS:
            ticks = tr("{count} ticks", count=f"{seconds * TICKS_A_SECOND:,}")
            choice = menu.addAction(tr("Capture {seconds} s, {ticks}", seconds=seconds, ticks=ticks))
            choice.setEnabled(not why)
            choice.setToolTip(why)
            choice.triggered.connect(lambda _checked=False, wanted=seconds: self._begin(wanted))
        menu.addSeparator()
        kept = len(self._model.samples)
        keep = menu.addAction(tr("Keep what is shown, {count} ticks", count=f"{kept:,}"))
        keep.setEnabled(bool(kept))
        keep.setToolTip("" if kept else tr("No tick is shown yet; play first."))
        keep.triggered.connect(self._model.keep_shown)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
        return menu

    def _begin(self, seconds: int) -> None:
        self.seconds = seconds
        self._model.begin_capture(seconds)

    def _press(self) -> None:
        if self._model.recorder is not None:
            self._model.end_capture()
        else:
            self._begin(self.seconds)
