"""The board's table: rows that select, link by dragging, repair, and play from their beats."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
)
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from editor.core.encounters.flow import START, Card
from editor.ui.api import Table, look, tr
from editor.ui.kit.popup import SEPARATOR, Entry, open_menu
from editor.ui.rooms.encounter.lane import CardDelegate, LaneHeader, Spot, spot_at
from editor.ui.rooms.encounter.model import EncounterModel
from editor.ui.rooms.encounter.rows import FIX, LANE, THREAT, CardRows
from editor.ui.rooms.encounter.words import beat_words, title_of

MOST_CAUSES = 8
OWN = (("entity.rename", "Rename…"), ("edit.duplicate", "Duplicate"), ("edit.delete", "Delete"))
"""What the Outliner offers for an entity, too."""
NARROW = 760
Index = QModelIndex | QPersistentModelIndex


class Board(Table):
    """The cards of the encounter."""

    def __init__(self, model: EncounterModel, rows: CardRows, run: Callable[[str], None]) -> None:
        super().__init__((168, 0, 64, 150, 0), drop=(THREAT,))
        self._model, self._rows, self._run = model, rows, run
        self._is_following = False
        self._pressed = QPoint()
        self.setHeader(LaneHeader(model, LANE, self))
        self.header().setStretchLastSection(False)
        self.setItemDelegate(CardDelegate(model, self, LANE))
        self.setModel(rows)
        self.setAccessibleName(tr("Parts of the encounter"))
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.LinkAction)
        self.doubleClicked.connect(self._frame)
        self.clicked.connect(self._clicked)
        self.selectionModel().selectionChanged.connect(self._selected)

    def resizeEvent(self, event: object) -> None:
        """Where there is little room the lane is worth more than the threat of each row."""
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Hide the threats in a narrow board that shows a trial."""
        is_narrow = self.viewport().width() < look.px(NARROW)
        self.setColumnHidden(THREAT, is_narrow and not self.isColumnHidden(LANE))

    def show_selection(self) -> None:
        """Select the rows of what the editor has selected."""
        if self._is_following:
            return
        wanted, chosen, last = set(self._model.chosen()), QItemSelection(), None
        for number, card in enumerate(self._rows.rows()):
            is_chosen = card.id in wanted or (card.members and set(card.members) <= wanted)
            if is_chosen:
                last = self._rows.index(number, 0)
                chosen.select(last, self._rows.index(number, LANE))
        self._is_following = True
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        if last is not None:
            self.selectionModel().setCurrentIndex(last, flags.NoUpdate)
            self.scrollTo(last)
        self._is_following = False

    def card_at(self, at: QPoint) -> tuple[Card | None, Spot | None]:
        """The card at a place, and the beat where one is there."""
        index = self.indexAt(at)
        card = self._rows.item(index)
        if card is None or index.column() != LANE:
            return card, None
        return card, spot_at(self._model, card, self.visualRect(index), at.x())

    def menu_of(self, card: Card) -> list[Entry]:
        """What can be done with a card."""
        model = self._model
        here = "" if card.id != START or card.members else tr("The start is no place.")
        entries: list[Entry] = [
            (tr("Play from here"), partial(model.play_from, card), tr(model.why_not_play(card))),
            (tr("Show in the viewport"), partial(model.frame, card), here),
        ]
        fault = model.fault(card)
        if fault is not None and fault.fix:
            entries.append((fault.fix_title or tr("Fix"), partial(model.fix, fault), model.why_not_fixed(fault)))
        causes = [
            (tr("Let “{name}” set it off", name=title_of(other)), partial(model.link, [card.id], other.id), "")
            for other in self._rows.rows()
            if card.id != START
            and other.id != card.cause
            and other.kind != "standing"
            and not model.why_not_link([card.id], other.id)
        ]
        known = model.editor.actions
        if card.id != START and not card.members:
            own = [(tr(title), partial(self._run, id_), known.enabled(id_)[1]) for id_, title in OWN if id_ in known]
            entries += [SEPARATOR, *own]
        return [*entries, SEPARATOR, *causes[:MOST_CAUSES]] if causes else entries

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, for the beat that is there."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hand says what can be pressed."""
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        card, spot = self.card_at(at)
        fault = self._model.fault(card) if card is not None and self.indexAt(at).column() == FIX else None
        is_link = spot is not None or (fault is not None and bool(fault.fix))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell the beat under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            card, spot = self.card_at(event.pos())
            if card is not None and spot is not None:
                QToolTip.showText(event.globalPos(), beat_words(card, spot.beat), self)
                return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the row's entity in the viewport, F2 renames it."""
        card = self._rows.item(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and card is not None and not event.modifiers():
            self._model.frame(card)
        elif event.key() == Qt.Key.Key_F2 and card is not None:
            self._run("entity.rename")
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the pointer, or of the current one when a key asks for it."""
        is_by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        at = self.viewport().mapFromGlobal(event.globalPos()) if is_by_mouse else None
        card = self.card_at(at)[0] if at is not None else self._rows.item(self.currentIndex())
        if card is not None:
            place = event.globalPos() if is_by_mouse else self._below(self.currentIndex())
            open_menu(self, place, self.menu_of(card))

    def _below(self, index: Index) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())

    def _clicked(self, index: Index) -> None:
        card = self._rows.item(index)
        if card is None:
            return
        fault = self._model.fault(card)
        if index.column() == FIX and fault is not None and fault.fix:
            self._model.fix(fault)
            return
        at = self._pressed
        spot = spot_at(self._model, card, self.visualRect(index), at.x()) if index.column() == LANE else None
        if spot is not None:
            self._model.choose([card])
            open_menu(self, self.viewport().mapToGlobal(at), self.menu_of(card))

    def _frame(self, index: Index) -> None:
        card = self._rows.item(index)
        if card is not None and index.column() != LANE:
            self._model.frame(card)

    def _selected(self, *_: object) -> None:
        if self._is_following:
            return
        cards = [self._rows.item(index) for index in self.selectionModel().selectedRows()]
        self._is_following = True
        self._model.choose([card for card in cards if card is not None])
        self._is_following = False
