"""Toasts: what finished, in the corner of the centre, for some seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QTimer
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QLabel, QWidget

from editor.tr import tr
from editor.ui.kit.box import column
from editor.ui.kit.buttons import ToolButton, push_button
from editor.ui.kit.labels import icon_label, label
from editor.ui.theme.look import look

KINDS = {
    "ok": ("check-circle-fill", "severity.ok"),
    "info": ("info", "severity.info"),
    "warning": ("warning-fill", "severity.warning"),
    "error": ("x-circle-fill", "severity.error"),
}
MOST = 3
LONG = 60
BESIDE = 172
"""What glyph, action, close button and margins take beside the words [px at 100 % text size]."""


class Toast(QFrame):
    """One message; it waits while the pointer or the keyboard is on it."""

    def __init__(self, parent: QWidget, title: str, text: str, kind: str) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self.setAccessibleName(f"{title}. {text}")
        self.about = ""
        glyph, colour = KINDS[kind]
        self._box = QHBoxLayout(self)
        room = parent.width() - look.px(BESIDE)
        lines = [_line(title, "strong", room)]
        if text:
            lines.append(_line(text, "secondary", room))
        self._box.addWidget(icon_label(glyph, colour, 18))
        self._box.addWidget(column(*lines, gap=2))
        self._box.addSpacing(look.px(8))
        self.close_button = ToolButton("x", tr("Dismiss"), size=20, glyph_size=12)
        self._box.addWidget(self.close_button)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.start(look.motion("toast_stay"))
        self.slide = QPropertyAnimation(self, b"pos", self)
        shade = QGraphicsDropShadowEffect(self)
        shade.setBlurRadius(look.px(24))
        shade.setOffset(0, look.px(6))
        shade.setColor(QColor(0, 0, 0, 150))
        self.setGraphicsEffect(shade)
        look.follow(self, Toast._fit)

    def add_action(self, text: str, run: Callable[[], object], close: Callable[[], None]) -> None:
        """Offer one thing to do about it."""
        button = push_button(text, "fix")
        button.clicked.connect(lambda: (close(), run()))
        self._box.insertWidget(self._box.count() - 1, button)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer is here."""
        self.timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting."""
        self.timer.start(look.motion("toast_stay") // 2)

    def _fit(self) -> None:
        self._box.setContentsMargins(look.px(12), look.px(8), look.px(8), look.px(8))
        self._box.setSpacing(look.px(8))


class Toasts(QObject):
    """Stacks toasts in the lower right corner of a widget, the newest below; the oldest gives way to a fourth."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.shown: list[Toast] = []
        over.installEventFilter(self)

    def show(
        self,
        title: str,
        text: str = "",
        kind: str = "ok",
        action: str = "",
        run: Callable[[], object] | None = None,
        about: str = "",
    ) -> Toast:
        """Show a message, with perhaps one action, in place of an equal one and of those `about` the same."""
        toast = Toast(self._over, title, text, kind)
        toast.about = about
        for same in [each for each in self.shown if each.accessibleName() == toast.accessibleName()]:
            self.dismiss(same)
        for older in [each for each in self.shown if about and each.about == about]:
            self.dismiss(older)
        toast.close_button.clicked.connect(lambda: self.dismiss(toast))
        toast.timer.timeout.connect(lambda: self.dismiss(toast))
        if action and run is not None:
            toast.add_action(action, run, lambda: self.dismiss(toast))
        self.shown.append(toast)
        while len(self.shown) > MOST:
            self.dismiss(self.shown[0])
        toast.show()
        self._place()
        self._slide(toast)
        return toast

    def dismiss(self, toast: Toast) -> None:
        """Take a toast away."""
        if toast in self.shown:
            self.shown.remove(toast)
            toast.timer.stop()
            toast.hide()
            toast.deleteLater()
            self._place()

    def clear(self) -> None:
        """Take all toasts away."""
        for toast in list(self.shown):
            self.dismiss(toast)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        bottom = self._over.height() - look.px(8)
        for toast in reversed(self.shown):
            toast.adjustSize()
            toast.slide.stop()
            toast.move(self._over.width() - toast.width() - look.px(8), bottom - toast.height())
            toast.raise_()
            bottom -= toast.height() + look.px(8)

    def _slide(self, toast: Toast) -> None:
        duration = look.motion("toast_in")
        if not duration:
            return
        slide = toast.slide
        slide.setDuration(duration)
        slide.setStartValue(toast.pos() + QPoint(0, look.px(12)))
        slide.setEndValue(toast.pos())
        slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        slide.start()


def _line(text: str, role: str, room: int) -> QLabel:
    """A text that wraps when it is long, or wider than the room [px] that there is."""
    is_wide = len(text) > LONG or look.text_width(text, strong=role == "strong") > room
    line = label(text, role, wrap=is_wide)
    if is_wide:
        look.follow(line, lambda w: w.setFixedWidth(max(look.px(120), min(look.px(320), room))))
    return line
