"""One panel alone on a virtual screen, as the benchmarks of panels measure it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from editor.core.editor import Editor

Model = TypeVar("Model")


class PanelAlone(Generic[Model]):
    """A panel's model beside an editor without a project, and its view once it is shown; nothing of the window."""

    def __init__(self, make_model: Callable[["Editor"], Model]) -> None:
        from PySide6.QtWidgets import QApplication

        from editor.app import make_application
        from editor.core.editor import Editor
        from editor.screen import prepare_screen

        prepare_screen()
        self._application = QApplication.instance() or make_application()
        self.editor = Editor()
        self.model = make_model(self.editor)
        self._view: Any = None

    def show(self, make_view: Callable[..., Any], width: int, height: int) -> Any:
        """Make the view of the model, so large [pixels], and draw it once."""
        from editor.ui.api import Ui

        self._view = make_view(self.model, Ui(self.editor))
        self._view.resize(width, height)
        self._view.show()
        self.draw()
        return self._view

    def draw(self) -> None:
        """Let everything happen that is due, up to the picture."""
        self._application.processEvents()

    def close(self) -> None:
        """Let view, model and editor go."""
        if self._view is not None:
            self._view.close()
            self._view.deleteLater()
        model: Any = self.model
        model.close()
        self.editor.shut_down()
        self.draw()
