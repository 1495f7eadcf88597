"""Finds the control that a step is about: its panel is brought to the front, and its place in the window told."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QWidget

from editor.ui.kit.action_buttons import ActionButton
from editor.ui.rooms.inspector.section import SectionWidget
from editor.ui.shell.shell import Shell


def place_of(window: Shell, target: str) -> QRect | None:
    """Where a target is, in the window's own pixels; None while it cannot be seen."""
    kind, _, name = target.partition(":")
    finders = {
        "panel": _panel, "asset": _asset, "menu": _menu, "action": _action, "field": _field, "entity": _entity,
        "board": _board, "card": _card,
    }  # fmt: skip
    if kind == "viewport":
        picture = window.centre.viewport
        # What presents the picture lies over it, so that by Qt's account nothing of it is seen.
        shown = picture is not None and picture.isVisible()
        return QRect(picture.mapTo(window, QPoint(0, 0)), picture.size()) if shown else None
    return finders[kind](window, name) if kind in finders else None


def bring_forward(window: Shell, target: str) -> None:
    """Open the panel that holds a target and bring it to the front; the keyboard stays where it is."""
    kind, _, name = target.partition(":")
    panel = {
        "panel": name,
        "asset": "assets",
        "field": "inspector",
        "entity": "outliner",
        "board": "encounter",
        "card": "encounter",
    }.get(kind, "")
    if panel in window.hosts and not window.docks.is_visible(panel):
        window.docks.dock(panel).show()
        window.docks.bring_forward([panel])


def _inside(window: Shell, widget: QWidget | None, part: QRect | None = None) -> QRect | None:
    """A widget's place, or that of a part of it, cut to what of the widget is seen."""
    if widget is None or not widget.isVisible() or widget.visibleRegion().isEmpty():
        return None
    seen = widget.visibleRegion().boundingRect()
    wanted = seen if part is None else part.intersected(seen)
    if wanted.isEmpty():
        return None
    return QRect(widget.mapTo(window, wanted.topLeft()), wanted.size())


def _panel(window: Shell, name: str) -> QRect | None:
    return _inside(window, window.hosts.get(name))


def _view(window: Shell, name: str) -> Any:
    host = window.hosts.get(name)
    return host.view if host is not None and host.error is None else None


def _asset(window: Shell, name: str) -> QRect | None:
    """The picture of a prefab in the asset list, which is scrolled to it."""
    view = _view(window, "assets")
    items = view.findChild(QListWidget) if view is not None else None
    if items is None:
        return _panel(window, "assets")
    for number in range(items.count()):
        item = items.item(number)
        if str(item.data(Qt.ItemDataRole.UserRole)) in {name, f"prefab/{name}"}:
            items.scrollToItem(item)
            return _inside(window, items.viewport(), items.visualItemRect(item))
    return _panel(window, "assets")


def _menu(window: Shell, name: str) -> QRect | None:
    """The title of a menu."""
    bar = window.menuBar()
    for action in bar.actions():
        if action.menu() is window.menus.menu(name):
            return _inside(window, bar, bar.actionGeometry(action))
    return None


def _action(window: Shell, name: str) -> QRect | None:
    """The toolbar's button of an action."""
    for button in window.toolbar.findChildren(ActionButton):
        if button.action == name and button.isVisible():
            return _inside(window, button)
    return None


def _field(window: Shell, name: str) -> QRect | None:
    """The row of a field in the inspector, which is scrolled to it."""
    view = _view(window, "inspector")
    for section in view.findChildren(SectionWidget) if view is not None else ():
        if section.isVisible() and name in section.rows:
            row = section.rows[name]
            view.scroll.ensureWidgetVisible(row)
            return _inside(window, row)
    return _panel(window, "inspector")


def _entity(window: Shell, name: str) -> QRect | None:
    """The row of an entity in the outliner, which is scrolled to it."""
    view = _view(window, "outliner")
    tree: QAbstractItemView | None = view.tree if view is not None else None
    if tree is None:
        return _panel(window, "outliner")
    for node in view.items.nodes([name]):
        index: QModelIndex = view.items.index_of(node)
        tree.scrollTo(index)
        row = tree.visualRect(index)
        return _inside(window, tree.viewport(), QRect(QPoint(0, row.top()), row.bottomRight()))
    return _panel(window, "outliner")


def _board(window: Shell, name: str) -> QRect | None:
    """A button of the encounter board."""
    view = _view(window, "encounter")
    for button in view.findChildren(ActionButton) if view is not None else ():
        if button.action == name and button.isVisible():
            return _inside(window, button)
    return _panel(window, "encounter")


def _card(window: Shell, name: str) -> QRect | None:
    """The row of a part on the encounter board, which is scrolled to it."""
    view = _view(window, "encounter")
    rows = view.rows.rows() if view is not None else ()
    for number, card in enumerate(rows):
        if card.id == name:
            index = view.rows.index(number, 0)
            view.board.scrollTo(index)
            row = view.board.visualRect(index)
            return _inside(
                window, view.board.viewport(), QRect(0, row.top(), view.board.viewport().width(), row.height())
            )
    return _panel(window, "encounter")
