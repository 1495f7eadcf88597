"""One line of the settings page: words and control beside each other, or below where there is no room beside."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from editor.ui.kit.box import Box, row
from editor.ui.theme.look import look

WORDS = 280
LEAST_BESIDE = 640
"""From this width on [px at 100 % text size] the control stands beside the words."""


class SettingLine(QWidget):
    """Large texts on a small screen leave no room beside the words: the control goes below them then."""

    def __init__(self, words: Box, reset: QWidget, holder: Box) -> None:
        super().__init__()
        self._words = words
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.addWidget(words)
        self._box.addWidget(row(reset, (holder, 1), gap=8), 1)
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        look.follow(self, SettingLine._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_beside = self.width() >= look.px(LEAST_BESIDE)
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.LeftToRight if is_beside else directions.TopToBottom)
        self._box.setSpacing(look.px(8 if is_beside else 4))
        self._box.setContentsMargins(0, look.px(4), 0, look.px(4))
        self._words.setMinimumWidth(look.px(WORDS) if is_beside else 0)
        self._words.setMaximumWidth(look.px(WORDS) if is_beside else 16_777_215)
