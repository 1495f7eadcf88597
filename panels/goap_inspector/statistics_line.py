"""The line of figures at the foot of the panel; they stand still and are cut from the least needed on."""

from typing import Any

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.ui.api import look, tr
from panels.goap_inspector.statistics import meanings, sentence, statistics

LEAST_NEEDED = ("by memory", "by table", "by search", "agents")
GAP, PAIR = 10, 4


class StatisticsLine(QWidget):
    """Label and number, label and number: numbers are right-aligned in a fixed width."""

    def __init__(self) -> None:
        super().__init__()
        self._figures: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        look.follow(self, lambda line: line.setFixedHeight(look.px(22)))

    def show_figures(self, agents: int, stats: Any) -> None:
        """Show the figures of a tick."""
        figures = statistics(agents, stats)
        if figures != self._figures:
            self._figures = figures
            told = sentence(agents, stats)
            self.setAccessibleName(told)
            self.setToolTip(tr("Planning in this tick") + "\n" + meanings(agents, stats))
            self.update()

    def figures(self) -> tuple[tuple[str, str], ...]:
        """What fits into the width."""
        shown = list(self._figures)
        room = self.width() - look.px(16)
        for name in LEAST_NEEDED:
            if sum(self._wide(*figure) for figure in shown) <= room:
                break
            shown = [figure for figure in shown if figure[0] != name]
        return tuple(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.qcolor("surface.header"))
        painter.setFont(look.font("caption"))
        x, base = look.px(8), (self.height() + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) // 2
        for name, value in self.figures():
            wide = self._number_width(value)
            painter.setPen(look.qcolor("text.secondary"))
            painter.drawText(x, base, tr(name))
            x += look.text_width(tr(name), "caption") + look.px(PAIR)
            is_bad = name in {"capped", "waiting"} and value not in {"0", "n/a"}
            painter.setPen(look.qcolor("severity.warning" if is_bad else "text.primary"))
            painter.drawText(x, base, value)
            x += wide + look.px(GAP)
        painter.end()

    def _wide(self, name: str, value: str) -> int:
        return look.text_width(tr(name), "caption") + look.px(PAIR + GAP) + self._number_width(value)

    @staticmethod
    def _number_width(value: str) -> int:
        return max(look.text_width(value, "caption"), look.text_width("00", "caption"))
