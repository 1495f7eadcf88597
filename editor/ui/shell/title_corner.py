"""The right end of the menu bar: project, scene, and a dot while something is not saved."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.kit.labels import IconLabel, label
from editor.ui.theme.look import look


class TitleCorner(QWidget):
    """Says where one is."""

    def __init__(self, editor: Editor) -> None:
        super().__init__()
        self._editor = editor
        self._project, self._scene = label("", "strong"), label("", "secondary")
        self._dot = IconLabel("circle-fill", "accent.base", 8, tr("Not saved yet"))
        self._box = QHBoxLayout(self)
        for widget in (self._project, self._scene, self._dot):
            self._box.addWidget(widget)
        look.follow(self, TitleCorner._fit)

    def refresh(self) -> None:
        """Take title, scene and dirty mark from the editor."""
        editor = self._editor
        self._project.setText(editor.title)
        place = editor.scene or ""
        self._scene.setText(f"{place}, {editor.encounter}" if editor.encounter else place)
        self._dot.setVisible(editor.is_dirty)
        self._dot.setAccessibleName(tr("Not saved yet"))
        self.adjustSize()
        bar = self.parentWidget()
        if bar is not None:
            bar.adjustSize()

    def _fit(self) -> None:
        self.setFixedHeight(look.size("size.menubar"))
        self._box.setContentsMargins(0, 0, look.px(12), 0)
        self._box.setSpacing(look.px(6))
