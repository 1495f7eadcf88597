"""One row of a list of numbered names: what it is, its number to drag or type, and the ways back and out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from editor.tr import tr
from editor.ui.fields.change import Change, Editing
from editor.ui.fields.entries import Entry
from editor.ui.fields.fault_line import FaultLine
from editor.ui.fields.number import NumberField, NumberFormat
from editor.ui.fields.state import Fault
from editor.ui.fields.words import Dropped, Key, Numbered
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.focus_ring import paint_focus_ring
from editor.ui.kit.labels import label
from editor.ui.rooms.severities import GLYPHS
from editor.ui.theme.look import look

NUMBER_WIDTH, BUTTON, GAP = 64, 20, 4
_CARET, _GLYPH, _TEXT = 2, 16, 36
_LARGE = 1.5
_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Insert, Qt.Key.Key_Up, Qt.Key.Key_Down)


class EntryEditing:
    """Turns a number field's changes of one number into changes of the list."""

    def __init__(self, editing: Editing, key: Key) -> None:
        self._editing, self._key = editing, key
        self.own = 0.0

    def edit(self, change: Change) -> None:
        """Make a change as one undo entry."""
        self._editing.edit(Numbered(*self._key, change, self.own))

    def begin(self) -> None:
        """Start a gesture."""
        self._editing.begin()

    def preview(self, change: Change) -> None:
        """Show a change, measured from where the gesture began."""
        self._editing.preview(Numbered(*self._key, change, self.own))

    def commit(self) -> None:
        """End the gesture as one undo entry."""
        self._editing.commit()

    def cancel(self) -> None:
        """End the gesture as if nothing had happened."""
        self._editing.cancel()


class EntryHead(QAbstractButton):
    """Caret, glyph and title; a click, Space, Left or Right opens and closes what is told about it.

    Up and Down go to the neighbours (`moved` by how many rows), Delete takes the row out, F2 edits the number.
    """

    moved = Signal(int)
    dropped = Signal()
    number_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entry: Entry | None = None
        self.setCheckable(True)
        self.setFixedHeight(look.px(22))
        self.setMinimumWidth(look.px(60))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(look.px(80), look.px(22))

    def show_entry(self, entry: Entry) -> None:
        """Show another entry."""
        self._entry = entry
        self.setText(entry.title)
        self.setAccessibleName(entry.title)
        told = "\n".join(part for part in (told_of(entry), *(fault.text for fault in entry.faults)) if part)
        self.setAccessibleDescription(told)
        self.setToolTip(f"{entry.title}\n{told}" if told else entry.title)
        self.update()

    def event(self, event: QEvent) -> bool:
        """The keys of a row are its own: the window's Delete would take the entity."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left closes, Right opens, Up and Down move, Delete takes out, F2 edits the number."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.setChecked(event.key() == Qt.Key.Key_Right)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.number_wanted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The row's name; what is of no use is quiet and crossed by a sign, what differs from the prefab is bold."""
        entry = self._entry
        if entry is None:
            return
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), look.qcolor("surface.hover"))
        middle = self.height() // 2
        caret = look.pixmap("caret-down" if self.isChecked() else "caret-right", "icon.secondary", 12)
        painter.drawPixmap(QPoint(look.px(_CARET), middle - look.px(6)), caret)
        worst = next(iter(entry.faults), None)
        glyph, colour = GLYPHS[worst.severity] if worst is not None else (entry.glyph, "icon.secondary")
        painter.drawPixmap(QPoint(look.px(_GLYPH), middle - look.px(7)), look.pixmap(glyph, colour, 14))
        right = self.width() - look.px(2)
        is_useless = entry.remark is not None and entry.remark.warns
        if is_useless and worst is None:
            right -= look.px(16)
            painter.drawPixmap(QPoint(right, middle - look.px(7)), look.pixmap("prohibit", "icon.secondary", 14))
        painter.setFont(look.font(strong=entry.is_changed))
        quiet = is_useless or not entry.is_everywhere
        painter.setPen(
            look.qcolor("text.overridden" if entry.is_changed else "text.secondary" if quiet else "text.primary")
        )
        place = QRect(look.px(_TEXT), 0, right - look.px(_TEXT) - look.px(4), self.height())
        shown = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect())
        painter.end()


