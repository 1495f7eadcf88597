"""The look in force: colours, sizes, fonts and icons of the current theme and text size."""

import weakref
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar

import shiboken6
from psygnal import Signal
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPixmap

from editor.glyphs import glyph_icon
from editor.ui.theme import tokens

W = TypeVar("W", bound=QObject)


class Look:
    """What views ask for colours, sizes, fonts and icons. One for the program: `look` below.

    Colours are named as in the token table ("surface.panel"); sizes are logical pixels at 100 % text size.
    `changed` fires after the theme, the text size or the motion changed.
    """

    changed = Signal()

    def __init__(self) -> None:
        self.theme = "dark"
        self.scale = 1.0
        self.is_motion_reduced = False
        self.is_dressing = False
        """Whether many widgets take their looks now, each several times: what is costly to lay out waits until then."""
        self._followers: weakref.WeakKeyDictionary[QObject, list[Callable[[Any], object]]] = weakref.WeakKeyDictionary()

    def set(self, theme: str | None = None, scale: float | None = None, reduced_motion: bool | None = None) -> None:
        """Change what is given and tell everyone who follows."""
        self.theme = theme or self.theme
        self.scale = scale or self.scale
        self.is_motion_reduced = self.is_motion_reduced if reduced_motion is None else reduced_motion
        for widget, functions in list(self._followers.items()):
            if shiboken6.isValid(widget):
                for function in functions:
                    function(widget)
        self.changed.emit()

    def follow(self, widget: W, function: Callable[[W], object]) -> W:
        """Call `function(widget)` now and after each change of the look for as long as the widget lives."""
        self._followers.setdefault(widget, []).append(function)
        function(widget)
        return widget

    @property
    def is_high_contrast(self) -> bool:
        """Whether edges are drawn where other themes have surfaces only."""
        return self.theme == "high_contrast"

    def colour(self, path: str) -> str:
        """A colour as "#rrggbb"."""
        return tokens.colour(self.theme, path)

    def qcolor(self, path: str, alpha: int = 255) -> QColor:
        """A colour for painters, `alpha` 0 to 255."""
        colour = QColor(self.colour(path))
        colour.setAlpha(alpha)
        return colour

    def series(self, index: int) -> str:
        """The colour of a plot's series; those past the table share the last one."""
        colours = tokens.series(self.theme)
        return colours[min(index, len(colours) - 1)]

    def px(self, value: float) -> int:
        """A size in device-independent pixels at the current text size, never 0."""
        return max(1, round(value * self.scale))

    def size(self, path: str) -> int:
        """A size of the table ("size.row") at the current text size."""
        return self.px(tokens.value(path))

    def motion(self, name: str) -> int:
        """A duration [ms] ("popup", "toast_in"), the reduced one when motion is reduced."""
        table = tokens.tokens()["motion"]
        return int(table["reduced"].get(name, table[name]) if self.is_motion_reduced else table[name])

    def font(self, role: str = "body", *, strong: bool = False, mono: bool = False) -> QFont:
        """A font of a role ("caption", "body", "title", "display") with tabular figures, for painters and delegates."""
        return QFont(_font(role, strong, mono, self.scale))

    def text_width(self, text: str, role: str = "body", *, strong: bool = False) -> int:
        """How wide a text is in a font of the table [px]."""
        return QFontMetrics(self.font(role, strong=strong)).horizontalAdvance(text)

    @contextmanager
    def dressing(self) -> Generator[None]:
        """While the program is dressed anew, or a panel is put together."""
        was, self.is_dressing = self.is_dressing, True
        try:
            yield
        finally:
            self.is_dressing = was

    def icon(self, glyph: str, colour: str = "icon.primary", disabled: str = "icon.disabled") -> QIcon:
        """A Phosphor glyph ("play-fill") in a colour of the table.

        It bakes the colour: inside `follow` it is made anew when the theme changes. A glyph that the font lacks, as a
        guest's panel may name, is drawn as a question mark.
        """
        return glyph_icon(glyph, self.colour(colour), self.colour(disabled))

    def row_icon(self, glyph: str, colour: str = "icon.primary", size: float = 16) -> QIcon:
        """An icon of one size for rows of lists, trees and tables, drawn beforehand: painting it costs nothing."""
        return _row_icon(glyph, self.colour(colour), self.colour("icon.disabled"), self.px(size))

    def pixmap(self, glyph: str, colour: str = "icon.primary", size: float = 16) -> QPixmap:
        """A glyph as a picture, `size` in pixels at 100 % text size."""
        return _pixmap(glyph, self.colour(colour), self.colour("icon.disabled"), self.px(size))


@lru_cache(maxsize=64)
def _font(role: str, strong: bool, mono: bool, scale: float) -> QFont:
    font = QFont()
    font.setFamilies(tokens.value("type.family_mono" if mono else "type.family"))
    font.setStyle(QFont.Style.StyleNormal)
    font.setPixelSize(max(1, round(tokens.value(f"type.{role}") * scale)))
    font.setWeight(QFont.Weight(tokens.value("type.weight_strong" if strong else "type.weight_regular")))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    if not mono:
        font.setFeature(QFont.Tag(str(tokens.value("type.numbers"))), 1)
    return font


@lru_cache(maxsize=1024)
def _pixmap(glyph: str, colour: str, disabled: str, side: int) -> QPixmap:
    # Painters ask for the same few pictures with every frame, and drawing one takes a tenth of a millisecond.
    return glyph_icon(glyph, colour, disabled).pixmap(QSize(side, side))


@lru_cache(maxsize=1024)
def _row_icon(glyph: str, colour: str, disabled: str, side: int) -> QIcon:
    icon = QIcon()
    picture = _pixmap(glyph, colour, disabled, side)
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
        icon.addPixmap(picture, mode)
    return icon


look = Look()
