"""What the panel shows where nothing is streamed: why, what will be here, and the way there."""

from PySide6.QtWidgets import QStackedLayout, QWidget

from editor.ui.api import EmptyState, Ui, tr
from panels.streaming_diagnostics.model import StreamingModel


class EmptyPage(QWidget):
    """One button: open a project, open the project's endless scene, or make this scene's ground endless."""

    def __init__(self, model: StreamingModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.state = EmptyState("map-trifold", tr("Nothing is streamed"), "", tr("Open a project…"), self.go)
        box = QStackedLayout(self)
        box.addWidget(self.state)

    def refresh(self) -> None:
        """Say what is missing now."""
        title, text = self._model.why_empty
        self.state.say(tr(title), tr(text))
        self.state.button.setText(self.offer())
        why = self._model.why_not_endless if not self._model.endless_scenes else ""
        self.state.button.setEnabled(not why)
        self.state.button.setToolTip(why)

    def offer(self) -> str:
        """What the button does, in words."""
        model = self._model
        if model.editor.document is None:
            return tr("Open a project…")
        scenes = model.endless_scenes
        node = model.editor.document.files.get(f"scenes/{scenes[0]}") if scenes else None
        title = (node.title if node is not None else "") or "".join(scenes[:1])
        return tr("Open {scene}", scene=title) if scenes else tr("Make this ground endless")

    def go(self) -> None:
        """Do it."""
        model = self._model
        if model.editor.document is None:
            self._ui.run("file.open")
        elif model.endless_scenes:
            model.editor.open_scene(model.endless_scenes[0])
        else:
            model.make_endless()
