"""Puts a secret on the clipboard so that programs which keep a history of it leave it out."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
}
"""What desktops look for."""


def copy_secret(text: str) -> None:
    """Copy a text that holds a secret."""
    data = QMimeData()
    data.setText(text)
    for mark, value in MARKS.items():
        data.setData(mark, value)
    QGuiApplication.clipboard().setMimeData(data)


def forget_secret(secret: str) -> None:
    """Take a secret from the clipboard where it still lies there."""
    board = QGuiApplication.clipboard()
    if secret and secret in board.text():
        board.clear()
