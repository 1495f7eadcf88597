"""Outlines a control of the window: a still ring above everything, which takes no click and no key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from editor.ui.theme.look import look

FOLLOW_MS = 100
WIDTH, GAP = 2, 2


class Pointer(QWidget):
    """The ring; `place` tells where it stands in the window, None while its control cannot be seen.

    It does not move by itself, so it is the same with reduced motion.
    """

    def __init__(self, window: QWidget, place: Callable[[], QRect | None]) -> None:
        super().__init__(window)
        self._place = place
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setInterval(FOLLOW_MS)
        self._timer.timeout.connect(self._follow)

    @property
    def is_on(self) -> bool:
        """Whether a control is outlined, or would be once it can be seen."""
        return self._timer.isActive()

    def point(self, on: bool) -> None:
        """Outline the control, or stop."""
        if on:
            self._timer.start()
            self._follow()
        else:
            self._timer.stop()
            self.hide()

    def _follow(self) -> None:
        """Stand where the control is now."""
        place = self._place()
        if place is None:
            self.hide()
            return
        edge = look.px(WIDTH + GAP)
        around = place.adjusted(-edge, -edge, edge, edge).intersected(self.parentWidget().rect())
        if self.geometry() != around:
            self.setGeometry(around)
        if not self.isVisible():
            self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring in the colour of focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = look.px(WIDTH)
        painter.setPen(QPen(look.qcolor("line.focus"), width))
        inner = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(inner, look.px(4), look.px(4))
