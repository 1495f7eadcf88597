"""The right end of the menu bar: project, scene, and a dot while something is not saved."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.kit.labels import IconLabel, label
from editor.ui.theme.look import look
from engine.document.path import words


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
        places = (("scenes", editor.scene), ("encounters", editor.encounter))
        files = [f"{folder}/{name}" for folder, name in places if name]
        self._scene.setText(", ".join(map(self._called, files)))
        self._scene.setToolTip("\n".join(f"{file}.toml" for file in files))
        self._dot.setVisible(editor.is_dirty)
        self._dot.setAccessibleName(tr("Not saved yet"))
        self.adjustSize()
        bar = self.parentWidget()
        if bar is not None:
            bar.adjustSize()

    def _called(self, file: str) -> str:
        """What people call a file: its title, as in the outliner; a prefab's file stands for a scene's."""
        document = self._editor.document
        file = file.removeprefix("scenes/") if file.startswith("scenes/prefabs/") else file
        node = document.files.get(file) if document is not None else None
        return (node.title if node is not None else "") or words(file.rpartition("/")[2])

    def _fit(self) -> None:
        self.setFixedHeight(look.size("size.menubar"))
        self._box.setContentsMargins(0, 0, look.px(12), 0)
        self._box.setSpacing(look.px(6))