class NumberedLine(QWidget):
    """Head, number, reset and remove; below them, what is told and what is wrong."""

    def __init__(
        self, key: Key, format: NumberFormat, number_name: str, editing: Editing, repair: Callable[[Fault], None]
    ) -> None:
        super().__init__()
        self.key = key
        self._entry: Entry | None = None
        self._why_not = self._shown = ""
        self._editing, self._list_editing = EntryEditing(editing, key), editing
        self._repair = repair
        self._number_name = number_name
        self.head = EntryHead()
        self.number = NumberField(format, self._editing, "")
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.number.setFixedWidth(look.px(NUMBER_WIDTH))
        # Most rows need neither of these: a form of thirty rows must stand at once.
        self.reset: ToolButton | None = None
        self.told: QLabel | None = None
        self.holders: QLabel | None = None
        self.remove = ToolButton("x", "", size=BUTTON, glyph_size=10, colour="icon.secondary")
        self.remove.clicked.connect(lambda: editing.edit(Dropped(*key)))
        # By keyboard, the row itself is taken out with Delete: two stops a row are enough to pass.
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._line = QHBoxLayout()
        self._line.setSpacing(look.px(GAP))
        middle = Qt.AlignmentFlag.AlignVCenter
        self._line.addWidget(self.head, 1, middle)
        self._line.addWidget(self.number, 0, middle)
        # As wide as the button and its gap: a layout leaves no gap beside an empty room.
        self._room = QSpacerItem(look.px(BUTTON) + look.px(GAP), 0, QSizePolicy.Policy.Fixed)
        self._line.addSpacerItem(self._room)
        self._line.addWidget(self.remove, 0, middle)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(2))
        self._box.addLayout(self._line)
        self._fault_lines: list[FaultLine] = []
        self.head.toggled.connect(self._show_told)
        self.head.number_wanted.connect(lambda: self.number.setFocus(Qt.FocusReason.TabFocusReason))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops."""
        return (self.head, self.number, *((self.reset,) if self.reset is not None else ()))

    def show_entry(self, entry: Entry, why_not: str) -> None:
        """Show an entry as it is now."""
        if (entry, why_not, self.number.text()) == (self._entry, self._why_not, self._shown):
            return
        faults_before = self._entry.faults if self._entry is not None else ()
        self._entry, self._why_not = entry, why_not
        self._editing.own = entry.own or 0.0
        self.head.show_entry(entry)
        self._show_holders(entry)
        self.number.setVisible(bool(entry.numbers))
        self.number.setAccessibleName(tr("{number} of {name}", number=self._number_name.capitalize(), name=entry.title))
        if entry.numbers:
            is_wrong = any(fault.severity == "error" for fault in entry.faults)
            mark = "error" if is_wrong else "over" if entry.is_changed else "" if entry.is_stated else "default"
            self.number.show_values(entry.numbers, mark)
        self.number.setEnabled(not why_not)
        self._show_reset(entry)
        name = entry.title
        self.remove.set_tip(tr("Remove {name}", name=name))
        self.remove.setEnabled(not why_not)
        self._show_told()
        if entry.faults != faults_before or why_not:
            self._show_faults(entry.faults)
        self._shown = self.number.text()

    def _reset(self) -> None:
        self._list_editing.edit(Numbered(*self.key, None))

    def _show_holders(self, entry: Entry) -> None:
        """How many of several entities have it, where not all do."""
        if self.holders is None:
            if entry.is_everywhere:
                return
            self.holders = label("", "caption")
            self._line.insertWidget(1, self.holders, 0, Qt.AlignmentFlag.AlignVCenter)
        told = tr("{some} of {all}", some=entry.holders, all=entry.of)
        self.holders.setText(f"{entry.holders}/{entry.of}" if look.scale >= _LARGE else told)
        self.holders.setAccessibleName(told)
        self.holders.setVisible(not entry.is_everywhere)

    def _show_reset(self, entry: Entry) -> None:
        """The way back to the number that the thing has by itself."""
        is_shown = entry.is_stated and entry.own is not None
        if self.reset is None:
            if not is_shown:
                return
            self.reset = ToolButton("arrow-u-up-left", "", size=BUTTON, glyph_size=14, colour="icon.secondary")
            self.reset.clicked.connect(self._reset)
            self.reset.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            policy = self.reset.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            self.reset.setSizePolicy(policy)
            place = self._line.indexOf(self.remove)
            self._line.removeItem(self._room)
            self._line.insertWidget(place - 1, self.reset, 0, Qt.AlignmentFlag.AlignVCenter)
            QWidget.setTabOrder(self.number, self.reset)
        own, name, number = f"{entry.own or 0.0:g}", entry.title, self._number_name
        self.reset.set_tip(tr("Reset {name} to its own {number}, {own}", name=name, number=number, own=own))
        self.reset.setVisible(is_shown)
        self.reset.setEnabled(not self._why_not)

    def _show_told(self) -> None:
        if self.told is None:
            if not self.head.isChecked():
                return
            self.told = label("", "caption", wrap=True)
            self.told.setContentsMargins(look.px(_TEXT), 0, look.px(8), look.px(4))
            self.told.setMinimumWidth(1)
            self.told.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            self._box.insertWidget(1, self.told)
        text = told_of(self._entry) if self._entry is not None else ""
        self.told.setText(text or tr("Nothing here tells what it is."))
        self.told.setVisible(self.head.isChecked())

    def _show_faults(self, faults: tuple[Fault, ...]) -> None:
        for line in self._fault_lines:
            line.hide()
            line.deleteLater()
        self._fault_lines = [FaultLine(fault, self._repair, not self._why_not) for fault in faults]
        for line in self._fault_lines:
            self._box.addWidget(line)


def told_of(entry: Entry) -> str:
    """What is known of a row, and what there is to say of it."""
    known = entry.note.told(tr) if entry.note is not None else ""
    return "\n".join(part for part in (known, entry.remark.told(tr) if entry.remark is not None else "") if part)
