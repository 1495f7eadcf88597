"""Who overrides a value: the instances that say it themselves or have removed it; Enter or a click goes to one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from editor.tr import tr
from editor.ui.kit.box import row
from editor.ui.kit.labels import icon_label, label
from editor.ui.kit.views import Table
from editor.ui.rooms.inspector.prefab_edits import Overriders
from editor.ui.rooms.inspector.shown import shown
from editor.ui.rooms.table import Cell, Column, RowsModel
from editor.ui.theme.look import look
from engine.document.path import words
from engine.document.prefabs import Override

_WIDTH, _ROWS = 380, 10
_WHERE, _VALUE = 120, 96
_GLYPHS = {"scenes": "stack", "encounters": "sword", "prefabs": "puzzle-piece"}


class OverrideList(QFrame):
    """A popup over the rows of one field."""

    def __init__(self, found: Overriders, go: Callable[[Override], None], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._found, self._go = found, go
        field = tr("{component}, {name}", component=words(found.row.section), name=found.row.spec.title.lower())
        self.title = label(field, "strong")
        self.value = label(shown(found.value, found.row.spec), "strong")
        self.note = label(_count(found), "secondary", wrap=True)
        self.setAccessibleName(f"{self.title.text()}. {self.note.text()}")
        columns = (Column(tr("Who")), Column(tr("Where")), Column(tr("Value"), numeric=True))
        self.rows = RowsModel(columns, self._cells)
        self.table = Table((0, _WHERE, _VALUE))
        self.table.setAccessibleName(tr("Who overrides {name}", name=found.row.spec.title.lower()))
        self.table.setModel(self.rows)
        self.table.clicked.connect(lambda index: self._take(self.rows.item(index)))
        self.table.installEventFilter(self)
        self.rows.show(found.overrides)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[look.px(8)] * 4)
        box.setSpacing(look.px(8))
        box.addWidget(row(icon_label("puzzle-piece", "accent.base", 14), (self.title, 1), self.value, gap=6))
        box.addWidget(self.note)
        box.addWidget(self.table)
        self.table.setVisible(bool(found.overrides))
        self.setFixedWidth(look.px(_WIDTH))
        lines = min(_ROWS, len(found.overrides))
        self.table.setFixedHeight(look.size("size.row") * lines + self.table.header().sizeHint().height())

    def open_at(self, corner: QPoint) -> None:
        """Show the popup at a point of the screen, moved to where there is room."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        x = max(screen.left(), min(corner.x(), screen.right() - self.width()))
        y = max(screen.top(), min(corner.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        """The first row is chosen, so that Enter goes there."""
        super().showEvent(event)
        (self.table if self._found.overrides else self).setFocus()
        self.table.setCurrentIndex(self.rows.index(0, 0))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter goes to the current row."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.rows.item(self.table.currentIndex()))
                return True
        return False

    def _take(self, override: Override | None) -> None:
        if override is not None:
            self.close()
            self._go(override)

    def _cells(self, override: Override) -> tuple[Cell, ...]:
        folder, _, name = override.file.partition("/")
        value = tr("Removed") if override.value is None else shown(override.value, self._found.row.spec)
        return (
            Cell(override.title, tip=f"{override.title}, {override.entity}"),
            Cell(name, _GLYPHS.get(folder, "stack"), "icon.secondary", "text.secondary", tip=f"{override.file}.toml"),
            Cell(value, strong=True, tip=value),
        )


def _count(found: Overriders) -> str:
    who, all_ = len(found.overrides), found.instances
    if not all_:
        return tr("Nothing is made from the prefab {name} yet.", name=found.title)
    if all_ == 1:
        return (
            tr("The one instance of {name} overrides it.", name=found.title)
            if who
            else tr("The one instance of {name} does not override it.", name=found.title)
        )
    if not who:
        return tr("None of the {count} instances of {name} overrides it.", count=all_, name=found.title)
    if who == 1:
        return tr("1 of {count} instances of {name} overrides it.", count=all_, name=found.title)
    return tr("{who} of {count} instances of {name} override it.", who=who, count=all_, name=found.title)
