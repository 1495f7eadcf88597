"""Chips of text: measured once, painted crisp."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

PADDING_X, PADDING_Y = 8.0, 4.0
USUAL = 12.0
"""Height of the application's letters at normal text size [pixels]."""


@lru_cache(maxsize=16)
def _font(family: str, pixels: int, is_strong: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
    font.setStyle(QFont.Style.StyleNormal)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def text_scale() -> float:
    """The text size of the settings, 1 being normal."""
    pixels = QApplication.font().pixelSize()
    return pixels / USUAL if pixels > 0 else 1.0


def scaled(pixels: float) -> int:
    """A size [pixels at normal text size] at the text size that is set now, so that glyphs grow with words."""
    return round(pixels * text_scale())


def font(pixels: int = 12, *, strong: bool = False) -> QFont:
    """The application's font, `pixels` high at normal text size."""
    usual = QApplication.font()
    high = usual.pixelSize()
    return _font(usual.family(), max(round(pixels * (high / USUAL if high > 0 else 1.0)), 8), strong)


@lru_cache(maxsize=512)
def _width(text: str, family: str, pixels: int, is_strong: bool) -> float:
    return QFontMetricsF(_font(family, pixels, is_strong)).horizontalAdvance(text)


def width(text: str, pixels: int = 12, strong: bool = False) -> float:
    """How wide a text is, at the text size that is set now."""
    now = font(pixels, strong=strong)
    return _width(text, now.family(), now.pixelSize(), strong)


@lru_cache(maxsize=64)
def _high(family: str, pixels: int, is_strong: bool) -> float:
    return float(round(QFontMetricsF(_font(family, pixels, is_strong)).height()))


@lru_cache(maxsize=64)
def _exactly_high(family: str, pixels: int) -> float:
    return QFontMetricsF(_font(family, pixels, False)).height()


def line_height(pixels: int = 12, strong: bool = False) -> float:
    """How high a line of text is [pixels], at the text size that is set now."""
    now = font(pixels, strong=strong)
    return _high(now.family(), now.pixelSize(), strong)


def chip_box(centre_x: float, top: float, text: str, pixels: int = 11) -> tuple[float, float, float, float]:
    """Left, top, width and height of a chip, in whole pixels: text on a half pixel is blurred."""
    return chip_boxes(pixels)(centre_x, top, text)


def chip_boxes(pixels: int = 11) -> Callable[[float, float, str], tuple[float, float, float, float]]:
    """`chip_box` for many chips: asking the application for its font costs more than all the rest of it."""
    now = font(pixels)
    family, size = now.family(), now.pixelSize()
    high = float(round(_exactly_high(family, size) + 2 * PADDING_Y - 2))

    def box(centre_x: float, top: float, text: str) -> tuple[float, float, float, float]:
        wide = _width(text, family, size, False) + 2 * PADDING_X
        return float(round(centre_x - wide / 2)), float(round(top)), float(round(wide)), high

    return box


def paint_chip(
    painter: QPainter,
    centre_x: float,
    top: float,
    text: str,
    *,
    back: QColor,
    colour: QColor,
    edge: QColor | None = None,
    pixels: int = 11,
) -> QRectF:
    """A rounded chip with one line of text, centred on centre_x; gives its rectangle."""
    box = QRectF(*chip_box(centre_x, top, text, pixels))
    painter.setPen(edge if edge is not None else Qt.PenStyle.NoPen)
    painter.setBrush(back)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(font(pixels))
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return box


def paint_text(
    painter: QPainter,
    box: QRectF,
    text: str,
    colour: QColor,
    *,
    pixels: int = 12,
    strong: bool = False,
    right: bool = False,
) -> None:
    """One line in a box, left- or right-aligned, cut with an ellipsis when it does not fit."""
    painter.setFont(font(pixels, strong=strong))
    painter.setPen(colour)
    fitted = text
    if width(text, pixels, strong) > box.width():
        fitted = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, fitted)
