"""What play needs of the editor: the open scene, the project's code, where to tell things, and settings."""

from typing import TYPE_CHECKING, Protocol

from editor.core.findings.model import FindingsModel
from editor.core.log import LogModel
from engine.document import Document, SceneView

if TYPE_CHECKING:
    from types import ModuleType


class PlaySource(Protocol):
    """What play needs of the editor."""

    document: Document | None
    game: "tuple[ModuleType, ...]"
    findings: FindingsModel
    log: LogModel

    @property
    def view(self) -> SceneView:
        """The open scene."""
        ...

    def play_options(self) -> "PlayOptions":
        """The settings of play."""
        ...


class PlayOptions(Protocol):
    """The seed, and the threads of physics."""

    @property
    def seed(self) -> int:
        """The seed of a run that names none."""
        ...

    @property
    def physics_threads(self) -> int:
        """-1 for what the environment or the project asks for; 0 is serial."""
        ...
