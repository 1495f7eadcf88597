"""The HUD: blocks of lines in the corners of the running game."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from editor.viewport.colours import Colours
from editor.viewport.paint.hud_compact import compact, is_compact
from editor.viewport.paint.hud_layout import Rect, laid_out
from editor.viewport.paint.text import font, paint_text, width
from engine.present.draw_list import HudBlock, HudRow

PADDING = 8.0
BAR_WIDTH, SHORT_BAR_WIDTH = 72.0, 44.0
LETTERS = (12, 11, 10)
"""Sizes of letters [pixels at normal text size]: the largest with which every block fits is taken."""
WIDEST_SHARE = 0.3
"""No block is wider than this share of the picture: what stands in the middle must have its place too."""
LEAST_LABEL = 32.0
"""A label with less room than this [pixels] is left out."""
SMALL_HEIGHT = 760.0
"""Pictures lower than this never get the largest letters."""


class HudPainter:
    """Paints blocks in letters that let all of them fit; what does not fit even then is left out."""

    def __init__(self, colours: Colours) -> None:
        self._tone = {
            "normal": colours.of("viewport.chip_text"),
            "good": colours.of("severity.ok"),
            "warning": colours.of("severity.warning"),
            "bad": colours.of("severity.error"),
            "muted": colours.of("text.secondary"),
        }
        self._label = QColor(180, 186, 195)
        self._title = colours.of("viewport.chip_text")
        self._back, self._solid = colours.of("viewport.chip", 0.78), colours.of("viewport.chip")
        self._pixels = 12
        self._bar, self._widest = BAR_WIDTH, 0.0
        self._blocks: list[HudBlock] = []
        self._rows: list[list[HudRow]] = []
        self._places: list[Rect | None] = []
        self._pictures: dict[str, tuple[object, QPixmap]] = {}

    def place(self, blocks: Sequence[HudBlock], size: tuple[float, float]) -> list[Rect]:
        """Find the blocks their places, the first of them above all; gives the rectangles that they cover."""
        is_small = is_compact(size)
        self._bar = SHORT_BAR_WIDTH if is_small else BAR_WIDTH
        self._widest = size[0] * WIDEST_SHARE
        self._blocks = [compact(block) for block in blocks] if is_small else list(blocks)
        self._rows = [[HudRow(*row) for row in block.rows] for block in self._blocks]
        self._places = []
        for self._pixels in LETTERS if size[1] >= SMALL_HEIGHT else LETTERS[1:]:
            sizes = [self._measure(block, rows) for block, rows in zip(self._blocks, self._rows, strict=True)]
            corners = [block.corner for block in self._blocks]
            self._places = laid_out([(corner, *each) for corner, each in zip(corners, sizes, strict=True)], size)
            if None not in self._places:
                break
        return [place for place in self._places if place is not None]

    def paint(self, painter: QPainter) -> None:
        """Paint the blocks where `place` put them; what did not fit is left out."""
        ratio = painter.device().devicePixelRatioF()
        for block, rows, place in zip(self._blocks, self._rows, self._places, strict=True):
            if place is not None:
                picture = self._picture(block, rows, round(place[2]), round(place[3]), ratio)
                painter.drawPixmap(round(place[0]), round(place[1]), picture)

    def _picture(self, block: HudBlock, rows: Sequence[HudRow], wide: int, high: int, ratio: float) -> QPixmap:
        """The block as a picture, painted again only when something on it is another."""
        shown = tuple(
            (row.label, row.value, row.tone, None if row.fraction is None else round(row.fraction * self._bar))
            for row in rows
        )
        key = (block.title, shown, wide, high, ratio, font(self._pixels).pixelSize())
        known = self._pictures.get(block.id)
        if known is not None and known[0] == key:
            return known[1]
        picture = QPixmap(round(wide * ratio), round(high * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_block(painter, block, rows, QRectF(0, 0, wide, high))
        painter.end()
        self._pictures[block.id] = (key, picture)
        return picture

    def _measure(self, block: HudBlock, rows: Sequence[HudRow]) -> tuple[float, float]:
        line = self._line()
        wide = max(self._text_width(rows) + self._bar_room(rows), width(block.title, self._pixels, True), 90.0)
        wide = min(float(math.ceil(wide)), self._widest)
        return wide + 2 * PADDING, line * (len(rows) + (1 if block.title else 0)) + 2 * PADDING - 4

    def _text_width(self, rows: Sequence[HudRow]) -> float:
        label = max([width(row.label, self._pixels) for row in rows], default=0.0)
        value = max([width(row.value, self._pixels) for row in rows], default=0.0)
        return label + (16 if label and value else 0) + value

    def _bar_room(self, rows: Sequence[HudRow]) -> float:
        """What bars take of a row: nothing where they would cut the words, which say the same."""
        room = self._bar + 8.0
        has_bars = any(row.fraction is not None for row in rows)
        return room if has_bars and self._text_width(rows) + room <= self._widest else 0.0

    def _paint_block(self, painter: QPainter, block: HudBlock, rows: Sequence[HudRow], box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._solid if block.is_solid else self._back)
        painter.drawRoundedRect(box, 4, 4)
        line = self._line()
        x, wide = box.x() + PADDING, box.width() - 2 * PADDING
        y = box.y() + PADDING - 2
        if block.title:
            paint_text(painter, QRectF(x, y, wide, line), block.title, self._title, pixels=self._pixels, strong=True)
            y += line
        bar_room = self._bar_room(rows)
        for row in rows:
            tone = self._tone.get(row.tone, self._tone["normal"])
            value_width = wide
            if row.fraction is not None and bar_room:
                bar = QRectF(x + wide - self._bar, round(y + line / 2 - 3), self._bar, 6)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(60, 66, 76))
                painter.drawRoundedRect(bar, 3, 3)
                share = min(max(row.fraction, 0.0), 1.0)
                if share > 0.0:
                    painter.setBrush(tone)
                    painter.drawRoundedRect(QRectF(bar.x(), bar.y(), bar.width() * share, bar.height()), 3, 3)
                value_width = wide - bar_room
            # The value is what changes: it has its room first, and the label gives way with an ellipsis.
            room = value_width - (width(row.value, self._pixels) + 8.0 if row.value else 0.0)
            if room >= min(width(row.label, self._pixels), LEAST_LABEL):
                paint_text(painter, QRectF(x, y, room, line), row.label, self._label, pixels=self._pixels)
            paint_text(painter, QRectF(x, y, value_width, line), row.value, tone, pixels=self._pixels, right=True)
            y += line

    def _line(self) -> float:
        return float(round(font(self._pixels).pixelSize() * 1.5))
