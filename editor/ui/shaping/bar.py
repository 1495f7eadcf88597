"""What stands over the viewport while the ground is shaped: the brushes, and the options of the one in hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.core.actions.builtin.shaping import BRUSHES
from editor.core.editor import Editor
from editor.core.terrain.shaping import ShapeTool
from editor.tr import tr
from editor.ui.kit.action_buttons import ActionButton
from editor.ui.kit.box import row
from editor.ui.kit.buttons import ToolButton
from editor.ui.kit.labels import label
from editor.ui.shaping.options import ShapeOptions
from editor.ui.theme.look import look

WIDTH, TOP = 196, 44
BESIDE_CHIPS, LOW_TOP = 92, 8
"""Where the panel stands in a viewport too low for it below the chips [pixels at 100 % text size]."""
ROOMY = 360
"""In a viewport lower than this [pixels at 100 % text size] the sentence about the mouse is only in the tooltip."""
HINTS: dict[ShapeTool, str] = {
    "raise": "Drag raises, Shift lowers, Ctrl smooths.",
    "flatten": "Drag levels; Ctrl-click picks the height.",
    "smooth": "Drag smooths; a larger brush, wider bumps.",
    "paint": "Drag paints, Shift takes paint off.",
    "stamp": "Press and drag to place, Shift digs in.",
}


class ShapeBar(QWidget):
    """A small panel at the left of the viewport, there only while a brush is in hand."""

    def __init__(self, parent: QWidget, editor: Editor, run: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._editor = editor
        self.setObjectName("shapebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Shape the ground"))
        self.buttons = [ActionButton(f"shape.{tool}", editor.actions, run) for tool, *_ in BRUSHES]
        self._close = ToolButton("x", tr("Put the brush away"), glyph_size=14)
        self._close.clicked.connect(lambda: run("shape.ground"))
        self.title = label("", "strong")
        self.hint = label("", "caption", wrap=True)
        self.options: ShapeOptions | None = None
        self._tool: ShapeTool | None = None
        self._box = QVBoxLayout(self)
        self._box.addWidget(row(*self.buttons, None, self._close, gap=2))
        self._box.addWidget(self.title)
        self._box.addWidget(self.hint)
        self._links = [
            (editor.tools.changed, self.refresh),
            (editor.tools.shaping.changed, self._show_settings),
            (editor.play.changed, self.refresh),
            (editor.scene_changed, self.refresh),
        ]
        for signal, slot in self._links:
            signal.connect(slot)
        look.follow(self, ShapeBar._fit)
        self.refresh()

    def release(self) -> None:
        """Let go of the editor."""
        for signal, slot in self._links:
            signal.disconnect(slot, missing_ok=True)
        self._links = []

    def refresh(self) -> None:
        """Follow the tool in hand; while a copy plays the ground keeps as it is, and the panel is away."""
        tool = self._editor.tools.shape_tool
        is_shown = tool is not None and self._editor.has_scene and not self._editor.play.is_active
        if tool is not None and tool != self._tool:
            self._take(tool)
        for button in self.buttons:
            button.refresh()
        if self.isVisibleTo(self.parentWidget()) != is_shown:
            self.setVisible(is_shown)
        if is_shown:
            self._fit()

    def event(self, event: QEvent) -> bool:
        """Be as high as what is inside, whenever that changes."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _take(self, tool: ShapeTool) -> None:
        if self.options is not None:
            self._box.removeWidget(self.options)
            self.options.hide()
            self.options.deleteLater()
        self._tool = tool
        self.options = ShapeOptions(self._editor.tools.shaping, tool)
        self._box.insertWidget(2, self.options)
        self.title.setText(tr(self._editor.actions.get(f"shape.{tool}").title))
        self.hint.setText(tr(HINTS[tool]))
        self.title.setToolTip(tr(HINTS[tool]))

    def _show_settings(self) -> None:
        if self.options is not None:
            self.options.show_settings()

    def _fit(self) -> None:
        self._box.setContentsMargins(look.px(8), look.px(6), look.px(8), look.px(8))
        self._box.setSpacing(look.px(4))
        self.setFixedWidth(look.px(WIDTH))
        room = self.parentWidget().height()
        self.hint.setVisible(room > look.px(ROOMY))
        own = 0 if self.title.isVisibleTo(self) else self.title.sizeHint().height() + self._box.spacing()
        is_low = look.px(TOP) + self._needed() + own > room
        # The button of the brush in hand says its name too.
        self.title.setVisible(not is_low)
        self.move(look.px(BESIDE_CHIPS if is_low else 8), look.px(LOW_TOP if is_low else TOP))
        high = self._needed()
        if high != self.height():
            self.resize(self.width(), high)
        self.raise_()

    def _needed(self) -> int:
        box = self._box
        return box.totalHeightForWidth(self.width()) if box.hasHeightForWidth() else box.totalSizeHint().height()
