"""Everything that can be read on a window, and what of it is written in the program's own language only."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QTabBar,
    QTableView,
    QTabWidget,
    QToolButton,
    QTreeView,
    QWidget,
)

LEAST_LETTERS = 3
ROWS = 40
UNITS = frozenset(["fps", "hps", "kph", "MB", "GB", "kB", "min", "deg", "rad", "ticks", "hex"])
KEYS = frozenset(
    [
        *("Ctrl", "Alt", "Shift", "Meta", "Enter", "Return", "Esc", "Escape", "Tab", "Space", "Del", "Delete", "Plus"),
        *("Backspace", "Home", "End", "PgUp", "PgDown", "Ins", "Up", "Down", "Left", "Right"),
    ]
)
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(rf"[A-Za-z]{{{LEAST_LETTERS},}}")
_PATH = re.compile(r"\S*[/\\]\S*|\b\w+\.(?:toml|py|json|glb|bak|png)\b")


def seen(root: QWidget, *, hidden: bool = False) -> Iterator[tuple[str, str]]:
    """(where, text) of everything readable below a widget; `hidden` also of what is not shown now."""
    for widget in [root, *root.findChildren(QWidget)]:
        if not hidden and not widget.isVisible():
            continue
        where = f"{type(root).__name__}: {_way(widget, root)}"
        for kind, text in _texts(widget):
            if text:
                yield f"{where} ({kind})", text


def untranslated(texts: Iterator[tuple[str, str]], own: frozenset[str]) -> list[str]:
    """The texts that hold words outside of the pseudo language's brackets; `own` are words of the project."""
    found = {f"{where}: {text!r}" for where, text in texts if foreign_words(text, own)}
    return sorted(found)


def foreign_words(text: str, own: frozenset[str]) -> list[str]:
    """The words of a text that were not translated: not in brackets, no key, no unit, no path, none of the project."""
    before = ""
    while before != text:
        before, text = text, _BRACKETS.sub(" ", text)
    words = _WORD.findall(_PATH.sub(" ", text))
    return [word for word in words if word not in UNITS and word not in KEYS and word.lower() not in own]


def words_of(*texts: str) -> frozenset[str]:
    """The words of some texts, in lower case."""
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def cut_words(root: QWidget) -> list[str]:
    """The texts of labels and buttons that are wider or higher than their widget; what ends in "…" is whole."""
    return [
        f"{type(part).__name__} {part.text()!r}: {part.width()}x{part.height()}"
        for part in root.findChildren(QWidget)
        if isinstance(part, QLabel | QAbstractButton) and part.isVisible() and part.text() and is_cut(part)
    ]


def is_cut(part: QLabel | QAbstractButton) -> bool:
    """Whether a text needs more than its widget has."""
    if part.text().endswith("…"):
        return False
    metrics = part.fontMetrics()
    if isinstance(part, QLabel) and part.wordWrap():
        return part.height() + 1 < part.heightForWidth(part.width())
    if isinstance(part, QLabel | QPushButton | QToolButton):
        width = max(metrics.horizontalAdvance(line) for line in part.text().split("\n"))
        return part.width() + 1 < width or part.height() + 1 < metrics.height()
    return False


def _texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "tooltip", widget.toolTip()
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    if widget.isWindow():
        yield "title", widget.windowTitle()
    match widget:
        case QLabel() | QAbstractButton():
            yield "text", widget.text()
        case QLineEdit():
            yield "placeholder", widget.placeholderText()
        case QGroupBox():
            yield "title", widget.title()
        case QComboBox():
            yield from (("choice", widget.itemText(i)) for i in range(widget.count()))
        case QTabBar():
            yield from (("tab", widget.tabText(i)) for i in range(widget.count()))
        case QMenu():
            yield from (("line", item.text().partition("\t")[0].replace("&", "")) for item in widget.actions())
            yield from (("tooltip", item.toolTip()) for item in widget.actions() if not _is_default_tip(item))
        case QAbstractSpinBox():
            yield "special", widget.specialValueText()
        case QProgressBar():
            yield "text", widget.text() if widget.isTextVisible() else ""
        case QTabWidget():
            pass
        case QTreeView() | QTableView():
            yield from _heads(widget)
            yield from _rows(widget)
        case QAbstractItemView():
            yield from _rows(widget)
        case _:
            pass


def _is_default_tip(item: QAction) -> bool:
    return item.toolTip() == item.iconText()


def _heads(view: QTreeView | QTableView) -> Iterator[tuple[str, str]]:
    model = view.model()
    head = view.header() if isinstance(view, QTreeView) else view.horizontalHeader()
    if model is None or head.isHidden():
        return
    for column in range(head.count()):
        text = model.headerData(column, Qt.Orientation.Horizontal)
        yield "head", str(text or "")


def _rows(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    if model is not None:
        columns = view.header().count() if isinstance(view, QTreeView) else 1
        yield from _below(model, QModelIndex(), columns)


def _below(model: QAbstractItemModel, parent: QModelIndex, columns: int) -> Iterator[tuple[str, str]]:
    for row in range(min(model.rowCount(parent), ROWS)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for kind, role in (("cell", Qt.ItemDataRole.DisplayRole), ("cell's tooltip", Qt.ItemDataRole.ToolTipRole)):
                text = model.data(index, role)
                if isinstance(text, str):
                    yield kind, text
        yield from _below(model, model.index(row, 0, parent), columns)


def _way(widget: QWidget, root: QWidget) -> str:
    """The widget and the two above it, by type."""
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None and at is not root and len(names) < 3:
        names.append(type(at).__name__)
        at = at.parentWidget()
    return " in ".join(names)
