"""Dragging things from a panel into the picture: what the list hands out, over the way that a hand takes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction


def asset_item(designer: Any, name: str) -> tuple[QListWidget, QListWidgetItem]:
    """The list of assets and the line of one of them, scrolled to."""
    designer.window.docks.focus("assets")
    designer.wait(lambda: designer.panel("assets") is not None)
    items = designer.panel("assets").findChild(QListWidget)
    designer.wait(lambda: bool(items.findItems(name, Qt.MatchFlag.MatchExactly)))
    item = items.findItems(name, Qt.MatchFlag.MatchExactly)[0]
    items.scrollToItem(item)
    return items, item


def drag_asset(designer: Any, name: str, point: tuple[float, float, float]) -> None:
    """Press on an asset, take it over the picture to where a point of the world is seen, and let go.

    The platform of the tests has no pointer that Qt's own drag could follow, so its events are sent one by one.
    """
    items, item = asset_item(designer, name)
    QTest.mouseClick(items.viewport(), LEFT, PLAIN, items.visualItemRect(item).center())
    data = items.model().mimeData([items.indexFromItem(item)])
    viewport, stop = designer.viewport, designer.spot_of(point)
    assert viewport.rect().contains(stop), f"{point} is not in the picture"
    enter = QDragEnterEvent(QPoint(stop.x(), viewport.height() - 2), COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(viewport, enter)
    assert enter.isAccepted()
    for share in (0.5, 1.0):
        here = QPointF(stop.x(), viewport.height() + (stop.y() - viewport.height()) * share)
        QApplication.sendEvent(viewport, QDragMoveEvent(here.toPoint(), COPY, data, LEFT, PLAIN))
        designer.wait(lambda: viewport.source.ghosts)
    drop = QDropEvent(QPointF(stop), COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(viewport, drop)
    assert drop.isAccepted()
    designer.come_back()
