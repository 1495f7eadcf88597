"""Which ink reads better on a fill that carries words."""

from PySide6.QtGui import QColor

EVEN = 0.18
"""The relative luminance on which black and white read alike."""


def ink_on(fill: QColor) -> QColor:
    """Black or white, whichever has more contrast with a fill: by relative luminance as in WCAG 2."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
             for part in (fill.redF(), fill.greenF(), fill.blueF())]  # fmt: skip
    return QColor("#000000" if 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] > EVEN else "#ffffff")
