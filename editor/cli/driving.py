"""Drives a real window through pieces of work, one after the other, and takes pictures of it with what lies over it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

if TYPE_CHECKING:
    from editor.ui.shell.window import MainWindow


def drive(window: "MainWindow", work: Iterator[float], failed: list[str]) -> None:
    """Do the next piece of work after the time that the last one asked for [s], and close the window at the end."""

    def go_on() -> None:
        try:
            QTimer.singleShot(round(next(work) * 1000), window, go_on)
        except StopIteration:
            end()
        except Exception as error:
            failed.append(f"{type(error).__name__}: {error}")
            end()

    def end() -> None:
        window.editor.play.stop()
        window.editor.undo.mark_saved()
        window.close()

    QTimer.singleShot(0, window, go_on)


def picture_of(window: QWidget) -> QPixmap:
    """The window with the dialogs, menus and tips that are open over it."""
    picture = window.grab()
    painter = QPainter(picture)
    for other in _over(window):
        painter.drawPixmap(window.mapFromGlobal(other.mapToGlobal(QPoint(0, 0))), other.grab())
    painter.end()
    return picture


def close_what_is_open(window: QWidget) -> None:
    """Close menus and dialogs as Esc does: nothing is chosen."""
    for other in reversed(_over(window)):
        if isinstance(other, QDialog):
            other.reject()
        else:
            other.close()


def _over(window: QWidget) -> list[QWidget]:
    """Dialogs first, then menus, since those lie on top."""
    shown = [each for each in QApplication.topLevelWidgets() if each is not window and each.isVisible()]
    return sorted(shown, key=lambda each: not isinstance(each, QDialog))
