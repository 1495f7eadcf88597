"""Words on fills: black where it reads better, white elsewhere."""

import pytest
from PySide6.QtGui import QColor

from editor.ui.kit.contrast import ink_on
from editor.ui.theme import tokens


def luminance(colour: QColor) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
             for c in (colour.redF(), colour.greenF(), colour.blueF())]  # fmt: skip
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["dark", "light", "high_contrast"])
def test_words_on_every_series_of_a_plot_can_be_read(theme: str):
    for fill in map(QColor, tokens.series(theme)):
        assert contrast(fill, ink_on(fill)) >= 4.5
