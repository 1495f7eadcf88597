"""The settings: every number of the configuration as a slider, in groups, beside each other where there is room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from editor.ui.api import column, icon_label, label, look, row, tr
from panels.streaming_diagnostics.knob_row import KnobRow
from panels.streaming_diagnostics.knobs import GROUPS
from panels.streaming_diagnostics.tuning import Tuning

WIDE = 340


class SettingsPage(QScrollArea):
    """A row for each knob; `why` says above them why none can be turned."""

    def __init__(self, tuning: Tuning) -> None:
        super().__init__()
        self._tuning = tuning
        self.rows = {knob.id: KnobRow(tuning, knob) for knob in tuning.knobs}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Settings of streaming"))
        self.why = label("", "secondary", wrap=True)
        self._off = row(icon_label("prohibit", "icon.disabled", 14), (self.why, 1), margins=(8, 4, 8, 4))
        inside = QWidget()
        inside.setObjectName("panel")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._grid = QGridLayout(inside)
        self._groups = [self._group(title, names) for title, names in GROUPS]
        self._columns = 0
        self.setWidget(inside)
        look.follow(self, SettingsPage.arrange)
        self.refresh()

    def refresh(self) -> None:
        """Take the numbers in force."""
        why = self._tuning.why_not
        self.why.setText(tr(why))
        self._off.setVisible(bool(why))
        for each in self.rows.values():
            each.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer groups beside each other."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Lay the groups out for this width: the first two are long, so the others stand below them."""
        columns = max(1, min(2, self.viewport().width() // look.px(WIDE)))
        self._grid.setContentsMargins(0, 0, 0, look.px(8))
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(4))
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.addWidget(self._off, 0, 0, 1, columns)
        for place, group in enumerate(self._groups):
            self._grid.addWidget(group, 1 + place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for at in range(2):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._grid.setRowStretch(1 + len(self._groups), 1)

    def _group(self, title: str, names: tuple[str, ...]) -> QWidget:
        rows = [each for each in self.rows.values() if each.knob.field in names]
        head = row(label(tr(title), "strong"), None, margins=(8, 4, 8, 2))
        return column(head, *rows)
