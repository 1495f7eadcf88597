"""The legend of the map, which counts as well: a mark, a word and a number for each state and each level."""

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.ui.api import look, tr
from panels.streaming_diagnostics.chunk_marks import paint_chunks
from panels.streaming_diagnostics.chunks import FAILED, LEVELS, LOADED, STATES, TITLES, MapChunks

ROW, MARK, STATES_WIDE, LEVELS_WIDE = 18, 12, 146, 74
SAMPLE_LEVEL, SAMPLE_BLEND = 1, 0.25


class Legend(QWidget):
    """States in the first column, levels in the second; below them what is drawn over the chunks."""

    def __init__(self) -> None:
        super().__init__()
        self.states: list[tuple[str, int, int]] = []
        self.levels: list[tuple[int, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("Legend of the map"))
        look.follow(self, Legend._fit)
        self.show_chunks(None)

    def show_chunks(self, chunks: MapChunks | None) -> None:
        """Count these."""
        counts = chunks.counts() if chunks is not None else np.zeros((LEVELS, len(STATES)), dtype=np.int64)
        states = [(tr(title), STATES.index(state), int(counts[:, STATES.index(state)].sum()))
                  for state, title in TITLES.items()]  # fmt: skip
        # A level has as many as are in memory: what is only asked for is counted by its state.
        held = counts[:, [STATES.index(state) for state in ("kept", "loaded", "blending")]].sum(axis=1)
        levels = [(level, int(held[level])) for level in range(LEVELS)]
        if (states, levels) == (self.states, self.levels):
            return
        self.states, self.levels = states, levels
        told = [f"{title} {number:,}" for title, _state, number in states]
        told += [tr("level {level}: {number} in memory", level=level, number=f"{number:,}") for level, number in levels]
        self.setAccessibleDescription(", ".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        """Both columns whole."""
        return QSize(look.px(STATES_WIDE + LEVELS_WIDE + 28), look.px(ROW * (LEVELS + 1) + 6))

    def minimumSizeHint(self) -> QSize:
        """The states."""
        return QSize(look.px(STATES_WIDE), look.px(ROW * LEVELS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw marks, words and numbers."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.qcolor("surface.panel"))
        painter.setFont(look.font("caption"))
        left, wide = look.px(8), look.px(STATES_WIDE)
        for place, (title, state, number) in enumerate(self.states):
            has_failed = state == FAILED and number > 0
            self._row(painter, left, place, wide, title, number, SAMPLE_LEVEL, state, is_strong=has_failed)
        left += wide + look.px(12)
        for place, (level, number) in enumerate(self.levels):
            self._row(painter, left, place, look.px(LEVELS_WIDE), f"L{level}", number, level, LOADED)
        self._extras(painter)
        painter.end()

    def _row(
        self, painter: QPainter, left: int, place: int, wide: int, title: str, number: int, level: int, state: int,
        *, is_strong: bool = False,
    ) -> None:  # fmt: skip
        top, high, side = look.px(2) + place * look.px(ROW), look.px(ROW), look.px(MARK)
        mark = QRectF(left, top + (high - side) / 2, side, side)
        paint_chunks(painter, [mark], level, state, [SAMPLE_BLEND])
        text = QRectF(left + side + look.px(6), top, wide - side - look.px(6), high)
        painter.setFont(look.font("caption", strong=is_strong))
        painter.setPen(look.qcolor("text.primary" if is_strong else "text.secondary"))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.setPen(look.qcolor("text.primary"))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{number:,}")

    def _extras(self, painter: QPainter) -> None:
        """What lies over the chunks: distances of the levels, the prefetch cone, shaped ground."""
        top, high = look.px(2) + LEVELS * look.px(ROW), look.px(ROW)
        x = look.px(8)
        painter.setFont(look.font("caption"))
        pens = (
            (tr("Distances"), QPen(look.qcolor("text.primary"), 1, Qt.PenStyle.DashLine)),
            (tr("Prefetch"), QPen(look.qcolor("plot.budget"), look.px(2), Qt.PenStyle.DashLine)),
        )
        for title, pen in pens:
            painter.setPen(pen)
            painter.drawLine(x, top + high // 2, x + look.px(14), top + high // 2)
            x = self._word(painter, x + look.px(18), top, high, title)
        side = look.px(8)
        painter.setPen(QPen(look.qcolor("text.primary"), 1))
        painter.setBrush(look.qcolor("text.primary", 70))
        painter.drawRect(QRectF(x, top + (high - side) / 2, side, side))
        self._word(painter, x + look.px(12), top, high, tr("Shaped"))

    def _word(self, painter: QPainter, x: int, top: int, high: int, title: str) -> int:
        painter.setPen(look.qcolor("text.secondary"))
        painter.drawText(QRectF(x, top, self.width() - x, high), Qt.AlignmentFlag.AlignVCenter, title)
        return x + look.text_width(title, "caption") + look.px(10)

    def _fit(self) -> None:
        self.setFixedWidth(self.sizeHint().width())
        self.updateGeometry()
        self.update()
