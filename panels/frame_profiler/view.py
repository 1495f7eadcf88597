"""The panel of the editor's own frames: frames, and captures of them compared."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from editor.ui.api import Attention, Ui, look, row, tr
from editor.ui.profiling.api import Compared, ComparePage
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


class FrameProfilerView(QWidget):
    """Drawn five times a second while it is seen: it measures itself too, and should not be what it tells of."""

    def __init__(self, model: FrameProfilerModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Pages of the profiler"))
        for name in (tr("Frames"), tr("Compare")):
            self.tabs.addTab(name)
        self.record = RecordButton(model)
        self.frames = FramesPage(model, ui)
        self.compare = ComparePage(model.comparing, Compared(tr("Zone"), "frames", series_of, _times, list))
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        for page in (self.frames, self.compare):
            self._pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row(self.tabs, None, self.record, margins=(0, 0, 4, 0), name="panelbar"))
        box.addWidget(pages, 1)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self._tick)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        self.tabs.currentChanged.connect(self._show_page)
        links = ((model.changed, self._changed), (model.comparing.changed, self._compare_changed))
        for signal, slot in links:
            signal.connect(slot)
        self.destroyed.connect(lambda _=None: [signal.disconnect(slot, missing_ok=True) for signal, slot in links])
        look.follow(self, lambda view: view.frames.arrange())
        self.refresh()

    def refresh(self) -> None:
        """Show what was measured until now."""
        self.record.set_words(self.width() >= look.px(WORDS_FROM))
        self.record.refresh()
        if self.tabs.currentIndex() == FRAMES:
            self.frames.refresh()
        else:
            self.compare.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words give way to glyphs where there is no room for them."""
        super().resizeEvent(event)
        self.record.set_words(self.width() >= look.px(WORDS_FROM))

    def _attend(self, is_seen: bool) -> None:
        """Measure and draw while the panel is seen; a hidden one costs nothing unless it records."""
        self._model.watch(is_seen)
        self._model.comparing.watch(is_seen and self.tabs.currentIndex() == COMPARE)
        if is_seen:
            self._model.captures.look()
        self._changed()

    def _changed(self) -> None:
        if self._attention.is_on:
            self.refresh()
        if self._attention.is_on and (self._model.moves or self._model.recorder.is_recording):
            self._clock.start()
        else:
            self._clock.stop()

    def _compare_changed(self) -> None:
        if self._attention.is_on and self.tabs.currentIndex() == COMPARE:
            self.compare.refresh()

    def _show_page(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self._model.comparing.watch(self._attention.is_on and page == COMPARE)
        self.refresh()

    def _tick(self) -> None:
        self.record.refresh()
        if self.tabs.currentIndex() == FRAMES and self._model.moves:
            self.frames.follow()
