"""The panel of the editor's own frames."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.api import Attention, Ui
from panels.frame_profiler.live import LivePage
from panels.frame_profiler.model import FrameProfilerModel

REFRESH_MS = 200


class FrameProfilerView(QWidget):
    """Drawn five times a second while it is seen: it measures itself too, and should not be what it tells of."""

    def __init__(self, model: FrameProfilerModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.live = LivePage(model)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.live)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self._tick)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.changed.connect(self._changed)
        self.destroyed.connect(lambda _=None: model.changed.disconnect(self._changed, missing_ok=True))
        self.refresh()

    def refresh(self) -> None:
        """Show what was measured until now."""
        self.live.refresh()

    def _attend(self, is_seen: bool) -> None:
        """Measure and draw while the panel is seen; a hidden one costs nothing."""
        self._model.watch(is_seen)
        self._changed()

    def _changed(self) -> None:
        if self._attention.is_on:
            self.refresh()
        if self._attention.is_on and not self._model.is_frozen:
            self._clock.start()
        else:
            self._clock.stop()

    def _tick(self) -> None:
        self.live.follow()
