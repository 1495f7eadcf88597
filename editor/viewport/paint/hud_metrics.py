"""Sizes of the HUD: how large its parts and letters are in a picture of a certain size, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

from editor.viewport.paint.colours import Colours
from editor.viewport.paint.text import font, line_height, text_scale, width
from engine.present.draw_list import HudBlock, HudRow

REFERENCE = (1280.0, 720.0)
"""The picture [logical pixels] in which parts have the sizes that they are written with."""
SMALLEST, LARGEST = 0.84, 2.0
LEAST_LETTER = 10.0
FULL, COMPACT, LEAST = range(3)
"""Levels of a block: everything; what matters in a fight; what nobody can do without."""
SIDE_SHARE, MIDDLE_SHARE = 0.27, 0.4
"""No block at a side, and none in the middle, is wider than this share of the picture."""
COMPACT_WIDTH, COMPACT_HEIGHT = 1100.0, 640.0
"""Pictures smaller than this in one direction [pixels at normal text size] begin with compact blocks."""


@dataclass(frozen=True)
class Metrics:
    """What the forms need to measure and paint. `unit` pixels are one pixel of the reference picture."""

    unit: float
    level: int
    size: tuple[float, float]
    keys: Callable[[int], str]
    text_percent: int = 100
    subtitle_percent: int = 100

    def px(self, value: float) -> float:
        """A length of the reference picture in whole pixels, larger with larger text."""
        return float(max(1, round(value * self.unit * self.text_percent / 100.0)))

    def letter(self, pixels: float) -> int:
        """A letter's height as `font` wants it: before the text size of the settings."""
        return max(round(LEAST_LETTER), round(pixels * self.unit))

    def font(self, pixels: float, *, strong: bool = False) -> QFont:
        """Letters of a size."""
        return font(self.letter(pixels), strong=strong)

    def line(self, pixels: float, *, strong: bool = False) -> float:
        """Height of a line of text."""
        return line_height(self.letter(pixels), strong)

    def width(self, text: str, pixels: float, *, strong: bool = False) -> float:
        """Width of a text."""
        return width(text, self.letter(pixels), strong)

    @property
    def is_low(self) -> bool:
        """Whether the picture is so low that a stack of blocks at its foot would stand before the player."""
        return self.size[1] < COMPACT_HEIGHT * self.text_percent / 100.0

    @property
    def side(self) -> float:
        """The most that a block at a side may be wide."""
        return float(round(self.size[0] * SIDE_SHARE))

    @property
    def middle(self) -> float:
        """The most that a block in the middle may be wide."""
        return float(round(self.size[0] * MIDDLE_SHARE))

    def widest(self, block: HudBlock) -> float:
        """The most that this block may be wide."""
        return self.middle if block.corner in {"top", "bottom"} else self.side


class HudColours:
    """The colours of the HUD in one theme."""

    def __init__(self, colours: Colours) -> None:
        self.tone = {
            "normal": colours.of("viewport.chip_text"),
            "good": colours.of("severity.ok"),
            "warning": colours.of("severity.warning"),
            "bad": colours.of("severity.error"),
            "muted": colours.of("text.disabled"),
        }
        self.text = colours.of("viewport.chip_text")
        self.label = colours.of("text.secondary")
        self.quiet = colours.of("text.disabled")
        self.is_stark = colours.is_stark
        self.back = colours.of("viewport.chip", 1.0 if self.is_stark else 0.74)
        self.solid = colours.of("viewport.chip")
        self.trough = colours.of("surface.pressed")
        self.edge = colours.of("line.strong", 1.0 if self.is_stark else 0.0)
        self.key_edge = colours.of("line.strong")
        self.ink = QColor(12, 14, 18)
        self.price = QColor("#7fe7ff")

    def of(self, row: HudRow) -> QColor:
        """The colour that a row's bar and glyph have."""
        return QColor(row.colour) if row.colour else self.tone.get(row.tone, self.tone["normal"])


def letters_scale(size: tuple[float, float]) -> float:
    """How much larger than usual names and marks in a picture are written: as the HUD, but never smaller."""
    return min(max(min(size[0] / REFERENCE[0], size[1] / REFERENCE[1]), 1.0), LARGEST)


def attempts(size: tuple[float, float], keys: Callable[[int], str], subtitle_percent: int = 100) -> list[Metrics]:
    """The sizes to try, one after the other, until all blocks fit: the fullest and largest first."""
    share = min(size[0] / REFERENCE[0], size[1] / REFERENCE[1])
    unit = min(max(share, SMALLEST), LARGEST)
    tight = max(unit * 0.85, SMALLEST)
    scale = text_scale()
    is_small = size[0] < COMPACT_WIDTH * scale or size[1] < COMPACT_HEIGHT * scale
    tries = [(unit, COMPACT), (tight, COMPACT), (tight, LEAST)]
    if not is_small:
        tries.insert(0, (unit, FULL))
    return [
        Metrics(unit, level, size, keys, round(scale * 100), subtitle_percent) for unit, level in dict.fromkeys(tries)
    ]
