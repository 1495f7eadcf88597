"""How long wins take: a stacked histogram, the skills with their medians above it."""

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from editor.api import Times
from editor.ui.api import Chart, FlowLayout, label, look, restyle, row, tr
from engine.world.ids import SKILLS
from panels.balance.words import SHORT

HIGH, SWATCH, GAP = 150, 8, 12


class TimesPlot(QWidget):
    """Counts of wins upwards, seconds to the right; words where nobody won."""

    def __init__(self) -> None:
        super().__init__()
        self._times = Times()
        self.chart = Chart(tr("wins"), name=tr("How long wins take"), is_count=True)
        self.chart.tell = self._tell
        self.none = label(tr("No run was won, so there is no time to win."), "secondary", wrap=True)
        self._swatches = {skill: QLabel() for skill in SKILLS}
        self.medians = {skill: label("", "caption") for skill in SKILLS}
        legend = QWidget()
        self._legend = FlowLayout(legend, look.px(GAP))
        for skill in reversed(SKILLS):
            self._legend.addWidget(row(self._swatches[skill], self.medians[skill], gap=4))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(legend)
        box.addWidget(self.chart)
        box.addWidget(self.none)
        look.follow(self, TimesPlot._dress)

    def show_times(self, times: Times, runs: Mapping[str, int], *, is_stale: bool = False) -> None:
        """Show other wins; grey where they are from before an edit."""
        self._times = times
        for skill in SKILLS:
            told = _median(times.medians.get(skill), is_known=skill in runs)
            self.medians[skill].setText(f"{tr(SHORT[skill])} {told}")
            self.medians[skill].setToolTip(tr("Half of the wins took so long at most"))
            restyle(self.medians[skill], stale=is_stale)
        self.chart.setVisible(times.total > 0)
        self.none.setVisible(not times.total)
        if times.total:
            none = np.zeros(len(times.middles))
            stages = [np.array(times.counts[skill], float) if skill in times.counts else none for skill in SKILLS]
            self.chart.show_bars(times.middles, stages, pitch=times.width, x_unit="s", is_grey=is_stale)
        self.chart.setAccessibleDescription(", ".join(each.text() for each in self.medians.values()))

    def _tell(self, x: float) -> str:
        """What the tooltip says of a stretch of time."""
        times = self._times
        place = int((x - times.first) // times.width) if times.width else 0
        if not 0 <= place < len(times.middles):
            return ""
        low = times.first + place * times.width
        wins = ", ".join(
            f"{tr(SHORT[skill])} {times.counts[skill][place]:,}"
            for skill in reversed(SKILLS)
            if times.counts.get(skill)
        )
        return tr("{low} to {high} s: {wins} wins", low=str(low), high=str(low + times.width), wins=wins)

    def _dress(self) -> None:
        self.chart.setFixedHeight(look.px(HIGH))
        self._legend.setSpacing(look.px(GAP))
        for place, skill in enumerate(SKILLS):
            picture = QPixmap(look.px(SWATCH), look.px(SWATCH))
            picture.fill(QColor(look.series(place)))
            self._swatches[skill].setPixmap(picture)
            self._swatches[skill].setAlignment(Qt.AlignmentFlag.AlignVCenter)


def _median(seconds: float | None, *, is_known: bool) -> str:
    if not is_known:
        return tr("n/a")
    return tr("never won") if seconds is None else tr("median {seconds} s", seconds=f"{seconds:.1f}")
