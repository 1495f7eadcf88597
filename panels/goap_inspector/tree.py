"""The reasons as a tree of two columns; sections stay open or closed while rows come and go."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QLabel, QWidget

from editor.ui.api import NumberField, Tree, label, look, tr
from panels.goap_inspector.calm import held
from panels.goap_inspector.number_cell import ReasonDelegate, Take, Tell
from panels.goap_inspector.painter import REVERT, TEXT_LEFT
from panels.goap_inspector.rows import ReasonRows
from panels.goap_inspector.sections import Row, Section

OWN_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
NUMBER_TEXT = "9999.99"


class ReasonTree(Tree):
    """Costs and weights are changed in their rows; a click or Enter on a row asks about it.

    `asked` carries a row's subject ("action:taunt", "goal:survive", "pin:name"), `reverted` a number that is to be the
    vocabulary's again.
    """

    asked = Signal(str)
    toggled = Signal(str)
    reverted = Signal(object)
    edited = Signal()

    def __init__(self, take: Take, tell: Tell) -> None:
        super().__init__()
        self.rows = ReasonRows(self)
        self.fault = label("", "error", wrap=True)
        self.fault.setParent(self.viewport())
        look.follow(self.fault, _dress_fault)
        self.fault.hide()
        self._tell = tell
        self._closed: set[str] = set()
        self._waiting: tuple[Section, ...] | None = None
        self._latest: tuple[Section, ...] = ()
        self._of: object = None
        self._is_pointed_at = False
        self._pressed: tuple[tuple[str, str], int] | None = None
        self.setItemDelegate(ReasonDelegate(self, take, self._say))
        self.setUniformRowHeights(False)
        self.setModel(self.rows)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setMouseTracking(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(tr("Reasons"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        look.follow(self, ReasonTree._fit_columns)
        self.setExpandsOnDoubleClick(False)
        self.collapsed.connect(lambda index: self._closed.add(self.rows.sections[index.row()].id))
        self.expanded.connect(lambda index: self._closed.discard(self.rows.sections[index.row()].id))

    def show_sections(self, sections: tuple[Section, ...], of: object = None) -> None:
        """Show other reasons; scroll position, the current row and closed sections stay.

        While a number is being typed, they wait until that is done. While the mouse is over them, no row of the same
        subject (`of`: whose reasons these are) changes its place.
        """
        if self.state() == QAbstractItemView.State.EditingState:
            self._waiting = sections
            return
        is_same, self._of, self._latest = of == self._of, of, sections
        if self._is_pointed_at and is_same:
            sections = held(self.rows.sections, sections)
        scrolled, current = self.verticalScrollBar().value(), self.place_of(self.currentIndex())
        if self.rows.show(sections):
            for place, section in enumerate(self.rows.sections):
                self.setFirstColumnSpanned(place, QModelIndex(), True)
                self.setExpanded(self.rows.index(place, 0), section.id not in self._closed)
            self.verticalScrollBar().setValue(scrolled)
            self._find(current)

    def row_at(self, index: QModelIndex) -> Row | None:
        """The row at an index, if it is one."""
        item = self.rows.item(index)
        return item if isinstance(item, Row) else None

    def place_of(self, index: QModelIndex) -> tuple[str, str]:
        """Section and row of an index, by their ids."""
        item = self.rows.item(index)
        if isinstance(item, Row):
            section = self.rows.item(index.parent())
            return (section.id if isinstance(section, Section) else "", item.id)
        return (item.id, "") if item is not None else ("", "")

    def index_of(self, section: str, row: str, column: int = 0) -> QModelIndex:
        """Where a row stands; invalid where it does not."""
        for place, found in enumerate(self.rows.sections):
            if found.id == section:
                top = self.rows.index(place, 0)
                names = [each.id for each in found.rows]
                return self.rows.index(names.index(row), column, top) if row in names else QModelIndex()
        return QModelIndex()

    def _say(self, refused: str) -> None:
        """Say what is wrong with a number below its field while that is open, and elsewhere what became of it."""
        fields = [field for field in self.viewport().findChildren(NumberField) if field.isVisible()]
        is_here = bool(refused and fields) and self.state() == QAbstractItemView.State.EditingState
        self.fault.setVisible(is_here)
        self._tell("" if is_here else refused)
        if is_here:
            self.fault.setText(refused)
            wide = min(look.px(260), self.viewport().width() - look.px(16))
            tall = self.fault.heightForWidth(wide)
            place = fields[-1].geometry()
            below = place.bottom() + look.px(2)
            top = below if below + tall <= self.viewport().height() else place.top() - tall - look.px(2)
            self.fault.setGeometry(place.right() - wide, max(0, top), wide, tall)
            self.fault.raise_()

    def show_row(self, section: str, row: str) -> None:
        """Bring a row into sight and make it the current one; its section opens."""
        index = self.index_of(section, row)
        if index.isValid():
            self.expand(index.parent())
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def give_up(self) -> None:
        """Close the field of a number with nothing changed, as when somebody else is shown."""
        for field in self.viewport().findChildren(NumberField):
            field.setModified(False)
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.RevertModelCache)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """What waited while a number was typed is shown now."""
        super().closeEditor(editor, hint)
        self.fault.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.show_sections(waiting, self._of)
        self.edited.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Rows keep their places while the mouse is over them, and take their new ones when it has left."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.MouseMove}:
            self._is_pointed_at = True
        elif event.type() in {QEvent.Type.Leave, QEvent.Type.Hide}:
            self._is_pointed_at = False
            self.show_sections(self._waiting or self._latest, self._of)
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what was pressed: only the same row is clicked when the button comes up."""
        index = self.indexAt(event.position().toPoint())
        self._pressed = (self.place_of(index), index.column())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open or close, change a number, give it back to the vocabulary, or ask."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if pressed != (self.place_of(index), index.column()):
            return
        row = self.row_at(index)
        if row is None:
            top = index.siblingAtColumn(0)
            self.setExpanded(top, not self.isExpanded(top))
        elif index.column() == 1 and self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        elif index.column() == 1 and row.edit is not None:
            self._tell(row.edit.why_not)
        elif self._is_revert(row, index, place) and row.edit is not None:
            self.reverted.emit(row.edit)
        elif self._is_beside_number(row, index, place):
            self.edit(index.siblingAtColumn(1))
        elif row.is_open is not None and place.x() < look.px(TEXT_LEFT):
            self.toggled.emit(row.subject.partition(":")[2])
        else:
            self._ask(row)

    def event(self, event: QEvent) -> bool:
        """F2 and Delete belong to the number of the current row here, not to the selected entity."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            row = self.row_at(self.currentIndex())
            if event.key() in OWN_KEYS and row is not None and row.edit is not None:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 changes a number, Delete gives it back, Enter asks, Left and Right close and open."""
        if self.state() == QAbstractItemView.State.EditingState:
            # What the field does not take, as Enter after a number that is none, is not meant for the rows.
            event.accept()
            return
        index = self.currentIndex()
        row = self.row_at(index)
        key = event.key()
        if row is None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            top = index.siblingAtColumn(0)
            self.setExpanded(top, not self.isExpanded(top))
        elif row is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F2:
            number = index.siblingAtColumn(1)
            if self.rows.flags(number) & Qt.ItemFlag.ItemIsEditable:
                self.edit(number)
            elif row.edit is not None:
                self._tell(row.edit.why_not)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and row.edit is not None and row.edit.is_own:
            self.reverted.emit(row.edit)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(row)
        elif row.is_open is not None and key == (Qt.Key.Key_Left if row.is_open else Qt.Key.Key_Right):
            self.toggled.emit(row.subject.partition(":")[2])
        else:
            super().keyPressEvent(event)

    def _ask(self, row: Row) -> None:
        kind, _, name = row.subject.partition(":")
        if kind == "goal" and row.is_open is not None:
            self.toggled.emit(name)
        elif row.subject:
            self.asked.emit(row.subject)

    def _is_revert(self, row: Row, index: QModelIndex, place: QPoint) -> bool:
        if row.edit is None or not row.edit.is_own or row.edit.why_not or index.column():
            return False
        cell = self.visualRect(index)
        return place.x() > cell.right() - look.px(REVERT) and place.y() < cell.top() + look.size("size.row")

    def _is_beside_number(self, row: Row, index: QModelIndex, place: QPoint) -> bool:
        """Whether a click just missed the field of a number at its left: it means the number."""
        is_editable = row.edit is not None and not row.edit.why_not and not row.edit.is_own
        return is_editable and place.x() > self.visualRect(index).right() - look.px(REVERT)

    def _find(self, place: tuple[str, str]) -> None:
        index = self.index_of(*place)
        if index.isValid():
            self.setCurrentIndex(index)

    def _fit_columns(self) -> None:
        self.header().resizeSection(1, look.px(14) + look.text_width(NUMBER_TEXT))


def _dress_fault(fault: QLabel) -> None:
    back, edge, text = (look.colour(name) for name in ("surface.popup", "severity.error", "text.primary"))
    fault.setStyleSheet(f"background:{back}; border:1px solid {edge}; color:{text}; padding:{look.px(4)}px;")
