"""The rows of the board as Qt sees them: cells of a card, and dragging one card onto another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt

from editor.core.encounters.flow import GLYPHS, START, Card
from editor.ui.api import tr
from editor.ui.rooms.encounter.model import EncounterModel
from editor.ui.rooms.encounter.words import beat_words, title_of, words_of
from editor.ui.rooms.severities import GLYPHS as SEVERITY_GLYPHS
from editor.ui.rooms.table import Cell, Column, RowsModel

PART, WORDS, THREAT, FIX, LANE = range(5)
MIME = "application/x-astraweave-parts"
Index = QModelIndex | QPersistentModelIndex


class CardRows(RowsModel):
    """Cards as rows; a drop on one lets it set the dragged ones off."""

    def __init__(self, model: EncounterModel) -> None:
        titles = (tr("Part"), tr("What happens"), tr("Threat"), tr("Quick fix"), tr("When it came"))
        super().__init__(
            [Column(title, numeric=place == THREAT) for place, title in enumerate(titles)], self._card_cells
        )
        self._model = model
        self._threats: dict[str, Any] = {}

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards."""
        self._threats = self._model.threats()
        self.show(tuple(cards))
        self.refresh()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The card itself for painting, and the whole row in words for screen readers."""
        if role == Qt.ItemDataRole.UserRole:
            return self.item(index)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            card = self.item(index)
            if card is not None and index.column() == LANE:
                return ", ".join(beat_words(card, beat) for beat in self._model.beats(card))
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row takes drops; parts of the encounter can be dragged."""
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        card = self.item(index)
        is_part = card is not None and card.id != START
        return flags | Qt.ItemFlag.ItemIsDragEnabled if is_part else flags

    def supportedDropActions(self) -> Qt.DropAction:
        """A drop links."""
        return Qt.DropAction.LinkAction | Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Entity ids, one a line."""
        return [MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        """The ids of the dragged rows."""
        cards = [self.item(index) for index in indexes]
        data = QMimeData()
        data.setData(MIME, "\n".join(dict.fromkeys(card.id for card in cards if card is not None)).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Whether the dragged parts may be set off by the one under the pointer, or stand between two."""
        if not data.hasFormat(MIME):
            return False
        card = self.item(parent)
        if card is not None:
            return not self._model.why_not_link(_ids(data), card.id)
        before = self.item(self.index(row, 0)) if 0 <= row < self.rowCount() else None
        return before is not None and not self._model.why_not_placed(_ids(data), before)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Link them, or put them in order. False, so that the view removes nothing: the document decides."""
        if self.canDropMimeData(data, action, row, column, parent):
            card = self.item(parent)
            if card is not None:
                self._model.link(_ids(data), card.id)
            else:
                self._model.place_before(_ids(data), self.item(self.index(row, 0)))
        return False

    def _card_cells(self, card: Card) -> tuple[Cell, ...]:
        model = self._model
        fault = model.fault(card)
        words = words_of(model, card)
        told = Cell(words, tip=words)
        fix = Cell()
        if fault is not None:
            glyph, colour = SEVERITY_GLYPHS[fault.severity]
            told = Cell(words, glyph, colour, tip=f"{words}\n{fault.text}")
            why = model.why_not_fixed(fault)
            if fault.fix:
                tint = "text.disabled" if why else "text.link"
                fix = Cell(fault.fix_title or tr("Fix"), "wrench", tint, tint, tip=why or fault.text)
        threat = self._threats.get(card.id)
        weight = (
            threat.total
            if threat is not None
            else sum(self._threats[member].total for member in card.members if member in self._threats)
        )
        strong = card.kind == "start"
        name = Cell(title_of(card), GLYPHS[card.kind], "icon.secondary", strong=strong, tip=card.name)
        return name, told, Cell(f"{weight:,.0f}" if weight else ""), fix, Cell()


def _ids(data: QMimeData) -> list[str]:
    return [line for line in bytes(data.data(MIME).data()).decode().split("\n") if line]
