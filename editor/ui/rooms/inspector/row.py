"""One row of the inspector: override bar, label with unit and revert arrow, the field, and what is wrong below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from editor.tr import tr
from editor.ui.fields.change import Editing, Naming
from editor.ui.fields.factory import field_for
from editor.ui.fields.fault_line import FaultLine
from editor.ui.fields.number import NumberField
from editor.ui.fields.numbered_line import BUTTON, GAP
from editor.ui.fields.prose import ProseField
from editor.ui.fields.quantities import quantity_of
from editor.ui.fields.state import Fault, FieldState
from editor.ui.kit.box import Box, column
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.popup import Entry, open_menu
from editor.ui.rooms.inspector.shown import shown
from editor.ui.texts.numbers import format_range, title_of, unit_label
from editor.ui.theme.look import look
from engine.schema.fields import FieldSpec

_BAR, _GAP, _EDGE = 2, 6, 8
_STACKED_FROM = 1.25
_MOST_MIXED = 6
WHOLE_LIST = (
    "A file states a list as a whole: what the prefab changes later in it is not taken over until it is reverted."
)


@dataclass(frozen=True)
class RowHands:
    """What a row does when it is used."""

    editing: Editing
    naming: Naming
    revert: Callable[[], None]
    repair: Callable[[Fault], None]
    menu: Callable[[], list[Entry]]


class RowWidget(QWidget):
    """A row that paints its own label: a form of fifty rows must stand in 30 ms."""

    def __init__(self, spec: FieldSpec, hands: RowHands, label_width: int) -> None:
        super().__init__()
        self._spec = spec
        self._hands = hands
        self._label_width = look.px(label_width)
        self._state = FieldState(())
        self._shown_faults: tuple[tuple[Fault, ...], str] = ((), "")
        self._fault_box: Box | None = None
        self._refusal = ""
        self.is_pointed_out = False
        self._is_pulled = False
        self._revert: ToolButton | None = None
        self._is_stacked = bool(spec.number) or (spec.kind == "vec3" and look.scale >= _STACKED_FROM)
        self.field: Any = field_for(spec, hands.editing, hands.naming)
        if isinstance(self.field, NumberField):
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        self._box = QVBoxLayout(self)
        left = look.px(_BAR + _GAP) if self._is_stacked else look.px(_BAR + _GAP) + self._label_width + look.px(4)
        top = look.px(2) + (look.px(22) if self._is_stacked else 0)
        self._box.setContentsMargins(0, top, 0, look.px(2))
        self._box.setSpacing(look.px(4))
        line = QHBoxLayout()
        line.setContentsMargins(left, 0, look.px(_EDGE), 0)
        line.addWidget(self.field)
        self._box.addLayout(line)
        # The row's own menu opens over its field too, by the menu key as well as by the mouse.
        for part in (self.field, *self.field.findChildren(QWidget)):
            part.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if hasattr(self.field, "refused"):
            self.field.refused.connect(self._refused)
        if hasattr(self.field, "repaired"):
            self.field.repaired.connect(hands.repair)

    def show_state(self, state: FieldState) -> None:
        """Show the values and what is remarkable about them."""
        if state == self._state:
            return
        self._state = state
        self.field.show_state(state)
        self._show_revert(state.can_revert)
        self._show_faults()
        self.setToolTip(self._tip())
        self.update()

    @property
    def is_left_out(self) -> bool:
        """Whether the value does not count and nobody stated one."""
        return self._state.is_left_out

    def point_out(self, is_on: bool) -> None:
        """Mark the row as the one that is spoken of."""
        if is_on != self.is_pointed_out:
            self.is_pointed_out = is_on
            self.update()

    def put_below(self, part: QWidget) -> None:
        """Show something else's part below the field."""
        self._box.addWidget(part)
        part.show()

    def let_go(self) -> None:
        """Forget what was typed and not entered, or refused: something else is shown here, and it was not meant."""
        self.point_out(False)
        parts = (self.field, *self.field.findChildren(QLineEdit))
        lines = [each for each in parts if isinstance(each, (QLineEdit, ProseField))]
        typed = [each for each in lines if each.isModified()]
        if self._refusal or typed:
            self._refusal = ""
            for line in typed:
                line.setModified(False)
            self.field.show_state(self._state)
            self._show_faults()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar of an overridden or running value, the label and the unit of a vector."""
        state = self._state
        painter = QPainter(self)
        line = QRect(0, look.px(2), self.width(), look.px(22))
        if self.is_pointed_out:
            painter.fillRect(self.rect(), look.qcolor("surface.pressed"))
        if state.overridden or state.is_running:
            colour = "play.running" if state.is_running else "accent.base"
            painter.fillRect(QRect(0, line.top(), look.px(_BAR), line.height()), look.qcolor(colour))
        strong = state.overridden and not state.why_not
        font = look.font(strong=strong)
        painter.setFont(font)
        named = "text.disabled" if state.why_not or state.unused else "text.overridden" if strong else "text.secondary"
        painter.setPen(look.qcolor(named))
        place = QRect(look.px(_BAR + _GAP), line.top(), self._label_width, line.height())
        unit = unit_label(self._spec.unit) if self._spec.kind == "vec3" else ""
        taken = look.px(20) if self._revert is not None and not self._revert.isHidden() else 0
        unit_width = look.text_width(unit, "caption") + look.px(4) if unit else 0
        room = place.width() - taken - unit_width
        text = QFontMetrics(font).elidedText(title_of(self._spec), Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        if unit:
            painter.setFont(look.font("caption"))
            painter.setPen(look.qcolor("text.secondary"))
            at = place.adjusted(0, 0, -taken - look.px(2), 0)
            side = Qt.AlignmentFlag.AlignRight
            if self._is_stacked:
                after = QFontMetrics(font).horizontalAdvance(text) + look.px(6)
                at, side = place.adjusted(after, 0, 0, 0), Qt.AlignmentFlag.AlignLeft
            painter.drawText(at, side | Qt.AlignmentFlag.AlignVCenter, unit)
        if self._spec.number:
            # Stands above the numbers, as the head of their column.
            painter.setFont(look.font("caption"))
            painter.setPen(look.qcolor("text.secondary"))
            right = self.width() - look.px(_EDGE + 6) - 2 * look.px(BUTTON + GAP)
            head = QRect(0, line.top(), right, line.height())
            painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, tr(self._spec.number))
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What else can be done with the value."""
        open_menu(self, event.globalPos(), self._hands.menu())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The label of a single number is pulled like the number itself."""
        is_label = event.position().y() < look.px(26)
        if is_label and isinstance(self.field, NumberField) and event.button() == Qt.MouseButton.LeftButton:
            self._is_pulled = True
            self.field.mousePressEvent(event)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull on."""
        if self._is_pulled:
            self.field.mouseMoveEvent(event)
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The number stays; a click alone starts editing it."""
        if self._is_pulled and event.button() == Qt.MouseButton.LeftButton:
            self._is_pulled = False
            self.field.mouseReleaseEvent(event)
        else:
            super().mouseReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the revert arrow at the end of the label."""
        super().resizeEvent(event)
        self._place_revert()

    def _show_revert(self, is_shown: bool) -> None:
        if self._revert is None:
            if not is_shown:
                return
            self._revert = ToolButton("arrow-u-up-left", "", size=20, glyph_size=14, colour="accent.base")
            self._revert.setParent(self)
            self._revert.setCursor(Qt.CursorShape.ArrowCursor)
            self._revert.clicked.connect(self._hands.revert)
            self._place_revert()
        origin = tr("the prefab's value") if self._state.overridden else tr("the default")
        origin = tr("the document's value") if self._state.tuned else origin
        tip = tr("Revert {name} to {origin}", name=self._spec.title.lower(), origin=origin)
        if self._state.overridden and self._spec.kind == "refs":
            tip = f"{tip}\n{tr(WHOLE_LIST)}"
        self._revert.set_tip(tip)
        self._revert.set_glyph("arrow-u-up-left", "accent.base" if self._state.overridden else "icon.secondary")
        self._revert.setVisible(is_shown)

    def _place_revert(self) -> None:
        if self._revert is not None:
            self._revert.move(look.px(_BAR + _GAP) + self._label_width - look.px(20), look.px(3))

    def _show_faults(self) -> None:
        refusal = (Fault(self._refusal),) if self._refusal else ()
        # A field with rows of its own tells there what is wrong with one of them.
        elsewhere = hasattr(self.field, "repaired")
        idle = (Fault(self._state.unused, severity="hint"),) if self._state.unused else ()
        faults = refusal or (*idle, *(each for each in self._state.faults if each.at is None or not elsewhere))
        shown = (faults, self._state.why_not)
        if shown == self._shown_faults:
            return
        self._shown_faults = shown
        if self._fault_box is not None:
            self._fault_box.hide()
            self._fault_box.deleteLater()
            self._fault_box = None
        if faults:
            lines = [FaultLine(fault, self._hands.repair, not self._state.why_not) for fault in faults]
            self._fault_box = column(*lines, margins=(_EDGE, 0, _EDGE, 2), gap=2)
            self._fault_box.setCursor(Qt.CursorShape.ArrowCursor)
            self._box.addWidget(self._fault_box)

    def _refused(self, why: str) -> None:
        self._refusal = why
        self._show_faults()

    def _mixed_words(self) -> str:
        """How many have which value, most first: `3 x 100 hp, 2 x 90 hp`."""
        counts = Counter(shown(value, self._spec) for value in self._state.values).most_common(_MOST_MIXED + 1)
        told = [f"{count} × {value}" for value, count in counts[:_MOST_MIXED]]
        return ", ".join([*told, "…"] if len(counts) > _MOST_MIXED else told)

    def _tip(self) -> str:
        spec = self._spec
        parts = [tr(spec.doc)]
        span = format_range(spec.ge, spec.gt, spec.le, spec.lt, spec.unit)
        if span:
            parts.append(tr("Range: {span}.", span=span))
        if spec.is_numeric and (held := quantity_of(spec.unit)) is not None and spec.unit not in ("", "1"):
            parts.append(tr("Units may be typed: {units}.", units=held.example))
        if self._state.is_mixed:
            parts.append(tr("Mixed: {values}.", values=self._mixed_words()))
        origin = _origin_words(self._state.origin)
        if self._state.overridden and self._state.inherited:
            value = shown(self._state.inherited[-1], spec)
            parts.append(tr("Instead of {value}, {origin}.", value=value, origin=origin or tr("the default")))
        elif origin:
            parts.append(f"{origin[:1].upper()}{origin[1:]}.")
        elif not self._state.overridden:
            parts.append(tr("Default: {value}.", value=shown(spec.default, spec)))
        if self._state.is_running:
            parts.append(tr("Running value; the document says {value}.", value=shown(self._state.value, spec)))
        if self._state.unused:
            parts.append(self._state.unused)
        if self._state.why_not:
            parts.append(self._state.why_not)
        return "\n".join(part for part in parts if part)


def _origin_words(origin: tuple[str, ...]) -> str:
    """`from the prefab Companion, through Kael`; nothing for a default."""
    if not origin:
        return ""
    *through, source = origin
    told = tr("from the prefab {name}", name=source)
    return tr("{told}, through {names}", told=told, names=", ".join(reversed(through))) if through else told
