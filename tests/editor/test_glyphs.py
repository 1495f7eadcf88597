"""Icons are painted as qtawesome paints them, each size and mode once."""

import pytest
import qtawesome
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from editor.glyphs import GlyphEngine, glyph_icon, has_glyph

RED, GREY = "#ff0000", "#808080"
OFF = QIcon.State.Off


@pytest.mark.parametrize("glyph", ["play-fill", "puzzle-piece", "dots-three-vertical", "magnet-straight"])
@pytest.mark.parametrize("side", [12, 14, 16, 18, 21, 40])
@pytest.mark.parametrize("mode", [QIcon.Mode.Normal, QIcon.Mode.Disabled, QIcon.Mode.Active, QIcon.Mode.Selected])
def test_a_glyph_has_the_pixels_that_qtawesome_gives_it(qapp, glyph, side, mode):
    theirs = qtawesome.icon(f"ph.{glyph}", color=RED, color_disabled=GREY, color_selected=RED, color_active=RED).pixmap(
        QSize(side, side), 1.0, mode, OFF
    )

    assert glyph_icon(glyph, RED, GREY).pixmap(QSize(side, side), 1.0, mode, OFF).toImage() == theirs.toImage()


def test_a_glyph_that_the_font_lacks_is_drawn_as_a_question_mark(qapp):
    assert not has_glyph("no-such-glyph")
    size = QSize(16, 16)

    drawn = glyph_icon("no-such-glyph", RED, GREY).pixmap(size)

    assert drawn.toImage() == glyph_icon("question", RED, GREY).pixmap(size).toImage()


def test_a_glyph_is_drawn_once_for_each_size_and_mode(qapp):
    engine = GlyphEngine("stop-fill", RED, GREY)
    normal = engine.pixmap(QSize(16, 16), QIcon.Mode.Normal, OFF)

    assert engine.pixmap(QSize(16, 16), QIcon.Mode.Normal, OFF).cacheKey() == normal.cacheKey()
    assert engine.pixmap(QSize(12, 12), QIcon.Mode.Normal, OFF).size() == QSize(12, 12)
    assert engine.pixmap(QSize(16, 16), QIcon.Mode.Disabled, OFF).toImage().pixelColor(8, 8).name() == GREY
    assert normal.toImage().pixelColor(8, 8).name() == RED
