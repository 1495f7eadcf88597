"""Icons of the window: the Phosphor font that qtawesome ships, painted here.

qtawesome itself would load its eleven other fonts and, by way of qtpy, make every class that Qt has: a tenth of a
second before the first frame.
"""

import importlib.util
import json
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

UNKNOWN = "question"
"""Drawn where the font lacks a glyph, as a guest's panel or a project may name one."""
SHARE = 0.875
"""Height of the letters, as a share of the icon's: what is left is the font's own margin."""
_Key = tuple[int, int, QIcon.Mode, QIcon.State]


def has_glyph(glyph: str) -> bool:
    """Whether the icon font has a glyph of this name, such as "play-fill"."""
    return glyph in _code_points()


@lru_cache(maxsize=1024)
def glyph_icon(glyph: str, colour: str, disabled: str) -> QIcon:
    """A glyph in a colour, and in another where it is disabled; colours as "#rrggbb"."""
    return QIcon(GlyphEngine(glyph if has_glyph(glyph) else UNKNOWN, colour, disabled))


class GlyphEngine(QIconEngine):
    """Draws each size and mode of a glyph once: a button that is painted anew would else draw it anew."""

    def __init__(self, glyph: str, colour: str, disabled: str) -> None:
        super().__init__()
        self._glyph, self._colour, self._disabled = glyph, colour, disabled
        self._pictures: dict[_Key, QPixmap] = {}

    def clone(self) -> QIconEngine:
        """Another one of the same glyph, as Qt makes it when an icon is changed."""
        return GlyphEngine(self._glyph, self._colour, self._disabled)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The glyph in a size [physical pixels]."""
        key = (size.width(), size.height(), mode, state)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = self._drawn(size, mode)
        return picture

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """The glyph in a place."""
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.pixmap(rect.size() * ratio, mode, state))

    def _drawn(self, size: QSize, mode: QIcon.Mode) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        font = QFont(_family())
        font.setPixelSize(max(1, round(SHARE * size.height())))
        painter = QPainter(picture)
        painter.setFont(font)
        painter.setPen(QColor(self._disabled if mode == QIcon.Mode.Disabled else self._colour))
        painter.drawText(QRect(QPoint(), size), Qt.AlignmentFlag.AlignCenter, chr(int(_code_points()[self._glyph], 16)))
        painter.end()
        return picture


@cache
def _code_points() -> dict[str, str]:
    """Glyph -> its place in the font, in hexadecimal."""
    return json.loads(_file("phosphor-charmap-*.json").read_text(encoding="utf-8"))


@cache
def _family() -> str:
    """The family of the font, which is made known to Qt; needs QApplication."""
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(_file("phosphor-*.ttf"))))
    if not families:
        raise RuntimeError("The icon font can't be read; expected the package qtawesome as it was installed.")
    return families[0]


def _file(pattern: str) -> Path:
    spec = importlib.util.find_spec("qtawesome")
    places = spec.submodule_search_locations if spec is not None else None
    found = sorted(path for place in places or () for path in (Path(place) / "fonts").glob(pattern))
    if not found:
        raise FileNotFoundError(f"The package qtawesome has no file fonts/{pattern}; install it again.")
    return found[-1]
