"""The zones of one frame, the costliest first: what each took, and what it takes usually."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView

from editor.ui.api import Table, look, tr
from editor.ui.profiling.api import cell, scale_of, swatch
from engine.telemetry.frames.rows import BUDGET_MS, series_of, zone_title
from engine.telemetry.frames.why import zones_of
from engine.telemetry.frames.zones import FrameZones

_WIDTHS = (0, 78, 70, 74)
_DROP = (2,)
BUDGET_NS = BUDGET_MS * 1e6


class FrameTable(Table):
    """Filled anew for each frame."""

    def __init__(self) -> None:
        self._cells = QStandardItemModel(0, len(_WIDTHS))
        super().__init__(_WIDTHS, drop=_DROP)
        self.setModel(self._cells)
        self.setAccessibleName(tr("Zones of the chosen frame"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_frame(self, frame: FrameZones, frames: Sequence[FrameZones]) -> None:
        """Show the zones of a frame against those of all frames, and their sum last."""
        zones = zones_of(frame, frames)
        scale, unit = scale_of(float(frame.work_ns), float(frame.work_ns))
        self._cells.setRowCount(0)
        self._cells.setHorizontalHeaderLabels(
            [tr("Zone of frame {number}, {unit}", number=f"{frame.number:,}", unit=unit), tr("Time"), tr("Usual"),
             tr("More")]
        )  # fmt: skip
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for place in range(1, len(_WIDTHS)):
            self._cells.horizontalHeaderItem(place).setTextAlignment(right)
        self._cells.horizontalHeaderItem(2).setToolTip(tr("The median over all frames that have the zone"))
        for zone in zones:
            more = ("−" if zone.more_ns < 0 else "+") + cell(abs(zone.more_ns), scale)
            first = QStandardItem(swatch(series_of(zone.id) or 0), zone_title(zone.id))
            first.setToolTip(zone_title(zone.id))
            self._append(first, [cell(zone.time_ns, scale), cell(zone.usual_ns, scale), more], strong=False)
        whole = QStandardItem(look.icon("equals", "icon.secondary"), tr("Frame"))
        items = self._append(whole, [cell(frame.work_ns, scale), "", ""], strong=True)
        if frame.work_ns > BUDGET_NS:
            items[1].setForeground(look.qcolor("severity.error"))
            items[1].setIcon(look.icon("caret-double-up", "severity.error"))

    def _append(self, first: QStandardItem, texts: list[str], *, strong: bool) -> list[QStandardItem]:
        items = [first, *map(QStandardItem, texts)]
        for place, item in enumerate(items):
            item.setFont(look.font(strong=strong))
            if place:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._cells.appendRow(items)
        return items
