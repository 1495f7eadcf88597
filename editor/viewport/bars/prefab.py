"""The bar over the picture while a prefab is edited by itself: which one, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from editor.glyphs import glyph_icon
from editor.tr import tr
from editor.viewport.bars.chips import chip_sheet
from editor.viewport.paint.colours import Colours
from editor.viewport.paint.text import scaled

if TYPE_CHECKING:
    from editor.core.editor import Editor

TOP, CHIP_ROW, ROOM_OF_BUTTON = 8, 40, 22


class PrefabBar(QFrame):
    """Shown while the viewport shows a prefab instead of the scene."""

    def __init__(self, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.glyph = QLabel()
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.back = QToolButton()
        self.back.setText(tr("Back to the scene"))
        self.back.setToolTip(tr("Back to the scene (Esc)"))
        self.back.setAccessibleName(tr("Back to the scene"))
        self.back.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.back.clicked.connect(lambda: editor.actions.run("prefab.back"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 2, 4, 2)
        layout.setSpacing(6)
        for part in (self.glyph, self.label, self.back):
            layout.addWidget(part)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._icon = self._shown_icon = QIcon()
        self.hide()

    def dress(self, colours: Colours) -> None:
        """Take a theme's colours."""
        self.setStyleSheet(chip_sheet("PrefabBar", colours))
        colour = colours.text("viewport.chip_icon")
        self._icon = glyph_icon("puzzle-piece", colour, colour)
        self.back.setIcon(glyph_icon("arrow-u-up-left", colour, colour))
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.adjustSize()

    def follow(self, width: int, chips: int) -> None:
        """Show what is edited now, in the middle of the top of a picture `width` wide, below chips that reach there."""
        mode = self._editor.prefab_mode
        self.setVisible(mode.name is not None)
        if mode.name is None:
            return
        self.label.setText(tr("Prefab: {title}", title=mode.title))
        self.setAccessibleName(tr("Prefab: {title}, edited by itself", title=mode.title))
        side = QSize(scaled(16), scaled(16))
        if self.glyph.pixmap().size() != side or self._shown_icon is not self._icon:
            self._shown_icon = self._icon
            self.glyph.setPixmap(self._icon.pixmap(side))
            self.back.setIconSize(side)
        # Qt makes buttons with text 12 to 20 px too wide, so the width comes from the font.
        words = self.back.fontMetrics().horizontalAdvance(self.back.text())
        self.back.setFixedWidth(side.width() + words + scaled(ROOM_OF_BUTTON))
        self.adjustSize()
        left = (width - self.width()) // 2
        is_beside = left > chips + TOP
        self.move(max(TOP, left), TOP if is_beside else TOP + CHIP_ROW)
        self.raise_()
