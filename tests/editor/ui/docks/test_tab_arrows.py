"""Tabs that do not fit are scrolled with two arrows, which can be seen in every theme."""

from typing import Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTabBar, QToolButton

from editor.ui.shell.window import MainWindow
from editor.ui.theme.look import look


@pytest.mark.parametrize("theme", ["dark", "light", "high_contrast"])
def test_the_arrows_stand_out_from_their_buttons(window: MainWindow, qtbot: Any, theme: str) -> None:
    window.editor.settings.set("appearance.theme", theme)
    window.editor.settings.set("appearance.text_scale", 150)
    bar = QTabBar(window)
    for name in ("Map", "Chunk", "Plots", "Hitches", "Settings", "Runs"):
        bar.addTab(name)
    bar.resize(240, 42)
    bar.show()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in bar.findChildren(QToolButton)))
    right = max(bar.findChildren(QToolButton), key=lambda each: each.x())
    picture = right.grab().toImage()
    ground = look.qcolor("surface.window")

    far = max(
        _distance(picture.pixelColor(x, y), ground) for x in range(picture.width()) for y in range(picture.height())
    )
    assert far > 200
    assert right.width() >= look.px(20)


def _distance(one: QColor, other: QColor) -> int:
    return sum(abs(a - b) for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True))  # type: ignore[arg-type]
