"""The window as its actions, flows and pages know it: its parts, and what can be asked of it."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QMainWindow, QWidget

from editor.api import PanelSpec
from editor.core.editor import Editor
from editor.ui.agents.flow import AgentsFlow
from editor.ui.docks.docks import Docks
from editor.ui.docks.panel_host import PanelHost
from editor.ui.docks.workspaces import Workspaces
from editor.ui.project.flow import ProjectFlow
from editor.ui.services import Ui
from editor.ui.shell.centre import Centre
from editor.ui.start.samples import Sample


class Shell(QMainWindow):
    """What `MainWindow` is to those it gives itself to: they stand below it and may not import it."""

    editor: Editor
    ui: Ui
    specs: Sequence[PanelSpec]
    hosts: Mapping[str, PanelHost]
    docks: Docks
    workspaces: Workspaces
    flow: ProjectFlow
    agents: AgentsFlow
    centre: Centre
    toolbar: QWidget
    start: QWidget
    status: QWidget

    @abstractmethod
    def open_folder(self, folder: Path, trusted: bool | None = None, *, goes_back: bool = True) -> bool:
        """Open a project, asking what has to be asked; False when it stays as it was."""

    @abstractmethod
    def open_sample(self, sample: Sample) -> bool:
        """Open a sample, or the user's own copy of it; False when it stays as it was."""

    @abstractmethod
    def start_project(self, folder: Path) -> bool:
        """Start a project from the starter in an empty folder; False when it stays as it was."""

    @abstractmethod
    def save(self) -> bool:
        """Save; a file that cannot be written is told of, and nothing is lost."""

    @abstractmethod
    def close_project(self) -> None:
        """Go back to the start screen, asking about unsaved changes."""

    @abstractmethod
    def open_palette(self, typed: str = "") -> None:
        """Open the command palette."""

    @abstractmethod
    def toggle_panel(self, id_: str) -> None:
        """Open a panel, bring it to the front, or close it when it can be seen."""

    @abstractmethod
    def show_panel(self, id_: str) -> None:
        """Open a panel and give it the keyboard."""

    @abstractmethod
    def show_workspace(self, name: str) -> None:
        """Show the panels of a task."""

    @abstractmethod
    def save_picture(self, path: Path) -> None:
        """Save what the viewport shows."""

    @abstractmethod
    def take_project_actions(self) -> None:
        """Offer the scenes and prefabs that the project has now."""

    @abstractmethod
    def soon(self, *values: object) -> None:
        """Refresh once when the current work is done, however often it is asked for."""
