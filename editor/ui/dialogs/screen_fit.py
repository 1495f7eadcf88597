"""Keeps windows and dialogs with their frames inside the screen that they are on."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 48)
"""What a window's frame may take of the screen [px]; it is known only once the window is shown."""


def resize_within(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog a size [px], less where the screen has less: large texts must not push its foot off the screen."""
    free = dialog.screen().availableSize() - FRAME
    dialog.resize(QSize(width, height).boundedTo(free))


def fit_screen(window: QWidget) -> None:
    """Shrink and move a window so that its whole frame lies in what the screen leaves free; one that fits stays."""
    if window.isMaximized() or window.isFullScreen() or not window.isVisible():
        return
    place = fitted(window.frameGeometry(), window.geometry(), window.screen().availableGeometry())
    if place != window.geometry():
        window.setGeometry(place)


def fitted(frame: QRect, inner: QRect, free: QRect) -> QRect:
    """Where the inside of a window must be so that its frame lies in `free`."""
    left, top = inner.left() - frame.left(), inner.top() - frame.top()
    right, bottom = frame.right() - inner.right(), frame.bottom() - inner.bottom()
    width = min(inner.width(), free.width() - left - right)
    height = min(inner.height(), free.height() - top - bottom)
    x = min(max(inner.left(), free.left() + left), free.right() + 1 - right - width)
    y = min(max(inner.top(), free.top() + top), free.bottom() + 1 - bottom - height)
    return QRect(x, y, width, height)
