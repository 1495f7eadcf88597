"""The colour field: a swatch that opens the colour dialog, and the code to type."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QHBoxLayout, QSizePolicy, QWidget

from editor.tr import tr
from editor.ui.fields.change import Editing, To
from editor.ui.fields.pasting import colour_code
from editor.ui.fields.state import FieldState
from editor.ui.fields.style import set_state
from editor.ui.kit.line_edit import LineEdit
from editor.ui.theme.look import look
from engine.schema.fields import FieldSpec

_MOST_RECENT = 16
_recent: list[str] = []
"""The colours chosen last, newest first: the dialog offers them again, in whichever field."""


def _remember(colour: str) -> None:
    kept = [each for each in _recent if each != colour]
    _recent[:] = [colour, *kept][:_MOST_RECENT]


class Swatch(QAbstractButton):
    """A patch of the colour; a button, so that the keyboard reaches it."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.colour: str | None = None
        self.setFixedSize(QSize(look.px(40), look.px(22)))
        self.setAccessibleName(tr("{title}: choose a colour", title=tr(label)))
        self.setToolTip(tr("Choose a colour"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The colour with an edge; a bar when the entities' colours differ."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "line.focus" if self.hasFocus() else "line.input"
        painter.setPen(QPen(look.qcolor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(self.colour) if self.colour else look.qcolor("surface.input"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(3), look.px(3))
        if self.colour is None:
            painter.setPen(look.qcolor("icon.primary"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "–")
        painter.end()


class ColourField(QWidget):
    """A colour of one or several entities as `#rrggbb`."""

    refused = Signal(str)

    def __init__(self, spec: FieldSpec, editing: Editing) -> None:
        super().__init__()
        self._editing = editing
        self._state = FieldState(())
        self.swatch = Swatch(spec.title)
        self.code = LineEdit()
        self.code.setAccessibleName(tr(spec.title))
        self.code.setMaxLength(7)
        self.code.setMinimumWidth(look.px(40))
        self.code.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(4))
        layout.addWidget(self.swatch)
        layout.addWidget(self.code, 1)
        self.swatch.clicked.connect(self._choose)
        self.code.editingFinished.connect(self._take)

    def show_state(self, state: FieldState) -> None:
        """Show the colour, or that the colours are mixed."""
        self._state = state
        self.swatch.colour = None if state.is_mixed else str(state.value)
        self.swatch.update()
        if not (self.code.hasFocus() and self.code.isModified()):
            self.code.setText(tr("mixed") if state.is_mixed else str(state.value).lstrip("#").upper())
            mark = state.mark
            set_state(self.code, "mixed" if state.is_mixed else mark)
        self.swatch.setEnabled(not state.why_not)
        self.code.setEnabled(not state.why_not)

    def _take(self) -> None:
        if not self.code.isModified():
            return
        code = colour_code(self.code.text())
        if code is None:
            set_state(self.code, "error")
            self.refused.emit("Expected a colour code such as 7A5CFF.")
            return
        self.code.setModified(False)
        self.refused.emit("")
        self._editing.edit(To(code))

    def _choose(self) -> None:
        """Open the dialog; the scene follows while a colour is looked for, and cancelling leaves no trace."""
        dialog = QColorDialog(QColor(str(self._state.value)), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        self._editing.begin()
        dialog.currentColorChanged.connect(lambda colour: self._editing.preview(To(colour.name())))
        dialog.setWindowTitle(self.code.accessibleName())
        for place, colour in enumerate(_recent):
            QColorDialog.setCustomColor(place, QColor(colour))
        dialog.colorSelected.connect(lambda colour: _remember(colour.name()))
        dialog.accepted.connect(self._editing.commit)
        dialog.rejected.connect(self._editing.cancel)
        dialog.open()
