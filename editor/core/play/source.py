"""What play needs of the editor: the open scene, the project's code, where to tell things, and settings."""

from typing import TYPE_CHECKING, Protocol

from editor.core.findings.model import FindingsModel
from editor.core.log import LogModel
from editor.core.settings.settings import Settings
from engine.document import Document, SceneView

if TYPE_CHECKING:
    from types import ModuleType


class PlaySource(Protocol):
    """What play needs of the editor."""

    document: Document | None
    game: "tuple[ModuleType, ...]"
    findings: FindingsModel
    log: LogModel
    settings: Settings

    @property
    def view(self) -> SceneView:
        """The open scene."""
        ...
