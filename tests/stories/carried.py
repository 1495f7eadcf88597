"""Dragging: what is taken from a list, or from outside, comes over a part of the window, is held there and let go."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QWidget

LEFT = Qt.MouseButton.LeftButton
COPY, BARE = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
Stops = Sequence[tuple[QPoint, Callable[[], object]]]
"""Places, each with what is looked at while the pointer is held there."""


def titles_of(view: QListWidget) -> list[str]:
    """What the items of a list are called, as they stand there now."""
    return [view.item(row).text() for row in range(view.count())]


def item_of(view: QListWidget, title: str) -> Any:
    """The item of a list with a text."""
    found = [view.item(row) for row in range(view.count()) if view.item(row).text() == title]
    assert found, f"{title} is not among {titles_of(view)}"
    return found[0]


def place_of(view: QListWidget, title: str) -> QPoint:
    """Where an item of a list is seen, scrolled to."""
    view.scrollToItem(item_of(view, title))
    return view.visualItemRect(item_of(view, title)).center()


def drag_item(view: QListWidget, title: str, target: QWidget, stops: Stops, *, drops: bool = True) -> None:
    """Take an item of a list by the mouse, hold it over places of another widget, and let it go or give it up."""
    QTest.mouseClick(view.viewport(), LEFT, pos=place_of(view, title))
    # A screen without a window system carries no drag from widget to widget: the list says what it would carry, and
    # the events of the way come from here.
    carry(view.mimeData([item_of(view, title)]), target, stops, drops=drops)


def drop_files(files: Sequence[Path], target: QWidget, stops: Stops) -> None:
    """Drag files from outside over places of a widget and let them go at the last."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    carry(data, target, stops)


def carry(data: QMimeData, target: QWidget, stops: Stops, *, drops: bool = True) -> None:
    """Everything that a widget learns of a drag, in order."""
    first = stops[0][0]
    enter = QDragEnterEvent(first, COPY, data, LEFT, BARE)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted(), "the drag is not welcome here"
    is_taken = False
    for place, look in stops:
        move = QDragMoveEvent(place, COPY, data, LEFT, BARE)
        QApplication.sendEvent(target, move)
        is_taken = move.isAccepted()
        QApplication.processEvents()
        look()
    if drops and is_taken:
        QApplication.sendEvent(target, QDropEvent(QPointF(stops[-1][0]), COPY, data, LEFT, BARE))
    else:
        QApplication.sendEvent(target, QDragLeaveEvent())
    QApplication.processEvents()
