"""The line under a scene's terrain settings: how much of its ground is shaped, with the way to take it all away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor.core.editor import Editor
from editor.core.terrain.shaped_ground import shaped_ground
from editor.tr import tr
from editor.ui.kit.buttons import ToolButton, explain
from editor.ui.kit.labels import ElidedLabel, label
from editor.ui.theme.look import look

ACTION = "shape.remove_all"


class ShapedLine(QWidget):
    """Label, tiles and area, and a button for "Remove all shaping of this scene"."""

    def __init__(self, editor: Editor, run: Callable[[str], None], label_width: int) -> None:
        super().__init__()
        self._editor = editor
        self._label_width = label_width
        self._name = label(tr("Shaping"), "secondary")
        self.facts = ElidedLabel()
        self.remove = ToolButton("trash", tr("Remove all shaping of this scene"), size=20, glyph_size=14)
        self.remove.clicked.connect(lambda: run(ACTION))
        self._box = QHBoxLayout(self)
        self._box.addWidget(self._name)
        self._box.addWidget(self.facts, 1)
        self._box.addWidget(self.remove)
        look.follow(self, ShapedLine._fit)

    def show_values(self) -> None:
        """Count the tiles of the scene."""
        self.facts.set_whole(tr(shaped_ground(self._editor).text))
        actions = self._editor.actions
        self.remove.setVisible(ACTION in actions)
        if ACTION in actions:
            explain(self.remove, tr("Remove all shaping of this scene"), actions.enabled(ACTION)[1])

    def _fit(self) -> None:
        self.setFixedHeight(look.px(26))
        self._box.setContentsMargins(look.px(8), 0, look.px(8), 0)
        self._box.setSpacing(look.px(4))
        self._name.setFixedWidth(look.px(self._label_width))
