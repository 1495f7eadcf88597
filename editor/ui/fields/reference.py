"""The reference field: names an entity, a prefab or another thing of the project; entities can be picked by a click."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QSizePolicy, QWidget

from editor.core.entities.drags import ENTITY_MIME, MESH_MIME, PREFAB_MIME
from editor.tr import tr
from editor.ui.fields.change import Editing, Naming, To
from editor.ui.fields.line import Line
from editor.ui.fields.state import FieldState
from editor.ui.fields.style import set_state
from editor.ui.kit.buttons import ToolButton
from editor.ui.theme.look import look
from engine.schema.fields import FieldSpec

_GONE = ("link-break", "severity.error")
_NONE = ("circle-dashed", "icon.disabled")
_PICK = ("crosshair-simple", "viewport.selected")


class ReferenceEdit(Line):
    """The text part: shows a title, and while it has the focus offers every thing that fits what is typed."""

    chosen = Signal(str)

    def __init__(self, naming: Naming, label: str) -> None:
        super().__init__()
        self._naming = naming
        self._whole = ""
        self._glyph, self._colour = _NONE
        self._is_fresh = False
        self.setAccessibleName(tr(label))
        self.setMinimumWidth(look.px(40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextMargins(look.px(18), 0, 0, 0)
        self.editingFinished.connect(self._take)

    def show_text(self, text: str, glyph: str, colour: str) -> None:
        """Show a title behind its glyph."""
        self._whole, self._glyph, self._colour = text, glyph, colour
        if not (self.hasFocus() and self.isModified()):
            self._fit()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the text, so that typing looks for another thing."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        self._is_fresh = event.reason() == Qt.FocusReason.MouseFocusReason
        self._prepare()
        self.setText(self._whole)
        self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The click that brings the focus selects the text, so that typing replaces it, and opens the list."""
        super().mouseReleaseEvent(event)
        is_fresh, self._is_fresh = self._is_fresh, False
        if is_fresh and not self.hasSelectedText() and not self.isReadOnly():
            self.selectAll()
            self._open_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the title again, cut to the width."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setModified(False)
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, Esc gives the old title back."""
        if event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self._open_list()
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.setText(self._whole)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What may be named here can be dropped here, as from the outliner or Assets."""
        event.setAccepted(bool(self._dropped(event)) and not self.isReadOnly())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As when it came in."""
        event.setAccepted(bool(self._dropped(event)) and not self.isReadOnly())

    def dropEvent(self, event: QDropEvent) -> None:
        """Name what was dropped."""
        id = self._dropped(event)
        if id and not self.isReadOnly():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.setModified(False)
            self.chosen.emit(id)

    def _dropped(self, event: QDropEvent) -> str:
        """The one thing of a drag that may be named here; empty for none and for several."""
        data = event.mimeData()
        carried = [
            line
            for format in (ENTITY_MIME, PREFAB_MIME, MESH_MIME)
            if data.hasFormat(format)
            for line in bytes(data.data(format).data()).decode().split("\n")
        ]
        known = {id for id, _, _ in self._naming.candidates()}
        return carried[0] if len(carried) == 1 and carried[0] in known else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the title anew."""
        super().resizeEvent(event)
        if not self.hasFocus():
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The glyph before the text."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = look.px(14)
        at = QPoint(look.px(6), (self.height() - side) // 2)
        painter.drawPixmap(at, look.pixmap(self._glyph, self._colour if self.isEnabled() else "icon.disabled", 14))
        painter.end()

    def _fit(self) -> None:
        room = max(0, self.width() - look.px(36))
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setCursorPosition(0)
        self.setToolTip(self._whole if shown != self._whole else "")

    def _prepare(self) -> None:
        """Make the list of what may be named now; typing opens it."""
        model = QStandardItemModel(self)
        for id, title, glyph in self._naming.candidates():
            item = QStandardItem(look.row_icon(glyph, "icon.secondary"), title)
            item.setData(id, Qt.ItemDataRole.UserRole)
            item.setToolTip(id)
            model.appendRow(item)
        completer = QCompleter(model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        completer.activated[QModelIndex].connect(self._activated)
        before = self.completer()
        if before is not None:
            # The field would delete it at once, and with it a list that is just closing: Qt still speaks to that one.
            before.setParent(self.window())
            before.deleteLater()
        self.setCompleter(completer)

    def _open_list(self) -> None:
        """Open the whole list, whatever the field says."""
        completer = self.completer()
        if completer is not None:
            completer.setCompletionPrefix("")
            completer.complete()

    def _activated(self, index: QModelIndex) -> None:
        id = index.data(Qt.ItemDataRole.UserRole)
        self.setModified(False)
        self.chosen.emit(str(id))

    def _take(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.chosen.emit(self._meant(self.text().strip()))

    def _meant(self, typed: str) -> str:
        """The id that a text means: a title, the only title with these letters in it, or an id as it stands."""
        titles = [(title.lower(), id) for id, title, _ in self._naming.candidates()]
        if typed in [id for _, id in titles]:
            return typed
        exact = [id for title, id in titles if title == typed.lower()]
        holding = [id for title, id in titles if typed and typed.lower() in title]
        return exact[0] if exact else holding[0] if len(holding) == 1 else typed


class ReferenceField(QWidget):
    """A reference of one or several entities."""

    def __init__(self, spec: FieldSpec, editing: Editing, naming: Naming) -> None:
        super().__init__()
        self._editing = editing
        self._naming = naming
        self._state = FieldState(())
        self._is_picking = False
        self.edit = ReferenceEdit(naming, spec.title)
        self.pick = ToolButton("crosshair-simple", tr("Pick in the viewport"), size=22, glyph_size=14)
        self.pick.setVisible(spec.ref == "entity")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(4))
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.pick)
        self.edit.chosen.connect(lambda id: self._editing.edit(To(id or None)))
        self.pick.clicked.connect(self._toggle_pick)

    def show_state(self, state: FieldState) -> None:
        """Show the named thing: set, empty, missing or mixed."""
        self._state = state
        self.edit.setEnabled(not state.why_not)
        self.pick.setEnabled(not state.why_not)
        if self._is_picking:
            return
        if state.is_mixed:
            self.edit.show_text(tr("mixed"), *_NONE)
            set_state(self.edit, "mixed")
            return
        known = {id: (title, glyph) for id, title, glyph in self._naming.candidates()} if state.value else {}
        if not state.value:
            self.edit.show_text(tr("None"), *_NONE)
        elif state.value in known:
            title, glyph = known[state.value]
            self.edit.show_text(title, glyph, "icon.secondary")
        elif state.faults:
            self.edit.show_text(tr("Missing: {id}", id=state.value), *_GONE)
        else:
            self.edit.show_text(str(state.value), "cube", "icon.secondary")
        set_state(self.edit, state.mark)

    def show_picking(self, is_picking: bool) -> None:
        """Show that a click is awaited, or no longer."""
        if is_picking == self._is_picking:
            return
        self._is_picking = is_picking
        self.edit.setReadOnly(is_picking)
        if is_picking:
            self.edit.show_text(tr("Click an entity"), *_PICK)
            set_state(self.edit, "pick")
            self.pick.set_glyph("x")
            self.pick.set_tip(tr("Stop picking (Esc)"))
        else:
            self.pick.set_glyph("crosshair-simple")
            self.pick.set_tip(tr("Pick in the viewport"))
            self.show_state(self._state)

    def _toggle_pick(self) -> None:
        if self._is_picking:
            self._naming.stop_pick()
        else:
            self._naming.start_pick()
