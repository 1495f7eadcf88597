"""The number field: drag sideways to scrub, or type a number, arithmetic or a change relative to each old value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QStyle, QStyleOptionFrame, QToolTip

from editor.tr import tr
from editor.ui.fields.change import Calculated, Editing, Measured
from editor.ui.fields.expression import Entry, ExpressionError, is_arithmetic, parse_entry, parse_vector
from editor.ui.fields.line import Line
from editor.ui.fields.style import set_state
from editor.ui.texts.numbers import exact_number, format_number, live_number, unit_label
from editor.ui.theme.look import look

_FINE, _COARSE = 0.1, 10.0
_NOTCHES_PER_PIXEL = 0.25
_MOST_LISTED = 4
_INSIDE = 4
"""What Qt leaves free at both ends of a line of text together [px]."""


@dataclass(frozen=True)
class NumberFormat:
    """What a number field knows of its numbers: unit, one notch of a scrub, range, whole or not, axis of a vector."""

    unit: str = ""
    step: float | None = None
    low: float | None = None
    high: float | None = None
    whole: bool = False
    axis: int | None = None
    zero: str = ""
    """What 0 means, where it is no amount: shown in its place while the field is not edited."""


class NumberField(Line):
    """One number of one or several entities; a QLineEdit, so that screen readers know it.

    `refused` carries the sentence for text that is no number, and an empty one when the text is good again.
    """

    refused = Signal(str)

    def __init__(self, format: NumberFormat, editing: Editing, label: str) -> None:
        super().__init__()
        self._format = format
        self._editing = editing
        self._values: tuple[float, ...] = ()
        self._running: float | None = None
        self._press: QPoint | None = None
        self._scrubbing = False
        self._unit = "" if format.axis is not None else unit_label(format.unit)
        label = tr(label)
        self.setAccessibleName(label if format.axis is None else f"{label} {'XYZ'[format.axis]}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(look.px(40))
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        # Qt would give the focus before the press arrives; a press must first be told from a scrub.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if format.axis is not None:
            self.setProperty("axis", True)
        left = look.px(15) if format.axis is not None else 0
        self.setTextMargins(left, 0, self._unit_width(), 0)
        self.textEdited.connect(self._typed)
        self.returnPressed.connect(self._enter)

    def show_values(self, values: tuple[float, ...], state: str, running: float | None = None) -> None:
        """Show what the entities hold; `state` is "", "over", "error" or "running"; differing values show as mixed."""
        self._values, self._running = values, running
        if self.isModified():
            # It is being typed, or was refused and stays to be mended.
            return
        # What is selected as a whole is about to be typed over, also when the running copy goes on meanwhile.
        is_chosen = self.hasFocus() and bool(self.text()) and self.selectedText() == self.text()
        shown = values[-1] if running is None else running
        is_mixed = running is None and any(value != values[0] for value in values[1:])
        if is_mixed and self.hasFocus():
            self.setText("")
        elif is_mixed:
            self.setText(tr("mixed"))
        elif running is not None:
            self.setText(self._live(running))
        elif self.hasFocus():
            self.setText(exact_number(shown))
        elif not shown and self._format.zero:
            self.setText(self._format.zero)
        else:
            self.setText(format_number(shown, self._format.unit, whole=self._format.whole))
        set_state(self, "mixed" if is_mixed and not self.hasFocus() else state)
        self.setToolTip("")
        if is_chosen:
            self.selectAll()
        if not self.hasFocus():
            self.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show every digit while the number is edited."""
        super().focusInEvent(event)
        if not self._values:
            return
        is_mixed = self._running is None and any(value != self._values[0] for value in self._values[1:])
        self.setText("" if is_mixed else exact_number(self._now) if self._running is None else self._live(self._now))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setModified(False)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field takes what was typed."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason:
            return
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        if not self.isModified() or self._take():
            self._rest()
        else:
            self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down change by one step, Esc gives the old text back or ends a scrub."""
        if event.key() == Qt.Key.Key_Escape:
            if self._scrubbing:
                self._end_scrub(keep=False)
            elif self.isModified():
                self.refused.emit("")
                self.setModified(False)
                self.focusInEvent(QFocusEvent(QFocusEvent.Type.FocusIn))
            else:
                event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._paste_vector():
            return
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.isReadOnly():
            sign = 1.0 if event.key() == Qt.Key.Key_Up else -1.0
            if not self.isModified() or self._take():
                self.setModified(False)
                self._editing.edit(self._shift(sign * self._notch() * _speed(event.modifiers())))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press in a field that has no focus may become a scrub; in one that has, it sets the cursor."""
        if event.button() == Qt.MouseButton.LeftButton and not self.hasFocus() and self.isEnabled():
            self._press = event.globalPosition().toPoint()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub by the distance from where the button went down."""
        if self._press is None:
            super().mouseMoveEvent(event)
            return
        distance = event.globalPosition().toPoint().x() - self._press.x()
        if not self._scrubbing and abs(distance) >= QApplication.startDragDistance():
            self._scrubbing = True
            self._editing.begin()
            self.grabKeyboard()
        if self._scrubbing:
            self._editing.preview(self._scrub(distance * _NOTCHES_PER_PIXEL * _speed(event.modifiers())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the scrub as one undo entry; without one, the click starts editing."""
        if self._press is None:
            super().mouseReleaseEvent(event)
            return
        self._press = None
        if self._scrubbing:
            self._end_scrub(keep=True)
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """A double click takes the whole number: Qt would stop at its point."""
        self.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A running number takes what room there is now."""
        super().resizeEvent(event)
        if self._running is not None and not (self.hasFocus() or self.isModified()):
            self.setText(self._live(self._running))
            self.setCursorPosition(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form; it never changes a number by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The axis chip, the unit, the result of arithmetic, and the old values under a relative edit."""
        super().paintEvent(event)
        painter = QPainter(self)
        inside = self.rect().adjusted(1, 1, -1, -1)
        if self._format.axis is not None:
            self._paint_axis(painter, inside, "xyz"[self._format.axis])
        painter.setFont(look.font("caption"))
        painter.setPen(look.qcolor("text.secondary" if self.isEnabled() else "text.disabled"))
        self._paint_dots(painter)
        hint = self.hint()
        right = inside.adjusted(0, 0, -look.px(6), 0)
        if hint and self._fits(hint):
            painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)
        elif self._unit:
            painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._unit)
        painter.end()

    def _paint_dots(self, painter: QPainter) -> None:
        """A refused text that is longer than its field ends in "…" once the keyboard has left it."""
        room, metrics = self._room(), QFontMetrics(self.font())
        if self.hasFocus() or not self.isModified() or metrics.horizontalAdvance(self.text()) <= room.width():
            return
        painter.save()
        dots = room.adjusted(room.width() - metrics.horizontalAdvance("…"), 0, 0, 0)
        painter.fillRect(dots.adjusted(0, 0, _INSIDE, 0), look.qcolor("severity.error_fill"))
        painter.setFont(self.font())
        painter.setPen(self.palette().text().color())
        painter.drawText(dots, Qt.AlignmentFlag.AlignVCenter, "…")
        painter.restore()

    def _paint_axis(self, painter: QPainter, inside: QRect, axis: str) -> None:
        chip = QRect(inside.left(), inside.top(), look.px(15), inside.height())
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(chip), 2, 2)
        painter.fillPath(shape, look.qcolor(f"axis.{axis}_fill"))
        painter.setFont(look.font("caption", strong=True))
        painter.setPen(look.qcolor(f"axis.{axis}"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, axis.upper())

    def hint(self) -> str:
        """`= 14` behind arithmetic; `each of 1,400  900  900` behind a relative edit of several values."""
        if not (self.hasFocus() and self.isModified()):
            return ""
        unit = self._format.unit
        try:
            entry = parse_entry(self.text(), unit)
        except ExpressionError:
            return ""
        if entry.relative and len(self._values) > 1:
            listed = [format_number(value, unit) for value in self._values[:_MOST_LISTED]]
            more = "  …" if len(self._values) > _MOST_LISTED else ""
            return "each of " + "  ".join(listed) + more
        if entry.relative and self._values:
            return f"= {format_number(entry.apply(self._now), unit)} {self._unit}".rstrip()
        if is_arithmetic(self.text(), unit):
            return f"= {format_number(entry.operand, unit)} {self._unit}".rstrip()
        return ""

    def _fits(self, hint: str) -> bool:
        text = QFontMetrics(self.font()).horizontalAdvance(self.text())
        taken = QFontMetrics(look.font("caption")).horizontalAdvance(hint)
        return text + taken + look.px(24) < self.width()

    def _live(self, value: float) -> str:
        """A running number, whole in its field: where there is no room for both decimals, with fewer."""
        metrics, room = QFontMetrics(self.font()), self._room().width()
        texts = [live_number(value, whole=self._format.whole, decimals=count) for count in (2, 1, 0)]
        return next((text for text in texts if metrics.horizontalAdvance(text) <= room), texts[-1])

    def _room(self) -> QRect:
        """Where the text is drawn."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return box.marginsRemoved(self.textMargins()).adjusted(_INSIDE // 2, 0, -(_INSIDE - _INSIDE // 2), 0)

    def _unit_width(self) -> int:
        if not self._unit:
            return 0
        return QFontMetrics(look.font("caption")).horizontalAdvance(self._unit) + look.px(4)

    def _typed(self) -> None:
        self.refused.emit("")
        set_state(self, "")
        hint = self.hint()
        if hint and not self._fits(hint):
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), hint, self)
        else:
            QToolTip.hideText()
        self.update()

    def _enter(self) -> None:
        if self.isModified() and self._take():
            self.setModified(False)
            self.focusInEvent(QFocusEvent(QFocusEvent.Type.FocusIn))

    def _take(self) -> bool:
        """Make the edit that the text asks for; False, with the text kept, when it asks for nothing readable."""
        if not self.text().strip():
            self.setModified(False)
            return True
        try:
            change = self._asked()
        except ExpressionError as problem:
            set_state(self, "error")
            self.refused.emit(str(problem))
            return False
        self.setModified(False)
        self.refused.emit("")
        # The bubble said what the number would be; now the field says it.
        QToolTip.hideText()
        self._editing.edit(change)
        return True

    def _asked(self) -> Calculated | Measured:
        """What the text asks for; three numbers in a field of a vector are its axes. Raises ExpressionError."""
        try:
            return Calculated(parse_entry(self.text(), self._format.unit), self._format.axis, self._format.whole)
        except ExpressionError:
            axes = parse_vector(self.text(), self._format.unit) if self._format.axis is not None else None
            if axes is None:
                raise
            return Measured(axes)

    def _paste_vector(self) -> bool:
        """Take three numbers of the clipboard as the axes; False where there are none, or this is no vector's field."""
        if self._format.axis is None or self.isReadOnly():
            return False
        axes = parse_vector(QApplication.clipboard().text(), self._format.unit)
        if axes is None:
            return False
        self.setModified(False)
        self.refused.emit("")
        self._editing.edit(Measured(axes))
        self.focusInEvent(QFocusEvent(QFocusEvent.Type.FocusIn))
        return True

    def _rest(self) -> None:
        self.setModified(False)
        self.show_values(self._values, str(self.property("state") or ""), self._running)

    @property
    def _now(self) -> float:
        """What an edit starts from: the running copy's number where there is one, else the document's."""
        return self._values[-1] if self._running is None else self._running

    def _shift(self, by: float) -> Calculated:
        return Calculated(Entry("add", by), self._format.axis, self._format.whole, is_step=True)

    def _scrub(self, notches: float) -> Calculated:
        """A scrub goes in whole notches, so that numbers stay round, and stays inside the range."""
        notch = self._notch()
        by = round(notches) * notch if abs(notches) >= 1 or self._format.whole else notches * notch
        held = self._format
        return Calculated(Entry("add", by), held.axis, held.whole, held.low, held.high)

    def _notch(self) -> float:
        """What four pixels of a scrub, or one press of an arrow key, change."""
        if self._format.step is not None:
            return self._format.step
        if self._format.whole:
            return 1.0
        return max(abs(self._now) * 0.01 if self._values else 0.0, 0.01)

    def _end_scrub(self, keep: bool) -> None:
        self._scrubbing = False
        self._press = None
        self.releaseKeyboard()
        if keep:
            self._editing.commit()
        else:
            self._editing.cancel()


def _speed(modifiers: Qt.KeyboardModifier) -> float:
    """Shift is ten times finer, Ctrl ten times coarser."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return _FINE
    return _COARSE if modifiers & Qt.KeyboardModifier.ControlModifier else 1.0
